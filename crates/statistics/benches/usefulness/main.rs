//! What others' figures are good for: of every cell that holds somebody, how many are told, and how far what is told is from the truth.
//!
//! `USEFULNESS_DATABASE` names an SQLite file with the demonstration's data, as `kompetensnav demo --scale N --database
//! sqlite://demo.db` makes it. A copy of it is measured: records that nobody else has confirmed, or that belong to no project, are
//! taken out of the copy, so that the owner of everything is told exactly what others' figures are of. A table without cells is of
//! records that no one role reads in full. Each table is asked with its
//! year and without. Beside each table stands what
//! the method before (version 2026-11: counts under five told as five or zero, without bias) would have told of the same cells, in
//! the mean.

#[path = "../../tests/adversary/population.rs"]
#[allow(dead_code, reason = "shared with the test")]
mod population;
#[path = "../../../../tests/api/harness/postgres.rs"]
#[allow(dead_code, reason = "shared: no cluster is made here")]
mod postgres;
#[path = "../../tests/adversary/world.rs"]
#[allow(dead_code, reason = "shared with the test")]
mod world;

use std::{collections::HashMap, process::ExitCode, sync::Arc};

use access::{Actor, Assignment, Request, Role};
use kernel::{FixedClock, Id, RandomIds};
use sea_orm::{ConnectionTrait, Statement};
use statistics::{
    figures::{Breakdown, Figures, Measure, OPEN_TABLES, Question, Selection, Statistics},
    rollup::{Added, Publication, Rollups},
};
use store::{Connect, Db};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// What is asked beside the open tables, by whom.
const OTHERS: &[(&str, Measure, &[Breakdown])] = {
    use Breakdown as B;
    &[
        ("a council", Measure::Participants, &[B::County, B::Sex, B::AgeBand]),
        ("a council", Measure::Participants, &[B::Municipality, B::OutcomeKind]),
        ("a council", Measure::Participants, &[B::Sex, B::OutcomeKind, B::Year]),
        ("a council", Measure::Enrolments, &[B::Hub, B::EffortKind, B::Status]),
        ("a council", Measure::Outcomes, &[B::Council, B::OutcomeKind, B::Sex]),
        ("a council", Measure::Needs, &[B::Council, B::Cause, B::Horizon]),
        ("an employer", Measure::Participants, &[B::Industry, B::AgeBand]),
        ("an employer", Measure::Participants, &[B::Industry, B::OutcomeKind]),
        ("an employer", Measure::Enrolments, &[B::EffortKind, B::Industry]),
        ("an employer", Measure::Hours, &[B::EffortKind, B::Industry]),
        ("a funder", Measure::Participants, &[B::Project, B::Sex, B::EmploymentSituation, B::OutcomeKind]),
        ("a funder", Measure::Participants, &[B::Project, B::Status, B::Completeness]),
        ("a funder", Measure::Outcomes, &[B::Project, B::OutcomeKind, B::Sex]),
        ("a funder", Measure::Hours, &[B::Project, B::Year]),
    ]
};

/// The open measures are told as they are, and a comparison is two tables that are asked here by themselves.
fn is_measured(measure: Measure) -> bool {
    use Measure as M;
    !measure.is_open()
        && !matches!(
            measure,
            M::ParticipantsAgainstTarget | M::ParticipantsAgainstWorkforce | M::StaffWithActivity | M::Workforce
        )
}

