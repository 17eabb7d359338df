//! Each row as a command of the API, and whether it was imported before.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use access::Request;
use councils::organisation::{OrganisationKind, RegisterOrganisation};
use efforts::enrolment::{Enrol, EnrolmentSource};
use gateway::App;
use industry_councils::need::{NeedBasis, NeedCause, NeedCodes, NeedHorizon, ReportNeed, TargetGroup};
use kernel::{Error, Result, error::rules as common};
use store::{ImportKey, Sealer};

use super::{
    Kind, Order,
    cells::Cells,
    layout::Layout,
    lookup::Lookup,
    rules::{self, Refusal},
    shown::shown,
    table::{Row, Table},
};

/// A row, ready to be carried out, passed over or refused.
pub struct Draft {
    /// Its number.
    pub row: usize,
    /// Its key, as it may be shown.
    pub shown: String,
    /// Keyed hash of its key.
    pub key: String,
    /// Keyed hash of its contents.
    pub body: String,
    /// What is to be done.
    pub fate: Fate,
}

/// What is to be done with a row.
pub enum Fate {
    /// Carry it out.
    Do(Box<Command>),
    /// It became this, with the same contents, before.
    Done(String),
    /// It cannot be carried out.
    Refused(Refusal),
}

/// One row's act.
#[derive(Clone)]
pub enum Command {
    /// Registrera organisation.
    Organisation(RegisterOrganisation),
    /// Anmäl behov.
    Need(ReportNeed),
    /// Nominera eller ansök.
    Enrolment(Enrol),
}

/// Every row of the file.
///
/// # Errors
/// `Unavailable`, `Broken`: what is wrong with a row is in its draft.
pub async fn drafts(
    app: &App,
    request: &Arc<Request>,
    order: &Order,
    layout: &Layout,
    table: &Table,
) -> Result<Vec<Draft>> {
    let read: Vec<_> = table.rows.iter().map(|row| Cells::of(layout, row)).collect();
    let whole: Vec<Cells<'_>> = read.iter().flatten().copied().collect();
    let lookup = Lookup::of(app, request, &whole).await?;
    let mut drafts = Vec::with_capacity(table.rows.len());
    let mut first = HashMap::new();
    for (row, cells) in table.rows.iter().zip(read) {
        let mut draft = begun(app, order, layout, row)?;
        draft.fate = match cells.and_then(|cells| {
            require_key(layout, row)?;
            if let Some(other) = first.insert(draft.key.clone(), row.number) {
                return Err(Refusal::row(rules::KEY_IS_REPEATED).detail(other.to_string()));
            }
            draft.body = body(app.db.sealer(), order, &cells).map_err(|_| Refusal::row(rules::IMPORT_WAS_HALTED))?;
            command(order.kind, &cells, &lookup)
        }) {
            Ok(command) => Fate::Do(Box::new(command)),
            Err(refusal) => Fate::Refused(refusal),
        };
        drafts.push(draft);
    }
    remember(app, order, &mut drafts).await?;
    Ok(drafts)
}

fn begun(app: &App, order: &Order, layout: &Layout, row: &Row) -> Result<Draft> {
    let key = key_of(layout, row);
    Ok(Draft {
        row: row.number,
        shown: shown(key, app.db.clock().today()),
        key: hash(app.db.sealer(), &["import.key", order.kind.as_str(), order.source.trim(), key])?,
        body: String::new(),
        fate: Fate::Refused(Refusal::row(rules::KEY_IS_MISSING)),
    })
}

fn key_of<'a>(layout: &Layout, row: &'a Row) -> &'a str {
    row.cells.get(layout.key).map_or("", |cell| cell.trim())
}

fn require_key(layout: &Layout, row: &Row) -> Result<(), Refusal> {
    if key_of(layout, row).is_empty() { Err(Refusal::row(rules::KEY_IS_MISSING)) } else { Ok(()) }
}

/// The same contents have the same hash, whatever the columns' order and names.
fn body(sealer: &Sealer, order: &Order, cells: &Cells<'_>) -> Result<String> {
    let filled: BTreeMap<_, _> = cells.filled().into_iter().collect();
    let text = serde_json::to_string(&filled).map_err(|error| Error::broken(error.to_string()))?;
    hash(sealer, &["import.body", order.kind.as_str(), &text])
}

fn hash(sealer: &Sealer, parts: &[&str]) -> Result<String> {
    sealer.blind_index(&serde_json::to_string(parts).map_err(|error| Error::broken(error.to_string()))?)
}

