//! Files of papers in an S3-compatible store: as in the database, beside those that lie there, and when the store is wrong or away.

use councils::meeting::paper::PaperObjects;

use super::*;
use crate::{
    harness::{
        Loaded, Need,
        object_store::{ObjectStore, SECRET},
        program::{configuration, kompetensnav},
        trial::both_needing,
    },
    privacy::{lines_with, listen},
};

pub fn tests() -> Vec<Trial> {
    both_needing![
        Need::ObjectStore;
        a_file_is_handed_out_from_where_it_lies,
        a_store_that_is_away_takes_no_page_with_it,
        what_lies_in_the_store_is_compared_with_the_papers,
    ]
}

const NOW: &str = "2026-09-01T08:00:00Z";

fn key_of(paper: &Value, sum: &str) -> String {
    format!("nav/underlag/{}/{sum}", text(paper))
}

/// A file that is not given, with the code of why not.
async fn is_not_given(app: &App, paper: &Value, status: StatusCode, code: &str) -> Got {
    let got = get(app, Some("leader"), &address(paper)).await;
    assert_eq!((got.status, &got.json()["code"]), (status, &json!(code)));
    got
}

async fn a_file_is_handed_out_from_where_it_lies(Loaded(database): Loaded) {
    const KEPT: &str = "SELECT count(*) FROM paper_files";
    const READINGS: &str = "SELECT count(*) FROM document_readings";
    let store = ObjectStore::open().await;
    let before = App::start(&database).await.expect("a service");
    let table = Table::set(&before, 3).await;
    let meeting = table.plan("2026-03-04").await;
    let item = table.add(&meeting, "INFORMATION", json!({})).await;
    let old = add(&table, &item, "I databasen", "PUBLIC").await;
    let paper = add(&table, &item, "I lagret", "COUNCIL").await;
    assert_eq!(put(&before, Some("leader"), &old, "a.pdf", PDF).await.0, StatusCode::CREATED);

    let app = App::start_later(&database, (NOW, 1), |config| config.papers = Some(store.config())).await;
    let app = app.expect("a service");
    let kept = app.number(KEPT).await;
    for (subject, status) in [
        (None, StatusCode::UNAUTHORIZED),
        (Some("demo-hub-manager"), StatusCode::FORBIDDEN),
        (Some("demo-process-leader"), StatusCode::NOT_FOUND),
    ] {
        assert_eq!(put(&app, subject, &paper, "a.pdf", PDF).await.0, status, "{subject:?}");
    }
    let (status, told) = put(&app, Some("leader"), &old, "a.txt", b"Another").await;
    assert_eq!((status, &told["code"]), (StatusCode::CONFLICT, &json!("PAPER_HAS_A_FILE")));
    assert!(store.keys().await.is_empty(), "what is refused is not sent");
    let (status, told) = put(&app, Some("leader"), &paper, "F%C3%B6rslag.pdf", PDF).await;
    assert_eq!((status, &told["fileName"]), (StatusCode::CREATED, &json!("Förslag.pdf")), "{told}");
    let key = key_of(&paper, text(&told["sha256"]));
    assert_eq!((store.keys().await, app.number(KEPT).await), (vec![key.clone()], kept));
    assert_eq!(put(&app, Some("leader"), &paper, "F%C3%B6rslag.pdf", PDF).await.0, StatusCode::OK);

    for paper in [&old, &paper] {
        let got = get(&app, Some("leader"), &address(paper)).await.well();
        assert_eq!((got.bytes.as_slice(), got.header("content-type")), (PDF, "application/pdf"));
        let tag = got.header("etag").to_owned();
        assert_eq!(tag, format!("\"{}\"", text(&told["sha256"])));
        let known = send(&app, Method::GET, Some("leader"), &address(paper), &[("if-none-match", &tag)]).await;
        assert_eq!((known.status, known.bytes.len()), (StatusCode::NOT_MODIFIED, 0));
        let head = send(&app, Method::HEAD, Some("verifier"), &address(paper), &[]).await;
        assert_eq!((head.status, head.header("content-length")), (StatusCode::OK, PDF.len().to_string().as_str()));
        assert_eq!((head.header("etag"), head.bytes.len()), (tag.as_str(), 0));
        pieces(&app, paper).await;
    }
    for outsider in [None, Some("demo-hub-manager"), Some("demo-other-org-contact"), Some("demo-system-admin")] {
        is_unknown(&app, outsider, &address(&paper)).await;
    }

    // What is not what was handed in is handed out to nobody, and is not noted as handed out.
    let readings = app.number(READINGS).await;
    let bucket = store.bucket();
    for wrong in [&b"%PDF-1.4\nThe other\n"[..], b"%PDF-1.4\n"] {
        bucket.put(&key, wrong).await.expect("kept");
        let got = is_not_given(&app, &paper, StatusCode::INTERNAL_SERVER_ERROR, "INTERNAL").await;
        assert!(!got.text().contains("PDF"), "{}", got.text());
        let piece = asked(&app, &paper, &[("range", "bytes=0-4")]).await;
        assert_eq!(piece.status, StatusCode::INTERNAL_SERVER_ERROR, "nor is a piece of it");
    }
    bucket.remove(&key).await.expect("removed");
    is_not_given(&app, &paper, StatusCode::INTERNAL_SERVER_ERROR, "INTERNAL").await;
    assert_eq!(app.number(READINGS).await, readings);
    bucket.put(&key, PDF).await.expect("kept");
    assert_eq!(get(&app, Some("leader"), &address(&paper)).await.well().bytes, PDF);

    // The configuration changes, and each file lies where it lay.
    let other = ObjectStore::open().await;
    let without = App::start_later(&database, (NOW, 2), |_| {}).await.expect("a service");
    assert_eq!(get(&without, Some("leader"), &address(&old)).await.well().bytes, PDF);
    let got = is_not_given(&without, &paper, StatusCode::SERVICE_UNAVAILABLE, "UNAVAILABLE").await;
    assert!(!got.header("retry-after").is_empty());
    let renamed = |config: &mut kompetensnav::config::Config| {
        config.papers = Some(kompetensnav::config::PapersConfig { prefix: String::new(), ..store.config() });
    };
    let renamed = App::start_later(&database, (NOW, 3), renamed).await.expect("a service");
    assert_eq!(get(&renamed, Some("leader"), &address(&paper)).await.well().bytes, PDF);
    let moved = App::start_later(&database, (NOW, 4), |config| config.papers = Some(other.config())).await;
    is_not_given(&moved.expect("a service"), &paper, StatusCode::INTERNAL_SERVER_ERROR, "INTERNAL").await;
}

