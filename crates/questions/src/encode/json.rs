//! JSON: a line a row, or one object with the rows in it.

use std::io::Write as _;

use bytes::Bytes;
use chrono::SecondsFormat;
use serde::Serialize;
use serde_json::json;

use super::{About, EncodeError, Encoder, Pieces};
use crate::table::{Cell, Field, FieldKind, Head, Row};

/// One object a line; without rows one empty line, since readers refuse a file of no bytes.
pub(super) struct Jsonl {
    rows: Rows,
    is_empty: bool,
}

/// One object: the question, the fields, the rows, and last how many they are.
pub(super) struct Json {
    rows: Rows,
    before: Vec<u8>,
    count: u64,
}

impl Jsonl {
    pub fn new(head: &Head) -> Self {
        Self { rows: Rows::new(head), is_empty: true }
    }
}

impl Encoder for Jsonl {
    fn start(&mut self) -> Result<Bytes, EncodeError> {
        Ok(Bytes::new())
    }

    fn blocks(&self, _: usize) -> bool {
        false
    }

    fn rows(&mut self, rows: Vec<Row>) -> Result<Bytes, EncodeError> {
        let mut out = Vec::with_capacity(rows.len() * 128);
        for row in &rows {
            self.rows.object(row, &mut out)?;
            out.push(b'\n');
        }
        self.is_empty &= rows.is_empty();
        Ok(out.into())
    }

    fn finish(self: Box<Self>) -> Result<Pieces, EncodeError> {
        Ok(Pieces::bytes(if self.is_empty { b"\n".to_vec() } else { Vec::new() }))
    }
}

impl Json {
    pub fn new(head: &Head, about: &About) -> Self {
        let mut question = serde_json::Map::new();
        for (name, value) in about.entries() {
            question.insert(name.to_owned(), value.into());
        }
        question.insert("version".to_owned(), about.version.into());
        let parameters = about.parameters.iter().map(|(label, value)| json!({ "label": label, "value": value }));
        question.insert("parameters".to_owned(), parameters.collect());
        let fields: Vec<_> = head.fields().iter().map(|field| described(field, about.lang)).collect();
        let about = json!({ "question": question, "fields": fields }).to_string();
        let mut before = about.into_bytes();
        before.pop();
        before.extend_from_slice(b",\"rows\":[");
        Self { rows: Rows::new(head), before, count: 0 }
    }
}

impl Encoder for Json {
    fn start(&mut self) -> Result<Bytes, EncodeError> {
        Ok(std::mem::take(&mut self.before).into())
    }

    fn blocks(&self, _: usize) -> bool {
        false
    }

    fn rows(&mut self, rows: Vec<Row>) -> Result<Bytes, EncodeError> {
        let mut out = Vec::with_capacity(rows.len() * 128);
        for row in &rows {
            out.extend_from_slice(if self.count == 0 { b"\n" } else { b",\n" });
            self.rows.object(row, &mut out)?;
            self.count += 1;
        }
        Ok(out.into())
    }

    fn finish(self: Box<Self>) -> Result<Pieces, EncodeError> {
        Ok(Pieces::bytes(format!("\n],\"count\":{}}}\n", self.count).into_bytes()))
    }
}

fn described(field: &Field, lang: kernel::Lang) -> serde_json::Value {
    let kind = match field.kind {
        FieldKind::Text => "text",
        FieldKind::Code => "code",
        FieldKind::Status => "status",
        FieldKind::Integer | FieldKind::Year => "integer",
        FieldKind::Count => "count",
        FieldKind::Decimal(_) => "decimal",
        FieldKind::Percent(_) => "percent",
        FieldKind::Date => "date",
        FieldKind::DateTime => "datetime",
        FieldKind::Boolean => "boolean",
    };
    let text = |text: &Option<crate::Text>| text.as_ref().map(|text| text.get(lang).to_owned());
    json!({
        "name": field.name, "label": field.label.get(lang), "type": kind,
        "unit": text(&field.unit), "description": text(&field.description),
    })
}

/// Writes rows as objects; names are escaped once.
struct Rows {
    names: Vec<Vec<u8>>,
    head: Head,
}

impl Rows {
    fn new(head: &Head) -> Self {
        let fields = head.fields().iter().enumerate();
        let names = fields.map(|(index, field)| {
            let comma = if index == 0 { "{" } else { "," };
            format!("{comma}{}:", serde_json::Value::from(field.name.as_str())).into_bytes()
        });
        Self { names: names.collect(), head: head.clone() }
    }

    fn object(&self, row: &Row, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        if row.len() != self.names.len() {
            let field = self.head.fields().get(row.len()).map_or_else(String::new, |field| field.name.clone());
            return Err(EncodeError::RowDoesNotFit { field });
        }
        for (name, cell) in self.names.iter().zip(row) {
            out.extend_from_slice(name);
            match cell {
                Cell::Text(text) => json_text(text, out)?,
                Cell::Integer(value) => write!(out, "{value}").map_err(EncodeError::broken)?,
                Cell::Decimal(value) => write!(out, "{value}").map_err(EncodeError::broken)?,
                Cell::Date(day) => write!(out, "\"{day}\"").map_err(EncodeError::broken)?,
                Cell::DateTime(instant) => json_text(&instant.to_rfc3339_opts(SecondsFormat::AutoSi, true), out)?,
                Cell::Boolean(value) => write!(out, "{value}").map_err(EncodeError::broken)?,
                Cell::Hidden(_) | Cell::Null => out.extend_from_slice(b"null"),
            }
        }
        out.extend_from_slice(if self.names.is_empty() { b"{}" } else { b"}" });
        Ok(())
    }
}

fn json_text(text: &str, out: &mut Vec<u8>) -> Result<(), EncodeError> {
    text.serialize(&mut serde_json::Serializer::new(out)).map_err(EncodeError::broken)
}
