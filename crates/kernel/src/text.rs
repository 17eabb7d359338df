//! The one form of a text, and Swedish order and search, computed once and stored, so that both databases sort and find
//! alike.

use std::borrow::Cow;

use icu_properties::{
    CodePointMapData, CodePointSetData,
    props::{
        DefaultIgnorableCodePoint, Emoji, ExtendedPictographic, GeneralCategory, PrependedConcatenationMark, Script,
        VariationSelector,
    },
};
use unicode_normalization::{IsNormalized, UnicodeNormalization, char::is_combining_mark, is_nfc_quick};

/// The one form of a text, in which it is compared, stored and shown: composed letters (NFC), `\n` for every line break,
/// one blank for each kind of blank and for a tab, and nothing that is not seen and means nothing (soft hyphens, blanks of no
/// width, byte order marks, direction marks). Other control characters stay, to be refused where they stand
/// ([`is_odd`]); joiners and variation selectors stay after what changes by them: emoji, and letters of other scripts than ours.
pub fn normal(text: &str) -> Cow<'_, str> {
    let plain = |byte: u8| byte.is_ascii() && byte != b'\t' && byte != b'\r';
    if text.bytes().all(plain) {
        return Cow::Borrowed(text);
    }
    let mut seen = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    // What the next joiner would change.
    let mut base = None;
    while let Some(c) = chars.next() {
        if is_unseen(c) {
            if is_joiner(c) && base.is_some_and(can_be_joined) {
                seen.push(c);
            }
            continue;
        }
        if !is_combining_mark(c) {
            base = Some(c);
        }
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => seen.push('\n'),
            '\t' => seen.push(' '),
            c if is_blank(c) => seen.push(' '),
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

/// Letters, digits and signs of the keyboard as such, where they are written as wide as those of East Asian scripts: for numbers,
/// days and codes, whose meaning does not change by it. Names keep theirs.
pub fn narrow(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let plain = |c| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    };
    Cow::Owned(text.chars().map(plain).collect())
}

/// Whether a text in its one form should not hold this: a control character that is no line break, a sign that stands for
/// one that was lost or of something that is no text, what is no character at all, or one that means what two parties have agreed
/// upon.
pub fn is_odd(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{fff9}'..='\u{fffd}' | '\u{fdd0}'..='\u{fdef}' | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
        || u32::from(c) & 0xfffe == 0xfffe
}

/// Signs without width or meaning of their own, as Unicode has them: of two texts that differ by them, nobody can tell which is
/// which.
fn is_unseen(c: char) -> bool {
    // Nearly all texts are of these alone.
    let is_seen = c < '\u{34f}' && c != '\u{ad}';
    !is_seen && (CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c) || is_format(c))
}

/// Signs that order others and are not seen themselves; those between which something stands are odd ([`is_odd`]).
fn is_format(c: char) -> bool {
    CodePointMapData::<GeneralCategory>::new().get(c) == GeneralCategory::Format
        && !CodePointSetData::new::<PrependedConcatenationMark>().contains(c)
        && !is_odd(c)
}

/// Blanks of every kind, those among them that Unicode counts as symbols: of Braille and of music.
fn is_blank(c: char) -> bool {
    (c.is_whitespace() && !c.is_control()) || matches!(c, '\u{2800}' | '\u{1d159}')
}

/// Joiners and variation selectors: they change how a text looks, never what is searched for.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{13430}'..='\u{1343f}')
        || CodePointSetData::new::<VariationSelector>().contains(c)
}

/// Whether a joiner after it is seen.
fn can_be_joined(c: char) -> bool {
    CodePointSetData::new::<Emoji>().contains(c)
        || CodePointSetData::new::<ExtendedPictographic>().contains(c)
        || !matches!(
            CodePointMapData::<Script>::new().get(c),
            Script::Latin | Script::Greek | Script::Cyrillic | Script::Common | Script::Inherited
        )
}

