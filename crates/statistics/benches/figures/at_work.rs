//! What figures of what organisations do where the work is cost, with ten times as many organisations as with a tenth,
//! beside hand-written SQL on the records. Projects, councils, roles, skills and municipalities are as many at either
//! size, so that a larger database has more records behind each figure.
//!
//! `BENCH_ORGANISATIONS` names the sizes ("1000,10000"): for each organisation there are 6 workplaces, 30 reflections,
//! 200 assessments of 20 employees, an analysis with 10 gaps, 5 plans, 2 counts of the workforce and 15 participations.

use access::{Action, Role, view};
use kernel::Direction;
use sea_orm::{ConnectionTrait, Statement};
use statistics::{
    common_gaps::{CommonGaps, Within},
    figures::{Breakdown, Followed, Measure, Question, Selection, Statistics},
    rollup::{Added, Publication, Rollups},
};
use store::{Compare, Filter, Query, id_set};
use workplaces::{
    reflection::{Reflection, ReflectionColumn},
    workplace::{Workplace, WorkplaceColumn},
};

use crate::{
    fill::{COUNCILS, PROJECTS, day, drawn, id, key, one, series, stored},
    place::Place,
    questions::{as_role, cost, costs, stored as known},
    setting,
};

/// More milliseconds of CPU, of crate and database together, are too many.
const LIMIT: f64 = 5.0;
/// A figure that costs more than so many times as much with ten times the records is not flat.
const GROWTH: f64 = 1.5;
/// What is lost in the clock of so short a time, in milliseconds.
const BLUR: f64 = 0.3;

const SNI: [&str; 10] = ["29102", "62010", "41200", "10710", "25620", "49410", "55101", "86909", "85311", "28990"];
const SSYK: [&str; 10] = ["2512", "7113", "3111", "5321", "8332", "9412", "2341", "7233", "1311", "4322"];
/// Of one region the first six.
const MUNICIPALITIES: [&str; 12] =
    ["1480", "1440", "1489", "1401", "1402", "1407", "1488", "1485", "1439", "1435", "1980", "1283"];
const REGION: &str = "GOTEBORGSREGIONEN";
/// The last day of the invented records, and the one a year before it.
const TODAY: &str = "2025-12-05";
const YEAR_BEFORE: &str = "2024-12-05";

pub async fn measure(database: &str) -> Result<(), String> {
    let mut smaller: Vec<f64> = Vec::new();
    for size in setting("BENCH_ORGANISATIONS", "1000,10000").split(',') {
        let organisations: u64 = size.trim().parse().map_err(|_| format!("BENCH_ORGANISATIONS: {size}"))?;
        let place = Place::new(database, organisations).await?;
        smaller = of_size(&place, organisations, &smaller).await?;
        place.remove().await?;
    }
    Ok(())
}

/// Milliseconds of CPU of each figure, printed beside those of the size before.
async fn of_size(place: &Place, organisations: u64, smaller: &[f64]) -> Result<Vec<f64>, String> {
    let told = |error: kernel::Error| error.to_string();
    let rollups = Rollups::new(&place.db);
    println!("\n## {}, {organisations} organisations", place.name());
    rollups.suspend().await.map_err(told)?;
    let loading = place.used();
    for statement in statements(place, organisations) {
        match place.is_postgres() {
            // References are known to hold.
            true => {
                place.run(&format!("BEGIN; SET LOCAL session_replication_role = replica; {statement}; COMMIT")).await?
            }
            false => place.run(&statement).await?,
        }
    }
    println!("loaded in {}", loading.told(place));
    rollups.rebuild().await.map_err(told)?;
    let publishing = place.used();
    Publication::new(&place.db).anew(Added::Quarterly).await.map_err(told)?;
    println!("published in {}", publishing.told(place));
    place.settle().await?;
    let mut table = Table { place, smaller, costs: Vec::new() };
    println!(
        "{:<56} {:>8} {:>10} {:>10} {:>10} {:>10}",
        "figure, milliseconds of CPU", "rows", "figure", "of it db", "a tenth", "by hand"
    );
    figures(&mut table).await?;
    let costs = table.costs;
    let differences = rollups.check().await.map_err(told)?;
    if differences.is_empty() { Ok(costs) } else { Err(format!("{differences:#?}")) }
}

