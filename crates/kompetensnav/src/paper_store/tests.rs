use std::{
    fmt::Debug,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use axum::{
    Router,
    http::{StatusCode, header},
};
use tokio::net::TcpListener;

use super::*;
use crate::config::PapersConfig;

const KEY: &str = "paper/sum";

/// A store that answers everything with this, where it is, and how often it was asked.
async fn answering(status: StatusCode, location: &str, body: &'static str) -> (String, Arc<AtomicUsize>) {
    let (asked, location) = (Arc::new(AtomicUsize::new(0)), location.to_owned());
    let counted = Arc::clone(&asked);
    let answer = move || {
        counted.fetch_add(1, Ordering::Relaxed);
        let headers = [(header::LOCATION, location.clone())];
        async move { (status, headers, body) }
    };
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
    let address = listener.local_addr().expect("an address");
    // Ends with the test's runtime.
    tokio::spawn(async move { axum::serve(listener, Router::new().fallback(answer)).await });
    (format!("http://{address}"), asked)
}

fn store(endpoint: &str) -> PaperStore {
    let text = format!(
        "endpoint = \"{endpoint}\"\nbucket = \"nav\"\naccess_key_id = \"ID4711\"\nsecret_access_key = \"secret4711\"\n"
    );
    let bucket = toml::from_str::<PapersConfig>(&text).expect("read").bucket().expect("a bucket");
    PaperStore::patiently(bucket, Duration::from_secs(2)).expect("a store")
}

fn cause<T: Debug>(result: Result<T>) -> String {
    match result {
        Err(Error::Unavailable(cause)) => cause,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_redirection_is_not_followed() {
    let (elsewhere, asked) = answering(StatusCode::OK, "", "").await;
    let (here, asked_here) = answering(StatusCode::TEMPORARY_REDIRECT, &format!("{elsewhere}/nav/{KEY}"), "").await;
    let store = store(&here);
    for told in [cause(store.put(KEY, b"a").await), cause(store.get(KEY, 1).await)] {
        assert!(told.contains("answers with an error"), "{told}");
    }
    assert_eq!((asked.load(Ordering::Relaxed), asked_here.load(Ordering::Relaxed)), (0, 2));
}

#[tokio::test]
async fn a_refusal_is_told_by_its_name_and_not_by_what_it_repeats() {
    let body = "<Error><Code>InvalidAccessKeyId</Code><AWSAccessKeyId>ID4711</AWSAccessKeyId></Error>";
    let (endpoint, _) = answering(StatusCode::FORBIDDEN, "", body).await;
    for told in [cause(store(&endpoint).put(KEY, b"a").await), cause(store(&endpoint).get(KEY, 1).await)] {
        assert!(told.contains("(InvalidAccessKeyId)") && told.contains("key"), "{told}");
        assert!(!told.contains("4711"), "{told}");
    }
    let body = "<Error><Code>NoSuchBucket</Code></Error>";
    let (endpoint, _) = answering(StatusCode::NOT_FOUND, "", body).await;
    assert!(cause(store(&endpoint).get(KEY, 1).await).contains("no such bucket"));
}

#[tokio::test]
async fn what_is_not_there_is_a_fault_and_what_does_not_answer_is_away() {
    let body = "<Error><Code>NoSuchKey</Code></Error>";
    let (endpoint, _) = answering(StatusCode::NOT_FOUND, "", body).await;
    let missing = store(&endpoint).get(KEY, 1).await;
    assert!(matches!(&missing, Err(Error::Broken(cause)) if cause.contains(KEY)), "{missing:?}");
    // It is connected to, and nobody answers.
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
    let silent = format!("http://{}", listener.local_addr().expect("an address"));
    let told = timeout(Duration::from_secs(20), store(&silent).put(KEY, b"a")).await.expect("given up");
    assert!(cause(told).contains("in time"));
    drop(listener);
    assert!(cause(store(&silent).get(KEY, 1).await).contains("cannot be reached"));
}