/// A text as it is compared and searched: in its one form ([`normal`]), without what is not seen, in lower case and without accents,
/// as Swedish dictionaries have it: `é` is `e`, `ü` is `y`, `æ` is `ä`, `ø` is `ö`. Å, ä and ö are letters of their own.
pub(crate) fn folded(text: &str) -> String {
    let plain = |c| match c {
        'æ' => 'ä',
        'ø' | 'œ' => 'ö',
        'à' | 'á' | 'â' | 'ã' => 'a',
        'ç' | 'č' | 'ć' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' => 'o',
        'š' => 's',
        'ù' | 'ú' | 'û' => 'u',
        'ü' | 'ý' | 'ÿ' => 'y',
        'ž' => 'z',
        c => c,
    };
    normal(text).chars().filter(|c| !is_unseen(*c)).flat_map(char::to_lowercase).map(plain).collect()
}

/// A key that sorts byte-wise in Swedish order (å, ä, ö after z; accents and case ignored).
///
/// The text is taken as it is compared. Other characters that are seen are kept: the key is text and can be searched with a
/// folded prefix.
pub fn sort_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for c in folded(text).chars() {
        match c {
            'å' => key.push('{'),
            'ä' => key.push('|'),
            'ö' => key.push('}'),
            c if c.is_whitespace() => {
                if !key.is_empty() && !key.ends_with(' ') {
                    key.push(' ');
                }
            }
            '{' | '|' | '}' | '%' | '_' | '\\' => {}
            c if c.is_control() => {}
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
    fn accents_are_left_out_and_swedish_letters_stay() {
        for (accented, plain) in
            [("Ný", "Ny"), ("Ny\u{301}", "Ny"), ("Åkés", "Åkes"), ("Müller", "Myller"), ("Žižek", "Zizek")]
        {
            assert_eq!(sort_key(accented), sort_key(plain), "{accented}");
        }
        let letters = ["a", "å", "ä", "o", "ö"].map(sort_key);
        assert!(letters.iter().enumerate().all(|(at, one)| !letters[..at].contains(one)), "{letters:?}");
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
    fn nothing_that_is_not_seen_is_kept() {
        // Of each block that has some, those that a list by hand forgets first.
        for c in [
            '\u{ad}',
            '\u{34f}',
            '\u{61c}',
            '\u{115f}',
            '\u{1160}',
            '\u{17b4}',
            '\u{180b}',
            '\u{180e}',
            '\u{180f}',
            '\u{200b}',
            '\u{200c}',
            '\u{200d}',
            '\u{200e}',
            '\u{202e}',
            '\u{2060}',
            '\u{2065}',
            '\u{2069}',
            '\u{206f}',
            '\u{3164}',
            '\u{fe00}',
            '\u{fe0f}',
            '\u{feff}',
            '\u{ffa0}',
            '\u{fff0}',
            '\u{1bca0}',
            '\u{1d173}',
            '\u{e0001}',
            '\u{e0020}',
            '\u{e0100}',
            '\u{e0fff}',
        ] {
            assert_eq!(normal(&format!("Prov{c}bolag")), "Provbolag", "{c:?}");
            assert_eq!(one_line(&format!("{c} {c}{c}")), "", "{c:?} alone is nothing");
            assert_eq!(sort_key(&format!("Å{c}kers")), sort_key("Åkers"), "{c:?}");
        }
        for blank in ['\u{2800}', '\u{1d159}', '\u{3000}', '\u{1680}'] {
            assert_eq!(one_line(&format!("{blank}Prov{blank}bolag{blank}")), "Prov bolag", "{blank:?}");
        }
        // What changes by a joiner keeps it, and is found without.
        for joined in ["👩\u{200d}🚒", "❤\u{fe0f}", "1\u{fe0f}\u{20e3}", "می\u{200c}خواهم", "क्\u{200d}ष", "葛\u{e0100}"]
        {
            assert_eq!(normal(joined), joined);
            let bare: String = joined.chars().filter(|c| !is_joiner(*c)).collect();
            assert_eq!(sort_key(joined), sort_key(&bare), "{joined:?}");
        }
        // Signs of order that are seen are no such thing.
        assert_eq!(normal("\u{600}\u{6dd}\u{110bd}"), "\u{600}\u{6dd}\u{110bd}");
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
        for c in [
            '\0',
            '\u{b}',
            '\u{1b}',
            '\u{7f}',
            '\u{9f}',
            '\u{fffc}',
            '\u{fffd}',
            '\u{ffff}',
            '\u{1fffe}',
            '\u{e000}',
            '\u{100000}',
        ] {
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