struct Table<'p> {
    place: &'p Place,
    smaller: &'p [f64],
    costs: Vec<f64>,
}

impl Table<'_> {
    /// Prints what `figure`, which answers how many rows it has, costs.
    async fn line(
        &mut self,
        name: &str,
        by_hand: &str,
        mut figure: impl AsyncFnMut() -> Result<usize, String>,
    ) -> Result<(), String> {
        let place = self.place;
        let rows = figure().await.map_err(|error| format!("{name}: {error}"))?;
        let [ours, databases] = costs(place, async || drop(figure().await)).await;
        let all = ours + databases;
        let text = match place.is_postgres() {
            true => format!("SELECT COALESCE(json_agg(json_build_array(x.*))::text, '[]') FROM ({by_hand}) x"),
            false => format!("SELECT json_group_array(json_array(x.n)) FROM ({by_hand}) x"),
        };
        place.text(&text).await?;
        let statement = Statement::from_string(place.db.connection().get_database_backend(), text);
        let by_hand = cost(place, async || drop(place.db.connection().query_one_raw(statement.clone()).await)).await;
        let before = self.smaller.get(self.costs.len()).copied();
        let grows = before.is_some_and(|before| all > before * GROWTH + BLUR);
        let missed = match (all > LIMIT, grows) {
            (true, _) => "  missed: over the limit",
            (_, true) => "  missed: grows",
            _ => "",
        };
        let tenth = before.map_or_else(|| "–".to_owned(), |before| format!("{before:.2}"));
        println!("{name:<56} {rows:>8} {all:>10.2} {databases:>10.2} {tenth:>10} {by_hand:>10.2}{missed}");
        self.costs.push(all);
        Ok(())
    }
}

async fn figures(table: &mut Table<'_>) -> Result<(), String> {
    let db = table.place.db.clone();
    let told = |error: kernel::Error| error.to_string();
    let leader = as_role(Role::ProcessLeader, |held| held.council = Some(known("c", 1)));
    let manager = as_role(Role::ProjectManager, |held| held.project = Some(known("j", 7)));
    let contact = as_role(Role::OrgContact, |held| held.organisation = Some(known("g", 5)));
    let statistics = Statistics::new(&db);

    let share = |selection| Question { measure: Measure::StrategicLines, by: vec![Breakdown::Year], selection };
    let lines = "SELECT substr(CAST(adopted_on AS text), 1, 4) AS year, SUM(strategic_lines) * 1.0 / SUM(lines) AS n \
                 FROM development_plans WHERE adopted_on IS NOT NULL";
    let question = share(Selection::default());
    table
        .line("share of strategic lines by year", &format!("{lines} GROUP BY 1"), async || {
            Ok(statistics.table(&leader, &question).await.map_err(told)?.cells.len())
        })
        .await?;
    let question = share(Selection { projects: vec![known("j", 7)], ..Selection::default() });
    let of_project = format!("{lines} AND project_id = '{}' GROUP BY 1", stored("j", 7));
    table
        .line("share of strategic lines by year, a project's own", &of_project, async || {
            Ok(statistics.table(&manager, &question).await.map_err(told)?.cells.len())
        })
        .await?;

    let (gaps, region) = (CommonGaps::new(&db), Within::Region(REGION.to_owned()));
    table
        .line("common gaps of a region", &common_gaps(), async || {
            Ok(gaps.told(&leader, &region, 100).await.map_err(told)?.gaps.len())
        })
        .await?;

    let date = |text: &str| text.parse::<chrono::NaiveDate>().map_err(|error| error.to_string());
    let (today, since) = (date(TODAY)?, date(YEAR_BEFORE)?);
    let grant = view(&contact, Action::ReadWorkplaces);
    table
        .line("workplaces without a reflection for a year", &inactive(), async || {
            let held = Filter::Is(ReflectionColumn::HeldOn, Compare::Gte(since.into()));
            let active = id_set::<Reflection>(&grant, &held, ReflectionColumn::WorkplaceId);
            let inactive = Filter::Not(Box::new(Filter::InSet(WorkplaceColumn::Id, active)));
            let query = Query {
                order: vec![(WorkplaceColumn::NameKey, Direction::Asc)],
                ..Query::first(50).filter(Workplace::open_on(today).and(inactive))
            };
            Ok(db.page::<Workplace>(&grant, &query).await.map_err(told)?.rows.len())
        })
        .await?;

    for (name, followed, by_hand) in [
        (
            "equality of every project",
            Followed::Projects((1..=PROJECTS).map(|nth| known("j", nth)).collect()),
            equality("project_id"),
        ),
        (
            "equality of every council",
            Followed::Councils((1..=COUNCILS).map(|nth| known("c", nth)).collect()),
            equality("council_id"),
        ),
    ] {
        table
            .line(name, &by_hand, async || {
                Ok(statistics.equality(&leader, &followed, None, None).await.map_err(told)?.len())
            })
            .await?;
    }
    let question = Question {
        measure: Measure::ParticipantsAgainstWorkforce,
        by: vec![Breakdown::Industry, Breakdown::Sex],
        selection: Selection::default(),
    };
    let by_industry = "SELECT p.code, p.sex, p.people, w.women AS n FROM (SELECT substr(g.sni_code, 1, 2) AS code, p.sex, \
        COUNT(*) AS people FROM participations p JOIN organisations g ON g.id = p.organisation_id GROUP BY 1, 2) p \
        JOIN (SELECT substr(g.sni_code, 1, 2) AS code, SUM(s.women) AS women FROM workforce_snapshots s \
        JOIN organisations g ON g.id = s.organisation_id WHERE s.counted_on = (SELECT MAX(t.counted_on) \
        FROM workforce_snapshots t WHERE t.organisation_id = s.organisation_id) GROUP BY 1) w ON w.code = p.code";
    table
        .line("participants against the workforce, by industry and sex", by_industry, async || {
            Ok(statistics.table(&leader, &question).await.map_err(told)?.cells.len())
        })
        .await?;
    let followed = Followed::Organisations(vec![known("g", 5)]);
    table
        .line("equality of one's own organisation", &own_equality(), async || {
            Ok(statistics.equality(&contact, &followed, None, None).await.map_err(told)?.len())
        })
        .await
}

