//! CSV by RFC 4180, and as spreadsheet programs in Swedish read it.

use std::fmt::Write as _;

use bytes::Bytes;
use chrono::SecondsFormat;
use kernel::Lang;

use super::{EncodeError, Encoder, Pieces};
use crate::table::{Cell, Head, Row};

/// Writes CSV; for a language, with its labels, semicolons and its decimal sign's comma.
pub(super) struct Csv {
    head: Head,
    swedish: Option<Lang>,
}

impl Csv {
    pub fn new(head: &Head, swedish: Option<Lang>) -> Self {
        Self { head: head.clone(), swedish }
    }

    fn separator(&self) -> char {
        if self.swedish.is_some() { ';' } else { ',' }
    }

    fn cell(&self, cell: &Cell, line: &mut String) {
        // Writing to a string cannot fail.
        let _ = match cell {
            Cell::Text(text) => {
                quoted(text, self.separator(), self.swedish.is_some(), line);
                Ok(())
            }
            Cell::Integer(value) => write!(line, "{value}"),
            Cell::Decimal(value) if self.swedish.is_some() => {
                line.push_str(&value.to_string().replace('.', ","));
                Ok(())
            }
            Cell::Decimal(value) => write!(line, "{value}"),
            Cell::Date(day) => write!(line, "{day}"),
            Cell::DateTime(instant) if self.swedish.is_some() => {
                write!(line, "{}", instant.format("%Y-%m-%d %H:%M:%S"))
            }
            Cell::DateTime(instant) => write!(line, "{}", instant.to_rfc3339_opts(SecondsFormat::AutoSi, true)),
            Cell::Boolean(value) => write!(line, "{}", self.boolean(*value)),
            Cell::Hidden(_) | Cell::Null => Ok(()),
        };
    }

    fn boolean(&self, value: bool) -> &'static str {
        match (self.swedish, value) {
            (Some(Lang::Sv), true) => "ja",
            (Some(Lang::Sv), false) => "nej",
            (_, true) => "true",
            (_, false) => "false",
        }
    }
}

impl Encoder for Csv {
    fn start(&mut self) -> Result<Bytes, EncodeError> {
        let mut line = String::new();
        if self.swedish.is_some() {
            line.push('\u{feff}');
        }
        // Spreadsheet programs are for people.
        let head = if self.swedish.is_some() { self.head.for_people() } else { self.head.clone() };
        for (index, field) in head.fields().iter().enumerate() {
            if index > 0 {
                line.push(self.separator());
            }
            match self.swedish {
                // Programs that guess the separator look at the headings: a comma there would be taken for it, and what stands
                // between marks settles it. The first has none, for readers who take the byte order mark for a part of it.
                Some(lang) => {
                    let heading = field.label.get(lang).replace(", ", " – ").replace(',', "–");
                    if index == 0 {
                        quoted(&heading, self.separator(), true, &mut line);
                    } else {
                        in_marks(&heading, true, &mut line);
                    }
                }
                None => quoted(&field.name, self.separator(), false, &mut line),
            }
        }
        line.push_str("\r\n");
        Ok(line.into())
    }

    fn blocks(&self, _: usize) -> bool {
        false
    }

    fn rows(&mut self, rows: Vec<Row>) -> Result<Bytes, EncodeError> {
        let mut text = String::with_capacity(rows.len() * 64);
        for row in &rows {
            let start = text.len();
            for (index, cell) in row.iter().enumerate() {
                if index > 0 {
                    text.push(self.separator());
                }
                match self.head.fields().get(index).filter(|_| self.swedish.is_some()) {
                    Some(field) => self.cell(&field.cell_for_people(cell), &mut text),
                    None => self.cell(cell, &mut text),
                }
            }
            // A line that is wholly empty is skipped by many readers; one empty field in quotes is not.
            if text.len() == start {
                text.push_str("\"\"");
            }
            text.push_str("\r\n");
        }
        Ok(text.into())
    }

    fn finish(self: Box<Self>) -> Result<Pieces, EncodeError> {
        Ok(Pieces::bytes(Vec::new()))
    }
}

/// Whether a spreadsheet program could take the text for a formula.
pub(super) fn is_formula_like(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// Writes a text, in quotation marks where it needs them. `guards` puts an apostrophe before what a spreadsheet program could take
/// for a formula; a program that reads the file takes it for a part of the text.
fn quoted(text: &str, separator: char, guards: bool, line: &mut String) {
    let is_special = |byte: u8| byte == separator as u8 || matches!(byte, b'"' | b'\r' | b'\n');
    let quoted = text.bytes().any(is_special) || text.starts_with(' ') || text.ends_with(' ');
    if quoted {
        in_marks(text, guards, line);
        return;
    }
    if guards && is_formula_like(text) {
        line.push('\'');
    }
    line.push_str(text);
}

fn in_marks(text: &str, guards: bool, line: &mut String) {
    line.push('"');
    if guards && is_formula_like(text) {
        line.push('\'');
    }
    for character in text.chars() {
        if character == '"' {
            line.push('"');
        }
        line.push(character);
    }
    line.push('"');
}
