use kernel::Lang;

use super::*;
use crate::{
    definition::{Chart, ChartKind, Target, Text},
    table::{Cell, Field, FieldKind, Head, Row, Table},
};

mod places;

fn field(name: &str, kind: FieldKind, sv: &str, en: &str) -> Field {
    Field {
        name: name.into(),
        label: Text::new(sv, en),
        kind,
        unit: None,
        description: None,
        words_of: None,
        key: None,
        shown: None,
    }
}

fn head(kind: FieldKind) -> Head {
    let mut count = field("count", kind, "Deltagare", "Participants");
    count.unit = Some(Text::new("personer", "people"));
    let place = field("place", FieldKind::Text, "Kommun", "Municipality");
    let status = field("count_status", FieldKind::Status, "Status", "Status");
    vec![place, field("sex", FieldKind::Text, "Kön", "Sex"), count, status].into()
}

fn chart(kind: ChartKind, series: bool) -> Chart {
    let series = series.then(|| "sex".to_owned());
    Chart { kind, x: Some("place".into()), y: Some("count".into()), series, sum: false, target: None }
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned().into())
}

fn hidden() -> Cell {
    Cell::Hidden("SUPPRESSED_PRIMARY".into())
}

fn row(place: &str, sex: &str, count: Cell) -> Row {
    let status = if count.is_hidden() { "SUPPRESSED_PRIMARY" } else { "EXACT" };
    vec![text(place), text(sex), count, text(status)]
}

fn table(rows: Vec<Row>) -> Table {
    Table { head: head(FieldKind::Count), rows }
}

fn drawn(chart: &Chart, table: &Table) -> String {
    svg_of(draw(chart, table, Whole::AtOnce, "Vilka har deltagit?", Lang::Sv, "d1"))
}

fn svg_of(picture: Option<Picture>) -> String {
    let Some(Picture::Drawn(svg)) = picture else { panic!("no drawing: {picture:?}") };
    well_formed(&svg);
    svg
}

/// Why nothing is drawn.
fn silent(chart: &Chart, table: &Table, whole: Whole) -> &'static str {
    match draw(chart, table, whole, "t", Lang::Sv, "d") {
        Some(Picture::Silent(why)) => why,
        other => panic!("{other:?}"),
    }
}

/// Tags are balanced, ids that are pointed at are there, and nothing of what the content policy forbids is.
fn well_formed(svg: &str) {
    let mut open = Vec::new();
    for tag in svg.split('<').skip(1) {
        let tag = tag.split('>').next().expect("a tag's end");
        let name: String = tag.trim_start_matches('/').chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "{tag}");
        } else if !tag.ends_with('/') {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?} not closed");
    for pointed in svg.split("url(#").skip(1).filter_map(|rest| rest.split(')').next()) {
        assert!(svg.contains(&format!("id=\"{pointed}\"")), "{pointed}");
    }
    for forbidden in [" style=", "<script", "<style", "href", " onload", " onclick", "NaN", "inf"] {
        assert!(!svg.contains(forbidden), "{forbidden}");
    }
}

fn people() -> Table {
    table(vec![
        row("Göteborg", "Kvinna", Cell::Integer(1234)),
        row("Göteborg", "Man", Cell::Integer(987)),
        row("Kungälv", "Kvinna", Cell::Integer(210)),
        row("Kungälv", "Man", hidden()),
        row("Öckerö", "Kvinna", Cell::Integer(0)),
        row("Öckerö", "Man", Cell::Integer(12)),
        row("Ale & <Lerum>, en kommun med ett mycket långt namn", "Kvinna", Cell::Integer(96)),
    ])
}

#[test]
fn bars() {
    let rows = people().rows.into_iter().step_by(2).collect();
    let svg = drawn(&Chart { target: Some(Target::Value(800.0)), ..chart(ChartKind::Bar, false) }, &table(rows));
    insta::assert_snapshot!(svg);
}

/// As many as there are, whatever their numbers.
#[test]
fn without_a_column_of_values_rows_are_counted() {
    let counted = Chart { y: None, sum: true, ..chart(ChartKind::Bar, false) };
    let svg = drawn(&counted, &people());
    for told in ["Antal rader efter Kommun", "Göteborg: 2<", "Kungälv: 2<", "Öckerö: 2<", "långt namn: 1<"] {
        assert!(svg.contains(told), "{told} in {svg}");
    }
}

