//! What a record weighs and how it is divided, as SQL over the record's table or over rows of its shape.

use super::Step;

/// A table of records that has rollups.
#[derive(Clone, Copy)]
pub(super) struct Fact {
    /// The table, `r` in the expressions.
    pub(super) records: &'static str,
    /// What is summed beside the number of records and their keys.
    pub(super) amounts: &'static [(&'static str, &'static str)],
    /// The record's own columns: name, kind, expression.
    own: &'static [(&'static str, &'static str, &'static str)],
    /// The key that noise follows, and whether it is kept.
    key: &'static str,
    pub(super) keyed: bool,
    /// Whether a characteristic of the person at entry is the participation's, `p`.
    through_participation: bool,
    /// Whether one person, `r.participant_id`, may stand behind several: the ledger has the group that she is in, the cuboids
    /// a count for each group.
    pub(super) by_person: bool,
    /// Which outcomes are the record's; none where it is not divided by its latest.
    outcomes: Option<&'static str>,
    /// Which records count at all.
    pub(super) counted: &'static str,
}

const CODE: &str = "{id}";

/// What a participation says of the person at entry.
pub(super) const CHARACTERISTICS: [(&str, &str); 8] = [
    ("sex", CODE),
    ("age_at_entry", "integer"),
    ("employment_situation", CODE),
    ("is_complete", "boolean"),
    ("sun_level_code", CODE),
    ("municipality_code", CODE),
    ("sni_code", CODE),
    ("ssyk_code", CODE),
];

/// The tables of records, as they are kept at a step.
pub(super) fn facts(step: Step) -> [Fact; 3] {
    let by_person = !matches!(step, Step::First | Step::Own);
    FACTS.map(|fact| Fact { by_person: fact.by_person && by_person, keyed: step != Step::Own, ..fact })
}

const FACTS: [Fact; 3] = [
    Fact {
        records: "participations",
        amounts: &[],
        own: &[
            ("project_id", CODE, "r.project_id"),
            ("council_id", CODE, "r.council_id"),
            ("organisation_id", CODE, "r.organisation_id"),
            ("status", CODE, "r.status"),
            ("starts_on", "date", "r.starts_on"),
        ],
        key: "r.record_key",
        keyed: true,
        through_participation: false,
        by_person: false,
        // Coming back to a project clears what was recorded before.
        outcomes: Some(
            "o.participation_id = r.id AND (r.results_cleared_on IS NULL OR o.observed_on >= r.results_cleared_on)",
        ),
        counted: "1 = 1",
    },
    Fact {
        records: "enrolments",
        amounts: &[("minutes", "r.minutes")],
        own: &[
            ("effort_id", CODE, "r.effort_id"),
            ("project_id", CODE, "r.project_id"),
            ("hub_id", CODE, "r.hub_id"),
            ("council_id", CODE, "r.council_id"),
            ("provider_id", CODE, "r.provider_id"),
            ("organisation_id", CODE, "r.organisation_id"),
            ("status", CODE, "r.status"),
            ("source", CODE, "r.source"),
            ("applied_on", "date", "r.applied_on"),
            ("held_on", "date", "COALESCE(r.started_on, r.applied_on)"),
            ("done_on", "date", "COALESCE(r.ended_on, r.started_on, r.applied_on)"),
        ],
        key: "r.record_key",
        keyed: true,
        through_participation: true,
        by_person: true,
        outcomes: Some("o.enrolment_id = r.id"),
        counted: "1 = 1",
    },
    Fact {
        records: "outcomes",
        amounts: &[],
        own: &[
            ("effort_id", CODE, "r.effort_id"),
            ("project_id", CODE, "r.project_id"),
            ("hub_id", CODE, "r.hub_id"),
            ("council_id", CODE, "r.council_id"),
            ("organisation_id", CODE, "r.organisation_id"),
            ("kind", CODE, "r.kind"),
            ("observed_on", "date", "r.observed_on"),
        ],
        // That of the enrolment or the participation which the outcome is of.
        key: "COALESCE((SELECT n.record_key FROM enrolments n WHERE n.id = r.enrolment_id), \
              (SELECT q.record_key FROM participations q WHERE q.id = r.participation_id), 0)",
        keyed: true,
        through_participation: true,
        by_person: true,
        outcomes: None,
        counted: "r.status = 'RECORDED'",
    },
];