async fn a_store_that_is_away_takes_no_page_with_it(Loaded(database): Loaded) {
    listen();
    let store = ObjectStore::open().await;
    let app = App::start_with(&database, |config| {
        config.demonstration = true;
        config.papers = Some(store.config());
    })
    .await
    .expect("a service");
    let (council, branch) = branch(&app).await;
    let table = Table::at(&app, council, branch, 3).await;
    let reader = Reader::of(&app, "process_leader").await;
    let meeting = table.plan("2026-03-04").await;
    let item = table.add(&meeting, "INFORMATION", json!({})).await;
    let paper = add(&table, &item, "Läget", "PUBLIC").await;
    let other = add(&table, &item, "Ännu utan fil", "PUBLIC").await;
    let hand_in = |paper: &Value| format!("/lamna-underlag/{}", text(paper));
    let answer = async |paper: &Value| {
        reader.get(&hand_in(paper)).await.field("form class=\"ask command\" method=\"post\"", "svar")
    };
    let done = sent(&reader, &hand_in(&paper), &answer(&paper).await, "läget.txt", "Läget är gott.").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
    assert_eq!(store.keys().await.len(), 1);
    let file = reader.get(&address(&paper)).await;
    assert_eq!((file.status, file.html.as_str()), (StatusCode::OK, "Läget är gott."));

    store.stop().await;
    let away = reader.get(&address(&paper)).await;
    assert_eq!(away.status, StatusCode::SERVICE_UNAVAILABLE, "{}", away.html);
    assert!(!away.header("retry-after").is_empty());
    let head = send(&app, Method::HEAD, Some("leader"), &address(&paper), &[]).await;
    assert_eq!(head.status, StatusCode::OK, "what is asked of the row alone is told");
    let (status, told) = put(&app, Some("leader"), &other, "a.pdf", PDF).await;
    assert_eq!((status, &told["code"]), (StatusCode::SERVICE_UNAVAILABLE, &json!("UNAVAILABLE")), "{told}");
    let away = sent(&reader, &hand_in(&other), &answer(&other).await, "a.txt", "Text").await;
    assert_eq!(away.status, StatusCode::SERVICE_UNAVAILABLE, "{}", away.html);
    let unfiled = "SELECT count(*) FROM meeting_papers WHERE title = 'Ännu utan fil' AND sha256 IS NULL";
    assert_eq!(app.number(unfiled).await, 1);
    reader.get(&format!("/infor/{}", text(&meeting))).await.says(&["Läget", "Ännu utan fil"]);
    reader.get(&format!("/ting/{}", text(&paper))).await.says(&["läget.txt"]);
    assert_eq!(get(&app, None, "/readyz").await.status, StatusCode::OK);
    assert!(!lines_with("papers: the store cannot be reached").is_empty());
    for secret in [SECRET, "ID4711", "läget.txt"] {
        assert!(lines_with(secret).is_empty(), "{secret} is in the log");
    }
}

