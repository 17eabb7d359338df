//! Personal identity numbers: form, checksum and what they say about birth date and legal sex.
//!
//! Pure parsing. A number is personal data wherever it goes: nothing here prints one, and only `participants`
//! may keep one, sealed.

use std::fmt;

use chrono::{Datelike, NaiveDate};

use crate::{
    error::{Error, Result, rules},
    text::{narrow, normal},
};

crate::text_enum! {
    pub enum Sex ("Kön.", "Sex.") {
        Female = "FEMALE" ("Kvinna", "Female"),
        Male = "MALE" ("Man", "Male"),
        NonBinary = "NON_BINARY" ("Icke-binär", "Non-binary"),
        Unknown = "UNKNOWN" ("Okänt", "Unknown"),
    }
}

crate::text_enum! {
    pub enum IdentityKind ("Slag av personbeteckning.", "Kind of identifier.") {
        PersonalIdentityNumber = "PERSONAL_IDENTITY_NUMBER" ("Personnummer", "Personal identity number"),
        CoordinationNumber = "COORDINATION_NUMBER" ("Samordningsnummer", "Coordination number"),
        InterimNumber = "INTERIM_NUMBER" ("Interimspersonnummer", "Interim number"),
        ProtectedPlaceholder = "PROTECTED_PLACEHOLDER" ("Platshållare vid skyddade uppgifter", "Placeholder for a protected identity"),
        Other = "OTHER" ("Annan beteckning", "Other identifier"),
    }
}

/// Letters that stand in place of the first digit of the birth number in an interim number.
const INTERIM_LETTERS: &[u8] = b"TRSUWXJKLMN";

/// Most characters of an identifier of another kind.
const OTHER_MAX: usize = 32;

/// Personbeteckning: a checked personal identity number or what stands in its place.
///
/// `Debug` tells the kind only.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct PersonalIdentity {
    kind: IdentityKind,
    canonical: String,
    birth_date: Option<NaiveDate>,
    sex: Option<Sex>,
}

impl PersonalIdentity {
    /// Reads a personal identity number, a coordination number or Statistics Sweden's placeholder for a protected
    /// identity: `YYMMDD-NNNC`, `YYMMDD+NNNC` (100 years or older this year), `YYYYMMDDNNNC`, separator optional.
    /// Another dash may stand for the hyphen.
    /// `today` settles the century of a two-digit year and refuses a birth in the future.
    ///
    /// # Errors
    /// `Invalid { number, PERSONAL_NUMBER_IS_WRONG }`.
    pub fn parse(text: &str, today: NaiveDate) -> Result<Self> {
        Self::read(text, today, false).ok_or_else(wrong)
    }

    /// As [`parse`](Self::parse), and interim numbers too: they are temporary and local to schools and health care.
    ///
    /// # Errors
    /// `Invalid { number, PERSONAL_NUMBER_IS_WRONG }`.
    pub fn parse_or_interim(text: &str, today: NaiveDate) -> Result<Self> {
        Self::read(text, today, true).ok_or_else(wrong)
    }

    /// An identifier of another kind (a region's reserve number, a foreign one), kept as given but for case,
    /// blanks and hyphens. It says nothing of birth or sex.
    ///
    /// # Errors
    /// `Invalid { number, PERSONAL_NUMBER_IS_WRONG }` unless 1–32 letters and digits remain.
    pub fn other(text: &str) -> Result<Self> {
        let kept: String = narrow(&normal(text)).chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        if kept.is_empty() || kept.chars().count() > OTHER_MAX || !kept.chars().all(char::is_alphanumeric) {
            return Err(wrong());
        }
        // The mark keeps a reserve number apart from a personal identity number with the same digits.
        let canonical = format!("OTHER:{}", kept.to_uppercase());
        Ok(Self { kind: IdentityKind::Other, canonical, birth_date: None, sex: None })
    }

    /// What kind of identifier it is.
    pub fn kind(&self) -> IdentityKind {
        self.kind
    }

