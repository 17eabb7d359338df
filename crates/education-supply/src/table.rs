//! Supply as a table: a row (CSV, UTF-8; comma, semicolon or tab) is an event with its offering, made the records that a page would have
//! had, so that one reader reads both.

mod lines;

use std::{
    collections::HashSet,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    io::{self, BufRead, Read},
};

use kernel::{
    personal_number::may_stand_in,
    spreadsheet::{cell, has_swallowed_rows, is_error, likely_delimiter, named_delimiter},
    text::one_line,
};
use serde_json::{Value, json};
use taxonomy::Scheme;

use self::lines::Lines;
use crate::emil::{Fault, Kind, SKILL, Scanned, key_of, yes_or_no};

/// What the cells of a column are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cell {
    Identifier,
    Offering,
    Title,
    Description,
    Provider,
    SchoolType,
    Configuration,
    Sun,
    Ssyk,
    Skill,
    Municipality,
    Town,
    Starts,
    Ends,
    Pace,
    Distance,
    Language,
    Places,
    Fee,
    ApplyFrom,
    ApplyUntil,
    Url,
    Removed,
}

/// Headers, in Swedish and English, whatever their case.
const HEADERS: [(Cell, &[&str]); 23] = [
    (Cell::Identifier, &["identifierare", "identifier", "id"]),
    (Cell::Offering, &["utbildning", "education"]),
    (Cell::Title, &["titel", "title"]),
    (Cell::Description, &["beskrivning", "description"]),
    (Cell::Provider, &["anordnare", "provider"]),
    (Cell::SchoolType, &["skolform", "schooltype"]),
    (Cell::Configuration, &["sammansättning", "configuration"]),
    (Cell::Sun, &["sun"]),
    (Cell::Ssyk, &["ssyk"]),
    (Cell::Skill, &["kompetens", "skill"]),
    (Cell::Municipality, &["kommun", "municipality"]),
    (Cell::Town, &["ort", "town"]),
    (Cell::Starts, &["start", "startar"]),
    (Cell::Ends, &["slut", "end"]),
    (Cell::Pace, &["studietakt", "pace"]),
    (Cell::Distance, &["distans", "distance"]),
    (Cell::Language, &["språk", "language"]),
    (Cell::Places, &["platser", "places"]),
    (Cell::Fee, &["avgift", "fee"]),
    (Cell::ApplyFrom, &["ansökan från", "apply from"]),
    (Cell::ApplyUntil, &["ansökan till", "apply until"]),
    (Cell::Url, &["webbadress", "url"]),
    (Cell::Removed, &["borttagen", "removed"]),
];

/// A row's records, one after the other.
pub struct Rows<R> {
    lines: Lines<io::Chain<io::Cursor<Vec<u8>>, R>>,
    cells: Vec<Option<Cell>>,
    /// The identifiers of the events so far, each as so few bytes that a table of any length is read.
    known: HashSet<u64>,
    event: Option<Scanned>,
    /// The last offering that was told of.
    offering: Vec<u8>,
}

