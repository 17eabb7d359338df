use chrono::NaiveDate;
use serde_json::json;

use super::*;
use crate::{FieldError, Money, id::OrganisationId, text_enum};

text_enum! {
    pub enum Seat ("Plats.", "Seat.") {
        Aisle = "AISLE" ("Gång", "Aisle"),
        Window = "WINDOW" ("Fönster", "Window"),
    }
}

command! {
    pub struct Extras as "ExtrasInput" ("Tillägg.", "Extras.") {
        meal: Option<String> as "meal" [line(20)] ("Måltid.", "Meal."),
        bags: i32 as "bags" = "0" [number(0, 3)] ("Väskor.", "Bags."),
    }
}

command! {
    pub struct Book as "BookInput" ("Boka.", "Book.") {
        who: OrganisationId as "whoId" ("Vem.", "Who."),
        name: String as "name" [line(10)] ("Namn.", "Name."),
        note: Option<String> as "note" [text(20)] ("Anteckning.", "Note."),
        seat: Seat as "seat" = "\"AISLE\"" ("Plats.", "Seat."),
        on: Option<NaiveDate> as "on" ("Dag.", "Day."),
        price: Option<Money> as "price" ("Pris.", "Price."),
        stops: Vec<String> as "stops" = "[]" [line(5)] ("Stopp.", "Stops."),
        extras: Extras as "extras" = "{}" ("Tillägg.", "Extras."),
    }
}

const WHO: &str = "org_00000000000000000000000001";

