//! What is searched for in a field of a form. Words that nothing can be called, or too many of them, are told of beside the search,
//! and nothing is looked for: all else that was written stays as it was.

use kernel::{
    Lang,
    error::rules,
    text::{is_odd, normal},
};
use web::commands::{FieldKind, SEARCH_CHARACTERS};

/// What is wrong with what was searched for.
pub(super) fn wrong(sought: &str, lang: Lang) -> Option<String> {
    if normal(sought).chars().any(is_odd) {
        return Some(rules::TEXT_HOLDS_AN_ODD_SIGN.text.get(lang).to_owned());
    }
    let is_long = sought.chars().count() > SEARCH_CHARACTERS;
    is_long.then(|| match lang {
        Lang::Sv => format!("Sök med högst {SEARCH_CHARACTERS} tecken."),
        Lang::En => format!("Search with at most {SEARCH_CHARACTERS} characters."),
    })
}

/// A field that offers what it would without a search, with what was searched for and what is wrong with that.
pub(super) fn told(kind: FieldKind, sought: &str, wrong: String) -> FieldKind {
    let (sought, wrong) = (sought.to_owned(), Some(wrong));
    match kind {
        FieldKind::Choice(found) => {
            let total = Some(found.len() as u64);
            FieldKind::Search { found, sought, total, newest: false, wrong }
        }
        FieldKind::Search { found, total, newest, .. } => FieldKind::Search { found, sought, total, newest, wrong },
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_text_may_hold_and_what_is_too_long_is_not_looked_for() {
        for sought in ["", "svets", "svets 2026-03", "%_\\", "a\tb\u{200b}", &"å".repeat(SEARCH_CHARACTERS)] {
            assert_eq!(wrong(sought, Lang::Sv), None, "{sought:?}");
        }
        for sought in ["\0", "a\0b", "\u{1}", "\u{fffd}", "\u{ffff}", &"å ".repeat(SEARCH_CHARACTERS)] {
            let told = wrong(sought, Lang::En).unwrap_or_default();
            assert!(told.contains("text holds") || told.contains("at most 200"), "{sought:?}: {told}");
        }
    }
}
