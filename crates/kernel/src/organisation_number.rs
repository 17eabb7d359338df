//! Organisation numbers: form, checksum and group.

use std::fmt;

use chrono::NaiveDate;

use crate::{
    Stored,
    error::{Error, Result, rules},
    identity::{PersonalIdentity, luhn},
    text::{narrow, normal},
};

crate::text_enum! {
    /// Organisationsnummergrupp: what the number's first digit tells of the legal form.
    pub enum OrganisationNumberGroup {
        Estate = "ESTATE" ("Dödsbo", "Estate of a deceased person"),
        PublicBody = "PUBLIC_BODY" ("Stat, region, kommun eller församling", "State, region, municipality or parish"),
        ForeignCompany = "FOREIGN_COMPANY" ("Utländskt företag", "Foreign company"),
        LimitedCompany = "LIMITED_COMPANY" ("Aktiebolag", "Limited company"),
        SimplePartnership = "SIMPLE_PARTNERSHIP" ("Enkelt bolag", "Simple partnership"),
        EconomicAssociation = "ECONOMIC_ASSOCIATION" ("Ekonomisk förening eller bostadsrättsförening", "Economic association or housing cooperative"),
        NonProfit = "NON_PROFIT" ("Ideell förening eller stiftelse", "Non-profit association or foundation"),
        Partnership = "PARTNERSHIP" ("Handelsbolag eller kommanditbolag", "Trading or limited partnership"),
        SoleTrader = "SOLE_TRADER" ("Enskild firma", "Sole trader"),
        Other = "OTHER" ("Övrig", "Other"),
    }
}

/// Organisationsnummer.
///
/// A legal person's number is held as ten digits. A sole trader's is the owner's personal identity number or
/// coordination number, held as twelve digits since ten leave the century open: that is personal data, so
/// [`masked`](Self::masked) is what lists and open figures show, and what `Debug` prints.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OrganisationNumber(String);

impl OrganisationNumber {
    /// Reads `NNNNNN-NNNN`, ten digits, the register's twelve with the prefix `16`, a VAT number `SE…01`, or a sole
    /// trader's personal identity number with its century (`YYYYMMDD-NNNN`). A blank or another dash may stand for the hyphen,
    /// also with blanks around it, and between a VAT number's parts; blanks around the number are ignored.
    ///
    /// # Errors
    /// `Invalid { number, ORGANISATION_NUMBER_IS_WRONG }`.
    pub fn parse(text: &str) -> Result<Self> {
        Self::read(text).ok_or_else(|| Error::invalid("number", rules::ORGANISATION_NUMBER_IS_WRONG))
    }

    /// The stored form: ten digits, twelve for a sole trader.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The tax form's ten digits.
    fn ten(&self) -> &str {
        &self.0[self.0.len() - 10..]
    }

    /// With its hyphen: `NNNNNN-NNNN`, for a sole trader `YYYYMMDD-NNNN`.
    pub fn formatted(&self) -> String {
        let (head, tail) = self.0.split_at(self.0.len() - 4);
        format!("{head}-{tail}")
    }

    /// As [`formatted`](Self::formatted), but a sole trader's digits are hidden.
    pub fn masked(&self) -> String {
        if self.is_personal() { "******-****".to_owned() } else { self.formatted() }
    }

    /// Whether the number is a person's own, and so personal data.
    pub fn is_personal(&self) -> bool {
        self.0.len() == 12
    }

    /// What the number tells of the legal form.
    pub fn group(&self) -> OrganisationNumberGroup {
        use OrganisationNumberGroup as Group;
        if self.is_personal() {
            return Group::SoleTrader;
        }
        match self.0.as_bytes()[0] {
            b'1' => Group::Estate,
            b'2' => Group::PublicBody,
            b'3' => Group::ForeignCompany,
            b'5' => Group::LimitedCompany,
            b'6' => Group::SimplePartnership,
            b'7' => Group::EconomicAssociation,
            b'8' => Group::NonProfit,
            b'9' => Group::Partnership,
            _ => Group::Other,
        }
    }

