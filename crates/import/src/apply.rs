//! Carrying the rows out, through the same services as the API.

use access::Grant;
use gateway::App;
use kernel::{Error, Result};
use store::{ImportKey, Tx};
use workplaces::{SkillAssessments, SkillRequirements};

use super::{
    Kind, Order,
    draft::{Command, Draft, Fate},
    report::{Line, Outcome, Report},
    rules::{self, Refusal},
};

/// What is kept of what is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Nothing: the report tells what would come of the file.
    DryRun,
    /// Everything, or nothing when a row is refused.
    Whole,
    /// The rows that are not refused.
    Partial,
}

/// Carries the drafts out.
///
/// # Errors
/// `Unavailable`, `Broken`: nothing is written then. In [`Mode::Partial`] a fault halts the import instead, and the
/// report tells which rows were written.
pub async fn apply(app: &App, grant: &Grant, order: &Order, drafts: Vec<Draft>) -> Result<Report> {
    let idle = !drafts.iter().any(|draft| matches!(draft.fate, Fate::Do(_)));
    match order.mode {
        _ if idle => Ok(Report::of(drafts.into_iter().map(|draft| line(&draft, refusals_of(&draft))).collect())),
        Mode::Partial => one_by_one(app, grant, order.kind, drafts).await,
        mode => together(app, grant, order.kind, drafts, mode == Mode::Whole).await,
    }
}

/// Every row in one transaction, so that each is tried as if those before it stood.
async fn together(app: &App, grant: &Grant, kind: Kind, drafts: Vec<Draft>, keep: bool) -> Result<Report> {
    let mut lines = Vec::with_capacity(drafts.len());
    let mut tx = app.db.begin_patiently(grant).await?;
    for draft in &drafts {
        lines.push(match &draft.fate {
            Fate::Do(command) => {
                let outcome = tx.attempt(async |tx| carry_out(app, tx, kind, draft, command).await).await;
                done(draft, kind, outcome)?
            }
            _ => line(draft, refusals_of(draft)),
        });
    }
    let written = keep && !lines.iter().any(Line::is_refused);
    if written {
        tx.commit("").await?;
    } else {
        tx.roll_back().await?;
    }
    Ok(Report::of(lines).written(written))
}

/// Each row in a transaction of its own.
async fn one_by_one(app: &App, grant: &Grant, kind: Kind, drafts: Vec<Draft>) -> Result<Report> {
    let mut lines = Vec::with_capacity(drafts.len());
    let mut halted = None;
    for draft in &drafts {
        let Fate::Do(command) = &draft.fate else {
            lines.push(line(draft, refusals_of(draft)));
            continue;
        };
        if halted.is_some() {
            lines.push(line(draft, vec![Refusal::row(rules::IMPORT_WAS_HALTED)]));
            continue;
        }
        match done(draft, kind, alone(app, grant, kind, draft, command).await) {
            Ok(line) => lines.push(line),
            Err(fault) => {
                lines.push(line(draft, vec![Refusal::row(rules::IMPORT_WAS_HALTED)]));
                halted = Some(fault);
            }
        }
    }
    let mut report = Report::of(lines).written(true);
    report.halted = halted;
    Ok(report)
}

async fn alone(app: &App, grant: &Grant, kind: Kind, draft: &Draft, command: &Command) -> Result<String> {
    let mut tx = app.db.begin_patiently(grant).await?;
    match carry_out(app, &mut tx, kind, draft, command).await {
        Ok(id) => {
            tx.commit(&id).await?;
            Ok(id)
        }
        Err(error) => {
            tx.roll_back().await?;
            Err(error)
        }
    }
}

/// One row's act, and the note that it was done.
async fn carry_out(app: &App, tx: &mut Tx, kind: Kind, draft: &Draft, command: &Command) -> Result<String> {
    let object_id = match command.clone() {
        Command::Organisation(command) => app.organisations.register_in(tx, command).await?.id.to_string(),
        Command::Need(command) => app.needs.report_in(tx, *command).await?.id.to_string(),
        Command::Enrolment(command) => app.enrolments.enrol_in(tx, command).await?.id.to_string(),
        Command::Requirement(command) => SkillRequirements::new(&app.db).require_in(tx, command).await?.id.to_string(),
        Command::Employee(command) => app.employees.register_in(tx, command).await?.id.to_string(),
        Command::Assessment(command) => SkillAssessments::new(&app.db).assess_in(tx, command).await?.id.to_string(),
    };
    let made = ImportKey { object_id, body: draft.body.clone() };
    tx.note_import(kind.as_str(), &draft.key, &made).await?;
    Ok(made.object_id)
}

/// The line of a row that was carried out, or refused by its domain.
fn done(draft: &Draft, kind: Kind, outcome: Result<String>) -> Result<Line, Error> {
    match outcome {
        Ok(id) => {
            let id = Some(kind.public(&id)?);
            Ok(Line { outcome: Outcome::Created, id, ..line(draft, Vec::new()) })
        }
        Err(error) => Ok(line(draft, Refusal::of(error)?)),
    }
}

fn refusals_of(draft: &Draft) -> Vec<Refusal> {
    if let Fate::Refused(refusals) = &draft.fate { refusals.clone() } else { Vec::new() }
}

fn line(draft: &Draft, refusals: Vec<Refusal>) -> Line {
    let (outcome, id) = match &draft.fate {
        Fate::Done(id) if refusals.is_empty() => (Outcome::Unchanged, Some(id.clone())),
        _ => (Outcome::Refused, None),
    };
    let (key, read_as) = (draft.shown.clone(), draft.read_as.clone());
    Line { row: draft.row, key, outcome, written: false, refusals, id, read_as }
}
