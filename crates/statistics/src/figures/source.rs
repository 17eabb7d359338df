//! Where the records of a measure lie, and which column or expression gives which dimension.

use kernel::{Error, Result};
use store::Dialect;

use super::{Breakdown, Measure, category::UNKNOWN, measure::rules};

/// What a column needs beside the measure's own table `r`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Join {
    /// Nothing.
    None,
    /// The participation, `p`.
    Participation,
    /// The organisation, `g`.
    Organisation,
    /// The outcomes, of which the latest stands: `k_`, see [`latest_outcome`].
    Outcome,
}

/// An SQL expression, and what it needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) sql: String,
    pub(super) join: Join,
}

impl Measure {
    /// # Errors
    /// `Invalid { field, MEASURE_LACKS_DIMENSION }`.
    pub(super) fn has(self, breakdown: Breakdown, field: &str) -> Result<()> {
        match self.column(breakdown, Dialect::Sqlite) {
            Some(_) => Ok(()),
            None => Err(Error::invalid(field, rules::MEASURE_LACKS_DIMENSION)),
        }
    }

    pub(super) const fn table(self) -> &'static str {
        match self {
            Self::Needs | Self::PeopleNeeded => "needs",
            Self::Participants => "participations",
            Self::Enrolments | Self::Hours => "enrolments",
            Self::Outcomes => "outcomes",
        }
    }

    /// Which records count at all.
    pub(super) const fn always(self) -> Option<&'static str> {
        match self {
            // A need that went into another is counted there.
            Self::Needs | Self::PeopleNeeded => Some("r.status <> 'MERGED'"),
            Self::Outcomes => Some("r.status = 'RECORDED'"),
            _ => None,
        }
    }

    /// The date that the period and the calendar dimensions mean.
    pub(super) const fn date(self) -> &'static str {
        match self {
            Self::Needs | Self::PeopleNeeded => "r.reported_on",
            Self::Participants => "r.starts_on",
            Self::Enrolments => "r.applied_on",
            Self::Hours => "COALESCE(r.started_on, r.applied_on)",
            Self::Outcomes => "r.observed_on",
        }
    }

    /// Who is behind a record: a person, or for needs the organisation that reported it.
    pub(super) const fn contributor(self) -> &'static str {
        if self.is_of_needs() { "COALESCE(r.organisation_id, r.id)" } else { "r.participant_id" }
    }

    /// What is summed; absent where records are counted.
    pub(super) const fn amount(self) -> Option<&'static str> {
        match self {
            Self::Hours => Some("r.minutes"),
            Self::PeopleNeeded => Some("r.people_needed"),
            _ => None,
        }
    }

    /// What the records are told apart by beside the dimensions: for a sum whose share each organisation has, for
    /// participations the project, in which a person takes part once.
    pub(super) const fn split(self) -> Option<&'static str> {
        match self {
            Self::Hours | Self::PeopleNeeded => Some("r.organisation_id"),
            Self::Participants => Some("r.project_id"),
            _ => None,
        }
    }

    /// The outcomes of a record.
    pub(super) const fn outcomes_join(self) -> &'static str {
        match self {
            Self::Participants => "o.participation_id = r.id",
            _ => "o.enrolment_id = r.id",
        }
    }

    /// How the dimension reads; `None` where the records do not have it.
    pub(super) fn column(self, breakdown: Breakdown, dialect: Dialect) -> Option<Column> {
        use Breakdown as B;
        let own = |sql: &str| Some(Column { sql: sql.to_owned(), join: Join::None });
        match breakdown {
            B::Council => own("r.council_id"),
            B::Organisation => own("r.organisation_id"),
            B::OrganisationKind => Some(Column { sql: "g.kind".to_owned(), join: Join::Organisation }),
            B::Project if !self.is_of_needs() => own("r.project_id"),
            B::Effort if matches!(self, Self::Enrolments | Self::Hours | Self::Outcomes) => own("r.effort_id"),
            B::Status if self != Self::Outcomes => own("r.status"),
            B::OutcomeKind => match self {
                Self::Outcomes => own("r.kind"),
                Self::Needs | Self::PeopleNeeded => None,
                _ => Some(Column { sql: String::new(), join: Join::Outcome }),
            },
            B::Year | B::Quarter | B::Month => own(&calendar(breakdown, self.date(), dialect)),
            _ => self.characteristic(breakdown),
        }
    }

    /// A column that a need or a participation has, and an enrolment or outcome through its participation.
    pub(super) fn carried(self, column: &str) -> Column {
        let (alias, join) = match self {
            Self::Needs | Self::PeopleNeeded | Self::Participants => ("r", Join::None),
            _ => ("p", Join::Participation),
        };
        Column { sql: format!("{alias}.{column}"), join }
    }

    fn characteristic(self, breakdown: Breakdown) -> Option<Column> {
        use Breakdown as B;
        let of_people = !self.is_of_needs();
        let carried = match breakdown {
            B::Industry | B::IndustryDivision => self.carried("sni_code"),
            B::Occupation | B::OccupationArea => self.carried("ssyk_code"),
            B::Municipality | B::County | B::Region => self.carried("municipality_code"),
            B::Sex if of_people => self.carried("sex"),
            B::EmploymentSituation if of_people => self.carried("employment_situation"),
            B::AgeBand if of_people => self.carried("age_at_entry"),
            B::Completeness if of_people => self.carried("is_complete"),
            _ => return None,
        };
        let column = &carried.sql;
        let sql = match breakdown {
            // Sections follow from divisions; see `rows.rs`.
            B::Industry | B::IndustryDivision => format!("substr({column}, 1, 2)"),
            B::OccupationArea => format!("substr({column}, 1, 1)"),
            B::County => format!("substr({column}, 1, 2)"),
            B::Region if self.is_of_needs() => format!("COALESCE({column}, r.region_code)"),
            B::AgeBand => age_band(column),
            B::Completeness => format!("CASE WHEN {column} THEN 'COMPLETE' WHEN NOT {column} THEN 'INCOMPLETE' END"),
            _ => column.clone(),
        };
        Some(Column { sql, ..carried })
    }
}

