//! Rows of an included comma-separated text, borrowed from it.

use chrono::NaiveDate;

/// More than any list has.
const COLUMNS: usize = 11;

/// A row's fields; those it lacks are empty.
pub(crate) type Row = [&'static str; COLUMNS];

/// The rows after the header. Fields may be quoted but hold neither quotes nor line ends (a test sees to it), so
/// that nothing needs to be copied.
pub(crate) fn rows(text: &'static str) -> impl Iterator<Item = Row> {
    text.lines().skip(1).filter(|line| !line.is_empty()).map(cut)
}

fn cut(mut line: &'static str) -> Row {
    let mut row = [""; COLUMNS];
    for field in &mut row {
        (*field, line) = match line.strip_prefix('"').and_then(|quoted| quoted.split_once('"')) {
            Some((quoted, rest)) => (quoted, rest.strip_prefix(',').unwrap_or_default()),
            None => line.split_once(',').unwrap_or((line, "")),
        };
    }
    row
}

/// `None` for an empty field.
pub(crate) fn some(field: &'static str) -> Option<&'static str> {
    (!field.is_empty()).then_some(field)
}

/// An ISO date, or `None` for an empty field.
pub(crate) fn date(field: &str) -> Option<NaiveDate> {
    field.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load;

    #[test]
    fn every_file_is_read_as_a_csv_library_reads_it() {
        for (name, text) in load::FILES {
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            let theirs: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect(name);
            let ours: Vec<Row> = rows(text).collect();
            assert!(!ours.is_empty(), "{name}");
            assert_eq!(ours.len(), theirs.len(), "{name}");
            for (ours, theirs) in ours.iter().zip(&theirs) {
                assert!(theirs.len() <= COLUMNS, "{name}");
                assert_eq!(ours[..theirs.len()], *theirs.iter().collect::<Vec<_>>(), "{name}");
            }
        }
    }

    #[test]
    fn every_date_is_a_date() {
        for (name, text) in load::FILES.iter().filter(|(name, _)| ["regions", "municipality_changes"].contains(name)) {
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            let headers = reader.headers().expect(name).clone();
            for record in reader.records() {
                for (header, field) in headers.iter().zip(&record.expect(name)) {
                    assert!(!header.starts_with("valid_") || field.is_empty() || date(field).is_some(), "{field}");
                }
            }
        }
    }
}
