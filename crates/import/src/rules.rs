//! Rules of imported files, and what to say when a row breaks one.

use kernel::{Error, FieldError, Rule, error::rules as common};

kernel::rules! {
    /// The row has filled cells beyond the header's.
    CELLS_DO_NOT_MATCH_THE_HEADER:
        "Raden har ifyllda celler till höger om rubrikradens.",
        "The row has filled cells to the right of the header's.";
    /// A cell is too long.
    CELL_IS_TOO_LONG: "En cell är för lång.", "A cell is too long.";
    /// The key column's cell is empty.
    KEY_IS_MISSING: "Nyckeln saknas.", "The key is missing.";
    /// Another row of the file has the key; detail: its number.
    KEY_IS_REPEATED: "Nyckeln finns redan på rad", "The key stands already on row";
    /// A row with the key and other contents was imported before; detail: the columns that differ.
    KEY_HAS_ANOTHER_BODY:
        "Nyckeln har redan importerats med annat innehåll. Ändra genom API:t, eller ge raden en ny nyckel. Det som skiljer:",
        "The key was imported before with other contents. Change it through the API, or give the row a new key. What differs:";
    /// The cell is what a spreadsheet shows where a formula has no value.
    CELL_IS_AN_ERROR:
        "Cellen är ett felvärde från ett kalkylprogram. Rätta formeln, eller skriv värdet.",
        "The cell is an error of a spreadsheet. Mend the formula, or write the value.";
    /// A cell that must be filled is empty.
    CELL_IS_REQUIRED: "Cellen måste fyllas i.", "The cell must be filled in.";
    /// The cell is none of the values; detail: the values.
    VALUE_IS_UNKNOWN: "Värdet är inte något av", "The value is none of";
    /// The number's mark may stand between thousands or before decimals.
    NUMBER_HAS_TWO_READINGS:
        "Talet kan läsas på två sätt: tecknet kan stå mellan tusental eller före decimaler. Skriv det utan tecken.",
        "The number may be read in two ways: its mark may stand between thousands or before decimals. Write it without.";
    /// A spreadsheet took a number, a key or a code for a number to count with, and digits may be gone.
    CELL_WAS_MADE_A_NUMBER:
        "Ett kalkylprogram har gjort om värdet till ett tal, och siffror eller nollor kan ha gått förlorade. Ställ in kolumnen som text och skriv värdet igen.",
        "A spreadsheet made the value a number, and digits or zeros may be lost. Set the column to text and write the value again.";
    /// A spreadsheet took a code for a day; detail: what it may have been.
    CODE_WAS_MADE_A_DAY:
        "Ett kalkylprogram har gjort om koden till ett datum. Ställ in kolumnen som text och skriv koden igen.",
        "A spreadsheet made the code a date. Set the column to text and write the code again.";
    /// The code is in its list with a zero before it; detail: that code.
    CODE_LOST_A_ZERO:
        "Koden finns inte i kodlistan. Ett kalkylprogram kan ha tagit bort en nolla; skriv alla siffror, som text. Menades",
        "The code is not in its list. A spreadsheet may have dropped a zero; write all its digits, as text. Was this meant:";
    /// The code is in its list both as it stands and with a zero more, and its column holds none with a zero first; detail: both.
    CODE_MAY_HAVE_LOST_A_ZERO:
        "Koden kan ha förlorat en nolla i ett kalkylprogram, för ingen kod i kolumnen börjar med noll. Skriv alla siffror, som text, eller importera med --codes-as-written om kolumnen är rätt. Det kan vara någon av",
        "The code may have lost a zero in a spreadsheet, for no code in the column begins with one. Write all its digits, as text, or import with --codes-as-written when the column is right. It may be one of";
    /// The code is in its list with a point in the comma's place; detail: that code.
    CODE_HAS_A_COMMA: "Koden skrivs med punkt, inte komma:", "The code is written with a point, not a comma:";
    /// The cell is no whole number.
    NUMBER_IS_MALFORMED: "Skriv ett heltal.", "Write a whole number.";
    /// The cell is two dates, by what stands first.
    DATE_HAS_TWO_READINGS:
        "Det går inte att se vilket som är dag och vilket som är månad. Skriv datumet som ÅÅÅÅ-MM-DD.",
        "Which is the day and which the month cannot be told. Write the date as YYYY-MM-DD.";
    /// The cell is no date.
    DATE_IS_MALFORMED: "Skriv datumet som ÅÅÅÅ-MM-DD.", "Write the date as YYYY-MM-DD.";
    /// A person is named in exactly one way.
    ONE_WAY_TO_NAME_A_PERSON:
        "Ange en av personnummer, deltagande och person.",
        "Give one of personal number, participation and person.";
    /// The caller's roles do not reach what the row is about.
    ROW_IS_OUTSIDE_YOUR_REACH:
        "Rollerna räcker inte till för raden.",
        "The roles held do not reach what the row is about.";
    /// The import was halted by a fault before the row.
    IMPORT_WAS_HALTED: "Importen avbröts av ett fel före raden.", "A fault halted the import before the row.";
}

