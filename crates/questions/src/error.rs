//! Refusals with their words: what is wrong, where, and what to write instead.

use std::fmt;

use kernel::{Lang, Rule};
use thiserror::Error as ThisError;

use crate::definition::Text;

/// Something in a definition that cannot stand.
#[derive(Clone, Debug, PartialEq, Eq, ThisError)]
#[error("{at}: {rule} {detail}")]
pub struct DefinitionError {
    /// Where, as written in the file: `column[2].path`.
    pub at: String,
    /// Which rule.
    pub rule: Rule,
    /// What was found, or what there is.
    pub detail: String,
}

impl DefinitionError {
    pub(crate) fn new(at: impl Into<String>, rule: Rule, detail: impl fmt::Display) -> Self {
        Self { at: at.into(), rule, detail: detail.to_string() }
    }

    /// A sentence for who wrote the definition.
    pub fn message(&self, lang: Lang) -> String {
        sentence(self.rule.text.get(lang), &self.detail)
    }
}

/// A value in the query string that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, ThisError)]
#[error("{address}: {rule} {hint_en}", hint_en = hint.en)]
pub struct ParameterError {
    /// The name in the query string.
    pub address: String,
    /// The parameter's label; the name itself where there is no such parameter.
    pub label: Text,
    /// Which rule.
    pub rule: Rule,
    /// What to write: an example or the choices.
    pub hint: Text,
}

impl ParameterError {
    /// A sentence that says what to write.
    pub fn message(&self, lang: Lang) -> String {
        sentence(self.rule.text.get(lang), self.hint.get(lang))
    }
}

fn sentence(text: &str, detail: &str) -> String {
    let text = text.trim_end_matches('.');
    if detail.is_empty() { format!("{text}.") } else { format!("{text}: {detail}.") }
}

