//! PostgreSQL: one trigger a statement, over all the rows it left and made.
//!
//! Where a dimension of a record lies in another row (its participation's characteristics, its latest outcome), that row
//! is locked first: who changes it meanwhile waits, and then sees this change. The lock is the same for all three tables, never a
//! weaker one to be raised later, on which two writers could wait for each other. Statements inside a function see what
//! was committed when each of them begins, so what is read after the lock is the newest.
//!
//! Since [`Step::Single`] a statement that changed one record is noted by a way of its own, in `single.rs`.

use super::{
    Step,
    facts::{CHARACTERISTICS, Fact, From, OUTCOME_PARTS, Words},
    single::{self, Single},
};

pub(super) const WORDS: Words = Words { day: "(o.observed_on - DATE '1900-01-01')", find: "strpos" };
const NOW: From<'_> = From { records: "", participations: "participations", outcomes: "outcomes" };

pub(super) fn maintenance(facts: &[Fact; 3], step: Step) -> Vec<String> {
    let mut statements = functions(facts, step);
    for fact in facts {
        let table = fact.records;
        for (event, rows) in [
            ("INSERT", "NEW TABLE AS new_rows"),
            ("UPDATE", "OLD TABLE AS old_rows NEW TABLE AS new_rows"),
            ("DELETE", "OLD TABLE AS old_rows"),
        ] {
            statements.push(format!(
                "CREATE TRIGGER rollup_{table}_{} AFTER {event} ON {table} REFERENCING {rows} \
                 FOR EACH STATEMENT EXECUTE FUNCTION rollup_{table}_changed()",
                event.to_lowercase()
            ));
        }
    }
    statements
}

/// What the triggers do; in place of what they did before, if anything.
pub(super) fn functions(facts: &[Fact; 3], step: Step) -> Vec<String> {
    let [participations, enrolments, outcomes] = facts;
    let single = |first: fn(&[Fact; 3]) -> Single| if step.is_single() { first(facts) } else { Single::default() };
    vec![
        function(
            participations,
            &single(single::participation_changed),
            &participation_changed(participations, enrolments, outcomes, step),
        ),
        function(enrolments, &single(single::enrolment_changed), &enrolment_changed(enrolments, step)),
        function(
            outcomes,
            &single(single::outcome_changed),
            &outcome_changed(participations, enrolments, outcomes, step),
        ),
    ]
}

pub(super) fn removal(facts: &[Fact; 3]) -> Vec<String> {
    facts.iter().map(|fact| format!("DROP FUNCTION rollup_{}_changed() CASCADE", fact.records)).collect()
}

fn function(fact: &Fact, single: &Single, body: &str) -> String {
    let table = fact.records;
    let Single { variables, body: first } = single;
    let declared = if variables.is_empty() { String::new() } else { format!("DECLARE {variables} ") };
    format!(
        "CREATE OR REPLACE FUNCTION rollup_{table}_changed() RETURNS trigger LANGUAGE plpgsql AS $$ {declared}BEGIN \
         {first}IF NOT (SELECT live FROM rollup_state) THEN RETURN NULL; END IF; {body} RETURN NULL; END $$"
    )
}

/// One text for each event.
fn by_event(insert: &str, update: &str, delete: &str) -> String {
    format!("IF TG_OP = 'INSERT' THEN {insert} ELSIF TG_OP = 'UPDATE' THEN {update} ELSE {delete} END IF;")
}

/// What leaves and what comes of a statement on the fact's own table.
fn own(fact: &Fact, step: Step) -> [String; 3] {
    let part = |sign, records| fact.select(sign, &From { records, ..NOW }, &WORDS);
    let (gone, come) = (part(-1, "old_rows"), part(1, "new_rows"));
    let one_way = |part: &String| match step {
        Step::Single | Step::Own => fact.note_all(part),
        Step::First | Step::People => fact.note(std::slice::from_ref(part)),
    };
    [format!("{};", one_way(&come)), format!("{};", fact.note(&[gone.clone(), come])), format!("{};", one_way(&gone))]
}

