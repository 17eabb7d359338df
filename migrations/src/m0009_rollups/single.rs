//! PostgreSQL: a statement that changed one record, as almost every one does.
//!
//! The record is taken into variables, and what it was and is is written straight into the ledger: to join, group and cancel out
//! costs more than all the rest where there are two rows. What takes more than one record falls through to the way for many.
//!
//! A row that is read by the statement that locks it is the newest: who waited for it gets what the other left.

use super::{
    facts::{CHARACTERISTICS, Fact, KINDS, halves},
    postgres::WORDS,
};

/// What a function does before all else, and the variables it needs for it.
#[derive(Default)]
pub(super) struct Single {
    pub(super) variables: &'static str,
    pub(super) body: String,
}

/// One record in variables.
struct AtHand<'a> {
    sign: i32,
    record: &'a str,
    /// The participation whose characteristics are the record's.
    participation: &'a str,
    key: &'a str,
    /// The record's latest outcome, where it is divided by it.
    outcome: &'a str,
}

/// Takes the record as it is, where there is one and rollups are live; otherwise `come` is nothing, and the way for many asks again
/// whether they are. Each statement of a function costs as much to begin as a row to write.
const COME: &str = "SELECT * INTO come FROM new_rows \
     WHERE (SELECT count(*) FROM new_rows) = 1 AND (SELECT live FROM rollup_state);";
const GONE: &str = "SELECT * INTO gone FROM old_rows;";
const LOCK_PARTICIPATION: &str =
    "SELECT * INTO participation FROM participations WHERE id = come.participation_id FOR NO KEY UPDATE;";
const LOCK_ENROLMENT: &str = "SELECT * INTO enrolment FROM enrolments WHERE id = come.enrolment_id FOR NO KEY UPDATE;";

/// Own dimensions only: characteristics others follow, and results that were cleared ask for another outcome.
pub(super) fn participation_changed([participations, ..]: &[Fact; 3]) -> Single {
    let followed: Vec<&str> = CHARACTERISTICS.iter().map(|(name, _)| *name).chain(["results_cleared_on"]).collect();
    let own: Vec<&str> = participations.read().into_iter().filter(|column| !followed.contains(column)).collect();
    let body = format!(
        "IF TG_OP = 'UPDATE' THEN {COME} {GONE} \
         IF come.id = gone.id AND NOT ({}) THEN \
         IF {} THEN {} END IF; RETURN NULL; END IF; END IF; ",
        differ(&followed),
        differ(&own),
        moved(participations, ["gone", "come"])
    );
    Single { variables: "gone participations; come participations; latest integer;", body }
}

pub(super) fn enrolment_changed([_, enrolments, _]: &[Fact; 3]) -> Single {
    let body = format!(
        "IF TG_OP = 'UPDATE' THEN {COME} {GONE} \
         IF come.id = gone.id AND NOT ({}) THEN \
         IF {} THEN {LOCK_PARTICIPATION} {} END IF; RETURN NULL; END IF; END IF; ",
        differ(&["participation_id"]),
        differ(&enrolments.read()),
        moved(enrolments, ["participation", "participation"])
    );
    let variables = "gone enrolments; come enrolments; participation participations; latest integer;";
    Single { variables, body }
}

/// The enrolment first, as for who changes the enrolment itself and then comes to its participation.
pub(super) fn outcome_changed([participations, enrolments, outcomes]: &[Fact; 3]) -> Single {
    let note = |sign, record| {
        let key = "COALESCE(enrolment.record_key, participation.record_key, 0)";
        let at_hand = AtHand { sign, record, participation: "participation", key, outcome: "" };
        let recorded = of(outcomes.counted, "r", record);
        format!("IF {recorded} THEN {record}_rank := {}; {}; END IF;", rank(record), noted(outcomes, &[at_hand]))
    };
    let body = format!(
        "IF TG_OP <> 'DELETE' THEN {COME} \
         IF TG_OP = 'UPDATE' THEN {GONE} \
         IF {} THEN come := NULL; ELSIF NOT ({}) THEN RETURN NULL; END IF; END IF; \
         IF come.id IS NOT NULL THEN {LOCK_ENROLMENT} \
         IF come.enrolment_id IS NULL OR enrolment.participation_id IS NOT DISTINCT FROM come.participation_id THEN \
         {LOCK_PARTICIPATION} {} {} {} {} {} RETURN NULL; END IF; END IF; END IF; ",
        differ(&["enrolment_id", "participation_id"]),
        differ(&outcomes.read()),
        note(-1, "gone"),
        note(1, "come"),
        others(participations, enrolments),
        latest_moved(participations, "participation"),
        latest_moved(enrolments, "enrolment")
    );
    let variables = "gone outcomes; come outcomes; enrolment enrolments; participation participations; \
                     gone_rank integer; come_rank integer; participation_others integer; enrolment_others integer; \
                     before integer; after integer;";
    Single { variables, body }
}

