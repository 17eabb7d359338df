//! Each row as a command of the API, and whether it was imported before.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    iter,
    sync::Arc,
};

use access::Request;
use councils::organisation::RegisterOrganisation;
use efforts::enrolment::{Enrol, EnrolPerson};
use gateway::App;
use industry_councils::need::ReportNeed;
use kernel::{Command as _, Error, Lang, Result, error::rules as common, text::one_line};
use serde_json::Value;
use store::{ImportKey, Sealer};
use workplaces::{assessment::AssessSkill, employee::RegisterEmployee, requirement::RequireSkill};

use super::{
    Kind, Order,
    cells::{Cells, require_sound},
    codes::Codes,
    kind::{EnrolmentRow, PERSONAL_NUMBER},
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
    /// Keyed hashes of its contents, of each column: of what is written in its one form, and of the id of what that names.
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
    /// It cannot be carried out, for all this.
    Refused(Vec<Refusal>),
}

/// One row's act.
#[derive(Clone)]
pub enum Command {
    /// Registrera organisation.
    Organisation(RegisterOrganisation),
    /// Anmäl behov.
    Need(Box<ReportNeed>),
    /// Nominera eller ansök.
    Enrolment(Enrol),
    /// Ange krav på kompetens.
    Requirement(RequireSkill),
    /// Registrera anställd.
    Employee(RegisterEmployee),
    /// Bedöm kompetens.
    Assessment(AssessSkill),
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
    let mut drafts = Vec::with_capacity(table.rows.len());
    let mut first = HashMap::new();
    for (row, cells) in table.rows.iter().zip(read) {
        let mut draft = begun(app, order, layout, row)?;
        draft.fate = match cells {
            Err(refusal) => Fate::Refused(vec![refusal]),
            Ok(cells) => {
                let key = require_key(layout, row).and_then(|()| require_first(&draft, &mut first));
                if key.is_ok() && cells.filled().all(|(_, text)| require_sound(text).is_ok()) {
                    let (meant, named) = (cells.meant(lookup.today), cells.pointed_at(&lookup));
                    draft.body = body(app.db.sealer(), order, &meant, &named)?;
                    draft.written = written(app.db.sealer(), order, &cells)?;
                }
                draft.read_as = [Lang::Sv, Lang::En].map(|lang| cells.codes_told(lang));
                fate(order.kind, &cells, &lookup, &codes, key.err().into_iter().collect())?
            }
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
        shown: shown(key),
        key: hashed(&numbers::key(&line))?,
        earlier: [hashed(&line)?, hashed(key)?],
        body: String::new(),
        written: String::new(),
        read_as: Default::default(),
        fate: Fate::Refused(Vec::new()),
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
        key => require_sound(key).map_err(Refusal::row),
    }
}

fn require_first(draft: &Draft, first: &mut HashMap<String, usize>) -> Result<(), Refusal> {
    let row = *first.entry(draft.key.clone()).or_insert(draft.row);
    if row == draft.row { Ok(()) } else { Err(Refusal::row(rules::KEY_IS_REPEATED).detail(&row.to_string())) }
}

/// A hash for each column, so that a row that says something else can be told from one that is written otherwise, and where. What
/// names something by a number has a second one, of its id. The first is what earlier versions kept, and holds also when
/// nobody has the number any more.
fn body(
    sealer: &Sealer,
    order: &Order,
    meant: &BTreeMap<&'static str, String>,
    named: &BTreeMap<&'static str, String>,
) -> Result<String> {
    let mut columns = Vec::with_capacity(meant.len());
    for (field, text) in meant {
        let id = named.get(field).filter(|id| *id != text);
        let mut hashes = Vec::with_capacity(2);
        for text in iter::once(text).chain(id) {
            let hash = hash(sealer, &["import.cell", order.kind.as_str(), field, text])?;
            hashes.push(hash[..HASH_SHOWN].to_owned());
        }
        columns.push(format!("{field}={}", hashes.join(EITHER)));
    }
    Ok(columns.join(" "))
}

/// Stands between the hashes of one column.
const EITHER: &str = "|";

/// The hashes of each column of a body; none of what an earlier version kept of all columns together.
fn columns_of(body: &str) -> BTreeMap<&str, Vec<&str>> {
    let columns = body.split_whitespace().filter_map(|column| column.split_once('='));
    columns.map(|(field, hashes)| (field, hashes.split(EITHER).collect())).collect()
}

/// The fields in which two bodies differ: a cell that has one hash in common with the other's says the same.
fn differing<'a>(one: &BTreeMap<&'a str, Vec<&str>>, other: &BTreeMap<&'a str, Vec<&str>>) -> BTreeSet<&'a str> {
    let same = |field: &str| match (one.get(field), other.get(field)) {
        (Some(one), Some(other)) => one.iter().any(|hash| other.contains(hash)),
        _ => false,
    };
    one.keys().chain(other.keys()).copied().filter(|field| !same(field)).collect()
}

/// Hexadecimal digits kept of a column's hash.
const HASH_SHOWN: usize = 16;

/// The hash that earlier versions kept.
fn written(sealer: &Sealer, order: &Order, cells: &Cells<'_>) -> Result<String> {
    let earlier = |field| if field == "industry" { "sni" } else { field };
    let filled: BTreeMap<_, _> = cells.filled().map(|(column, text)| (earlier(column.field.name), text)).collect();
    let text = serde_json::to_string(&filled).map_err(|error| Error::broken(error.to_string()))?;
    hash(sealer, &["import.body", order.kind.as_str(), &text])
}

/// The columns in which a row differs from the one `before`, as the file names them; none where it says the same.
fn differences(layout: &Layout, before: &str, draft: &Draft) -> Option<String> {
    if before == draft.body || before == draft.written {
        return None;
    }
    let (one, other) = (columns_of(before), columns_of(&draft.body));
    // What an earlier version kept does not tell the columns apart.
    if one.is_empty() {
        return Some("?".to_owned());
    }
    let fields = differing(&one, &other);
    let named = |field: &&str| layout.header(field).map_or_else(|| (*field).to_owned(), named);
    (!fields.is_empty()).then(|| fields.iter().map(named).collect::<Vec<_>>().join(", "))
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
        draft.fate = match differences(layout, &before.body, draft) {
            None => Fate::Done(order.kind.public(&before.object_id)?),
            Some(differences) => Fate::Refused(vec![Refusal::row(rules::KEY_HAS_ANOTHER_BODY).detail(&differences)]),
        };
    }
    Ok(())
}

