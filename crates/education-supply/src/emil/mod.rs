//! SS 10700:2024 (EMIL 3) as JSON, in the form in which Susa-navet's open interface gives it: pages of records, each with an identifier,
//! a status and a content. What stands in the field is read as well: a single object where a list is due, a bare text where
//! there should be one in several languages, several pages one after the other, and records without a page.

mod content;
mod fault;
mod html;
mod parsed;
mod scan;
mod value;

use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

pub(crate) use content::SKILL;
pub use content::{Read, event, offering};
pub use fault::Fault;
pub use parsed::ParsedContent;
pub use scan::{Scanned, Scanner};
pub(crate) use value::yes_or_no;

/// The form in which a source's identifiers are compared: their case means nothing.
pub fn key_of(identifier: &str) -> String {
    identifier.trim().to_lowercase()
}

/// What a record tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// An education (utbildning, EducationInfo).
    Offering,
    /// A time at which it is given (utbildningstillfälle, EducationEvent).
    Event,
    /// Who gives it (anordnare, EducationProvider): its identifier stands with the events, and no more of it is kept.
    Provider,
}

impl Kind {
    /// By the name of the list that it stands in.
    fn of_list(name: &str) -> Option<Self> {
        match name {
            "educationInfos" => Some(Self::Offering),
            "educationEvents" => Some(Self::Event),
            "educationProviders" => Some(Self::Provider),
            _ => None,
        }
    }

    /// By what an identifier begins with.
    fn of_identifier(identifier: &str) -> Option<Self> {
        match identifier.split_once('.')?.0 {
            "i" | "I" => Some(Self::Offering),
            "e" | "E" => Some(Self::Event),
            "p" | "P" => Some(Self::Provider),
            _ => None,
        }
    }
}

/// One record of a source, before its content is read.
#[derive(Clone, Debug)]
pub struct SourceRecord {
    /// What it tells of.
    pub kind: Kind,
    /// As the source writes it.
    pub identifier: String,
    /// Of a table: the row that it stands in, as a spreadsheet counts.
    pub row: Option<i32>,
    /// Of everything that the record says, as it is written.
    pub hash: String,
    /// The content, in JSON; none where the source has taken the record back.
    pub content: Option<String>,
    /// What the content says, where it was read ahead.
    pub parsed: Option<Box<ParsedContent>>,
}

/// What could not be told apart as a record.
#[derive(Clone, Debug)]
pub struct Unread {
    /// As far as it is known.
    pub identifier: String,
    /// Of a table: the row that it stands in, as a spreadsheet counts.
    pub row: Option<i32>,
    /// What is wrong with it.
    pub fault: Fault,
}

/// A record's outer form.
#[derive(Deserialize)]
struct Envelope<'j> {
    #[serde(borrow, default)]
    id: Option<&'j RawValue>,
    #[serde(borrow, default)]
    identifier: Option<&'j RawValue>,
    #[serde(borrow, default)]
    status: Option<&'j RawValue>,
    /// `null` too: it says that there is none any more.
    #[serde(borrow, default, deserialize_with = "some")]
    content: Option<&'j RawValue>,
}

fn some<'de, D: Deserializer<'de>>(from: D) -> Result<Option<&'de RawValue>, D::Error> {
    <&RawValue>::deserialize(from).map(Some)
}

/// The only status of a record that holds.
const ACTIVE: &str = "ACTIVE";

/// What is known of a record before its content is read.
///
/// # Errors
/// What makes it no record, by its identifier as far as there is one.
pub fn record(scanned: &Scanned) -> Result<SourceRecord, Unread> {
    let unread = |identifier: &str, fault| Unread { identifier: identifier.to_owned(), row: scanned.row, fault };
    if let Some(fault) = scanned.fault {
        return Err(unread(&guessed(&scanned.json), fault));
    }
    if scanned.is_cut {
        return Err(unread(&guessed(&scanned.json), Fault::TOO_LONG));
    }
    let Ok(json) = std::str::from_utf8(&scanned.json) else {
        return Err(unread(&guessed(&scanned.json), Fault::NOT_JSON));
    };
    let Ok(envelope) = serde_json::from_str::<Envelope<'_>>(json) else {
        return Err(unread(&guessed(&scanned.json), Fault::NOT_JSON));
    };
    let is_bare = envelope.content.is_none() && envelope.status.is_none() && envelope.identifier.is_some();
    let content = if is_bare { Some(json) } else { envelope.content.map(RawValue::get).filter(|raw| *raw != "null") };
    let within =
        || content.and_then(|content| serde_json::from_str::<Envelope<'_>>(content).ok()?.identifier.map(text));
    let identifier = envelope.id.or(envelope.identifier).map(text).or_else(within).unwrap_or_default();
    if identifier.is_empty() {
        return Err(unread("", Fault::NO_IDENTIFIER));
    }
    if identifier.chars().count() > LONGEST_IDENTIFIER {
        return Err(unread(&value::cut(identifier, LONGEST_IDENTIFIER), Fault::LONG_IDENTIFIER));
    }
    // Only what says that there is nothing takes a record back.
    if !is_bare && envelope.content.is_none() && envelope.status.is_none() {
        return Err(unread(&identifier, Fault::NO_CONTENT));
    }
    // Also of a single object or a broken page the identifier says what it is of.
    let Some(kind) = scanned.kind.or_else(|| Kind::of_identifier(&identifier)) else {
        return Err(unread(&identifier, Fault::UNKNOWN_KIND));
    };
    let is_active = is_bare || envelope.status.is_none_or(|status| text(status).eq_ignore_ascii_case(ACTIVE));
    Ok(SourceRecord {
        kind,
        row: scanned.row,
        hash: hash(&scanned.json),
        content: content.filter(|_| is_active).map(str::to_owned),
        parsed: None,
        identifier,
    })
}