fn wrong(input: Json) -> Vec<(String, Rule)> {
    let told = |error: FieldError| (error.field, error.rule);
    match Book::read(&input) {
        Ok(_) => Vec::new(),
        Err(Error::Invalid { field, rule, .. }) => vec![(field, rule)],
        Err(Error::SeveralInvalid(errors)) => errors.into_iter().map(told).collect(),
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn what_is_left_out_has_its_default_or_nothing() {
    let book =
        Book::read(&json!({ "whoId": WHO, "name": " A\u{30a}sa ", "note": " ", "on": null })).expect("a booking");
    assert_eq!((book.name.as_str(), book.note, book.seat, book.on), ("Åsa", None, Seat::Aisle, None));
    assert_eq!((book.extras.bags, book.extras.meal, book.stops.len()), (0, None, 0));
    let one =
        Book::read(&json!({ "whoId": WHO, "name": "Å", "stops": "Umeå", "price": { "amount": "12.5" } })).expect("one");
    assert_eq!((one.stops.as_slice(), one.price), (["Umeå".to_owned()].as_slice(), Some(Money { minor: 1250 })));
}

#[test]
fn everything_that_is_wrong_is_told_at_once_by_its_path() {
    let input = json!({
        "whoId": "need_00000000000000000000000001", "note": "x".repeat(21), "seat": "ROOF", "on": "2026-02-30",
        "price": { "amount": "1", "currency": "EUR" }, "stops": ["Umeå", "Örnsköldsvik"], "extras": { "bags": 4, "meal": 5 },
    });
    let told = [
        ("whoId", rules::REFERENCE_IS_UNKNOWN),
        ("name", rules::FIELD_IS_REQUIRED),
        ("note", rules::TEXT_LENGTH_IS_WRONG),
        ("seat", rules::CODE_IS_UNKNOWN),
        ("on", rules::DATE_IS_WRONG),
        ("price.currency", rules::CODE_IS_UNKNOWN),
        ("stops.1", rules::TEXT_LENGTH_IS_WRONG),
        ("extras.meal", rules::VALUE_IS_OF_ANOTHER_TYPE),
        ("extras.bags", rules::NUMBER_IS_OUT_OF_RANGE),
    ];
    assert_eq!(wrong(input), told.map(|(field, rule)| (field.to_owned(), rule)));
    assert_eq!(wrong(json!([])), [(String::new(), rules::VALUE_IS_OF_ANOTHER_TYPE)]);
    assert_eq!(wrong(json!({ "whoId": WHO, "name": "a", "extras": 1 }))[0].0, "extras");
    assert_eq!(
        wrong(json!({ "whoId": WHO, "name": "a", "extras": { "bags": 1e12 } }))[0].1,
        rules::NUMBER_IS_OUT_OF_RANGE
    );
}

#[test]
fn a_number_out_of_range_is_told_with_its_bounds_however_it_came() {
    let told = |error: Error| match error {
        Error::Invalid { field, detail, .. } => (field, detail.sv),
        other => panic!("{other}"),
    };
    let read = |bags: Json| Book::read(&json!({ "whoId": WHO, "name": "Åsa", "extras": { "bags": bags } }));
    for outside in [json!(4), json!(-1), json!(1e12)] {
        assert_eq!(told(read(outside).expect_err("outside")), ("extras.bags".to_owned(), "0–3".to_owned()));
    }
    let mut book = read(json!(1)).expect("a booking");
    book.extras.bags = 4;
    assert_eq!(told(book.checked().expect_err("outside")).1, "0–3");
}

#[test]
fn no_text_holds_nul_whatever_its_field_takes() {
    const RAW: Bound<String> = Bound { kind: Kind::Text { max: 20 }, check: |_, text| Ok(text) };
    command! {
        pub struct Keep as "KeepInput" ("Behåll.", "Keep.") {
            document: String as "document" [RAW] ("Dokument.", "Document."),
            definition: Json as "definition" ("Beskrivning.", "Definition."),
        }
    }
    let keep =
        |document: &str, definition: Json| Keep::read(&json!({ "document": document, "definition": definition }));
    assert!(keep("a", json!({ "b": ["c"] })).is_ok());
    for (document, definition) in [
        ("a\0", json!({})),
        ("a", json!("\0")),
        ("a", json!({ "b": ["c", { "d": "\0" }] })),
        ("a", json!({ "b\0": 1 })),
    ] {
        let error = keep(document, definition).expect_err("refused");
        assert!(matches!(error, Error::Invalid { rule: rules::TEXT_HOLDS_AN_ODD_SIGN, .. }), "{error}");
    }
}

#[test]
fn no_text_holds_a_personal_number_unless_its_bound_says_so() {
    const MEANT: Bound<String> = Bound { kind: Kind::Line { max: 20 }, check: |_, text| Ok(text) };
    command! {
        pub struct Tell as "TellInput" ("Berätta.", "Tell.") {
            title: String as "title" [line(40)] ("Rubrik.", "Title."),
            words: Vec<String> as "words" = "[]" [line(40)] ("Ord.", "Words."),
            story: Option<String> as "story" [text(40)] ("Berättelse.", "Story."),
            reason: Option<String> as "reason" [REASON] ("Skäl.", "Reason."),
            definition: Option<Json> as "definition" ("Beskrivning.", "Definition."),
            number: Option<String> as "number" [MEANT] ("Nummer.", "Number."),
        }
    }
    let named = "Ada 09-05-27 1474";
    let all = json!({ "title": named, "words": ["a", named], "story": named, "reason": named,
        "definition": { "a": [named] }, "number": "19090527-1474" });
    let Err(Error::SeveralInvalid(told)) = Tell::read(&all) else { panic!("refused") };
    let expected = ["title", "words.1", "story", "reason", "definition"];
    let rule = rules::TEXT_HOLDS_A_PERSONAL_NUMBER;
    let expected = expected.map(|field| FieldError { field: field.to_owned(), rule, detail: Detail::default() });
    assert_eq!(told, expected);
    let day = "Möte 2026-09-01 08.30, dnr 2020/00312";
    assert!(Tell::read(&json!({ "title": day, "story": day, "reason": day })).is_ok());
}

#[test]
fn a_command_that_was_not_read_keeps_to_the_same_bounds() {
    let mut book = Book::read(&json!({ "whoId": WHO, "name": "Åsa" })).expect("a booking");
    book.name = " Bo\r".to_owned();
    assert_eq!(book.clone().checked().expect("within").name, "Bo");
    book.name = String::new();
    book.extras.bags = -1;
    assert_eq!(
        book.checked().err().map(|error| error.to_string()).as_deref(),
        Some("invalid: name TEXT_LENGTH_IS_WRONG, extras.bags NUMBER_IS_OUT_OF_RANGE")
    );
}

#[test]
fn a_day_is_of_the_years_that_its_rule_tells() {
    for (day, rule) in [
        ("1900-01-01", None),
        ("2200-12-31", None),
        ("1899-12-31", Some(rules::DATE_IS_OUT_OF_RANGE)),
        ("2201-01-01", Some(rules::DATE_IS_OUT_OF_RANGE)),
        ("0000-01-01", Some(rules::DATE_IS_OUT_OF_RANGE)),
        ("9999-12-31", Some(rules::DATE_IS_OUT_OF_RANGE)),
        ("2026-02-30", Some(rules::DATE_IS_WRONG)),
        ("10000-01-01", Some(rules::DATE_IS_WRONG)),
    ] {
        let input = json!({ "whoId": WHO, "name": "a", "on": day });
        let told = if Book::read(&input).is_ok() { Vec::new() } else { wrong(input) };
        assert_eq!(told, rule.map(|rule| ("on".to_owned(), rule)).into_iter().collect::<Vec<_>>(), "{day}");
    }
    let mut made = Book::read(&json!({ "whoId": WHO, "name": "a" })).expect("a booking");
    made.on = NaiveDate::from_ymd_opt(26, 3, 1);
    assert!(made.checked().is_err(), "of a command made in code, too");
    let years = format!("{}–{}", YEARS.start(), YEARS.end());
    assert!(
        rules::DATE_IS_OUT_OF_RANGE.text.sv.contains(&years) && rules::DATE_IS_OUT_OF_RANGE.text.en.contains(&years)
    );
}

#[test]
fn what_was_done_was_done_since_the_year_that_its_rule_tells() {
    let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
    for (on, done, ever) in [
        ("1990-01-01", None, None),
        ("1989-12-31", Some(rules::YEAR_IS_TOO_EARLY), None),
        ("1899-12-31", Some(rules::DATE_IS_OUT_OF_RANGE), Some(rules::DATE_IS_OUT_OF_RANGE)),
    ] {
        assert_eq!((UNTIL_TODAY.check)(&UNTIL_TODAY.kind, day(on)).err(), done, "{on}");
        assert_eq!((EVER_UNTIL_TODAY.check)(&EVER_UNTIL_TODAY.kind, day(on)).err(), ever, "{on}");
    }
    let year = FIRST_YEAR.to_string();
    assert!(rules::YEAR_IS_TOO_EARLY.text.sv.contains(&year) && rules::YEAR_IS_TOO_EARLY.text.en.contains(&year));
}

#[test]
fn a_form_is_told_the_days_that_can_be_kept_and_no_more_than_the_command_takes() {
    let today = NaiveDate::from_ymd_opt(2026, 11, 29).expect("a day");
    let told = |days: Days| {
        let range = days.range(today);
        format!("{}--{}", range.start(), range.end())
    };
    assert_eq!(told(Days::Any), "1900-01-01--2200-12-31");
    assert_eq!(told(Days::UntilToday), "1990-01-01--2026-11-29");
    assert_eq!(told(Days::EverUntilToday), "1900-01-01--2026-11-29");
    assert_eq!(told(Days::FromToday), "2026-11-29--2200-12-31");
    assert_eq!(told(Days::WithinMonths(12)), "2026-11-29--2027-11-29");
    let any = Days::Any.range(today);
    for (day, is_kept) in [
        (any.start().pred_opt(), false),
        (Some(*any.start()), true),
        (Some(*any.end()), true),
        (any.end().succ_opt(), false),
    ] {
        let day = day.expect("a day").to_string();
        assert_eq!(Book::read(&json!({ "whoId": WHO, "name": "a", "on": day })).is_ok(), is_kept, "{day}");
    }
}

#[test]
fn bounds_are_told_in_both_languages() {
    let told = |lang| Book::TABLE.fields.iter().filter_map(|field| field.kind.bounds(lang)).collect::<Vec<_>>();
    assert_eq!(told(crate::Lang::Sv), ["1–10 tecken.", "1–20 tecken.", "1–5 tecken."]);
    assert_eq!(number(-5, 1_000_000).kind.bounds(crate::Lang::En).as_deref(), Some("−5–1,000,000."));
    for lang in [crate::Lang::Sv, crate::Lang::En] {
        assert_eq!(year(2000, 2100).kind.bounds(lang).as_deref(), Some("2000–2100."), "a year is no quantity");
    }
    let of = year(2000, 2100);
    assert_eq!(of.kind.range().map(|range| range.sv).as_deref(), Some("2000–2100"), "it stands in brackets");
    assert_eq!((of.check)(&of.kind, 2101), Err(rules::NUMBER_IS_OUT_OF_RANGE));
    assert_eq!(text(4000).kind.bounds(crate::Lang::Sv).as_deref(), Some("1–4\u{a0}000 tecken."));
}
