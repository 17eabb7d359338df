//! XLSX: a sheet with the answer, typed, and a sheet that says what it is. Rows go to a temporary file as they come.

use std::io::{Seek, SeekFrom};

use bytes::Bytes;
use chrono::{NaiveDate, NaiveDateTime};
use kernel::Lang;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format as Style, FormatAlign, Workbook, Worksheet, XlsxError};

use super::{About, EncodeError, Encoder, MOST_XLSX_ROWS, Pieces, csv::is_formula_like};
use crate::table::{Cell, Field, FieldKind, Head, Row};

/// Most UTF-16 units of a cell.
const LONGEST_TEXT: usize = 32_767;
const CUT: &str = " […]";
/// Whole numbers are doubles in the file; larger ones are not exact.
const LARGEST_INTEGER: u64 = 1 << 53;

pub(super) struct Xlsx {
    workbook: Workbook,
    /// Of what people read: a code that its label stands beside is left out.
    head: Head,
    /// Its fields as the rows have them.
    fields: Vec<Field>,
    /// Where they are in a row.
    places: Vec<usize>,
    about: About,
    styles: Styles,
    count: u32,
}

struct Styles {
    heading: Style,
    guarded: Style,
    date: Style,
    instant: Style,
    whole: Style,
    wrapped: Style,
    /// Of each field, where it has one of its own.
    fields: Vec<Option<Style>>,
}

impl Xlsx {
    pub fn new(head: &Head, about: &About) -> Result<Self, EncodeError> {
        let places = head.in_words();
        let fields = places.iter().map(|at| head.fields()[*at].clone()).collect::<Vec<_>>();
        let head = &Head::from(fields.clone()).for_people();
        let mut workbook = Workbook::new();
        // Same rows, same time, same bytes: the archive may be kept and read in ranges.
        let created = ExcelDateTime::from_timestamp(about.asked_at.timestamp()).map_err(EncodeError::broken)?;
        let properties = DocProperties::new().set_title(&about.title).set_comment(&about.address);
        workbook.set_properties(&properties.set_creation_datetime(&created));
        let styles = Styles::new(head);
        let sheet = workbook.add_worksheet_with_constant_memory().map_err(EncodeError::broken)?;
        headings(sheet, head, about.lang, &styles).map_err(EncodeError::broken)?;
        Ok(Self { workbook, head: head.clone(), fields, places, about: about.clone(), styles, count: 0 })
    }
}

impl Styles {
    fn new(head: &Head) -> Self {
        let decimals = |whole: &str, places: u32| match places {
            0 => whole.to_owned(),
            places => format!("{whole}.{}", "0".repeat(places as usize)),
        };
        let fields = head.fields().iter().map(|field| match field.kind {
            FieldKind::Decimal(places) => Some(Style::new().set_num_format(decimals("#,##0", places))),
            FieldKind::Percent(places) => {
                Some(Style::new().set_num_format(decimals("0", places.saturating_sub(2)) + "%"))
            }
            FieldKind::Year => Some(Style::new().set_num_format("0")),
            _ => None,
        });
        Self {
            heading: Style::new().set_bold().set_text_wrap().set_align(FormatAlign::Top),
            guarded: Style::new().set_quote_prefix(),
            date: Style::new().set_num_format("yyyy-mm-dd"),
            instant: Style::new().set_num_format("yyyy-mm-dd hh:mm:ss"),
            whole: Style::new().set_num_format("#,##0"),
            wrapped: Style::new().set_text_wrap().set_align(FormatAlign::Top),
            fields: fields.collect(),
        }
    }
}

impl Encoder for Xlsx {
    fn start(&mut self) -> Result<Bytes, EncodeError> {
        Ok(Bytes::new())
    }

    fn blocks(&self, _: usize) -> bool {
        true
    }