#[test]
fn bars_with_series() {
    insta::assert_snapshot!(drawn(&chart(ChartKind::Bar, true), &people()));
}

#[test]
fn stacked() {
    insta::assert_snapshot!(drawn(&chart(ChartKind::Stacked, true), &people()));
}

#[test]
fn lines() {
    let months = ["2021-01", "2021-02", "2021-03", "2021-04", "2021-05"];
    let women = [12, 30, 25, 41, 38].map(Cell::Integer);
    let men = [Cell::Integer(9), Cell::Integer(14), hidden(), Cell::Integer(22), Cell::Integer(35)];
    let rows = months.iter().zip(women).map(|(month, count)| row(month, "Kvinna", count));
    let more = months.iter().zip(men).map(|(month, count)| row(month, "Man", count));
    let chart = Chart { target: Some(Target::Value(36.5)), ..chart(ChartKind::Line, true) };
    insta::assert_snapshot!(drawn(&chart, &table(rows.chain(more).collect())));
}

#[test]
fn negative_values_go_the_other_way() {
    let rows = vec![row("a", "", Cell::Integer(-50)), row("b", "", Cell::Integer(30))];
    let svg = drawn(&chart(ChartKind::Bar, false), &table(rows));
    assert!(svg.contains("\u{2212}50"));
    insta::assert_snapshot!(svg);
}

#[test]
fn a_hidden_count_draws_the_same_gap_whatever_it_is_and_no_sum() {
    let svg = drawn(&chart(ChartKind::Stacked, true), &people());
    assert_eq!(svg.matches("class=\"chart-hidden\"").count(), 1);
    assert!(svg.contains("Kungälv, Man: visas inte"));
    assert_eq!(sums(&svg), [".."]);
}

/// What stands after the stacks.
fn sums(svg: &str) -> Vec<&str> {
    let lines = svg.lines().filter(|line| line.contains("chart-value") && line.contains("\"start\""));
    lines.filter_map(|line| line.strip_suffix("</text>")?.rsplit('>').next()).collect()
}

#[test]
fn sums_are_written_where_every_count_is_exact() {
    let mut exact = people();
    exact.rows[3] = row("Kungälv", "Man", Cell::Integer(190));
    let stacked = chart(ChartKind::Stacked, true);
    assert_eq!(sums(&drawn(&stacked, &exact)), ["2\u{a0}221", "400", "12", "96"]);
    for status in ["PERTURBED", "ROUNDED", "APPROXIMATE"] {
        exact.rows[3][3] = text(status);
        assert_eq!(sums(&drawn(&stacked, &exact)), [""; 0], "{status}");
    }
}

/// Hours of companies are rounded each by itself, and the smallest of them drawn as one.
#[test]
fn a_sum_of_what_is_not_exact_is_said_to_be_one() {
    const DIFFERS: &str = "Summor av tal som inte är exakta kan skilja sig från helheten.";
    let stacked = chart(ChartKind::Stacked, true);
    let added = Chart { sum: true, ..chart(ChartKind::Bar, false) };
    for (chart, mut rows) in [(stacked, rows_of(2)), (added, people().rows)] {
        rows.retain(|row| !row[2].is_hidden());
        assert!(!drawn(&chart, &table(rows.clone())).contains(DIFFERS), "{:?} of exact numbers", chart.kind);
        rows[0][3] = text("ROUNDED");
        let svg = drawn(&chart, &table(rows));
        assert!(svg.contains(DIFFERS), "{svg}");
    }
    // Where nothing is drawn as one there is no sum.
    let mut apart = people().rows;
    apart[0][3] = text("ROUNDED");
    assert!(!drawn(&chart(ChartKind::Bar, true), &table(apart)).contains(DIFFERS));
}

#[test]
fn names_are_escaped_and_cut_with_the_whole_in_the_title() {
    let svg = drawn(&chart(ChartKind::Bar, true), &people());
    assert!(svg.contains("Ale &amp; &lt;Lerum&gt;, en kommun med ett mycket långt namn"));
    assert!(svg.contains('…'));
    assert!(!svg.contains("<Lerum>"));
}

fn rows_of(places: i64) -> Vec<Row> {
    let of =
        |place: i64| (0..8).map(move |sex| row(&format!("k{place}"), &format!("s{sex}"), Cell::Integer(place + sex)));
    (0..places).flat_map(of).collect()
}