impl<R: BufRead> Rows<R> {
    /// Over `from`, whose first row names the columns, each once and none that is not known. A title and an identifier are needed.
    ///
    /// # Errors
    /// A text for the operator; what the stream says.
    pub fn new(mut from: R) -> Result<Self, String> {
        let mut first = Vec::new();
        let mut beginning = from.by_ref().take(LONGEST_HEADER);
        // Empty lines may come before the row that names the columns.
        while first.iter().all(|byte| matches!(byte, b'\r' | b'\n')) {
            if beginning.read_until(b'\n', &mut first).map_err(|error| error.to_string())? == 0 {
                break;
            }
        }
        let begins = first.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&first).to_vec();
        let text = String::from_utf8_lossy(&begins);
        let (delimiter, begins, number) = match named_delimiter(&text)? {
            // What stands before the rest is ASCII.
            Some((delimiter, rest)) => (delimiter, begins[text.len() - rest.len()..].to_vec(), 2),
            None => (likely_delimiter(&text), begins.clone(), 1),
        };
        let mut lines = Lines { from: io::Cursor::new(begins).chain(from), delimiter, number };
        let header = lines.row().map_err(|error| error.to_string())?.ok_or("the table is empty: a header is needed")?;
        let at = header.number;
        let header = header.texts().ok_or_else(|| format!("row {at} is not UTF-8: save the table as CSV in UTF-8"))?;
        let names: Vec<String> = header.iter().map(|name| one_line(&cell(name)).to_lowercase()).collect();
        let known =
            |name: &String| HEADERS.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(cell, _)| *cell);
        let cells: Vec<Option<Cell>> = names.iter().map(known).collect();
        let strange = names.iter().zip(&cells).filter(|(name, cell)| !name.is_empty() && cell.is_none());
        // A table without a header has data in its place.
        let strange: Vec<&str> =
            strange.map(|(name, _)| if may_stand_in(name) { "(…)" } else { name.as_str() }).collect();
        if !strange.is_empty() {
            let all: Vec<&str> = HEADERS.iter().filter_map(|(_, names)| names.first().copied()).collect();
            return Err(format!("row {at}: unknown columns: {}; known are {}", strange.join(", "), all.join(", ")));
        }
        for (asked, names) in &HEADERS {
            let is_needed = matches!(asked, Cell::Identifier | Cell::Title);
            match cells.iter().filter(|cell| **cell == Some(*asked)).count() {
                1 => {}
                0 if !is_needed => {}
                number => {
                    return Err(format!("row {at}: {number} columns are called {}; one is needed", names.join(" or ")));
                }
            }
        }
        Ok(Self { lines, cells, known: HashSet::new(), event: None, offering: Vec::new() })
    }

    /// The next record, or none at the end.
    ///
    /// # Errors
    /// What the stream says; a row without end, and one whose quotation marks do not say where it ends: what follows cannot be told apart.
    pub fn record(&mut self) -> io::Result<Option<Scanned>> {
        if let Some(event) = self.event.take() {
            return Ok(Some(event));
        }
        loop {
            let Some(row) = self.lines.row()? else { return Ok(None) };
            let number = Some(row.number);
            // It is told of as what cannot be read, and the next is read.
            let Some(texts) = row.texts() else { return Ok(Some(Scanned { row: number, ..Scanned::default() })) };
            if texts.iter().any(|text| !text.trim().is_empty()) {
                return Ok(Some(self.scanned(number, &texts)));
            }
        }
    }

    /// Whether a spreadsheet may have taken the zero off a code that is another without it. One that is marked as a text (`="8"`) is whole.
    fn may_lack_a_zero(&self, written: &[String], texts: &[String]) -> bool {
        CODES.iter().any(|(asked, scheme)| {
            let at = self.cells.iter().position(|cell| *cell == Some(*asked));
            let cell = at.and_then(|at| written.get(at).zip(texts.get(at)));
            cell.is_some_and(|(written, text)| {
                let is_there = |code: &str| taxonomy::lookup(*scheme, code).is_some();
                written.trim() == text && is_there(text) && is_there(&format!("0{text}"))
            })
        })
    }

    /// The row's first record; a second one waits.
    fn scanned(&mut self, row: Option<i32>, written: &[String]) -> Scanned {
        let texts: Vec<String> = written.iter().map(|written| cell(written).trim().to_owned()).collect();
        let of = |asked: Cell| {
            let at = self.cells.iter().position(|cell| *cell == Some(asked))?;
            texts.get(at).filter(|text| !text.is_empty()).cloned()
        };
        let identifier = of(Cell::Identifier);
        let is_column = |at: usize| self.cells.get(at).is_some_and(Option::is_some);
        let removed = of(Cell::Removed).map(|word| yes_or_no(&word));
        let fault = if written.iter().any(|cell| has_swallowed_rows(cell, self.lines.delimiter, self.cells.len())) {
            Some(Fault::HOLDS_ROWS)
        } else if texts.iter().enumerate().any(|(at, text)| !text.is_empty() && !is_column(at)) {
            Some(Fault::NO_COLUMN)
        } else if texts.iter().any(|text| is_error(text)) {
            Some(Fault::NO_VALUE)
        } else if self.may_lack_a_zero(written, &texts) {
            Some(Fault::LACKS_A_ZERO)
        } else if removed == Some(None) {
            Some(Fault::NOT_YES_OR_NO)
        } else if identifier.as_deref().is_some_and(|own| !self.known.insert(digest(own))) {
            Some(Fault::STANDS_TWICE)
        } else {
            None
        };
        if fault.is_some() {
            return Scanned {
                json: json!({ "id": identifier }).to_string().into_bytes(),
                row,
                fault,
                ..Scanned::default()
            };
        }
        let is_removed = removed == Some(Some(true));
        let own = || identifier.as_ref().map(|own| format!("{own}.utbildning"));
        let education = of(Cell::Offering).or_else(own);
        let content = (!is_removed).then(|| event(&of, education.as_deref()));
        let event = Scanned { row, ..scanned(Kind::Event, identifier.as_deref(), content) };
        let Some(education) = education.filter(|_| !is_removed) else { return event };
        let offering = Scanned { row, ..scanned(Kind::Offering, Some(&education), Some(offering(&of))) };
        // Rows of one offering mostly follow one another: it is told of once then.
        if offering.json == self.offering {
            return event;
        }
        self.offering.clone_from(&offering.json);
        self.event = Some(event);
        offering
    }
}

