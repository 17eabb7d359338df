//! What stands in the files is what GraphQL answers, value by value, for each caller what that caller reaches.

use std::{collections::BTreeSet, error::Error, io::Cursor};

use ::parquet::file::reader::{FileReader, SerializedFileReader};
use ::questions::{Format, Head};
use axum::body::Bytes;
use calamine::{Reader as _, Xlsx};
use http::Method;
use industry_councils::need::{NeedBasis, NeedStatus};
use kernel::{Label, Lang};
use libtest_mimic::Trial;
use projects::project::ProjectStatus;
use serde_json::{Map, Value, json};

use super::{COUNTS, NEEDS, PROJECTS, READER, get, nodes, send};
use crate::harness::{DemoApp, trial::both};

pub fn tests() -> Vec<Trial> {
    both![
        csv_equals_the_graphql_answer,
        codes_have_their_words_beside_them,
        people_read_words_and_no_codes,
        json_and_jsonl_equal_the_csv,
        each_caller_gets_what_that_caller_reaches,
        parameters_narrow_the_answer,
        told_counts_have_a_status_and_none_is_small,
        swedish_csv_has_labels_semicolons_and_commas,
        no_text_becomes_a_formula,
        every_question_is_read_back_from_every_format,
        a_file_says_what_it_is,
    ]
}

/// A value of the answer as CSV writes it.
fn written(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The cell of a column.
fn cell<'a>(row: &'a [(String, String)], name: &str) -> &'a str {
    let found = row.iter().find(|(column, _)| column == name);
    found.map(|(_, cell)| cell.as_str()).unwrap_or_else(|| panic!("no column {name} in {row:?}"))
}

/// Where the question says that a column is, in one node of its answer.
fn at<'a>(node: &'a Value, path: &str) -> &'a Value {
    node.pointer(&format!("/{}", path.replace('.', "/"))).unwrap_or(&Value::Null)
}

async fn csv_equals_the_graphql_answer(app: DemoApp) {
    let question = app.service.questions.catalogue().get(NEEDS).expect("a built-in question").clone();
    let expected = nodes(&app, READER, NEEDS, json!({ "lang": "SV" })).await;
    let rows = get(&app, Some(READER), &format!("/fragor/{NEEDS}.csv")).await.well().csv();
    assert!(rows.len() > 100, "{} needs are too few to prove that pages follow one another", rows.len());
    assert_eq!(rows.len(), expected.len());
    for (row, node) in rows.iter().zip(&expected) {
        assert_eq!(row.len(), Head::of(&question).fields().len());
        for column in &question.definition().columns {
            let value = at(node, &column.path.to_string());
            assert_eq!(cell(row, &column.name), written(value), "{} of {node:#}", column.name);
        }
    }
}

/// What a status of a need and what it concerns are called.
fn words(status: &str, basis: &str) -> (Label, Label) {
    let (status, basis) = (NeedStatus::parse(status), NeedBasis::parse(basis));
    (status.expect("a status").label(), basis.expect("a basis").label())
}

async fn codes_have_their_words_beside_them(app: DemoApp) {
    for (lang, query) in [(Lang::Sv, ""), (Lang::En, "?sprak=en")] {
        let rows = get(&app, Some(READER), &format!("/fragor/{NEEDS}.csv{query}")).await.well().csv();
        assert!(!rows.is_empty());
        for row in &rows {
            let (status, basis) = words(cell(row, "need_status_code"), cell(row, "need_basis_code"));
            assert_eq!((cell(row, "need_status"), cell(row, "need_basis")), (status.get(lang), basis.get(lang)));
        }
    }
    let json = get(&app, Some(READER), &format!("/fragor/{NEEDS}.json")).await.well().json();
    let names: Vec<&str> =
        json["fields"].as_array().expect("fields").iter().filter_map(|f| f["name"].as_str()).collect();
    let code = names.iter().position(|name| *name == "need_status_code").expect("the code");
    assert_eq!(names[code + 1], "need_status");
    let (code, words) = (&json["fields"][code], &json["fields"][code + 1]);
    assert_eq!(
        (code["label"].as_str(), words["label"].as_str()),
        (Some("Behovets status, kod"), Some("Behovets status"))
    );
}

