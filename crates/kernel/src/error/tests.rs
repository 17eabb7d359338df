use super::*;

fn rule_of<T>(outcome: Result<T>) -> Option<Rule> {
    match outcome {
        Err(Error::Invalid { rule, .. }) => Some(rule),
        _ => None,
    }
}

#[test]
fn texts_are_taken_in_their_one_form() {
    assert_eq!(required_text("a", " Rad ett\r\n- punkt\tett ", 20).ok().as_deref(), Some("Rad ett\n- punkt ett"));
    assert_eq!(required_line("a", "A\u{30a}s\u{a0}AB", 5).ok().as_deref(), Some("Ås AB"));
    assert_eq!(required_line("a", " A \u{a0} B\t\tC ", 5).ok().as_deref(), Some("A B C"));
    assert_eq!(required_text("a", "- ett\n  - två", 20).ok().as_deref(), Some("- ett\n  - två"));
    assert_eq!(optional_line("a", Some("\u{200b}\u{feff} "), 5).ok(), Some(None));
    assert_eq!(optional_text("a", None, 5).ok(), Some(None));
}

#[test]
fn a_number_out_of_range_names_the_range_among_other_faults_too() {
    let told = |error: Error| error.faults().expect("of fields").into_iter().map(|fault| fault.detail.sv);
    let year = in_range("year", 1899, 1900..=2026).map(drop);
    assert_eq!(told(year.clone().expect_err("before")).collect::<Vec<_>>(), ["1900–2026"]);
    let both = all([holds(false, "name", rules::KEY_IS_TAKEN), year]).expect_err("two");
    assert_eq!(told(both).collect::<Vec<_>>(), ["", "1900–2026"]);
    let amount = in_range("amount", crate::Money { minor: -1 }, crate::Money::kronor(0)..=crate::Money::kronor(5));
    assert_eq!(told(amount.expect_err("less than nothing")).collect::<Vec<_>>(), ["0.00–5.00"]);
}

#[test]
fn what_is_wrong_with_a_text_is_told_apart() {
    assert_eq!(rule_of(required_text("a", "Rad ett\u{b}Rad två", 20)), Some(rules::TEXT_HOLDS_AN_ODD_SIGN));
    assert_eq!(rule_of(required_text("a", "\u{301}a", 20)), Some(rules::TEXT_HOLDS_AN_ODD_SIGN));
    assert_eq!(rule_of(optional_text("a", Some("a\0"), 20)), Some(rules::TEXT_HOLDS_AN_ODD_SIGN));
    assert_eq!(rule_of(required_line("a", "ett\rtvå", 20)), Some(rules::TEXT_HOLDS_A_LINE_BREAK));
    assert_eq!(rule_of(optional_line("a", Some("ett\ntvå"), 20)), Some(rules::TEXT_HOLDS_A_LINE_BREAK));
    assert_eq!(rule_of(required_line("a", "\u{3164}", 20)), Some(rules::TEXT_LENGTH_IS_WRONG));
    assert_eq!(rule_of(required_line("a", "åäö", 2)), Some(rules::TEXT_LENGTH_IS_WRONG));
}

#[test]
fn what_comes_too_early_or_ends_before_it_begins_is_told_from_which_day_it_may() {
    let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
    let why = Label { sv: "då reflektionen hölls", en: "when the reflection was held" };
    let since = Some((day("2026-11-28"), why));
    let early = happened_on("doneOn", Some(day("2026-11-27")), since, day("2026-12-01")).expect_err("too early");
    let Error::Invalid { field, rule, detail } = early else { panic!("{early}") };
    assert_eq!((field.as_str(), rule), ("doneOn", rules::DATE_IS_TOO_EARLY));
    assert_eq!(detail.sv, "tidigast 2026-11-28, då reflektionen hölls");
    assert_eq!(detail.en, "2026-11-28 at the earliest, when the reflection was held");
    let foretold = happened_on("doneOn", Some(day("2026-12-02")), since, day("2026-12-01"));
    assert_eq!(rule_of(foretold), Some(rules::DATE_IS_IN_THE_FUTURE));
    assert_eq!(happened_on("doneOn", None, since, day("2026-12-01")).ok(), Some(day("2026-12-01")));
    let first = Some(day("2026-11-28"));
    assert_eq!(happened_on("doneOn", first, since, day("2026-12-01")).ok(), first, "on that day");
    let reversed = in_order("validTo", day("2026-02-01"), day("2026-01-31")).expect_err("reversed");
    let Error::Invalid { rule, detail, .. } = reversed else { panic!("{reversed}") };
    assert_eq!((rule, detail.sv.as_str()), (rules::PERIOD_IS_REVERSED, "början är 2026-02-01"));
    assert!(in_order("validTo", day("2026-02-01"), day("2026-02-01")).is_ok(), "one day is a period");
}
