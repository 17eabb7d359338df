//! What is wrong, where it names something that has a page of its own.

use maud::{Markup, html};

use crate::visit::Visit;

/// Signs of an id after the prefix of its kind.
const SIGNS: usize = 26;

/// The words, with a link for each id in them of a kind that has pages: whoever is told of a thing reaches its page.
pub(super) fn linked(visit: &Visit, words: &str) -> Markup {
    html! {
        @for run in runs(words) {
            @if is_id(run) && visit.has_page(run) { a href=(visit.link(&format!("/ting/{run}"))) { (run) } } @else { (run) }
        }
    }
}

/// The words, parted into what may be an id and what stands between.
fn runs(words: &str) -> Vec<&str> {
    let may_be = |sign: char| sign.is_ascii_alphanumeric() || sign == '_';
    let (mut runs, mut rest) = (Vec::new(), words);
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|sign: char| may_be(sign) != may_be(first)).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        runs.push(run);
        rest = after;
    }
    runs
}

/// Whether it is written as an id.
pub(super) fn is_id(run: &str) -> bool {
    let is_one =
        |id: &str| id.len() == SIGNS && id.bytes().all(|sign| sign.is_ascii_digit() || sign.is_ascii_lowercase());
    run.rsplit_once('_').is_some_and(|(kind, id)| !kind.is_empty() && is_one(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_found_among_words_and_nothing_else_is() {
        let words = "Gapet är redan anmält, som ett behov. (Svets_kunskaper, need_01arz3ndektsv4rrffq69g5fav)";
        assert_eq!(runs(words).concat(), words);
        let found: Vec<&str> = runs(words).into_iter().filter(|run| is_id(run)).collect();
        assert_eq!(found, ["need_01arz3ndektsv4rrffq69g5fav"]);
        for other in ["", "_01arz3ndektsv4rrffq69g5fav", "need_01ARZ3NDEKTSV4RRFFQ69G5FAV", "need_01arz3", "need"] {
            assert!(!is_id(other), "{other}");
        }
    }
}