async fn people_read_words_and_no_codes(app: DemoApp) {
    let rows = get(&app, None, &format!("/fragor/{PROJECTS}.csv")).await.well().csv();
    let codes: BTreeSet<&str> = rows.iter().map(|row| cell(row, "project_status_code")).collect();
    assert!(!codes.is_empty());
    for (lang, said) in [(Lang::Sv, "sv"), (Lang::En, "en")] {
        let path = format!("/fragor/{PROJECTS}");
        let page = send(&app, Method::GET, None, &path, &[("accept-language", said)]).await.well();
        for code in &codes {
            let label = ProjectStatus::parse(code).expect("a status").label().get(lang);
            assert!(page.text().contains(&format!(">{label}<")), "{label} is not on the page");
            assert!(!page.text().contains(&format!(">{code}<")), "{code} is on the page");
        }
    }
}

async fn json_and_jsonl_equal_the_csv(app: DemoApp) {
    let rows = get(&app, Some(READER), &format!("/fragor/{NEEDS}.csv")).await.well().csv();
    let json = get(&app, Some(READER), &format!("/fragor/{NEEDS}.json")).await.well().json();
    let jsonl = get(&app, Some(READER), &format!("/fragor/{NEEDS}.jsonl")).await.well();
    let lines: Vec<Value> =
        jsonl.text().lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect();
    assert_eq!(json["rows"].as_array(), Some(&lines));
    assert_eq!(json["count"], lines.len());
    assert_eq!(rows.len(), lines.len());
    for (row, line) in rows.iter().zip(&lines) {
        for (name, cell) in row {
            assert_eq!(cell, &written(&line[name]), "{name}");
        }
    }
}

async fn each_caller_gets_what_that_caller_reaches(app: DemoApp) {
    let path = format!("/fragor/{NEEDS}.csv");
    let all = get(&app, Some(READER), &path).await.well().csv();
    for subject in ["demo-other-org-contact", "demo-public-reader", "demo-process-leader"] {
        let own = get(&app, Some(subject), &path).await.well().csv();
        let expected = nodes(&app, subject, NEEDS, json!({ "lang": "SV" })).await;
        let titles: Vec<&str> = own.iter().map(|row| cell(row, "need")).collect();
        let through_graphql: Vec<&str> = expected.iter().filter_map(|node| node["title"].as_str()).collect();
        assert_eq!(titles, through_graphql, "{subject}");
    }
    let stranger = get(&app, Some("demo-public-reader"), &path).await.well().csv();
    assert!(stranger.len() < all.len());
    // The open question: the same for anyone, with and without sign-in.
    let open = format!("/fragor/{PROJECTS}.csv");
    assert_eq!(
        get(&app, None, &open).await.well().bytes,
        get(&app, Some("demo-public-reader"), &open).await.well().bytes
    );
}

async fn parameters_narrow_the_answer(app: DemoApp) {
    let query = "{ industryCouncils(first: 1, orderBy: [{ field: NAME }]) { nodes { id name } } }";
    let council = app.speak_as(READER).ask(query, json!({})).await["industryCouncils"]["nodes"][0].take();
    let id = council["id"].as_str().expect("an id");
    let expected = nodes(&app, READER, NEEDS, json!({ "lang": "SV", "industryCouncil": [id] })).await;
    let rows = get(&app, Some(READER), &format!("/fragor/{NEEDS}.csv?branschrad={id}")).await.well().csv();
    let all = get(&app, Some(READER), &format!("/fragor/{NEEDS}.csv")).await.well().csv();
    assert!(!rows.is_empty() && rows.len() < all.len(), "{} of {}", rows.len(), all.len());
    assert_eq!(rows.len(), expected.len());
    assert!(rows.iter().all(|row| council["name"] == cell(row, "industry_council")));
}

async fn told_counts_have_a_status_and_none_is_small(app: DemoApp) {
    let question = app.service.questions.catalogue().get(COUNTS).expect("a built-in question").clone();
    let data = app.anonymous().ask(question.document(), json!({ "lang": "SV" })).await;
    let expected = data["statistics"]["rows"].as_array().expect("rows").clone();
    let rows = get(&app, None, &format!("/fragor/{COUNTS}.csv")).await.well().csv();
    assert_eq!(rows.len(), expected.len());
    for (row, answered) in rows.iter().zip(&expected) {
        let (value, status) = (cell(row, "participants"), cell(row, "participants_status"));
        assert_eq!(value, written(&answered["count"]["value"]), "{answered:#}");
        assert_eq!(status, written(&answered["count"]["status"]), "{answered:#}");
    }
    for question in app.service.questions.catalogue().open() {
        let counts: Vec<_> =
            question.definition().columns.iter().filter_map(|it| Some((&it.name, it.status_name()?))).collect();
        if counts.is_empty() {
            continue;
        }
        let rows = get(&app, None, &format!("/fragor/{}.csv", question.slug())).await.well().csv();
        for (row, (name, status)) in rows.iter().flat_map(|row| counts.iter().map(move |count| (row, count))) {
            let (value, status) = (cell(row, name), cell(row, status));
            assert!(!status.is_empty() || value.is_empty(), "a count without a status: {row:?}");
            let small = value.parse::<i64>().is_ok_and(|value| (1..5).contains(&value));
            assert!(status != "PERTURBED" || !small, "a small count is told: {row:?}");
        }
    }
}

