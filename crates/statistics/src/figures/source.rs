//! Which column or expression of a measure's records gives which dimension.

use chrono::NaiveDate;
use store::Dialect;
use taxonomy::Scheme;

use super::{Breakdown, Measure, category::UNKNOWN, measures::Spec};

/// What a column needs beside the measure's own table `r`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Join {
    /// Nothing.
    None,
    /// The participation, `p`.
    Participation,
    /// The organisation, `g`.
    Organisation,
    /// The effort, `e`.
    Effort,
    /// The project, `j`.
    Project,
    /// The horizontal principles that the project has measures for, `h.mask`.
    Principles,
    /// The outcomes, of which the latest stands: `k_`, see [`latest_outcome`].
    Outcome,
}

/// The join of a record with its organisation.
pub(crate) const JOINED_ORGANISATION: &str = " LEFT JOIN organisations g ON g.id = r.organisation_id";

impl Join {
    /// The join's text.
    pub(super) fn text(self, measure: Measure) -> String {
        match self {
            Self::None => String::new(),
            Self::Participation => " LEFT JOIN participations p ON p.id = r.participation_id".to_owned(),
            Self::Organisation => JOINED_ORGANISATION.to_owned(),
            Self::Effort => " LEFT JOIN efforts e ON e.id = r.effort_id".to_owned(),
            Self::Project => " LEFT JOIN projects j ON j.id = r.project_id".to_owned(),
            Self::Principles => format!(" LEFT JOIN ({}) h ON h.project_id = r.project_id", principles()),
            Self::Outcome => {
                let of = match measure {
                    // Coming back to a project clears what was recorded before.
                    Measure::Participants => {
                        "o.participation_id = r.id AND (r.results_cleared_on IS NULL OR o.observed_on >= r.results_cleared_on)"
                    }
                    _ => "o.enrolment_id = r.id",
                };
                format!(" LEFT JOIN outcomes o ON {of} AND o.status = 'RECORDED'")
            }
        }
    }

    /// What a record that is put together with its outcomes must be grouped by beside its own id.
    pub(super) const fn group_key(self) -> Option<&'static str> {
        match self {
            Self::Participation => Some("p.id"),
            Self::Organisation => Some("g.id"),
            Self::Effort => Some("e.id"),
            Self::Project => Some("j.id"),
            Self::Principles => Some("h.mask"),
            Self::None | Self::Outcome => None,
        }
    }
}

/// An SQL expression, and what it needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) sql: String,
    pub(super) join: Join,
}

/// The council in which the record's organisation has sat longest on the day: one, so that lines add up.
const MEMBER_COUNCIL: &str = "(SELECT m.council_id FROM memberships m WHERE m.organisation_id = r.organisation_id \
    AND {member} ORDER BY m.mandate_from, m.council_id LIMIT 1)";

/// `text` with its days filled in: `{day}`, the last of those that count, and `{member}`, that membership `m` holds then, in a
/// council and not in an industry council under it.
/// Without a day these are the latest there is.
pub(super) fn dated(text: &str, day: Option<NaiveDate>) -> String {
    let member = match day {
        None => "m.status IN ('ACTIVE', 'ON_LEAVE')".to_owned(),
        Some(day) => format!(
            "m.status IN ('ACTIVE', 'ON_LEAVE', 'ENDED') AND m.mandate_from <= '{day}' \
             AND (m.mandate_to IS NULL OR m.mandate_to >= '{day}')"
        ),
    };
    let member = format!("m.industry_council_id IS NULL AND {member}");
    let day = day.map_or_else(|| "'9999-12-31'".to_owned(), |day| format!("'{day}'"));
    text.replace("{member}", &member).replace("{day}", &day)
}

