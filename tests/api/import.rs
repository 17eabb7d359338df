//! Files as people's programs write them, imported into the demonstration's database.

use std::sync::Arc;

use access::{Actor, Request};
use import::{self, Kind, Line, Mode, Order, Report};
use libtest_mimic::Trial;
use serde_json::json;

use crate::harness::{DemoApp, ISSUER, trial::both};

mod keys;

pub fn tests() -> Vec<Trial> {
    let own: Vec<Trial> = both![
        an_unclosed_quotation_mark_writes_nothing_and_names_its_row,
        a_quotation_mark_closed_many_rows_later_writes_nothing,
        codes_that_lost_a_zero_are_refused_in_words,
        the_operator_may_answer_for_a_column_of_codes,
        a_municipality_that_lost_its_zero_is_refused_in_words,
        codes_that_were_made_days_are_refused_in_words,
        industry_codes_are_read_as_they_are_printed,
        no_form_of_a_personal_number_stands_in_a_report,
        rows_are_counted_as_a_spreadsheet_counts_them,
        cells_missing_at_the_end_are_blank,
        line_breaks_and_tabs_of_windows_are_read,
        numbers_are_read_as_swedish_spreadsheets_write_them,
        notations_of_an_organisation_number_are_one_number,
        names_have_one_form_and_are_found_by_it,
        names_that_begin_like_formulas_lose_our_own_apostrophe,
        a_name_holds_no_line_break,
        a_spreadsheets_error_is_no_value,
        everything_wrong_with_a_row_is_told_by_its_column,
        a_row_is_held_to_the_bounds_of_the_api,
    ];
    [own, keys::tests()].into_iter().flatten().collect()
}

const ADMIN: &str = "demo-system-admin";
const MEMBER: &str = "demo-council-member";
const CONTACT: &str = "demo-org-contact";

async fn try_import(app: &DemoApp, who: &str, order: &Order, file: &str) -> Result<Report, String> {
    let today = app.db.clock().today();
    let held = councils::assignment::held(&app.db, ISSUER, who, today).await.expect("roles");
    let request = Arc::new(Request::new(Actor::signed_in(ISSUER.to_owned(), who.to_owned(), held), "r"));
    import::import(&app.service.app, &request, order, file.as_bytes()).await
}

fn order(kind: Kind, key: &str, mode: Mode) -> Order {
    Order { kind, key: key.to_owned(), source: "trial".to_owned(), mode, codes_as_written: false }
}

async fn imported(app: &DemoApp, who: &str, kind: Kind, key: &str, mode: Mode, file: &str) -> Report {
    try_import(app, who, &order(kind, key, mode), file).await.expect("a report")
}

async fn organisations(app: &DemoApp, mode: Mode, file: &str) -> Report {
    imported(app, ADMIN, Kind::Organisations, "id", mode, file).await
}

/// Needs of one council; `rows` are the cells from the title on.
async fn needs(app: &DemoApp, mode: Mode, header: &str, rows: &[&str]) -> Report {
    let council = app
        .speak_as(MEMBER)
        .ask("{ councils(first: 100) { nodes { id needs(first: 1) { totalCount } } } }", json!({}))
        .await;
    let reached =
        council["councils"]["nodes"].as_array().expect("councils").iter().find(|one| one["needs"]["totalCount"] != 0);
    let council = reached.expect("a council of hers")["id"].as_str().expect("an id").to_owned();
    let rows = rows.iter().enumerate().map(|(n, row)| format!("{};{council};{row}\r\n", n + 1)).collect::<String>();
    let file = format!("nr;råd;rubrik;avser;orsak;tidshorisont;målgrupp;{header}\r\n{rows}");
    imported(app, MEMBER, Kind::Needs, "nr", mode, &file).await
}

fn rule(line: &Line) -> &str {
    line.refusals.first().map_or("", |refusal| refusal.rule.name)
}