fn age_band(age: &str) -> String {
    format!(
        "CASE WHEN {age} IS NULL THEN '{UNKNOWN}' WHEN {age} < 18 THEN '0-17' WHEN {age} < 25 THEN '18-24' \
         WHEN {age} < 30 THEN '25-29' WHEN {age} < 55 THEN '30-54' ELSE '55+' END"
    )
}

fn calendar(breakdown: Breakdown, date: &str, dialect: Dialect) -> String {
    match (dialect, breakdown) {
        (Dialect::Postgres, Breakdown::Year) => format!("to_char({date}, 'YYYY')"),
        (Dialect::Postgres, Breakdown::Quarter) => format!("to_char({date}, 'YYYY\"-Q\"Q')"),
        (Dialect::Postgres, _) => format!("to_char({date}, 'YYYY-MM')"),
        (Dialect::Sqlite, Breakdown::Year) => format!("strftime('%Y', {date})"),
        (Dialect::Sqlite, Breakdown::Quarter) => {
            format!("strftime('%Y', {date}) || '-Q' || ((CAST(strftime('%m', {date}) AS integer) + 2) / 3)")
        }
        (Dialect::Sqlite, _) => format!("strftime('%Y-%m', {date})"),
    }
}

/// Sixteen times the day and the kind's rank, so that the greatest is the latest: a record is counted once, under one
/// outcome, and lines add up.
pub(super) fn latest_outcome(dialect: Dialect) -> String {
    let day = match dialect {
        Dialect::Postgres => "(o.observed_on - DATE '1900-01-01')",
        Dialect::Sqlite => "CAST(julianday(o.observed_on) - 2415020.5 AS integer)",
    };
    let ranks: Vec<String> =
        super::category::outcome_kinds().enumerate().map(|(rank, kind)| format!("WHEN '{kind}' THEN {rank}")).collect();
    format!("MAX({day} * 16 + CASE o.kind {} END)", ranks.join(" "))
}
