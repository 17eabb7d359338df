//! What can be wrong with a record of a source.

use kernel::Label;

/// What is wrong with a record: the field, and what it should have been.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Its name in the standard; empty for the record as a whole.
    pub field: &'static str,
    /// What to say of it.
    pub about: Label,
}

impl Fault {
    const fn new(field: &'static str, sv: &'static str, en: &'static str) -> Self {
        Self { field, about: Label { sv, en } }
    }

    /// The record cannot be told apart.
    pub const NO_IDENTIFIER: Self = Self::new("id", "Posten har ingen identifierare.", "The record has no identifier.");
    /// More than an index holds.
    pub const LONG_IDENTIFIER: Self = Self::new(
        "id",
        "Postens identifierare är längre än 200 tecken.",
        "The record's identifier is longer than 200 characters.",
    );
    /// It neither tells anything nor takes anything back.
    pub const NO_CONTENT: Self =
        Self::new("content", "Posten har varken status eller innehåll.", "The record has neither status nor content.");
    /// Nothing in it can be read.
    pub const NOT_JSON: Self = Self::new(
        "",
        "Posten är ingen JSON, eller en rad som inte är skriven i UTF-8.",
        "The record is no JSON, or a row that is not written in UTF-8.",
    );
    /// More than is held of a record.
    pub const TOO_LONG: Self =
        Self::new("", "Posten är längre än en mebibyte.", "The record is longer than a mebibyte.");
    /// Neither offering nor event nor provider.
    pub const UNKNOWN_KIND: Self = Self::new(
        "id",
        "Posten är varken en utbildning, ett tillfälle eller en anordnare.",
        "The record is neither an offering nor an event nor a provider.",
    );
    /// Cells that no column names.
    pub const NO_COLUMN: Self =
        Self::new("", "Raden har celler utanför tabellens kolumner.", "The row has cells outside the table's columns.");
    /// A mark was closed where another row has one.
    pub const HOLDS_ROWS: Self = Self::new(
        "",
        "Raden rymmer andra rader: ett citattecken är inte stängt. De är inte lästa.",
        "The row holds other rows: a quotation mark is not closed. They were not read.",
    );
    /// What a spreadsheet shows where a formula has no value.
    pub const NO_VALUE: Self = Self::new(
        "",
        "En cell rymmer ett fel från ett kalkylprogram.",
        "A cell holds what a spreadsheet shows where there is an error.",
    );
    /// What is read here is everyone's.
    pub(super) const PERSONAL_NUMBER: Self =
        Self::new("", "En text rymmer ett personnummer.", "A text holds a personal identity number.");
    /// One of the two would be lost.
    pub const STANDS_TWICE: Self =
        Self::new("id", "Identifieraren står på en rad högre upp också.", "The identifier stands in a row above, too.");
    /// Which of two codes is meant cannot be guessed.
    pub const LACKS_A_ZERO: Self = Self::new(
        "",
        "Koden finns med och utan en nolla först: skriv den som text, t.ex. =\"08\".",
        "The code is there with and without a zero before it: write it as a text, e.g. =\"08\".",
    );
    /// Whether an event is taken back cannot be guessed.
    pub const NOT_YES_OR_NO: Self =
        Self::new("removed", "Skriv ja eller nej under borttagen.", "Write yes or no under removed.");
    pub(super) const NO_OBJECT: Self = Self::new("content", "Innehållet är inget objekt.", "The content is no object.");
    pub(super) const NO_TITLE: Self = Self::new("title", "Utbildningen har ingen titel.", "The offering has no title.");
    pub(super) const NO_OFFERING: Self =
        Self::new("education", "Tillfället hör inte till någon utbildning.", "The event belongs to no offering.");
    pub(super) const LONG_OFFERING: Self = Self::new(
        "education",
        "Utbildningens identifierare är längre än 200 tecken.",
        "The offering's identifier is longer than 200 characters.",
    );
    pub(super) const ENDS_BEFORE: Self =
        Self::new("execution.end", "Sista dagen är före den första.", "The last day is before the first.");

    /// A day that is none.
    pub(super) const fn day(field: &'static str) -> Self {
        Self::new(field, "Ingen dag: ÅÅÅÅ-MM-DD väntades.", "No day: YYYY-MM-DD was expected.")
    }
}
