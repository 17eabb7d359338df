//! Which signs of a text can be set: PDF/UA has no place for one that no font has.

use std::collections::HashSet;

use kernel::text::{is_odd, normal};
use unicode_normalization::char::is_combining_mark;

/// What stands for signs that no font has, as many as stand in a row.
const LACKING: char = '\u{fffd}';
/// Letters of a word from which it may be broken where it does not fit, and after how many of them each time.
const LONG: usize = 30;
const PIECE: usize = 15;
/// Where a word may be broken, which is not seen.
const BREAK: char = '\u{200b}';

/// The text in its one form, with what can be set, and whether something could not. A letter and its marks are of one font.
pub(crate) fn printable(text: &str, fonts: &[HashSet<u32>]) -> (String, bool) {
    let text = normal(text);
    let mut shown = String::with_capacity(text.len());
    let mut lacks = false;
    // Which of the fonts have the last letter with its marks.
    let mut having: Vec<usize> = Vec::new();
    for sign in text.chars().filter(|sign| !is_unseen(*sign)) {
        let sign = if sign.is_whitespace() { ' ' } else { sign };
        let is_mark = is_combining_mark(sign);
        let own = having_it(sign, fonts).into_iter().filter(|font| !is_mark || having.contains(font));
        let own: Vec<usize> = own.collect();
        if own.is_empty() {
            lacks = true;
            if !shown.ends_with(LACKING) {
                shown.push(LACKING);
            }
            having = Vec::new();
        } else {
            shown.push(sign);
            having = own;
        }
    }
    (shown, lacks)
}

/// The fonts that have the sign.
fn having_it(sign: char, fonts: &[HashSet<u32>]) -> Vec<usize> {
    if is_odd(sign) {
        return Vec::new();
    }
    let having = fonts.iter().enumerate().filter(|(_, font)| font.contains(&u32::from(sign)));
    having.map(|(number, _)| number).collect()
}

/// Joiners and selectors of emoji, which mean nothing without them.
const fn is_unseen(sign: char) -> bool {
    matches!(sign, '\u{200b}'..='\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}')
}

/// The text with places in its longest words at which they may be broken.
pub(crate) fn breakable(text: &str) -> String {
    let mut broken = String::with_capacity(text.len());
    for word in text.split_inclusive(' ') {
        let is_long = word.chars().count() > LONG;
        for (at, sign) in word.chars().enumerate() {
            if is_long && at > 0 && at % PIECE == 0 && !is_combining_mark(sign) {
                broken.push(BREAK);
            }
            broken.push(sign);
        }
    }
    broken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_of_its_letters_font() {
        let font = |signs: &str| signs.chars().map(u32::from).collect::<HashSet<u32>>();
        let fonts = [font("abq \u{323}"), font("q\u{301}")];
        assert_eq!(printable("abba", &fonts), ("abba".to_owned(), false));
        assert_eq!(printable("q\u{301}", &fonts), ("q\u{301}".to_owned(), false));
        assert_eq!(printable("q\u{323}\u{301}", &fonts), ("q\u{323}\u{fffd}".to_owned(), true));
        assert_eq!(printable("a xyz b\u{301}", &fonts), ("a \u{fffd} b\u{fffd}".to_owned(), true));
        assert_eq!(printable("a\nb\tb", &fonts), ("a b b".to_owned(), false));
        assert_eq!(printable("a\u{200d}\u{fe0f}", &fonts), ("a".to_owned(), false));
    }

    #[test]
    fn only_long_words_may_be_broken() {
        assert_eq!(breakable("kompetensförsörjningsplan nu"), "kompetensförsörjningsplan nu");
        let long = "a".repeat(31);
        assert_eq!(breakable(&long), format!("{0}\u{200b}{0}\u{200b}a", "a".repeat(15)));
        assert_eq!(breakable(&format!("b {long} b")).replace('\u{200b}', ""), format!("b {long} b"));
    }
}
