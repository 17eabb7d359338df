//! Why something is done, as every step that asks for a reason takes it.

use super::{Error, Result, optional_text, rules};

/// Most characters of a reason.
pub const LONGEST_REASON: usize = 1000;

/// A reason in its one form, trimmed, of 1 to [`LONGEST_REASON`] characters, given at `reason`.
///
/// # Errors
/// `Invalid { reason, REASON_IS_REQUIRED }` for nothing or blanks, else as [`super::required_text`].
pub fn required_reason(reason: &str) -> Result<String> {
    optional_reason(Some(reason))?.ok_or_else(|| Error::invalid("reason", rules::REASON_IS_REQUIRED))
}

/// As [`required_reason`], but nothing or blanks give `None`.
///
/// # Errors
/// As [`super::required_text`].
pub fn optional_reason(reason: Option<&str>) -> Result<Option<String>> {
    optional_text("reason", reason, LONGEST_REASON)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_asked_for_where_it_must_be_given_and_has_its_length() {
        assert_eq!(required_reason(" Flyttat ").ok().as_deref(), Some("Flyttat"));
        assert_eq!(optional_reason(Some(" \n ")).ok(), Some(None));
        let rule = |given: &str| match required_reason(given) {
            Err(Error::Invalid { field, rule, .. }) => Some((field, rule)),
            _ => None,
        };
        assert_eq!(rule(" \n "), Some(("reason".to_owned(), rules::REASON_IS_REQUIRED)));
        assert_eq!(rule(&"å".repeat(LONGEST_REASON)), None);
        let long = "å".repeat(LONGEST_REASON + 1);
        assert_eq!(rule(&long), Some(("reason".to_owned(), rules::TEXT_LENGTH_IS_WRONG)));
    }
}
