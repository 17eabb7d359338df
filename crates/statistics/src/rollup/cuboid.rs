//! The rollups as data: which tables of records have them, and by which columns they are summed.

use store::Dialect;

use super::drawn::number;
use crate::{
    figures::{BACKING, COUNTED_WORKFORCE, DECIDED, DESCRIBED, DISCLOSED, ITEM_KIND, JOINED_ORGANISATION, waited},
    people::{NUMBERS, added, group_of},
};

/// A table of records with its ledger and cuboids.
#[derive(Debug)]
pub(super) struct Fact {
    /// The records' table, `r` in every expression.
    pub(super) records: &'static str,
    /// Sums beside the number of records and the halves of their keys, each a column of the records.
    pub(super) amounts: &'static [&'static str],
    /// The key that noise follows; see `published.rs`.
    pub(super) key: &'static str,
    /// Columns of the ledger that are expressions over the records: name, expression. The longer before the shorter.
    pub(super) computed: &'static [(&'static str, &'static str)],
    /// Columns of the ledger that are days from one date of the records to another: name, dates. Records are counted for each number
    /// of days, so that the median of any sum of cells is exact.
    pub(super) waits: &'static [(&'static str, (&'static str, &'static str))],
    /// Columns of the records that the ledger has under their own names.
    pub(super) own: &'static [&'static str],
    /// Where the person's characteristics at entry stand, if the record has any: `r` or `p`, the participation.
    pub(super) entry: Option<&'static str>,
    /// Whose a record is, where one person or organisation may stand behind several.
    pub(super) person: Option<&'static str>,
    /// Whose parts of the amounts are moved in what is told, where the published sums say how far.
    pub(super) contributor: Option<Contributor>,
    /// Which outcomes are a record's, where it is divided by its latest.
    pub(super) outcomes: Option<&'static str>,
    /// The condition that is met by every record in the ledger.
    pub(super) counted: Option<&'static str>,
    /// What there is sums of, the smallest first.
    pub(super) cuboids: &'static [Cuboid],
    /// Whether figures of others' records are of copies. What is everyone's is told as it is.
    pub(super) is_copied: bool,
    /// What sums of the copies alone have.
    pub(super) of_copies: OfCopies,
}

/// What others' figures are divided by, and one's own are not.
#[derive(Debug)]
pub(super) struct OfCopies {
    /// As [`Fact::computed`].
    pub(super) computed: &'static [(&'static str, &'static str)],
    /// What those need beside the records, and a question does not where it has them.
    pub(super) joins: &'static str,
    /// The published cuboids that have those columns.
    pub(super) cuboids: &'static [Cuboid],
}

const NOTHING_MORE: OfCopies = OfCopies { computed: &[], joins: "", cuboids: &[] };

/// What is everyone's row by row, and nobody's part of anything.
const OPEN: Fact = Fact {
    records: "",
    amounts: &[],
    key: "0",
    computed: &[],
    waits: &[],
    own: &[],
    entry: None,
    person: None,
    contributor: None,
    outcomes: None,
    counted: None,
    cuboids: &[],
    is_copied: false,
    of_copies: NOTHING_MORE,
};

/// Whose parts of sums are moved in what is told.
#[derive(Clone, Copy, Debug)]
pub(super) struct Contributor {
    /// The column of the records.
    pub(super) of: &'static str,
    /// For each amount, the published sum of the parts times how far each leans.
    pub(super) leanings: &'static [&'static str],
}

/// Sums of the records by some columns.
#[derive(Debug)]
pub(super) struct Cuboid {
    pub(super) name: &'static str,
    pub(super) columns: &'static [&'static str],
}

