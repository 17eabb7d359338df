//! The library's pages, state by state: what they say, what they escape, what they send along.

mod library;
mod page;

use axum::{
    body::{Body, to_bytes},
    http::{Request, StatusCode},
};
use library::{Fake, clock};
use page::Page;
use tower::ServiceExt;

async fn open(path: &str) -> Page {
    open_with(path, &[]).await
}

async fn open_with(path: &str, headers: &[(&str, &str)]) -> Page {
    let mut request = Request::get(path).header("host", "nav.example");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let router = web::router::<()>(web::Site::new(Fake::new(), clock()));
    let response = router.oneshot(request.body(Body::empty()).expect("a request")).await.expect("an answer");
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, 16 << 20).await.expect("a body").to_vec();
    Page { status: parts.status, headers: parts.headers, html: String::from_utf8(body).expect("UTF-8") }
}

#[tokio::test]
async fn the_front_page_lists_by_theme_and_searches() {
    let front = open("/").await;
    assert_eq!(front.status, StatusCode::OK);
    front.says(&["<h2 id=\"behov\">Behov</h2>", "href=\"/fragor/behov-per-branschrad\"", "href=\"/expert\""]);
    front.says(&["href=\"/tillganglighet\"", "href=\"/oppna-data\"", "role=\"search\"", "lang=\"sv\""]);
    let found = open("/?q=BRANSCHRAD+behov").await;
    found.says(&["passar ”BRANSCHRAD behov”", "behov-per-branschrad"]);
    assert!(!found.html.contains("/fragor/tom\""));
    open("/?q=zebra").await.says(&["Ingen fråga passar ”zebra”", "Pröva ett annat ord"]);
    open("/?q=%3Cscript%3E").await.says(&["&lt;script&gt;"]);
}

#[tokio::test]
async fn the_language_is_the_address_s_before_the_browser_s() {
    open("/").await.says(&["<html lang=\"sv\">", "hreflang=\"en\">In English</a>"]);
    open_with("/", &[("accept-language", "en-GB,en")]).await.says(&["<html lang=\"en\">", "På svenska"]);
    let english = open("/fragor/tom?lang=en&kommun=0100").await;
    english.says(&["<html lang=\"en\">", "No rows answer the question", "name=\"lang\" value=\"en\""]);
    english.says(&["href=\"/fragor/tom?kommun=0100&amp;lang=sv\"", "href=\"/?lang=en\""]);
    open_with("/?lang=sv", &[("accept-language", "en")]).await.says(&["<html lang=\"sv\">"]);
}

#[tokio::test]
async fn an_answer_is_a_table_a_chart_and_files() {
    let page = open("/fragor/dold?kommun=0100&kon=F").await;
    assert_eq!(page.status, StatusCode::OK);
    page.says(&["<caption id=\"tabell-rubrik\">dold</caption>", "<th scope=\"col\" class=\"number\">Deltagare"]);
    page.says(&["<th scope=\"row\">Göteborg</th>", "<td class=\"number\">12\u{a0}345</td>", "12,34\u{a0}%"]);
    page.says(&["<svg", "role=\"img\"", "href=\"/fragor/dold.xlsx?kon=F&amp;kommun=0100&amp;sprak=sv\""]);
    page.says(&[
        "/fragor/dold.csv?kon=F&amp;kommun=0100&amp;format=svensk&amp;sprak=sv",
        ".parquet?",
        ".jsonl?",
        ".json?",
    ]);
    page.says(&["Använd i Excel", "Använd i R<", "http://nav.example/fragor/dold", "/expert#fraga=query+Prov"]);
    page.says(&["22 november 2026 kl. 09.15", "Det som är öppet för alla."]);
    assert!(!page.html.contains("Plats, kod"), "a code beside its label stays in the files");
    assert!(!page.html.contains("style="), "the policy forbids styles in the page");
}

#[tokio::test]
async fn what_is_hidden_is_two_points_and_explained() {
    let page = open("/fragor/dold").await;
    page.says(&["<span aria-hidden=\"true\">..</span>", "visas inte, för få", "Tecken i tabellen"]);
    page.says(&["Det är inte noll.", "slumpmässig avvikelse", "Uppgift saknas."]);
    assert!(!page.html.contains("SUPPRESSED"), "statuses are told in words");
}

