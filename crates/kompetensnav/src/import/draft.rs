//! Each row as a command of the API, and whether it was imported before.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    iter,
    sync::Arc,
};

use access::Request;
use councils::organisation::{OrganisationKind, RegisterOrganisation};
use efforts::enrolment::{Enrol, EnrolmentSource};
use gateway::App;
use industry_councils::need::{NeedBasis, NeedCause, NeedCodes, NeedHorizon, ReportNeed, TargetGroup};
use kernel::{Error, Lang, Result, error::rules as common, text::one_line};
use store::{ImportKey, Sealer};
use taxonomy::Scheme;

use super::{
    Kind, Order,
    cells::Cells,
    codes::Codes,
    layout::Layout,
    lookup::Lookup,
    numbers,
    rules::{self, Refusal},
    shown::{named, shown},
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
    /// The same of its key in one line and as it is written, by which earlier versions knew it.
    earlier: [String; 2],
    /// Keyed hash of its contents, of each column.
    pub body: String,
    /// What its codes were read as, in Swedish and English.
    pub read_as: [String; 2],
    /// Keyed hash of its contents as they are written, by which earlier versions knew them.
    written: String,
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
    let codes = Codes::of(layout, table, order.codes_as_written);
    let today = app.db.clock().today();
    let mut drafts = Vec::with_capacity(table.rows.len());
    let mut first = HashMap::new();
    for (row, cells) in table.rows.iter().zip(read) {
        let mut draft = begun(app, order, layout, row)?;
        draft.fate = match cells.and_then(|cells| {
            require_key(layout, row)?;
            let other = *first.entry(draft.key.clone()).or_insert(row.number);
            if other != row.number {
                return Err(Refusal::row(rules::KEY_IS_REPEATED).detail(other.to_string()));
            }
            draft.read_as = [Lang::Sv, Lang::En].map(|lang| cells.codes_told(lang));
            let sealer = app.db.sealer();
            let halted = |_| Refusal::row(rules::IMPORT_WAS_HALTED);
            draft.body = body(sealer, order, &cells.read(today)).map_err(halted)?;
            draft.written = written(sealer, order, &cells).map_err(halted)?;
            command(order.kind, &cells, &lookup, &codes)
        }) {
            Ok(command) => Fate::Do(Box::new(command)),
            Err(refusal) => Fate::Refused(refusal),
        };
        drafts.push(draft);
    }
    remember(app, order, layout, &mut drafts).await?;
    Ok(drafts)
}

fn begun(app: &App, order: &Order, layout: &Layout, row: &Row) -> Result<Draft> {
    let (key, line) = (key_of(layout, row), one_line(key_of(layout, row)));
    let hashed = |key: &str| hash(app.db.sealer(), &["import.key", order.kind.as_str(), order.source.trim(), key]);
    Ok(Draft {
        row: row.number,
        shown: shown(key, app.db.clock().today()),
        key: hashed(&numbers::key(&line))?,
        earlier: [hashed(&line)?, hashed(key)?],
        body: String::new(),
        written: String::new(),
        read_as: Default::default(),
        fate: Fate::Refused(Refusal::row(rules::KEY_IS_MISSING)),
    })
}

fn key_of<'a>(layout: &Layout, row: &'a Row) -> &'a str {
    row.cells.get(layout.key).map_or("", |cell| cell.trim())
}

/// A key that a spreadsheet shortened is that of other rows too, and one of several lines has swallowed them.
fn require_key(layout: &Layout, row: &Row) -> Result<(), Refusal> {
    match key_of(layout, row) {
        "" => Err(Refusal::row(rules::KEY_IS_MISSING)),
        key if key.contains('\n') => Err(Refusal::row(common::TEXT_HOLDS_A_LINE_BREAK)),
        key if numbers::was_shortened(key) => Err(Refusal::row(rules::CELL_WAS_MADE_A_NUMBER)),
        _ => Ok(()),
    }
}

/// A hash for each column, so that a row that says something else can be told from one that is written otherwise, and where.
fn body(sealer: &Sealer, order: &Order, read: &BTreeMap<&'static str, String>) -> Result<String> {
    let mut hashes = Vec::with_capacity(read.len());
    // A source that is not named is a nomination.
    for (field, text) in read.iter().filter(|(field, text)| (**field, text.as_str()) != ("source", "NOMINATION")) {
        let hash = hash(sealer, &["import.cell", order.kind.as_str(), field, text])?;
        hashes.push(format!("{field}={}", &hash[..HASH_SHOWN]));
    }
    Ok(hashes.join(" "))
}

