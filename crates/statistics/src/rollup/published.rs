//! What figures of others' records are read from: copies of the records, the same for everyone and still for a whole quarter.
//!
//! Whoever reads a table twice, with one person's coming, going or change between, reads that person in the difference. So
//! figures of others' records are not of today:
//! - at the turn of the year everything is copied as it is then, of records dated within the years that are over. From then
//!   on nothing in the copies changes for a year, and the next copies are told with other noise (see `disclosure`), so that
//!   what has changed between two years' tables cannot be told from what has not;
//! - at the end of each quarter, records dated within that quarter are added and marked `late`. They stand in tables by
//!   quarter only, for a total with them and one without would differ by nobody else.
//!
//! What somebody enters by herself is not copied before somebody else has confirmed it: needs that are only reported,
//! enrolments that are only nominated or applied for, or were withdrawn, and participations that are only registered. So nobody
//! moves another's noise, or fills a group up, with records of her own making. What an employer says of its own work, such as its
//! reflections, nobody else confirms: it stands behind figures as one organisation, whatever it says.

use chrono::{Datelike, NaiveDate};
use kernel::Result;
use sea_orm::{DatabaseTransaction, DbErr, TryGetable};
use store::{Db, Dialect, fault};

use super::{
    cuboid::{FACTS, Fact},
    keep::{LOADING, Rollups, summed},
};
use crate::{common_gaps, figures};

/// One renewal at a time in a PostgreSQL database, whoever runs it.
const RENEWING: i64 = 0x6b6e_7075_626c;

/// How often what has come in is added between two turns of the year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Added {
    /// At the end of each quarter.
    #[default]
    Quarterly,
    /// Not before the year is over.
    Yearly,
}

/// The day up to which figures go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cutoff {
    /// The last day of the last year that was over when everything was copied.
    pub year_end: NaiveDate,
    /// The last day of the last quarter that has been added.
    pub day: NaiveDate,
}

impl Cutoff {
    /// The one in force on `today`.
    pub fn on(today: NaiveDate, added: Added) -> Self {
        let day = |year: i32, month: u32| NaiveDate::from_ymd_opt(year, month, 1).and_then(|first| first.pred_opt());
        let year_end = day(today.year(), 1).unwrap_or(today);
        let quarter = match added {
            Added::Quarterly => day(today.year(), today.month0() / 3 * 3 + 1),
            Added::Yearly => None,
        };
        Self { year_end, day: quarter.unwrap_or(year_end) }
    }
}

/// The copies that figures of others' records are read from (publicerade uppgifter).
#[derive(Clone)]
pub struct Publication {
    pub(super) rollups: Rollups,
}

impl Publication {
    /// In `db`.
    pub fn new(db: &Db) -> Self {
        Self { rollups: Rollups::new(db) }
    }

    /// Up to when the copies go; none where nothing has been copied yet.
    ///
    /// # Errors
    /// `Broken`.
    pub async fn cutoff(&self) -> Result<Option<Cutoff>> {
        let rows =
            self.rollups.rows(self.rollups.db.connection(), "SELECT year_end, cutoff FROM published_state").await?;
        let read = |row: &sea_orm::QueryResult| {
            Ok(Cutoff { year_end: NaiveDate::try_get_by(row, "year_end")?, day: NaiveDate::try_get_by(row, "cutoff")? })
        };
        rows.first().map(read).transpose().map_err(|error: sea_orm::TryGetError| fault(DbErr::from(error)))
    }

    /// Does what is due: everything where the year has turned or nothing is there, else what a quarter has added, else
    /// the sums that this version reads and the one before did not, else nothing. Says whether anything was done.
    ///
    /// # Errors
    /// `Broken`.
    pub async fn renew(&self, added: Added) -> Result<bool> {
        let due = Cutoff::on(self.rollups.db.clock().today(), added);
        let current =
            |kept: Option<Cutoff>| kept.is_some_and(|kept| kept.year_end >= due.year_end && kept.day >= due.day);
        if current(self.cutoff().await?) && self.is_summed().await? {
            return Ok(false);
        }
        let tx = self.begin().await?;
        // Another instance may have done it while this one waited.
        let kept = self.cutoff().await?;
        match kept {
            Some(kept) if current(Some(kept)) => {
                if !self.is_summed().await? {
                    self.sum(&tx, kept).await?;
                }
            }
            _ => {
                let whole = kept.is_none_or(|kept| kept.year_end < due.year_end);
                self.copy(&tx, due, whole).await?;
            }
        }
        tx.commit().await.map_err(fault)?;
        Ok(true)
    }