/// The row's act, or everything that is wrong with it besides `faults`.
fn fate(kind: Kind, cells: &Cells<'_>, lookup: &Lookup, codes: &Codes, mut faults: Vec<Refusal>) -> Result<Fate> {
    let (input, unread) = cells.input(lookup, codes);
    let ways = [PERSONAL_NUMBER, "participationId", "participantId"];
    if kind == Kind::Enrolments && ways.iter().filter(|field| cells.text(field).is_some()).count() != 1 {
        faults.push(Refusal::row(rules::ONE_WAY_TO_NAME_A_PERSON));
    }
    faults.extend(unread);
    let wrong = match read(kind, &input, lookup) {
        Ok(command) if faults.is_empty() => return Ok(Fate::Do(Box::new(command))),
        Ok(_) => Vec::new(),
        Err(error) => Refusal::of(error)?,
    };
    for mut refusal in wrong {
        // What could not be read is not in the input, and is told already.
        if faults.iter().any(|fault| fault.field == refusal.field) {
            continue;
        }
        if refusal.rule == common::FIELD_IS_REQUIRED {
            refusal.rule = rules::CELL_IS_REQUIRED;
        }
        faults.push(refusal);
    }
    Ok(Fate::Refused(faults))
}

fn read(kind: Kind, input: &Value, lookup: &Lookup) -> Result<Command> {
    Ok(match kind {
        Kind::Organisations => Command::Organisation(RegisterOrganisation::read(input)?),
        Kind::Needs => Command::Need(Box::new(ReportNeed::read(input)?)),
        Kind::Requirements => Command::Requirement(RequireSkill::read(input)?),
        Kind::Employees => Command::Employee(RegisterEmployee::read(input)?),
        Kind::Assessments => Command::Assessment(AssessSkill::read(input)?),
        Kind::Enrolments => {
            let row = EnrolmentRow::read(input)?;
            let enrol = EnrolPerson::read(input)?.by(row.source);
            Command::Enrolment(row.personal_number.map_or(enrol, |number| lookup.enrol(&number, enrol)))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table;

    /// What is wrong with the rows of a file, but for what needs the database.
    fn wrong(kind: Kind, file: &str) -> Vec<Vec<(String, &'static str)>> {
        let table = table::read(file.as_bytes()).expect("a table");
        let layout = Layout::of(kind, &table.headers, "nr").expect("a layout");
        let told = |row| {
            let cells = Cells::of(&layout, row).map_err(|refusal| refusal.rule).expect("cells");
            match fate(kind, &cells, &Lookup::default(), &Codes::default(), Vec::new()).expect("a fate") {
                Fate::Refused(faults) => faults.into_iter().map(|fault| (fault.field, fault.rule.name)).collect(),
                _ => Vec::new(),
            }
        };
        table.rows.iter().map(told).collect()
    }

    fn of<const N: usize>(faults: [(&str, &'static str); N]) -> Vec<(String, &'static str)> {
        faults.map(|(field, rule)| (field.to_owned(), rule)).to_vec()
    }

    #[test]
    fn a_row_keeps_to_the_bounds_of_its_command_and_is_told_all_that_is_wrong() {
        let header = "nr;rubrik;beskrivning;avser;orsak;tidshorisont;målgrupp;antal;antal i dag;behövs senast;sni";
        let long = "x".repeat(201);
        let rows = [
            "1;Svets;;Båda;Tillväxt;SHORT;Alla;1000000;0;2200-12-31;C",
            &format!("2;{long};;Båda;Tillväxt;SHORT;Alla;0;-1;2201-01-01;zzz"),
            "3;;a\u{b}b;;#N/A;snart;Alla;tolv;;31/1 2027;",
        ];
        let expected = [
            Vec::new(),
            of([
                ("codes.sni", "CODE_IS_UNKNOWN"),
                ("title", "TEXT_LENGTH_IS_WRONG"),
                ("peopleNeeded", "NUMBER_IS_OUT_OF_RANGE"),
                ("peopleNow", "NUMBER_IS_OUT_OF_RANGE"),
                ("neededBy", "DATE_IS_OUT_OF_RANGE"),
            ]),
            of([
                ("description", "TEXT_HOLDS_AN_ODD_SIGN"),
                ("cause", "CELL_IS_AN_ERROR"),
                ("horizon", "VALUE_IS_UNKNOWN"),
                ("peopleNeeded", "NUMBER_IS_MALFORMED"),
                ("neededBy", "DATE_IS_MALFORMED"),
                ("title", "CELL_IS_REQUIRED"),
                ("basis", "CELL_IS_REQUIRED"),
            ]),
        ];
        assert_eq!(wrong(Kind::Needs, &format!("{header}\n{}\n", rows.join("\n"))), expected);
    }

    #[test]
    fn a_cell_that_names_something_says_the_same_by_its_number_and_by_its_id() {
        let told = |one: &'static str, other: &'static str| {
            differing(&columns_of(one), &columns_of(other)).into_iter().collect::<Vec<_>>()
        };
        // By the number, and by the id.
        assert_eq!(told("employeeId=17|e1 level=2", "employeeId=e1 level=2"), [""; 0]);
        assert_eq!(told("employeeId=e1 level=2", "employeeId=17|e1 level=2"), [""; 0]);
        // As an earlier version kept it, and where nobody has the number any more.
        assert_eq!(told("employeeId=17 level=2", "employeeId=17|e1 level=2"), [""; 0]);
        assert_eq!(told("employeeId=17|e1 level=2", "employeeId=17 level=2"), [""; 0]);
        assert_eq!(told("employeeId=17|e1 level=2", "employeeId=18|e2 level=3"), ["employeeId", "level"]);
        assert_eq!(told("employeeId=17|e1 level=2", "employeeId=e1"), ["level"]);
        assert_eq!(told("employeeId=e1", "employeeId=e1 level=2"), ["level"]);
        assert!(columns_of("0123456789abcdef").is_empty());
    }

    #[test]
    fn a_person_is_named_in_one_way() {
        let file = "nr;tillfälle;pnr;person\n1;x;19090527-1474;person_1\n2;;190905271475;\n3;;;\n";
        let expected = [
            of([
                ("", "ONE_WAY_TO_NAME_A_PERSON"),
                ("participantId", "REFERENCE_IS_UNKNOWN"),
                ("personalNumber", "REFERENCE_IS_UNKNOWN"),
                ("occasionId", "REFERENCE_IS_UNKNOWN"),
            ]),
            of([("personalNumber", "PERSONAL_NUMBER_IS_WRONG"), ("occasionId", "CELL_IS_REQUIRED")]),
            of([("", "ONE_WAY_TO_NAME_A_PERSON"), ("occasionId", "CELL_IS_REQUIRED")]),
        ];
        let sorted = |mut rows: Vec<Vec<_>>| {
            rows.iter_mut().for_each(|faults| faults.sort());
            rows
        };
        assert_eq!(sorted(wrong(Kind::Enrolments, file)), sorted(expected.to_vec()));
    }
}