#[tokio::main]
async fn main() -> ExitCode {
    match measure().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("usefulness: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn measure() -> Outcome<()> {
    let file = std::env::var("USEFULNESS_DATABASE").map_err(|_| "USEFULNESS_DATABASE names no SQLite file")?;
    let files = tempfile::tempdir()?;
    let copy = files.path().join("copy.db");
    std::fs::copy(file.trim_start_matches("sqlite://"), &copy)?;
    let clock = Arc::new(FixedClock(world::TODAY.parse()?));
    let connect = Connect::to(format!("sqlite://{}", copy.display()));
    let db = Db::connect(&connect, clock, Arc::new(RandomIds), world::sealer()).await?;
    Rollups::new(&db).suspend().await?;
    for statement in [
        "DELETE FROM outcomes WHERE status <> 'RECORDED' OR hub_id IS NULL OR project_id IS NULL",
        "DELETE FROM outcomes WHERE enrolment_id IN (SELECT id FROM enrolments WHERE status IN ('NOMINATED', 'APPLIED', 'WITHDRAWN'))",
        "DELETE FROM enrolments WHERE status IN ('NOMINATED', 'APPLIED', 'WITHDRAWN') OR project_id IS NULL",
        "DELETE FROM needs WHERE status IN ('REPORTED', 'MERGED')",
    ] {
        db.connection().execute_unprepared(statement).await?;
    }
    Rollups::new(&db).rebuild().await?;
    Publication::new(&db).anew(Added::Quarterly).await?;
    let (projects, councils, hubs) =
        (ids(&db, "projects").await?, ids(&db, "councils").await?, ids(&db, "hubs").await?);
    let held = |role, anchor: &dyn Fn(&mut Assignment)| {
        let mut held = Assignment::bare(role);
        anchor(&mut held);
        held
    };
    let own: Vec<Assignment> = projects
        .iter()
        .map(|project| held(Role::ProjectManager, &|held| held.project = Some(*project)))
        .chain(hubs.iter().map(|hub| held(Role::HubManager, &|held| held.hub = Some(*hub))))
        .chain(councils.iter().map(|council| held(Role::ProcessLeader, &|held| held.council = Some(*council))))
        .collect();
    let request = |held| Arc::new(Request::new(Actor::signed_in("i".into(), "s".into(), held), "r"));
    let (owner, reader) = (request(own), world::elsewhere());
    let statistics = Statistics::new(&db);
    println!(
        "{:<14}{:<22}{:<58}{:>7}{:>7}{:>8}{:>8}{:>8}",
        "asked by", "measure", "by", "cells", "told", "before", "median", "95 %"
    );
    let open = OPEN_TABLES.iter().map(|(measure, by)| ("anyone", *measure, *by));
    let all: Vec<(&str, Measure, Vec<Breakdown>)> = open
        .chain(OTHERS.iter().copied())
        .filter(|(_, measure, _)| is_measured(*measure))
        .flat_map(|(who, measure, by)| {
            let without: Vec<Breakdown> = by.iter().copied().filter(|by| *by != Breakdown::Year).collect();
            let dated = by.contains(&Breakdown::Year).then(|| by.to_vec());
            [Some(without), dated].into_iter().flatten().map(move |by| (who, measure, by))
        })
        .collect();
    let mut whole = Measured::default();
    for (who, measure, by) in &all {
        let measure = *measure;
        let of = |projects: &[_], hubs: &[_], councils: &[_]| Selection {
            projects: projects.to_vec(),
            hubs: hubs.to_vec(),
            councils: councils.to_vec(),
            ..Selection::default()
        };
        // One of these is the owner's of everything, for whatever it takes to read the rows.
        let owned = [of(&projects, &[], &[]), of(&[], &hubs, &[]), of(&[], &[], &councils)];
        let mut measured = Measured::default();
        // A table of more dimensions than are told at once is asked without each of them.
        for by in tables(by) {
            let asked = Question { measure, by, selection: Selection::default() };
            let Ok(told) = statistics.table(&reader, &asked).await else { continue };
            for selection in &owned {
                let truth = Question { selection: selection.clone(), ..asked.clone() };
                if let Ok(truth) = statistics.table(&owner, &truth).await {
                    measured.add(measure, &truth, &told);
                    break;
                }
            }
        }
        let by: Vec<&str> = by.iter().map(|by| by.as_str()).collect();
        println!("{who:<14}{:<22}{:<58}{measured}", measure.as_str(), by.join(" × "));
        whole.cells.extend(measured.cells);
    }
    println!("{:<94}{whole}", "all together");
    Ok(())
}

fn tables(by: &[Breakdown]) -> Vec<Vec<Breakdown>> {
    let whole = by.to_vec();
    if by.len() <= 4 {
        return vec![whole];
    }
    (0..by.len()).map(|left| by.iter().enumerate().filter(|(at, _)| *at != left).map(|(_, by)| *by).collect()).collect()
}

async fn ids<K>(db: &Db, table: &str) -> Outcome<Vec<Id<K>>> {
    let connection = db.connection();
    let statement = Statement::from_string(connection.get_database_backend(), format!("SELECT id FROM {table}"));
    let rows = connection.query_all_raw(statement).await?;
    let id = |row: &sea_orm::QueryResult| Ok(Id::from_stored(&row.try_get::<String>("", "id")?)?);
    rows.iter().map(id).collect()
}

/// Cells that hold somebody, totals left out: the truth, what is told, and how likely it was told before.
#[derive(Default)]
struct Measured {
    cells: Vec<(i64, i64, f64)>,
}

impl Measured {
    fn add(&mut self, measure: Measure, truth: &Figures, told: &Figures) {
        let told: HashMap<_, _> = told.cells.iter().map(|cell| (&cell.key, cell.count.value.unwrap_or(0))).collect();
        for cell in truth.cells.iter().filter(|cell| cell.key.iter().all(Option::is_some)) {
            let value = cell.count.value.unwrap_or(0);
            if value > 0 {
                // Of a sum it is not known how many records it is of.
                let before = if measure.is_magnitude() { f64::NAN } else { (value as f64 / 5.0).min(1.0) };
                self.cells.push((value, told.get(&cell.key).copied().unwrap_or(0), before));
            }
        }
    }
}

impl std::fmt::Display for Measured {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let all = self.cells.len().max(1) as f64;
        let mut off: Vec<f64> = self
            .cells
            .iter()
            .filter(|(_, told, _)| *told > 0)
            .map(|(value, told, _)| (told - value).abs() as f64 / *value as f64)
            .collect();
        off.sort_by(f64::total_cmp);
        let at = |share: f64| off.get((off.len() as f64 * share) as usize).copied().unwrap_or(f64::NAN);
        let before: Vec<f64> = self.cells.iter().map(|cell| cell.2).filter(|before| !before.is_nan()).collect();
        let before = before.iter().sum::<f64>() / before.len() as f64;
        let told = off.len() as f64 / all;
        write!(f, "{:>7}{told:>7.2}{before:>8.2}{:>8.3}{:>8.3}", self.cells.len(), at(0.5), at(0.95))
    }
}