    fn rows(&mut self, rows: Vec<Row>) -> Result<Bytes, EncodeError> {
        let sheet = self.workbook.worksheet_from_index(0).map_err(EncodeError::broken)?;
        for row in rows {
            if self.count == MOST_XLSX_ROWS {
                return Err(EncodeError::TooManyRows { most: u64::from(MOST_XLSX_ROWS) });
            }
            self.count += 1;
            for (index, (at, field)) in self.places.iter().zip(&self.fields).enumerate() {
                let column = u16::try_from(index).map_err(EncodeError::broken)?;
                let cell = row.get(*at).ok_or_else(|| EncodeError::RowDoesNotFit { field: field.name.clone() })?;
                cell_at(sheet, self.count, column, &field.cell_for_people(cell), field, &self.styles)?;
            }
        }
        Ok(Bytes::new())
    }

    fn finish(mut self: Box<Self>) -> Result<Pieces, EncodeError> {
        let last = u16::try_from(self.head.fields().len().saturating_sub(1)).map_err(EncodeError::broken)?;
        let sheet = self.workbook.worksheet_from_index(0).map_err(EncodeError::broken)?;
        sheet.autofilter(0, 0, self.count, last).map_err(EncodeError::broken)?;
        let sheet = self.workbook.add_worksheet();
        about_sheet(sheet, &self.about, &self.head, self.count, &self.styles).map_err(EncodeError::broken)?;
        let mut file = tempfile::tempfile().map_err(EncodeError::broken)?;
        self.workbook.save_to_writer(&mut file).map_err(EncodeError::broken)?;
        file.seek(SeekFrom::Start(0)).map_err(EncodeError::broken)?;
        Ok(Pieces::of(file))
    }
}

fn headings(sheet: &mut Worksheet, head: &Head, lang: Lang, styles: &Styles) -> Result<(), XlsxError> {
    sheet.set_name(if lang == Lang::Sv { "Svar" } else { "Answer" })?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, field) in (0_u16..).zip(head.fields()) {
        let label = field.label.get(lang);
        sheet.set_column_width(column, width(field, label))?;
        sheet.write_string_with_format(0, column, fitting(label), &styles.heading)?;
    }
    Ok(())
}

/// Wide enough for what such fields hold; the rows are not known yet when the first is written.
fn width(field: &Field, label: &str) -> u32 {
    let usual = match field.kind {
        FieldKind::Text => 32,
        FieldKind::Code => 14,
        FieldKind::Status => 22,
        FieldKind::DateTime => 19,
        FieldKind::Decimal(_) => 16,
        _ => 12,
    };
    u32::try_from(label.chars().count()).unwrap_or(u32::MAX).saturating_add(4).clamp(usual, 40)
}

fn cell_at(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    field: &Field,
    styles: &Styles,
) -> Result<(), EncodeError> {
    let too_large = || EncodeError::NumberIsTooLarge { field: field.name.clone() };
    let own = styles.fields.get(usize::from(column)).and_then(Option::as_ref);
    let done = match cell {
        Cell::Hidden(_) | Cell::Null => return Ok(()),
        Cell::Text(text) => return text_at(sheet, row, column, text, styles).map_err(EncodeError::broken),
        Cell::Integer(value) if value.unsigned_abs() > LARGEST_INTEGER => return Err(too_large()),
        #[expect(clippy::cast_precision_loss, reason = "larger ones are refused above")]
        Cell::Integer(value) => {
            sheet.write_number_with_format(row, column, *value as f64, own.unwrap_or(&styles.whole))
        }
        Cell::Decimal(value) => {
            let number = f64::try_from(*value).map_err(|_| too_large())?;
            sheet.write_number_with_format(row, column, number, own.unwrap_or(&styles.whole))
        }
        Cell::Boolean(value) => sheet.write_boolean(row, column, *value),
        Cell::Date(day) => match serial(day.and_time(chrono::NaiveTime::MIN)) {
            Some(serial) => sheet.write_number_with_format(row, column, serial, &styles.date),
            None => sheet.write_string(row, column, day.format("%Y-%m-%d").to_string()),
        },
        Cell::DateTime(instant) => match serial(instant.naive_utc()) {
            Some(serial) => sheet.write_number_with_format(row, column, serial, &styles.instant),
            None => sheet.write_string(row, column, instant.format("%Y-%m-%d %H:%M:%S").to_string()),
        },
    };
    done.map(drop).map_err(EncodeError::broken)
}

