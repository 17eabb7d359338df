//! A table's rows out of a stream, one after the other: a quotation mark that is not closed is an error, not the end of a row.

use std::{
    io::{self, BufRead, ErrorKind},
    mem,
};

/// Bytes of a row.
pub(super) const LONGEST_ROW: usize = 1 << 20;

/// A table's rows as they are written.
pub(super) struct Lines<R> {
    pub(super) from: R,
    pub(super) delimiter: u8,
    /// Of the next row, as a spreadsheet counts: empty ones and a first line `sep=` too.
    pub(super) number: i32,
}

/// One of them.
pub(super) struct Row {
    pub(super) number: i32,
    cells: Vec<Vec<u8>>,
}

impl Row {
    /// None where they are not UTF-8.
    pub(super) fn texts(self) -> Option<Vec<String>> {
        self.cells.into_iter().map(|cell| String::from_utf8(cell).ok()).collect()
    }
}

/// What came before in a cell.
#[derive(Clone, Copy)]
enum Seen {
    Nothing,
    Text,
    /// A quotation mark opened it.
    Quoted,
    /// A mark within the quoted text: the first of two, or its end.
    Mark,
    /// Blanks after its end.
    Blank,
}

impl<R: BufRead> Lines<R> {
    /// The next row that is not empty; none at the end.
    pub(super) fn row(&mut self) -> io::Result<Option<Row>> {
        loop {
            let (mut row, mut text, mut seen) =
                (Row { number: self.number, cells: Vec::new() }, Vec::new(), Seen::Nothing);
            let mut length = 0;
            let is_last = loop {
                let byte = self.byte()?;
                seen = match (seen, byte) {
                    (Seen::Quoted, None) => return Err(self.odd("a quotation mark opens a text and is never closed")),
                    (Seen::Quoted, Some(b'"')) => Seen::Mark,
                    (Seen::Quoted, Some(byte)) => {
                        text.push(byte);
                        Seen::Quoted
                    }
                    (Seen::Mark, Some(b'"')) => {
                        text.push(b'"');
                        Seen::Quoted
                    }
                    (_, None) => break true,
                    (_, Some(b'\n')) => break false,
                    (_, Some(b'\r')) => {
                        if self.from.fill_buf()?.first() == Some(&b'\n') {
                            self.from.consume(1);
                        }
                        break false;
                    }
                    (_, Some(byte)) if byte == self.delimiter => {
                        row.cells.push(mem::take(&mut text));
                        Seen::Nothing
                    }
                    (Seen::Nothing, Some(b'"')) => Seen::Quoted,
                    (Seen::Nothing | Seen::Text, Some(byte)) => {
                        text.push(byte);
                        Seen::Text
                    }
                    (Seen::Mark | Seen::Blank, Some(b' ')) => Seen::Blank,
                    (Seen::Mark | Seen::Blank, Some(_)) => {
                        return Err(self.odd(
                            "something follows a text in quotation marks; a mark that opens there is not closed, or one inside \
                             is not doubled",
                        ));
                    }
                };
                length += 1;
                if length > LONGEST_ROW {
                    return Err(self.odd("it is longer than a mebibyte; a quotation mark may not be closed"));
                }
            };
            if is_last && length == 0 {
                return Ok(None);
            }
            self.number += 1;
            if length > 0 {
                row.cells.push(text);
                return Ok(Some(row));
            }
        }
    }

    fn byte(&mut self) -> io::Result<Option<u8>> {
        let byte = self.from.fill_buf()?.first().copied();
        self.from.consume(usize::from(byte.is_some()));
        Ok(byte)
    }

    fn odd(&self, what: &str) -> io::Error {
        io::Error::new(ErrorKind::InvalidData, format!("row {}: {what}; nothing from there on was read", self.number))
    }
}
