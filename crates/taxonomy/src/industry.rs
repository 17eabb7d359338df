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
    let code: String = text.chars().filter(|c| *c != '.' && !c.is_whitespace()).collect();
    lookup(Scheme::Sni2007, &code.to_uppercase())
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
        assert_eq!(sni_parse("29.999"), None);
    }
}