    /// Momsregistreringsnummer, in the usual form ending in 01. For a sole trader it is personal data too.
    pub fn vat_number(&self) -> String {
        format!("SE{}01", self.ten())
    }

    fn read(text: &str) -> Option<Self> {
        let text = narrow(&normal(text)).into_owned();
        let text = text.trim();
        let digits = match text.get(..2).filter(|mark| mark.eq_ignore_ascii_case("SE")) {
            Some(_) => {
                let rest = after_separator(&text[2..]);
                let number = rest.strip_suffix("01")?;
                without_separator(before_separator(number)).filter(|ten| ten.len() == 10)?
            }
            None => without_separator(text)?,
        };
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        match digits.len() {
            10 => legal_person(&digits),
            12 => match digits.strip_prefix("16") {
                Some(ten) => legal_person(ten),
                None => sole_trader(&digits),
            },
            _ => None,
        }
    }
}

/// Ten digits, twelve for a sole trader.
impl Stored for OrganisationNumber {
    type Cell<'r> = &'r str;
    type Value = String;

    fn from_cell(cell: &str) -> Result<Self> {
        // A stored number was checked before it was stored.
        Self::read(cell)
            .filter(|number| number.0 == cell)
            .ok_or_else(|| Error::broken(format!("stored organisation number is malformed ({} bytes)", cell.len())))
    }

    fn to_value(&self) -> String {
        self.0.clone()
    }
}

impl fmt::Debug for OrganisationNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OrganisationNumber({})", self.masked())
    }
}

/// Drops the one separator that may stand before the last four digits, and the one after the register's prefix.
fn without_separator(text: &str) -> Option<String> {
    let (head, tail) = text.split_at_checked(text.len().checked_sub(4)?)?;
    let head = before_separator(head);
    match head.split_at_checked(2) {
        Some(("16", rest)) if rest.len() > 6 => Some(format!("16{}{tail}", after_separator(rest))),
        _ => Some(format!("{head}{tail}")),
    }
}

/// Without the separator at the end: a blank, or a dash with or without blanks around it.
fn before_separator(text: &str) -> &str {
    match text.strip_suffix(is_separator) {
        Some(rest) if text.ends_with(' ') => {
            rest.strip_suffix(is_dash).map_or(rest, |rest| rest.strip_suffix(' ').unwrap_or(rest))
        }
        Some(rest) => rest.strip_suffix(' ').unwrap_or(rest),
        None => text,
    }
}

/// The same at the beginning.
fn after_separator(text: &str) -> &str {
    match text.strip_prefix(is_separator) {
        Some(rest) if text.starts_with(' ') => {
            rest.strip_prefix(is_dash).map_or(rest, |rest| rest.strip_prefix(' ').unwrap_or(rest))
        }
        Some(rest) => rest.strip_prefix(' ').unwrap_or(rest),
        None => text,
    }
}

fn is_dash(c: char) -> bool {
    c != ' ' && is_separator(c)
}

/// A hyphen, whichever a program made of it, a centenarian's plus, or a blank.
fn is_separator(c: char) -> bool {
    matches!(c, '-' | '+' | ' ' | '\u{2010}'..='\u{2014}' | '\u{2212}')
}

/// The third and fourth digits are at least 20, so that the number cannot be taken for a birth date.
fn legal_person(ten: &str) -> Option<OrganisationNumber> {
    let bytes = ten.as_bytes();
    (bytes[0] != b'0' && bytes[2] >= b'2' && luhn(bytes)).then(|| OrganisationNumber(ten.to_owned()))
}

