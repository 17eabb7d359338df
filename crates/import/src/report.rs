//! What came of each row.

use std::io;

use kernel::Error;

use super::{layout::Layout, rules::Refusal, shown::named, table::Table};

kernel::text_enum! {
    /// Utfall: what came of a row.
    pub enum Outcome {
        Created = "created" ("skapad", "created"),
        Unchanged = "unchanged" ("oförändrad", "unchanged"),
        Refused = "refused" ("avvisad", "refused"),
    }
}

/// One row's line.
#[derive(Clone, Debug)]
pub struct Line {
    /// The row's number, as a spreadsheet counts.
    pub row: usize,
    /// The row's key, unless it looks like a personal number.
    pub key: String,
    /// What came of it.
    pub outcome: Outcome,
    /// Whether it is kept: a created row is not in a dry run, or when another row is refused.
    pub written: bool,
    /// Why it is refused: everything that is wrong with it.
    pub refusals: Vec<Refusal>,
    /// Id of what it became.
    pub id: Option<String>,
    /// What its codes were read as, in Swedish and English.
    pub read_as: [String; 2],
}

impl Line {
    /// Whether it was refused.
    pub fn is_refused(&self) -> bool {
        self.outcome == Outcome::Refused
    }
}

/// What came of a file.
#[derive(Debug)]
pub struct Report {
    /// The rows, in the file's order.
    pub lines: Vec<Line>,
    /// The fault that halted an import row by row.
    pub halted: Option<Error>,
    /// What the operator should look at in the file, without data.
    pub warnings: Vec<String>,
    delimiter: u8,
    marked: bool,
}

impl Report {
    pub(super) fn of(lines: Vec<Line>) -> Self {
        Self { lines, halted: None, warnings: Vec::new(), delimiter: b',', marked: false }
    }

    /// Says whether the created rows are kept; an id of what is not kept would mislead.
    pub(super) fn written(mut self, written: bool) -> Self {
        for line in self.lines.iter_mut().filter(|line| line.outcome == Outcome::Created) {
            line.written = written;
            line.id = line.id.take().filter(|_| written);
        }
        self
    }

    pub(super) fn name_columns(&mut self, layout: &Layout) {
        for line in &mut self.lines {
            for refusal in &mut line.refusals {
                if let Some(column) = layout.columns().find(|column| column.path == refusal.field) {
                    refusal.field = column.field.name.to_owned();
                }
                refusal.column = layout.header(&refusal.field).map(named);
            }
            // What is wrong with the whole row stands first.
            line.refusals.sort_by_key(|refusal| layout.place(&refusal.field));
        }
    }

    /// The report is written as the file was: who could open that opens this.
    pub(super) fn like(&mut self, table: &Table) {
        (self.delimiter, self.marked) = (table.delimiter, table.marked);
    }

    /// How many rows had this outcome.
    pub fn count(&self, outcome: Outcome) -> usize {
        self.lines.iter().filter(|line| line.outcome == outcome).count()
    }

    /// How many rows are kept.
    pub fn kept(&self) -> usize {
        self.lines.iter().filter(|line| line.written).count()
    }

    /// Writes the report: a line a row, or a line for each thing that is wrong with it.
    ///
    /// # Errors
    /// When `to` does not take it.
    pub fn write(&self, mut to: impl io::Write) -> io::Result<()> {
        if self.marked {
            to.write_all("\u{feff}".as_bytes())?;
        }
        let mut csv = csv::WriterBuilder::new().delimiter(self.delimiter).from_writer(to);
        let header = "row key outcome written rule field column message_sv message_en id read_as_sv read_as_en";
        csv.write_record(header.split(' '))?;
        for line in &self.lines {
            for refusal in line.refusals.iter().map(Some).chain(line.refusals.is_empty().then_some(None)) {
                let (sv, en) = refusal.map(Refusal::message).unwrap_or_default();
                csv.write_record([
                    line.row.to_string().as_str(),
                    &harmless(&line.key),
                    line.outcome.as_str(),
                    if line.written { "true" } else { "false" },
                    refusal.map_or("", |refusal| refusal.rule.name),
                    refusal.map_or("", |refusal| refusal.field.as_str()),
                    &harmless(refusal.and_then(|refusal| refusal.column.as_deref()).unwrap_or_default()),
                    &sv,
                    &en,
                    line.id.as_deref().unwrap_or_default(),
                    &harmless(&line.read_as[0]),
                    &harmless(&line.read_as[1]),
                ])?;
            }
        }
        csv.flush()
    }
}

/// A text that a spreadsheet takes for a text and not for a formula.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules;

    #[test]
    fn the_report_is_written_as_the_file_was() {
        let refusals =
            vec![Refusal::field("kind", rules::VALUE_IS_UNKNOWN).detail("A, B"), Refusal::row(rules::KEY_IS_MISSING)];
        let line = |key: &str, outcome, refusals| Line {
            row: 2,
            key: key.to_owned(),
            outcome,
            written: false,
            refusals,
            id: Some("org_1".to_owned()),
            read_as: ["sni: 62 IT".to_owned(), String::new()],
        };
        let lines = vec![line("=1+1", Outcome::Created, Vec::new()), line("b", Outcome::Refused, refusals)];
        let mut report = Report::of(lines).written(false);
        (report.delimiter, report.marked) = (b';', true);
        let mut written = Vec::new();
        report.write(&mut written).expect("written");
        let text = String::from_utf8(written).expect("UTF-8");
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(
            lines[0],
            "\u{feff}row;key;outcome;written;rule;field;column;message_sv;message_en;id;read_as_sv;read_as_en"
        );
        assert_eq!(lines[1], "2;'=1+1;created;false;;;;;;;sni: 62 IT;");
        assert!(lines[2].starts_with("2;b;refused;false;VALUE_IS_UNKNOWN;kind;;Värdet är inte något av A, B;"));
    }
}
