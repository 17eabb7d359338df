//! Industry codes as people write them.

use crate::{concept::Concept, list::lookup, scheme::Scheme};

/// The printed form of a stored SNI code: `29`, `29.1`, `29.10`, `29.100`; a section letter as it is.
pub fn sni_display(code: &str) -> String {
    match code.split_at_checked(2) {
        Some((division, rest)) if !rest.is_empty() => format!("{division}.{rest}"),
        _ => code.to_owned(),
    }
}

/// The SNI 2007 concept for what someone wrote, with or without its dot.
pub fn sni_parse(text: &str) -> Option<&'static Concept> {
    lookup(Scheme::Sni2007, &stored(text)?)
}

/// The stored form of a code as it is printed: `62.010` is `62010`, `j` is `J`. `None` where a dot stands in the wrong place.
pub(crate) fn stored(text: &str) -> Option<String> {
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    match text.trim().split_once('.') {
        Some((division, rest)) if division.len() == 2 && (1..=3).contains(&rest.len()) => {
            (digits(division) && digits(rest)).then(|| format!("{division}{rest}"))
        }
        Some(_) => None,
        None => Some(text.trim().to_uppercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::list::all;

    #[test]
    fn codes_are_stored_as_digits_and_printed_with_a_dot() {
        for concept in all(Scheme::Sni2007) {
            let stored_well = if concept.level == 1 {
                concept.code.len() == 1 && concept.code.bytes().all(|b| b.is_ascii_uppercase())
            } else {
                concept.code.len() == usize::from(concept.level) && concept.code.bytes().all(|b| b.is_ascii_digit())
            };
            assert!(stored_well, "{concept:?}");
            assert_eq!(sni_parse(&sni_display(concept.code)), Some(concept));
        }
        let printed = ["C", "29", "291", "2910", "29100"].map(sni_display);
        assert_eq!(printed, ["C", "29", "29.1", "29.10", "29.100"]);
        assert_eq!(sni_parse(" c ").map(|c| c.code), Some("C"));
        assert_eq!(sni_parse("29.10").map(|c| c.code), Some("2910"));
        for text in ["29.999", "2.910", "291.0", "29.1.0", "29,10", "29.", ".29", "29.10a", ""] {
            assert_eq!(sni_parse(text), None, "{text}");
        }
    }
}
