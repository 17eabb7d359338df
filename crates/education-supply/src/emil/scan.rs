//! Records out of a stream of JSON, one after the other, without holding more than one of them: a page of any length costs what its
//! longest record does, and one that is no JSON costs the others nothing.

use std::io::{self, BufRead, ErrorKind};

use super::{Fault, Kind};

/// Bytes of one record that are held: the longest that is met has some tens of thousands.
const LONGEST: usize = 1 << 20;

/// One record as it is written.
#[derive(Clone, Debug, Default)]
pub struct Scanned {
    /// By the list that it stands in, where it stands in one with a name.
    pub kind: Option<Kind>,
    /// Its JSON.
    pub json: Vec<u8>,
    /// It is longer than what is held of it.
    pub is_cut: bool,
    /// Of a table: the row that it stands in, as a spreadsheet counts.
    pub row: Option<i32>,
    /// What makes the row no record.
    pub fault: Option<Fault>,
}

/// Where in a document the scanner is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    /// Between documents.
    Outside,
    /// In an object that may be a page, or a record by itself.
    Page,
    /// In a list of records.
    List { kind: Option<Kind>, in_page: bool },
}

/// Reads pages (`{"educationEvents": […], "page": {…}}`), lists of records and single records, however many follow one another.
pub struct Scanner<R> {
    from: R,
    at: At,
    /// Members of an object that has no list of records yet: it is a record by itself where it has none at all.
    alone: Option<Scanned>,
    /// The last document's `page`.
    page: Vec<u8>,
}

impl<R: BufRead> Scanner<R> {
    /// Over `from`.
    pub fn new(from: R) -> Self {
        Self { from, at: At::Outside, alone: None, page: Vec::new() }
    }

    /// What the last page told of all pages, as it is written; empty where it told nothing. It may change from page to page.
    pub fn page(&self) -> &[u8] {
        &self.page
    }

    /// The next record, or none at the end.
    ///
    /// # Errors
    /// `InvalidData` for what is no JSON between records, with its place unknown; what the stream says.
    pub fn record(&mut self) -> io::Result<Option<Scanned>> {
        loop {
            let found = match self.at {
                At::Outside => match self.sign()? {
                    None => return Ok(None),
                    Some(b'{') => {
                        let record = Scanned { json: vec![b'{'], ..Scanned::default() };
                        (self.at, self.alone) = (At::Page, Some(record));
                        None
                    }
                    Some(b'[') => {
                        self.at = At::List { kind: None, in_page: false };
                        None
                    }
                    Some(_) => return Err(odd()),
                },
                At::Page => self.member()?,
                At::List { kind, in_page } => self.item(kind, in_page)?,
            };
            if found.is_some() {
                return Ok(found);
            }
        }
    }

    /// One member of an object, or its end.
    fn member(&mut self) -> io::Result<Option<Scanned>> {
        match self.sign()? {
            Some(b'"') => {}
            Some(b'}') => {
                self.at = At::Outside;
                let alone = self.alone.take().filter(|record| record.json.len() > 1);
                return Ok(alone.map(|mut record| {
                    record.json.push(b'}');
                    record
                }));
            }
            _ => return Err(odd()),
        }
        let mut name = vec![b'"'];
        self.rest_of_text(&mut name)?;
        if self.sign()? != Some(b':') {
            return Err(odd());
        }
        let kind = std::str::from_utf8(&name[1..name.len() - 1]).ok().and_then(Kind::of_list);
        let begins = self.sign()?.ok_or_else(odd)?;
        if kind.is_some() && begins == b'[' {
            (self.at, self.alone) = (At::List { kind, in_page: true }, None);
            return Ok(None);
        }
        let mut value = Vec::new();
        let is_cut = self.value(begins, &mut value)?;
        if kind.is_some() {
            // A single object where a list is due.
            self.alone = None;
            let record = Scanned { kind, json: value, is_cut, ..Scanned::default() };
            return Ok((begins == b'{').then_some(record));
        }
        if name == b"\"page\"" {
            self.page = value;
        } else if let Some(alone) = self.alone.as_mut().filter(|_| name != b"\"links\"") {
            if alone.json.len() > 1 {
                alone.json.push(b',');
            }
            alone.is_cut |= is_cut || alone.json.len() + value.len() > 2 * LONGEST;
            if !alone.is_cut {
                alone.json.extend_from_slice(&name);
                alone.json.push(b':');
                alone.json.extend_from_slice(&value);
            }
        }
        Ok(None)
    }

    /// One record of a list, or its end.
    fn item(&mut self, kind: Option<Kind>, in_page: bool) -> io::Result<Option<Scanned>> {
        match self.sign()?.ok_or_else(odd)? {
            b']' => {
                self.at = if in_page { At::Page } else { At::Outside };
                Ok(None)
            }
            begins => {
                let mut json = Vec::new();
                let is_cut = self.value(begins, &mut json)?;
                Ok(Some(Scanned { kind, json, is_cut, ..Scanned::default() }))
            }
        }
    }