/// Hexadecimal digits kept of a column's hash.
const HASH_SHOWN: usize = 16;

/// The hash that earlier versions kept.
fn written(sealer: &Sealer, order: &Order, cells: &Cells<'_>) -> Result<String> {
    let earlier = |field| if field == "industry" { "sni" } else { field };
    let filled: BTreeMap<_, _> = cells.filled().into_iter().map(|(field, text)| (earlier(field), text)).collect();
    let text = serde_json::to_string(&filled).map_err(|error| Error::broken(error.to_string()))?;
    hash(sealer, &["import.body", order.kind.as_str(), &text])
}

/// The columns in which two bodies differ, as the file names them.
fn differences(layout: &Layout, one: &str, other: &str) -> String {
    let cells = |body| str::split_whitespace(body).filter_map(|cell| cell.split_once('=')).collect::<BTreeMap<_, _>>();
    let (one, other) = (cells(one), cells(other));
    let fields: BTreeSet<_> =
        one.keys().chain(other.keys()).filter(|field| one.get(*field) != other.get(*field)).collect();
    // What an earlier version kept does not tell the columns apart.
    if one.is_empty() {
        return "?".to_owned();
    }
    let named = |field: &&&str| layout.header(field).map_or_else(|| (**field).to_string(), named);
    fields.iter().map(named).collect::<Vec<_>>().join(", ")
}

fn hash(sealer: &Sealer, parts: &[&str]) -> Result<String> {
    sealer.blind_index(&serde_json::to_string(parts).map_err(|error| Error::broken(error.to_string()))?)
}

/// A key that was imported before settles the row, also where it would be refused today: what it says was done.
async fn remember(app: &App, order: &Order, layout: &Layout, drafts: &mut [Draft]) -> Result<()> {
    let keys = drafts.iter().filter(|draft| !draft.body.is_empty());
    let mut keys: Vec<&str> =
        keys.flat_map(|draft| iter::once(&draft.key).chain(&draft.earlier)).map(String::as_str).collect();
    keys.sort_unstable();
    keys.dedup();
    let known: HashMap<String, ImportKey> = app.db.import_keys(order.kind.as_str(), &keys).await?;
    for draft in drafts.iter_mut().filter(|draft| !draft.body.is_empty()) {
        let before = draft.earlier.iter().chain([&draft.key]).find_map(|key| known.get(key));
        let Some(before) = before else { continue };
        draft.fate = if before.body == draft.body || before.body == draft.written {
            Fate::Done(order.kind.public(&before.object_id)?)
        } else {
            let differences = differences(layout, &before.body, &draft.body);
            Fate::Refused(Refusal::row(rules::KEY_HAS_ANOTHER_BODY).detail(differences))
        };
    }
    Ok(())
}

fn command(kind: Kind, cells: &Cells<'_>, lookup: &Lookup, codes: &Codes) -> Result<Command, Refusal> {
    match kind {
        Kind::Organisations => organisation(cells, codes).map(Command::Organisation),
        Kind::Needs => need(cells, lookup, codes).map(Command::Need),
        Kind::Enrolments => enrolment(cells, lookup).map(Command::Enrolment),
    }
}

fn organisation(cells: &Cells<'_>, codes: &Codes) -> Result<RegisterOrganisation, Refusal> {
    type K = OrganisationKind;
    Ok(RegisterOrganisation {
        number: cells.organisation_number("number")?,
        name: cells.required("name")?.to_owned(),
        named_from: cells.day("namedFrom")?,
        kind: cells.chosen("kind", K::ALL, K::as_str, K::label)?,
        sni: cells.code("industry", Scheme::Sni2007, codes)?,
        municipality: cells.code("municipality", Scheme::Municipality, codes)?,
    })
}

fn need(cells: &Cells<'_>, lookup: &Lookup, codes: &Codes) -> Result<ReportNeed, Refusal> {
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
            skill: cells.code("skill", Scheme::Skill, codes)?,
            ssyk: cells.code("ssyk", Scheme::Ssyk2012, codes)?,
            occupation: cells.code("occupation", Scheme::OccupationName, codes)?,
            sni: cells.code("sni", Scheme::Sni2007, codes)?,
            municipality: cells.code("municipality", Scheme::Municipality, codes)?,
            region: cells.code("region", Scheme::Region, codes)?,
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
