//! A file as rows of cells: UTF-8 with or without byte order mark, comma or semicolon.

/// Most rows of a file, the header not counted.
pub const MAX_ROWS: usize = 100_000;
/// Most columns.
pub const MAX_COLUMNS: usize = 100;
/// Most bytes.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;

const MARK: &[u8] = b"\xef\xbb\xbf";

/// A file's header and rows. No `Debug`: cells may hold personal data.
pub struct Table {
    /// The header, as written.
    pub headers: Vec<String>,
    /// The rows that are not blank.
    pub rows: Vec<Row>,
    /// What separates the cells.
    pub delimiter: u8,
    /// Whether the file began with a byte order mark.
    pub marked: bool,
}

/// One row.
pub struct Row {
    /// As a spreadsheet counts: the header is row 1.
    pub number: usize,
    /// Its cells, as written.
    pub cells: Vec<String>,
}

/// Reads a file.
///
/// # Errors
/// A text for the operator: not UTF-8, no header, too large.
pub fn read(bytes: &[u8]) -> Result<Table, String> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(format!("the file is larger than {} MiB: divide it", MAX_BYTES / 1024 / 1024));
    }
    let marked = bytes.starts_with(MARK);
    let text = std::str::from_utf8(bytes.strip_prefix(MARK).unwrap_or(bytes)).map_err(|error| {
        let line = bytes.iter().take(error.valid_up_to()).filter(|byte| **byte == b'\n').count() + 1;
        format!("line {line} is not UTF-8: save the file as CSV in UTF-8")
    })?;
    let delimiter = delimiter(text);
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut records = reader.records();
    let malformed = |_| "the file is not CSV".to_owned();
    let header = records.next().ok_or("the file is empty: a header is needed")?.map_err(malformed)?;
    if header.len() > MAX_COLUMNS {
        return Err(format!("the file has more than {MAX_COLUMNS} columns"));
    }
    let mut rows = Vec::new();
    for (index, record) in records.enumerate() {
        let record = record.map_err(malformed)?;
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if rows.len() == MAX_ROWS {
            return Err(format!("the file has more than {MAX_ROWS} rows: divide it"));
        }
        rows.push(Row { number: index + 2, cells: record.iter().map(str::to_owned).collect() });
    }
    Ok(Table { headers: header.iter().map(str::to_owned).collect(), rows, delimiter, marked })
}

/// The one that stands most often in the header, outside quotation marks.
fn delimiter(text: &str) -> u8 {
    let (mut commas, mut semicolons, mut quoted) = (0, 0, false);
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            b',' if !quoted => commas += 1,
            b';' if !quoted => semicolons += 1,
            _ => {}
        }
    }
    if semicolons > commas { b';' } else { b',' }
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
    fn another_encoding_is_refused_naming_the_line() {
        let told = read(b"namn\nett\n\xe5\xe4\xf6\n").err().expect("refused");
        assert!(told.starts_with("line 3 "), "{told}");
    }

    #[test]
    fn an_empty_file_and_a_too_long_one_are_refused() {
        assert!(read(b"").is_err());
        assert!(read("a\n".repeat(MAX_ROWS + 1).as_bytes()).is_ok());
        assert!(read("a\n".repeat(MAX_ROWS + 2).as_bytes()).is_err());
    }
}
