//! What a definition must know of its GraphQL document: that it is one query, and which variables it declares. All else is
//! for the executor's parser, which a test runs over every built-in question.

use crate::path::is_name;

/// A variable that a document declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// Name without `$`.
    pub name: String,
    /// Type as written, without blanks: `[ID!]!`.
    pub type_text: String,
    /// Whether it has a default.
    pub has_default: bool,
}

impl Variable {
    /// Whether the document cannot be run without it.
    pub fn is_required(&self) -> bool {
        self.type_text.ends_with('!') && !self.has_default
    }

    /// Whether it takes a list.
    pub fn is_list(&self) -> bool {
        self.type_text.starts_with('[')
    }
}

/// Why a document is not one query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Something other than one operation and its fragments.
    NotOneOperation,
    /// A mutation or a subscription.
    NotAQuery,
    /// It ends too soon, or a bracket stands alone.
    Unbalanced,
}

/// The variables that the document's one query declares, in order.
///
/// # Errors
/// What keeps the document from being one query.
pub fn variables(document: &str) -> Result<Vec<Variable>, Fault> {
    let tokens = tokens(document).ok_or(Fault::Unbalanced)?;
    let (mut found, mut operations, mut at) = (Vec::new(), 0, 0);
    while at < tokens.len() {
        let head = tokens[at];
        let body = at + tokens[at..].iter().position(|token| *token == "{").ok_or(Fault::Unbalanced)?;
        // An object literal may stand before the selection: a variable's default. Selections begin outside parentheses.
        let body = outside_parentheses(&tokens, at).unwrap_or(body);
        match head {
            "fragment" => {}
            "query" | "{" => {
                operations += 1;
                found = declared(&tokens[at..body])?;
            }
            "mutation" | "subscription" => return Err(Fault::NotAQuery),
            _ => return Err(Fault::NotOneOperation),
        }
        at = closing(&tokens, body).ok_or(Fault::Unbalanced)? + 1;
    }
    if operations == 1 { Ok(found) } else { Err(Fault::NotOneOperation) }
}

fn outside_parentheses(tokens: &[&str], from: usize) -> Option<usize> {
    let mut depth = 0_i32;
    (from..tokens.len()).find(|&at| {
        depth += i32::from(tokens[at] == "(") - i32::from(tokens[at] == ")");
        depth == 0 && tokens[at] == "{"
    })
}

fn closing(tokens: &[&str], from: usize) -> Option<usize> {
    let mut depth = 0_i32;
    (from..tokens.len()).find(|&at| {
        depth += i32::from(tokens[at] == "{") - i32::from(tokens[at] == "}");
        depth == 0
    })
}

/// The declarations between `query Name` and its selection.
fn declared(head: &[&str]) -> Result<Vec<Variable>, Fault> {
    let Some(open) = head.iter().position(|token| *token == "(") else { return Ok(Vec::new()) };
    let starts: Vec<usize> =
        (open..head.len().saturating_sub(2)).filter(|&at| head[at] == "$" && head[at + 2] == ":").collect();
    let mut variables = Vec::with_capacity(starts.len());
    for (index, &start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(head.len());
        let name = head[start + 1];
        if !is_name(name) {
            return Err(Fault::Unbalanced);
        }
        let after: &[&str] = &head[start + 3..end];
        let type_text: String = after.iter().take_while(|token| !matches!(**token, "=" | ")" | "@")).copied().collect();
        let has_default = after.iter().take_while(|token| **token != "@").any(|token| *token == "=");
        variables.push(Variable { name: name.to_owned(), type_text, has_default });
    }
    Ok(variables)
}

/// Words and signs, without blanks, commas, comments and the inside of strings.
fn tokens(document: &str) -> Option<Vec<&str>> {
    let bytes = document.as_bytes();
    let (mut tokens, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        let start = at;
        match bytes[at] {
            b'#' => at += document[at..].find('\n').unwrap_or(document.len() - at),
            b'"' => {
                at = end_of_string(document, at)?;
                tokens.push("\"\"");
            }
            byte if byte.is_ascii_alphanumeric() || byte == b'_' => {
                at += document[at..].bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
                tokens.push(&document[start..at]);
            }
            byte if byte.is_ascii_punctuation() && byte != b',' => {
                at += 1;
                tokens.push(&document[start..at]);
            }
            _ => at += 1,
        }
    }
    Some(tokens)
}

fn end_of_string(document: &str, start: usize) -> Option<usize> {
    if document[start..].starts_with("\"\"\"") {
        let mut from = start + 3;
        loop {
            let end = from + document[from..].find("\"\"\"")?;
            if !document[..end].ends_with('\\') {
                return Some(end + 3);
            }
            from = end + 3;
        }
    }
    let mut escaped = false;
    for (offset, byte) in document[start + 1..].bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return Some(start + 1 + offset + 1),
            b'\n' => return None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(document: &str) -> Vec<(String, String, bool)> {
        let found = variables(document).expect("one query");
        found.into_iter().map(|each| (each.name.clone(), each.type_text.clone(), each.is_required())).collect()
    }

    #[test]
    fn variables_are_found_with_type_and_default() {
        let document = r#"
            # $not: Int
            query Q($first: Int! = 50, $after: String, $ids: [ID!]!, $f: F = { a: "}) $x: Int", b: [1] } @d(a: 1)) {
              needs(first: $first, filter: { a: { eq: $after } }) { nodes { ...n } }
            }
            fragment n on Need { title(text: """ block { """) }
        "#;
        assert_eq!(
            read(document),
            [
                ("first".into(), "Int!".into(), false),
                ("after".into(), "String".into(), false),
                ("ids".into(), "[ID!]!".into(), true),
                ("f".into(), "F".into(), false),
            ]
        );
        assert!(read("{ viewer { name } }").is_empty());
        assert!(read("query { viewer { name } }").is_empty());
    }

    #[test]
    fn anything_but_one_query_is_refused() {
        let cases = [
            ("mutation { a }", Fault::NotAQuery),
            ("subscription { a }", Fault::NotAQuery),
            ("query A { a } query B { b }", Fault::NotOneOperation),
            ("fragment n on Need { id }", Fault::NotOneOperation),
            ("", Fault::NotOneOperation),
            ("type A { b: Int }", Fault::NotOneOperation),
            ("query { a", Fault::Unbalanced),
            ("query { a(b: \"x) }", Fault::Unbalanced),
        ];
        for (document, fault) in cases {
            assert_eq!(variables(document), Err(fault), "{document}");
        }
    }
}
