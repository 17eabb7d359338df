//! A file as rows of cells: UTF-8 with or without byte order mark; comma, semicolon or tab.

use kernel::spreadsheet::{cell, has_swallowed_rows, later_lines, likely_delimiter, named_delimiter, separators};

use super::shown::named;

/// Most rows of a file, the header not counted.
pub const MAX_ROWS: usize = 100_000;
/// Most columns.
pub const MAX_COLUMNS: usize = 100;
/// Most bytes.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// What a keyboard for Chinese or Japanese writes for comma and semicolon.
const WIDE: [char; 2] = ['，', '；'];
const MARK: &[u8] = b"\xef\xbb\xbf";

/// A file's header and rows. No `Debug`: cells may hold personal data.
pub struct Table {
    /// The header's cells.
    pub headers: Vec<String>,
    /// The rows that are not blank.
    pub rows: Vec<Row>,
    /// What separates the cells.
    pub delimiter: u8,
    /// Whether the file began with a byte order mark.
    pub marked: bool,
    /// What the operator should look at, without data.
    pub warnings: Vec<String>,
}

/// One row.
pub struct Row {
    /// As a spreadsheet counts: every row of the file, empty ones and a first line `sep=` too.
    pub number: usize,
    /// Its cells.
    pub cells: Vec<String>,
}

/// Reads a file. Headers and cells are taken in their one form ([`kernel::text::normal`]), without the apostrophe that the
/// service's own files for spreadsheets put before what looks like a formula, and without what keeps a number a text there.
///
/// # Errors
/// A text for the operator: not UTF-8, no header, too large, a quotation mark that is not closed.
pub fn read(bytes: &[u8]) -> Result<Table, String> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(format!("the file is larger than {} MiB: divide it", MAX_BYTES / 1024 / 1024));
    }
    let marked = bytes.starts_with(MARK);
    let text = std::str::from_utf8(bytes.strip_prefix(MARK).unwrap_or(bytes)).map_err(|error| {
        let line = bytes.iter().take(error.valid_up_to()).filter(|byte| **byte == b'\n').count() + 1;
        format!("line {line} is not UTF-8: save the file as CSV in UTF-8")
    })?;
    let (delimiter, text, first) = match named_delimiter(text)? {
        Some((delimiter, rest)) => (delimiter, rest, 2),
        None => (likely_delimiter(text), text, 1),
    };
    let mut numbers = row_numbers(text.as_bytes(), delimiter, first)?.into_iter();
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let malformed = "the file is not CSV";
    let mut records = reader.records().map(|record| {
        let number = numbers.next().ok_or(malformed)?;
        record.map(|record| (number, record)).map_err(|_| malformed.to_owned())
    });
    let (_, header) = records.next().ok_or("the file is empty: a header is needed")??;
    // A spreadsheet may write blank cells to the right of the last column.
    if header.iter().skip(MAX_COLUMNS).any(|header| !header.trim().is_empty()) {
        return Err(format!("the file has more than {MAX_COLUMNS} columns"));
    }
    if let Some(wide) = header.get(0).filter(|_| header.len() == 1).and_then(|only| only.matches(WIDE).next()) {
        return Err(format!("row 1: `{wide}` is no separator: let comma, semicolon or tab stand between the cells"));
    }
    let (mut rows, mut warnings) = (Vec::new(), Vec::new());
    for record in records {
        let (number, record) = record?;
        if let Some(column) = record.iter().position(|cell| has_swallowed_rows(cell, delimiter, header.len())) {
            let named = header.get(column).map(|header| named(&cell(header))).unwrap_or_default();
            return Err(format!(
                "row {number}: the cell of `{named}` has several lines, and some of them look like rows of their own: a quotation \
                 mark that opens there is not closed before they begin; nothing was read"
            ));
        }
        if let Some(column) = record.iter().position(|cell| may_have_swallowed_rows(cell, delimiter)) {
            let named = header.get(column).map(|header| named(&cell(header))).unwrap_or_default();
            warnings.push(format!(
                "row {number}: the cell of `{named}` has several lines, some with a separator in them; if they are rows of their own, a \
                 quotation mark is not closed"
            ));
        }
        if let Some(column) = record.iter().position(closes_without_opening) {
            let named = header.get(column).map(|header| named(&cell(header))).unwrap_or_default();
            warnings.push(format!(
                "row {number}: the cell of `{named}` ends with a quotation mark and does not begin with one: the mark was read as part \
                 of the text"
            ));
        }
        let cells: Vec<String> = record.iter().map(cell).collect();
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if rows.len() == MAX_ROWS {
            return Err(format!("the file has more than {MAX_ROWS} rows: divide it"));
        }
        rows.push(Row { number, cells });
    }
    Ok(Table { headers: header.iter().map(cell).collect(), rows, delimiter, marked, warnings })
}

