//! An address of a source, read page by page.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

use axum::{
    Router,
    extract::{self, Query},
    http::StatusCode,
    routing::get,
};
use education_supply::{EducationImport, EducationSupply, Remark};
use kompetensnav::education::{Address, Reading, read_address};
use libtest_mimic::Trial;

use super::{ADMIN, count, counts, request};
use crate::harness::{DemoApp, trial::both};

pub fn tests() -> Vec<Trial> {
    both![
        an_address_is_read_page_by_page_and_then_what_was_changed,
        an_address_that_was_interrupted_is_read_from_its_first_page,
        an_address_whose_pages_go_round_is_told,
        another_address_is_read_from_its_beginning,
        an_address_that_stays_away_is_told,
    ]
}

/// What a source was asked, as list, page and day.
type Asked = Arc<Mutex<Vec<String>>>;

/// A source that answers so of each list and page; it is away the first time that it is asked.
async fn source(answer: impl Fn(&str, usize) -> String + Clone + Send + Sync + 'static) -> (String, Asked) {
    let asked: Asked = Arc::default();
    let noted = Arc::clone(&asked);
    let answered = move |extract::Path(list): extract::Path<String>, Query(by): Query<BTreeMap<String, String>>| {
        let (answer, noted) = (answer.clone(), Arc::clone(&noted));
        async move {
            let mut noted = noted.lock().expect("nobody panicked");
            noted.push(format!("{list} {} {}", by["page"], by.get("updatedSince").map_or("", String::as_str)));
            if noted.len() == 1 {
                return (StatusCode::SERVICE_UNAVAILABLE, String::new());
            }
            (StatusCode::OK, answer(&list, by["page"].parse().expect("a page")))
        }
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("http://{}/emil3/", listener.local_addr().expect("an address"));
    let router = Router::new().route("/emil3/{list}", get(answered));
    tokio::spawn(async move { axum::serve(listener, router).await });
    (address, asked)
}

async fn fetched(app: &DemoApp, address: &str, whole: bool) -> Result<Vec<EducationImport>, String> {
    let (supply, request) = (EducationSupply::new(&app.db), request(app, ADMIN).await);
    let mut remarks = 0;
    let mut tell = |_: &Remark| remarks += 1;
    let reading = Reading { supply, request, source: "address", tell: &mut tell };
    let runs = read_address(reading, &Address::new(address).expect("an address"), whole).await;
    assert_eq!(remarks, 0);
    runs
}

async fn an_address_is_read_page_by_page_and_then_what_was_changed(app: DemoApp) {
    // The last page comes again and again, and what is told of all pages changes.
    let (address, asked) = source(|list, page| {
        let records = |from: usize, to: usize| {
            let record = |n| format!(r#"{{"id":"e.web.{n}","status":"ACTIVE","content":{{"education":"i.web.1"}}}}"#);
            (from..to).map(record).collect::<Vec<_>>().join(",")
        };
        match (list, page) {
            ("educationInfos", 0) => {
                r#"{"educationInfos":{"id":"i.web.1","status":"ACTIVE","content":{"title":"Provwebb"}},"page":{"totalPages":1}}"#.to_owned()
            }
            ("educationInfos", _) => panic!("the only page was told to be the only one"),
            (_, 0) => format!(r#"{{"educationEvents":[{}],"page":{{"totalPages":2}}}}"#, records(0, 4)),
            (_, 1) => format!(r#"{{"educationEvents":[{}],"page":{{"totalPages":7}}}}"#, records(3, 6)),
            _ => format!(r#"{{"educationEvents":[{}],"page":{{"totalPages":7}}}}"#, records(6, 7)),
        }
    })
    .await;
    let runs = fetched(&app, &address, false).await.expect("read");
    assert_eq!(runs.iter().map(counts).collect::<Vec<_>>(), [[1, 0, 0, 0, 0], [7, 0, 0, 1, 0]]);
    let first = [
        "educationInfos 0 ",
        "educationInfos 0 ",
        "educationEvents 0 ",
        "educationEvents 1 ",
        "educationEvents 2 ",
        "educationEvents 3 ",
    ];
    assert_eq!(*asked.lock().expect("nobody panicked"), first);
    // The day before the last reading began: the clock of the tests stands still.
    asked.lock().expect("nobody panicked").truncate(1);
    let runs = fetched(&app, &address, false).await.expect("read");
    assert_eq!(runs.iter().map(counts).collect::<Vec<_>>(), [[0, 0, 0, 1, 0], [0, 0, 0, 8, 0]]);
    let since = asked.lock().expect("nobody panicked")[1..].to_vec();
    assert!(since.iter().all(|asked| asked.ends_with(" 2026-08-31")), "{since:?}");
    let whole = fetched(&app, &address, true).await.expect("read");
    assert!(whole.iter().all(|run| run.updated_since.is_none()));
}

async fn an_address_that_was_interrupted_is_read_from_its_first_page(app: DemoApp) {
    let breaks_off = Arc::new(AtomicBool::new(true));
    let told_to = Arc::clone(&breaks_off);
    // It gives more on a page than it was asked for.
    let (address, asked) = source(move |list, page| {
        let records = |from: usize, to: usize| {
            let record = |n| format!(r#"{{"id":"e.cut.{n}","status":"ACTIVE","content":{{"education":"i.cut.1"}}}}"#);
            format!(r#"{{"educationEvents":[{}]}}"#, (from..to).map(record).collect::<Vec<_>>().join(","))
        };
        match (list, page) {
            ("educationEvents", 0) => records(0, 1001),
            ("educationEvents", 1) if told_to.load(Ordering::Relaxed) => "<html>".to_owned(),
            ("educationEvents", 1) => records(1001, 1003),
            _ => "{}".to_owned(),
        }
    })
    .await;
    let told = fetched(&app, &address, false).await.expect_err("it breaks off");
    assert!(told.starts_with("educationEvents, page 1: "), "{told}");
    breaks_off.store(false, Ordering::Relaxed);
    let runs = fetched(&app, &address, false).await.expect("read");
    assert_eq!(runs.iter().map(counts).collect::<Vec<_>>(), [[0; 5], [1003, 0, 0, 1001, 0]]);
    // One that was interrupted while it read what was changed is no less than everything where that is asked for.
    breaks_off.store(true, Ordering::Relaxed);
    fetched(&app, &address, false).await.expect_err("it breaks off");
    breaks_off.store(false, Ordering::Relaxed);
    asked.lock().expect("nobody panicked").truncate(1);
    let whole = fetched(&app, &address, true).await.expect("read");
    assert!(whole.iter().all(|run| run.updated_since.is_none()));
    let asked = asked.lock().expect("nobody panicked")[1..].to_vec();
    assert!(asked.len() == 4 && asked.iter().all(|asked| asked.ends_with(' ')), "{asked:?}");
}

async fn an_address_whose_pages_go_round_is_told(app: DemoApp) {
    let (address, asked) = source(|list, page| match list {
        "educationEvents" => {
            // It would be asked for ever, and then the test would tell nothing.
            let id = if page < 9 { page % 3 } else { 9 };
            format!(
                r#"{{"educationEvents":{{"id":"e.loop.{id}","status":"ACTIVE","content":{{"education":"i.loop.1"}}}}}}"#
            )
        }
        _ => "{}".to_owned(),
    })
    .await;
    let told = fetched(&app, &address, false).await.expect_err("it goes round");
    assert!(told.starts_with("educationEvents, page 3: the records of page 0 again"), "{told}");
    assert_eq!(asked.lock().expect("nobody panicked").last().map(String::as_str), Some("educationEvents 3 "));
    let kept = "education_imports WHERE source = 'address' AND position = 3 AND ended_at IS NULL";
    assert_eq!(count(&app, kept).await, 1, "what was read is kept, and the run has not come to its end");
}

async fn another_address_is_read_from_its_beginning(app: DemoApp) {
    for _ in 0..2 {
        let (address, _) = source(|_, _| "{}".to_owned()).await;
        let runs = fetched(&app, &address, false).await.expect("read");
        assert!(runs.len() == 2 && runs.iter().all(|run| run.updated_since.is_none()));
    }
}

async fn an_address_that_stays_away_is_told(app: DemoApp) {
    for wrong in ["http://api.example.se/emil3", "susa", "ftp://127.0.0.1/x"] {
        assert!(Address::new(wrong).is_err(), "{wrong}");
    }
    let (address, _) = source(|_, _| "<html>".to_owned()).await;
    let told = fetched(&app, &address, false).await.expect_err("no JSON");
    assert!(told.starts_with("educationInfos, page 0: "), "{told}");
    assert_eq!(
        count(&app, "education_imports WHERE source = 'address' AND position = 0 AND ended_at IS NULL").await,
        1
    );
}
