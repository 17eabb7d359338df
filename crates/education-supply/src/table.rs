//! Supply as a table: a row (CSV, UTF-8; comma, semicolon or tab) is an event with its offering, made the records that a page would have
//! had, so that one reader reads both.

use std::io::{self, BufRead, ErrorKind, Read};

use serde_json::{Value, json};

use crate::emil::{Kind, SKILL, Scanned, is_yes};

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
    rows: csv::StringRecordsIntoIter<Bounded<io::Chain<io::Cursor<Vec<u8>>, R>>>,
    cells: Vec<Option<Cell>>,
    event: Option<Scanned>,
    /// The last offering that was told of.
    offering: Vec<u8>,
}

impl<R: BufRead> Rows<R> {
    /// Over `from`, whose first row names the columns. A title and an identifier are needed.
    ///
    /// # Errors
    /// A text for the operator; what the stream says.
    pub fn new(mut from: R) -> Result<Self, String> {
        let mut first = Vec::new();
        from.by_ref().take(LONGEST_HEADER).read_until(b'\n', &mut first).map_err(|error| error.to_string())?;
        let begins = first.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&first).to_vec();
        let delimiter =
            *b";\t,".iter().max_by_key(|mark| begins.iter().filter(|byte| byte == mark).count()).unwrap_or(&b',');
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(Bounded { from: io::Cursor::new(begins).chain(from), room: LONGEST_ROW });
        let headers = reader.headers().map_err(|error| format!("row 1: {error}"))?.clone();
        let cell = |name: &str| {
            let name = name.to_lowercase();
            HEADERS.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(cell, _)| *cell)
        };
        let cells: Vec<_> = headers.iter().map(cell).collect();
        for (needed, names) in HEADERS.iter().filter(|(cell, _)| matches!(cell, Cell::Identifier | Cell::Title)) {
            match cells.iter().filter(|cell| **cell == Some(*needed)).count() {
                1 => {}
                number => {
                    return Err(format!("row 1: {number} columns are called {}; one is needed", names.join(" or ")));
                }
            }
        }
        Ok(Self { rows: reader.into_records(), cells, event: None, offering: Vec::new() })
    }

    /// The next record, or none at the end.
    ///
    /// # Errors
    /// What the stream says, and a row without end.
    pub fn record(&mut self) -> io::Result<Option<Scanned>> {
        if let Some(event) = self.event.take() {
            return Ok(Some(event));
        }
        self.rows.reader_mut().get_mut().room = LONGEST_ROW;
        let Some(row) = self.rows.next() else { return Ok(None) };
        let row = match row {
            Ok(row) => row,
            Err(error) if error.is_io_error() => return Err(io::Error::other(error)),
            // It is told of as what cannot be read, and the next is read.
            Err(_) => return Ok(Some(Scanned { kind: None, json: Vec::new(), is_cut: false })),
        };
        let of = |asked: Cell| {
            let at = self.cells.iter().position(|cell| *cell == Some(asked))?;
            row.get(at).filter(|text| !text.is_empty()).map(str::to_owned)
        };
        let identifier = of(Cell::Identifier);
        let own = || identifier.as_ref().map(|own| format!("{own}.utbildning"));
        let education = of(Cell::Offering).or_else(own);
        let event = scanned(Kind::Event, identifier.as_deref(), event(&of, education.as_deref()));
        let offering = match &education {
            Some(education) if !is_removed(&of) => scanned(Kind::Offering, Some(education), Some(offering(&of))),
            _ => return Ok(Some(event)),
        };
        // Rows of one offering mostly follow one another: it is told of once then.
        if offering.json == self.offering {
            return Ok(Some(event));
        }
        self.offering.clone_from(&offering.json);
        self.event = Some(event);
        Ok(Some(offering))
    }
}

/// Bytes of the row that names the columns.
const LONGEST_HEADER: u64 = 1 << 16;
/// Bytes that are read for one row: a quotation mark that is never closed makes one of all that follows.
const LONGEST_ROW: usize = 1 << 20;

/// A stream of which only so much is given until there is room again.
struct Bounded<R> {
    from: R,
    room: usize,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.room == 0 {
            return Err(io::Error::new(ErrorKind::InvalidData, "a row is longer than a mebibyte"));
        }
        let most = into.len().min(self.room);
        let read = self.from.read(&mut into[..most])?;
        self.room -= read;
        Ok(read)
    }
}

/// A record as a page has it; without content it is taken back.
fn scanned(kind: Kind, identifier: Option<&str>, content: Option<Value>) -> Scanned {
    let status = if content.is_some() { "ACTIVE" } else { "DELETED" };
    let json = json!({ "id": identifier, "status": status, "content": content });
    Scanned { kind: Some(kind), json: json.to_string().into_bytes(), is_cut: false }
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

/// Whether the row says that its event is taken back.
fn is_removed(of: &impl Fn(Cell) -> Option<String>) -> bool {
    of(Cell::Removed).is_some_and(|word| is_yes(&word))
}

/// None where the event is taken back.
fn event(of: &impl Fn(Cell) -> Option<String>, education: Option<&str>) -> Option<Value> {
    if is_removed(of) {
        return None;
    }
    // Spreadsheets part the thousands by blanks at which no line breaks.
    let number = |cell| of(cell).map(|text| text.replace(|c: char| c == '%' || c.is_whitespace(), ""));
    let is_distance = of(Cell::Distance).is_some_and(|word| is_yes(&word));
    let site = [Cell::Municipality, Cell::Town].into_iter().any(|cell| of(cell).is_some());
    Some(json!({
        "education": education,
        "providers": of(Cell::Provider),
        "url": of(Cell::Url),
        "locations": site.then(|| json!({ "areaCode": of(Cell::Municipality), "town": of(Cell::Town) })),
        "languageOfInstructions": of(Cell::Language),
        "execution": { "start": of(Cell::Starts), "end": of(Cell::Ends) },
        "paceOfStudy": { "percentage": number(Cell::Pace) },
        "distance": is_distance.then(|| json!({})),
        "places": number(Cell::Places),
        "fees": [{ "totalAmount": number(Cell::Fee), "currency": "SEK" }],
        "application": { "first": of(Cell::ApplyFrom), "last": of(Cell::ApplyUntil) },
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
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

    #[test]
    fn columns_that_are_needed_are_named() {
        let wrong = Rows::new("titel,ort\nSvets,Kumla\n".as_bytes()).err().expect("refused");
        assert_eq!(wrong, "row 1: 0 columns are called identifierare or identifier or id; one is needed");
    }
}
