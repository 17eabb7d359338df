//! One closed set of error families. What a person can mend is `Invalid`, `Refused` or `Conflict`;
//! causes go to the log only.

use thiserror::Error as ThisError;

use crate::{
    label::{Label, Lang},
    text::{is_odd, normal, one_line},
};

/// The service's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A rule's name: a sentence in `SCREAMING_SNAKE_CASE`, a constant of the domain that owns it.
/// The gateway holds its Swedish and English text.
pub type Rule = &'static str;

/// An argument that breaks a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// Input path, GraphQL names separated by dots, e.g. `codes.skill`.
    pub field: String,
    /// Which rule.
    pub rule: Rule,
}

/// What a refusal adds to its rule's text, in words of both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Detail {
    /// Swedish.
    pub sv: String,
    /// English.
    pub en: String,
}

impl Detail {
    /// Nothing is added.
    pub fn is_empty(&self) -> bool {
        self.sv.is_empty()
    }

    /// The words in `lang`.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Sv => &self.sv,
            Lang::En => &self.en,
        }
    }
}

impl From<Label> for Detail {
    fn from(words: Label) -> Self {
        Self { sv: words.sv.to_owned(), en: words.en.to_owned() }
    }
}

/// What is the same in both languages: a number, a day.
impl From<String> for Detail {
    fn from(text: String) -> Self {
        Self { sv: text.clone(), en: text }
    }
}

impl From<&str> for Detail {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

/// The families of refusal.
#[derive(Clone, Debug, ThisError)]
pub enum Error {
    /// The thing does not exist or lies outside the caller's scope: the two are never told apart.
    #[error("not found")]
    NotFound,
    /// The caller may not do this anywhere.
    #[error("denied")]
    Denied,
    /// An argument breaks a rule. `field` is the GraphQL path in the input, e.g. `peopleNeeded`.
    #[error("invalid {field}: {rule}")]
    Invalid {
        /// Input path, GraphQL names separated by dots.
        field: String,
        /// Which rule.
        rule: Rule,
    },
    /// Several arguments break rules.
    #[error("invalid: {}", .0.iter().map(|error| format!("{} {}", error.field, error.rule)).collect::<Vec<_>>().join(", "))]
    SeveralInvalid(Vec<FieldError>),
    /// The state of things forbids the act, e.g. a wrong transition. `detail` names what was possible.
    #[error("refused: {rule}")]
    Refused {
        /// Which rule.
        rule: Rule,
        /// What the message adds, without personal data.
        detail: Detail,
    },
    /// Someone else changed the thing first, or a key is taken.
    #[error("conflict: {rule}")]
    Conflict {
        /// Which rule.
        rule: Rule,
    },
    /// Something we depend on is away or too slow; trying again may help.
    #[error("unavailable")]
    Unavailable(String),
    /// A fault of ours. The text is for the log.
    #[error("broken: {0}")]
    Broken(String),
}

/// Rules that every domain shares.
pub mod rules {
    use super::Rule;
    /// The expected version is not the stored one.
    pub const VERSION_IS_STALE: Rule = "VERSION_IS_STALE";
    /// The transition is not in the state machine; detail: the states that were possible.
    pub const TRANSITION_IS_NOT_ALLOWED: Rule = "TRANSITION_IS_NOT_ALLOWED";
    /// A field that must have a value has none.
    pub const FIELD_IS_REQUIRED: Rule = "FIELD_IS_REQUIRED";
    /// A value is of another type than its field's, e.g. a text where a number belongs.
    pub const VALUE_IS_OF_ANOTHER_TYPE: Rule = "VALUE_IS_OF_ANOTHER_TYPE";
    /// A date is not one of the calendar, written `YYYY-MM-DD`; an instant is not in RFC 3339.
    pub const DATE_IS_WRONG: Rule = "DATE_IS_WRONG";
    /// A text is empty or too long.
    pub const TEXT_LENGTH_IS_WRONG: Rule = "TEXT_LENGTH_IS_WRONG";
    /// A text holds a control character, or one that stands for a character that was lost.
    pub const TEXT_HOLDS_AN_ODD_SIGN: Rule = "TEXT_HOLDS_AN_ODD_SIGN";
    /// What has not happened yet cannot be noted as done.
    pub const DATE_IS_IN_THE_FUTURE: Rule = "DATE_IS_IN_THE_FUTURE";
    /// A text of one line (a name, a title) holds a line break.
    pub const TEXT_HOLDS_A_LINE_BREAK: Rule = "TEXT_HOLDS_A_LINE_BREAK";
    /// A number is outside its bounds.
    pub const NUMBER_IS_OUT_OF_RANGE: Rule = "NUMBER_IS_OUT_OF_RANGE";
    /// The end precedes the start.
    pub const PERIOD_IS_REVERSED: Rule = "PERIOD_IS_REVERSED";
    /// The code is not in its list, or no longer valid.
    pub const CODE_IS_UNKNOWN: Rule = "CODE_IS_UNKNOWN";
    /// The id points at nothing the caller can reach.
    pub const REFERENCE_IS_UNKNOWN: Rule = "REFERENCE_IS_UNKNOWN";
    /// A key that no change can be sent again by.
    pub const IDEMPOTENCY_KEY_IS_WRONG: Rule = "IDEMPOTENCY_KEY_IS_WRONG";
    /// The same idempotency key came with another body.
    pub const IDEMPOTENCY_KEY_REUSED: Rule = "IDEMPOTENCY_KEY_REUSED";
    /// What was sent with the same idempotency key before was done meanwhile.
    pub const IDEMPOTENCY_KEY_UNDER_WAY: Rule = "IDEMPOTENCY_KEY_UNDER_WAY";
    /// A unique key is already taken.
    pub const KEY_IS_TAKEN: Rule = "KEY_IS_TAKEN";
    /// A reason must be given.
    pub const REASON_IS_REQUIRED: Rule = "REASON_IS_REQUIRED";
    /// The cursor was not issued for this ordering.
    pub const CURSOR_IS_INVALID: Rule = "CURSOR_IS_INVALID";
    /// `first` or `last` is required, 1–100, not both.
    pub const PAGE_SIZE_IS_WRONG: Rule = "PAGE_SIZE_IS_WRONG";
    /// The organisation number fails its form or checksum.
    pub const ORGANISATION_NUMBER_IS_WRONG: Rule = "ORGANISATION_NUMBER_IS_WRONG";
    /// More events were missed than are sent again.
    pub const TOO_FAR_BEHIND: Rule = "TOO_FAR_BEHIND";
    /// The personal identity number fails its form or checksum.
    pub const PERSONAL_NUMBER_IS_WRONG: Rule = "PERSONAL_NUMBER_IS_WRONG";
}

impl Error {
    /// An argument that breaks `rule`.
    pub fn invalid(field: impl Into<String>, rule: Rule) -> Self {
        Self::Invalid { field: field.into(), rule }
    }

