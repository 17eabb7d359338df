//! Every format is read back by a reader that is not its writer.

use std::io::Cursor;

use ::parquet::{
    file::reader::{FileReader, SerializedFileReader},
    record::Field as Read,
};
use calamine::{Data, Reader as _, Xlsx};
use chrono::{DateTime, NaiveDate, Utc};
use kernel::Lang;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::*;
use crate::{
    definition::{Shown, Text},
    table::{Cell, Field, FieldKind, Table},
};

fn field(name: &str, kind: FieldKind) -> Field {
    let label = Text::new(format!("{name}, på svenska"), format!("{name}, in English"));
    let (unit, description) = (Some(Text::new("styck", "pieces")), Some(Text::new("Säger något.", "Says something.")));
    Field { name: name.into(), label, kind, unit, description, words_of: None, key: None, shown: None }
}

fn head() -> Head {
    vec![
        field("text", FieldKind::Text),
        field("code", FieldKind::Code),
        field("whole", FieldKind::Integer),
        field("count", FieldKind::Count),
        field("count_status", FieldKind::Status),
        field("money", FieldKind::Decimal(2)),
        field("share", FieldKind::Percent(4)),
        field("day", FieldKind::Date),
        field("instant", FieldKind::DateTime),
        field("yes", FieldKind::Boolean),
    ]
    .into()
}

fn instant() -> DateTime<Utc> {
    day().and_hms_opt(12, 30, 15).expect("a time").and_utc()
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2021, 3, 31).expect("a day")
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned().into())
}

fn full() -> Row {
    vec![
        text("Å \"ä\"; ö,\nrad två"),
        text("0180"),
        Cell::Integer(-1234),
        Cell::Integer(17),
        text("EXACT"),
        Cell::Decimal(Decimal::new(123_450, 2)),
        Cell::Decimal(Decimal::new(1234, 4)),
        Cell::Date(day()),
        Cell::DateTime(instant()),
        Cell::Boolean(true),
    ]
}

fn hidden() -> Row {
    let mut row = vec![Cell::Null; 10];
    row[3] = Cell::Hidden("SUPPRESSED_PRIMARY".into());
    row[4] = text("SUPPRESSED_PRIMARY");
    row
}

fn about() -> About {
    About {
        slug: "en-fraga".into(),
        version: 3,
        title: "En fråga?".into(),
        ingress: "Vad den visar.".into(),
        parameters: vec![("Kommun".into(), "1480, 1401".into())],
        lang: Lang::Sv,
        asked_at: instant(),
        scope: "Göteborgsregionen".into(),
        protection: "Tal under 5 visas inte.".into(),
        address: "https://nav.example/fragor/en-fraga.xlsx?kommun=1480".into(),
        licence: Some("CC0 1.0".into()),
    }
}

fn encoded(format: Format, rows: &[Row]) -> Vec<u8> {
    let mut out = Vec::new();
    write(format, &head(), &about(), rows, &mut out).unwrap_or_else(|error| panic!("{error}"));
    out
}

fn csv_rows(bytes: &[u8], delimiter: u8) -> Vec<Vec<String>> {
    let mut reader = ::csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).from_reader(bytes);
    reader.records().map(|record| record.expect("a record").iter().map(str::to_owned).collect()).collect()
}

#[test]
fn people_get_the_unit_that_they_count_by_and_programs_their_own() {
    let of = |name, shown| Field { shown: Some(shown), unit: None, ..field(name, FieldKind::Integer) };
    let head: Head = vec![of("rate", Shown::Percent), of("minutes", Shown::Hours)].into();
    let row = vec![vec![Cell::Integer(4_050), Cell::Integer(90)]];
    let encoded = |format| {
        let mut out = Vec::new();
        write(format, &head, &about(), &row, &mut out).unwrap_or_else(|error| panic!("{error}"));
        out
    };
    assert_eq!(csv_rows(&encoded(Format::Csv), b',')[1], ["4050", "90"]);
    let jsonl = String::from_utf8(encoded(Format::Jsonl)).expect("text");
    assert!(jsonl.contains("4050") && jsonl.contains("90"), "{jsonl}");
    let swedish = csv_rows(&encoded(Format::CsvSwedish), b';');
    assert!(swedish[0][1].contains("(timmar)"), "{swedish:?}");
    assert_eq!(swedish[1], ["0,405", "1,50"]);
    let shown = Table { head: head.clone(), rows: row.clone() };
    let shown = shown.for_people();
    let cells: Vec<String> = shown
        .head
        .fields()
        .iter()
        .zip(&shown.rows[0])
        .map(|(field, cell)| crate::numbers::cell(cell, field.kind, Lang::Sv))
        .collect();
    assert_eq!(cells, ["40,5\u{a0}%", "1,50"]);
    assert_eq!(*shown, *shown.for_people(), "once is enough");
}

