//! Rules of imported files, and what to say when a row breaks one.

use kernel::{Error, Label, Rule};

/// The row has filled cells beyond the header's.
pub const CELLS_DO_NOT_MATCH_THE_HEADER: Rule = "CELLS_DO_NOT_MATCH_THE_HEADER";
/// A cell is too long.
pub const CELL_IS_TOO_LONG: Rule = "CELL_IS_TOO_LONG";
/// The key column's cell is empty.
pub const KEY_IS_MISSING: Rule = "KEY_IS_MISSING";
/// Another row of the file has the key; detail: its number.
pub const KEY_IS_REPEATED: Rule = "KEY_IS_REPEATED";
/// A row with the key and other contents was imported before; detail: the columns that differ.
pub const KEY_HAS_ANOTHER_BODY: Rule = "KEY_HAS_ANOTHER_BODY";
/// A cell that must be filled is empty.
pub const CELL_IS_REQUIRED: Rule = "CELL_IS_REQUIRED";
/// The cell is none of the values; detail: the values.
pub const VALUE_IS_UNKNOWN: Rule = "VALUE_IS_UNKNOWN";
/// The number's mark may stand between thousands or before decimals.
pub const NUMBER_HAS_TWO_READINGS: Rule = "NUMBER_HAS_TWO_READINGS";
/// A spreadsheet took a number, a key or a code for a number to count with, and digits may be gone.
pub const CELL_WAS_MADE_A_NUMBER: Rule = "CELL_WAS_MADE_A_NUMBER";
/// The code is in its list with a zero before it; detail: that code.
pub const CODE_LOST_A_ZERO: Rule = "CODE_LOST_A_ZERO";
/// The code is in its list both as it stands and with a zero more, and its column holds none with a zero first; detail: both.
pub const CODE_MAY_HAVE_LOST_A_ZERO: Rule = "CODE_MAY_HAVE_LOST_A_ZERO";
/// The code is in its list with a point in the comma's place; detail: that code.
pub const CODE_HAS_A_COMMA: Rule = "CODE_HAS_A_COMMA";
/// The cell is no whole number.
pub const NUMBER_IS_MALFORMED: Rule = "NUMBER_IS_MALFORMED";
/// The cell is no date.
pub const DATE_IS_MALFORMED: Rule = "DATE_IS_MALFORMED";
/// A person is named in exactly one way.
pub const ONE_WAY_TO_NAME_A_PERSON: Rule = "ONE_WAY_TO_NAME_A_PERSON";
/// The caller's roles do not reach what the row is about.
pub const ROW_IS_OUTSIDE_YOUR_REACH: Rule = "ROW_IS_OUTSIDE_YOUR_REACH";
/// The import was halted by a fault before the row.
pub const IMPORT_WAS_HALTED: Rule = "IMPORT_WAS_HALTED";

/// Swedish and English.
const TEXTS: &[(Rule, Label)] = &[
    (
        CELLS_DO_NOT_MATCH_THE_HEADER,
        Label {
            sv: "Raden har ifyllda celler till höger om rubrikradens.",
            en: "The row has filled cells to the right of the header's.",
        },
    ),
    (CELL_IS_TOO_LONG, Label { sv: "En cell är för lång.", en: "A cell is too long." }),
    (KEY_IS_MISSING, Label { sv: "Nyckeln saknas.", en: "The key is missing." }),
    (KEY_IS_REPEATED, Label { sv: "Nyckeln finns redan på rad", en: "The key stands already on row" }),
    (
        KEY_HAS_ANOTHER_BODY,
        Label {
            sv: "Nyckeln har redan importerats med annat innehåll. Ändra genom API:t, eller ge raden en ny nyckel. Det som skiljer:",
            en: "The key was imported before with other contents. Change it through the API, or give the row a new key. What differs:",
        },
    ),
    (CELL_IS_REQUIRED, Label { sv: "Cellen måste fyllas i.", en: "The cell must be filled in." }),
    (VALUE_IS_UNKNOWN, Label { sv: "Värdet är inte något av", en: "The value is none of" }),
    (
        NUMBER_HAS_TWO_READINGS,
        Label {
            sv: "Talet kan läsas på två sätt: tecknet kan stå mellan tusental eller före decimaler. Skriv det utan tecken.",
            en: "The number may be read in two ways: its mark may stand between thousands or before decimals. Write it without.",
        },
    ),
    (
        CELL_WAS_MADE_A_NUMBER,
        Label {
            sv: "Ett kalkylprogram har gjort om värdet till ett tal, och siffror eller nollor kan ha gått förlorade. Ställ in \
                 kolumnen som text och skriv värdet igen.",
            en: "A spreadsheet made the value a number, and digits or zeros may be lost. Set the column to text and write the \
                 value again.",
        },
    ),
    (
        CODE_LOST_A_ZERO,
        Label {
            sv: "Koden finns inte i kodlistan. Ett kalkylprogram kan ha tagit bort en nolla; skriv alla siffror, som text. Menades",
            en: "The code is not in its list. A spreadsheet may have dropped a zero; write all its digits, as text. Was this meant:",
        },
    ),
    (
        CODE_MAY_HAVE_LOST_A_ZERO,
        Label {
            sv: "Koden kan ha förlorat en nolla i ett kalkylprogram, för ingen kod i kolumnen börjar med noll. Skriv alla siffror, \
                 som text, eller importera med --codes-as-written om kolumnen är rätt. Det kan vara någon av",
            en: "The code may have lost a zero in a spreadsheet, for no code in the column begins with one. Write all its digits, as \
                 text, or import with --codes-as-written when the column is right. It may be one of",
        },
    ),
    (
        CODE_HAS_A_COMMA,
        Label { sv: "Koden skrivs med punkt, inte komma:", en: "The code is written with a point, not a comma:" },
    ),
    (NUMBER_IS_MALFORMED, Label { sv: "Skriv ett heltal.", en: "Write a whole number." }),
    (DATE_IS_MALFORMED, Label { sv: "Skriv datumet som ÅÅÅÅ-MM-DD.", en: "Write the date as YYYY-MM-DD." }),
    (
        ONE_WAY_TO_NAME_A_PERSON,
        Label {
            sv: "Ange en av personnummer, deltagande och person.",
            en: "Give one of personal number, participation and person.",
        },
    ),
    (
        ROW_IS_OUTSIDE_YOUR_REACH,
        Label {
            sv: "Rollerna räcker inte till för raden.", en: "The roles held do not reach what the row is about."
        },
    ),
    (
        IMPORT_WAS_HALTED,
        Label { sv: "Importen avbröts av ett fel före raden.", en: "A fault halted the import before the row." },
    ),
];

