use kernel::Lang;
use serde_json::json;

use super::*;
use crate::{catalogue, error};

const TEXT: &str = "{ sv = \"Etikett\", en = \"Label\" }";

/// A question with one parameter of these settings; its variable is `$x`, or a period's two.
fn question(settings: &str, variables: &str) -> Question {
    let toml = format!(
        "version = 1\ntheme = \"behov\"\nrows = \"rows\"\ntitle = {TEXT}\ningress = {TEXT}\n\
         [[parameter]]\nlabel = {TEXT}\n{settings}\n\
         [[column]]\nname = \"a\"\npath = \"a\"\ntype = \"text\"\nlabel = {TEXT}\n"
    );
    let definition = catalogue::parse(&toml).unwrap_or_else(|error| panic!("{error}"));
    Question::new("q", format!("query({variables}) {{ rows {{ a }} }}"), definition)
        .unwrap_or_else(|errors| panic!("{errors:?}"))
}

fn kind(kind: &str) -> Question {
    question(&format!("name = \"x\"\nkind = \"{kind}\""), "$x: T")
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day")
}

fn read(question: &Question, pairs: &[(&str, &str)]) -> Result<Arguments, Vec<ParameterError>> {
    question.read_parameters(pairs.iter().copied(), today())
}

fn value(question: &Question, text: &str) -> Value {
    let arguments = read(question, &[("x", text)]).unwrap_or_else(|errors| panic!("{text}: {errors:?}"));
    arguments.variables().remove("x").unwrap_or_default()
}

fn rule(question: &Question, text: &str) -> kernel::Rule {
    let errors = read(question, &[("x", text)]).expect_err(text);
    assert_eq!(errors.len(), 1);
    for lang in [Lang::Sv, Lang::En] {
        assert!(errors[0].message(lang).ends_with('.') && !errors[0].message(lang).contains('_'), "{errors:?}");
    }
    errors[0].rule
}

/// Whoever opens a question is answered of today's world: of the built-in ones no default is a day or a year that stays.
#[test]
fn no_built_in_default_is_a_fixed_day() {
    let library = catalogue::Catalogue::built_in().unwrap_or_else(|errors| panic!("{errors}"));
    let later = today() + chrono::Days::new(3 * 366);
    let mut moving = 0;
    for question in library.all() {
        for parameter in question.definition().parameters.iter().filter(|each| !each.default.is_empty()) {
            let read = |day| {
                let given = default_of(parameter, day).unwrap_or_else(|wrong| panic!("{}: {wrong:?}", question.slug()));
                given.expect("a value").variables
            };
            let at = format!("{}: {} = {:?}", question.slug(), parameter.name, parameter.default);
            if matches!(parameter.kind, ParameterKind::Date | ParameterKind::Period) {
                assert_ne!(read(today()), read(later), "{at} stands still");
                moving += 1;
                continue;
            }
            // A year or a day in another dress.
            let is_time = |text: &String| {
                let is_year = (1900..2200).contains(&text.parse().unwrap_or(0));
                is_year || value::strict_date(text).is_some() || period::read(text, today()).is_ok()
            };
            assert!(!parameter.default.iter().any(is_time), "{at} is a time that stands still");
        }
    }
    assert!(moving > 5, "{moving} defaults move with the day");
}

#[test]
fn numbers_are_read_as_swedes_write_them() {
    let decimal = kind("decimal");
    for (text, expected) in
        [("12,5", 12.5), ("12.5", 12.5), ("1 234,5", 1234.5), ("\u{2212}3", -3.0), ("1\u{a0}000", 1000.0)]
    {
        assert_eq!(value(&decimal, text).as_f64(), Some(expected), "{text}");
    }
    for wrong in ["1,234.5", "1.234,5", "x", "1,", ".", "1_000", "NaN", "1e400"] {
        assert_eq!(rule(&decimal, wrong), error::VALUE_IS_NO_DECIMAL, "{wrong}");
    }
    let integer = kind("integer");
    assert_eq!(value(&integer, " 1 000 "), json!(1000));
    for wrong in ["1,5", "1.0", "en", "-", "1e9"] {
        assert_eq!(rule(&integer, wrong), error::VALUE_IS_NO_INTEGER, "{wrong}");
    }
}