/// Whether a line after the first has some separators as rows have them.
fn may_have_swallowed_rows(cell: &str, delimiter: u8) -> bool {
    later_lines(cell).any(|line| separators(line, delimiter) > 0)
}

/// Whether its last sign is a quotation mark that nothing before it has opened. After a digit it stands for inches.
fn closes_without_opening(cell: &str) -> bool {
    let Some(before) = cell.trim_end().strip_suffix('"') else { return false };
    before.matches('"').count() % 2 == 0 && !before.ends_with(|c: char| c.is_ascii_digit())
}

/// The number of each record: empty lines, which the reader passes over, count. Refuses what the reader would take in silence,
/// a quotation mark that swallows rows.
fn row_numbers(text: &[u8], delimiter: u8, first: usize) -> Result<Vec<usize>, String> {
    let is_end = |byte: Option<&u8>| matches!(byte, None | Some(b'\r' | b'\n'));
    let (mut numbers, mut at, mut number) = (Vec::new(), 0, first);
    while at < text.len() {
        let (begun, mut opens) = (at, true);
        while !is_end(text.get(at)) {
            if opens && text[at] == b'"' {
                at = closed(text, at + 1).ok_or_else(|| {
                    format!("row {number}: a quotation mark opens a text and is never closed; nothing was read")
                })?;
                while text.get(at) == Some(&b' ') {
                    at += 1;
                }
                if !is_end(text.get(at)) && text[at] != delimiter {
                    return Err(format!(
                        "row {number}: something follows a text in quotation marks; a mark that opens there is not closed, \
                         or one inside is not doubled; nothing was read"
                    ));
                }
                opens = false;
            } else {
                opens = text[at] == delimiter;
                at += 1;
            }
        }
        if at > begun {
            numbers.push(number);
        }
        at += if text[at..].starts_with(b"\r\n") { 2 } else { 1 };
        number += 1;
    }
    Ok(numbers)
}