fn columns(line: &Line) -> Vec<&str> {
    line.refusals.iter().filter_map(|refusal| refusal.column.as_deref()).collect()
}

fn told(report: &Report) -> Vec<(usize, &str)> {
    report.lines.iter().map(|line| (line.row, rule(line))).collect()
}

fn written(report: &Report) -> String {
    let mut csv = Vec::new();
    report.write(&mut csv).expect("a report");
    String::from_utf8(csv).expect("UTF-8")
}

async fn count(app: &DemoApp, table: &str) -> i64 {
    app.number(&format!("SELECT count(*) FROM {table}")).await
}

async fn names(app: &DemoApp, like: &str) -> Vec<String> {
    app.texts(&format!("SELECT name FROM organisations WHERE name LIKE '{like}' ORDER BY name_key, id")).await
}

async fn an_unclosed_quotation_mark_writes_nothing_and_names_its_row(app: DemoApp) {
    let before = count(&app, "organisations").await;
    let rows = "id;slag;kommun;namn\n1;Företag;1480;Provbolag Ett AB\n2;Företag;1480;\"Provbolag Två AB\n\
                3;Företag;1480;Provbolag Tre AB\n";
    // Never closed; closed by the next one that was to open; closed by one in the middle of a text.
    for last in
        ["4;Företag;1480;Provbolag Fyra AB\n", "4;Företag;1480;\"Provbolag Fyra AB\"\n", "4;Företag;1480;Fyra \"AB\n"]
    {
        for mode in [Mode::Whole, Mode::Partial] {
            let order = order(Kind::Organisations, "id", mode);
            let told = try_import(&app, ADMIN, &order, &format!("{rows}{last}")).await.expect_err("refused");
            assert!(told.starts_with("row 3: "), "{told}");
            assert!(!told.contains("Provbolag"), "{told}");
        }
    }
    assert_eq!(count(&app, "organisations").await, before);
}

/// Where a text may have several lines, a mark that another one closes swallows the rows between.
async fn a_quotation_mark_closed_many_rows_later_writes_nothing(app: DemoApp) {
    let before = count(&app, "needs").await;
    let row = |nr: usize, text: &str| format!("{nr};RÅD;Prov {nr};BOTH;GROWTH;SHORT;ALL;1;{text}\r\n");
    let header = "nr;råd;rubrik;avser;orsak;tidshorisont;målgrupp;antal;beskrivning\r\n";
    let rows = format!("{}{}{}{}", row(1, "\"Text ett"), row(2, ""), row(3, "Text\""), row(4, "Text fyra"));
    for mode in [Mode::Whole, Mode::Partial] {
        let told = try_import(&app, MEMBER, &order(Kind::Needs, "nr", mode), &format!("{header}{rows}")).await;
        let told = told.expect_err("refused");
        assert!(told.starts_with("row 2: the cell of `beskrivning`"), "{told}");
        assert!(!told.contains("Text"), "{told}");
    }
    assert_eq!(count(&app, "needs").await, before);
    // A text of several lines is one, and a list in it is looked at by the operator.
    let lines = [
        "Prov lista;BOTH;GROWTH;SHORT;ALL;1;\"Vi behöver; helst nu:\r\nsvets;rör\r\nplåt\"",
        "Prov stycken;BOTH;GROWTH;SHORT;ALL;1;\"Rad ett; mer\r\nRad två; slut\"",
    ];
    let report = needs(&app, Mode::Whole, "antal;beskrivning", &lines).await;
    assert_eq!((told(&report), report.warnings.len()), (vec![(2, ""), (3, "")], 1), "{:?}", report.warnings);
    assert!(report.warnings[0].starts_with("row 2: the cell of `beskrivning`"), "{:?}", report.warnings);
}

const LOST: &str = "\u{feff}id;namn;slag;sni\r\n1;Provskog AB;Företag;21\r\n2;Provodling AB;Företag;1610\r\n3;Provgruva AB;Företag;71\r\n";

