//! That the facts of the seeds hold, on a database with few people.

mod facts;
mod today;

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;
use kernel::{Clock, FixedClock, RandomIds, Result};
use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, Statement};
use store::{Connect, Db, Sealer};
use taxonomy::Scheme;
use tempfile::TempDir;

use self::facts::{the_people_and, the_states};
use super::{
    DEMO_ISSUER, Load, Size, fill, load,
    world::{day, noon},
};

/// One round with a twentieth of its people: some 250.
const FEW: Size = Size { rounds: 1, one_in: 20, ongoing: false };

struct Shown {
    db: Db,
    _folder: TempDir,
}

impl Shown {
    async fn empty() -> Result<Self> {
        Self::empty_on(day(2026, 11, 22)).await
    }

    async fn empty_on(today: NaiveDate) -> Result<Self> {
        let folder = tempfile::tempdir().expect("a folder");
        let url = format!("sqlite://{}?mode=rwc", folder.path().join("demo.sqlite").display());
        let clock: Arc<dyn Clock> = Arc::new(FixedClock(noon(today)));
        let connect = Connect { durable: false, ..Connect::to(url) };
        let db = Db::connect(&connect, clock, Arc::new(RandomIds), Sealer::new(&[7; 32])?).await?;
        Migrator::up(db.connection(), None).await.expect("migrated");
        Ok(Self { db, _folder: folder })
    }

    async fn of(size: Size) -> Result<Self> {
        let shown = Self::empty().await?;
        fill(&shown.db, size, DEMO_ISSUER, &mut |_| {}).await?;
        Ok(shown)
    }

    /// Rows of a statement, each joined to a text.
    async fn rows(&self, sql: &str) -> Vec<String> {
        let connection = self.db.connection();
        let statement = Statement::from_string(connection.get_database_backend(), sql);
        let rows = connection.query_all_raw(statement).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
        rows.iter().map(|row| row.try_get_by_index(0).unwrap_or_else(|error| panic!("{sql}: {error}"))).collect()
    }

    async fn count(&self, sql: &str) -> i64 {
        self.rows(&format!("SELECT CAST(({sql}) AS text)")).await[0].parse().expect("a number")
    }
}

/// Whenever it is loaded, something goes on, some of it is over, and nothing has happened later than that day.
#[tokio::test]
async fn what_goes_on_follows_the_clock() -> Result<()> {
    for today in [day(2026, 11, 22), day(2027, 1, 1), day(2028, 2, 29), day(2031, 7, 15)] {
        let shown = Shown::empty_on(today).await?;
        fill(&shown.db, Size { ongoing: true, ..FEW }, DEMO_ISSUER, &mut |_| {}).await?;
        let project = "(SELECT id FROM projects WHERE name = 'Kompetensnavet i dag (demonstration)')";
        let since = today.checked_sub_months(chrono::Months::new(12)).expect("a day");
        for some in [
            format!("SELECT COUNT(*) FROM participations WHERE starts_on > '{since}'"),
            format!(
                "SELECT COUNT(*) FROM participations WHERE project_id = {project} AND status = 'ACTIVE' AND ends_on IS NULL"
            ),
            format!(
                "SELECT COUNT(*) FROM participations WHERE project_id = {project} AND status IN ('FOLLOWED_UP', 'ARCHIVED')"
            ),
            format!("SELECT COUNT(*) FROM enrolments WHERE ended_on > '{since}' AND status = 'COMPLETED'"),
            format!("SELECT COUNT(*) FROM enrolments WHERE project_id = {project} AND status = 'STARTED'"),
            format!(
                "SELECT COUNT(*) FROM occasions WHERE project_id = {project} AND status = 'ONGOING' AND ends_on >= '{today}'"
            ),
            format!("SELECT COUNT(*) FROM outcomes WHERE observed_on > '{since}'"),
            format!("SELECT COUNT(*) FROM needs WHERE reported_on > '{since}' AND status = 'REPORTED'"),
            format!("SELECT COUNT(*) FROM endorsements WHERE decided_on > '{since}'"),
            format!("SELECT COUNT(*) FROM occasions WHERE status = 'CONFIRMED' AND starts_on > '{today}'"),
            format!("SELECT COUNT(*) FROM memberships WHERE status = 'INVITED' AND mandate_from > '{today}'"),
            format!("SELECT COUNT(*) FROM reflections WHERE status = 'PLANNED' AND planned_on = '{today}'"),
            format!("SELECT COUNT(*) FROM reflections WHERE held_on > '{since}'"),
            format!("SELECT COUNT(*) FROM agreed_changes WHERE done_on > '{since}'"),
            format!(
                "SELECT COUNT(*) FROM agreed_changes WHERE done_on IS NULL AND due_on < '{today}' AND due_on > '{since}'"
            ),
            format!("SELECT COUNT(*) FROM health_assessments WHERE assessed_on > '{since}'"),
            format!("SELECT COUNT(*) FROM development_plans WHERE valid_from <= '{today}' AND valid_to >= '{today}'"),
            format!(
                "SELECT COUNT(*) FROM workplaces WHERE id NOT IN (SELECT workplace_id FROM reflections WHERE held_on > '{since}')"
            ),
            format!("SELECT COUNT(*) FROM workforce_snapshots WHERE counted_on > '{since}'"),
        ] {
            assert!(shown.count(&some).await > 0, "{today}: {some}");
        }
        for none in [
            format!("SELECT COUNT(*) FROM participations WHERE starts_on > '{today}' OR ends_on > '{today}'"),
            format!("SELECT COUNT(*) FROM participation_spells WHERE starts_on > '{today}' OR ends_on > '{today}'"),
            format!(
                "SELECT COUNT(*) FROM participations WHERE project_id = {project} AND age_at_entry NOT BETWEEN 20 AND 72"
            ),
            format!("SELECT COUNT(*) FROM enrolments WHERE started_on > '{today}' OR ended_on > '{today}'"),
            format!("SELECT COUNT(*) FROM outcomes WHERE observed_on > '{today}' OR recorded_at > '{today} 23:59:59'"),
            format!("SELECT COUNT(*) FROM needs WHERE reported_on > '{today}' OR endorsed_on > '{today}'"),
            format!("SELECT COUNT(*) FROM endorsements WHERE decided_on > '{today}' OR withdrawn_on > '{today}'"),
            format!("SELECT COUNT(*) FROM triages WHERE triaged_at > '{today} 23:59:59'"),
            format!("SELECT COUNT(*) FROM need_efforts WHERE linked_at > '{today} 23:59:59'"),
            format!("SELECT COUNT(*) FROM reflections WHERE held_on > '{today}' OR followed_up_on > '{today}'"),
            format!("SELECT COUNT(*) FROM agreed_changes WHERE done_on > '{today}'"),
            format!("SELECT COUNT(*) FROM health_assessments WHERE assessed_on > '{today}'"),
            format!("SELECT COUNT(*) FROM plan_lines WHERE done_on > '{today}'"),
            format!("SELECT COUNT(*) FROM workforce_snapshots WHERE counted_on > '{today}'"),
        ] {
            assert_eq!(shown.count(&none).await, 0, "{today}: {none}");
        }
        the_states(&shown).await;
        the_people_and(&shown, 45).await;
    }
    Ok(())
}