async fn what_lies_in_the_store_is_compared_with_the_papers(Loaded(database): Loaded) {
    let store = ObjectStore::open().await;
    let app = App::start_with(&database, |config| config.papers = Some(store.config())).await.expect("a service");
    let table = Table::set(&app, 3).await;
    let meeting = table.plan("2026-03-04").await;
    let item = table.add(&meeting, "INFORMATION", json!({})).await;
    let (paper, other) =
        (add(&table, &item, "Underlag", "PUBLIC").await, add(&table, &item, "Utan fil", "PUBLIC").await);
    let (_, told) = put(&app, Some("leader"), &paper, "a.pdf", PDF).await;
    let (key, bucket) = (key_of(&paper, text(&told["sha256"])), store.bucket());
    let (stray, early) = (key_of(&paper, &"0".repeat(64)), key_of(&other, &"0".repeat(64)));
    for key in [stray.as_str(), early.as_str(), "nav/underlag/README"] {
        bucket.put(key, b"a").await.expect("kept");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let config = store.config();
    let papers = format!(
        "[papers]\nendpoint = \"{}\"\nbucket = \"{}\"\naccess_key_id = \"{}\"\nprefix = \"{}\"\n",
        config.endpoint, config.bucket, config.access_key_id.0, config.prefix
    );
    let file = configuration(folder.path(), database.url(), &papers);
    let run = async |more: &[&str]| {
        let mut command = kompetensnav();
        command.arg("papers").args(more).arg("--config").arg(&file);
        let done = command.env("KOMPETENSNAV_PAPERS__SECRET_ACCESS_KEY", SECRET).output().await.expect("it runs");
        let said = [done.stdout, done.stderr].concat();
        (done.status.success(), String::from_utf8(said).expect("UTF-8"))
    };
    let (well, said) = run(&[]).await;
    assert!(well, "{said}");
    for told in [
        format!("{stray} (1 bytes): no paper tells of it; its paper has another file"),
        format!("{early} (1 bytes): no paper tells of it; its paper may still take it"),
        "1 in the store, 0 missing there; 2 objects that no paper tells of, 0 removed; 1 objects of others".to_owned(),
    ] {
        assert!(said.contains(&told), "no {told} in\n{said}");
    }
    let (well, said) = run(&["--remove"]).await;
    assert!(
        well && said.contains("1 removed")
            && said.contains(&format!("{stray} (1 bytes): no paper tells of it; removed")),
        "{said}"
    );
    let left: Vec<String> = bucket.objects().await.expect("a list").0.into_iter().map(|object| object.key).collect();
    assert!(left.contains(&key) && left.contains(&early) && left.len() == 2, "{left:?}");
    bucket.remove(&key).await.expect("removed");
    let (well, said) = run(&[]).await;
    assert!(!well && said.contains(&format!("{}: its file is missing", text(&paper))), "{said}");
    assert!(said.contains("restore the bucket") && !said.contains(SECRET), "{said}");
}