#[test]
fn codes_that_are_in_no_list_are_told_at_once_with_their_list() {
    let code = question("name = \"x\"\nkind = \"code\"\nscheme = \"COUNTY\"\nlist = true", "$x: [T!]");
    let pairs = [("x", "1"), ("x", "98"), ("x", "14"), ("x", "99")];
    assert!(read(&code, &pairs).is_ok(), "without lists every code may be");
    let known = |scheme: &str, text: &str| match (scheme, text) {
        ("COUNTY", "1" | "01") => Some("01".to_owned()),
        ("COUNTY", "14") => Some("14".to_owned()),
        _ => None,
    };
    let code = code.with_codes(CodeLists(known));
    let errors = read(&code, &pairs).expect_err("two are unknown");
    assert_eq!((errors.len(), errors[0].address.as_str(), errors[0].rule), (1, "x", error::CODE_IS_NOT_LISTED));
    for (lang, begins) in [
        (Lang::Sv, "Koden finns inte i kodlistan: 98, 99; listan står på"),
        (Lang::En, "The code is not in the code list: 98, 99; the list is on"),
    ] {
        let message = errors[0].message(lang);
        assert!(message.starts_with(begins) && message.ends_with("concepts(scheme: COUNTY)."), "{message}");
    }
    // As the list has them, however they are written.
    assert_eq!(value(&code, "1"), json!(["01"]));
    let twice = read(&code, &[("x", "1"), ("x", "14"), ("x", "01")]).expect("one code, written twice");
    assert_eq!(twice.written("x"), ["01", "14"]);
}

#[test]
fn an_integer_is_one_of_graphqls_and_the_bound_that_holds_is_said() {
    let integer = kind("integer");
    for kept in [i32::MIN, -1, 0, i32::MAX] {
        assert_eq!(value(&integer, &kept.to_string()), json!(kept));
    }
    let bounded = question("name = \"x\"\nkind = \"integer\"\nmin = 1\nmax = 12", "$x: Int");
    let large = ["2147483648", "2 147 483 648", "99999999999999999999"];
    let small = ["-2147483649", "\u{2212}2147483649", "-99999999999999999999"];
    for (question, texts, sv, en) in [
        (&integer, large, "Skriv högst: 2147483647.", "Write at most: 2147483647."),
        (&integer, small, "Skriv minst: -2147483648.", "Write at least: -2147483648."),
        (&bounded, large, "Skriv högst: 12.", "Write at most: 12."),
        (&bounded, small, "Skriv minst: 1.", "Write at least: 1."),
    ] {
        for text in texts {
            let errors = read(question, &[("x", text)]).expect_err(text);
            assert_eq!((errors[0].address.as_str(), errors.len()), ("x", 1), "{text}");
            assert_eq!((errors[0].message(Lang::Sv).as_str(), errors[0].message(Lang::En).as_str()), (sv, en));
        }
    }
}

#[test]
fn bounds_hold_and_are_said() {
    let question = question("name = \"x\"\nkind = \"decimal\"\nmin = 1\nmax = \"2.5\"", "$x: Float");
    assert_eq!(value(&question, "2,5"), json!(2.5));
    assert_eq!(rule(&question, "0,99"), error::VALUE_IS_TOO_SMALL);
    let errors = read(&question, &[("x", "2,51")]).expect_err("too large");
    assert_eq!(errors[0].message(Lang::Sv), "Skriv högst: 2,5.");
    assert_eq!(errors[0].message(Lang::En), "Write at most: 2.5.");
}

