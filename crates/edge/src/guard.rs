//! A linear look at the document's characters before the parser sees it. The parser recurses on nested values and has no
//! limit on what it builds; this pass allocates nothing and never recurses.

use super::{
    fault::{Fault, Refusal},
    limits::Limits,
};

/// Refuses a document that is too large, has too many tokens or directives, or nests too deep.
///
/// # Errors
/// The limit that was passed.
pub fn check(document: &str, limits: &Limits) -> Result<(), Fault> {
    if document.len() > limits.document_bytes {
        return Err(Fault::over(Refusal::DocumentBytes, limits.document_bytes));
    }
    let (mut tokens, mut directives, mut nesting) = (0_usize, 0_u64, 0_usize);
    let mut blocks = true;
    let mut rest = document.as_bytes();
    while let Some(&first) = rest.first() {
        let length = match first {
            b'#' => {
                rest = skip_comment(rest);
                continue;
            }
            b' ' | b'\t' | b'\r' | b'\n' | b',' | 0xEF | 0xBB | 0xBF => {
                rest = &rest[1..];
                continue;
            }
            b'{' | b'[' | b'(' => {
                nesting += 1;
                1
            }
            b'}' | b']' | b')' => {
                nesting = nesting.saturating_sub(1);
                1
            }
            b'@' => {
                directives += 1;
                1
            }
            b'"' => string_length(rest, &mut blocks),
            _ if is_word(first) => rest.iter().take_while(|byte| is_word(**byte)).count(),
            b'.' if rest.starts_with(b"...") => 3,
            _ => 1,
        };
        tokens += 1;
        rest = rest.get(length..).unwrap_or_default();
        if tokens > limits.tokens {
            return Err(Fault::over(Refusal::Tokens, limits.tokens));
        }
        if nesting > limits.nesting {
            return Err(Fault::over(Refusal::Nesting, limits.nesting));
        }
        if directives > limits.directives {
            return Err(Fault::over(Refusal::Directives, limits.directives));
        }
    }
    Ok(())
}

/// Names and numbers: a word is one token however the parser divides it, and a number's sign or point joins it.
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-'
}

fn skip_comment(text: &[u8]) -> &[u8] {
    let length = text.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(text.len());
    &text[length..]
}

/// Bytes of the string or block string that `text` begins with. A line end stops a string, and the parser refuses it there.
/// Where a block string never ends, the parser takes `""` for an empty string and reads on, and so must we; no later block
/// can end either, which `blocks` remembers, so that the pass stays linear.
fn string_length(text: &[u8], blocks: &mut bool) -> usize {
    if *blocks && text.starts_with(b"\"\"\"") {
        let mut at = 3;
        while at < text.len() {
            if text[at..].starts_with(b"\\\"\"\"") {
                at += 4;
            } else if text[at..].starts_with(b"\"\"\"") {
                return at + 3;
            } else {
                at += 1;
            }
        }
        *blocks = false;
    }
    let mut at = 1;
    while at < text.len() {
        match text[at] {
            b'"' => return at + 1,
            b'\\' => at += 2,
            b'\n' | b'\r' => return at,
            _ => at += 1,
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(document: &str) -> Option<Refusal> {
        check(document, &Limits::default()).err().map(|fault| fault.refusal)
    }

    #[test]
    fn brackets_in_strings_and_comments_do_not_nest() {
        let brackets = "[{(".repeat(200);
        assert_eq!(refusal(&format!("{{ a(b: \"{brackets}\") }}")), None);
        assert_eq!(refusal(&format!("{{ a(b: \"\"\"{brackets}\\\"\"\" \"\"\") }}")), None);
        assert_eq!(refusal(&format!("# {brackets}\n{{ a }}")), None);
    }

    #[test]
    fn a_string_cannot_hide_what_follows_it() {
        let deep = "[".repeat(40);
        assert_eq!(refusal(&format!("{{ a(b: \"\\\\\", c: {deep}) }}")), Some(Refusal::Nesting));
        assert_eq!(refusal(&format!("{{ a(b: \"\n{deep}")), Some(Refusal::Nesting));
        assert_eq!(refusal(&format!("{{ a(b: \"\"{deep}")), Some(Refusal::Nesting));
        assert_eq!(refusal(&format!("{{ a(b: \"\"\"\"\"\"{deep}")), Some(Refusal::Nesting));
        assert_eq!(refusal(&format!("# \r{deep}")), Some(Refusal::Nesting));
        assert_eq!(refusal(&format!("{{ a(b: [\"\"\"x\" {deep}")), Some(Refusal::Nesting));
    }

    #[test]
    fn each_limit_has_its_own_refusal() {
        assert_eq!(refusal(&"#".repeat(16 * 1024 + 1)), Some(Refusal::DocumentBytes));
        assert_eq!(refusal(&"a ".repeat(2_001)), Some(Refusal::Tokens));
        assert_eq!(refusal(&"a ".repeat(2_000)), None);
        assert_eq!(refusal(&"{".repeat(33)), Some(Refusal::Nesting));
        assert_eq!(refusal(&"@a".repeat(101)), Some(Refusal::Directives));
    }
}