/// A key that was imported before settles the row, also where it would be refused today: what it says was done.
async fn remember(app: &App, order: &Order, drafts: &mut [Draft]) -> Result<()> {
    let keys: Vec<&str> =
        drafts.iter().filter(|draft| !draft.body.is_empty()).map(|draft| draft.key.as_str()).collect();
    let known: HashMap<String, ImportKey> = app.db.import_keys(order.kind.as_str(), &keys).await?;
    for draft in drafts.iter_mut().filter(|draft| !draft.body.is_empty()) {
        let Some(before) = known.get(&draft.key) else { continue };
        draft.fate = if before.body == draft.body {
            Fate::Done(order.kind.public(&before.object_id)?)
        } else {
            Fate::Refused(Refusal::row(rules::KEY_HAS_ANOTHER_BODY))
        };
    }
    Ok(())
}

fn command(kind: Kind, cells: &Cells<'_>, lookup: &Lookup) -> Result<Command, Refusal> {
    match kind {
        Kind::Organisations => organisation(cells).map(Command::Organisation),
        Kind::Needs => need(cells, lookup).map(Command::Need),
        Kind::Enrolments => enrolment(cells, lookup).map(Command::Enrolment),
    }
}

fn organisation(cells: &Cells<'_>) -> Result<RegisterOrganisation, Refusal> {
    type K = OrganisationKind;
    Ok(RegisterOrganisation {
        number: cells.owned("number"),
        name: cells.required("name")?.to_owned(),
        named_from: cells.day("namedFrom")?,
        kind: cells.chosen("kind", K::ALL, K::as_str, K::label)?,
        sni: cells.owned("sni"),
        municipality: cells.owned("municipality"),
    })
}

fn need(cells: &Cells<'_>, lookup: &Lookup) -> Result<ReportNeed, Refusal> {
    Ok(ReportNeed {
        council: cells.id("councilId")?,
        industry_council: cells.id("industryCouncilId")?,
        organisation: lookup.organisation(cells)?,
        title: cells.required("title")?.to_owned(),
        description: cells.owned("description"),
        basis: cells.chosen("basis", NeedBasis::ALL, NeedBasis::as_str, NeedBasis::label)?,
        cause: cells.chosen("cause", NeedCause::ALL, NeedCause::as_str, NeedCause::label)?,
        horizon: cells.chosen("horizon", NeedHorizon::ALL, NeedHorizon::as_str, NeedHorizon::label)?,
        target_group: cells.chosen("targetGroup", TargetGroup::ALL, TargetGroup::as_str, TargetGroup::label)?,
        codes: NeedCodes {
            skill: cells.owned("skill"),
            ssyk: cells.owned("ssyk"),
            occupation: cells.owned("occupation"),
            sni: cells.owned("sni"),
            municipality: cells.owned("municipality"),
            region: cells.owned("region"),
        },
        people_needed: cells
            .number("peopleNeeded")?
            .ok_or_else(|| Refusal::field("peopleNeeded", rules::CELL_IS_REQUIRED))?,
        people_now: cells.number("peopleNow")?,
        needed_by: cells.day("neededBy")?,
    })
}

fn enrolment(cells: &Cells<'_>, lookup: &Lookup) -> Result<Enrol, Refusal> {
    type S = EnrolmentSource;
    let occasion = cells.id("occasionId")?.ok_or_else(|| Refusal::field("occasionId", rules::CELL_IS_REQUIRED))?;
    let ways = ["personalNumber", "participationId", "participantId"];
    if ways.iter().filter(|field| cells.text(field).is_some()).count() != 1 {
        return Err(Refusal::row(rules::ONE_WAY_TO_NAME_A_PERSON));
    }
    let mut enrol = Enrol {
        occasion,
        participation: cells.id("participationId")?,
        participant: cells.id("participantId")?,
        organisation: lookup.organisation(cells)?,
        source: cells.choice("source", S::ALL, S::as_str, S::label)?.unwrap_or(S::Nomination),
    };
    if let Some(reached) = lookup.person(cells)? {
        // A project's occasion takes the participation in that project, any other the only one there is; failing
        // both, the person is enrolled as herself and the effort's own rules decide.
        let project = lookup.project(occasion);
        let fitting = reached.iter().find(|one| project.is_some_and(|project| one.project == project));
        let only = reached.first().filter(|_| reached.len() == 1);
        enrol.participation = fitting.or(only).map(|one| one.id);
        if enrol.participation.is_none() {
            let person =
                reached.first().ok_or_else(|| Refusal::field("personalNumber", common::REFERENCE_IS_UNKNOWN))?;
            enrol.participant = Some(person.participant);
        }
    }
    Ok(enrol)
}