#[test]
fn dates_may_be_said_from_today() {
    let question = question("name = \"x\"\nkind = \"date\"\nmax = \"2027-01-01\"", "$x: Date");
    let cases = [
        ("2021-02-28", "2021-02-28"),
        ("today", "2026-11-22"),
        ("idag-22d", "2026-10-31"),
        ("today-12m", "2025-11-22"),
        ("today+9d", "2026-12-01"),
        ("year-start", "2026-01-01"),
        ("month-start", "2026-11-01"),
    ];
    for (text, expected) in cases {
        assert_eq!(value(&question, text), json!(expected), "{text}");
    }
    for wrong in
        ["2021-02-29", "21-02-01", "2021-2-1", "today-", "today*3d", "today-xd", "today-99999d", "igår", "todayå"]
    {
        assert_eq!(rule(&question, wrong), error::VALUE_IS_NO_DATE, "{wrong}");
    }
    assert_eq!(rule(&question, "2027-01-02"), error::VALUE_IS_TOO_LARGE);
}

#[test]
fn a_day_that_nobody_means_is_refused_with_the_first_or_the_last_there_is() {
    let day = kind("date");
    let period = question("name = \"period\"\nkind = \"period\"", "$from: Date, $to: Date");
    let said = |question: &Question, address: &str, text: &str| {
        let errors = read(question, &[(address, text)]).expect_err(text);
        errors[0].message(Lang::Sv)
    };
    for kept in ["1900-01-01", "2200-12-31"] {
        assert_eq!(value(&day, kept), json!(kept));
    }
    assert!(read(&period, &[("period", "1900--2200")]).is_ok());
    for early in ["0000-01-01", "0001-01-01", "1899-12-31"] {
        assert_eq!(said(&day, "x", early), "Skriv minst: 1900-01-01.", "{early}");
    }
    for late in ["2201-01-01", "9999-12-31", "today+10000m"] {
        assert_eq!(said(&day, "x", late), "Skriv högst: 2200-12-31.", "{late}");
    }
    for early in ["0000", "0001-01", "1899-12-31--1900-01-01"] {
        assert_eq!(said(&period, "period", early), "Skriv minst: 1900-01-01.", "{early}");
    }
    for late in ["2201", "9999", "2200--2201"] {
        assert_eq!(said(&period, "period", late), "Skriv högst: 2200-12-31.", "{late}");
    }
}

#[test]
fn a_period_sets_its_two_variables() {
    let question = question("name = \"period\"\nkind = \"period\"", "$from: Date, $to: Date");
    let cases = [
        ("2021", "2021-01-01", "2021-12-31", "2021"),
        ("2021-q1", "2021-01-01", "2021-03-31", "2021-Q1"),
        ("2024-02", "2024-02-01", "2024-02-29", "2024-02"),
        ("2021-01-15--2021-02-03", "2021-01-15", "2021-02-03", "2021-01-15--2021-02-03"),
        ("2020--2022", "2020-01-01", "2022-12-31", "2020-01-01--2022-12-31"),
        ("2020-Q3 -- 2021", "2020-07-01", "2021-12-31", "2020-07-01--2021-12-31"),
        ("this-year", "2026-01-01", "2026-12-31", "2026"),
        ("last-year", "2025-01-01", "2025-12-31", "2025"),
        ("last-month", "2026-10-01", "2026-10-31", "2026-10"),
        ("this-month", "2026-11-01", "2026-11-30", "2026-11"),
        ("last-12-months", "2025-11-23", "2026-11-22", "2025-11-23--2026-11-22"),
    ];
    for (text, from, to, written) in cases {
        let arguments = read(&question, &[("period", text)]).expect(text);
        assert_eq!(Value::Object(arguments.variables()), json!({ "from": from, "to": to }), "{text}");
        assert_eq!(arguments.written("period"), [written]);
    }
    for wrong in ["21", "2021-5", "2021-13", "2021-Q5", "2021--", "2021-2022", "abcd", "åååå", "2021-01-01"] {
        let errors = read(&question, &[("period", wrong)]).expect_err(wrong);
        assert_eq!(errors[0].rule, error::VALUE_IS_NO_PERIOD, "{wrong}");
    }
    let errors = read(&question, &[("period", "2021-02-01--2021-01-01")]).expect_err("reversed");
    assert_eq!(errors[0].rule, error::PERIOD_ENDS_BEFORE_IT_BEGINS);
}