/// The kinds of outcome from the least to the most telling: of two recorded on one day the later here stands.
pub(super) const KINDS: [&str; 10] = [
    "NO_CHANGE",
    "JOB_SEARCHING",
    "STRENGTHENED_IN_INDUSTRY",
    "PREPARED_OTHER_COMPANY",
    "PREPARED_OTHER_INDUSTRY",
    "QUALIFICATION",
    "IN_EDUCATION",
    "IMPROVED_SITUATION",
    "IN_EMPLOYMENT",
    "NEW_JOB",
];

/// The group that a person is in, by the last letter of her id.
const GROUP: &str = "{find}('0123456789abcdefghjkmnpqrstvwxyz', substr(r.participant_id, 26, 1)) % 16";

/// What the databases say each in its own way.
pub(super) struct Words {
    /// The number of the day `o.observed_on`.
    pub(super) day: &'static str,
    /// The function that finds a text in another.
    pub(super) find: &'static str,
}

/// Where a fact is read from: tables, or rows that a change left or made.
pub(super) struct From<'a> {
    pub(super) records: &'a str,
    pub(super) participations: &'a str,
    pub(super) outcomes: &'a str,
}

impl Fact {
    /// The halves of the keys.
    pub(super) fn keys(&self) -> impl Iterator<Item = &'static str> {
        ["key_low", "key_high"].into_iter().filter(|_| self.keyed)
    }

    /// The sums in the ledger; every cuboid has them, and those of [`Fact::people`].
    pub(super) fn sums(&self) -> impl Iterator<Item = &'static str> {
        let amounts: Vec<&'static str> = self.amounts.iter().map(|(name, _)| *name).collect();
        ["n"].into_iter().chain(self.keys()).chain(amounts)
    }

    /// The records by the groups of their people, two groups in a number: `statistics::people` says how.
    pub(super) fn people(&self) -> impl Iterator<Item = String> {
        (0..8).filter(|_| self.by_person).map(|number| format!("people_{number}"))
    }

    /// The columns of the ledger: name, kind, expression; the latest outcome's is written by [`Fact::select`].
    pub(super) fn columns(&self) -> impl Iterator<Item = (&'static str, &'static str, String)> {
        let alias = if self.through_participation { "p" } else { "r" };
        let own: Vec<_> = self.own.iter().map(|(name, kind, sql)| (*name, *kind, (*sql).to_owned())).collect();
        let carried = CHARACTERISTICS.into_iter().map(move |(name, kind)| (name, kind, format!("{alias}.{name}")));
        let outcome = self.outcomes.map(|_| ("outcome", "integer", String::new()));
        let group = self.by_person.then(|| ("person_group", "integer", GROUP.to_owned()));
        own.into_iter().chain(carried).chain(outcome).chain(group)
    }

    /// What the records weigh, times `sign`, with their dimensions.
    pub(super) fn select(&self, sign: i32, from: &From<'_>, words: &Words) -> String {
        let mut selected = vec![format!("{sign} AS n")];
        selected.extend(self.keys().zip(halves(self.key)).map(|(name, half)| format!("{sign} * {half} AS {name}")));
        selected.extend(self.amounts.iter().map(|(name, sql)| format!("{sign} * {sql} AS {name}")));
        selected.extend(self.columns().map(|(name, _, sql)| {
            let sql =
                if sql.is_empty() { self.latest(from.outcomes, words.day) } else { sql.replace("{find}", words.find) };
            format!("{sql} AS {name}")
        }));
        let join = match self.through_participation {
            true => format!(" LEFT JOIN {} p ON p.id = r.participation_id", from.participations),
            false => String::new(),
        };
        format!("SELECT {} FROM {} r{join} WHERE {}", selected.join(", "), from.records, self.counted)
    }

    fn latest(&self, outcomes: &str, day: &str) -> String {
        let ranks: String =
            KINDS.iter().enumerate().map(|(rank, kind)| format!(" WHEN '{kind}' THEN {rank}")).collect();
        let which = self.latest_of();
        format!("(SELECT MAX({day} * 16 + CASE o.kind{ranks} END) % 16 FROM {outcomes} o WHERE {which})")
    }

    /// Which outcomes `o` the latest of the record `r` is of.
    pub(super) fn latest_of(&self) -> String {
        format!("{} AND o.status = 'RECORDED'", self.outcomes.unwrap_or("1 = 0"))
    }

    /// Columns of a record's own table that its weight or dimensions come from.
    pub(super) fn read(&self) -> Vec<&'static str> {
        let own: &[&str] = match self.records {
            "participations" => &[
                "id",
                "project_id",
                "council_id",
                "organisation_id",
                "status",
                "starts_on",
                "results_cleared_on",
                "record_key",
            ],
            "enrolments" => &[
                "id",
                "participant_id",
                "participation_id",
                "effort_id",
                "project_id",
                "hub_id",
                "council_id",
                "provider_id",
                "organisation_id",
                "status",
                "source",
                "applied_on",
                "started_on",
                "ended_on",
                "minutes",
                "record_key",
            ],
            _ => &[
                "id",
                "participant_id",
                "participation_id",
                "enrolment_id",
                "effort_id",
                "project_id",
                "hub_id",
                "council_id",
                "organisation_id",
                "kind",
                "status",
                "observed_on",
            ],
        };
        let carried = CHARACTERISTICS.iter().map(|(name, _)| *name).filter(|_| self.records == "participations");
        own.iter().copied().chain(carried).collect()
    }

    /// Notes in the ledger what `parts` come to together: what leaves and comes alike is not noted.
    pub(super) fn note(&self, parts: &[String]) -> String {
        let names: Vec<&str> = self.columns().map(|(name, ..)| name).collect();
        let names = names.join(", ");
        let sums: Vec<&str> = self.sums().collect();
        let added: Vec<String> = sums.iter().map(|sum| format!("CAST(SUM({sum}) AS bigint)")).collect();
        let moved: Vec<String> = sums.iter().map(|sum| format!("SUM({sum}) <> 0")).collect();
        format!(
            "INSERT INTO rollup_{} ({}, {names}) SELECT {}, {names} FROM ({}) f GROUP BY {names} HAVING {}",
            self.records,
            sums.join(", "),
            added.join(", "),
            parts.join(" UNION ALL "),
            moved.join(" OR ")
        )
    }

    /// Notes all that only comes, or only leaves, and so cannot cancel out.
    pub(super) fn note_all(&self, part: &str) -> String {
        format!("INSERT INTO rollup_{} ({}) {part}", self.records, self.noted())
    }

    /// The ledger's columns in the order in which [`Fact::select`] answers them.
    pub(super) fn noted(&self) -> String {
        let names: Vec<&str> = self.sums().chain(self.columns().map(|(name, ..)| name)).collect();
        names.join(", ")
    }
}

/// The lower and the upper thirty bits of a key.
pub(super) fn halves(key: &str) -> [String; 2] {
    [format!("({key} % 1073741824)"), format!("({key} / 1073741824)")]
}

/// What a change to an outcome can move, as columns of outcomes.
pub(super) const OUTCOME_PARTS: [&str; 6] = ["id", "participation_id", "enrolment_id", "kind", "status", "observed_on"];