/// Columns of codes of which some are there with a zero more before them, too.
const CODES: [(Cell, Scheme); 2] = [(Cell::Sun, Scheme::Sun2020Field), (Cell::Ssyk, Scheme::Ssyk2012)];

/// Bytes of the row that names the columns.
const LONGEST_HEADER: u64 = 1 << 16;
fn digest(identifier: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    key_of(identifier).hash(&mut hasher);
    hasher.finish()
}

/// A record as a page has it; without content it is taken back.
fn scanned(kind: Kind, identifier: Option<&str>, content: Option<Value>) -> Scanned {
    let status = if content.is_some() { "ACTIVE" } else { "DELETED" };
    let json = json!({ "id": identifier, "status": status, "content": content });
    Scanned { kind: Some(kind), json: json.to_string().into_bytes(), ..Scanned::default() }
}

fn offering(of: &impl Fn(Cell) -> Option<String>) -> Value {
    let subjects = [(Cell::Sun, "C_Subject_SUN"), (Cell::Ssyk, "AUB_Subject"), (Cell::Skill, SKILL)];
    let subject = |(cell, list): (Cell, &str)| Some(json!({ "type": list, "code": of(cell)? }));
    json!({
        "title": of(Cell::Title),
        "description": of(Cell::Description),
        "type": of(Cell::SchoolType),
        "configuration": of(Cell::Configuration),
        "subjects": subjects.into_iter().filter_map(subject).collect::<Vec<_>>(),
    })
}

fn event(of: &impl Fn(Cell) -> Option<String>, education: Option<&str>) -> Value {
    let pace = of(Cell::Pace).map(|text| text.trim_end_matches('%').trim_end().to_owned());
    let site = [Cell::Municipality, Cell::Town].into_iter().any(|cell| of(cell).is_some());
    json!({
        "education": education,
        "providers": of(Cell::Provider),
        "url": of(Cell::Url),
        "locations": site.then(|| json!({ "areaCode": of(Cell::Municipality), "town": of(Cell::Town) })),
        "languageOfInstructions": of(Cell::Language),
        "execution": { "start": of(Cell::Starts), "end": of(Cell::Ends) },
        "paceOfStudy": { "percentage": pace },
        "distance": of(Cell::Distance),
        "places": of(Cell::Places),
        "fees": [{ "totalAmount": of(Cell::Fee), "currency": "SEK" }],
        "application": { "first": of(Cell::ApplyFrom), "last": of(Cell::ApplyUntil) },
    })
}

#[cfg(test)]
mod tests {
    use super::{lines::LONGEST_ROW, *};
    use crate::emil;

    fn read(csv: &str) -> Vec<emil::SourceRecord> {
        let mut rows = Rows::new(csv.as_bytes()).expect("columns");
        let mut all = Vec::new();
        while let Some(scanned) = rows.record().expect("read") {
            all.push(emil::record(&scanned).expect("a record"));
        }
        all
    }