#[tokio::test]
async fn every_row_of_a_long_answer_is_on_a_page() {
    let rows = |page: &str| page.matches("<th scope=\"row\">").count();
    let first = open("/fragor/lang-tabell?kon=F").await;
    first.says(&["Sida 1 av 61", "rel=\"next\" href=\"/fragor/lang-tabell?kon=F&amp;sida=2#tabell-rubrik\""]);
    first.says(&["Tabellen visar rad 1–100 av 6\u{a0}030.", "alla finns på tabellens sidor", "kon=F&amp;sida=61#"]);
    assert!(!first.html.contains("rel=\"prev\"") && !first.html.contains("Diagrammet bygger"));
    assert_eq!(rows(&first.html), 100);
    let second = open("/fragor/lang-tabell?kon=F&sida=2").await;
    second.says(&["Tabellen visar rad 101–200", "Sida 2 av 61", "sida=1#tabell-rubrik", "sida=3#tabell-rubrik"]);
    assert_ne!(first.html.split("<tbody>").nth(1), second.html.split("<tbody>").nth(1));
    let last = open("/fragor/lang-tabell?sida=61").await;
    last.says(&["Sida 61 av 61", "Tabellen visar rad 6\u{a0}001–6\u{a0}030", "Plats 6030"]);
    assert!(!last.html.contains("har ingen sida"));
    // Beyond the last, or no number: the nearest there is, and it is said.
    open("/fragor/lang-tabell?sida=99").await.says(&["Sida 61 av 61", "Tabellen har ingen sida 99. Här är sida 61."]);
    open("/fragor/lang-tabell?sida=0").await.says(&["Sida 1 av 61", "Tabellen har ingen sida 0. Här är sida 1."]);
    open("/fragor/lang-tabell?sida=x").await.says(&["Sida 1 av 61"]);
}

#[tokio::test]
async fn so_many_rows_are_shown_at_once_and_where_the_others_are_is_said() {
    let rows = |page: &str| page.matches("<th scope=\"row\">").count();
    let offered = open("/fragor/lang-tabell").await;
    offered.says(&["Visa de 5\u{a0}000 första på en gång, till exempel för utskrift"]);
    for slug in ["lang-tabell", "personer"] {
        let whole = open(&format!("/fragor/{slug}?visa=alla")).await;
        assert_eq!(rows(&whole.html), 5_000);
        whole.says(&["Visa sidvis", "rad 1–5\u{a0}000 av 6\u{a0}030", "Fler än 5\u{a0}000 visas inte på en gång"]);
    }
    let short = open("/fragor/dold?visa=alla").await;
    assert!(!short.html.contains("Tabellen visar") && !short.html.contains("Visa sidvis"), "{}", short.html);
}

#[tokio::test]
async fn of_rows_whose_reading_is_noted_those_shown_are_all_there_are() {
    let rows = |page: &str| page.matches("<th scope=\"row\">").count();
    for (query, shown, page) in [("", "1–100", 1), ("?sida=3", "201–300", 3), ("?sida=61", "6\u{a0}001–6\u{a0}030", 61)]
    {
        let page_of = open(&format!("/fragor/personer{query}")).await;
        page_of.says(&[&format!("Tabellen visar rad {shown} av 6\u{a0}030."), &format!("Sida {page} av 61")]);
        page_of.says(&["Diagrammet bygger på samma rader."]);
        assert_eq!(rows(&page_of.html), if page == 61 { 30 } else { 100 }, "{query}");
    }
}

#[tokio::test]
async fn every_refusal_has_its_words_and_status() {
    let states = [
        ("tom", 200, "Det finns inga rader som svarar mot frågan"),
        ("ej-inloggad", 401, "Logga in för att se svaret"),
        ("utloggad", 401, "Din inloggning gäller inte längre"),
        ("utan-ratt", 403, "Du når inte de här uppgifterna"),
        ("for-stor", 422, "Svaret blir för stort"),
        ("for-ofta", 429, "Vänta 30 sekunder."),
        ("borta", 503, "Vänta 5 sekunder."),
        ("trasig", 500, "Något gick fel hos oss"),
        ("saknas", 404, "Frågan finns inte"),
        ("finns-inte-alls", 404, "Frågan finns inte"),
    ];
    for (slug, status, words) in states {
        let page = open(&format!("/fragor/{slug}")).await;
        assert_eq!(page.status.as_u16(), status, "{slug}");
        page.says(&[words, "<h1>", "id=\"innehall\""]);
        assert_eq!(page.header("retry-after").is_empty(), ![429, 503].contains(&status), "{slug}");
    }
    open_with("/fragor/trasig", &[("x-request-id", "abc123")]).await.says(&["<code>abc123</code>"]);
    let nowhere = open("/finns-inte").await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
    nowhere.says(&["Sidan finns inte", "Till alla frågor"]);
}