#[test]
fn a_stack_with_hidden_parts_among_the_smallest_is_as_long_as_what_is_known() {
    let mut rows = rows_of(2);
    rows[8] = row("k1", "s0", hidden());
    let svg = drawn(&chart(ChartKind::Stacked, true), &table(rows));
    assert!(svg.contains("k1, Övriga: 5"), "{svg}");
}

/// Where the line of `svg` begins anew.
fn pieces(svg: &str) -> usize {
    let path = svg.lines().find(|line| line.contains("fill=\"none\" stroke=")).expect("a line");
    path.split(" d=\"").nth(1).expect("a path").split('"').next().expect("its steps").matches('M').count()
}

#[test]
fn a_line_does_not_join_across_what_no_row_has() {
    for (times, between, expected) in [
        (["2012", "2013", "2018"], "2015", 2),
        (["2012", "2013", "2014"], "2013", 1),
        (["2018", "2012", "2013"], "2016", 2),
        (["2020-Q3", "2020-Q4", "2021-Q2"], "2021-Q1", 2),
        (["2020-Q3", "2020-Q4", "2021-Q1"], "2020-Q4", 1),
        (["2020-11", "2020-12", "2021-02"], "2021-01", 2),
        (["2020-H1", "2020-H2", "2021-H2"], "2021-H1", 2),
    ] {
        let rows = times.iter().zip([3, 5, 7]).map(|(time, count)| row(time, "", Cell::Integer(count)));
        let svg = drawn(&chart(ChartKind::Line, false), &table(rows.collect()));
        assert_eq!(pieces(&svg), expected, "{times:?}");
        assert!(svg.contains(&format!(">{between}<")), "{times:?} has no place for {between}");
    }
    // What is no time stands as it came.
    let rows = vec![row("2013", "", Cell::Integer(1)), row("Uppgift saknas", "", Cell::Integer(2))];
    assert_eq!(pieces(&drawn(&chart(ChartKind::Line, false), &table(rows))), 1);
}

#[test]
fn thirty_categories_and_six_series_are_drawn_and_the_rest_said() {
    let svg = drawn(&chart(ChartKind::Stacked, true), &table(rows_of(50)));
    assert!(svg.contains("De 30 största av 50 visas; alla finns i tabellen."));
    assert!(svg.contains("3 serier är sammanlagda som övriga; var och en finns i tabellen."));
    let last: i64 = (0..8).map(|sex| 49 + sex).sum();
    assert_eq!(sums(&svg).last(), Some(&last.to_string().as_str()), "a stack is as long as all of its parts");
    assert!(svg.contains(&format!("k49, Övriga: {}", 49 + 50 + 51)));
    let beside = drawn(&chart(ChartKind::Bar, true), &table(rows_of(50)));
    assert!(beside.contains("6 av 8 serier visas; alla finns i tabellen."));
    assert!(svg.contains(">k49<") && !svg.contains(">k19<"), "the largest are kept");
}

#[test]
fn rows_without_series_stay_apart_though_their_names_are_the_same() {
    let rows = vec![row("Städ", "", Cell::Integer(3)), row("Städ", "", Cell::Integer(5))];
    let svg = drawn(&chart(ChartKind::Bar, false), &table(rows));
    assert!(svg.contains(">3</text>") && svg.contains(">5</text>"));
}

#[test]
fn nothing_to_draw_is_no_chart() {
    let any = chart(ChartKind::Bar, false);
    assert_eq!(draw(&any, &table(vec![]), Whole::AtOnce, "t", Lang::Sv, "d"), None);
    assert_eq!(draw(&any, &table(vec![row("a", "b", Cell::Null)]), Whole::AtOnce, "t", Lang::Sv, "d"), None);
    assert_eq!(draw(&chart(ChartKind::None, false), &people(), Whole::AtOnce, "t", Lang::Sv, "d"), None);
    let unknown = Chart { y: Some("other".into()), ..any };
    assert_eq!(draw(&unknown, &people(), Whole::AtOnce, "t", Lang::Sv, "d"), None);
}

#[test]
fn what_tells_nothing_is_not_drawn_and_that_is_said() {
    for cell in [Cell::Integer(0), hidden()] {
        for kind in [ChartKind::Bar, ChartKind::Stacked, ChartKind::Line] {
            let told = silent(&chart(kind, true), &table(vec![row("a", "b", cell.clone())]), Whole::AtOnce);
            assert!(told.contains("noll eller visas inte"), "{told}");
        }
    }
    let of = |count: i64, last: i64| {
        let length = |at| Cell::Integer(if at == count - 1 { last } else { 1 });
        table((0..count).map(|at| row(&format!("anmälan {at}"), "", length(at))).collect())
    };
    let bars = chart(ChartKind::Bar, false);
    assert!(silent(&bars, &of(30, 1), Whole::AtOnce).contains("lika långa"));
    drawn(&bars, &of(30, 2));
    drawn(&bars, &of(3, 1));
    drawn(&Chart { target: Some(Target::Value(2.0)), ..bars }, &of(30, 1));
}

