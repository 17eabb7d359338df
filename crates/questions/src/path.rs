//! Paths into an answer, as a definition writes them.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// A field, by its name in the answer (the alias where there is one).
    Field(String),
    /// A fixed place of a list, from 0: `key[0]`.
    Place(usize),
    /// Every element of a list of values, joined into one text: `regions[]`.
    Each,
}

/// Where a column is found: relative to its row (`sex.label`), or from the answer's root (`/statistics.unit`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// Whether it begins at the root; such a value repeats on every row.
    pub absolute: bool,
    /// The steps, at least one.
    pub segments: Vec<Segment>,
}

impl Path {
    /// Reads `title`, `sex.label`, `key[0].label`, `regions[].label`, `/statistics.unit`.
    pub fn parse(text: &str) -> Option<Self> {
        let (absolute, rest) = text.strip_prefix('/').map_or((false, text), |rest| (true, rest));
        Some(Self { absolute, segments: segments(rest)? })
    }

    /// The path to another field of what its last step is in.
    pub(crate) fn beside(&self, field: &str) -> Self {
        let of = self.segments.split_last().map_or(&[][..], |(_, of)| of);
        let segments = of.iter().cloned().chain([Segment::Field(field.to_owned())]).collect();
        Self { absolute: self.absolute, segments }
    }

    /// Whether it gathers the elements of a list into one text.
    pub fn gathers(&self) -> bool {
        self.segments.contains(&Segment::Each)
    }
}

/// Where the rows are: the one list, `needs.nodes`; with lists around it, `projects.nodes[].partners.nodes`; or `.`, one
/// row, the answer itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowsPath {
    /// The fields to each list, outermost first; empty for one row.
    pub lists: Vec<Vec<String>>,
}

impl RowsPath {
    /// Reads a rows path.
    pub fn parse(text: &str) -> Option<Self> {
        if text == "." {
            return Some(Self::default());
        }
        let lists = text
            .split("[].")
            .map(|part| part.split('.').map(|name| is_name(name).then(|| name.to_owned())).collect::<Option<Vec<_>>>())
            .collect::<Option<Vec<_>>>()?;
        Some(Self { lists })
    }

    /// The fields from the root to the outermost list's connection, when that list is a connection's `nodes`.
    pub fn connection(&self) -> Option<&[String]> {
        let (last, connection) = self.lists.first()?.split_last()?;
        (last == "nodes" && !connection.is_empty()).then_some(connection)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.absolute {
            f.write_str("/")?;
        }
        for (index, segment) in self.segments.iter().enumerate() {
            match segment {
                Segment::Field(name) if index == 0 => f.write_str(name)?,
                Segment::Field(name) => write!(f, ".{name}")?,
                Segment::Place(place) => write!(f, "[{place}]")?,
                Segment::Each => f.write_str("[]")?,
            }
        }
        Ok(())
    }
}

impl fmt::Display for RowsPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.lists.is_empty() {
            return f.write_str(".");
        }
        let parts: Vec<String> = self.lists.iter().map(|list| list.join(".")).collect();
        f.write_str(&parts.join("[]."))
    }
}

/// Whether `text` is a name of GraphQL's.
pub(crate) fn is_name(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
        && characters.all(|c| c.is_ascii_alphanumeric() || c == '_')
}

fn segments(text: &str) -> Option<Vec<Segment>> {
    let mut segments = Vec::new();
    for part in text.split('.') {
        let (name, mut brackets) = part.find('[').map_or((part, ""), |at| part.split_at(at));
        if !is_name(name) {
            return None;
        }
        segments.push(Segment::Field(name.to_owned()));
        while !brackets.is_empty() {
            let (inside, rest) = brackets.strip_prefix('[')?.split_once(']')?;
            segments.push(if inside.is_empty() { Segment::Each } else { Segment::Place(inside.parse().ok()?) });
            brackets = rest;
        }
    }
    Some(segments)
}

macro_rules! as_text {
    ($name:ident, $example:literal) => {
        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                Self::parse(&text)
                    .ok_or_else(|| serde::de::Error::custom(format!("`{text}` is no path such as {}", $example)))
            }
        }
    };
}
as_text!(Path, "`sex.label` or `/statistics.unit`");
as_text!(RowsPath, "`needs.nodes`");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_read_and_written_the_same() {
        for text in ["title", "sex.label", "key[0].label", "regions[].label", "/statistics.unit", "a[2][].b"] {
            assert_eq!(Path::parse(text).map(|path| path.to_string()).as_deref(), Some(text));
        }
        for text in [".", "needs.nodes", "projects.nodes[].partners.nodes"] {
            assert_eq!(RowsPath::parse(text).map(|path| path.to_string()).as_deref(), Some(text));
        }
    }

    #[test]
    fn what_is_no_path_is_refused() {
        for text in ["", "/", "a..b", "a.", "1a", "a[", "a[x]", "a]", "a b", "a[0", "[0]", "å"] {
            assert_eq!(Path::parse(text), None, "{text}");
        }
        for text in ["", "a..b", "nodes[]", "a[0].b", "/needs.nodes", "a[].[].b"] {
            assert_eq!(RowsPath::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_connection_is_the_outermost_lists() {
        let connection =
            |text: &str| RowsPath::parse(text).and_then(|rows| rows.connection().map(|path| path.join(".")));
        assert_eq!(connection("needs.nodes").as_deref(), Some("needs"));
        assert_eq!(connection("projects.nodes[].partners.nodes").as_deref(), Some("projects"));
        assert_eq!(connection("statistics.rows"), None);
        assert_eq!(connection("nodes"), None);
        assert_eq!(connection("."), None);
    }
}