    /// Whether the copies have every sum that this version reads: a step may have added one, which takes the service's
    /// key.
    async fn is_summed(&self) -> Result<bool> {
        let rows = self.rollups.rows(self.rollups.db.connection(), "SELECT summed FROM published_state").await?;
        rows.first().map_or(Ok(false), |row| row.try_get("", "summed")).map_err(fault)
    }

    /// Copies everything anew as it is now, for an operator who has loaded old records: they are otherwise not in figures of
    /// others' records before the next turn of the year.
    ///
    /// # Errors
    /// `Broken`.
    pub async fn anew(&self, added: Added) -> Result<()> {
        let due = Cutoff::on(self.rollups.db.clock().today(), added);
        let tx = self.begin().await?;
        self.copy(&tx, due, true).await?;
        tx.commit().await.map_err(fault)
    }

    async fn begin(&self) -> Result<DatabaseTransaction> {
        let tx = self.rollups.begin(None).await?;
        if self.rollups.db.dialect() == Dialect::Postgres {
            self.rollups.run_on(&tx, &format!("SELECT pg_advisory_xact_lock({RENEWING})")).await?;
        }
        Ok(tx)
    }

    async fn copy(&self, tx: &DatabaseTransaction, due: Cutoff, whole: bool) -> Result<()> {
        let run = async |text: &str| self.rollups.run_on(tx, text).await;
        let dialect = self.rollups.db.dialect();
        let year_end = due.year_end;
        for copy in COPIES.iter().filter(|copy| copy.key == Some(DRAWN)) {
            run(&drawn(copy.table, dialect)).await?;
        }
        if whole {
            for copy in COPIES {
                run(&format!("DELETE FROM published_{}", copy.table)).await?;
            }
            for copy in COPIES {
                run(&copy.text(&format!("{{}} <= '{year_end}'"), false, year_end, dialect)).await?;
            }
        }
        if due.day > year_end {
            for copy in COPIES.iter().filter(|copy| copy.grows) {
                let within = format!("{{}} > '{year_end}' AND {{}} <= '{}'", due.day);
                run(&copy.text(&within, true, due.day, dialect)).await?;
            }
        }
        for statement in common_gaps::statements(due.day) {
            run(&statement).await?;
        }
        if dialect == Dialect::Postgres {
            for table in Copy::tables().chain(["common_gaps"]) {
                run(&format!("ANALYZE published_{table}")).await?;
            }
        }
        self.sum(tx, due).await
    }

    /// Makes the sums of the copies, and says how far they go.
    async fn sum(&self, tx: &DatabaseTransaction, of: Cutoff) -> Result<()> {
        let run = async |text: &str| self.rollups.run_on(tx, text).await;
        let dialect = self.rollups.db.dialect();
        self.draw(tx, of.year_end).await?;
        for fact in FACTS.iter().filter(|fact| fact.is_copied) {
            run(&format!("CREATE TEMPORARY TABLE {LOADING} AS {}", fact.published_records(dialect))).await?;
            for cuboid in fact.published_cuboids() {
                let table = fact.published(cuboid);
                run(&format!("DELETE FROM {table}")).await?;
                run(&summed(fact, cuboid, dialect)).await?;
                if dialect == Dialect::Postgres {
                    run(&format!("ANALYZE {table}")).await?;
                }
            }
            run(&format!("DROP TABLE {LOADING}")).await?;
        }
        for statement in figures::workforce_statements(dialect) {
            run(&statement).await?;
        }
        if dialect == Dialect::Postgres {
            run("ANALYZE published_workforces").await?;
        }
        self.forget_drawn(tx).await?;
        run("DELETE FROM published_state").await?;
        let Cutoff { year_end, day } = of;
        run(&format!(
            "INSERT INTO published_state (id, year_end, cutoff, summed) VALUES (1, '{year_end}', '{day}', true)"
        ))
        .await
    }
}

/// What is copied of one table.
struct Copy {
    table: &'static str,
    /// Columns under their own names.
    columns: &'static str,
    /// The record's key, and its latest outcome with the condition on outcomes `o`.
    key: Option<&'static str>,
    outcome: Option<&'static str>,
    /// The date that says in which period the record stands, if it stands in one.
    date: Option<&'static str>,
    /// What has been confirmed by somebody else, if that is a question.
    confirmed: Option<&'static str>,
    /// Whether rows are added by quarter: records of the quarter, and whatever new they speak of.
    grows: bool,
}