/// What to say when `rule` is broken.
pub fn text(rule: Rule) -> Label {
    TEXTS.iter().find(|(name, _)| *name == rule).map_or_else(|| gateway::noun::rule_text(rule), |(_, text)| *text)
}

/// Why a row is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The rule.
    pub rule: Rule,
    /// The API's name of the field, where one is to blame.
    pub field: String,
    /// Data for the message, without personal data.
    pub detail: String,
    /// The same in English, where it differs.
    pub detail_en: Option<String>,
}

impl Refusal {
    /// A refusal of the row.
    pub fn row(rule: Rule) -> Self {
        Self::field("", rule)
    }

    /// A refusal of one field.
    pub fn field(field: &str, rule: Rule) -> Self {
        Self { rule, field: field.to_owned(), detail: String::new(), detail_en: None }
    }

    /// With data for the message.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    /// With data for the message in Swedish and in English.
    #[must_use]
    pub fn details(self, sv: impl Into<String>, en: impl Into<String>) -> Self {
        Self { detail_en: Some(en.into()), ..self.detail(sv) }
    }

    /// What the domain refused, as a row's refusal.
    ///
    /// # Errors
    /// A fault of ours or of what we depend on is none: it halts the import.
    pub fn of(error: Error) -> Result<Self, Error> {
        Ok(match error {
            Error::NotFound => Self::row(kernel::error::rules::REFERENCE_IS_UNKNOWN),
            Error::Denied => Self::row(ROW_IS_OUTSIDE_YOUR_REACH),
            Error::Invalid { field, rule } => Self::field(&field, rule),
            Error::Refused { rule, detail } => Self::row(rule).details(detail.sv, detail.en),
            Error::Conflict { rule } => Self::row(rule),
            fault => return Err(fault),
        })
    }

    /// Swedish and English.
    pub fn message(&self) -> (String, String) {
        let text = text(self.rule);
        let with =
            |text: &str, detail: &str| if detail.is_empty() { text.to_owned() } else { format!("{text} {detail}") };
        (with(text.sv, &self.detail), with(text.en, self.detail_en.as_deref().unwrap_or(&self.detail)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_no_refusal() {
        assert!(Refusal::of(Error::broken("x")).is_err());
        assert!(Refusal::of(Error::Unavailable("x".into())).is_err());
        let refusal =
            Refusal::of(Error::invalid("title", kernel::error::rules::TEXT_LENGTH_IS_WRONG)).expect("a refusal");
        assert_eq!((refusal.field.as_str(), refusal.rule), ("title", "TEXT_LENGTH_IS_WRONG"));
    }

    #[test]
    fn every_rule_has_its_own_text() {
        for (rule, _) in TEXTS {
            assert_ne!(text(rule).sv, *rule);
        }
        assert_ne!(text(kernel::error::rules::KEY_IS_TAKEN).sv, "KEY_IS_TAKEN");
    }
}