fn participation_changed(participations: &Fact, enrolments: &Fact, outcomes: &Fact, step: Step) -> String {
    let list = |alias: &str| CHARACTERISTICS.map(|(name, _)| format!("{alias}.{name}")).join(", ");
    let moved = format!(
        "SELECT x.id FROM new_rows x JOIN old_rows y ON y.id = x.id WHERE ({}) IS DISTINCT FROM ({})",
        list("x"),
        list("y")
    );
    let follow = |fact: &Fact| {
        let records = format!("(SELECT * FROM {} WHERE participation_id IN ({moved}))", fact.records);
        let part = |sign, participations| fact.select(sign, &From { records: &records, participations, ..NOW }, &WORDS);
        format!("{};", fact.note(&[part(-1, "old_rows"), part(1, "new_rows")]))
    };
    let [insert, update, delete] = own(participations, step);
    let update = format!("{update} IF EXISTS ({moved}) THEN {} {} END IF;", follow(enrolments), follow(outcomes));
    by_event(&insert, &update, &delete)
}

fn enrolment_changed(enrolments: &Fact, step: Step) -> String {
    let lock =
        |rows: &str| format!("PERFORM 1 FROM participations WHERE id IN ({rows}) ORDER BY id FOR NO KEY UPDATE;");
    let (gone, come) = ("SELECT participation_id FROM old_rows", "SELECT participation_id FROM new_rows");
    let both = match step {
        Step::Single | Step::Own => format!("{gone} UNION {come}"),
        // That which it was moved from was not waited for.
        Step::First | Step::People => come.to_owned(),
    };
    let [insert, update, delete] = own(enrolments, step);
    by_event(
        &format!("{} {insert}", lock(come)),
        &format!("{} {update}", lock(&both)),
        &format!("{} {delete}", lock(gone)),
    )
}

fn outcome_changed(participations: &Fact, enrolments: &Fact, outcomes: &Fact, step: Step) -> String {
    let [insert, update, delete] = own(outcomes, step);
    let each = |own: &str, gone: bool, come: bool| {
        let ids = |column: &str| {
            let rows = [(gone, "old_rows"), (come, "new_rows")];
            let parts: Vec<String> = rows
                .iter()
                .filter(|(there, _)| *there)
                .map(|(_, rows)| format!("SELECT {column} FROM {rows} WHERE {column} IS NOT NULL"))
                .collect();
            parts.join(" UNION ")
        };
        let lock = locks(&ids("participation_id"), &ids("enrolment_id"), step);
        let before = before(gone, come);
        let follow = |fact: &Fact, column: &str| {
            let records = format!("(SELECT * FROM {} WHERE id IN ({}))", fact.records, ids(column));
            let part = |sign, outcomes| fact.select(sign, &From { records: &records, outcomes, ..NOW }, &WORDS);
            format!("{};", fact.note(&[part(-1, &before), part(1, "outcomes")]))
        };
        format!("{lock} {own} {} {}", follow(participations, "participation_id"), follow(enrolments, "enrolment_id"))
    };
    by_event(&each(&insert, false, true), &each(&update, true, true), &each(&delete, true, false))
}

/// Locks what is divided by its latest outcome, and whose characteristics it has.
fn locks(participations: &str, enrolments: &str, step: Step) -> String {
    let first = format!(
        "PERFORM 1 FROM participations WHERE id IN ({participations} UNION SELECT participation_id FROM enrolments \
         WHERE id IN ({enrolments})) ORDER BY id FOR NO KEY UPDATE;"
    );
    let second = format!("PERFORM 1 FROM enrolments WHERE id IN ({enrolments}) ORDER BY id FOR NO KEY UPDATE;");
    match step {
        // Who changes an enrolment has locked it already when coming to its participation: the same order here. And none can be
        // moved to another participation while that is being found.
        Step::Single | Step::Own => format!("{second} {first}"),
        Step::First | Step::People => format!("{first} {second}"),
    }
}

/// The outcomes as they were before the statement.
fn before(gone: bool, come: bool) -> String {
    let columns = OUTCOME_PARTS.join(", ");
    let mut text = format!("(SELECT {columns} FROM outcomes");
    if come {
        text.push_str(" b WHERE NOT EXISTS (SELECT 1 FROM new_rows x WHERE x.id = b.id)");
    }
    if gone {
        text.push_str(&format!(" UNION ALL SELECT {columns} FROM old_rows"));
    }
    text.push(')');
    text
}