const WHOLE: Copy =
    Copy { table: "", columns: "", key: None, outcome: None, date: None, confirmed: None, grows: false };

/// The key of a record that has none of its own.
const DRAWN: &str = "(SELECT k.record_key FROM record_keys k WHERE k.id = r.id)";

/// The statement that draws one, for good, for each record of the table that has none yet: from 0 to 2^60 − 1.
fn drawn(table: &str, dialect: Dialect) -> String {
    let key = match dialect {
        Dialect::Postgres => "CAST(floor(random() * 1152921504606846976) AS bigint)",
        Dialect::Sqlite => "random() & 1152921504606846975",
    };
    format!(
        "INSERT INTO record_keys (id, record_key) SELECT r.id, {key} FROM {table} r \
         WHERE NOT EXISTS (SELECT 1 FROM record_keys k WHERE k.id = r.id)"
    )
}

const COPIES: &[Copy] = &[
    Copy {
        table: "participations",
        columns: "id, project_id, organisation_id, council_id, status, starts_on, sex, age_at_entry, employment_situation, \
                  is_complete, sun_level_code, municipality_code, sni_code, ssyk_code",
        key: Some("r.record_key"),
        outcome: FACTS[0].outcomes,
        date: Some("r.starts_on"),
        confirmed: Some("r.status <> 'REGISTERED'"),
        grows: true,
    },
    Copy {
        table: "enrolments",
        columns: "id, effort_id, hub_id, council_id, project_id, provider_id, participant_id, participation_id, \
                  organisation_id, status, source, applied_on, started_on, ended_on, minutes",
        key: Some("r.record_key"),
        outcome: FACTS[1].outcomes,
        date: Some("r.applied_on"),
        confirmed: Some("r.status NOT IN ('NOMINATED', 'APPLIED', 'WITHDRAWN')"),
        grows: true,
    },
    Copy {
        table: "outcomes",
        columns: "id, enrolment_id, participation_id, effort_id, hub_id, council_id, project_id, participant_id, \
                  organisation_id, kind, status, observed_on",
        key: Some(FACTS[2].key),
        date: Some("r.observed_on"),
        confirmed: Some("r.status = 'RECORDED'"),
        grows: true,
        ..WHOLE
    },
    Copy {
        table: "needs",
        columns: "id, council_id, industry_council_id, organisation_id, status, basis, cause, horizon, target_group, \
                  skill_code, ssyk_code, sni_code, municipality_code, region_code, people_needed, reported_on, endorsed_on, \
                  triaged_on, begun_on, met_on, is_waived",
        key: Some("r.record_key"),
        date: Some("r.reported_on"),
        confirmed: Some("r.status NOT IN ('REPORTED', 'MERGED')"),
        grows: true,
        ..WHOLE
    },
    Copy { table: "need_efforts", columns: "need_id, effort_id", ..WHOLE },
    Copy { table: "occasions", columns: "id, effort_id, status, starts_on", ..WHOLE },
    Copy { table: "organisations", columns: "id, kind, sni_code, municipality_code", grows: true, ..WHOLE },
    Copy {
        table: "efforts",
        columns: "id, provider_id, kind, target_group, skill_code, sun_field_code",
        grows: true,
        ..WHOLE
    },
    Copy {
        table: "projects",
        columns: "id, programme_period, programme_area, specific_objective, planned_participants",
        grows: true,
        ..WHOLE
    },
    Copy { table: "project_targets", columns: "project_id, kind, value", ..WHOLE },
    Copy { table: "principle_measures", columns: "project_id, principle", ..WHOLE },
    Copy {
        table: "memberships",
        columns: "council_id, industry_council_id, organisation_id, status, mandate_from, mandate_to",
        ..WHOLE
    },
    Copy { table: "workforce_snapshots", columns: "organisation_id, counted_on, women, men, others", ..WHOLE },
    Copy {
        table: "reflections",
        columns: "id, organisation_id, project_id, kind, status, held_on, attendee_count, went_wrong_theme, went_right_theme, \
                  next_time_theme",
        key: Some(DRAWN),
        date: Some("r.held_on"),
        confirmed: Some("r.status NOT IN ('PLANNED', 'CANCELLED')"),
        grows: true,
        ..WHOLE
    },
    Copy {
        table: "learning_spreads",
        columns: "id, organisation_id, project_id, effort_id, colleagues_reached, told_on",
        key: Some(DRAWN),
        date: Some("r.told_on"),
        grows: true,
        ..WHOLE
    },
    Copy {
        table: "competence_analyses",
        columns: "id, organisation_id, project_id, status, published_on",
        key: Some(DRAWN),
        date: Some("r.published_on"),
        grows: true,
        ..WHOLE
    },
    Copy {
        table: "development_plans",
        columns: "id, organisation_id, project_id, status, adopted_on, lines, strategic_lines",
        key: Some(DRAWN),
        date: Some("r.adopted_on"),
        grows: true,
        ..WHOLE
    },
];