fn text_at(sheet: &mut Worksheet, row: u32, column: u16, text: &str, styles: &Styles) -> Result<(), XlsxError> {
    if text.is_empty() {
        return Ok(());
    }
    let fitted = fitting(text);
    if is_formula_like(text) {
        sheet.write_string_with_format(row, column, fitted, &styles.guarded)?;
    } else {
        sheet.write_string(row, column, fitted)?;
    }
    Ok(())
}

/// As much of a text as a cell holds. What is cut says so.
fn fitting(text: &str) -> String {
    if text.len() <= LONGEST_TEXT || text.encode_utf16().count() <= LONGEST_TEXT {
        return text.to_owned();
    }
    let mut units = CUT.encode_utf16().count();
    let kept = text.chars().take_while(|character| {
        units += character.len_utf16();
        units <= LONGEST_TEXT
    });
    kept.collect::<String>() + CUT
}

/// Days since the format's epoch; none before March 1900, where the format counts a day that never was.
fn serial(at: NaiveDateTime) -> Option<f64> {
    let epoch = NaiveDate::from_ymd_opt(1899, 12, 30)?.and_time(chrono::NaiveTime::MIN);
    let since = at - epoch;
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of some ten thousand years")]
    let days = since.num_milliseconds() as f64 / 86_400_000.0;
    (61.0..2_958_466.0).contains(&days).then_some(days)
}

fn about_sheet(
    sheet: &mut Worksheet,
    about: &About,
    head: &Head,
    count: u32,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let say = |sv: &'static str, en: &'static str| if about.lang == Lang::Sv { sv } else { en };
    sheet.set_name(say("Om", "About"))?;
    sheet.set_column_width(0, 28)?;
    sheet.set_column_width(1, 80)?;
    let mut lines: Vec<(String, String)> = vec![
        (say("Fråga", "Question").into(), about.title.clone()),
        (say("Beskrivning", "Description").into(), about.ingress.clone()),
        (say("Adress", "Address").into(), about.address.clone()),
        (say("Frågans version", "Version of the question").into(), format!("{} {}", about.slug, about.version)),
        (say("Frågad (UTC)", "Asked (UTC)").into(), about.asked_at.format("%Y-%m-%d %H:%M:%S").to_string()),
        (say("Räckvidd", "Scope").into(), about.scope.clone()),
        (say("Rader", "Rows").into(), count.to_string()),
        (say("Skydd av små tal", "Protection of small numbers").into(), about.protection.clone()),
    ];
    lines.extend(about.licence.clone().map(|licence| (say("Licens", "Licence").to_owned(), licence)));
    let asked = |(label, value): &(String, String)| (format!("{}: {label}", say("Urval", "Parameter")), value.clone());
    lines.extend(about.parameters.iter().map(asked));
    lines.retain(|(_, value)| !value.is_empty());
    lines.push((String::new(), String::new()));
    lines.push((say("Kolumner", "Columns").into(), String::new()));
    lines.extend(head.fields().iter().map(|field| (field.label.get(about.lang).to_owned(), words(field, about.lang))));
    for (row, (label, value)) in (0_u32..).zip(lines) {
        sheet.write_string_with_format(row, 0, fitting(&label), &styles.heading)?;
        let style = if is_formula_like(&value) { &styles.guarded } else { &styles.wrapped };
        sheet.write_string_with_format(row, 1, fitting(&value), style)?;
    }
    Ok(())
}

fn words(field: &Field, lang: Lang) -> String {
    let parts = [
        Some(field.name.clone()),
        field.unit.as_ref().map(|unit| unit.get(lang).to_owned()),
        field.description.as_ref().map(|description| description.get(lang).to_owned()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
