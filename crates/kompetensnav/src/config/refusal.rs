//! What is said of a configuration that cannot be read: the key, the cause and the way out, never the value, which may be a secret.

use figment::{
    Error,
    error::{Actual, Kind},
};
use toml::de::{DeTable, DeValue};

use super::reading::PREFIX;

/// The fault without any value.
pub(super) fn told(error: &Error, in_environment: bool) -> String {
    let mut path = error.path.clone();
    if let Kind::UnknownField(name, _) = &error.kind {
        // Some say the field as the last step of the path, too.
        if path.last() != Some(name) {
            path.push(name.clone());
        }
    }
    let key = if path.is_empty() { "the configuration".to_owned() } else { path.join(".") };
    let key = match in_environment {
        // A list is one variable.
        true => {
            let variable: Vec<&str> =
                path.iter().map(String::as_str).take_while(|step| step.parse::<usize>().is_err()).collect();
            format!("{key} ({PREFIX}{})", variable.join("__").to_ascii_uppercase())
        }
        false => key,
    };
    // Of the algorithms that a library knows, those by a shared secret are refused afterwards.
    let list = |names: &[&str]| {
        let offered = names.iter().copied().filter(|name| !name.starts_with("HS"));
        offered.collect::<Vec<_>>().join(", ")
    };
    match &error.kind {
        Kind::UnknownField(_, known) => format!("{key}: unknown key; known here: {}", list(known)),
        Kind::MissingField(name) => format!("{key}: `{name}` is missing; write it, for it has no default"),
        Kind::DuplicateField(name) => format!("{key}: `{name}` stands there twice; leave one"),
        Kind::UnknownVariant(_, known) => format!("{key}: not a word that is known here; known are {}", list(known)),
        Kind::InvalidType(found, wanted) | Kind::InvalidValue(found, wanted) => {
            let wanted = needed(wanted);
            if is_number(wanted) && is_too_large(found) {
                return format!("{key}: the number is too large; write a smaller one");
            }
            let way = match (wanted, in_environment) {
                (TEXT, false) => "; write it within quotation marks",
                (LIST, true) => "; write a list as [\"…\", \"…\"]",
                (LIST, false) => "; write a list within [ ]",
                (TABLE, true) => "; set each of its keys by itself, with two underscores between",
                (TABLE, false) => "; write its keys below a line with its name within [ ]",
                _ => "",
            };
            format!("{key}: {} stands where {wanted} is needed{way}", kind(found))
        }
        Kind::InvalidLength(found, wanted) => format!("{key}: {found} items where {} is needed", needed(wanted)),
        Kind::ISizeOutOfRange(_) | Kind::USizeOutOfRange(_) => {
            format!("{key}: the number is out of range; write one that is nearer 0")
        }
        // What a type of ours or a library's says of a text it cannot read: networks, algorithms.
        Kind::Message(cause) => format!("{key}: {cause}"),
        Kind::Unsupported(_) | Kind::UnsupportedKey(..) => {
            format!("{key}: of a kind that no key takes; write a text, a number, true or false, a list or a table")
        }
    }
}

const TEXT: &str = "a text";
const LIST: &str = "a list";
const TABLE: &str = "a table";
const NATURAL: &str = "a whole number, 0 or more,";
const WHOLE: &str = "a whole number";

fn is_number(wanted: &str) -> bool {
    matches!(wanted, NATURAL | WHOLE)
}

/// Whether a number was found that is a whole one, and yet none that the key takes.
fn is_too_large(found: &Actual) -> bool {
    match found {
        Actual::Unsigned(_) => true,
        Actual::Signed(number) => *number >= 0,
        // Numbers beyond those that most can hold have no kind of their own.
        Actual::Other(what) => what.starts_with("integer") && !what.contains("`-"),
        _ => false,
    }
}

/// What kind of value a key takes, in words that are not the program's own.
fn needed(wanted: &impl std::fmt::Display) -> &'static str {
    let wanted = wanted.to_string();
    let has = |words: &[&str]| words.iter().any(|word| wanted.contains(word));
    match () {
        () if has(&["struct", "map", "table"]) => TABLE,
        () if has(&["sequence", "array", "tuple"]) => LIST,
        () if has(&["bool"]) => "true or false",
        () if has(&["u8", "u16", "u32", "u64", "usize"]) => NATURAL,
        () if has(&["i8", "i16", "i32", "i64", "isize", "integer"]) => WHOLE,
        () if has(&["f32", "f64", "float"]) => "a number",
        () if has(&["str", "path", "char"]) => TEXT,
        () => "something else",
    }
}

/// What kind of value was found.
fn kind(found: &Actual) -> &'static str {
    match found {
        Actual::Bool(_) => "true or false",
        Actual::Unsigned(_) | Actual::Signed(_) => "a number",
        Actual::Float(_) => "a decimal number",
        Actual::Char(_) | Actual::Str(_) | Actual::Bytes(_) => "a text",
        Actual::Seq => "a list",
        Actual::Map => "a table",
        Actual::Other(what) if what.starts_with("integer") => "a number",
        _ => "nothing",
    }
}

/// Where and why a file cannot be read; without the line itself, and without any words that may hold what stands there.
pub(super) fn unreadable(error: &toml::de::Error, text: &str) -> String {
    // What the grammar refuses is told in its own words; what a value is refused for would show the value.
    let refused = match DeTable::parse(text) {
        Err(of_grammar) => of_grammar,
        Ok(table) => match too_large(table.get_ref()) {
            Some(path) => return format!("{}: {TOO_LARGE}", path.join(".")),
            None => return format!("line {}: this cannot be read; {WRITTEN}", line(error, text)),
        },
    };
    format!("line {}: this is not TOML: {}; {WRITTEN}", line(&refused, text), refused.message())
}

fn line(error: &toml::de::Error, text: &str) -> usize {
    let at = error.span().map_or(0, |span| span.start).min(text.len());
    text.get(..at).unwrap_or_default().matches('\n').count() + 1
}

const WRITTEN: &str = "each key stands once, as `key = value`, and a text within quotation marks";
const TOO_LARGE: &str = "the number is too large; a text stands within quotation marks, also one of digits";

/// Where the first number stands that no key can hold.
fn too_large(table: &DeTable<'_>) -> Option<Vec<String>> {
    table.iter().find_map(|(key, value)| {
        let mut path = too_large_in(value.get_ref())?;
        path.insert(0, key.get_ref().to_string());
        Some(path)
    })
}

fn too_large_in(value: &DeValue<'_>) -> Option<Vec<String>> {
    match value {
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).is_err().then(Vec::new),
        DeValue::Table(table) => too_large(table),
        DeValue::Array(items) => items.iter().enumerate().find_map(|(at, item)| {
            let mut path = too_large_in(item.get_ref())?;
            path.insert(0, at.to_string());
            Some(path)
        }),
        _ => None,
    }
}