/// Why a row is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The rule.
    pub rule: Rule,
    /// The API's name of the field, where one is to blame.
    pub field: String,
    /// The header of the column to blame, as in the file.
    pub column: Option<String>,
    /// What the message adds in Swedish and in English, without personal data.
    pub details: Box<[String; 2]>,
}

impl Refusal {
    /// A refusal of the row.
    pub fn row(rule: Rule) -> Self {
        Self::field("", rule)
    }

    /// A refusal of one field.
    pub fn field(field: &str, rule: Rule) -> Self {
        Self { rule, field: field.to_owned(), column: None, details: Box::default() }
    }

    /// With data for the message.
    #[must_use]
    pub fn detail(self, detail: &str) -> Self {
        self.details(detail, detail)
    }

    /// With data for the message in Swedish and in English.
    #[must_use]
    pub fn details(self, sv: impl Into<String>, en: impl Into<String>) -> Self {
        Self { details: Box::new([sv.into(), en.into()]), ..self }
    }

    /// What the command or its domain refused: every fault there is.
    ///
    /// # Errors
    /// A fault of ours or of what we depend on is none: it halts the import.
    pub fn of(error: Error) -> Result<Vec<Self>, Error> {
        let one = match error {
            Error::SeveralInvalid(errors) => {
                return Ok(errors.into_iter().map(Self::of_field).collect());
            }
            Error::NotFound => Self::row(common::REFERENCE_IS_UNKNOWN),
            Error::Denied => Self::row(ROW_IS_OUTSIDE_YOUR_REACH),
            Error::Invalid { field, rule, detail } => Self::of_field(FieldError { field, rule, detail }),
            Error::Refused { rule, detail } => Self::row(rule).details(detail.sv, detail.en),
            Error::Conflict { rule } => Self::row(rule),
            fault => return Err(fault),
        };
        Ok(vec![one])
    }

    fn of_field(FieldError { field, rule, detail }: FieldError) -> Self {
        Self::field(&field, rule).details(detail.sv, detail.en)
    }

    /// Swedish and English.
    pub fn message(&self) -> (String, String) {
        let text = self.rule.text;
        let with =
            |text: &str, detail: &str| if detail.is_empty() { text.to_owned() } else { format!("{text} {detail}") };
        (with(text.sv, &self.details[0]), with(text.en, &self.details[1]))
    }
}

#[cfg(test)]
mod tests {
    use kernel::error::both;

    use super::*;

    #[test]
    fn a_fault_is_no_refusal() {
        assert!(Refusal::of(Error::broken("x")).is_err());
        assert!(Refusal::of(Error::Unavailable("x".into())).is_err());
        let errors = both::<(), ()>(
            Err(Error::invalid("title", common::CODE_IS_UNKNOWN)),
            Err(Error::invalid_with("codes.sni", common::NUMBER_IS_OUT_OF_RANGE, "1–5")),
        );
        let refusals = Refusal::of(errors.expect_err("two")).expect("refusals");
        assert!(refusals[1].message().0.ends_with(" 1–5"), "what was possible is told");
        assert_eq!(refusals.iter().map(|refusal| refusal.field.as_str()).collect::<Vec<_>>(), ["title", "codes.sni"]);
    }
}
