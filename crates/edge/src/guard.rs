//! A linear look at the document's characters before the parser sees it. The parser recurses on nested values and has no
//! limit on what it builds; this pass never recurses, and allocates for the fields of input objects only.

use std::collections::HashSet;

use async_graphql::Pos;

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
    for (_, token) in Tokens::of(document) {
        match token {
            b"{" | b"[" | b"(" => nesting += 1,
            b"}" | b"]" | b")" => nesting = nesting.saturating_sub(1),
            b"@" => directives += 1,
            _ => {}
        }
        tokens += 1;
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

/// Refuses an input object in which a field stands twice: the parser keeps the last and says nothing. The document is within its
/// limits.
///
/// # Errors
/// The field, where it stands again.
pub fn check_input_fields(document: &str) -> Result<(), Fault> {
    // What is open around the place: the fields of an input object so far, or something else. Braces within parentheses are values.
    let mut open: Vec<Option<HashSet<&[u8]>>> = Vec::new();
    let (mut parentheses, mut before) = (0_usize, (0, &b""[..]));
    for (at, token) in Tokens::of(document) {
        match token {
            b"{" if parentheses > 0 => open.push(Some(HashSet::new())),
            b"{" | b"[" | b"(" => {
                parentheses += usize::from(token == b"(");
                open.push(None);
            }
            b"}" | b"]" | b")" => {
                parentheses = parentheses.saturating_sub(usize::from(token == b")"));
                open.pop();
            }
            b":" => {
                if let Some(Some(fields)) = open.last_mut()
                    && !fields.insert(before.1)
                {
                    let fault = Fault::new(Refusal::InputFieldRepeated).with(String::from_utf8_lossy(before.1));
                    return Err(fault.at(position(document, before.0)));
                }
            }
            _ => {}
        }
        before = (at, token);
    }
    Ok(())
}

/// The line and column of a byte, from 1.
fn position(document: &str, at: usize) -> Pos {
    let before = document.get(..at).unwrap_or(document);
    let line = before.rsplit('\n').next().unwrap_or(before);
    Pos { line: before.matches('\n').count() + 1, column: line.chars().count() + 1 }
}

/// The document's tokens, each with the byte it begins at.
struct Tokens<'d> {
    document: &'d [u8],
    at: usize,
    /// Whether a block string may still end.
    blocks: bool,
}

impl<'d> Tokens<'d> {
    fn of(document: &'d str) -> Self {
        Self { document: document.as_bytes(), at: 0, blocks: true }
    }
}

impl<'d> Iterator for Tokens<'d> {
    type Item = (usize, &'d [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let rest = self.document.get(self.at..)?;
            let length = match *rest.first()? {
                b'#' => {
                    self.at += comment_length(rest);
                    continue;
                }
                b' ' | b'\t' | b'\r' | b'\n' | b',' | 0xEF | 0xBB | 0xBF => {
                    self.at += 1;
                    continue;
                }
                b'"' => string_length(rest, &mut self.blocks),
                first if is_word(first) => rest.iter().take_while(|byte| is_word(**byte)).count(),
                b'.' if rest.starts_with(b"...") => 3,
                _ => 1,
            };
            let at = self.at;
            self.at += length;
            return Some((at, rest.get(..length).unwrap_or(rest)));
        }
    }
}

/// Names and numbers: a word is one token however the parser divides it, and a number's sign or point joins it.
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-'
}

fn comment_length(text: &[u8]) -> usize {
    text.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(text.len())
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
    fn a_field_of_an_input_object_stands_once() {
        for document in [
            "{ a(b: {c: 1, c: 2}) }",
            "{ a(b: {c: {d: 1 e: [2] d: 3}}) }",
            "{ a(b: [{c: 1}, {c: 1 # c\n c: 2}]) }",
            "query ($b: B = {c: 1, c: 1}) { a(b: $b) }",
            "{ a @d(b: {c: \"}\", c: 2}) }",
            "{ a(b: {c: \"\"\"{\"\"\", d: $c, c: E}) { e } }",
        ] {
            let fault = check_input_fields(document).expect_err(document);
            assert_eq!(fault.refusal, Refusal::InputFieldRepeated, "{document}");
        }
        for document in [
            "{ a(b: {c: 1, d: {c: 1}}, e: {c: 1}) { x: b x: b } }",
            "{ a(b: [{c: 1}, {c: 1}]) x: y { x: z x: z } }",
            "query ($c: C = {c: 1}, $d: C = {c: 1}) { a(b: {c: $c, d: $d}) }",
            "{ a(b: \"{c: 1, c: 1}\") }",
        ] {
            assert!(check_input_fields(document).is_ok(), "{document}");
        }
        let fault = check_input_fields("{ å: a(b: {\n  c: 1,\n  c: 2}) }").expect_err("twice");
        assert_eq!(fault.locations, [Pos { line: 3, column: 3 }]);
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
