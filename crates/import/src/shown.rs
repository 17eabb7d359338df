//! What may be shown of a cell: never what could be a personal number.

use kernel::{personal_number::may_stand_in, text::one_line};

/// Longest text shown.
const MAX_SHOWN: usize = 200;

/// `text`, unless it holds what may be a personal number, in whatever form it survived.
pub fn shown(text: &str) -> String {
    if may_stand_in(text) { "(personnummer)".to_owned() } else { plain(text) }
}

/// In one line.
fn plain(text: &str) -> String {
    one_line(text)
        .chars()
        .map(|c| if c == '\n' { ' ' } else { c })
        .filter(|c| !c.is_control())
        .take(MAX_SHOWN)
        .collect()
}

/// A header or the name of one, as a message may repeat it: a file without a header has data in its place.
pub fn named(header: &str) -> String {
    if header.chars().filter(|c| c.is_numeric()).count() >= 6 {
        return "(…)".to_owned();
    }
    plain(header)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_be_a_persons_number_is_not_shown() {
        for text in [
            "19090527-1474|090527-1474|0905271474|190905271475|anst 19090527 1474|090587-1474|19800229-Tf29",
            "A/190905271474/b",
            // What a spreadsheet left of them.
            "905271474|4059937|90527-1474|905271474.0|905271474,00|190905271474.0|1,90905E+11",
            "1.90905271474E+11|9,05271E+08",
            // Other dashes, blanks, points and digits.
            "090527–1474|19090527 - 1474|1909-05-27-1474|1909 05 27 14 74|09.05.27.1474|090527_1474",
            "１９０９０５２７１４７４",
            // Inside something else.
            "SE090527147401|19090527x1474|0905a27b1474|1909 maj 0527 nr 1474|90527o1474|anst190905271474001",
            "19090527-T474|800229-Tf29|id 600601-1234|601234",
            // With a thousands format, whichever.
            "905 271 474|905.271.474|905,271,474|905'271'474|905’271’474|905\u{a0}271\u{a0}474",
            "905\u{202f}271\u{202f}474,00|4 059 937|4.059.937|90,52,71,474|9 05 27 14 74|905271 474",
            "190 905 271 474|190.905.271.474,0|1 909 0527 1474|rad 3: 905 271 474 kr",
            // A digit too few or too many.
            "19090527-147|19090527147|090527-147|090527147|19090527-14745|19 090 527 147",
        ]
        .join("|")
        .split('|')
        {
            assert_eq!(shown(text), "(personnummer)", "{text}");
        }
    }

    #[test]
    fn other_keys_are_shown() {
        for text in [
            "556016-0680|202100-5489|165560160680|B-17|2026-001|need_01k9zq8v|SE556016068001|556016 0680",
            "857209-0606|2026-11-22|17|12345|9956543|ORD-99-88-77|1e5|2020/00312|2026-00417|1 200|12 500",
            "612-345|556 016 06 80",
        ]
        .join("|")
        .split('|')
        {
            assert_eq!(shown(text), text);
        }
        assert_eq!(shown("a\r\nb\u{0}"), "a b");
    }
}