    #[test]
    fn a_row_is_an_offering_and_its_event() {
        let rows = "\u{feff}Identifierare;Utbildning;Titel;Kommun;Start;Studietakt;Distans;SUN\r\n\
                    e1;i1;Svets;180;2027-01-11;50 %;ja;521c\r\ne2;i1;Svets;;;;nej;521c\r\ne3;;Plåt;1880;;;;\r\n";
        let records = read(rows);
        let names: Vec<&str> = records.iter().map(|record| record.identifier.as_str()).collect();
        assert_eq!(names, ["i1", "e1", "e2", "e3.utbildning", "e3"]);
        let content = records[0].content.as_deref().expect("a content");
        let offering = emil::offering(content).expect("an offering").content;
        assert_eq!((offering.title.as_str(), offering.sun.as_deref()), ("Svets", Some("521c")));
        let events = [1, 2].map(|at| {
            let read = emil::event(records[at].content.as_deref().expect("a content")).expect("an event");
            read.content.1
        });
        assert_eq!((events[0].municipality.as_deref(), events[0].pace_percent), (Some("0180"), Some(50)));
        assert_eq!((events[0].is_distance, events[1].is_distance, events[1].starts_on), (true, false, None));
    }

    #[test]
    fn a_row_may_take_an_event_back() {
        let records = read("id,title,removed\ne1,Svets,ja\n");
        assert_eq!((records.len(), records[0].content.is_none()), (1, true));
        for kept in ["nej", "no", "0", ""] {
            let records = read(&format!("id,title,removed\ne1,Svets,{kept}\n"));
            assert!(records.len() == 2 && records.iter().all(|record| record.content.is_some()), "{kept}");
        }
    }

    #[test]
    fn thousands_may_be_parted_by_any_blank() {
        let records = read("id,title,fee\ne1,Svets,1\u{a0}200\ne2,Svets,1\u{202f}200\n");
        let fees = [1, 3].map(|at| {
            let content = records[at].content.as_deref().expect("a content");
            emil::event(content).expect("an event").content.1.fee
        });
        assert_eq!(fees, [Some(kernel::Money::kronor(1200)); 2]);
    }

    #[test]
    fn a_row_without_end_is_no_row() {
        let csv = format!("id,title\ne1,Svets\ne2,\"{}", "x".repeat(3 * LONGEST_ROW));
        let mut rows = Rows::new(csv.as_bytes()).expect("columns");
        let first: Vec<bool> = (0..2).map(|_| rows.record().expect("read").is_some()).collect();
        assert_eq!(first, [true, true]);
        assert!(rows.record().is_err());
        // However many follow one another.
        let row = |n| format!("e{n},{}\n", "x".repeat(LONGEST_ROW / 4));
        let csv = format!("id,title\n{}", (0..9).map(row).collect::<String>());
        assert_eq!(read(&csv).len(), 18);
    }

    /// What is told of each row: its number, and what is wrong with it.
    fn told(csv: &str) -> Vec<(i32, Option<Fault>)> {
        let mut rows = Rows::new(csv.as_bytes()).expect("columns");
        let mut all = Vec::new();
        while let Some(scanned) = rows.record().expect("read") {
            all.push((scanned.row.expect("a row"), emil::record(&scanned).err().map(|unread| unread.fault)));
        }
        all.dedup();
        all
    }

