//! What people keep in spreadsheets and save as text (CSV): what divides the cells, what a cell says, and what was lost on the way.

use crate::text::normal;

const DELIMITERS: [u8; 3] = *b",;\t";

/// What a first line `sep=;` names, as Excel has it, and the text after that line.
pub fn named_delimiter(text: &str) -> Result<Option<(u8, &str)>, String> {
    let end = text.find(['\r', '\n']).unwrap_or(text.len());
    let (line, rest) = text.split_at(end);
    let line = line.strip_prefix('"').unwrap_or(line);
    let Some(named) = line.get(..4).filter(|name| name.eq_ignore_ascii_case("sep=")).map(|name| &line[name.len()..])
    else {
        return Ok(None);
    };
    let rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\r', '\n'])).unwrap_or(rest);
    // A program that saves such a line again as one of cells puts its own separator between the others, which are blank.
    let (one, blank) = named.split_at(usize::from(named.is_char_boundary(1) && !named.is_empty()));
    let blank = blank.strip_prefix('"').unwrap_or(blank).as_bytes();
    let saved = blank.first().filter(|mark| blank.iter().all(|other| other == *mark));
    match (one.as_bytes(), blank, saved) {
        ([one], [], _) | (_, _, Some(one)) if DELIMITERS.contains(one) => Ok(Some((*one, rest))),
        _ => Err("row 1: `sep=` names a separator that is none of comma, semicolon and tab".to_owned()),
    }
}

/// The one that stands most often in the header, outside quotation marks.
pub fn likely_delimiter(text: &str) -> u8 {
    let (mut counts, mut quoted, mut begun) = ([0; DELIMITERS.len()], false, false);
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\r' | b'\n' if !quoted && begun => break,
            b'\r' | b'\n' if !quoted => continue,
            _ if !quoted => {
                counts.iter_mut().zip(DELIMITERS).filter(|(_, one)| *one == byte).for_each(|(n, _)| *n += 1)
            }
            _ => {}
        }
        begun = true;
    }
    // The first of those that stand equally often.
    let best = (0..DELIMITERS.len()).rev().max_by_key(|at| counts[*at]).unwrap_or(0);
    DELIMITERS[best]
}

/// What a cell says, in its one form ([`normal`]), without the apostrophe that the service's own files for spreadsheets put before
/// what looks like a formula, and without what keeps a number a text there.
pub fn cell(written: &str) -> String {
    let text = normal(written);
    let plain = text.trim();
    // A text that a spreadsheet must not take for a number: `="0180"`, `'0180`.
    let formula = plain.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    if let Some(meant) = formula.filter(|meant| !meant.contains('"')) {
        return meant.to_owned();
    }
    let is_number = |rest: &str| {
        rest.starts_with(|c: char| c.is_ascii_digit())
            && rest.chars().all(|c| c.is_ascii_digit() || " .,-–+".contains(c))
    };
    match plain.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) || is_number(rest) => {
            rest.to_owned()
        }
        _ => text.into_owned(),
    }
}

/// Whether lines of the cell, after its first, are themselves rows under a header of so many cells: with as many separators, or
/// one fewer as where the last cell is left out.
pub fn has_swallowed_rows(cell: &str, delimiter: u8, columns: usize) -> bool {
    let whole = columns.saturating_sub(1).max(1);
    let least = if whole > 2 { whole - 1 } else { whole };
    later_lines(cell).any(|line| separators(line, delimiter) >= least)
}

/// The lines of a cell after its first.
pub fn later_lines(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(['\r', '\n']).skip(1)
}

/// So many separators as between cells: in running text a blank follows them.
pub fn separators(line: &str, delimiter: u8) -> usize {
    let bytes = line.as_bytes();
    (0..bytes.len()).filter(|at| bytes[*at] == delimiter && bytes.get(at + 1) != Some(&b' ')).count()
}

/// Yes or no, also as a spreadsheet writes what is true.
pub fn yes_or_no(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "ja" | "yes" | "sant" | "true" => Some(true),
        "nej" | "no" | "falskt" | "false" => Some(false),
        _ => None,
    }
}

/// Whether it is what spreadsheets show where a formula has no value, in English or Swedish, or where a column is too narrow.
pub fn is_error(cell: &str) -> bool {
    const ERRORS: &str = "#NULL! #DIV/0! #VALUE! #REF! #NAME? #NUM! #N/A #SPILL! #CALC! #FIELD! #BUSY! \
                          #SKÄRNING! #DIVISION/0! #VÄRDEFEL! #REFERENS! #NAMN? #OGILTIGT! #SAKNAS! #BERÄKNA!";
    let cell = cell.trim();
    cell.starts_with('#')
        && (ERRORS.split(' ').any(|error| error == cell.to_uppercase())
            || cell.strip_prefix("Err:").is_some()
            || (cell.len() > 2 && cell.bytes().all(|byte| byte == b'#')))
}