#[test]
fn csv_has_names_comma_and_point() {
    let bytes = encoded(Format::Csv, &[full(), hidden()]);
    assert!(bytes.ends_with(b"\r\n") && !bytes.starts_with(b"\xef\xbb\xbf"));
    let rows = csv_rows(&bytes, b',');
    assert_eq!(rows[0][..4], ["text", "code", "whole", "count"]);
    let expected = [
        "Å \"ä\"; ö,\nrad två",
        "0180",
        "-1234",
        "17",
        "EXACT",
        "1234.50",
        "0.1234",
        "2021-03-31",
        "2021-03-31T12:30:15Z",
        "true",
    ];
    assert_eq!(rows[1], expected);
    assert_eq!(rows[2], ["", "", "", "", "SUPPRESSED_PRIMARY", "", "", "", "", ""]);
}

#[test]
fn swedish_csv_has_bom_labels_semicolon_and_comma() {
    let bytes = encoded(Format::CsvSwedish, &[full(), hidden()]);
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").expect("a BOM");
    let rows = csv_rows(bytes, b';');
    assert_eq!(rows[0][0], "text – på svenska");
    let expected = [
        "Å \"ä\"; ö,\nrad två",
        "0180",
        "-1234",
        "17",
        "EXACT",
        "1234,50",
        "0,1234",
        "2021-03-31",
        "2021-03-31 12:30:15",
        "ja",
    ];
    assert_eq!(rows[1], expected);
    assert_eq!(rows[2][3..5], ["", "SUPPRESSED_PRIMARY"]);
}

#[test]
fn no_text_is_a_formula_in_spreadsheets_csv_and_no_text_is_changed_in_programs() {
    let dangerous = ["=1+1", "+46", "-2", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1"];
    for swedish in [Format::Csv, Format::CsvSwedish] {
        for attack in dangerous {
            let mut row = full();
            row[0] = text(attack);
            row[1] = text(attack);
            let bytes = encoded(swedish, &[row]);
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
            let rows = csv_rows(bytes, if swedish == Format::Csv { b',' } else { b';' });
            let guard = if swedish == Format::CsvSwedish { "'" } else { "" };
            assert_eq!(rows[1][0], format!("{guard}{attack}"));
            assert_eq!(rows[1][1], format!("{guard}{attack}"));
            assert_eq!(rows[1][2], "-1234");
        }
    }
}

#[test]
fn headings_of_spreadsheets_csv_hold_no_comma() {
    let mut one = field("a", FieldKind::Text);
    one.label = Text::new("Timmar, genomförda,alla", "Hours, done");
    let head: Head = vec![one, field("b", FieldKind::Integer)].into();
    let mut out = Vec::new();
    write(Format::CsvSwedish, &head, &about(), &[], &mut out).expect("written");
    let line = String::from_utf8(out).expect("UTF-8");
    assert!(line.starts_with("\u{feff}Timmar – genomförda–alla;"), "{line}");
}

#[test]
fn an_answer_without_rows_is_a_file_that_readers_take() {
    for format in Format::ALL {
        let bytes = encoded(format, &[]);
        assert!(!bytes.is_empty(), "{format:?}");
    }
    // An empty line holds no object; a file of no bytes is refused by readers.
    assert_eq!(encoded(Format::Jsonl, &[]), b"\n");
    assert!(!encoded(Format::Jsonl, &[full()]).ends_with(b"\n\n"));
}

#[test]
fn a_row_of_nothing_is_still_a_row() {
    let one: Head = vec![field("a", FieldKind::Text)].into();
    let mut out = Vec::new();
    write(Format::Csv, &one, &about(), &[vec![Cell::Null], vec![text("x")]], &mut out).expect("written");
    assert_eq!(csv_rows(&out, b',').len(), 3);
}

#[test]
fn json_and_jsonl_say_the_same() {
    let rows = [full(), hidden()];
    let lines = encoded(Format::Jsonl, &rows);
    let lines: Vec<Value> = String::from_utf8(lines)
        .expect("UTF-8")
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let expected = json!({
        "text": "Å \"ä\"; ö,\nrad två", "code": "0180", "whole": -1234, "count": 17, "count_status": "EXACT",
        "money": 1234.5, "share": 0.1234, "day": "2021-03-31", "instant": "2021-03-31T12:30:15Z", "yes": true,
    });
    assert_eq!(lines[0], expected);
    assert_eq!((&lines[1]["count"], &lines[1]["count_status"]), (&Value::Null, &json!("SUPPRESSED_PRIMARY")));
    let whole: Value = serde_json::from_slice(&encoded(Format::Json, &rows)).expect("JSON");
    assert_eq!(whole["rows"], Value::Array(lines));
    assert_eq!(whole["count"], 2);
    assert_eq!(whole["question"]["slug"], Value::Null);
    assert_eq!((&whole["question"]["question"], &whole["question"]["version"]), (&json!("en-fraga"), &json!(3)));
    assert_eq!(whole["question"]["parameters"], json!([{ "label": "Kommun", "value": "1480, 1401" }]));
    assert_eq!(
        whole["fields"][3],
        json!({
            "name": "count", "label": "count, på svenska", "type": "count", "unit": "styck", "description": "Säger något.",
        })
    );
    let none: Value = serde_json::from_slice(&encoded(Format::Json, &[])).expect("JSON");
    assert_eq!((&none["rows"], &none["count"]), (&json!([]), &json!(0)));
}

fn sheets(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).expect("a workbook")
}