#[tokio::test]
async fn a_wrong_parameter_is_told_at_its_field_and_above() {
    let page = open("/fragor/dold?minst=abc&dag=igar&period-fran=2021-05-01&okand=1").await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
    page.says(&["<title>Något i formuläret behöver rättas: dold – Kompetensnav</title>", "role=\"alert\""]);
    page.says(&["<a href=\"#falt-minst\">Minst antal: Skriv ett heltal: t.ex. 1.</a>", "href=\"#falt-dag\""]);
    page.says(&[
        "id=\"falt-minst-fel\"",
        "aria-invalid=\"true\"",
        "aria-describedby=\"falt-minst-hjalp falt-minst-fel\"",
    ]);
    page.says(&["value=\"abc\"", "value=\"igar\"", "id=\"falt-okand\"", "href=\"#falt-okand\""]);
    page.says(&[
        "<a href=\"#falt-period\">Period: Välj en period i listan, eller en första och en sista dag.</a>",
        "name=\"period-fran\" value=\"2021-05-01\"",
    ]);
    assert!(!page.html.contains("<table"), "nothing is answered to what was not asked");
    open("/fragor/dold?minst=500&lang=en").await.says(&["Write at most: 100."]);
}

#[tokio::test]
async fn a_required_field_is_asked_for_without_reproach_at_first() {
    let page = open("/fragor/alla-falt").await;
    assert_eq!(page.status, StatusCode::OK);
    page.says(&["Fyll i formuläret och välj Visa svaret.", "(frivilligt)"]);
    assert!(!page.html.contains("role=\"alert\""));
    let asked = open("/fragor/alla-falt?minst=").await;
    assert_eq!(asked.status, StatusCode::BAD_REQUEST);
    asked.says(&["Minst antal: Fyll i det här"]);
}

/// The project that she leads is chosen, and who must sign in first is not asked to fill anything in.
#[tokio::test]
async fn what_must_be_chosen_is_chosen_where_there_is_one_of_one_s_own() {
    const HOURS: &str = "/fragor/timmar-per-foretag-och-kvartal";
    let nobody = open(HOURS).await;
    assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
    nobody.says(&["Logga in för att se svaret", "Välj bland 12"]);
    assert!(!nobody.html.contains("role=\"alert\"") && !nobody.html.contains("Fyll i det här"), "{}", nobody.html);
    let leader = [("authorization", "Bearer any")];
    let own = open_with(HOURS, &leader).await;
    assert_eq!(own.status, StatusCode::OK);
    own.says(&["name=\"projekt\" value=\"0104\" checked", ".csv?projekt=0104&amp;"]);
    let chosen = open_with(&format!("{HOURS}?projekt=0102"), &leader).await;
    chosen.says(&["name=\"projekt\" value=\"0102\" checked"]);
    assert!(!chosen.html.contains("value=\"0104\" checked"));
    let none = open_with(&format!("{HOURS}?projekt="), &leader).await;
    assert_eq!(none.status, StatusCode::BAD_REQUEST);
    none.says(&["Projekt: Välj minst en."]);
}

#[tokio::test]
async fn a_period_offers_what_is_answered() {
    let years = open("/fragor/deltagare-efter-lan-och-ar").await;
    years.says(&["<option value=\"last-year\"", "<option value=\"2024\""]);
    for month in ["this-month", "last-12-months", "2026-Q3"] {
        assert!(!years.html.contains(&format!("<option value=\"{month}\"")), "{month}");
    }
    let quarters = open("/fragor/ansokningar-per-kvartal").await;
    quarters.says(&["<option value=\"2026-Q4\">2026 kvartal 4</option>", "<option value=\"2025-Q1\""]);
    assert!(!quarters.html.contains("<option value=\"2027") && !quarters.html.contains("<option value=\"last-month"));
    // What the help says is done in the field below it, not in the address.
    let library = questions::Catalogue::built_in().unwrap_or_else(|errors| panic!("{errors}"));
    for question in library.all() {
        for parameter in &question.definition().parameters {
            let help = parameter.help.as_ref().map_or("", |help| help.sv.as_str());
            let is_period = parameter.kind == questions::ParameterKind::Period;
            assert!(!is_period || !help.contains("--"), "{}: {help}", question.slug());
            assert_eq!(
                is_period && help.to_lowercase().contains("hel"),
                parameter.whole.is_some(),
                "{}: {help}",
                question.slug()
            );
        }
    }
}

#[tokio::test]
async fn one_row_of_many_columns_is_read_downwards() {
    let card = open("/fragor/projektkort?diarienummer=2020/00312").await;
    card.says(&["<dl class=\"facts\">", "<dt>Unionens medfinansieringsgrad</dt>", "123,45\u{a0}%"]);
    assert!(!card.html.contains("<table"), "{}", card.html);
    assert!(open("/fragor/projektkort").await.html.contains("<table"));
}