    /// The one text for the keyed hash and for sealing: twelve characters without separator (`OTHER:` + text for an
    /// identifier of another kind). Personal data.
    pub fn canonical(&self) -> &str {
        &self.canonical
    }

    /// `YYYYMMDD-NNNC`, for those who may read it. Personal data.
    pub fn formatted(&self) -> String {
        match self.kind {
            IdentityKind::Other => self.canonical.trim_start_matches("OTHER:").to_owned(),
            _ => format!("{}-{}", &self.canonical[..8], &self.canonical[8..]),
        }
    }

    /// The birth date, where the number holds a whole one: some coordination numbers do not.
    pub fn birth_date(&self) -> Option<NaiveDate> {
        self.birth_date
    }

    /// The legal sex the number carries (odd ninth digit male, even female): a proposal, never an answer.
    pub fn legal_sex(&self) -> Option<Sex> {
        self.sex
    }

    fn read(text: &str, today: NaiveDate, interim: bool) -> Option<Self> {
        let (date, serial) = split(&plain(text), today)?;
        let kind = kind_of(&date, serial, interim)?;
        let birth_date = match kind {
            IdentityKind::CoordinationNumber if date.day == 60 => {
                (date.month <= 12 && date.year <= today.year()).then_some(None)?
            }
            _ => Some(NaiveDate::from_ymd_opt(date.year, date.month, date.day % 60).filter(|born| *born <= today)?),
        };
        let sex = if (serial[2] - b'0') % 2 == 1 { Sex::Male } else { Sex::Female };
        let mut canonical = format!("{:04}{:02}{:02}", date.year, date.month, date.day);
        canonical.extend(serial.iter().map(|b| char::from(*b)));
        Some(Self { kind, canonical, birth_date, sex: Some(sex) })
    }
}

impl fmt::Debug for PersonalIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PersonalIdentity({})", self.kind)
    }
}

fn wrong() -> Error {
    Error::invalid("number", rules::PERSONAL_NUMBER_IS_WRONG)
}

/// The date half as written: a coordination number's day is 60 more than the birthday's.
struct DateHalf {
    year: i32,
    month: u32,
    day: u32,
}

/// With a hyphen where a program made another dash of it. A blank in its place is refused, as the published test numbers say.
fn plain(text: &str) -> String {
    let dash = |c| if matches!(c, '\u{2010}'..='\u{2014}' | '\u{2212}') { '-' } else { c };
    narrow(normal(text).trim()).chars().map(dash).collect()
}

/// Cuts the text into its date and its last four characters, giving two-digit years their century.
fn split(text: &str, today: NaiveDate) -> Option<(DateHalf, [u8; 4])> {
    let bytes = text.as_bytes();
    let head = bytes.len().checked_sub(4)?;
    let mut serial: [u8; 4] = bytes[head..].try_into().ok()?;
    if serial[..2].eq_ignore_ascii_case(b"Tf") {
        serial[..2].copy_from_slice(b"Tf"); // one spelling, so that one person gets one hash
    }
    let (date, separator) = match bytes[..head] {
        [ref date @ .., mark @ (b'-' | b'+')] => (date, Some(mark)),
        ref date => (date, None),
    };
    if !date.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let number = |range: std::ops::Range<usize>| date[range].iter().fold(0u32, |n, b| n * 10 + u32::from(b - b'0'));
    let half = match date.len() {
        8 => DateHalf { year: number(0..4) as i32, month: number(4..6), day: number(6..8) },
        6 => {
            // The plus counts by calendar year: who turns 100 this year has it from New Year's Day.
            let latest = if separator == Some(b'+') { today.year() - 100 } else { today.year() };
            let year = latest - (latest - number(0..2) as i32).rem_euclid(100);
            DateHalf { year, month: number(2..4), day: number(4..6) }
        }
        _ => return None,
    };
    Some((half, serial))
}