#[test]
fn xlsx_has_typed_cells_and_a_sheet_about_them() {
    let mut book = sheets(encoded(Format::Xlsx, &[full(), hidden()]));
    assert_eq!(book.sheet_names(), ["Svar", "Om"]);
    let answer = book.worksheet_range("Svar").expect("answer");
    let at = |row, column| answer.get_value((row, column)).cloned().unwrap_or(Data::Empty);
    assert_eq!(at(0, 0), Data::String("text, på svenska".into()));
    assert_eq!(at(1, 0), Data::String("Å \"ä\"; ö,\nrad två".into()));
    assert_eq!(at(1, 1), Data::String("0180".into()));
    assert_eq!((at(1, 2), at(1, 3)), (Data::Float(-1234.0), Data::Float(17.0)));
    assert_eq!((at(1, 5), at(1, 6)), (Data::Float(1234.5), Data::Float(0.1234)));
    let Data::DateTime(date) = at(1, 7) else { panic!("{:?}", at(1, 7)) };
    assert_eq!(date.as_f64(), 44_286.0);
    let Data::DateTime(time) = at(1, 8) else { panic!("{:?}", at(1, 8)) };
    let seconds = (time.as_f64() - 44_286.0) * 86_400.0;
    assert!((seconds - 45_015.0).abs() < 0.001, "{seconds}");
    assert_eq!(at(1, 9), Data::Bool(true));
    assert_eq!((at(2, 3), at(2, 4)), (Data::Empty, Data::String("SUPPRESSED_PRIMARY".into())));
    let om = book.worksheet_range("Om").expect("about");
    let lines: Vec<String> =
        om.rows().map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>().join("|")).collect();
    for line in [
        "Fråga|En fråga?",
        "Rader|2",
        "Räckvidd|Göteborgsregionen",
        "Skydd av små tal|Tal under 5 visas inte.",
        "Urval: Kommun|1480, 1401",
        "Frågad (UTC)|2021-03-31 12:30:15",
        "count, på svenska|count · styck · Säger något.",
    ] {
        assert!(lines.iter().any(|found| found == line), "{line} in {lines:#?}");
    }
}

/// The text of a part of the archive, through the writer's own library: only marks are looked for in it.
#[test]
fn xlsx_marks_texts_that_look_like_formulas_and_holds_no_formula() {
    let mut row = full();
    row[0] = text("=1+1");
    let mut book = sheets(encoded(Format::Xlsx, &[row]));
    let answer = book.worksheet_range("Svar").expect("answer");
    assert_eq!(answer.get_value((1, 0)), Some(&Data::String("=1+1".into())));
    assert!(book.worksheet_formula("Svar").expect("formulas").used_cells().next().is_none());
}

#[test]
fn xlsx_is_the_same_bytes_for_the_same_answer() {
    assert_eq!(encoded(Format::Xlsx, &[full()]), encoded(Format::Xlsx, &[full()]));
    assert_eq!(encoded(Format::Parquet, &[full()]), encoded(Format::Parquet, &[full()]));
}