#[tokio::test]
async fn each_kind_of_parameter_has_its_field() {
    let page = open("/fragor/dold?minst=3&kon=F&rad=0103&kommun=0101&period=last-12-months&avslutad=ja").await;
    page.says(&["type=\"number\" name=\"minst\" value=\"3\"", "min=\"1\" max=\"100\"", "type=\"date\" name=\"dag\""]);
    page.says(&["type=\"checkbox\" name=\"kon\" value=\"F\" checked", "type=\"checkbox\" name=\"kon\" value=\"M\">"]);
    page.says(&[
        "<option value=\"0103\" selected>Val 0103 &lt;b&gt;</option>",
        "1 valda av 290",
        "<datalist id=\"falt-yrke-forslag\">",
    ]);
    page.says(&[
        "<option value=\"last-12-months\" selected>Senaste 12 månaderna</option>",
        "<option value=\"ja\" selected>Ja",
    ]);
}

#[tokio::test]
async fn a_form_s_address_is_made_plain() {
    let sent =
        "/fragor/dold?minst=&dag=&kon=F&period=&period-fran=2021-01-01&period-till=2021-03-31&rad=&yrke=&lang=sv";
    let page = open(sent).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    let plain = page.header("location");
    assert_eq!(plain, "/fragor/dold?kon=F&period=2021-01-01--2021-03-31&lang=sv");
    let page = open(plain).await;
    assert_eq!(page.status, StatusCode::OK, "and stays where it is");
    page.says(&["name=\"period-fran\" value=\"2021-01-01\"", "name=\"period-till\" value=\"2021-03-31\""]);
    // Who writes the name of what is offered means its code.
    let named = open("/fragor/dold?yrke=val+0123+%3CB%3E").await;
    named.says(&["/fragor/dold.xlsx?yrke=0123&amp;"]);
}

#[tokio::test]
async fn hostile_texts_stay_texts() {
    for path in ["/fragor/hemskt", "/", "/?q=%22%3E%3Cimg%20src%3Dx%3E", "/fragor/hemskt?minst=%22%3E%3Cimg+src%3Dx%3E"]
    {
        let page = open(path).await;
        assert!(!page.html.contains("<script") && !page.html.contains("<img"), "{path}");
    }
    let address = open("/fragor/hemskt?%3Cimg%20src=1").await;
    assert!(!address.html.contains("<img"));
    let host = open_with("/fragor/dold", &[("host", "evil.example\"><img")]).await;
    assert!(!host.html.contains("evil.example"), "a host is a host's name or nothing");
}

#[tokio::test]
async fn pages_run_no_script_and_load_their_own_files_only() {
    for path in ["/", "/fragor/dold", "/oppna-data", "/tillganglighet", "/fragor/borta"] {
        let page = open(path).await;
        let policy = page.header("content-security-policy");
        assert!(!policy.contains("script-src") && !policy.contains("unsafe"), "{path}: {policy}");
        assert!(
            policy.starts_with("default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'"),
            "{path}"
        );
        assert!(page.header("cache-control").starts_with("private"), "{path}");
        assert!(page.header("vary").contains("cookie"), "{path}");
        let sheet = page.html.split("rel=\"stylesheet\" href=\"").nth(1).and_then(|rest| rest.split('"').next());
        let sheet = open(sheet.expect("a style sheet")).await;
        assert_eq!(sheet.header("content-type"), "text/css; charset=utf-8");
        assert!(sheet.header("cache-control").contains("immutable"));
        assert!(!sheet.html.contains("url(") && !sheet.html.contains("@import"));
    }
    let bearer = open_with("/fragor/dold", &[("authorization", "Bearer abc")]).await;
    assert_eq!(bearer.header("cache-control"), "private, no-store", "an answer to someone is kept by no one");
}

/// What the page says was asked for.
fn asked(page: &Page) -> &str {
    let list = page.html.split("<dl class=\"asked\">").nth(1).and_then(|rest| rest.split("</dl>").next());
    list.unwrap_or_else(|| panic!("nothing was asked in {}", page.html))
}