/// What the sources tell stays as it is beside what goes on.
#[tokio::test]
async fn what_goes_on_changes_nothing_of_the_sources() -> Result<()> {
    let both = Shown::empty().await?;
    fill(&both.db, Size { ongoing: true, ..FEW }, DEMO_ISSUER, &mut |_| {}).await?;
    let (sources, both) = (everything(&Shown::of(FEW).await?).await, everything(&both).await);
    for (table, rows) in sources {
        let more = &both[&table];
        assert!(rows.iter().all(|row| more.contains(row)), "{table}");
    }
    Ok(())
}

/// Tables with ids whose rows are not compared, each for its reason.
const APART: &[&str] = &[
    // What was done, and when: each entry has a random id.
    "audit_entries",
    "outbox",
    "read_log",
    // What is sealed, with a nonce of its own, and keys. People are compared by what is not.
    "participants",
    "participation_names",
    "record_keys",
    "seal_key",
    // Who signs in as whom, which no source tells.
    "role_assignments",
    // A council's last two years, up to the day of loading.
    "agenda_items",
    "council_decisions",
    "council_meetings",
    "decision_votes",
    "item_notes",
    "meeting_presences",
    "meeting_papers",
    "paper_files",
    // Nobody has read or masked anything.
    "document_readings",
    "minutes_maskings",
];

/// The tables whose rows are compared: all that have ids, but for copies of others' rows, full text, and those of [`APART`].
async fn tables(shown: &Shown) -> Vec<String> {
    let with_ids = "SELECT t.name FROM sqlite_master t JOIN pragma_table_info(t.name) c ON c.name = 'id'
         WHERE t.type = 'table' AND t.name NOT LIKE 'published\\_%' ESCAPE '\\' AND t.name NOT LIKE 'rollup\\_%' ESCAPE '\\'
             AND t.name NOT LIKE '%\\_found%' ESCAPE '\\' ORDER BY t.name";
    let mut tables = shown.rows(with_ids).await;
    for apart in APART {
        assert!(tables.iter().any(|table| table == apart), "there is no table {apart}");
    }
    tables.retain(|table| !APART.contains(&table.as_str()));
    assert!(tables.len() >= 66, "only {tables:?} are compared");
    tables
}