#[test]
fn xlsx_cuts_what_no_cell_holds_and_says_so_and_refuses_inexact_numbers() {
    let mut row = full();
    row[0] = text(&"å".repeat(40_000));
    let mut book = sheets(encoded(Format::Xlsx, &[row]));
    let answer = book.worksheet_range("Svar").expect("answer");
    let Some(Data::String(cut)) = answer.get_value((1, 0)) else { panic!("no text") };
    assert_eq!(cut.encode_utf16().count(), 32_767);
    assert!(cut.ends_with("[…]"));
    let mut row = full();
    row[2] = Cell::Integer((1 << 53) + 1);
    let error = write(Format::Xlsx, &head(), &about(), &[row], &mut Vec::new()).expect_err("inexact");
    assert!(matches!(error, EncodeError::NumberIsTooLarge { field } if field == "whole"));
    let mut old = full();
    old[7] = Cell::Date(NaiveDate::from_ymd_opt(1899, 1, 1).expect("a day"));
    let mut book = sheets(encoded(Format::Xlsx, &[old]));
    let answer = book.worksheet_range("Svar").expect("answer");
    assert_eq!(answer.get_value((1, 7)), Some(&Data::String("1899-01-01".into())));
}

fn opened(bytes: Vec<u8>) -> SerializedFileReader<Bytes> {
    SerializedFileReader::new(Bytes::from(bytes)).expect("a Parquet file")
}

