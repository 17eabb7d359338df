//! What stands in one place, what apart, and how far.

use rust_decimal::Decimal;

use super::*;

const NOT_ADDED: &str = "läggs inte ihop";

fn share(parts: i64) -> Cell {
    Cell::Decimal(Decimal::new(parts, 4))
}

/// The steps of each series' line.
fn lines(svg: &str) -> Vec<&str> {
    let lines = svg.lines().filter(|line| line.contains("fill=\"none\" stroke="));
    lines.map(|line| line.split(" d=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("its steps")).collect()
}

/// How far from the left each point of a line stands.
fn across(steps: &str) -> Vec<f64> {
    let points = steps.split(['M', 'L']).filter(|point| !point.is_empty());
    points.map(|point| point.split(' ').next().expect("x").parse().expect("a number")).collect()
}

#[test]
fn shares_of_one_place_are_not_added_up_whatever_the_question_says() {
    let rows = vec![row("2021-04-01", "ABB", share(8000)), row("2021-04-01", "ABB", share(6000))];
    let twice = Table { head: head(FieldKind::Percent(4)), rows };
    let mut apart = twice.clone();
    apart.rows[1][1] = text("Volvo");
    for kind in [ChartKind::Line, ChartKind::Bar, ChartKind::Stacked] {
        for sum in [false, true] {
            let chart = Chart { sum, ..chart(kind, true) };
            assert!(silent(&chart, &twice, Whole::AtOnce).contains(NOT_ADDED), "{kind:?}, sum {sum}");
            let svg = drawn(&chart, &apart);
            assert!(svg.contains("ABB: 80\u{a0}%") && svg.contains("Volvo: 60\u{a0}%"), "{svg}");
        }
    }
}

#[test]
fn a_share_that_people_see_of_basis_points_is_a_bar_for_itself() {
    let mut fields = head(FieldKind::Integer).fields().to_vec();
    fields[2].shown = Some(crate::definition::Shown::Percent);
    let rows = vec![row("a", "", Cell::Integer(8000)), row("a", "", Cell::Integer(6000))];
    let table = Table { head: fields.into(), rows };
    let sum = Chart { sum: true, ..chart(ChartKind::Bar, false) };
    let svg = drawn(&sum, &table);
    assert!(svg.contains("a: 80\u{a0}%") && svg.contains("a: 60\u{a0}%") && !svg.contains("a: 140"), "{svg}");
}

#[test]
fn numbers_of_one_place_are_added_up_where_the_question_says_so_and_not_drawn_otherwise() {
    let two = table(vec![row("a", "Kvinna", Cell::Integer(3)), row("a", "Kvinna", Cell::Integer(5))]);
    for kind in [ChartKind::Line, ChartKind::Bar, ChartKind::Stacked] {
        assert!(silent(&chart(kind, true), &two, Whole::AtOnce).contains(NOT_ADDED), "{kind:?}");
        let svg = drawn(&Chart { sum: true, ..chart(kind, true) }, &two);
        assert!(svg.contains("a, Kvinna: 8"), "{svg}");
    }
    // Of two of which one says nothing, the other is what there is.
    let mut one = two;
    one.rows[0][2] = Cell::Null;
    assert!(drawn(&chart(ChartKind::Line, true), &one).contains("a, Kvinna: 5"));
}

#[test]
fn days_stand_as_far_apart_as_they_are() {
    let of = |days: [&str; 4]| {
        let rows = days.iter().zip([1, 2, 3, 4]).map(|(day, count)| row(day, "", Cell::Integer(count)));
        let svg = drawn(&chart(ChartKind::Line, false), &table(rows.collect()));
        across(lines(&svg)[0])
    };
    // 10, 90 and 200 days apart, across the end of a year.
    for days in [
        ["2020-12-27", "2021-01-06", "2021-04-06", "2021-10-23"],
        ["2021-10-23", "2021-01-06", "2021-04-06", "2020-12-27"],
    ] {
        let x = of(days);
        let day = (x[3] - x[0]) / 300.0;
        for (pair, apart) in x.windows(2).zip([10.0, 90.0, 200.0]) {
            // A place is written to a tenth.
            assert!((pair[1] - pair[0] - apart * day).abs() <= 0.2, "{x:?}: {apart} days");
        }
    }
}

#[test]
fn one_day_stands_in_the_middle_and_two_rows_of_a_day_on_one_line() {
    let one = drawn(&chart(ChartKind::Line, false), &table(vec![row("2021-04-01", "", Cell::Integer(7))]));
    assert_eq!(across(lines(&one)[0]).len(), 1);
    let rows = [("2021-04-01", 6), ("2021-04-01", 8), ("2021-05-01", 7)];
    let rows = rows.map(|(day, count)| row(day, "", Cell::Integer(count))).to_vec();
    let svg = drawn(&chart(ChartKind::Line, false), &table(rows));
    let x = across(lines(&svg)[0]);
    assert!(x[0] == x[1] && x[1] < x[2], "{x:?}");
    assert!(svg.contains("2021-04-01: 6") && svg.contains("2021-04-01: 8"), "{svg}");
}

#[test]
fn a_line_is_broken_where_its_own_series_lacks_a_value_and_not_by_another_series_day() {
    let days = ["2021-01-01", "2021-02-01", "2021-03-01"];
    let with = |between: Option<Cell>| {
        let mut rows = vec![row(days[0], "ABB", Cell::Integer(5)), row(days[1], "Volvo", Cell::Integer(9))];
        rows.extend(between.map(|cell| row(days[1], "ABB", cell)));
        rows.push(row(days[2], "ABB", Cell::Integer(6)));
        let svg = drawn(&chart(ChartKind::Line, true), &table(rows));
        lines(&svg)[0].matches('M').count()
    };
    assert_eq!(with(None), 1, "the day is another's");
    assert_eq!(with(Some(Cell::Integer(4))), 1);
    assert_eq!(with(Some(Cell::Null)), 2, "a row without a value");
    assert_eq!(with(Some(hidden())), 2, "a value that is not shown");
    // A quarter that only another series has is one that this one lacks.
    let rows = vec![
        row("2021-Q1", "ABB", Cell::Integer(5)),
        row("2021-Q2", "Volvo", Cell::Integer(9)),
        row("2021-Q3", "ABB", Cell::Integer(6)),
    ];
    assert_eq!(lines(&drawn(&chart(ChartKind::Line, true), &table(rows)))[0].matches('M').count(), 2);
}

#[test]
fn of_very_many_days_the_latest_are_drawn() {
    let first = chrono::NaiveDate::from_ymd_opt(2021, 1, 1).expect("a day");
    let day = |at: i64| (first + chrono::TimeDelta::days(at * 3)).to_string();
    let rows = (0..450).map(|at| row(&day(at), "", Cell::Integer(at))).collect();
    let svg = drawn(&chart(ChartKind::Line, false), &table(rows));
    assert!(svg.contains("De 400 senaste av 450 perioder visas"), "{svg}");
    let x = across(lines(&svg)[0]);
    assert_eq!(x.len(), 400);
    assert!(x.is_sorted(), "{x:?}");
}

/// The head with an id beside the place and one beside the sex, as an answer has them.
fn keyed() -> Head {
    let mut fields = head(FieldKind::Integer).fields().to_vec();
    for at in [0, 1] {
        let key = field(&format!("{}_id", fields[at].name), FieldKind::Code, "Id", "Id");
        fields[at].key = Some(key.name.clone());
        fields.push(key);
    }
    fields.into()
}

/// A row of [`keyed`]; a name is nothing where it is empty, and so is its id.
fn of(place: (&str, &str), sex: (&str, &str), count: i64) -> Row {
    let said = |said: &str| if said.is_empty() { Cell::Null } else { text(said) };
    let mut row = row("", "", Cell::Integer(count));
    (row[0], row[1]) = (said(place.0), said(sex.0));
    row.extend([said(place.1), said(sex.1)]);
    row
}

#[test]
fn two_of_one_name_are_two() {
    let (women, men) = (("Kvinna", "FEMALE"), ("Man", "MALE"));
    let efforts = [("Lärmöte", "effort_1"), ("Lärmöte", "effort_2"), ("Kurs", "effort_3")];
    let rows = [(0, women, 3), (0, men, 4), (1, women, 5), (1, men, 6), (2, women, 7)];
    let rows = rows.map(|(effort, sex, count)| of(efforts[effort], sex, count)).to_vec();
    let svg = drawn(&chart(ChartKind::Stacked, true), &Table { head: keyed(), rows });
    assert_eq!(sums(&svg), ["7", "11", "7"], "the bars of two efforts of one title, and one more");

    let rows = [(0, women, 3), (1, women, 5), (0, women, 30)];
    let rows = rows.map(|(effort, sex, count)| of(efforts[effort], sex, count)).to_vec();
    let sum = Chart { sum: true, ..chart(ChartKind::Bar, false) };
    let svg = drawn(&sum, &Table { head: keyed(), rows });
    assert!(svg.contains("Lärmöte: 33") && svg.contains("Lärmöte: 5") && !svg.contains("Lärmöte: 38"), "{svg}");

    // Two series of one name, as two workplaces called alike.
    let places = [("2021-01-01", ""), ("2021-02-01", "")];
    let series = [("Solen", "workplace_1"), ("Solen", "workplace_2")];
    let rows = [(0, 0, 5), (0, 1, 9), (1, 0, 6), (1, 1, 8)];
    let rows = rows.map(|(day, workplace, count)| of(places[day], series[workplace], count)).to_vec();
    let svg = drawn(&chart(ChartKind::Line, true), &Table { head: keyed(), rows });
    assert_eq!(lines(&svg).len(), 2, "{svg}");
}

#[test]
fn one_thing_is_one_whatever_it_is_called() {
    let rows = vec![of(("Gamla namnet", "org_1"), ("", ""), 3), of(("Nya namnet", "org_1"), ("", ""), 4)];
    let sum = Chart { sum: true, ..chart(ChartKind::Bar, false) };
    assert!(drawn(&sum, &Table { head: keyed(), rows }).contains("Gamla namnet: 7"));
}

#[test]
fn what_is_added_up_of_rows_without_a_name_is_said() {
    let sum = Chart { sum: true, ..chart(ChartKind::Bar, false) };
    let nameless = || of(("", ""), ("", ""), 4);
    let rows = vec![nameless(), of(("Kurs", "effort_1"), ("", ""), 9), nameless()];
    for (lang, said) in [
        (Lang::Sv, "–  2 rader utan uppgift i kolumnen Kommun är sammanlagda."),
        (Lang::En, "–  2 rows with nothing in the column Municipality are added up."),
    ] {
        let table = Table { head: keyed(), rows: rows.clone() };
        let svg = svg_of(draw(&sum, &table, Whole::AtOnce, "t", lang, "d"));
        assert!(svg.contains(said) && svg.contains("–: 8"), "{svg}");
    }
    // One is itself, and rows that are not added up stand apart.
    let one = drawn(&sum, &Table { head: keyed(), rows: rows[..2].to_vec() });
    assert!(one.contains("–: 4") && !one.contains("sammanlagda"), "{one}");
    let apart = drawn(&chart(ChartKind::Bar, false), &Table { head: keyed(), rows });
    assert_eq!(apart.matches("<title>–: 4</title>").count(), 2, "{apart}");
}

#[test]
fn bars_whose_names_begin_alike_are_told_apart_by_their_ends() {
    let names = ["ledare", "operatörer", "servicetekniker"]
        .map(|who| format!("Nätverket för yrkesrollen som arbetar som {who}"));
    let mut rows: Vec<_> = names.iter().map(|name| row(name, "", Cell::Integer(3))).collect();
    rows.push(row("Ett annat nätverk med ett namn som inte heller får plats", "", Cell::Integer(4)));
    let svg = drawn(&chart(ChartKind::Bar, false), &table(rows));
    let labels: Vec<&str> = svg.split(['>', '<']).filter(|text| text.contains('…')).collect();
    assert!(
        labels.len() == 4 && labels.iter().all(|label| labels.iter().filter(|one| one == &label).count() == 1),
        "{labels:?}"
    );
    assert!(labels.iter().any(|label| label.starts_with("Nätverket") && label.ends_with("operatörer")), "{labels:?}");
    assert!(labels.iter().any(|label| label.starts_with("Ett annat") && label.ends_with('…')), "{labels:?}");
}