/// Every row of every table as text, but for what is sealed with a nonce of its own.
async fn everything(shown: &Shown) -> BTreeMap<String, Vec<String>> {
    let mut all = BTreeMap::new();
    for table in tables(shown).await {
        let columns = shown.rows(&format!("SELECT name FROM pragma_table_info('{table}')")).await;
        let joined: Vec<_> = columns.iter().map(|column| format!("COALESCE({column}, '-')")).collect();
        let rows = shown.rows(&format!("SELECT {} FROM {table} ORDER BY id", joined.join(" || ';' || "))).await;
        assert!(!rows.is_empty(), "the demonstration has no row of {table}");
        all.insert(table, rows);
    }
    let people = "SELECT id || identity_kind || COALESCE(identity_index, '-') FROM participants ORDER BY id";
    all.insert("participants".to_owned(), shown.rows(people).await);
    all
}

#[tokio::test]
async fn two_loads_give_the_same_rows() -> Result<()> {
    let (one, other) = (Shown::of(FEW).await?, Shown::of(FEW).await?);
    assert_eq!(everything(&one).await, everything(&other).await);
    Ok(())
}

#[tokio::test]
async fn a_second_load_does_nothing() -> Result<()> {
    let shown = Shown::of(Size { one_in: 100, ..FEW }).await?;
    let before = everything(&shown).await;
    load(&shown.db, Load { scale: 2, ongoing: true }, DEMO_ISSUER, &mut |_| {}).await?;
    assert_eq!(everything(&shown).await, before);
    assert!(load(&shown.db, Load { scale: 0, ongoing: true }, DEMO_ISSUER, &mut |_| {}).await.is_err());
    Ok(())
}

#[tokio::test]
async fn a_larger_scale_has_more_people_and_nothing_else() -> Result<()> {
    let (one, two) = (Shown::of(FEW).await?, Shown::of(Size { rounds: 2, ..FEW }).await?);
    for table in ["organisations", "needs", "efforts", "projects"] {
        let count = format!("SELECT COUNT(*) FROM {table}");
        assert_eq!(one.count(&count).await, two.count(&count).await, "{table}");
    }
    assert_eq!(two.count("SELECT COUNT(*) FROM participants").await, 498);
    // In no order: a person's id has no time in it.
    let (few, more) = (one.rows("SELECT id FROM participants").await, two.rows("SELECT id FROM participants").await);
    assert!(!few.is_empty() && few.iter().all(|id| more.contains(id)));
    Ok(())
}

#[tokio::test]
async fn every_code_is_in_its_list() -> Result<()> {
    let shown = Shown::of(FEW).await?;
    for (table, column, scheme) in [
        ("organisations", "sni_code", Scheme::Sni2007),
        ("procurements", "cpv_code", Scheme::Cpv),
        ("organisations", "municipality_code", Scheme::Municipality),
        ("councils", "region_code", Scheme::Region),
        ("needs", "skill_code", Scheme::Skill),
        ("needs", "ssyk_code", Scheme::Ssyk2012),
        ("needs", "occupation_code", Scheme::OccupationName),
        ("needs", "sni_code", Scheme::Sni2007),
        ("needs", "municipality_code", Scheme::Municipality),
        ("needs", "region_code", Scheme::Region),
        ("needs", "level_now", Scheme::Seqf),
        ("needs", "level_needed", Scheme::Seqf),
        ("projects", "esf_region_code", Scheme::EsfRegion),
        ("projects", "programme_area", Scheme::EsfProgramme),
        ("projects", "specific_objective", Scheme::EsfProgramme),
        ("projects", "intervention_field", Scheme::EsfInterventionField),
        ("efforts", "skill_code", Scheme::Skill),
        ("efforts", "sni_code", Scheme::Sni2007),
        ("occasions", "municipality_code", Scheme::Municipality),
        ("participations", "sun_level_code", Scheme::Sun2020Level),
        ("participations", "ssyk_code", Scheme::Ssyk2012),
        ("participations", "sni_code", Scheme::Sni2007),
        ("participations", "municipality_code", Scheme::Municipality),
        ("education_offerings", "isced_code", Scheme::Isced2011),
        ("education_offerings", "sun_code", Scheme::Sun2020Field),
        ("education_offerings", "ssyk_code", Scheme::Ssyk2012),
        ("education_offerings", "skill_code", Scheme::Skill),
        ("education_offerings", "seqf_code", Scheme::Seqf),
        ("education_events", "municipality_code", Scheme::Municipality),
        ("education_events", "language_code", Scheme::Language),
    ] {
        let codes = shown.rows(&format!("SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL")).await;
        assert!(!codes.is_empty(), "{table}.{column}");
        for code in codes {
            assert!(taxonomy::require("code", scheme, &code).is_ok(), "{table}.{column} {code}");
        }
    }
    Ok(())
}
