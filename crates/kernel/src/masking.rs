//! The mark that stands in a text for what is masked there.

/// What every mark begins and ends with.
const BEGINS: &str = "[maskerat ";
const ENDS: char = ']';

/// The mark of the `number`th masking of a meeting, which tells the ground.
pub fn mark(number: i32, ground: &str) -> String {
    format!("{BEGINS}{number}: {ground}{ENDS}")
}

/// Whether it could be taken for a mark, or stand within one.
pub fn looks_like_one(passage: &str) -> bool {
    passage.contains(['[', ']'])
}

/// The text in pieces, each a mark or what stands between marks.
pub fn pieces(text: &str) -> Vec<(bool, &str)> {
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

/// The marks that stand in the text.
pub fn marks_in(text: &str) -> Vec<&str> {
    pieces(text).into_iter().filter_map(|(is_mark, piece)| is_mark.then_some(piece)).collect()
}

/// The text with `mark` wherever the passage stood in whole words outside marks; nothing where it does not.
pub fn masked(text: &str, passage: &str, mark: &str) -> Option<String> {
    masked_as_seen(text, passage, mark, str::to_owned)
}

/// As [`masked`], in the name of a file, where a blank may be written in another way.
pub fn masked_in_name(name: &str, passage: &str, mark: &str) -> Option<String> {
    masked_as_seen(name, passage, mark, |text| text.replace(['_', '-', '.'], " "))
}

/// `seen` gives what is compared, in as many bytes.
fn masked_as_seen(text: &str, passage: &str, mark: &str, seen: fn(&str) -> String) -> Option<String> {
    let passage = seen(passage);
    let turned: Vec<(&str, Option<String>)> = pieces(text)
        .into_iter()
        .map(|(is_mark, piece)| (piece, if is_mark { None } else { replaced(piece, &seen(piece), &passage, mark) }))
        .collect();
    let has = turned.iter().any(|(_, turned)| turned.is_some());
    has.then(|| turned.into_iter().map(|(piece, turned)| turned.unwrap_or_else(|| piece.to_owned())).collect())
}

/// The text with `mark` wherever the passage stands in `seen` in whole words; nothing where it does not.
fn replaced(text: &str, seen: &str, passage: &str, mark: &str) -> Option<String> {
    if passage.is_empty() {
        return None;
    }
    let begins_a_word = is_of_a_word(passage.chars().next());
    let ends_a_word = is_of_a_word(passage.chars().next_back());
    let (mut turned, mut copied, mut from) = (String::new(), 0, 0);
    while let Some(found) = seen[from..].find(passage) {
        let at = from + found;
        let to = at + passage.len();
        let goes_before = begins_a_word && is_of_a_word(seen[..at].chars().next_back());
        if goes_before || (ends_a_word && goes_on(&seen[to..])) {
            from = at + seen[at..].chars().next().map_or(1, char::len_utf8);
        } else {
            turned.push_str(&text[copied..at]);
            turned.push_str(mark);
            (copied, from) = (to, to);
        }
    }
    turned.push_str(&text[copied..]);
    (copied > 0).then_some(turned)
}

/// Whether the word before `rest` goes on there. A name is the same name in the genitive, which ends with an s.
fn goes_on(rest: &str) -> bool {
    let rest = rest.strip_prefix('s').unwrap_or(rest);
    is_of_a_word(rest.chars().next())
}

fn is_of_a_word(sign: Option<char>) -> bool {
    sign.is_some_and(char::is_alphanumeric)
}

/// The text with the passage where `mark` stood; nothing where it does not.
pub fn unmasked(text: &str, passage: &str, mark: &str) -> Option<String> {
    text.contains(mark).then(|| text.replace(mark, passage))
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
    fn whole_words_are_masked_and_no_parts_of_others() {
        let one = mark(1, "GDPR");
        let turned = masked("Som om omsorg om 1 om.", "om", &one).expect("it stands there");
        assert_eq!(turned, format!("Som {one} omsorg {one} 1 {one}."));
        assert_eq!(masked("Somliga omsorger, 2om", "om", &one), None);
        assert_eq!(masked("Eks bil", "Ek", &one), Some(format!("{one}s bil")));
        assert_eq!(masked("Ekström", "Ek", &one), None);
        assert_eq!(masked("a(b)c", "(b)", &one), Some(format!("a{one}c")));
        assert_eq!(masked("ooo", "oo", &one), None);
        assert_eq!(marks_in(&turned), [one.as_str(); 3]);
    }

    #[test]
    fn in_the_name_of_a_file_a_blank_is_written_in_several_ways() {
        let one = mark(1, "GDPR");
        for name in ["Brev Anna Ek.pdf", "Brev Anna_Ek.pdf", "Brev Anna-Ek.pdf", "Brev Anna.Ek.pdf"] {
            assert_eq!(masked_in_name(name, "Anna Ek", &one), Some(format!("Brev {one}.pdf")), "{name}");
        }
        assert_eq!(masked_in_name("Anna Ek_Anna_Ek.pdf", "Anna Ek", &one), Some(format!("{one}_{one}.pdf")));
        assert_eq!(masked_in_name("Brev Anna_Ekman.pdf", "Anna Ek", &one), None);
    }
}