/// A measure's dimension in its own words: the column, and the join that it takes.
pub(super) type Source = (Breakdown, &'static str, Join);

impl Breakdown {
    /// The dimension whose column this one is read from.
    pub(super) const fn base(self) -> Self {
        use Breakdown as B;
        match self {
            B::IndustryDivision | B::IndustryGroup | B::IndustryClass | B::IndustryDetail => B::Industry,
            B::OccupationArea | B::OccupationMajorGroup | B::OccupationMinorGroup => B::Occupation,
            B::County | B::Region => B::Municipality,
            B::EducationLevelDetail => B::EducationLevel,
            B::EducationFieldDetail => B::EducationField,
            B::HalfYear | B::Quarter | B::Month => B::Year,
            _ => self,
        }
    }

    /// The published list that the codes belong to.
    pub const fn scheme(self) -> Option<Scheme> {
        use Breakdown as B;
        Some(match self.base() {
            B::Industry => Scheme::Sni2007,
            B::Occupation => Scheme::Ssyk2012,
            B::Skill => Scheme::Skill,
            B::EducationLevel => Scheme::Sun2020Level,
            B::EducationField => Scheme::Sun2020Field,
            B::IscedLevel => Scheme::Isced2011,
            B::ProgrammeArea | B::SpecificObjective => Scheme::EsfProgramme,
            B::Municipality => match self {
                B::County => Scheme::County,
                B::Region => Scheme::Region,
                _ => Scheme::Municipality,
            },
            _ => return None,
        })
    }

    /// How many characters of the stored code are the category; all where absent.
    const fn digits(self) -> Option<usize> {
        use Breakdown as B;
        match self {
            B::OccupationArea | B::EducationLevel | B::EducationField => Some(1),
            // Sections follow from divisions; see `rows.rs`.
            B::Industry | B::IndustryDivision | B::OccupationMajorGroup | B::County => Some(2),
            B::IndustryGroup | B::OccupationMinorGroup => Some(3),
            B::IndustryClass => Some(4),
            _ => None,
        }
    }
}

impl Measure {
    /// What the records are told apart by, as text.
    pub(super) fn split(self, dialect: Dialect) -> String {
        match self.spec().waits {
            Some(dates) => format!("CAST({} AS text)", waited(dates, dialect)),
            None => self.spec().split.unwrap_or("CAST(NULL AS text)").to_owned(),
        }
    }

    /// Whether it is of what was counted on some day, as the workforce is, and of the latest such.
    pub(super) fn is_of_a_day(self) -> bool {
        self.spec().table.contains("{day}")
    }

    /// The column as stored; `None` where the records do not have the dimension.
    pub(super) fn source(self, breakdown: Breakdown) -> Option<(&'static str, Join)> {
        let spec: &Spec = self.spec();
        if breakdown.base() == Breakdown::Year {
            return spec.date.map(|date| (date, Join::None));
        }
        if breakdown == Breakdown::MemberCouncil {
            return self.source(Breakdown::Organisation).map(|(_, join)| (MEMBER_COUNCIL, join));
        }
        let named = |wanted: Breakdown| spec.columns.iter().find(|(found, ..)| *found == wanted);
        named(breakdown).or_else(|| named(breakdown.base())).map(|(_, sql, join)| (*sql, *join))
    }

    /// How the dimension reads; `None` where the records do not have it.
    pub(super) fn column(self, breakdown: Breakdown, dialect: Dialect) -> Option<Column> {
        use Breakdown as B;
        let (column, join) = self.source(breakdown)?;
        let sql = match breakdown {
            B::Year | B::HalfYear | B::Quarter | B::Month => calendar(breakdown, column, dialect),
            B::AgeBand => age_band(column),
            B::Completeness => format!("CASE WHEN {column} THEN 'COMPLETE' WHEN NOT {column} THEN 'INCOMPLETE' END"),
            B::Principles => format!("CAST(COALESCE({column}, 0) AS text)"),
            _ => match breakdown.digits() {
                Some(digits) => format!("substr({column}, 1, {digits})"),
                None => column.to_owned(),
            },
        };
        Some(Column { sql, join })
    }
}

/// The days from one date to another, a number.
pub(crate) fn waited((from, to): (&str, &str), dialect: Dialect) -> String {
    match dialect {
        Dialect::Postgres => format!("{to} - {from}"),
        Dialect::Sqlite => format!("CAST(julianday({to}) - julianday({from}) AS integer)"),
    }
}

/// The bands of the ESF indicators.
pub(crate) fn age_band(age: &str) -> String {
    format!(
        "CASE WHEN {age} IS NULL THEN '{UNKNOWN}' WHEN {age} < 18 THEN '0-17' WHEN {age} < 25 THEN '18-24' \
         WHEN {age} < 30 THEN '25-29' WHEN {age} < 55 THEN '30-54' ELSE '55+' END"
    )
}

/// What the calendar's dimensions make of a date, the longer before what it has in it.
pub(crate) fn calendars(date: &str, dialect: Dialect) -> [String; 4] {
    [Breakdown::HalfYear, Breakdown::Quarter, Breakdown::Month, Breakdown::Year]
        .map(|breakdown| calendar(breakdown, date, dialect))
}

fn calendar(breakdown: Breakdown, date: &str, dialect: Dialect) -> String {
    let (year, month) = match dialect {
        Dialect::Postgres => (format!("to_char({date}, 'YYYY')"), format!("to_char({date}, 'MM')")),
        Dialect::Sqlite => (format!("strftime('%Y', {date})"), format!("strftime('%m', {date})")),
    };
    match (breakdown, dialect) {
        (Breakdown::HalfYear, _) => format!("{year} || CASE WHEN {month} <= '06' THEN '-H1' ELSE '-H2' END"),
        (Breakdown::Quarter, Dialect::Postgres) => format!("to_char({date}, 'YYYY\"-Q\"Q')"),
        (Breakdown::Quarter, Dialect::Sqlite) => {
            format!("{year} || '-Q' || ((CAST({month} AS integer) + 2) / 3)")
        }
        (Breakdown::Month, Dialect::Postgres) => format!("to_char({date}, 'YYYY-MM')"),
        (Breakdown::Month, Dialect::Sqlite) => format!("strftime('%Y-%m', {date})"),
        _ => year,
    }
}

/// Each project's principles as the sum of their bits, so that a project stands in one line only.
fn principles() -> String {
    let bits: Vec<String> = super::category::principles()
        .map(|(bit, code)| format!("MAX(CASE WHEN principle = '{code}' THEN {bit} ELSE 0 END)"))
        .collect();
    format!("SELECT project_id, {} AS mask FROM principle_measures GROUP BY project_id", bits.join(" + "))
}

/// Sixteen times the day and the kind's rank, so that the greatest is the latest: a record is counted once, under one
/// outcome, and lines add up.
pub(crate) fn latest_outcome(dialect: Dialect) -> String {
    let day = match dialect {
        Dialect::Postgres => "(o.observed_on - DATE '1900-01-01')",
        Dialect::Sqlite => "CAST(julianday(o.observed_on) - 2415020.5 AS integer)",
    };
    let ranks: Vec<String> =
        super::category::outcome_kinds().enumerate().map(|(rank, kind)| format!("WHEN '{kind}' THEN {rank}")).collect();
    format!("MAX({day} * 16 + CASE o.kind {} END)", ranks.join(" "))
}