/// Tells the kind by the serial's form and the day, checksum included.
fn kind_of(date: &DateHalf, serial: [u8; 4], interim: bool) -> Option<IdentityKind> {
    let digits = |part: &[u8]| part.iter().all(u8::is_ascii_digit);
    if serial.starts_with(b"Tf") && digits(&serial[2..]) {
        return Some(IdentityKind::ProtectedPlaceholder);
    }
    let mut nine_and_check = format!("{:02}{:02}{:02}", date.year.rem_euclid(100), date.month, date.day).into_bytes();
    nine_and_check.extend(serial);
    if interim && INTERIM_LETTERS.contains(&serial[0]) && digits(&serial[1..]) {
        nine_and_check[6] = b'1'; // the letter counts as one in the checksum
        return luhn(&nine_and_check).then_some(IdentityKind::InterimNumber);
    }
    if !digits(&serial) || serial.starts_with(b"000") || !luhn(&nine_and_check) {
        return None;
    }
    Some(if date.day >= 60 { IdentityKind::CoordinationNumber } else { IdentityKind::PersonalIdentityNumber })
}

/// The mod-10 checksum over ASCII digits, the last one being the check digit.
pub(crate) fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, byte)| match u32::from(byte.wrapping_sub(b'0')) * (1 + place as u32 % 2) {
            product @ 10.. => product - 9,
            product => product,
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date");

    fn vectors(json: &str) -> Vec<Value> {
        let list: Vec<Value> = serde_json::from_str(json).expect("vectors are JSON");
        assert!(!list.is_empty());
        list
    }

    fn forms(vector: &Value) -> Vec<&str> {
        ["long_format", "short_format", "separated_format", "separated_long"]
            .iter()
            .filter_map(|form| vector[*form].as_str())
            .collect()
    }

    #[test]
    fn every_vector_is_read_as_it_says() {
        for vector in vectors(include_str!("../testdata/personnummer_testvectors.json")) {
            let valid = vector["valid"] == true;
            for form in forms(&vector) {
                let read = PersonalIdentity::parse(form, TODAY);
                assert_eq!(read.is_ok(), valid, "{form}");
                let Ok(identity) = read else { continue };
                let male = vector["isMale"] == true;
                assert_eq!(identity.legal_sex(), Some(if male { Sex::Male } else { Sex::Female }), "{form}");
                let coordination = vector["type"] == "con";
                assert_eq!(identity.kind() == IdentityKind::CoordinationNumber, coordination, "{form}");
                if form != vector["short_format"] {
                    assert_eq!(identity.canonical(), vector["long_format"], "{form}");
                }
            }
        }
    }

    #[test]
    fn interim_numbers_are_read_only_where_asked_for() {
        for vector in vectors(include_str!("../testdata/personnummer_interim_testvectors.json")) {
            for form in forms(&vector) {
                assert!(PersonalIdentity::parse(form, TODAY).is_err(), "{form}");
                let read = PersonalIdentity::parse_or_interim(form, TODAY);
                assert_eq!(read.is_ok(), vector["valid"] == true, "{form}");
                if let Ok(identity) = read {
                    assert_eq!(identity.kind(), IdentityKind::InterimNumber);
                    assert_eq!(identity.canonical(), vector["long_format"]);
                    assert_eq!(identity.legal_sex(), Some(Sex::Female));
                }
            }
        }
    }

    #[test]
    fn organisation_numbers_are_no_persons() {
        for vector in vectors(include_str!("../testdata/personnummer_orgnumber_negatives.json")) {
            for form in forms(&vector) {
                assert!(PersonalIdentity::parse(form, TODAY).is_err(), "{form}");
                assert!(PersonalIdentity::parse_or_interim(form, TODAY).is_err(), "{form}");
                assert!(crate::OrganisationNumber::parse(form).is_ok(), "{form}");
            }
        }
    }

    #[test]
    fn the_plus_moves_the_century() {
        let year = |text| PersonalIdentity::parse(text, TODAY).expect(text).birth_date().map(|born| born.year());
        assert_eq!(year("090527-1474"), Some(2009));
        assert_eq!(year("090527+1474"), Some(1909));
        // Born on 31 December 1926: turns 100 this year, and without the plus would not yet be born.
        let serial = (0..10).map(|check| format!("123{check}")).find(|s| luhn(format!("261231{s}").as_bytes()));
        let serial = serial.expect("one check digit fits");
        assert_eq!(year(&format!("261231+{serial}")), Some(1926));
        assert!(PersonalIdentity::parse(&format!("261231-{serial}"), TODAY).is_err());
        assert!(PersonalIdentity::parse(&format!("20261231{serial}"), TODAY).is_err());
    }

    #[test]
    fn notations_of_one_number_are_that_number() {
        let plain = PersonalIdentity::parse("19090527-1474", TODAY).expect("a number");
        for text in ["190905271474", "19090527–1474", "\u{feff}19090527\u{2011}1474 "] {
            assert_eq!(PersonalIdentity::parse(text, TODAY).ok().as_ref(), Some(&plain), "{text:?}");
        }
        assert!(PersonalIdentity::parse("19090527--1474", TODAY).is_err());
        assert!(PersonalIdentity::parse("19090527 1474", TODAY).is_err());
    }

    #[test]
    fn a_protected_identity_keeps_birth_date_and_sex_only() {
        let identity = PersonalIdentity::parse("19800229-Tf29", TODAY).expect("a placeholder");
        assert_eq!(identity.kind(), IdentityKind::ProtectedPlaceholder);
        assert_eq!(identity.birth_date(), NaiveDate::from_ymd_opt(1980, 2, 29));
        assert_eq!(identity.legal_sex(), Some(Sex::Female));
        assert_eq!(identity.canonical(), "19800229Tf29");
        assert_eq!(PersonalIdentity::parse("800229TF29", TODAY).ok().as_ref(), Some(&identity));
        assert!(PersonalIdentity::parse("19810229-Tf29", TODAY).is_err());
    }

    #[test]
    fn a_coordination_number_may_lack_the_day() {
        let check = (0..10).find(|check| luhn(format!("900060123{check}").as_bytes())).expect("one fits");
        let identity = PersonalIdentity::parse(&format!("19900060123{check}"), TODAY).expect("month and day unknown");
        assert_eq!((identity.kind(), identity.birth_date()), (IdentityKind::CoordinationNumber, None));
        let check = (0..10).find(|check| luhn(format!("901360123{check}").as_bytes())).expect("one fits");
        assert!(PersonalIdentity::parse(&format!("19901360123{check}"), TODAY).is_err());
    }

    #[test]
    fn other_identifiers_never_meet_personal_numbers() {
        let reserve = PersonalIdentity::other("99-090527 1474").expect("a reserve number");
        assert_eq!(reserve.canonical(), "OTHER:990905271474");
        assert_eq!(reserve.formatted(), "990905271474");
        assert_eq!((reserve.birth_date(), reserve.legal_sex()), (None, None));
        assert!(PersonalIdentity::other(" - ").is_err());
        assert!(PersonalIdentity::other(&"1".repeat(33)).is_err());
        assert!(PersonalIdentity::other("1;2").is_err());
    }

    #[test]
    fn debug_and_errors_are_silent_about_the_number() {
        let text = "19090527-1474";
        let identity = PersonalIdentity::parse(text, TODAY).expect(text);
        assert_eq!(format!("{identity:?}"), "PersonalIdentity(PERSONAL_IDENTITY_NUMBER)");
        let error = PersonalIdentity::parse("19090527-1475", TODAY).expect_err("wrong check digit");
        assert!(!format!("{error} {error:?}").contains("0527"));
        assert_eq!(identity.formatted(), text);
    }

    #[test]
    fn odd_texts_are_refused_without_panic() {
        for text in ["", "-", "1474", "é905271474", "09052714é4", "090527--1474", "+0905271474", "0905271474567890"] {
            assert!(PersonalIdentity::parse_or_interim(text, TODAY).is_err(), "{text}");
        }
    }
}