async fn codes_that_lost_a_zero_are_refused_in_words(app: DemoApp) {
    let before = count(&app, "organisations").await;
    let report = organisations(&app, Mode::Whole, LOST).await;
    assert_eq!(told(&report), [2, 3, 4].map(|row| (row, "CODE_MAY_HAVE_LOST_A_ZERO")));
    assert_eq!(count(&app, "organisations").await, before);
    let text = written(&report);
    for words in
        ["21 Tillverkning av farmaceutiska", "02.1 Skogs", "16.10 Sågning", "01.610 ", "07.1 ", "--codes-as-written"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    // One zero that was kept shows that the column was text; what each code was read as is told.
    let kept = LOST.replace(";71\r", ";071\r");
    let report = organisations(&app, Mode::DryRun, &kept).await;
    assert_eq!(told(&report), [2, 3, 4].map(|row| (row, "")));
    assert!(
        report.lines[0].read_as[0].starts_with("sni: 21 Tillverkning av farmaceutiska"),
        "{:?}",
        report.lines[0].read_as
    );
    assert!(written(&report).contains("sni: 07.1 "));
}

async fn the_operator_may_answer_for_a_column_of_codes(app: DemoApp) {
    let order = Order { codes_as_written: true, ..order(Kind::Organisations, "id", Mode::Whole) };
    let report = try_import(&app, ADMIN, &order, LOST).await.expect("a report");
    assert_eq!(report.kept(), 3);
    let codes = app.texts("SELECT sni_code FROM organisations WHERE name LIKE 'Prov%' ORDER BY sni_code").await;
    assert_eq!(codes, ["1610", "21", "71"]);
}

async fn a_municipality_that_lost_its_zero_is_refused_in_words(app: DemoApp) {
    let file = "\u{feff}id;namn;slag;kommun\r\n1;Provbolag Ett AB;Företag;180\r\n2;Provbolag Två AB;Företag;1480\r\n";
    let report = organisations(&app, Mode::Partial, file).await;
    assert_eq!(told(&report), [(2, "CODE_LOST_A_ZERO"), (3, "")]);
    let text = written(&report);
    assert!(
        text.contains("0180 Stockholm") && text.contains("kalkylprogram") && text.contains("spreadsheet"),
        "{text}"
    );
    assert!(text.contains("kommun: 1480 Göteborg"), "{text}");
}

async fn codes_that_were_made_days_are_refused_in_words(app: DemoApp) {
    let before = count(&app, "organisations").await;
    let file = "\u{feff}id;namn;slag;sni\r\n1;Provodling AB;Företag;jan.11\r\n2;Provskog AB;Företag;02-jan\r\n\
                3;Provplantor AB;Företag;2030-01-01\r\n4;Provbolag AB;Företag;jan.99\r\n\
                5;Provslöjd AB;Företag;2/1/2026\r\n6;Provkött AB;Företag;1-Oct\r\n7;Provchark AB;Företag;Oct-01\r\n\
                8;Provslakt AB;Företag;okt-01\r\n9;Provstyck AB;Företag;01/10/26\r\n";
    let report = organisations(&app, Mode::Partial, file).await;
    assert_eq!(told(&report), [2, 3, 4, 5, 6, 7, 8, 9, 10].map(|row| (row, "CODE_WAS_MADE_A_DAY")));
    assert_eq!(count(&app, "organisations").await, before);
    let said = |line: usize| report.lines[line].refusals[0].message();
    for (line, code) in [
        (0, "01.11 Odling av spannmål"),
        (1, "02.1 Skogsförvaltning"),
        (2, "01.30 Odling av plantskole"),
        // Which is the day and which the month is not seen: both are told.
        (4, "02.1 Skogsförvaltning"),
        (4, "01.2 Odling av fleråriga"),
        (5, "10.1 Beredning och hållbarhetsbehandling av kött"),
        (6, "10.1 Beredning och hållbarhetsbehandling av kött"),
        (7, "10.1 Beredning och hållbarhetsbehandling av kött"),
        (8, "10.1 Beredning och hållbarhetsbehandling av kött"),
    ] {
        let (sv, en) = said(line);
        assert!(sv.contains("gjort om koden till ett datum") && sv.contains(code), "{sv}");
        assert!(en.contains("made the code a date") && en.contains(&code[..5]), "{en}");
    }
    assert!(said(3).0.ends_with("skriv koden igen.") && said(3).1.ends_with("write the code again."));
}

async fn industry_codes_are_read_as_they_are_printed(app: DemoApp) {
    let file = "id;namn;slag;sni\r\n1;Provsystem Ett AB;Företag;62.010\r\n2;Provsystem Två AB;Företag;62.01\r\n\
                3;Provsystem Tre AB;Företag;j\r\n4;Provsystem Fyra AB;Företag;62,01\r\n";
    let report = organisations(&app, Mode::Partial, file).await;
    assert_eq!(told(&report), [(2, ""), (3, ""), (4, ""), (5, "CODE_HAS_A_COMMA")]);
    let codes = app.texts("SELECT sni_code FROM organisations WHERE name LIKE 'Provsystem%' ORDER BY sni_code").await;
    assert_eq!(codes, ["6201", "62010", "J"]);
    const REGISTER: &str = "mutation ($input: RegisterOrganisationInput!) { registerOrganisation(input: $input) {
        organisation { industry { code label } } userErrors { code path } } }";
    let admin = app.speak_as(ADMIN);
    let input = |code| json!({ "input": { "name": "Provsystem Fem AB", "kind": "COMPANY", "industry": code } });
    let data = admin.ask(REGISTER, input("62.010")).await;
    assert_eq!(data["registerOrganisation"]["organisation"]["industry"]["code"], "62010", "{data:#}");
    let data = admin.ask(REGISTER, input("x")).await;
    assert_eq!(data["registerOrganisation"]["userErrors"][0]["path"], json!(["input", "industry"]), "{data:#}");
    // A filter reads them alike.
    let data = app.anonymous().ask(
        "{ all: organisations(first: 9, filter: { name: { startsWith: \"Provsystem\" }, industry: { eq: \"62.010\" } }) { totalCount }
           within: organisations(first: 9, filter: { name: { startsWith: \"Provsystem\" }, industry: { within: \"j\" } }) { totalCount } }",
        json!({}),
    ).await;
    assert_eq!((&data["all"]["totalCount"], &data["within"]["totalCount"]), (&json!(2), &json!(4)), "{data:#}");
}

async fn no_form_of_a_personal_number_stands_in_a_report(app: DemoApp) {
    let occasions = app.speak_as(CONTACT).ask("{ occasions(first: 1) { nodes { id } } }", json!({})).await;
    let occasion = occasions["occasions"]["nodes"][0]["id"].as_str().expect("an occasion").to_owned();
    let keys = [
        "905271474",
        "4059937",
        "1,90905E+11",
        "190905271474.0",
        "19090527–1474",
        "09.05.27 1474",
        "１９０９０５２７１４７４",
        "905 271 474",
        "905.271.474",
        "905\u{a0}271\u{a0}474,00",
        "4 059 937",
        "19090527-147",
        "090527-147",
    ];
    let rows: String = keys.iter().map(|key| format!("{key};{occasion};{key}\r\n")).collect();
    let file = format!("id;tillfälle;personnummer\r\n{rows}");
    let report = imported(&app, CONTACT, Kind::Enrolments, "id", Mode::Partial, &file).await;
    assert!(report.lines.iter().all(Line::is_refused), "{report:?}");
    let text = format!("{}{report:?}", written(&report));
    for secret in ["0527", "5271474", "40599", "90905", "9937", "1474", "１", "271", "937", "-147"] {
        assert!(!text.contains(secret), "{secret}: {text}");
    }
    for line in [7, 8, 9, 10] {
        assert_eq!(rule(&report.lines[line]), "KEY_IS_REPEATED", "{}", keys[line]);
    }
    let rows: String = keys.iter().enumerate().map(|(n, key)| format!("k{n};{occasion};{key}\r\n")).collect();
    let file = format!("id;tillfälle;personnummer\r\n{rows}");
    let report = imported(&app, CONTACT, Kind::Enrolments, "id", Mode::Partial, &file).await;
    for line in [0, 7, 8, 9, 10] {
        assert_eq!(rule(&report.lines[line]), "CELL_WAS_MADE_A_NUMBER", "{}", keys[line]);
    }
    // A file without a header, and a column named by a number.
    let order = order(Kind::Enrolments, "id", Mode::Whole);
    for file in ["905271474;id\n", "id;4059937\n", "id;tillfälle;19090527–1474\n"] {
        let told = try_import(&app, CONTACT, &order, file).await.expect_err("refused");
        assert!(!told.contains("1474") && !told.contains("4059937"), "{told}");
    }
}

async fn rows_are_counted_as_a_spreadsheet_counts_them(app: DemoApp) {
    let rows = "id;namn;slag\r\n1;Provbolag rad två AB;Företag\r\n\r\n\r\n2;Provbolag rad fem AB;Bolag\r\n\r\n\
                3;Provbolag rad sju AB;Företag\r\n";
    let report = organisations(&app, Mode::DryRun, rows).await;
    assert_eq!(told(&report), [(2, ""), (5, "VALUE_IS_UNKNOWN"), (7, "")]);
    let named = format!("\u{feff}sep=;\r\n{rows}");
    let report = organisations(&app, Mode::DryRun, &named).await;
    assert_eq!(told(&report), [(3, ""), (6, "VALUE_IS_UNKNOWN"), (8, "")]);
}

async fn cells_missing_at_the_end_are_blank(app: DemoApp) {
    let file = "id;namn;slag;kommun;sni\r\n1;Provrad hel AB;Företag;1480;\r\n2;Provrad kort AB;Företag;1480\r\n\
                3;Provrad kortare AB;Företag\r\n4;Provrad utan slag AB\r\n";
    let report = organisations(&app, Mode::Partial, file).await;
    assert_eq!(told(&report), [(2, ""), (3, ""), (4, ""), (5, "CELL_IS_REQUIRED")]);
    assert_eq!(columns(&report.lines[3]), ["slag"]);
    assert_eq!(report.kept(), 3);
}

async fn line_breaks_and_tabs_of_windows_are_read(app: DemoApp) {
    let rows = [
        "Prov radbrytning;BOTH;GROWTH;SHORT;ALL;1;\"Rad ett\r\nRad två\"",
        "Prov\ttabb;BOTH;GROWTH;SHORT;ALL;1;\"- punkt\tett\"",
        "Prov lodrät tabb;BOTH;GROWTH;SHORT;ALL;1;\"Rad ett\u{b}Rad två\"",
        "Prov nolla;BOTH;GROWTH;SHORT;ALL;1;a\0b",
    ];
    let report = needs(&app, Mode::Partial, "antal;beskrivning", &rows).await;
    let odd = "TEXT_HOLDS_AN_ODD_SIGN";
    assert_eq!(told(&report), [(2, ""), (3, ""), (4, odd), (5, odd)], "{}", written(&report));
    assert_eq!(columns(&report.lines[2]), ["beskrivning"]);
    let stored =
        app.texts("SELECT title || '|' || description FROM needs WHERE title LIKE 'Prov %' ORDER BY title").await;
    assert_eq!(stored, ["Prov radbrytning|Rad ett\nRad två", "Prov tabb|- punkt ett"]);
}

async fn numbers_are_read_as_swedish_spreadsheets_write_them(app: DemoApp) {
    let numbers = ["1 200", "1\u{a0}200", "1\u{202f}200", "12,0", "12.0", "1.200", "1,2E+3", "\u{2212}12"];
    let rows = numbers.map(|number| format!("Provtal;BOTH;GROWTH;SHORT;ALL;{number}"));
    let report = needs(&app, Mode::Partial, "antal", &rows.each_ref().map(String::as_str)).await;
    let rules: Vec<_> = report.lines.iter().map(rule).collect();
    let refused = ["NUMBER_HAS_TWO_READINGS", "CELL_WAS_MADE_A_NUMBER", "NUMBER_IS_OUT_OF_RANGE"];
    assert_eq!(rules, [&[""; 5][..], &refused].concat());
    let stored = "SELECT count(*) FROM needs WHERE title = 'Provtal' AND people_needed =";
    assert_eq!(app.number(&format!("{stored} 1200")).await, 3);
    assert_eq!(app.number(&format!("{stored} 12")).await, 2);
}

async fn notations_of_an_organisation_number_are_one_number(app: DemoApp) {
    let numbers = [
        "556016-0680",
        "SE556016068001",
        "SE 556016-0680 01",
        "SE556016-068001",
        "556016 0680",
        "5,56016E+09",
        "5560160680.0",
        "5 560 160 680",
        "5.560.160.680",
        "'5560160680",
        "=\"5560160680\"",
        "\"=\"\"5560160680\"\"\"",
        "556016 - 0680",
        "SE-556016-0680-01",
        "５５６０１６-０６８０",
    ];
    let rows: String =
        numbers.iter().enumerate().map(|(n, number)| format!("{n};{number};Provnummer {n};Företag\r\n")).collect();
    let report = organisations(&app, Mode::Partial, &format!("id;org.nr;namn;slag\r\n{rows}")).await;
    let rules: Vec<_> = report.lines.iter().map(rule).collect();
    let (taken, made) = ("KEY_IS_TAKEN", "CELL_WAS_MADE_A_NUMBER");
    let expected =
        [&["", taken, taken, taken, taken, made, made, made, made][..], &[taken, taken, taken, taken, taken, taken]]
            .concat();
    assert_eq!(rules, expected);
    assert!(written(&report).contains("kalkylprogram"));
}

async fn names_have_one_form_and_are_found_by_it(app: DemoApp) {
    let file = "id;namn;slag;kommun\n1;A\u{30a}ngstro\u{308}m Prov AB;COMPANY;1480\n2;\u{feff}Örn\u{200b}Prov\u{ad} AB;COMPANY;1480\n";
    assert_eq!(organisations(&app, Mode::Whole, file).await.kept(), 2);
    let admin = app.speak_as(ADMIN);
    let input = json!({ "input": { "name": "A\u{30a}ngstro\u{308}m Formulär AB", "kind": "COMPANY" } });
    let register = "mutation ($input: RegisterOrganisationInput!) { registerOrganisation(input: $input) { organisation { name } } }";
    let data = admin.ask(register, input).await;
    assert_eq!(data["registerOrganisation"]["organisation"]["name"], "Ångström Formulär AB");
    const FOUND: &str =
        "query ($by: TextFilter!) { organisations(first: 9, filter: { name: $by }) { nodes { name } } }";
    let both = json!([{ "name": "Ångström Formulär AB" }, { "name": "Ångström Prov AB" }]);
    for by in [
        json!({ "startsWith": "Ångström" }),
        json!({ "startsWith": "A\u{30a}ngstro\u{308}m" }),
        json!({ "contains": "\u{212b}NGSTRÖM" }),
        json!({ "startsWith": "Ång\u{200b}ström" }),
    ] {
        let mut data = app.anonymous().ask(FOUND, json!({ "by": by })).await["organisations"]["nodes"].take();
        data.as_array_mut().expect("names").sort_by_key(|one| one["name"].to_string());
        assert_eq!(data, both, "{by}");
    }
    assert_eq!(names(&app, "Örn%").await, ["ÖrnProv AB"]);
    // Several blanks are one, by whichever way they came; a key with them is the same key.
    let file = "namn;slag;kommun\nBlank  Prov \u{a0}AB;COMPANY;1480\n";
    let by_name = order(Kind::Organisations, "namn", Mode::Whole);
    assert_eq!(try_import(&app, ADMIN, &by_name, file).await.expect("a report").kept(), 1);
    let again = try_import(&app, ADMIN, &by_name, &file.replace("Blank  Prov \u{a0}AB", "Blank Prov AB")).await;
    assert_eq!(again.expect("a report").lines[0].outcome.as_str(), "unchanged");
    let input = json!({ "input": { "name": " Blank   Formulär\tAB", "kind": "COMPANY" } });
    let data = admin.ask(register, input).await;
    assert_eq!(data["registerOrganisation"]["organisation"]["name"], "Blank Formulär AB");
    assert_eq!(names(&app, "Blank%").await, ["Blank Formulär AB", "Blank Prov AB"]);
    // Headers and values as a Mac writes them.
    let rows = ["Provåkeri;Ba\u{30a}da;Tillva\u{308}xt;Kort, under 1 a\u{30a}r;Ansta\u{308}llda;2"];
    let report = needs(&app, Mode::DryRun, "antal", &rows).await;
    assert_eq!(told(&report), [(2, "")]);
}

async fn names_that_begin_like_formulas_lose_our_own_apostrophe(app: DemoApp) {
    let file = "id;namn;slag\r\n1;+Plus Prov AB;Företag\r\n2;-Minus Prov AB;Företag\r\n3;'+Redan skyddad Prov AB;Företag\r\n\
                4;'Citat' Prov AB;Företag\r\n";
    assert_eq!(organisations(&app, Mode::Whole, file).await.kept(), 4);
    let mut stored = names(&app, "% Prov AB").await;
    stored.sort();
    assert_eq!(stored, ["'Citat' Prov AB", "+Plus Prov AB", "+Redan skyddad Prov AB", "-Minus Prov AB"]);
}

async fn a_name_holds_no_line_break(app: DemoApp) {
    let file = "id;namn;slag\n1;\"Provrad ett\nProvrad två\";Företag\n\"2\n3\";Provrad tre;Företag\n";
    let report = organisations(&app, Mode::Partial, file).await;
    assert_eq!(told(&report), [(2, "TEXT_HOLDS_A_LINE_BREAK"), (3, "TEXT_HOLDS_A_LINE_BREAK")]);
    let input = json!({ "input": { "name": "Provrad ett\r\nProvrad två", "kind": "COMPANY" } });
    let register = "mutation ($input: RegisterOrganisationInput!) { registerOrganisation(input: $input) { organisation { name } userErrors { code } } }";
    assert_eq!(app.speak_as(ADMIN).refused(register, input).await, "TEXT_HOLDS_A_LINE_BREAK");
}

async fn a_spreadsheets_error_is_no_value(app: DemoApp) {
    let cells = ["#REF!", "#N/A", "#n/a", "#VÄRDEFEL!", " #SAKNAS! ", "#DIVISION/0!", "####", "#REFERENS!"];
    let rows: String = cells.iter().enumerate().map(|(n, cell)| format!("{n};{cell};Företag\r\n")).collect();
    let report =
        organisations(&app, Mode::Partial, &format!("id;namn;slag\r\n{rows}#N/A;Prov fel AB;Företag\r\n")).await;
    assert!(report.lines.iter().all(|line| rule(line) == "CELL_IS_AN_ERROR"), "{}", written(&report));
    let report =
        organisations(&app, Mode::Partial, "id;namn;slag\r\n1;#1 Prov AB;Företag\r\n2;Prov # AB;Företag\r\n").await;
    assert_eq!(told(&report), [(2, ""), (3, "")]);
}

async fn everything_wrong_with_a_row_is_told_by_its_column(app: DemoApp) {
    let file =
        "id;namn;slag;kommun;org.nr\r\n1;;Bolag;180;\r\n2;Prov hel AB;Företag;1480;\r\n3;Prov fel AB;;;556016-0681\r\n";
    let report = organisations(&app, Mode::Partial, file).await;
    assert_eq!((report.kept(), report.lines.len()), (1, 3));
    assert_eq!(columns(&report.lines[0]), ["namn", "slag", "kommun"]);
    let told: Vec<_> = report.lines[0].refusals.iter().map(|refusal| (refusal.rule.name, &*refusal.field)).collect();
    let expected = [("CELL_IS_REQUIRED", "name"), ("VALUE_IS_UNKNOWN", "kind"), ("CODE_LOST_A_ZERO", "municipality")];
    assert_eq!(told, expected);
    assert_eq!(columns(&report.lines[2]), ["slag", "org.nr"]);
    let text = written(&report);
    let begins = |line: &str| text.lines().any(|told| told.starts_with(line));
    assert!(text.contains("Värdet är inte något av COMPANY, "), "{text}");
    assert_eq!(text.lines().count(), 1 + 3 + 1 + 2, "{text}");
    for line in [
        "2;1;refused;false;CELL_IS_REQUIRED;name;namn;",
        "2;1;refused;false;VALUE_IS_UNKNOWN;kind;slag;",
        "2;1;refused;false;CODE_LOST_A_ZERO;municipality;kommun;",
        "3;2;created;true;;;;",
        "4;3;refused;false;ORGANISATION_NUMBER_IS_WRONG;number;org.nr;",
    ] {
        assert!(begins(line), "{line}: {text}");
    }
}

async fn a_row_is_held_to_the_bounds_of_the_api(app: DemoApp) {
    let long = "x".repeat(201);
    let row = format!("{long};BOTH;GROWTH;SHORT;ALL;0;-1;2201-01-01;C;zzz");
    let report = needs(&app, Mode::Whole, "antal;antal i dag;behövs senast;bransch;yrkesgrupp", &[&row]).await;
    let mut told: Vec<_> =
        report.lines[0].refusals.iter().map(|refusal| (refusal.field.clone(), refusal.rule.name)).collect();
    assert_eq!(columns(&report.lines[0]), ["rubrik", "antal", "antal i dag", "behövs senast", "yrkesgrupp"]);
    const REPORT: &str =
        "mutation ($input: ReportNeedInput!) { reportNeed(input: $input) { userErrors { code path } } }";
    let input = json!({ "input": { "title": long, "basis": "BOTH", "cause": "GROWTH", "horizon": "SHORT", "targetGroup": "ALL",
        "peopleNeeded": 0, "peopleNow": -1, "neededBy": "2201-01-01", "codes": { "sni": "C", "ssyk": "zzz" } } });
    let data = app.speak_as(MEMBER).ask(REPORT, input).await;
    let of = |error: &serde_json::Value| {
        let field = error["path"].as_array().and_then(|path| path.last()).and_then(|field| field.as_str());
        (field.expect("a field").to_owned(), error["code"].as_str().expect("a code").to_owned())
    };
    let mut expected: Vec<_> = data["reportNeed"]["userErrors"].as_array().expect("errors").iter().map(of).collect();
    told.sort();
    expected.sort();
    assert_eq!(told.len(), 5);
    assert!(
        told.iter()
            .map(|(field, rule)| (field.as_str(), *rule))
            .eq(expected.iter().map(|(field, rule)| (field.as_str(), rule.as_str()))),
        "{told:?} {expected:?}"
    );
}