/// Declares rules with their sentences, of parameters.
macro_rules! rules {
    ($($name:ident ($sv:literal, $en:literal)),* $(,)?) => {
        $(#[doc = $en] pub const $name: Rule = Rule::new(stringify!($name), $sv, $en);)*
    };
}

rules! {
    PARAMETER_IS_REQUIRED ("Fyll i det här", "Fill this in"),
    PARAMETER_NEEDS_ANOTHER ("Det här säger inget ensamt; ange även", "This says nothing alone; state also"),
    PARAMETER_IS_UNKNOWN ("Frågan har ingen sådan parameter; den har", "The question has no such parameter; it has"),
    PARAMETER_IS_WRONG ("Värdet går inte att använda", "The value cannot be used"),
    QUESTION_IS_NOT_INCREMENTAL ("Frågan kan bara hämtas hel; ta bort den", "The question can only be fetched whole; leave it out"),
    PARAMETER_HAS_ONE_VALUE ("Ange bara ett värde", "Give one value only"),
    TOO_MANY_VALUES ("För många värden; ange högst", "Too many values; give at most"),
    VALUE_IS_NO_INTEGER ("Skriv ett heltal", "Write a whole number"),
    VALUE_IS_NO_DECIMAL ("Skriv ett tal", "Write a number"),
    VALUE_IS_NO_DATE ("Skriv ett datum som åååå-mm-dd", "Write a date as yyyy-mm-dd"),
    VALUE_IS_NO_BOOLEAN ("Skriv ja eller nej", "Write yes or no"),
    VALUE_IS_NO_CHOICE ("Välj ett av", "Choose one of"),
    VALUE_IS_NO_CODE ("Skriv en kod", "Write a code"),
    CODE_IS_NOT_LISTED ("Koden finns inte i kodlistan", "The code is not in the code list"),
    VALUE_IS_NO_ID ("Välj i listan, eller skriv ett id", "Choose in the list, or write an id"),
    VALUE_IS_NO_PERIOD ("Skriv en period", "Write a period"),
    VALUE_IS_TOO_SMALL ("Skriv minst", "Write at least"),
    VALUE_IS_TOO_LARGE ("Skriv högst", "Write at most"),
    TEXT_IS_TOO_LONG ("Skriv kortare, högst antal tecken", "Write less, at most this many characters"),
    TEXT_HOLDS_AN_ODD_SIGN ("Skriv utan styrtecken", "Write without control characters"),
    PERIOD_ENDS_BEFORE_IT_BEGINS ("Låt perioden sluta efter att den börjat", "Let the period end after it begins"),
}

/// Rules of definitions, which who saves a question may break.
pub mod definition {
    kernel::rules! {
        /// The definition cannot be read.
        DEFINITION_IS_NOT_READABLE: "Beskrivningen går inte att läsa.", "The definition cannot be read.";
        /// The address is lower-case a–z, digits and hyphens.
        SLUG_IS_WRONG:
            "Adressen är små bokstäver a–z, siffror och bindestreck.",
            "The address is lower-case a–z, digits and hyphens.";
        /// The address is taken.
        SLUG_IS_TAKEN: "Adressen är redan tagen.", "The address is taken.";
        /// The theme is not the folder's.
        THEME_IS_NOT_THE_FOLDERS: "Temat är inte mappens.", "The theme is not the folder's.";
        /// The version begins at 1.
        VERSION_IS_WRONG: "Versionen börjar på 1.", "The version begins at 1.";
        /// A text is missing in Swedish or English.
        TEXT_IS_MISSING: "Text saknas på svenska eller engelska.", "A text is missing in Swedish or English.";
        /// The text is too long; characters at most.
        TEXT_IS_LONGER_THAN_ALLOWED:
            "Texten är för lång; högst antal tecken.",
            "The text is too long; characters at most.";
        /// Too many; at most.
        TOO_MANY_OF_THEM: "För många; högst.", "Too many; at most.";
        /// The document must be a query and nothing else.
        DOCUMENT_IS_NOT_A_QUERY: "Dokumentet får bara vara en query.", "The document must be a query and nothing else.";
        /// The document must hold exactly one query.
        DOCUMENT_IS_NOT_ONE_OPERATION:
            "Dokumentet ska innehålla exakt en query.",
            "The document must hold exactly one query.";
        /// A bracket or string in the document does not end.
        DOCUMENT_IS_UNBALANCED:
            "En parentes eller sträng i dokumentet är inte avslutad.",
            "A bracket or string in the document does not end.";
        /// The document's variable has no parameter.
        VARIABLE_HAS_NO_PARAMETER:
            "Dokumentets variabel har ingen parameter.",
            "The document's variable has no parameter.";
        /// The document has no such variable.
        PARAMETER_HAS_NO_VARIABLE: "Dokumentet har ingen sådan variabel.", "The document has no such variable.";
        /// list does not agree with the variable's type.
        PARAMETER_LIST_IS_NOT_THE_VARIABLES:
            "list stämmer inte med variabelns typ.",
            "list does not agree with the variable's type.";
        /// The variable demands a value: set required or default.
        PARAMETER_MUST_BE_REQUIRED:
            "Variabeln kräver ett värde: sätt required eller default.",
            "The variable demands a value: set required or default.";
        /// The name is taken.
        PARAMETER_NAME_IS_TAKEN: "Namnet är redan taget.", "The name is taken.";
        /// The name is no variable's name.
        PARAMETER_NAME_IS_WRONG: "Namnet är inget variabelnamn.", "The name is no variable's name.";
        /// The address name is a–z, digits and hyphens.
        ADDRESS_IS_WRONG:
            "Adressnamnet är bokstäverna a–z, siffror och bindestreck.",
            "The address name is a–z, digits and hyphens.";
        /// The address name is used by the service.
        ADDRESS_IS_RESERVED: "Adressnamnet används av tjänsten.", "The address name is used by the service.";
        /// enum needs values.
        ENUM_NEEDS_VALUES: "enum kräver values.", "enum needs values.";
        /// code needs scheme.
        CODE_NEEDS_SCHEME: "code kräver scheme.", "code needs scheme.";
        /// id needs of.
        ID_NEEDS_OF: "id kräver of.", "id needs of.";
        /// The setting does not belong to this kind.
        SETTING_IS_FOR_ANOTHER_KIND:
            "Inställningen hör inte till detta slag.",
            "The setting does not belong to this kind.";
        /// A period is no list.
        PERIOD_IS_NO_LIST: "En period är inte en lista.", "A period is no list.";
        /// needs names another parameter of the question, and belongs to one without required and default.
        NEEDED_PARAMETER_IS_WRONG:
            "needs nämner en annan av frågans parametrar, och hör till en utan required och default.",
            "needs names another of the question's parameters, and belongs to one without required and default.";
        /// The default cannot be used.
        DEFAULT_IS_WRONG: "Standardvärdet går inte att använda.", "The default cannot be used.";
        /// The bound cannot be used.
        BOUND_IS_WRONG: "Gränsen går inte att använda.", "The bound cannot be used.";
        /// Give rows, or have them inferred.
        ROWS_ARE_MISSING: "Ange rows, eller låt raderna härledas.", "Give rows, or have them inferred.";
        /// Two lists side by side cannot both be the rows; choose one with rows.
        TWO_LISTS_CANNOT_BOTH_BE_ROWS:
            "Två listor bredvid varandra kan inte båda vara rader; välj en med rows.",
            "Two lists side by side cannot both be the rows; choose one with rows.";
        /// A document with $first and $after pages through rows, which then end in nodes.
        PAGED_ROWS_ARE_NO_CONNECTION:
            "Ett dokument med $first och $after bläddrar i rows, som då slutar på nodes.",
            "A document with $first and $after pages through rows, which then end in nodes.";
        /// $first and $after belong together.
        PAGING_NEEDS_FIRST_AND_AFTER: "$first och $after hör ihop.", "$first and $after belong together.";
        /// At least one column is needed.
        COLUMNS_ARE_MISSING: "Minst en kolumn behövs.", "At least one column is needed.";
        /// The column's name is lower-case a–z, digits and underscores.
        COLUMN_NAME_IS_WRONG:
            "Kolumnnamnet är små bokstäver a–z, siffror och understreck.",
            "The column's name is lower-case a–z, digits and underscores.";
        /// The column's name is taken.
        COLUMN_NAME_IS_TAKEN: "Kolumnnamnet är redan taget.", "The column's name is taken.";
        /// The column's label is taken.
        COLUMN_LABEL_IS_TAKEN: "Kolumnrubriken är redan tagen.", "The column's label is taken.";
        /// decimals is 0–9 and belongs to decimal and percent.
        COLUMN_DECIMALS_ARE_WRONG:
            "decimals är 0–9 och hör till decimal och percent.",
            "decimals is 0–9 and belongs to decimal and percent.";
        /// A gathered list ([]) is text or code.
        GATHERED_COLUMN_IS_TEXT: "En samlad lista ([]) är text eller code.", "A gathered list ([]) is text or code.";
        /// per belongs to decimal and percent, and is one number.
        DIVIDED_COLUMN_IS_DECIMAL:
            "per hör till decimal och percent, och är ett enda tal.",
            "per belongs to decimal and percent, and is one number.";
        /// shown belongs to integer.
        SHOWN_COLUMN_IS_INTEGER: "shown hör till integer.", "shown belongs to integer.";
        /// The chart names a column that does not exist.
        CHART_COLUMN_IS_UNKNOWN:
            "Diagrammet nämner en kolumn som inte finns.",
            "The chart names a column that does not exist.";
        /// The chart's y and target are numbers.
        CHART_COLUMN_IS_NO_NUMBER: "Diagrammets y och target är tal.", "The chart's y and target are numbers.";
        /// The chart needs x and y.
        CHART_NEEDS_X_AND_Y: "Diagrammet behöver x och y.", "The chart needs x and y.";
        /// sum and stacked belong to whole numbers, counts and amounts; shares, ratios and medians do not add up.
        CHART_NUMBERS_DO_NOT_ADD_UP:
            "sum och stacked hör till heltal, antal och belopp; andelar, kvoter och medianer läggs inte ihop.",
            "sum and stacked belong to whole numbers, counts and amounts; shares, ratios and medians do not add up.";
        /// Stacked bars need series.
        CHART_NEEDS_SERIES: "Staplade staplar behöver series.", "Stacked bars need series.";
        /// An open question needs dcat.
        OPEN_QUESTION_NEEDS_DCAT: "En öppen fråga behöver dcat.", "An open question needs dcat.";
        /// dcat belongs to open questions.
        DCAT_IS_FOR_OPEN_QUESTIONS: "dcat hör till öppna frågor.", "dcat belongs to open questions.";
        /// The theme is not in the EU's list.
        DCAT_THEME_IS_UNKNOWN: "Temat finns inte i EU:s lista.", "The theme is not in the EU's list.";
    }
}

pub use self::definition::*;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_says_what_to_write_in_both_languages() {
        let error = ParameterError {
            address: "kommun".into(),
            label: Text::new("Kommun", "Municipality"),
            rule: VALUE_IS_NO_CODE,
            hint: Text::new("t.ex. 1480", "e.g. 1480"),
        };
        assert_eq!(error.message(Lang::Sv), "Skriv en kod: t.ex. 1480.");
        assert_eq!(error.message(Lang::En), "Write a code: e.g. 1480.");
    }
}