impl Copy {
    /// The statement that copies the rows dated `within`, `{}` being the date, with their outcomes up to `day`.
    fn text(&self, within: &str, late: bool, day: NaiveDate, dialect: Dialect) -> String {
        let table = self.table;
        let mut into = self.columns.to_owned();
        let mut from =
            self.columns.split(',').map(|column| format!("r.{}", column.trim())).collect::<Vec<_>>().join(", ");
        if let Some(key) = self.key {
            into.push_str(", record_key, late");
            from.push_str(&format!(", {key}, {late}"));
        }
        if let Some(which) = self.outcome {
            let latest = figures::latest_outcome(dialect);
            into.push_str(", outcome");
            from.push_str(&format!(
                ", (SELECT {latest} % 16 FROM outcomes o WHERE {which} AND o.status = 'RECORDED' AND o.observed_on <= '{day}')"
            ));
        }
        let mut conditions: Vec<String> = self.date.map(|date| within.replace("{}", date)).into_iter().collect();
        conditions.extend(self.confirmed.map(str::to_owned));
        if late {
            conditions.push(format!("NOT EXISTS (SELECT 1 FROM published_{table} k WHERE k.id = r.id)"));
        }
        let conditions = if conditions.is_empty() { "1 = 1".to_owned() } else { conditions.join(" AND ") };
        format!("INSERT INTO published_{table} ({into}) SELECT {from} FROM {table} r WHERE {conditions}")
    }

    /// Every table that has a copy.
    fn tables() -> impl Iterator<Item = &'static str> {
        COPIES.iter().map(|copy| copy.table)
    }
}

/// The statement over the copies: every table that has one is named by it, outside quotes.
pub(crate) fn over_copies(text: &str) -> String {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut made = String::with_capacity(text.len() + 64);
    for (nth, plain) in text.split('\'').enumerate() {
        if nth > 0 {
            made.push('\'');
        }
        if nth % 2 == 1 {
            made.push_str(plain);
            continue;
        }
        let mut rest = plain;
        while !rest.is_empty() {
            let end = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            // A column of the same name stands behind its table's.
            if !made.ends_with('.') && Copy::tables().any(|table| table == word) {
                made.push_str("published_");
            }
            made.push_str(word);
            let gap = after.find(is_word).unwrap_or(after.len());
            made.push_str(&after[..gap]);
            rest = &after[gap..];
        }
    }
    made
}

impl Fact {
    /// Every record as a copy, with the columns of the ledger.
    fn published_records(&self, dialect: Dialect) -> String {
        over_copies(&self.copies(dialect))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_cutoff_is_the_end_of_the_last_quarter_and_of_the_last_year() {
        for (today, year_end, quarter) in [
            ("2026-01-01", "2025-12-31", "2025-12-31"),
            ("2026-03-31", "2025-12-31", "2025-12-31"),
            ("2026-04-01", "2025-12-31", "2026-03-31"),
            ("2026-11-28", "2025-12-31", "2026-09-30"),
        ] {
            let cutoff = Cutoff::on(day(today), Added::Quarterly);
            assert_eq!(cutoff, Cutoff { year_end: day(year_end), day: day(quarter) }, "{today}");
            assert_eq!(Cutoff::on(day(today), Added::Yearly).day, day(year_end), "{today}");
        }
    }

    #[test]
    fn every_table_with_a_copy_is_read_from_it() {
        let text = over_copies("SELECT r.needs, 'needs' FROM needs r JOIN need_efforts l ON (SELECT 1 FROM efforts e)");
        let wanted = "SELECT r.needs, 'needs' FROM published_needs r JOIN published_need_efforts l ON (SELECT 1 FROM published_efforts e)";
        assert_eq!(text, wanted);
        assert_eq!(over_copies(&text), text, "what is over copies stays");
    }
}
