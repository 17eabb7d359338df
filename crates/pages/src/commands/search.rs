//! What is searched for in a field of a form. Words that nothing can be called, or too many of them, are told of beside the search,
//! and nothing is looked for: all else that was written stays as it was.

use kernel::{
    Label, Lang,
    command::{Kind, Table},
    error::rules,
    text::{is_odd, normal, sort_key},
};
use web::commands::{FieldFault, FieldKind, Given, SEARCH_CHARACTERS, answered_name, search_name};

use super::{choices, form::is_money, input};

/// That words to search with are no choice.
const NOTHING_IS_CHOSEN: Label = Label {
    sv: "Du har sökt men inte valt något än. Välj ett av alternativen i listan, eller töm sökrutan.",
    en: "You have searched but not chosen anything yet. Choose one of those in the list, or empty the search box.",
};

/// That what is chosen was chosen before the words were written.
const WORDS_ARE_OTHERS: Label = Label {
    sv: "Du har skrivit andra sökord än dem som listan gav svar på. Nu visar den vad de gav: välj i listan, eller töm sökrutan.",
    en: "You have written other words than those that the list answered to. Now it shows what they give: choose in it, or empty the \
         search box.",
};

/// The searches of a form that was sent with words in them and nothing chosen by them, each at its search's name: who wrote them means
/// that something is to be chosen.
pub(super) fn unanswered(table: &'static Table, given: &Given, lang: Lang) -> Vec<FieldFault> {
    let mut faults = Vec::new();
    unanswered_below(table, "", given, lang, &mut faults);
    faults
}

fn unanswered_below(table: &'static Table, path: &str, given: &Given, lang: Lang, faults: &mut Vec<FieldFault>) {
    for field in table.fields {
        let path = input::below(path, field.name);
        let is_searched = match field.kind {
            Kind::Group(below) if !is_money(below) => {
                unanswered_below(below, &path, given, lang, faults);
                false
            }
            Kind::Reference(_) => true,
            // A list that is shown whole has no search.
            Kind::Code(scheme) => matches!(choices::of_scheme(scheme, "", &[], lang), FieldKind::Search { .. }),
            _ => false,
        };
        let name = search_name(&path);
        let Some(sought) = input::texts(given, &name).first().copied().filter(|_| is_searched) else { continue };
        // The list itself says what it answers to; one that has no search does not.
        let of_list = given.iter().find(|(known, _)| *known == answered_name(&path)).map(|(_, words)| words.as_str());
        let why = match input::texts(given, &path).is_empty() {
            true => NOTHING_IS_CHOSEN,
            false if of_list.is_none_or(|words| are_same(words, sought)) => continue,
            false => WORDS_ARE_OTHERS,
        };
        let words = wrong(sought, lang).unwrap_or_else(|| why.get(lang).to_owned());
        faults.push(FieldFault { path: name, words });
    }
}

/// Whether two searches find the same: capitals, accents and blanks around words do not count.
fn are_same(one: &str, other: &str) -> bool {
    sort_key(one).trim() == sort_key(other).trim()
}

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
    fn a_search_is_the_same_in_capitals_and_with_blanks_around_it() {
        for (one, other) in
            [("svetsare", " Svetsare "), ("svets  stål", "SVETS STÅL\u{a0}"), ("kafé", "kafe"), ("", " ")]
        {
            assert!(are_same(one, other), "{one:?} {other:?}");
        }
        for (one, other) in [("svetsare", "svets"), ("stal", "stål"), ("", "svets")] {
            assert!(!are_same(one, other), "{one:?} {other:?}");
        }
    }

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