#[test]
fn choices_are_closed_and_read_in_any_case() {
    let values =
        "values = [{ code = \"SEX\", sv = \"Kön\", en = \"Sex\" }, { code = \"AGE\", sv = \"Ålder\", en = \"Age\" }]";
    let question = question(&format!("name = \"x\"\nkind = \"enum\"\n{values}"), "$x: D");
    assert_eq!(value(&question, "sex"), json!("SEX"));
    let errors = read(&question, &[("x", "KÖN")]).expect_err("no choice");
    assert_eq!(errors[0].message(Lang::Sv), "Välj ett av: SEX (Kön), AGE (Ålder).");
    let bare = self::question("name = \"x\"\nkind = \"enum\"\nvalues = [\"SEX\"]", "$x: D");
    let errors = read(&bare, &[("x", "KÖN")]).expect_err("no choice");
    assert_eq!(errors[0].message(Lang::Sv), "Välj ett av: SEX (SEX).", "until an enumeration says what it is called");
    let arguments = read(&question, &[("x", "AGE")]).expect("a choice");
    assert_eq!(arguments.shown(Lang::Sv), [("Etikett".to_owned(), "Ålder".to_owned())]);
}

#[test]
fn yes_and_no_codes_and_ids() {
    let boolean = kind("boolean");
    assert_eq!((value(&boolean, "Ja"), value(&boolean, "false")), (json!(true), json!(false)));
    assert_eq!(rule(&boolean, "kanske"), error::VALUE_IS_NO_BOOLEAN);
    let code = question("name = \"x\"\nkind = \"code\"\nscheme = \"SNI_2007\"", "$x: String");
    assert_eq!(value(&code, "87.100"), json!("87.100"));
    assert_eq!(rule(&code, "87 100"), error::VALUE_IS_NO_CODE);
    let id = question("name = \"x\"\nkind = \"id\"\nof = \"project\"", "$x: ID");
    assert_eq!(value(&id, "proj_01ABC"), json!("proj_01ABC"));
    assert_eq!(rule(&id, "\"}"), error::VALUE_IS_NO_ID);
    assert_eq!(rule(&kind("text"), &"x".repeat(201)), error::TEXT_IS_TOO_LONG);
    assert_eq!(rule(&kind("text"), "a\0b"), error::TEXT_HOLDS_AN_ODD_SIGN);
}

#[test]
fn several_values_are_a_list_and_each_stands_once() {
    let list = question(
        "name = \"x\"\naddress = \"kommun\"\nkind = \"code\"\nscheme = \"MUNICIPALITY\"\nlist = true",
        "$x: [String!]",
    );
    let arguments =
        read(&list, &[("kommun", "1480"), ("kommun", " 1401 "), ("kommun", "1480"), ("kommun", "")]).expect("a list");
    assert_eq!(arguments.variables()["x"], json!(["1480", "1401"]));
    let many: Vec<String> = (0..=MOST_VALUES).map(|number| number.to_string()).collect();
    let pairs: Vec<(&str, &str)> = many.iter().map(|text| ("kommun", text.as_str())).collect();
    assert_eq!(read(&list, &pairs).expect_err("too many")[0].rule, error::TOO_MANY_VALUES);
    let one = kind("text");
    assert_eq!(read(&one, &[("x", "a"), ("x", "b")]).expect_err("two")[0].rule, error::PARAMETER_HAS_ONE_VALUE);
}

#[test]
fn absent_takes_the_default_and_blank_waives_it() {
    let number = question("name = \"x\"\nkind = \"integer\"\ndefault = 7", "$x: Int");
    assert_eq!(read(&number, &[]).expect("default").variables()["x"], json!(7));
    let waived = read(&number, &[("x", " ")]).expect("waived");
    assert!(waived.variables().is_empty());
    assert_eq!(waived.query_string(), "x=");
    let required = question("name = \"x\"\nkind = \"integer\"\nrequired = true\ndefault = 7", "$x: Int!");
    assert!(read(&required, &[]).is_ok());
    assert_eq!(rule(&required, ""), error::PARAMETER_IS_REQUIRED);
}