/// A text or a number as a text, in one line.
fn text(raw: &RawValue) -> String {
    let text = serde_json::from_str::<String>(raw.get()).unwrap_or_else(|_| raw.get().to_owned());
    value::bare(&text)
}

/// The identifier of what is no JSON as a whole: what follows the first `"id"` or `"identifier"`.
fn guessed(json: &[u8]) -> String {
    let text = String::from_utf8_lossy(json);
    let after = ["\"id\"", "\"identifier\""].iter().find_map(|name| text.split_once(name).map(|(_, rest)| rest));
    let quoted = after.and_then(|rest| rest.split('"').nth(1)).unwrap_or_default();
    quoted.chars().filter(|c| !c.is_control()).take(LONGEST_IDENTIFIER).collect()
}

/// Characters of an identifier: an index holds it, and a longer one is none that a source has made.
const LONGEST_IDENTIFIER: usize = 200;

/// Half of SHA-256 in hexadecimal: enough to tell two contents of one record apart.
fn hash(json: &[u8]) -> String {
    use std::fmt::Write as _;
    let digest = Sha256::digest(json);
    let mut hash = String::with_capacity(32);
    for byte in digest.iter().take(16) {
        // Writing into a text cannot fail.
        let _ = write!(hash, "{byte:02x}");
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str, kind: Option<Kind>) -> Result<SourceRecord, Unread> {
        record(&Scanned { kind, json: json.as_bytes().to_vec(), ..Scanned::default() })
    }

    #[test]
    fn every_status_but_active_and_every_empty_content_is_a_removal() {
        for json in [
            r#"{"id":"e.x.1","status":"DELETED","content":null}"#,
            r#"{"id":"e.x.1","status":"ACTIVE","content":null}"#,
            r#"{"id":"e.x.1","status":"EXPIRED","content":{"identifier":"e.x.1"}}"#,
        ] {
            let record = read(json, Some(Kind::Event)).expect("a record");
            assert!(record.content.is_none(), "{json}");
        }
        let held =
            read(r#"{"id":"e.x.1","status":"active","content":{"identifier":"e.x.1"}}"#, None).expect("a record");
        assert_eq!((held.kind, held.content.is_some()), (Kind::Event, true));
    }

    #[test]
    fn a_record_may_stand_bare_and_name_itself() {
        let record = read(r#"{"identifier":"I.X.7","title":"Svets"}"#, None).expect("a record");
        assert_eq!((record.kind, record.identifier.as_str()), (Kind::Offering, "I.X.7"));
        assert_eq!(key_of(&record.identifier), "i.x.7");
        let within = read(r#"{"status":"ACTIVE","content":{"identifier":"i.x.8"}}"#, None).expect("a record");
        assert_eq!(within.identifier, "i.x.8");
    }

    #[test]
    fn what_is_broken_is_known_by_its_identifier() {
        let broken = read(r#"{"id":"e.x.9","status":"ACTIVE","content":{"title":tru}}"#, None).expect_err("broken");
        assert_eq!((broken.identifier.as_str(), broken.fault), ("e.x.9", Fault::NOT_JSON));
        let nameless = read(r#"{"status":"ACTIVE","content":{}}"#, Some(Kind::Event)).expect_err("nameless");
        assert_eq!(nameless.fault, Fault::NO_IDENTIFIER);
        let other = read(r#"{"id":"x.1","status":"ACTIVE","content":{}}"#, None).expect_err("no kind");
        assert_eq!(other.fault, Fault::UNKNOWN_KIND);
    }

    #[test]
    fn what_says_neither_status_nor_content_takes_nothing_back() {
        for json in [r#"{"id":"e.x.1"}"#, r#"{"id":"e.x.1","title":"Svets"}"#] {
            let other = read(json, Some(Kind::Event)).expect_err("no record");
            assert_eq!((other.identifier.as_str(), other.fault), ("e.x.1", Fault::NO_CONTENT), "{json}");
        }
        let gone = read(r#"{"id":"e.x.1","content":null}"#, Some(Kind::Event)).expect("a record");
        assert!(gone.content.is_none());
    }

    #[test]
    fn an_identifier_is_one_line_that_an_index_can_hold() {
        let odd = read(r#"{"id":"e.x\u0000\n1 ","status":"ACTIVE","content":{}}"#, None).expect("a record");
        assert_eq!(odd.identifier, "e.x 1");
        let longest = "x".repeat(LONGEST_IDENTIFIER - 2);
        let held = |name: &str| read(&format!(r#"{{"id":"e.{name}","status":"ACTIVE","content":{{}}}}"#), None);
        assert!(held(&longest).is_ok());
        let longer = held(&format!("{longest}x")).expect_err("too long");
        assert_eq!((longer.identifier, longer.fault), (format!("e.{longest}"), Fault::LONG_IDENTIFIER));
    }

    #[test]
    fn what_is_said_tells_one_content_from_another() {
        let [one, same, other] = ["1", "1", "2"].map(|places| {
            let json = format!(r#"{{"id":"e.x.1","status":"ACTIVE","content":{{"places":{places}}}}}"#);
            read(&json, None).expect("a record").hash
        });
        assert_eq!(one, same);
        assert_ne!(one, other);
        assert_eq!(one.len(), 32);
    }
}