/// Form and checksum only: whether the birth date has come is no concern of the number's.
fn sole_trader(twelve: &str) -> Option<OrganisationNumber> {
    let identity = PersonalIdentity::parse(twelve, NaiveDate::MAX).ok()?;
    (matches!(&twelve[..2], "18" | "19" | "20")).then(|| OrganisationNumber(identity.canonical().to_owned()))
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[test]
    fn every_vector_is_read_as_it_says() {
        let vectors: Vec<Value> =
            serde_json::from_str(include_str!("../testdata/organisationsnummer_testvectors.json")).expect("JSON");
        assert_eq!(vectors.len(), 24);
        for vector in vectors {
            let input = vector["input"].as_str().expect("input");
            let read = OrganisationNumber::parse(input);
            assert_eq!(read.is_ok(), vector["valid"] == true, "{input}");
            let Ok(number) = read else { continue };
            assert_eq!(number.group().label().sv, vector["type"], "{input}");
            assert_eq!(number.vat_number(), vector["vat_number"], "{input}");
            assert_eq!(number.ten(), vector["short_format"], "{input}");
            if number.is_personal() {
                assert_eq!(number.as_str(), input);
                assert_eq!(number.masked(), "******-****");
            } else {
                assert_eq!(number.formatted(), vector["long_format"], "{input}");
                assert_eq!(number.masked(), number.formatted());
                assert_eq!(OrganisationNumber::parse(&number.vat_number()).ok(), Some(number.clone()));
            }
            assert_eq!(OrganisationNumber::parse(&number.formatted()).ok(), Some(number.clone()));
            assert_eq!(OrganisationNumber::from_cell(number.as_str()).ok(), Some(number));
        }
    }

    #[test]
    fn groups_follow_the_first_digit() {
        let group = |text| OrganisationNumber::parse(text).expect(text).group();
        assert_eq!(group("222000-0265"), OrganisationNumberGroup::PublicBody);
        assert_eq!(group("857209-0606"), OrganisationNumberGroup::NonProfit);
        assert_eq!(group(" 556016-0680 "), OrganisationNumberGroup::LimitedCompany);
    }

    #[test]
    fn notations_of_one_number_are_that_number() {
        let plain = OrganisationNumber::parse("556016-0680").expect("a number");
        for text in [
            "5560160680",
            "556016 0680",
            "556016\u{a0}0680",
            "556016–0680",
            "556016\u{2011}0680",
            "556016\u{2212}0680",
            "\u{feff}556016-0680",
            "165560160680",
            "16556016-0680",
            "16 556016-0680",
            "16-556016-0680",
            "SE556016068001",
            "se 556016068001",
            "SE 556016-0680 01",
            "SE556016-068001",
            "SE 556016 0680 01",
            "556016 - 0680",
            "556016 – 0680",
            "556016- 0680",
            "16 - 556016 - 0680",
            "SE-556016-0680-01",
            "SE - 556016 - 0680 - 01",
        ] {
            assert_eq!(OrganisationNumber::parse(text).ok().as_ref(), Some(&plain), "{text:?}");
        }
        assert_eq!(OrganisationNumber::parse("19510217–9974").ok(), OrganisationNumber::parse("195102179974").ok());
    }

    #[test]
    fn a_ten_digit_personal_number_is_refused_for_want_of_a_century() {
        for text in ["510217-9974", "5102179974", "SE510217997401"] {
            assert!(OrganisationNumber::parse(text).is_err(), "{text}");
        }
        assert!(OrganisationNumber::parse("19510217-9974").is_ok());
        assert!(OrganisationNumber::parse("17510217-9974").is_err());
    }

    #[test]
    fn malformed_texts_are_refused_without_panic() {
        for text in [
            "",
            "SE",
            "SE01",
            "556016--0680",
            "55601é0680",
            "0560160680",
            "556016  0680",
            "SE55601606800",
            "5,56016E+09",
            "5560160680.0",
            "55 60160680",
            "556016 -- 0680",
            "SE--556016-0680-01",
            "SE55601606802",
        ] {
            let error = OrganisationNumber::parse(text).expect_err(text);
            let shown = error.to_string();
            assert_eq!(shown, "invalid number: ORGANISATION_NUMBER_IS_WRONG");
        }
        assert!(OrganisationNumber::from_cell("556016-0680").is_err());
    }

    #[test]
    fn debug_hides_a_sole_traders_number() {
        let number = OrganisationNumber::parse("195102179974").expect("a sole trader");
        assert_eq!(format!("{number:?}"), "OrganisationNumber(******-****)");
    }
}