async fn swedish_csv_has_labels_semicolons_and_commas(app: DemoApp) {
    let path = format!("/fragor/{PROJECTS}.csv");
    let plain = get(&app, None, &path).await.well().csv();
    let swedish = get(&app, None, &format!("{path}?format=svensk")).await.well();
    let question = app.service.questions.catalogue().get(PROJECTS).expect("a built-in question").clone();
    let heading = |lang| {
        let head = Head::of(&question);
        let labels = head.fields().iter().map(|field| field.label.get(lang).replace(", ", " – "));
        format!("\u{feff}{}\r\n", labels.collect::<Vec<_>>().join(";"))
    };
    let line = |text: &str| text.split_inclusive('\n').next().unwrap_or_default().replace('"', "");
    assert_eq!(line(swedish.text()), heading(Lang::Sv));
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(&swedish.bytes[3..]);
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), plain.len());
    let support = plain[0].iter().position(|(name, _)| name == "granted_support").expect("a column");
    let mut decimals = 0;
    for (row, plain) in rows.iter().zip(&plain) {
        let point = &plain[support].1;
        assert_eq!(row[support], point.replace('.', ","));
        decimals += usize::from(point.contains('.'));
    }
    assert!(decimals > 0, "no amount to write with a comma");
    let english = get(&app, None, &format!("{path}?format=svensk&sprak=en")).await.well();
    assert_eq!(line(english.text()), heading(Lang::En));
}

async fn no_text_becomes_a_formula(app: DemoApp) {
    let title = "=HYPERLINK(\"http://example.invalid\";\"klicka\")";
    let sql = format!(
        "UPDATE needs SET title = '{title}', title_key = 'a', people_needed = 9999 WHERE id = (SELECT min(id) FROM needs \
         WHERE council_id = (SELECT council_id FROM needs GROUP BY council_id ORDER BY count(*) DESC LIMIT 1)) RETURNING id"
    );
    assert_eq!(app.texts(&sql).await.len(), 1);
    let rows = get(&app, Some(READER), &format!("/fragor/{NEEDS}.csv")).await.well().csv();
    assert_eq!(cell(&rows[0], "need"), title, "a program reads what is stored");
    let swedish = get(&app, Some(READER), &format!("/fragor/{NEEDS}.csv?format=svensk")).await.well();
    assert!(swedish.text().contains("\"'=HYPERLINK"), "the title is not guarded");
    assert!(!["\"=", ";=", "\n="].iter().any(|begun| swedish.text().contains(begun)), "a cell begins with =");
    let json = get(&app, Some(READER), &format!("/fragor/{NEEDS}.json")).await.well().json();
    assert!(json["rows"][0]["need"].as_str().is_some_and(|text| text == title), "{json:#}");
}

/// What a program reads from a file: its headings, which lines of JSON have in their rows only, and how many rows it has.
type Read = Result<(Option<Vec<String>>, usize), Box<dyn Error>>;

fn read(format: Format, bytes: &[u8]) -> Read {
    match format {
        Format::Csv => separated(bytes, b','),
        Format::CsvSwedish => separated(bytes.strip_prefix("\u{feff}".as_bytes()).ok_or("no mark")?, b';'),
        Format::Xlsx => sheet(bytes),
        Format::Parquet => parquet(bytes),
        Format::Jsonl => lines(bytes),
        Format::Json => object(bytes),
    }
}

fn separated(bytes: &[u8], separator: u8) -> Read {
    let mut reader = csv::ReaderBuilder::new().delimiter(separator).from_reader(bytes);
    let headings = reader.headers()?.iter().map(str::to_owned).collect();
    // A row with more or fewer cells than the headings is a fault.
    let rows = reader.records().collect::<Result<Vec<_>, _>>()?;
    Ok((Some(headings), rows.len()))
}

fn sheet(bytes: &[u8]) -> Read {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes))?;
    let sheet = book.worksheet_range("Svar")?;
    let mut rows = sheet.rows();
    let headings = rows.next().ok_or("no headings")?.iter().map(ToString::to_string).collect();
    Ok((Some(headings), rows.count()))
}

