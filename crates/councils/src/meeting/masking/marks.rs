//! What may be written over a text in which something is masked.

use kernel::{
    Result, Rule,
    command::{Bound, Kind},
    error::{all, bounded_line, bounded_text, holds, rules as common},
    masking::pieces,
    personal_number::nameless,
};

use super::entity::rules::MASKING_IS_LEFT_OUT;

/// As [`kernel::command::line`], of what may hold marks: how long it may be, the command itself says by [`within`], for a bound knows
/// no text before.
pub(in crate::meeting) const fn marked_line(max: usize) -> Bound<String> {
    Bound { kind: Kind::Line { max }, check: of_any_length }
}

/// As [`marked_line`], of several lines perhaps.
pub(in crate::meeting) const fn marked_text(max: usize) -> Bound<String> {
    Bound { kind: Kind::Text { max }, check: of_any_length }
}

fn of_any_length(kind: &Kind, text: String) -> Result<String, Rule> {
    nameless(match kind {
        Kind::Line { .. } => bounded_line(&text, usize::MAX)?,
        _ => bounded_text(&text, usize::MAX)?,
    })
}

/// Refuses a text in `field` of more than `max` characters, a mark counted as one: what it stands for was one at least. What was longer
/// `before`, for what was masked there came back, may stay so or become shorter.
///
/// # Errors
/// `Invalid` naming the field.
pub(in crate::meeting) fn within(field: &str, max: usize, before: Option<&str>, after: Option<&str>) -> Result<()> {
    let most = max.max(length(before.unwrap_or_default()));
    holds(length(after.unwrap_or_default()) <= most, field, common::TEXT_LENGTH_IS_WRONG)
}

/// As [`within`], of what is written over what stood there `before`, whose marks it keeps.
///
/// # Errors
/// As [`within`].
pub(in crate::meeting) fn written_over(
    field: &str,
    max: usize,
    before: Option<&str>,
    after: Option<&str>,
) -> Result<()> {
    let is_kept = holds(keeps_marks(before, after), field, MASKING_IS_LEFT_OUT);
    all([within(field, max, before, after), is_kept])
}

/// Characters, each mark one.
fn length(text: &str) -> usize {
    pieces(text).into_iter().map(|(is_mark, piece)| if is_mark { 1 } else { piece.chars().count() }).sum()
}

/// Whether each mark of `before` stands in `after` too.
fn keeps_marks(before: Option<&str>, after: Option<&str>) -> bool {
    let after = after.unwrap_or_default();
    pieces(before.unwrap_or_default()).into_iter().all(|(is_mark, piece)| !is_mark || after.contains(piece))
}

#[cfg(test)]
mod tests {
    use kernel::masking::mark;

    use super::*;

    #[test]
    fn what_is_written_anew_keeps_its_marks() {
        let text = format!("{} ringde.", mark(1, "GDPR"));
        assert!(keeps_marks(Some(&text), Some(&format!("Igår: {text}"))));
        assert!(!keeps_marks(Some(&text), Some("Ingen ringde.")));
        assert!(!keeps_marks(Some(&text), None));
        assert!(keeps_marks(None, None) && keeps_marks(Some("[maskerat utan slut"), None));
    }

    #[test]
    fn a_mark_is_as_long_as_one_character_and_what_became_too_long_may_stay() {
        let one = mark(1, "21 kap. OSL");
        let is_taken = |before: &str, after: &str| within("title", 10, Some(before), Some(after)).is_ok();
        assert!(is_taken("", "a123456789") && !is_taken("", "a1234567890"));
        assert!(is_taken("", &format!("{one}123456789")) && !is_taken("", &format!("{one}1234567890")));
        let grown = "a1234567890123";
        assert!(is_taken(grown, grown) && is_taken(grown, "a123456789012") && !is_taken(grown, &format!("{grown}4")));
        let told = written_over("title", 10, Some(&one), Some(grown));
        assert!(matches!(&told, Err(kernel::Error::SeveralInvalid(faults)) if faults.len() == 2), "{told:?}");
        let bound = marked_line(10);
        let read = |text: &str| (bound.check)(&bound.kind, text.to_owned());
        assert_eq!(read(&format!(" {grown} ")).as_deref(), Ok(grown));
        assert_eq!(read(" "), Err(common::TEXT_LENGTH_IS_WRONG));
        assert_eq!(read("Ada 19090527-1474"), Err(common::TEXT_HOLDS_A_PERSONAL_NUMBER));
        assert_eq!(read("a\nb"), Err(common::TEXT_HOLDS_A_LINE_BREAK));
    }
}