    #[test]
    fn a_quotation_mark_that_is_not_closed_swallows_no_row() {
        let read_to = |csv: &str| {
            let mut rows = Rows::new(csv.as_bytes()).expect("columns");
            let (mut read, mut ended) = (0, None);
            while ended.is_none() {
                match rows.record() {
                    Ok(Some(_)) => read += 1,
                    Ok(None) => ended = Some(String::new()),
                    Err(error) => ended = Some(error.to_string()),
                }
            }
            (read, ended.unwrap_or_default())
        };
        for csv in [
            "id;titel;ort\ne1;Svets;Kumla\n\ne2;\"Plåt;Kumla\ne3;Fräs;Kumla\n",
            "id;titel;ort\r\ne1;Svets;Kumla\r\n\r\ne2;\"Plåt;Kumla\r\ne3;Fräs \"extra\";Kumla\r\n",
        ] {
            let (read, ended) = read_to(csv);
            assert!(read == 2 && ended.starts_with("row 4: "), "{csv}: {read}, {ended}");
        }
        // A mark of another row closes it.
        let csv = "id;titel;ort\ne1;\"Plåt;Kumla\ne2;Fräs;Kumla\ne3;Svarv\";Kumla\ne4;Svets;Kumla\n";
        assert_eq!(told(csv), [(2, Some(Fault::HOLDS_ROWS)), (3, None)]);
        assert_eq!(told("id;titel;beskrivning\ne1;Svets;\"Ett; två\nTre; fyra\"\n"), [(2, None)]);
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_does() {
        for csv in [
            "id;titel\ne1;A\n\n\ne2;\n;\n\ne3;B\n",
            "\u{feff}id;titel\r\ne1;A\r\n\r\n\r\ne2;\r\n;\r\n\r\ne3;B",
            "id;titel\re1;A\r\r\re2;\r;\r\re3;B\r",
        ] {
            assert_eq!(told(csv), [(2, None), (5, None), (8, None)], "{csv:?}");
        }
        assert_eq!(told("sep=;\r\nid;titel\r\n\r\ne1;\"A\r\nB\"\r\ne2;C\r\n"), [(4, None), (5, None)]);
        assert_eq!(told("\n\nid\ttitel\ne1\tA\n"), [(4, None)]);
    }

    #[test]
    fn a_header_is_known_in_whatever_form_and_no_column_is_passed_over() {
        let records = read("id;titel;spra\u{30a}k;Anso\u{308}kan\u{a0}till\ne1;Svets;swe;2027-01-01\n");
        let event = emil::event(records[1].content.as_deref().expect("a content")).expect("an event").content.1;
        assert_eq!((event.language.as_deref(), event.apply_until.is_some()), (Some("sv"), true));
        let refused = |csv: &str| Rows::new(csv.as_bytes()).err().expect("refused");
        assert!(refused("id;titel;Komun;19090527-1474\n").starts_with("row 1: unknown columns: komun, (…); known are"));
        assert!(refused("id;titel;kommun;Municipality\n").starts_with("row 1: 2 columns are called kommun"));
        assert!(refused("sep=|\nid|titel\n").contains("sep="));
        assert!(refused("").contains("empty"));
        assert_eq!(told("id;titel;\ne1;A;\ne2;B;C\ne3;C\n"), [(2, None), (3, Some(Fault::NO_COLUMN)), (4, None)]);
    }

    #[test]
    fn a_cell_is_what_a_spreadsheet_was_given() {
        let csv = "id;titel;kommun;borttagen\ne1;'+Svets;=\"0180\";\ne2;A;'0180;FALSKT\ne3;#REF!;;\ne4;A;;kanske\n\
                   e5;A;;SANT\n";
        let faults = [Some(Fault::NO_VALUE), Some(Fault::NOT_YES_OR_NO)];
        assert_eq!(told(csv), [(2, None), (3, None), (4, faults[0]), (5, faults[1]), (6, None)]);
        let records = read("id;titel;kommun;borttagen\ne1;'+Svets;=\"0180\";\ne2;A;'0180;FALSKT\ne5;A;;SANT\n");
        let content = |at: usize| records[at].content.as_deref().expect("a content");
        assert_eq!(emil::offering(content(0)).expect("an offering").content.title, "+Svets");
        for at in [1, 3] {
            let event = emil::event(content(at)).expect("an event").content.1;
            assert_eq!(event.municipality.as_deref(), Some("0180"));
        }
        assert!(records[4].content.is_none());
    }

    #[test]
    fn a_code_that_is_another_without_its_zero_is_not_guessed() {
        let csv = "id;titel;sun;ssyk\ne1;A;8;\ne2;A;08;\ne3;A;=\"8\";\ne4;A;;11\ne5;A;;011\n";
        let lost = Some(Fault::LACKS_A_ZERO);
        assert_eq!(told(csv), [(2, lost), (3, None), (4, None), (5, lost), (6, None)]);
    }

    #[test]
    fn a_row_takes_no_other_rows_place() {
        let csv = "id;titel;borttagen\ne1;A;\nE1;B;\ne2;C;kanske\ne2;C;\ne1;A;ja\n";
        let (again, odd) = (Some(Fault::STANDS_TWICE), Some(Fault::NOT_YES_OR_NO));
        assert_eq!(told(csv), [(2, None), (3, again), (4, odd), (5, None), (6, again)]);
    }

    #[test]
    fn columns_that_are_needed_are_named() {
        let wrong = Rows::new("titel,ort\nSvets,Kumla\n".as_bytes()).err().expect("refused");
        assert_eq!(wrong, "row 1: 0 columns are called identifierare or identifier or id; one is needed");
    }
}