fn parquet(bytes: &[u8]) -> Read {
    let file = SerializedFileReader::new(Bytes::copy_from_slice(bytes))?;
    let columns = file.metadata().file_metadata().schema_descr().columns();
    let headings = columns.iter().map(|column| column.name().to_owned()).collect();
    let rows = file.get_row_iter(None)?.collect::<Result<Vec<_>, _>>()?;
    Ok((Some(headings), rows.len()))
}

fn lines(bytes: &[u8]) -> Read {
    let lines = std::str::from_utf8(bytes)?.lines().filter(|line| !line.is_empty());
    let rows = lines.map(serde_json::from_str).collect::<Result<Vec<Map<String, Value>>, _>>()?;
    let Some(first) = rows.first() else { return Ok((None, 0)) };
    if rows.iter().any(|row| !row.keys().eq(first.keys())) {
        return Err("two rows have other columns".into());
    }
    Ok((Some(first.keys().cloned().collect()), rows.len()))
}

fn object(bytes: &[u8]) -> Read {
    let file: Value = serde_json::from_slice(bytes)?;
    let fields = file["fields"].as_array().ok_or("no fields")?;
    let headings = fields.iter().filter_map(|field| Some(field["name"].as_str()?.to_owned())).collect();
    let rows = file["rows"].as_array().ok_or("no rows")?.len();
    if file["count"] != rows { Err("its count is not that of its rows".into()) } else { Ok((Some(headings), rows)) }
}

/// The headings that a format has of these fields.
fn headings(format: Format, head: &Head) -> Vec<String> {
    let people = head.for_people();
    let labels = people.fields().iter().map(|field| field.label.get(Lang::Sv));
    match format {
        Format::CsvSwedish => labels.map(|label| label.replace(", ", " – ").replace(',', "–")).collect(),
        Format::Xlsx => {
            let labels: Vec<&str> = labels.collect();
            people.in_words().into_iter().map(|at| labels[at].to_owned()).collect()
        }
        Format::Csv | Format::Parquet | Format::Json | Format::Jsonl => {
            let mut names: Vec<String> = head.fields().iter().map(|field| field.name.clone()).collect();
            // What reads an object here puts its names in their order.
            if format == Format::Jsonl {
                names.sort_unstable();
            }
            names
        }
    }
}

async fn every_question_is_read_back_from_every_format(app: DemoApp) {
    let catalogue = app.service.questions.catalogue().clone();
    let (mut wrong, mut answered) = (Vec::new(), 0);
    for question in catalogue.all() {
        let demands = question.definition().parameters.iter().any(|it| it.required && it.default.is_empty());
        if demands {
            continue;
        }
        let (head, mut counted) = (Head::of(question), BTreeSet::new());
        for format in Format::ALL {
            let swedish = if format == Format::CsvSwedish { "?format=svensk" } else { "" };
            let path = format!("/fragor/{}.{}{swedish}", question.slug(), format.extension());
            let got = get(&app, Some("demo-project-manager"), &path).await;
            if !got.status.is_success() {
                wrong.push(format!("{path}: {} {}", got.status, String::from_utf8_lossy(&got.bytes)));
                continue;
            }
            match read(format, &got.bytes) {
                Ok((found, rows)) => {
                    counted.insert(rows);
                    let expected = headings(format, &head);
                    if found.as_ref().is_some_and(|found| *found != expected) {
                        wrong.push(format!("{path}: {found:?}, not {expected:?}"));
                    }
                }
                Err(error) => wrong.push(format!("{path}: {error}")),
            }
        }
        if counted.len() > 1 {
            wrong.push(format!("{}: the formats have {counted:?} rows", question.slug()));
        }
        answered += usize::from(counted.iter().any(|rows| *rows > 0));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(answered > 50, "{answered} questions have rows to read back");
}

async fn a_file_says_what_it_is(app: DemoApp) {
    let json = get(&app, Some(READER), &format!("/fragor/{NEEDS}.json?sprak=en")).await.well().json();
    let about = &json["question"];
    assert_eq!(about["question"], NEEDS);
    let question = app.service.questions.catalogue().get(NEEDS).expect("a built-in question").clone();
    assert_eq!(about["title"], question.definition().title.en);
    assert_eq!(about["address"], format!("http://localhost/fragor/{NEEDS}.json?sprak=en"));
    assert!(about["scope"].as_str().is_some_and(|scope| scope.contains("Hub coordinator")), "{about:#}");
    // The demonstration's last change, which was today.
    assert_eq!(about["asked_at"], "2026-09-01T08:00:00Z", "{about:#}");
    let counts = get(&app, None, &format!("/fragor/{COUNTS}.json")).await.well().json();
    assert!(counts["question"]["protection"].as_str().is_some_and(|text| text.contains("skyddade")), "{counts:#}");
}