#[test]
fn rows_of_one_category_are_added_up_where_the_question_says_so() {
    let rows = [("Städ", 3), ("Kök", 1), ("Städ", 5)].map(|(name, count)| row(name, "", Cell::Integer(count)));
    let sum = Chart { sum: true, ..chart(ChartKind::Bar, false) };
    let all = table(rows.to_vec());
    let svg = drawn(&sum, &all);
    assert!(svg.contains("Städ: 8") && svg.contains("Kök: 1") && !svg.contains("Städ: 3"), "{svg}");
    assert!(silent(&sum, &all, Whole::Part).contains("alla rader"), "a part of the rows has no sum");
}

#[test]
fn bars_of_time_stand_in_its_order_with_gaps_and_the_latest_are_kept() {
    let quarter = |at: i64| format!("{}-Q{}", 2000 + at / 4, at % 4 + 1);
    let of = |times: Vec<i64>| {
        table(times.iter().map(|at| row(&quarter(*at), "Kvinna", Cell::Integer(1000 - at))).collect())
    };
    let stacked = chart(ChartKind::Stacked, true);
    let place = |svg: &str, time: &str| svg.find(&format!(">{time}<"));
    let svg = drawn(&stacked, &of(vec![44, 0, 1, 3]));
    assert!(
        place(&svg, "2000-Q2") < place(&svg, "2000-Q3") && place(&svg, "2000-Q3") < place(&svg, "2011-Q1"),
        "{svg}"
    );
    assert!(!svg.contains("perioder visas"), "45 quarters fit: {svg}");
    let svg = drawn(&stacked, &of((0..84).rev().collect()));
    assert!(svg.contains("De 60 senaste av 84 perioder visas; alla finns i tabellen."), "{svg}");
    assert!(place(&svg, "2005-Q4").is_none() && place(&svg, "2006-Q1") < place(&svg, "2020-Q4"), "{svg}");
    let all = of((0..84).collect());
    let svg = svg_of(draw(&stacked, &all, Whole::InPages, "t", Lang::Sv, "d"));
    assert!(svg.contains("alla finns på tabellens sidor"), "{svg}");
    // Codes of four digits are no years, and two bars of one time stay two.
    let codes = table(["1480", "1401"].map(|code| row(code, "", Cell::Integer(1))).to_vec());
    let svg = drawn(&chart(ChartKind::Bar, false), &codes);
    assert!(place(&svg, "1480") < place(&svg, "1401") && !svg.contains(">1402<"), "{svg}");
    let twice = table(["2021-Q3", "2021-Q1", "2021-Q1"].map(|time| row(time, "", Cell::Integer(2))).to_vec());
    assert!(drawn(&chart(ChartKind::Bar, false), &twice).find("2021-Q3") < Some(usize::MAX));
}

#[test]
fn what_people_count_by_another_unit_is_drawn_in_it() {
    let mut fields = head(FieldKind::Integer).fields().to_vec();
    fields[2].shown = Some(crate::definition::Shown::Hours);
    let table =
        Table { head: fields.into(), rows: vec![row("a", "", Cell::Integer(90)), row("b", "", Cell::Integer(600))] };
    let svg = drawn(&chart(ChartKind::Bar, false), &table);
    assert!(svg.contains(">1,50</text>") && svg.contains(">10,00</text>") && svg.contains("(timmar)"), "{svg}");
    assert!(!svg.contains("(timmar) (timmar)"), "{svg}");
}

#[test]
fn shares_are_per_cent() {
    let rows = vec![row("a", "", Cell::Decimal(rust_decimal::Decimal::new(2512, 4)))];
    let table = Table { head: head(FieldKind::Percent(4)), rows };
    let svg = drawn(&chart(ChartKind::Bar, false), &table);
    assert!(svg.contains(">25,12\u{a0}%<"), "{svg}");
}

#[test]
fn the_id_cannot_break_out() {
    let any = chart(ChartKind::Bar, false);
    let svg = svg_of(draw(&any, &people(), Whole::AtOnce, "\"><script>", Lang::En, "d\"><x"));
    assert!(svg.contains("id=\"dx-title\""));
}