/// Notes a record that moved and kept its latest outcome.
fn moved(fact: &Fact, [before, after]: [&str; 2]) -> String {
    let (key_before, key_after) = ("gone.record_key", "come.record_key");
    let gone = AtHand { sign: -1, record: "gone", participation: before, key: key_before, outcome: "latest" };
    let come = AtHand { sign: 1, record: "come", participation: after, key: key_after, outcome: "latest" };
    format!(
        "SELECT MAX({}) % 16 INTO latest FROM outcomes o WHERE {}; {};",
        rank("o"),
        of(&fact.latest_of(), "r", "come"),
        noted(fact, &[gone, come])
    )
}

/// How telling the latest of the other outcomes is, of the participation and of the enrolment.
fn others(participations: &Fact, enrolments: &Fact) -> String {
    let (rank, of_participation, of_enrolment) = (
        rank("o"),
        of(&participations.latest_of(), "r", "participation"),
        of(&enrolments.latest_of(), "r", "enrolment"),
    );
    if participations.keyed {
        return format!(
            "SELECT MAX({rank}) FILTER (WHERE {of_participation}), MAX({rank}) FILTER (WHERE {of_enrolment}) \
             INTO participation_others, enrolment_others FROM outcomes o \
             WHERE (o.participation_id = come.participation_id OR o.enrolment_id = come.enrolment_id) AND o.id <> come.id;"
        );
    }
    // Each by its own index, instead of both put together.
    let latest = |which: &str| format!("(SELECT MAX({rank}) FROM outcomes o WHERE {which} AND o.id <> come.id)");
    format!(
        "SELECT {}, {} INTO participation_others, enrolment_others;",
        latest(&of_participation),
        latest(&of_enrolment)
    )
}

/// Notes the record in `variable`, which is not changed itself, where the outcome gave it another latest one.
fn latest_moved(fact: &Fact, variable: &str) -> String {
    let which = of(&fact.latest_of(), "r", variable);
    let with = |outcome: &str| {
        let which = of(&which, "o", outcome);
        format!("GREATEST({variable}_others, CASE WHEN {which} THEN {outcome}_rank END) % 16")
    };
    let key = format!("{variable}.record_key");
    let at_hand = |sign, outcome| AtHand { sign, record: variable, participation: "participation", key: &key, outcome };
    format!(
        "before := {}; after := {}; IF before IS DISTINCT FROM after THEN {}; END IF;",
        with("gone"),
        with("come"),
        noted(fact, &[at_hand(-1, "before"), at_hand(1, "after")])
    )
}

/// As [`super::facts`] ranks outcomes, in an expression that is prepared sooner: each transaction prepares it anew.
fn rank(outcome: &str) -> String {
    let day = of(WORDS.day, "o", outcome);
    format!("{day} * 16 + array_position('{{{}}}'::text[], {outcome}.kind) - 1", KINDS.join(","))
}

fn differ(columns: &[&str]) -> String {
    let of = |record: &str| columns.iter().map(|column| format!("{record}.{column}")).collect::<Vec<_>>().join(", ");
    format!("ROW({}) IS DISTINCT FROM ROW({})", of("gone"), of("come"))
}

/// Notes records at hand.
fn noted(fact: &Fact, records: &[AtHand<'_>]) -> String {
    let rows: Vec<String> = records.iter().map(|record| format!("({})", values(fact, record))).collect();
    format!("INSERT INTO rollup_{} ({}) VALUES {}", fact.records, fact.noted(), rows.join(", "))
}

/// As [`Fact::select`] says them.
fn values(fact: &Fact, at_hand: &AtHand<'_>) -> String {
    let AtHand { sign, record, participation, key, outcome } = *at_hand;
    let mut values = vec![sign.to_string()];
    values.extend(fact.keys().zip(halves(key)).map(|(_, half)| format!("{sign} * {half}")));
    values.extend(fact.amounts.iter().map(|(_, sql)| format!("{sign} * {}", of(sql, "r", record))));
    values.extend(fact.columns().map(|(_, _, sql)| match sql.is_empty() {
        true => outcome.to_owned(),
        false => of(&of(&sql.replace("{find}", WORDS.find), "r", record), "p", participation),
    }));
    values.join(", ")
}

/// The expression over a variable instead of the alias. No other name in these expressions ends as an alias does.
fn of(sql: &str, alias: &str, variable: &str) -> String {
    sql.replace(&format!("{alias}."), &format!("{variable}."))
}