/// Whoever was assessed below what the role demands, at three organisations of the region at least.
fn common_gaps() -> String {
    let places = MUNICIPALITIES[..6].iter().map(|place| format!("'{place}'")).collect::<Vec<_>>().join(", ");
    format!(
        "SELECT q.skill_code, substr(q.ssyk_code, 1, 3) AS ssyk, COUNT(DISTINCT z.organisation_id) AS n FROM skill_assessments z \
         JOIN skill_requirements q ON q.analysis_id = z.analysis_id AND q.skill_code = z.skill_code AND z.level < q.level \
         JOIN competence_analyses a ON a.id = z.analysis_id AND a.published_on IS NOT NULL \
         JOIN organisations g ON g.id = z.organisation_id AND g.municipality_code IN ({places}) \
         GROUP BY 1, 2 HAVING COUNT(DISTINCT z.organisation_id) >= 3 ORDER BY 3 DESC LIMIT 100"
    )
}

fn inactive() -> String {
    format!(
        "SELECT x.name, x.id AS n FROM workplaces x WHERE x.organisation_id = '{}' AND (x.closed_on IS NULL OR x.closed_on >= '{TODAY}') \
         AND NOT EXISTS (SELECT 1 FROM reflections r WHERE r.workplace_id = x.id AND r.held_on >= '{YEAR_BEFORE}') \
         ORDER BY x.name_key, x.id LIMIT 50",
        stored("g", 5)
    )
}

fn equality(parent: &str) -> String {
    format!(
        "SELECT p.id, p.women, p.everyone, w.women AS employed_women, w.everyone AS n FROM (SELECT {parent} AS id, \
         SUM(CASE sex WHEN 'FEMALE' THEN 1 ELSE 0 END) AS women, COUNT(*) AS everyone FROM participations GROUP BY 1) p \
         JOIN (SELECT q.id, SUM(s.women) AS women, SUM(s.women + s.men + s.others) AS everyone \
         FROM (SELECT DISTINCT {parent} AS id, organisation_id FROM participations) q \
         JOIN workforce_snapshots s ON s.organisation_id = q.organisation_id AND s.counted_on = (SELECT MAX(t.counted_on) \
         FROM workforce_snapshots t WHERE t.organisation_id = s.organisation_id) GROUP BY q.id) w ON w.id = p.id"
    )
}