/// Of a shape, its value at this name.
fn at(line: &str, name: &str) -> f64 {
    let value = line.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
    value.and_then(|value| value.parse().ok()).unwrap_or_else(|| panic!("no {name} in {line}"))
}

/// The parts of each stack, as its place from above, and each part's value and length.
fn stacks(svg: &str) -> Vec<(f64, Vec<(f64, f64)>)> {
    let mut stacks: Vec<(f64, Vec<(f64, f64)>)> = Vec::new();
    for line in svg.lines().filter(|line| line.starts_with("<rect class=\"chart-mark") && line.contains(": ")) {
        let title = line.split("<title>").nth(1).and_then(|rest| rest.split('<').next()).expect("a title");
        let digits = title.rsplit(": ").next().expect("a value").replace('\u{a0}', "").replace('\u{2212}', "-");
        let part = (digits.parse().expect("a number"), at(line, "width"));
        let y = at(line, "y");
        match stacks.last_mut().filter(|(last, _)| *last == y) {
            Some((_, parts)) => parts.push(part),
            None => stacks.push((y, vec![part])),
        }
    }
    stacks
}

/// Pixels of one, by the first and last line of the grid and what stands below them.
fn scale_of(svg: &str) -> f64 {
    let places: Vec<f64> =
        svg.lines().filter(|line| line.starts_with("<line class=\"chart-grid")).map(|line| at(line, "x1")).collect();
    let ticks = svg.lines().filter(|line| line.contains("class=\"chart-label\"") && line.contains("\"middle\""));
    let ticks: Vec<f64> = ticks
        .map(|line| line.trim_end_matches("</text>").rsplit('>').next().expect("a number"))
        .map(|text| text.replace('\u{a0}', "").replace('\u{2212}', "-").parse().expect("a number"))
        .collect();
    assert_eq!(places.len(), ticks.len(), "{svg}");
    (places[places.len() - 1] - places[0]) / (ticks[ticks.len() - 1] - ticks[0])
}

#[test]
fn the_parts_of_a_stack_are_as_long_together_as_what_they_stand_for() {
    let mut exact = people();
    exact.rows[3] = row("Kungälv", "Man", Cell::Integer(190));
    let mut minus = rows_of(3);
    minus[2] = row("k0", "s2", Cell::Integer(-4));
    for table in [exact, people(), table(rows_of(50)), table(rows_of(1)), table(minus)] {
        let svg = drawn(&chart(ChartKind::Stacked, true), &table);
        let scale = scale_of(&svg);
        let stacks = stacks(&svg);
        assert!(!stacks.is_empty(), "{svg}");
        for (y, parts) in &stacks {
            let whole: f64 = parts.iter().map(|(value, _)| value.abs()).sum();
            let length: f64 = parts.iter().map(|(_, width)| width).sum();
            // A place is written to a tenth, of each part.
            let off = 0.1 * bars::length(parts.len()) + 0.05;
            assert!((length - whole * scale).abs() <= off, "{y}: {length} of {}: {svg}", whole * scale);
        }
        // Nothing that the table has is missing from the stacks that are drawn.
        if stacks.len() == 1 {
            let all: f64 = table.rows.iter().filter_map(|row| row[2].number()).sum();
            let drawn: f64 = stacks[0].1.iter().map(|(value, _)| value).sum();
            assert!((all - drawn).abs() < 1e-9, "{drawn} of {all}");
        }
    }
}

#[test]
fn a_year_is_written_without_a_mark_on_the_axis() {
    for lang in [Lang::Sv, Lang::En] {
        let mut fields = head(FieldKind::Count).fields().to_vec();
        fields[0].kind = FieldKind::Year;
        let year = |year: i64, count: i64| vec![Cell::Integer(year), text(""), Cell::Integer(count), text("EXACT")];
        let table = Table { head: fields.into(), rows: vec![year(2017, 1), year(2018, 2)] };
        for kind in [ChartKind::Bar, ChartKind::Line, ChartKind::Stacked] {
            let chart = chart(kind, kind == ChartKind::Stacked);
            let svg = svg_of(draw(&chart, &table, Whole::AtOnce, "t", lang, "d"));
            assert!(svg.contains(">2018</text>") && !svg.contains("2\u{a0}018") && !svg.contains("2,018"), "{svg}");
        }
    }
}