/// Where the quoted text from `at` on has ended, after its closing mark.
fn closed(text: &[u8], mut at: usize) -> Option<usize> {
    loop {
        match (text.get(at)?, text.get(at + 1)) {
            (b'"', Some(b'"')) => at += 2,
            (b'"', _) => return Some(at + 1),
            _ => at += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        read(text.as_bytes()).expect("a table").rows.into_iter().map(|row| row.cells).collect()
    }

    #[test]
    fn comma_and_semicolon_are_told_apart_by_the_header() {
        assert_eq!(cells("namn;slag\nRing, Bygg;Företag\n"), [["Ring, Bygg", "Företag"]]);
        assert_eq!(cells("name,kind\n\"A; B\",x\n"), [["A; B", "x"]]);
        assert_eq!(cells("\"a;b;c\",kind\n1,2\n"), [["1", "2"]]);
        assert_eq!(cells("namn\nett\n"), [["ett"]]);
    }

    #[test]
    fn the_byte_order_mark_is_no_part_of_the_first_header() {
        let table = read("\u{feff}namn;slag\r\nÅä;x\r\n".as_bytes()).expect("a table");
        assert_eq!((table.headers[0].as_str(), table.marked, table.delimiter), ("namn", true, b';'));
        assert_eq!(table.rows[0].cells, ["Åä", "x"]);
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_does() {
        let table = read("a;b\n1;2\n;\n\"3\nmed rad\";4\n".as_bytes()).expect("a table");
        assert_eq!(table.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [2, 4]);
    }

    #[test]
    fn empty_lines_count() {
        let numbers =
            |text: &str| read(text.as_bytes()).expect("a table").rows.iter().map(|row| row.number).collect::<Vec<_>>();
        assert_eq!(numbers("a;b\r\n1;2\r\n\r\n\r\n3;4\r\n\r\n5;6"), [2, 5, 7]);
        assert_eq!(numbers("\n\na;b\n\n1;2\n"), [5]);
        assert_eq!(numbers("a;b\r1;2\r\r3;4\r"), [2, 4]);
        assert_eq!(numbers("a;b\n\"1\n\n\n\";2\n;\n\n3;4\n"), [2, 5]);
        assert_eq!(numbers("sep=;\r\na;b\r\n1;2\r\n\r\n3;4\r\n"), [3, 5]);
    }

    #[test]
    fn a_first_line_may_name_the_separator() {
        for text in [
            "\u{feff}sep=;\r\nnamn;slag\r\na;b,c\r\n",
            "SEP=,\nnamn,slag\na,\"b,c\"\n",
            "\"sep=;\"\nnamn;slag\na;b,c\n",
            "sep=\t\nnamn\tslag\na\tb,c\n",
            "sep=;;\nnamn;slag\na;b,c\n",
            "\"sep=;\";;;\nnamn;slag\na;b,c\n",
            "sep=,;\nnamn;slag\na;b,c\n",
            "namn\tslag\na\tb,c\n",
        ] {
            let table = read(text.as_bytes()).expect(text);
            assert_eq!(table.headers, ["namn", "slag"], "{text:?}");
            assert_eq!(table.rows[0].cells, ["a", "b,c"], "{text:?}");
        }
        assert!(read(b"sep=:\na:b\n").is_err());
        assert!(read(b"sep=;").is_err());
        assert!(read(b"sep=;:;\na;b\n").is_err());
        assert_eq!(cells("separator\nx\n"), [["x"]]);
    }

    #[test]
    fn a_quotation_mark_that_swallows_rows_is_refused_naming_where_it_opened() {
        for (text, row) in [
            ("a;b\n1;x\n2;\"y\n3;z\n", 3),
            ("a;b\n1;x\n\n2;\"y\n3;\"z\"\n", 4),
            ("a;b\n1;\"x\"\"\n", 2),
            ("a;b\n1;\"x\" AB\n", 2),
            ("a;\"b\n1;x\n", 1),
            ("sep=;\na;b\n1;\"x", 3),
        ] {
            let told = read(text.as_bytes()).err().expect(text);
            assert!(told.starts_with(&format!("row {row}: ")), "{text:?}: {told}");
        }
        assert_eq!(cells("a;b\n1;\"x \"\"y\"\"\" \n2;3\" rör\n"), [["1", "x \"y\" "], ["2", "3\" rör"]]);
    }

    #[test]
    fn a_mark_that_only_closes_is_warned_of_and_a_wide_separator_refused() {
        let told = |text: &str| read(text.as_bytes()).expect(text).warnings;
        let warned = told("id;namn\n1;A AB\"\n2;B AB\n");
        assert!(matches!(warned.as_slice(), [only] if only.starts_with("row 2: the cell of `namn`")), "{warned:?}");
        assert!(told("id;namn\n1;Rör 3\"\n2;\"Kafé \"\"Ro\"\"\"\n").is_empty());
        let wide = read("id；namn\n1；A AB\n".as_bytes()).err().expect("no separator");
        assert!(wide.starts_with("row 1: `；` is no separator"), "{wide}");
    }

    #[test]
    fn a_cell_that_has_swallowed_rows_is_refused_or_warned_of() {
        for (text, row) in [
            ("id;antal;text\n1;1;\"Text ett\n2;1;\n3;1;Text\"\n4;1;x\n", 2),
            ("id;antal;text\r\n0;1;x\r\n\r\n1;1;\"Text ett\r\n2;1;Text\"\r\n", 4),
            // The cells at a row's end may be left out.
            ("id;namn;slag;text;kommun\n1;A;B;\"ett\n2;C;D;två\";x\n", 2),
            ("id,antal,text\n1,1,\"Text ett\n2,1,Text\"\n", 2),
            ("id\tantal\ttext\n1\t1\t\"Text ett\n2\t1\t\"\n", 2),
            ("text;id\n\"ett;1\ntvå;2\ntre\";3\n", 2),
        ] {
            let told = read(text.as_bytes()).err().expect(text);
            assert!(told.starts_with(&format!("row {row}: the cell of `text`")), "{text:?}: {told}");
            assert!(!told.contains("ett"), "{told}");
        }
        let text =
            "id,antal,text\n1,1,\"Vi söker svetsare, rörläggare, plåtslagare\noch montörer, snickare, målare\"\n";
        assert!(read(text.as_bytes()).expect("a table").warnings.is_empty());
        let lists = "id;namn;slag;kommun;text\n1;A;B;C;\"Behövs:\nsvets; rör; plåt;\n- och mer\"\n2;A;B;C;x;y\n";
        let warnings = read(lists.as_bytes()).expect("a table").warnings;
        assert_eq!(warnings.len(), 1, "{warnings:?}");
        assert!(warnings[0].starts_with("row 2: the cell of `text`"), "{warnings:?}");
    }

    #[test]
    fn what_keeps_a_number_a_text_is_no_part_of_it() {
        assert_eq!(cells("a;b;c\n'5560160680;=\"0180\";\"=\"\"62.010\"\"\"\n"), [["5560160680", "0180", "62.010"]]);
        assert_eq!(cells("a;b;c\n'90-talets vänner;=\"A\"&\"B\";'n\n"), [["'90-talets vänner", "=\"A\"&\"B\"", "'n"]]);
    }

    #[test]
    fn cells_have_one_form() {
        assert_eq!(cells("a;b\n\"A\u{30a}\r\nx\";y\u{a0}z\u{200b}\n"), [["Å\nx", "y z"]]);
        assert_eq!(cells("a;b;c\n'+Plus AB;'Ett' AB;'-\n"), [["+Plus AB", "'Ett' AB", "-"]]);
        assert_eq!(read("ra\u{30a}d;x\n".as_bytes()).expect("a table").headers, ["råd", "x"]);
    }

    #[test]
    fn another_encoding_is_refused_naming_the_line() {
        let told = read(b"namn\nett\n\xe5\xe4\xf6\n").err().expect("refused");
        assert!(told.starts_with("line 3 "), "{told}");
    }

    #[test]
    fn blank_columns_to_the_right_are_none() {
        let wide = |right: &str| read(format!("a;b{};{right}\n1;2\n", ";".repeat(MAX_COLUMNS)).as_bytes());
        assert_eq!(
            cells(&format!("a;b{}\n1;2{}\n", ";".repeat(MAX_COLUMNS), ";".repeat(MAX_COLUMNS)))[0][..2],
            ["1", "2"]
        );
        assert!(wide(" ").is_ok());
        assert_eq!(wide("c").err(), Some(format!("the file has more than {MAX_COLUMNS} columns")));
    }

    #[test]
    fn an_empty_file_and_a_too_long_one_are_refused() {
        assert!(read(b"").is_err());
        assert!(read("a\n".repeat(MAX_ROWS + 1).as_bytes()).is_ok());
        assert!(read("a\n".repeat(MAX_ROWS + 2).as_bytes()).is_err());
    }
}