const fn by(name: &'static str, columns: &'static [&'static str]) -> Cuboid {
    Cuboid { name, columns }
}

/// What a participation says of the person at entry.
pub(super) const ENTRY: [&str; 8] = [
    "sex",
    "age_at_entry",
    "employment_situation",
    "is_complete",
    "sun_level_code",
    "municipality_code",
    "sni_code",
    "ssyk_code",
];

pub(super) static FACTS: [Fact; 8] = [
    Fact {
        records: "participations",
        amounts: &[],
        key: "r.record_key",
        computed: &[],
        waits: &[],
        own: &["project_id", "council_id", "organisation_id", "status", "starts_on"],
        entry: Some("r"),
        person: None,
        contributor: None,
        outcomes: Some(
            "o.participation_id = r.id AND (r.results_cleared_on IS NULL OR o.observed_on >= r.results_cleared_on)",
        ),
        counted: None,
        cuboids: &[
            by("situation", &["project_id", "council_id", "sex", "employment_situation", "outcome"]),
            by("progress", &["project_id", "council_id", "status", "is_complete", "sex", "outcome"]),
            by(
                "profile",
                &["project_id", "council_id", "status", "is_complete", "sex", "age_at_entry", "employment_situation"],
            ),
            by(
                "profile_result",
                &["project_id", "council_id", "sex", "age_at_entry", "employment_situation", "outcome"],
            ),
            by(
                "place",
                &["project_id", "council_id", "municipality_code", "sex", "age_at_entry", "employment_situation"],
            ),
            by("industry", &["project_id", "council_id", "sni_code", "sex", "age_at_entry", "employment_situation"]),
            by("occupation", &["project_id", "council_id", "ssyk_code", "sex", "age_at_entry", "employment_situation"]),
            by(
                "education",
                &["project_id", "council_id", "sun_level_code", "sex", "age_at_entry", "employment_situation"],
            ),
            by("month_result", &["project_id", "council_id", "starts_on", "sex", "outcome"]),
            by("month", &["project_id", "council_id", "starts_on", "status", "sex", "employment_situation"]),
            by("organisation_result", &["project_id", "council_id", "organisation_id", "sex", "outcome"]),
            by(
                "organisation",
                &["project_id", "council_id", "organisation_id", "status", "sex", "employment_situation"],
            ),
        ],
        is_copied: true,
        of_copies: OfCopies {
            // All that is known of the employer, so that none of it needs the join.
            computed: &[
                ("is_counted", COUNTED_WORKFORCE),
                ("employer_kind", "g.kind"),
                ("employer_sni_code", "g.sni_code"),
                ("employer_municipality_code", "g.municipality_code"),
            ],
            joins: JOINED_ORGANISATION,
            cuboids: &[
                by("counted", &["project_id", "council_id", "sex", "is_counted"]),
                by("counted_industry", &["employer_sni_code", "sex", "is_counted"]),
                by("counted_month", &["project_id", "council_id", "starts_on", "sex", "is_counted"]),
            ],
        },
    },
    Fact {
        records: "enrolments",
        amounts: &["minutes"],
        key: "r.record_key",
        computed: &[
            ("done_on", "COALESCE(r.ended_on, r.started_on, r.applied_on)"),
            ("held_on", "COALESCE(r.started_on, r.applied_on)"),
        ],
        waits: &[],
        own: &[
            "effort_id",
            "project_id",
            "hub_id",
            "council_id",
            "provider_id",
            "organisation_id",
            "status",
            "source",
            "applied_on",
        ],
        entry: Some("p"),
        person: Some("r.participant_id"),
        contributor: None,
        outcomes: Some("o.enrolment_id = r.id"),
        counted: None,
        cuboids: &[
            by(
                "situation",
                &["project_id", "hub_id", "council_id", "status", "sex", "employment_situation", "outcome"],
            ),
            by("profile", &["project_id", "hub_id", "council_id", "status", "sex", "age_at_entry"]),
            by("held", &["project_id", "hub_id", "council_id", "held_on", "status"]),
            by("applied", &["project_id", "hub_id", "council_id", "applied_on", "status", "source"]),
            by("done", &["project_id", "hub_id", "council_id", "done_on", "status", "sex"]),
            by(
                "effort",
                &["project_id", "hub_id", "council_id", "effort_id", "provider_id", "status", "source", "sex"],
            ),
            by("organisation", &["project_id", "hub_id", "council_id", "organisation_id", "status", "source", "sex"]),
        ],
        is_copied: true,
        of_copies: NOTHING_MORE,
    },
    Fact {
        records: "outcomes",
        amounts: &[],
        key: "COALESCE((SELECT n.record_key FROM enrolments n WHERE n.id = r.enrolment_id), \
              (SELECT q.record_key FROM participations q WHERE q.id = r.participation_id), 0)",
        computed: &[],
        waits: &[],
        own: &["effort_id", "project_id", "hub_id", "council_id", "organisation_id", "kind", "observed_on"],
        entry: Some("p"),
        person: Some("r.participant_id"),
        contributor: None,
        outcomes: None,
        counted: Some("r.status = 'RECORDED'"),
        cuboids: &[
            by("situation", &["project_id", "hub_id", "council_id", "kind", "sex", "employment_situation"]),
            by("profile", &["project_id", "hub_id", "council_id", "kind", "sex", "age_at_entry"]),
            by("effort", &["project_id", "hub_id", "council_id", "effort_id", "kind", "sex"]),
            by("month", &["project_id", "hub_id", "council_id", "observed_on", "kind", "sex"]),
            by("organisation", &["project_id", "hub_id", "council_id", "organisation_id", "kind", "sex"]),
        ],
        is_copied: true,
        of_copies: NOTHING_MORE,
    },
    Fact {
        records: "development_plans",
        amounts: &["lines", "strategic_lines"],
        key: "r.record_key",
        computed: &[],
        waits: &[],
        own: &["project_id", "organisation_id", "status", "adopted_on"],
        entry: None,
        person: Some("r.organisation_id"),
        contributor: Some(Contributor {
            of: "r.organisation_id",
            leanings: &["lines_leaning", "strategic_lines_leaning"],
        }),
        outcomes: None,
        counted: Some("r.adopted_on IS NOT NULL"),
        cuboids: &[by("month", &["adopted_on"]), by("project", &["project_id", "status", "adopted_on"])],
        is_copied: true,
        of_copies: NOTHING_MORE,
    },
    Fact {
        records: "needs",
        amounts: &["people_needed"],
        key: "r.record_key",
        computed: &[("backing", BACKING)],
        waits: &[
            ("days_to_triage", ("r.reported_on", "r.triaged_on")),
            ("days_to_endorsement", ("r.reported_on", "r.endorsed_on")),
            ("days_to_action", ("r.reported_on", "r.begun_on")),
            ("days_to_met", ("r.reported_on", "r.met_on")),
        ],
        own: &[
            "council_id",
            "industry_council_id",
            "organisation_id",
            "status",
            "basis",
            "cause",
            "horizon",
            "target_group",
            "skill_code",
            "ssyk_code",
            "sni_code",
            "municipality_code",
            "region_code",
            "reported_on",
        ],
        entry: None,
        person: Some("COALESCE(r.organisation_id, r.council_id)"),
        contributor: Some(Contributor { of: "r.organisation_id", leanings: &["people_needed_leaning"] }),
        outcomes: None,
        counted: Some("r.status <> 'MERGED'"),
        cuboids: &[
            by("state", &["council_id", "status", "horizon", "backing"]),
            by("reason", &["council_id", "status", "cause", "basis", "horizon", "target_group"]),
            by("month", &["council_id", "reported_on", "status", "horizon", "backing"]),
            by("reason_month", &["council_id", "reported_on", "cause", "basis", "horizon"]),
            by("place", &["council_id", "sni_code", "municipality_code", "region_code", "reported_on"]),
            by("occupation", &["council_id", "ssyk_code", "municipality_code", "region_code", "reported_on"]),
            by("subject", &["council_id", "ssyk_code", "skill_code", "sni_code", "status", "horizon"]),
            by(
                "body",
                &[
                    "council_id",
                    "industry_council_id",
                    "organisation_id",
                    "status",
                    "horizon",
                    "backing",
                    "reported_on",
                ],
            ),
            by("triage", &["council_id", "industry_council_id", "reported_on", "horizon", "days_to_triage"]),
            by("endorsement", &["council_id", "industry_council_id", "reported_on", "horizon", "days_to_endorsement"]),
            by("action", &["council_id", "industry_council_id", "reported_on", "horizon", "backing", "days_to_action"]),
            by("met", &["council_id", "industry_council_id", "reported_on", "horizon", "days_to_met"]),
        ],
        is_copied: true,
        of_copies: NOTHING_MORE,
    },
    Fact {
        records: "procurements",
        computed: &[("is_disclosed", DISCLOSED)],
        waits: &[("days_to_award", ("r.planned_on", "r.awarded_on"))],
        own: &["council_id", "hub_id", "organisation_id", "project_id", "method", "status", "planned_on"],
        cuboids: &[
            by("month", &["council_id", "hub_id", "planned_on", "method", "status", "is_disclosed"]),
            by(
                "body",
                &[
                    "council_id",
                    "hub_id",
                    "organisation_id",
                    "project_id",
                    "planned_on",
                    "method",
                    "status",
                    "is_disclosed",
                ],
            ),
            by(
                "award",
                &[
                    "council_id",
                    "hub_id",
                    "organisation_id",
                    "project_id",
                    "planned_on",
                    "method",
                    "status",
                    "is_disclosed",
                    "days_to_award",
                ],
            ),
        ],
        ..OPEN
    },
    Fact {
        records: "council_decisions",
        computed: &[("item_kind", ITEM_KIND)],
        own: &["council_id", "industry_council_id", "status", "decided_on", "is_public"],
        counted: Some(DECIDED),
        cuboids: &[
            by("kind", &["council_id", "status", "item_kind", "is_public"]),
            by("month", &["council_id", "decided_on", "status", "item_kind", "is_public"]),
            by("body", &["council_id", "industry_council_id", "decided_on", "status", "item_kind", "is_public"]),
        ],
        ..OPEN
    },
    Fact {
        records: "education_offerings",
        own: &["ssyk_code", "skill_code", "sun_code", "isced_code"],
        counted: Some(DESCRIBED),
        cuboids: &[
            by("occupation", &["ssyk_code", "isced_code"]),
            by("field", &["sun_code", "isced_code"]),
            by("subject", &["ssyk_code", "skill_code", "sun_code", "isced_code"]),
        ],
        ..OPEN
    },
];

impl Fact {
    /// The rollups of this table of records.
    pub(super) fn of(records: &str) -> Option<&'static Self> {
        FACTS.iter().find(|fact| fact.records == records)
    }

    /// The ledger's table.
    pub(super) fn ledger(&self) -> String {
        format!("rollup_{}", self.records)
    }

    /// A cuboid's table.
    pub(super) fn table(&self, cuboid: &Cuboid) -> String {
        format!("rollup_{}_{}", self.records, cuboid.name)
    }

    /// Columns of the ledger that are expressions over the records, the days between dates among them.
    pub(super) fn computed(&self, dialect: Dialect) -> impl Iterator<Item = (&'static str, String)> {
        let waits = self.waits.iter().map(move |(name, dates)| (*name, waited(*dates, dialect)));
        self.computed.iter().map(|(name, sql)| (*name, (*sql).to_owned())).chain(waits)
    }

    /// The sums in the ledger and in every cuboid.
    pub(super) fn sums(&self) -> impl Iterator<Item = &'static str> {
        ["n"].into_iter().chain(self.amounts.iter().copied())
    }

    /// The sums in every published cuboid, each with what it is the sum of: besides, what noise follows, how far the
    /// parts lean and the records by the groups of their people.
    pub(super) fn published_sums(&self) -> impl Iterator<Item = (&'static str, String)> {
        let leanings = self.leanings().map(|(_, leaning)| leaning);
        let own = self.sums().chain(["key_low", "key_high"]).chain(leanings).map(|name| (name, name.to_owned()));
        let people = self.person.map(|_| NUMBERS.into_iter().zip(added("person_group", "n")));
        own.chain(people.into_iter().flatten())
    }

    /// Each amount whose contributors' leanings are in the published sums, with the name of that sum.
    pub(super) fn leanings(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let leanings = self.contributor.map_or(&[] as &'static [&'static str], |contributor| contributor.leanings);
        self.amounts.iter().copied().zip(leanings.iter().copied())
    }

    /// Every cuboid that there are sums of copies for.
    pub(super) fn published_cuboids(&self) -> impl Iterator<Item = &'static Cuboid> {
        self.cuboids.iter().chain(self.of_copies.cuboids)
    }

    /// A published cuboid's table; see `published.rs`.
    pub(super) fn published(&self, cuboid: &Cuboid) -> String {
        format!("published_{}_{}", self.records, cuboid.name)
    }

    /// Every record as the ledger would note its coming, from the base tables.
    pub(super) fn base_records(&self, dialect: Dialect) -> String {
        let latest = crate::figures::latest_outcome(dialect);
        let outcome = self
            .outcomes
            .map(|which| format!("(SELECT {latest} % 16 FROM outcomes o WHERE {which} AND o.status = 'RECORDED')"));
        let counted = self.counted.map(|counted| format!(" WHERE {counted}")).unwrap_or_default();
        format!("SELECT {}{}{counted}", self.selected(outcome.as_deref(), dialect).join(", "), self.from())
    }

    /// Every copy of a record, with what noise follows and the group of its person besides.
    pub(super) fn copies(&self, dialect: Dialect) -> String {
        let mut selected = self.selected(self.outcomes.map(|_| "r.outcome"), dialect);
        selected.push("r.record_key % 1073741824 AS key_low, r.record_key / 1073741824 AS key_high".to_owned());
        selected.extend(self.person.map(|person| format!("{} AS person_group", group_of(person, dialect))));
        selected.extend(self.of_copies.computed.iter().map(|(name, sql)| format!("{sql} AS {name}")));
        if let Some(Contributor { of, .. }) = self.contributor {
            let leaning = |(amount, name)| format!("r.{amount} * {} AS {name}", number(of, amount));
            selected.extend(self.leanings().map(leaning));
        }
        format!("SELECT {}, r.late AS late{}{}", selected.join(", "), self.from(), self.of_copies.joins)
    }

    /// What is selected of a record.
    fn selected(&self, outcome: Option<&str>, dialect: Dialect) -> Vec<String> {
        let mut selected = vec!["1 AS n".to_owned()];
        selected.extend(self.amounts.iter().map(|amount| format!("r.{amount} AS {amount}")));
        selected.extend(self.own.iter().map(|name| format!("r.{name} AS {name}")));
        selected.extend(self.computed(dialect).map(|(name, sql)| format!("{sql} AS {name}")));
        if let Some(entry) = self.entry {
            selected.extend(ENTRY.iter().map(|name| format!("{entry}.{name} AS {name}")));
        }
        selected.extend(outcome.map(|outcome| format!("{outcome} AS outcome")));
        selected
    }

    /// The records with the participation that says what the person was at entry.
    fn from(&self) -> String {
        let join = match self.entry {
            Some("p") => " LEFT JOIN participations p ON p.id = r.participation_id",
            _ => "",
        };
        format!(" FROM {} r{join}", self.records)
    }
}