#[test]
fn parquet_has_types_nulls_and_metadata() {
    let file = opened(encoded(Format::Parquet, &[full(), hidden()]));
    let rows: Vec<Vec<Read>> = file
        .get_row_iter(None)
        .expect("rows")
        .map(|row| row.expect("a row").get_column_iter().map(|(_, value)| value.clone()).collect())
        .collect();
    assert_eq!(rows[0][0], Read::Str("Å \"ä\"; ö,\nrad två".into()));
    assert_eq!(rows[0][1], Read::Str("0180".into()));
    assert_eq!((&rows[0][2], &rows[0][3]), (&Read::Long(-1234), &Read::Long(17)));
    assert_eq!(rows[0][5].to_string(), "1234.50");
    assert_eq!(rows[0][6].to_string(), "0.1234");
    // An order of values that older readers do not know stands for doubles only: there are none.
    let columns = file.metadata().file_metadata().schema_descr();
    let types: Vec<_> = columns.columns().iter().map(|column| column.physical_type()).collect();
    assert!(
        !types.iter().any(|kind| matches!(kind, ::parquet::basic::Type::DOUBLE | ::parquet::basic::Type::FLOAT)),
        "{types:?}"
    );
    assert_eq!(rows[0][7], Read::Date(18_717));
    assert_eq!(rows[0][8], Read::TimestampMillis(instant().timestamp_millis()));
    assert_eq!(rows[0][9], Read::Bool(true));
    let nulls = rows[1].iter().enumerate().filter(|(_, value)| **value == Read::Null).count();
    assert_eq!((nulls, &rows[1][4]), (9, &Read::Str("SUPPRESSED_PRIMARY".into())));
    let metadata = file.metadata().file_metadata();
    let pairs = metadata.key_value_metadata().expect("metadata");
    let value = |key: &str| pairs.iter().find(|pair| pair.key == key).and_then(|pair| pair.value.clone());
    assert_eq!(value("kompetensnav.title").as_deref(), Some("En fråga?"));
    assert_eq!(value("kompetensnav.column.count.label").as_deref(), Some("count, på svenska"));
    assert_eq!(value("kompetensnav.parameters").as_deref(), Some(r#"{"Kommun":"1480, 1401"}"#));
    assert_eq!(metadata.num_rows(), 2);
}

#[test]
fn parquet_comes_out_in_groups_and_waits_for_no_more_than_one() {
    let mut encoder = encoder(Format::Parquet, &head(), &about()).expect("an encoder");
    let mut out = encoder.start().expect("start").to_vec();
    let (mut largest, mut pieces) = (0, 0);
    for _ in 0..50 {
        let blocks = encoder.blocks(1000);
        let bytes = encoder.rows(vec![full(); 1000]).expect("rows");
        assert_eq!(blocks, !bytes.is_empty(), "it says when it will write a group");
        pieces += usize::from(!bytes.is_empty());
        largest = largest.max(bytes.len());
        out.extend_from_slice(&bytes);
    }
    let before = out.len();
    encoder.finish().expect("finish").for_each(|piece| out.extend_from_slice(&piece.expect("a piece")));
    assert_eq!(pieces, 3, "three groups are full");
    assert!(before > 3 * (out.len() - before) / 2 || largest < out.len() / 2);
    let file = opened(out);
    assert_eq!(file.metadata().num_row_groups(), 4);
    assert_eq!(file.metadata().file_metadata().num_rows(), 50_000);
}

#[test]
fn parquet_keeps_a_dictionary_of_texts_that_repeat_only() {
    let head: Head = vec![field("id", FieldKind::Text), field("code", FieldKind::Code)].into();
    let rows: Vec<Row> = (0..2000).map(|n| vec![text(&format!("need_{n}")), text(&(n % 7).to_string())]).collect();
    let mut out = Vec::new();
    write(Format::Parquet, &head, &about(), &rows, &mut out).expect("it can be written");
    let reader = opened(out);
    let group = reader.metadata().row_group(0);
    assert!(group.column(0).dictionary_page_offset().is_none());
    assert!(group.column(1).dictionary_page_offset().is_some());
    let rows = reader.get_row_iter(None).expect("rows");
    let read: Vec<_> = rows.map(|row| row.expect("a row").into_columns()).collect();
    assert_eq!(read.len(), 2000);
    assert_eq!(read[1999][0].1, Read::Str("need_1999".into()));
    assert_eq!(read[1999][1].1, Read::Str("4".into()));
}

#[test]
fn parquet_refuses_what_would_not_be_exact_or_would_become_null() {
    let refused = |column: usize, cell: Cell| {
        let mut row = full();
        row[column] = cell;
        write(Format::Parquet, &head(), &about(), &[row], &mut Vec::new()).expect_err("refused")
    };
    let large = Decimal::from_i128_with_scale(10_i128.pow(18), 2);
    assert!(matches!(refused(5, Cell::Decimal(large)), EncodeError::NumberIsTooLarge { field } if field == "money"));
    assert!(matches!(refused(7, text("2021-03-31")), EncodeError::RowDoesNotFit { field } if field == "day"));
}

#[test]
fn every_format_holds_no_rows_at_all() {
    for format in Format::ALL {
        let bytes = encoded(format, &[]);
        match format {
            Format::Csv => assert_eq!(csv_rows(&bytes, b',').len(), 1),
            Format::Xlsx => assert_eq!(sheets(bytes).worksheet_range("Svar").expect("answer").height(), 1),
            Format::Parquet => assert_eq!(opened(bytes).metadata().file_metadata().num_rows(), 0),
            Format::Jsonl => assert_eq!(bytes, b"\n"),
            Format::CsvSwedish | Format::Json => assert!(!bytes.is_empty()),
        }
    }
}

#[test]
fn the_end_of_an_address_says_the_format() {
    assert_eq!(Format::of("csv", false), Some(Format::Csv));
    assert_eq!(Format::of("csv", true), Some(Format::CsvSwedish));
    assert_eq!(Format::of("parquet", false), Some(Format::Parquet));
    assert_eq!((Format::of("xls", false), Format::of("xlsx", true)), (None, None));
}

mod any_answer {
    use proptest::prelude::*;

    use super::*;

    fn cells() -> impl Strategy<Value = Row> {
        (any::<String>(), any::<i64>(), any::<bool>(), any::<i32>()).prop_map(|(words, whole, yes, part)| {
            let mut row = full();
            row[0] = Cell::Text(words.into());
            row[2] = if yes { Cell::Integer(whole) } else { Cell::Null };
            row[5] = Cell::Decimal(Decimal::new(part.into(), 2));
            row
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]

        /// JSON, CSV and Parquet read back to the same values.
        #[test]
        fn is_the_same_in_every_format(rows in prop::collection::vec(cells(), 0..20)) {
            let lines = String::from_utf8(encoded(Format::Jsonl, &rows)).expect("UTF-8");
            let lines: Vec<Value> = lines.lines().filter(|line| !line.is_empty()).map(|line| serde_json::from_str(line).expect("JSON")).collect();
            let table = csv_rows(&encoded(Format::Csv, &rows), b',');
            let file = opened(encoded(Format::Parquet, &rows));
            let read: Vec<_> = file.get_row_iter(None).expect("rows").map(|row| row.expect("a row")).collect();
            prop_assert_eq!((lines.len(), table.len() - 1, read.len()), (rows.len(), rows.len(), rows.len()));
            for (index, row) in rows.iter().enumerate() {
                let Cell::Text(words) = &row[0] else { unreachable!() };
                prop_assert_eq!(&table[index + 1][0], &words.to_string());
                prop_assert_eq!(lines[index]["text"].as_str(), Some(words.as_ref()));
                let columns: Vec<_> = read[index].get_column_iter().map(|(_, value)| value.clone()).collect();
                prop_assert_eq!(&columns[0], &Read::Str(words.to_string()));
                if let Cell::Integer(whole) = row[2] {
                    prop_assert_eq!(lines[index]["whole"].as_i64(), Some(whole));
                    prop_assert_eq!(&columns[2], &Read::Long(whole));
                }
                let Cell::Decimal(part) = row[5] else { unreachable!() };
                prop_assert_eq!(columns[5].to_string().parse::<Decimal>().expect("a decimal"), part);
            }
        }
    }
}