    /// Arguments that break rules, one or more.
    pub fn several(errors: Vec<FieldError>) -> Self {
        match <[FieldError; 1]>::try_from(errors) {
            Ok([FieldError { field, rule }]) => Self::Invalid { field, rule },
            Err(errors) => Self::SeveralInvalid(errors),
        }
    }

    /// A refusal by the state of things.
    pub fn refused(rule: Rule, detail: impl Into<Detail>) -> Self {
        Self::Refused { rule, detail: detail.into() }
    }

    /// A fault of ours, with its cause for the log.
    pub fn broken(cause: impl Into<String>) -> Self {
        Self::Broken(cause.into())
    }

    /// `NotFound` behind an input field becomes an unknown reference there; all else stays.
    pub fn at(self, field: &str) -> Self {
        match self {
            Self::NotFound => Self::invalid(field, rules::REFERENCE_IS_UNKNOWN),
            other => other,
        }
    }
}

/// `text` in its one form ([`normal`]), trimmed, with 1 to `max` characters. It may have several lines.
///
/// # Errors
/// `TEXT_LENGTH_IS_WRONG`; `TEXT_HOLDS_AN_ODD_SIGN`.
pub fn bounded_text(text: &str, max: usize) -> Result<String, Rule> {
    let text = normal(text);
    let text = text.trim();
    if text.chars().any(is_odd) {
        return Err(rules::TEXT_HOLDS_AN_ODD_SIGN);
    }
    let length = text.chars().count();
    if length == 0 || length > max { Err(rules::TEXT_LENGTH_IS_WRONG) } else { Ok(text.to_owned()) }
}

/// As [`bounded_text`], of one line in its one form ([`one_line`]): a name, a title.
///
/// # Errors
/// As [`bounded_text`]; `TEXT_HOLDS_A_LINE_BREAK`.
pub fn bounded_line(text: &str, max: usize) -> Result<String, Rule> {
    let text = bounded_text(&one_line(text), max)?;
    if text.contains('\n') { Err(rules::TEXT_HOLDS_A_LINE_BREAK) } else { Ok(text) }
}

/// As [`bounded_text`], given at `field`.
///
/// # Errors
/// `Invalid { field, … }` as [`bounded_text`].
pub fn required_text(field: &str, text: &str, max: usize) -> Result<String> {
    bounded_text(text, max).map_err(|rule| Error::invalid(field, rule))
}

/// As [`required_text`], but nothing or blanks give `None`.
///
/// # Errors
/// As [`required_text`].
pub fn optional_text(field: &str, text: Option<&str>, max: usize) -> Result<Option<String>> {
    match text.map(normal).as_deref().map(str::trim) {
        None | Some("") => Ok(None),
        Some(text) => required_text(field, text, max).map(Some),
    }
}

/// As [`bounded_line`], given at `field`.
///
/// # Errors
/// `Invalid { field, … }` as [`bounded_line`].
pub fn required_line(field: &str, text: &str, max: usize) -> Result<String> {
    bounded_line(text, max).map_err(|rule| Error::invalid(field, rule))
}

/// As [`required_line`], but nothing or blanks give `None`.
///
/// # Errors
/// As [`required_line`].
pub fn optional_line(field: &str, text: Option<&str>, max: usize) -> Result<Option<String>> {
    match text.map(one_line).as_deref() {
        None | Some("") => Ok(None),
        Some(text) => required_line(field, text, max).map(Some),
    }
}

/// Checks that `value` lies in `range`.
///
/// # Errors
/// `Invalid { field, NUMBER_IS_OUT_OF_RANGE }`.
pub fn in_range<T: PartialOrd>(field: &str, value: T, range: std::ops::RangeInclusive<T>) -> Result<T> {
    if range.contains(&value) { Ok(value) } else { Err(Error::invalid(field, rules::NUMBER_IS_OUT_OF_RANGE)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule<T>(outcome: Result<T>) -> Option<Rule> {
        match outcome {
            Err(Error::Invalid { rule, .. }) => Some(rule),
            _ => None,
        }
    }

    #[test]
    fn texts_are_taken_in_their_one_form() {
        assert_eq!(required_text("a", " Rad ett\r\n- punkt\tett ", 20).ok().as_deref(), Some("Rad ett\n- punkt ett"));
        assert_eq!(required_line("a", "A\u{30a}s\u{a0}AB", 5).ok().as_deref(), Some("Ås AB"));
        assert_eq!(required_line("a", " A \u{a0} B\t\tC ", 5).ok().as_deref(), Some("A B C"));
        assert_eq!(required_text("a", "- ett\n  - två", 20).ok().as_deref(), Some("- ett\n  - två"));
        assert_eq!(optional_line("a", Some("\u{200b}\u{feff} "), 5).ok(), Some(None));
        assert_eq!(optional_text("a", None, 5).ok(), Some(None));
    }

    #[test]
    fn what_is_wrong_with_a_text_is_told_apart() {
        assert_eq!(rule(required_text("a", "Rad ett\u{b}Rad två", 20)), Some(rules::TEXT_HOLDS_AN_ODD_SIGN));
        assert_eq!(rule(optional_text("a", Some("a\0"), 20)), Some(rules::TEXT_HOLDS_AN_ODD_SIGN));
        assert_eq!(rule(required_line("a", "ett\rtvå", 20)), Some(rules::TEXT_HOLDS_A_LINE_BREAK));
        assert_eq!(rule(optional_line("a", Some("ett\ntvå"), 20)), Some(rules::TEXT_HOLDS_A_LINE_BREAK));
        assert_eq!(rule(required_line("a", "\u{3164}", 20)), Some(rules::TEXT_LENGTH_IS_WRONG));
        assert_eq!(rule(required_line("a", "åäö", 2)), Some(rules::TEXT_LENGTH_IS_WRONG));
    }
}