/// Whether a cuboid has the column only in steps: days as months, ages as bands.
pub(super) fn is_coarse(column: &str) -> bool {
    column == "age_at_entry" || column.ends_with("_on")
}

/// A column of the ledger as a cuboid has it: a month as its first day, an age band as its lowest age.
pub(super) fn coarse(column: &str, dialect: Dialect) -> String {
    match (column, dialect) {
        ("age_at_entry", _) => "CASE WHEN age_at_entry < 18 THEN 0 WHEN age_at_entry < 25 THEN 18 \
             WHEN age_at_entry < 30 THEN 25 WHEN age_at_entry < 55 THEN 30 WHEN age_at_entry >= 55 THEN 55 END"
            .to_owned(),
        (date, Dialect::Postgres) if is_coarse(date) => format!("CAST(date_trunc('month', {date}) AS date)"),
        (date, Dialect::Sqlite) if is_coarse(date) => format!("date({date}, 'start of month')"),
        _ => column.to_owned(),
    }
}

impl Cuboid {
    /// A cell's name, from columns of the ledger: what tells it from every other cell.
    pub(super) fn cell(&self, dialect: Dialect) -> String {
        let parts: Vec<String> =
            self.columns.iter().map(|name| format!("COALESCE(CAST({} AS text), '-')", coarse(name, dialect))).collect();
        parts.join(" || '|' || ")
    }
}