fn own_equality() -> String {
    let own = stored("g", 5);
    format!(
        "SELECT COUNT(DISTINCT CASE WHEN p.sex = 'FEMALE' THEN p.participant_id END) AS women, \
         COUNT(DISTINCT p.participant_id) AS everyone, (SELECT s.women FROM workforce_snapshots s WHERE s.organisation_id = '{own}' \
         ORDER BY s.counted_on DESC LIMIT 1) AS n FROM participations p WHERE p.organisation_id = '{own}'"
    )
}

/// The records, parents first.
fn statements(place: &Place, organisations: u64) -> Vec<String> {
    let from = |each: u64| series(place, organisations * each);
    // The organisation of the record `i`, and which of its records that is, from 0.
    let (of, nth) = (format!("((s.i - 1) % {organisations} + 1)"), format!("((s.i - 1) / {organisations})"));
    let named = |kind: &str, number: &str| id(place, kind, number);
    let organisation = named("g", &of);
    let project = named("j", &format!("{of} % {PROJECTS} + 1"));
    let council = named("c", &format!("{of} % {COUNCILS} + 1"));
    let blob = if place.is_postgres() { "'\\x00'::bytea" } else { "x'00'" };
    // The ten skills that the organisation's roles demand: of forty, and each in a role of its own.
    let skill = |n: &str| format!("'skill' || (({of} * 7 + {n} * 3) % 40)");
    let role = |n: &str| {
        let cases: String = SSYK.iter().enumerate().map(|(at, code)| format!(" WHEN {at} THEN '{code}'")).collect();
        format!("CASE {n}{cases} END")
    };
    let year = |n: &str, rest: &str| match place.is_postgres() {
        true => format!("CAST((2021 + {n}) || '{rest}' AS date)"),
        false => format!("(2021 + {n}) || '{rest}'"),
    };
    vec![
        format!(
            "INSERT INTO councils (id, version, kind, name, name_key, status, demonstration, created_at) \
             SELECT {}, 1, 'REGIONAL', 'C', 'c', 'ACTIVE', true, 0 FROM {}",
            named("c", "s.i"),
            series(place, COUNCILS)
        ),
        format!(
            "INSERT INTO organisations (id, version, number_is_personal, name, name_key, kind, sni_code, municipality_code, \
             demonstration, created_at) SELECT {organisation}, 1, false, 'O', 'o', {}, {}, {}, true, 0 FROM {}",
            one("s.i", 1, &["COMPANY", "COMPANY", "MUNICIPALITY", "UNIVERSITY"]),
            one("s.i", 2, &SNI),
            one("s.i", 3, &MUNICIPALITIES),
            from(1)
        ),
        format!(
            "INSERT INTO projects (id, version, name, name_key, status, owner_id, programme_period, planned_precision, \
             money_precision, demonstration) SELECT {}, 1, 'P', 'p', 'STARTED', '{}', '2021-2027', 'EXACT', 'EXACT', true FROM {}",
            named("j", "s.i"),
            stored("g", 1),
            series(place, PROJECTS)
        ),
        format!(
            "INSERT INTO workforce_snapshots (id, organisation_id, counted_on, women, men, others, created_at) \
             SELECT {}, {organisation}, {}, 20 + {}, 20 + {}, {}, 0 FROM {}",
            named("w", "s.i"),
            year(&format!("(3 + {nth})"), "-11-01"),
            drawn("s.i", 4, 40),
            drawn("s.i", 5, 60),
            drawn("s.i", 6, 3),
            from(2)
        ),
        format!(
            "INSERT INTO participants SELECT {}, 1, 'OTHER', {blob}, NULL, {blob}, false, true, 0 FROM {}",
            named("p", "s.i"),
            from(15)
        ),
        format!(
            "INSERT INTO participations (id, version, participant_id, project_id, organisation_id, council_id, status, starts_on, sex, \
             age_at_entry, employment_situation, in_education, municipality_code, sni_code, disability, minority, is_complete, \
             record_key, demonstration) SELECT {}, 1, {}, {project}, {organisation}, {council}, 'EXITED', {}, {}, 40, 'EMPLOYED', \
             false, '1480', '29102', 'NOT_ASKED', 'NOT_ASKED', true, {}, true FROM {}",
            named("d", "s.i"),
            named("p", "s.i"),
            day(place, "s.i", 9),
            one("s.i", 10, &["FEMALE", "MALE", "MALE"]),
            key("s.i", 20),
            from(15)
        ),
        format!(
            "INSERT INTO workplaces (id, version, organisation_id, name, name_key, municipality_code, headcount, opened_on) \
             SELECT {}, 1, {organisation}, 'W', 'w', '1480', 12, '2015-01-01' FROM {}",
            named("x", "s.i"),
            from(6)
        ),
        format!(
            "INSERT INTO reflections (id, version, organisation_id, workplace_id, project_id, kind, status, planned_on, held_on, \
             attendee_count) SELECT {}, 1, {organisation}, {}, {project}, {}, 'HELD', {held}, {held}, 8 FROM {}",
            named("r", "s.i"),
            named("x", &format!("({of} + {organisations} * {})", drawn("s.i", 13, 5))),
            one("s.i", 12, &["FILM_AND_REFLECTION", "ROLE_SWAP"]),
            from(30),
            held = day(place, "s.i", 14)
        ),
        format!(
            "INSERT INTO level_scales (id, organisation_id, name, name_key, steps) SELECT {}, {organisation}, 'S', 's', '[]' FROM {}",
            named("s", "s.i"),
            from(1)
        ),
        format!(
            "INSERT INTO competence_analyses (id, version, organisation_id, project_id, scale_id, title, title_key, status, started_on, \
             published_on) SELECT {}, 1, {organisation}, {project}, {}, 'A', 'a', 'PUBLISHED', '2021-01-01', {} FROM {}",
            named("a", "s.i"),
            named("s", "s.i"),
            day(place, "s.i", 15),
            from(1)
        ),
        format!(
            "INSERT INTO skill_requirements (id, analysis_id, organisation_id, ssyk_code, role_title, skill_code, level) \
             SELECT {}, {}, {organisation}, {}, 'R', {}, 3 FROM {}",
            named("q", "s.i"),
            named("a", &of),
            role(&nth),
            skill(&nth),
            from(10)
        ),
        format!(
            "INSERT INTO employees (id, version, organisation_id, workplace_id, reference, ssyk_code, employed_from) \
             SELECT {}, 1, {organisation}, {}, {}, '2512', '2020-01-01' FROM {}",
            named("y", "s.i"),
            named("x", &format!("({of} + {organisations} * ({nth} % 6))")),
            named("y", "s.i"),
            from(20)
        ),
        format!(
            "INSERT INTO skill_assessments (id, analysis_id, organisation_id, employee_id, skill_code, level, assessed_by, assessed_on) \
             SELECT {}, {}, {organisation}, {}, {}, {} + 1, 'MANAGER', '2021-02-01' FROM {}",
            named("z", "s.i"),
            named("a", &of),
            named("y", &format!("({of} + {organisations} * ({nth} % 20))")),
            skill(&format!("({nth} / 20)")),
            drawn("s.i", 16, 5),
            from(200)
        ),
        "INSERT INTO skill_gaps (id, analysis_id, organisation_id, project_id, requirement_id, ssyk_code, role_title, skill_code, \
         required_level, assessed, below) SELECT q.id, q.analysis_id, q.organisation_id, a.project_id, q.id, q.ssyk_code, q.role_title, \
         q.skill_code, q.level, COUNT(*), SUM(CASE WHEN z.level < q.level THEN 1 ELSE 0 END) FROM skill_requirements q \
         JOIN competence_analyses a ON a.id = q.analysis_id \
         JOIN skill_assessments z ON z.analysis_id = q.analysis_id AND z.skill_code = q.skill_code GROUP BY q.id, a.id"
            .to_owned(),
        format!(
            "INSERT INTO development_plans (id, version, organisation_id, project_id, valid_from, valid_to, status, adopted_on, lines, \
             strategic_lines) SELECT {}, 1, {organisation}, {project}, {adopted}, {}, {}, {adopted}, 5 + {}, {} FROM {}",
            named("n", "s.i"),
            year(&nth, "-12-31"),
            one("s.i", 22, &["ADOPTED", "REVIEWED", "COMPLETED", "SUPERSEDED"]),
            drawn("s.i", 23, 20),
            drawn("s.i", 24, 6),
            from(5),
            adopted = year(&nth, "-02-01")
        ),
    ]
}