#[test]
fn what_means_nothing_alone_is_refused_with_what_it_needs() {
    let settings = "name = \"km\"\nkind = \"integer\"\nneeds = \"near\"\n\
        [[parameter]]\nlabel = { sv = \"Nära\", en = \"Near\" }\nname = \"near\"\naddress = \"nara\"\nkind = \"integer\"";
    let question = question(settings, "$km: Int, $near: Int");
    for asked in [vec![], vec![("nara", "1")], vec![("km", "5"), ("nara", "1")], vec![("km", ""), ("nara", "")]] {
        assert!(read(&question, &asked).is_ok(), "{asked:?}");
    }
    for asked in [vec![("km", "5")], vec![("km", "5"), ("nara", " ")]] {
        let errors = read(&question, &asked).expect_err("alone");
        assert_eq!((errors.len(), errors[0].address.as_str()), (1, "km"), "{asked:?}");
        assert_eq!(errors[0].rule, error::PARAMETER_NEEDS_ANOTHER);
        assert_eq!(errors[0].message(Lang::Sv), "Det här säger inget ensamt; ange även: Nära (nara).");
        assert_eq!(errors[0].message(Lang::En), "This says nothing alone; state also: Near (nara).");
    }
    // What is wrong with the other is told once.
    let errors = read(&question, &[("km", "5"), ("nara", "x")]).expect_err("no number");
    assert_eq!(errors.iter().map(|error| error.rule).collect::<Vec<_>>(), [error::VALUE_IS_NO_INTEGER]);
}

#[test]
fn unknown_names_are_refused_with_those_there_are_and_the_services_own_pass() {
    let question = kind("text");
    let errors = read(&question, &[("y", "1"), ("y", "2"), ("z", ""), ("format", "svensk"), ("sprak", "en")]);
    let errors = errors.expect_err("unknown");
    assert_eq!(errors.iter().map(|error| error.address.as_str()).collect::<Vec<_>>(), ["y", "z"]);
    assert_eq!(errors[0].message(Lang::Sv), "Frågan har ingen sådan parameter; den har: x.");
}

#[test]
fn the_same_question_has_the_same_canonical_text_and_keeps_its_words_in_the_address() {
    let question = question("name = \"x\"\nkind = \"date\"\ndefault = \"today-1d\"", "$x: Date");
    let ways =
        [vec![], vec![("x", "2026-11-21")], vec![("x", " idag-1d ")], vec![("format", "svensk"), ("x", "today-1d")]];
    for way in &ways {
        assert_eq!(read(&question, way).expect("same").canonical(), r#"{"x":"2026-11-21"}"#);
    }
    assert_eq!(read(&question, &ways[0]).expect("default").query_string(), "");
    assert_eq!(read(&question, &ways[2]).expect("relative").query_string(), "x=idag-1d");
    let text = kind("text");
    assert_eq!(read(&text, &[("x", "a&b=å 1")]).expect("text").query_string(), "x=a%26b%3D%C3%A5%201");
}

mod any_text {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Whatever stands in an address, it is read or refused in words, and what is read reads the same again.
        #[test]
        fn is_read_or_refused(text in "\\PC{0,40}", kind in 0..6_usize) {
            let kind = ["text", "integer", "decimal", "date", "boolean", "integer"][kind];
            let question = super::kind(kind);
            match read(&question, &[("x", &text)]) {
                Ok(arguments) => {
                    let again: Vec<(String, String)> =
                        arguments.written("x").iter().map(|text| ("x".to_owned(), text.clone())).collect();
                    let again = question.read_parameters(again.iter().map(|(n, t)| (n.as_str(), t.as_str())), today());
                    prop_assert_eq!(again.expect("again").variables(), arguments.variables());
                }
                Err(errors) => prop_assert!(!errors[0].message(Lang::Sv).is_empty()),
            }
        }

        #[test]
        fn a_period_never_panics(text in "[0-9qQ-]{0,24}") {
            let question = question("name = \"period\"\nkind = \"period\"", "$from: Date, $to: Date");
            let _ = read(&question, &[("period", &text)]);
        }
    }
}
