//! The addresses of the data, `/fragor/{slug}.csv` and its siblings, as programs meet them.

mod answers;
mod aside;
mod budget;
mod bulk;
mod changes;
mod clients;
mod copies;
mod early;
mod noted;
mod pages;
mod ranges;
mod refusals;
mod tables;

use axum::body::{Body, to_bytes};
use http::{HeaderMap, Method, Request, StatusCode, header};
use libtest_mimic::Trial;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::harness::App;

/// A question that asks for sign-in, has parameters and pages.
const NEEDS: &str = "behov-per-branschrad";
/// Who reaches all needs of the demonstration's council.
const READER: &str = "demo-hub-coordinator";
/// An open question without pages, with protected counts.
const COUNTS: &str = "deltagare-efter-kon-och-sysselsattning";
/// An open question with pages.
const PROJECTS: &str = "projekt-i-korthet";

pub fn tests() -> Vec<Trial> {
    [
        answers::tests(),
        aside::tests(),
        budget::tests(),
        bulk::tests(),
        changes::tests(),
        clients::tests(),
        copies::tests(),
        early::tests(),
        noted::tests(),
        pages::tests(),
        ranges::tests(),
        refusals::tests(),
        tables::tests(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What came back.
pub struct Got {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Got {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("plain text"))
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).expect("UTF-8")
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|_| panic!("not JSON: {} {}", self.status, self.text()))
    }

    /// Rows of a CSV with commas, each cell by its column's name.
    fn csv(&self) -> Vec<Vec<(String, String)>> {
        let mut reader = csv::Reader::from_reader(self.bytes.as_slice());
        let names = reader.headers().expect("a heading").clone();
        let rows = reader.records().map(|row| row.expect("a row"));
        rows.map(|row| names.iter().zip(&row).map(|(name, cell)| (name.to_owned(), cell.to_owned())).collect())
            .collect()
    }

    pub fn well(self) -> Self {
        assert_eq!(self.status, StatusCode::OK, "{}", String::from_utf8_lossy(&self.bytes));
        self
    }
}

/// Asks as the bearer of `subject`'s token, or as nobody.
async fn get(app: &App, subject: Option<&str>, path: &str) -> Got {
    send(app, Method::GET, subject, path, &[]).await
}

pub async fn send(app: &App, method: Method, subject: Option<&str>, path: &str, headers: &[(&str, &str)]) -> Got {
    let mut request = Request::builder().method(method).uri(path);
    if let Some(subject) = subject {
        request = request.header(header::AUTHORIZATION, format!("Bearer {}", app.token(subject)));
    }
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::empty()).expect("a request");
    let (parts, body) = app.router().oneshot(request).await.expect("the router always answers").into_parts();
    let bytes = to_bytes(body, 256 << 20).await.expect("a body").to_vec();
    Got { status: parts.status, headers: parts.headers, bytes }
}

/// All nodes of a built-in question's answer, page by page through `/graphql`.
async fn nodes(app: &App, subject: &str, slug: &str, variables: Value) -> Vec<Value> {
    let question = app.service.questions.catalogue().get(slug).expect("a built-in question").clone();
    let connection = question.paging().expect("it has pages").connection[0].clone();
    let (mut all, mut after) = (Vec::new(), Value::Null);
    loop {
        let mut sent = variables.clone();
        sent["first"] = json!(100);
        sent["after"] = after;
        let data = app.speak_as(subject).ask(question.document(), sent).await;
        let page = &data[&connection];
        all.extend(page["nodes"].as_array().expect("nodes").iter().cloned());
        if page["pageInfo"]["hasNextPage"] == false {
            return all;
        }
        after = page["pageInfo"]["endCursor"].clone();
    }
}