#[tokio::test]
async fn what_was_chosen_is_said_by_its_name() {
    let page = open("/fragor/dold?rad=0103&kommun=0101&kommun=0102&yrke=0104").await;
    for name in [
        "<dt>R\u{e5}d</dt><dd>Val 0103 &lt;b&gt;</dd>",
        "<dd>Val 0101 &lt;b&gt;, Val 0102 &lt;b&gt;</dd>",
        "<dd>Val 0104 &lt;b&gt;</dd>",
    ] {
        assert!(asked(&page).contains(name), "no {name} in {}", asked(&page));
    }
    // The choice is marked in its field, by its name.
    page.says(&["<option value=\"0103\" selected>Val 0103 &lt;b&gt;</option>"]);
    // A name that is written means the thing.
    let page = open("/fragor/dold?rad=val+0103+%3Cb%3E").await;
    assert!(asked(&page).contains("<dd>Val 0103 &lt;b&gt;</dd>"), "{}", asked(&page));
}

#[tokio::test]
async fn several_things_are_said_by_their_names_and_what_is_not_offered_by_none() {
    let several = "/fragor/organisationers-namn?organisation=0101&organisation=0102";
    let page = open(several).await;
    assert!(asked(&page).contains("<dd>Val 0101 &lt;b&gt;, Val 0102 &lt;b&gt;</dd>"), "{}", asked(&page));
    for (lang, words) in
        [("sv", "n\u{e5}got som inte finns bland valen"), ("en", "something that is not among the choices")]
    {
        let strange = "org_01hzz";
        let page = open(&format!("{several}&organisation={strange}&lang={lang}")).await;
        assert!(asked(&page).contains(&format!("Val 0102 &lt;b&gt;, {words}</dd>")), "{}", asked(&page));
        assert!(!asked(&page).contains(strange), "{}", asked(&page));
        // It stays in its field, to be seen and taken away.
        page.says(&[&format!("value=\"{strange}\" checked")]);
        let page = open(&format!("/fragor/dold?rad={strange}&lang={lang}")).await;
        assert!(asked(&page).contains(&format!("<dd>{words}</dd>")), "{}", asked(&page));
    }
    // A code that is finer than the list is said as it is.
    let page = open("/fragor/dold?kommun=9999").await;
    assert!(asked(&page).contains("<dd>9999</dd>"), "{}", asked(&page));
}

/// After what the row is about stands what the chart is of, and then the rest as the definition has it.
#[tokio::test]
async fn the_columns_of_every_question_stand_in_their_order() {
    let library = questions::Catalogue::built_in().unwrap_or_else(|errors| panic!("{errors}"));
    let (mut tables, mut charts) = (0, 0);
    for question in library.all() {
        let definition = question.definition();
        let asked = definition.parameters.iter().filter(|each| each.required && each.default.is_empty());
        let query: Vec<String> = asked.map(|each| format!("{}=0101", each.address())).collect();
        let path = format!("/fragor/{}?{}", question.slug(), query.join("&"));
        let page = open_with(&path, &[("authorization", "Bearer any")]).await;
        let Some(head) = page.html.split("<thead>").nth(1).and_then(|rest| rest.split("</thead>").next()) else {
            panic!("{path}: no table in {}", page.html)
        };
        tables += 1;
        let shown: Vec<&str> = head
            .split("<th ")
            .skip(1)
            .filter_map(|th| th.split('>').nth(1)?.split('<').next())
            .map(str::trim)
            .collect();
        let fields = questions::Head::of(question).for_people();
        let places: Vec<usize> = shown
            .iter()
            .map(|label| {
                let escaped = |text: &str| text.replace('&', "&amp;");
                let at = fields.fields().iter().position(|field| escaped(&field.label.sv) == *label);
                at.unwrap_or_else(|| panic!("{path}: what is “{label}”?"))
            })
            .collect();
        let Some(chart) = &definition.chart else { continue };
        let drawn = [&chart.x, &chart.series, &chart.y]
            .map(|name| name.as_ref().and_then(|name| fields.position_in_words(name)));
        if drawn[2].is_none() {
            continue;
        }
        charts += 1;
        let heading = *places.iter().filter(|at| !fields.fields()[**at].kind.is_numeric()).min().unwrap_or(&usize::MAX);
        let first: Vec<usize> =
            [Some(heading)].into_iter().chain(drawn).flatten().filter(|at| places.contains(at)).fold(
                Vec::new(),
                |mut first, at| {
                    if !first.contains(&at) {
                        first.push(at);
                    }
                    first
                },
            );
        assert_eq!(places[..first.len()], first, "{path}: {shown:?}");
        assert!(places[first.len()..].is_sorted(), "{path}: {shown:?}");
        assert!(places.contains(&drawn[2].unwrap_or_default()), "{path}: what the chart is of is not in {shown:?}");
    }
    assert!(tables > 50 && charts > 30, "{tables} tables, {charts} charts");
}