    /// The next byte that is neither blank nor comma nor byte order mark, taken.
    fn sign(&mut self) -> io::Result<Option<u8>> {
        loop {
            let held = self.from.fill_buf()?;
            if held.is_empty() {
                return Ok(None);
            }
            let skipped =
                held.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b',' | 0xef | 0xbb | 0xbf));
            let skipped = skipped.count();
            if let Some(byte) = held.get(skipped).copied() {
                self.from.consume(skipped + 1);
                return Ok(Some(byte));
            }
            self.from.consume(skipped);
        }
    }

    /// A text to its closing quotation mark; the opening one is taken already.
    fn rest_of_text(&mut self, into: &mut Vec<u8>) -> io::Result<()> {
        let mut text = Walk { depth: 0, in_text: true, escaped: false };
        self.walk(&mut text, into).map(drop)
    }

    /// A whole value, of which the first byte is taken already. Answers whether it was longer than what is held.
    fn value(&mut self, begins: u8, into: &mut Vec<u8>) -> io::Result<bool> {
        into.push(begins);
        let mut walk =
            Walk { depth: usize::from(matches!(begins, b'{' | b'[')), in_text: begins == b'"', escaped: false };
        if walk.depth == 0 && !walk.in_text {
            return self.word(into).map(|()| false);
        }
        self.walk(&mut walk, into)
    }

    /// A number, `true`, `false`, `null`, or what should be one: to what ends it, which is left.
    fn word(&mut self, into: &mut Vec<u8>) -> io::Result<()> {
        loop {
            let held = self.from.fill_buf()?;
            let ends = |byte: &u8| matches!(byte, b',' | b'}' | b']' | b' ' | b'\t' | b'\r' | b'\n');
            let taken = held.iter().position(ends);
            let length = taken.unwrap_or(held.len());
            into.extend(held[..length].iter().take(LONGEST.saturating_sub(into.len())));
            let is_over = taken.is_some() || held.is_empty();
            self.from.consume(length);
            if is_over {
                return Ok(());
            }
        }
    }

    fn walk(&mut self, walk: &mut Walk, into: &mut Vec<u8>) -> io::Result<bool> {
        let mut is_cut = false;
        loop {
            let held = self.from.fill_buf()?;
            if held.is_empty() {
                return Err(ErrorKind::UnexpectedEof.into());
            }
            let end = held.iter().position(|byte| walk.is_last(*byte));
            let taken = end.map_or(held.len(), |end| end + 1);
            let room = LONGEST.saturating_sub(into.len());
            is_cut |= room < taken;
            into.extend_from_slice(&held[..taken.min(room)]);
            self.from.consume(taken);
            if end.is_some() {
                return Ok(is_cut);
            }
        }
    }
}

/// How deep in a value one is.
struct Walk {
    depth: usize,
    in_text: bool,
    escaped: bool,
}

impl Walk {
    /// Goes on by one byte, and tells whether the value ends with it.
    fn is_last(&mut self, byte: u8) -> bool {
        if self.in_text {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => {
                    self.in_text = false;
                    return self.depth == 0;
                }
                _ => {}
            }
            return false;
        }
        match byte {
            b'"' => self.in_text = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => {
                self.depth -= 1;
                return self.depth == 0;
            }
            _ => {}
        }
        false
    }
}

fn odd() -> io::Error {
    io::Error::new(ErrorKind::InvalidData, "neither a page nor a record of JSON")
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::*;

    fn scanned(json: &str, buffer: usize) -> io::Result<Vec<(Option<Kind>, String)>> {
        let mut scanner = Scanner::new(BufReader::with_capacity(buffer, json.as_bytes()));
        let mut all = Vec::new();
        while let Some(record) = scanner.record()? {
            all.push((record.kind, String::from_utf8(record.json).expect("UTF-8")));
        }
        Ok(all)
    }

    #[test]
    fn pages_lists_and_single_records_follow_one_another() {
        let json = "\u{feff}{\"links\":[{\"href\":\"x\"}],\"educationEvents\":[{\"id\":\"a}\\\"\"},{\"id\":\"b\"}],\"page\":{\"size\":2}}\n\
                    {\"educationInfos\":{\"id\":\"c\"}} [{\"id\":\"d\"}]\n{\"id\":\"e\",\"content\":{\"x\":[1,{}]}}";
        let event = Some(Kind::Event);
        let all = [
            (event, "{\"id\":\"a}\\\"\"}"),
            (event, "{\"id\":\"b\"}"),
            (Some(Kind::Offering), "{\"id\":\"c\"}"),
            (None, "{\"id\":\"d\"}"),
            (None, "{\"id\":\"e\",\"content\":{\"x\":[1,{}]}}"),
        ];
        let all: Vec<_> = all.into_iter().map(|(kind, json)| (kind, json.to_owned())).collect();
        for buffer in [1, 3, 8192] {
            assert_eq!(scanned(json, buffer).expect("read"), all, "{buffer}");
        }
    }

    #[test]
    fn what_is_no_record_costs_the_others_nothing() {
        let all = scanned("{\"educationEvents\":[{\"id\":tru},7,null,{\"id\":\"b\"}]}", 4).expect("read");
        let texts: Vec<&str> = all.iter().map(|(_, json)| json.as_str()).collect();
        assert_eq!(texts, ["{\"id\":tru}", "7", "null", "{\"id\":\"b\"}"]);
    }

    #[test]
    fn a_stream_that_breaks_off_is_an_error_and_an_empty_page_is_none() {
        assert!(scanned("{\"educationEvents\":[{\"id\":", 8).is_err());
        assert!(scanned("<html>", 8).is_err());
        for empty in
            ["", " \n", "{}", "[]", "{\"educationEvents\":[],\"page\":{\"size\":0}}", "{\"educationEvents\":null}"]
        {
            assert!(scanned(empty, 8).expect("read").is_empty(), "{empty}");
        }
    }

    #[test]
    fn a_record_without_end_is_cut() {
        let json = format!("[{{\"id\":\"a\",\"x\":\"{}\"}},{{\"id\":\"b\"}}]", "ö".repeat(LONGEST));
        let mut scanner = Scanner::new(json.as_bytes());
        let first = scanner.record().expect("read").expect("a record");
        assert_eq!((first.is_cut, first.json.len()), (true, LONGEST));
        assert_eq!(scanner.record().expect("read").expect("a record").json, b"{\"id\":\"b\"}");
    }
}
