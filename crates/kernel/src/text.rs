//! The one form of a text, and Swedish order and search, computed once and stored, so that both databases sort and find
//! alike.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The one form of a text, in which it is compared, stored and shown: composed letters (NFC), `\n` for every line break,
/// one blank for each kind of blank and for a tab, and nothing that is not seen and means nothing (soft hyphens, blanks of no
/// width, byte order marks, direction marks). Other control characters stay, to be refused where they stand
/// ([`is_odd`]); joiners and variation selectors stay, since letters and emoji change by them.
pub fn normal(text: &str) -> Cow<'_, str> {
    let plain = |byte: u8| byte.is_ascii() && byte != b'\t' && byte != b'\r';
    if text.bytes().all(plain) {
        return Cow::Borrowed(text);
    }
    let mut seen = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => seen.push('\n'),
            '\t' => seen.push(' '),
            c if c.is_whitespace() && !c.is_control() => seen.push(' '),
            c if is_unseen(c) => {}
            c => seen.push(c),
        }
    }
    match is_nfc_quick(seen.chars()) {
        IsNormalized::Yes => Cow::Owned(seen),
        _ => Cow::Owned(seen.nfc().collect()),
    }
}

/// The one form of a text of one line, a name or a title: [`normal`], without blanks around it, and one blank for several. Line
/// breaks stay, to be refused.
pub fn one_line(text: &str) -> Cow<'_, str> {
    let text = normal(text);
    let trimmed = text.trim();
    if trimmed.len() == text.len() && !text.contains("  ") {
        return text;
    }
    let mut line = String::with_capacity(trimmed.len());
    for c in trimmed.chars() {
        if c != ' ' || !line.ends_with(' ') {
            line.push(c);
        }
    }
    Cow::Owned(line)
}

/// Whether a text in its one form should not hold this: a control character that is no line break, a sign that stands for
/// one that was lost, or what is no character at all.
pub fn is_odd(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{fff9}'..='\u{fffb}' | '\u{fffd}' | '\u{fdd0}'..='\u{fdef}')
        || u32::from(c) & 0xfffe == 0xfffe
}

/// Signs without width or meaning of their own: of two texts that differ by them, nobody can tell which is which.
fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{17b4}'
            | '\u{17b5}'
            | '\u{180e}'
            | '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Joiners and variation selectors: they change how a text looks, never what is searched for.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}

/// A key that sorts byte-wise in Swedish order (å, ä, ö after z; accents and case ignored).
///
/// The text is taken in its one form ([`normal`]). Other characters that are seen are kept: the key is text and can be
/// searched with a folded prefix. `é` folds to `e`,
/// `ü` to `y`, `æ` to `ä`, `ø` to `ö`, as Swedish dictionaries do.
pub fn sort_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for c in normal(text).chars().flat_map(char::to_lowercase) {
        match c {
            'å' => key.push('{'),
            'ä' | 'æ' => key.push('|'),
            'ö' | 'ø' | 'œ' => key.push('}'),
            'à' | 'á' | 'â' | 'ã' => key.push('a'),
            'ç' | 'č' | 'ć' => key.push('c'),
            'è' | 'é' | 'ê' | 'ë' => key.push('e'),
            'ì' | 'í' | 'î' | 'ï' => key.push('i'),
            'ñ' => key.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' => key.push('o'),
            'š' => key.push('s'),
            'ù' | 'ú' | 'û' => key.push('u'),
            'ü' | 'ý' | 'ÿ' => key.push('y'),
            'ž' => key.push('z'),
            c if c.is_whitespace() => {
                if !key.is_empty() && !key.ends_with(' ') {
                    key.push(' ');
                }
            }
            '{' | '|' | '}' | '%' | '_' | '\\' => {}
            c if c.is_control() || is_joiner(c) => {}
            c => key.push(c),
        }
    }
    key.truncate(key.trim_end().len());
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swedish_letters_follow_z() {
        let mut names = ["Örebro", "Zinkgruvan", "Ängelholm", "Åmål", "arboga", "Édith"];
        names.sort_by_key(|name| sort_key(name));
        assert_eq!(names, ["arboga", "Édith", "Zinkgruvan", "Åmål", "Ängelholm", "Örebro"]);
    }

    #[test]
    fn keys_hold_no_wildcards_and_fold_spaces() {
        assert_eq!(sort_key("  100 %_  Café\\ "), "100 cafe");
    }

    #[test]
    fn a_text_has_one_form() {
        assert_eq!(normal("A\u{30a}ngstro\u{308}m"), "Ångström");
        assert_eq!(normal("\u{212b}ngström"), "Ångström");
        assert_eq!(normal("o\u{ad}\u{308}"), "ö");
        assert_eq!(normal("ett\r\ntvå\rtre\u{2028}fyra"), "ett\ntvå\ntre\nfyra");
        assert_eq!(normal("a\tb\u{a0}c\u{202f}d\u{3000}e"), "a b c d e");
        assert_eq!(normal("\u{feff}Prov\u{200b}bolag\u{202e} AB\u{3164}"), "Provbolag AB");
        assert_eq!(normal("a\u{0}\u{b}b"), "a\u{0}\u{b}b");
        assert!(matches!(normal("as it stands\n"), Cow::Borrowed(_)));
        for text in ["A\u{30a}\t\u{ad}\r\n", "👩\u{200d}🚒 می\u{200c}خواهم", "e\u{323}\u{301}"] {
            assert_eq!(normal(&normal(text)), normal(text), "{text:?}");
        }
    }

    #[test]
    fn a_line_has_one_blank_where_several_stood() {
        for text in ["Prov  AB", " Prov \u{a0} AB\t", "Prov \u{200b} AB", "Prov AB", "Prov\u{2003}\u{2003}AB"] {
            assert_eq!(one_line(text), "Prov AB", "{text:?}");
        }
        assert_eq!(one_line(" ett \n\n  två"), "ett \n\n två");
        assert_eq!(one_line("   "), "");
    }

    #[test]
    fn odd_signs_are_those_that_no_text_should_hold() {
        for c in ['\0', '\u{b}', '\u{1b}', '\u{7f}', '\u{9f}', '\u{fffd}', '\u{ffff}', '\u{1fffe}'] {
            assert!(is_odd(c), "{c:?}");
        }
        for c in ['\n', ' ', 'å', '–', '\u{200d}', '🚒', '漢'] {
            assert!(!is_odd(c), "{c:?}");
        }
    }

    #[test]
    fn what_looks_the_same_has_the_same_key() {
        for text in ["A\u{30a}kers", "Å\u{200b}kers", "å\u{ad}kers", "ÅK\u{200d}ERS", "\u{feff}Åkers\u{a0}", "Å\0kers"]
        {
            assert_eq!(sort_key(text), sort_key("Åkers"), "{text:?}");
        }
    }
}
