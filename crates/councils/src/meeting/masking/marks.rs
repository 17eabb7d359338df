//! The mark that stands in a text for what is masked there.

/// What every mark begins and ends with.
const BEGINS: &str = "[maskerat ";
const ENDS: char = ']';

/// The mark of the `number`th masking of a meeting, which tells the ground.
pub(super) fn mark(number: i32, ground: &str) -> String {
    format!("{BEGINS}{number}: {ground}{ENDS}")
}

/// Whether it could be taken for a mark, or stand within one.
pub(super) fn looks_like_one(passage: &str) -> bool {
    passage.contains(['[', ']'])
}

/// The text in pieces, each a mark or what stands between marks.
fn pieces(text: &str) -> Vec<(bool, &str)> {
    let (mut pieces, mut rest) = (Vec::new(), text);
    while let Some(from) = rest.find(BEGINS) {
        let Some(length) = rest[from..].find(ENDS) else { break };
        let to = from + length + ENDS.len_utf8();
        pieces.push((false, &rest[..from]));
        pieces.push((true, &rest[from..to]));
        rest = &rest[to..];
    }
    pieces.push((false, rest));
    pieces
}

/// The text with `mark` wherever the passage stood outside marks; nothing where it does not.
pub(super) fn masked(text: &str, passage: &str, mark: &str) -> Option<String> {
    let has = pieces(text).iter().any(|(is_mark, piece)| !is_mark && piece.contains(passage));
    has.then(|| {
        let turned =
            |(is_mark, piece): (bool, &str)| if is_mark { piece.to_owned() } else { piece.replace(passage, mark) };
        pieces(text).into_iter().map(turned).collect()
    })
}

/// The text with the passage where `mark` stood; nothing where it does not.
pub(super) fn unmasked(text: &str, passage: &str, mark: &str) -> Option<String> {
    text.contains(mark).then(|| text.replace(mark, passage))
}

/// Whether each mark of `before` stands in `after` too.
pub(in crate::meeting) fn keeps_marks(before: Option<&str>, after: Option<&str>) -> bool {
    let after = after.unwrap_or_default();
    pieces(before.unwrap_or_default()).into_iter().all(|(is_mark, piece)| !is_mark || after.contains(piece))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_gives_way_to_its_mark_and_comes_back() {
        let one = mark(1, "21 kap. OSL");
        let text = "Anna Ek ringde. Sedan ringde Anna Ek igen, från 21 kap.";
        let hidden = masked(text, "Anna Ek", &one).expect("it stands there");
        assert_eq!(hidden, format!("{one} ringde. Sedan ringde {one} igen, från 21 kap."));
        assert_eq!(masked(&hidden, "Anna Ek", &one), None);
        let two = masked(&hidden, "21 kap.", &mark(2, "GDPR")).expect("it stands there");
        assert!(two.starts_with(&one), "a mark is left as it is: {two}");
        let back = unmasked(&two, "21 kap.", &mark(2, "GDPR")).and_then(|text| unmasked(&text, "Anna Ek", &one));
        assert_eq!(back.as_deref(), Some(text));
        assert_eq!(unmasked(text, "Anna Ek", &one), None);
    }

    #[test]
    fn what_is_written_anew_keeps_its_marks() {
        let text = format!("{} ringde.", mark(1, "GDPR"));
        assert!(keeps_marks(Some(&text), Some(&format!("Igår: {text}"))));
        assert!(!keeps_marks(Some(&text), Some("Ingen ringde.")));
        assert!(!keeps_marks(Some(&text), None));
        assert!(keeps_marks(None, None) && keeps_marks(Some("[maskerat utan slut"), None));
    }
}
