//! Every built-in question as the demonstration is when people try it, with what goes on: the role that a question names
//! has rows, and a chart where the question has one.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use http::{Request, header};
use kompetensnav::demonstration::Load;
use libtest_mimic::Trial;
use questions::definition::ChartKind;
use tower::ServiceExt;

use super::built_in::{Pairs, ask, library, none, required, things};
use crate::harness::{App, Database, DemoApp, Stage, furnish_with, trial::both};

/// What has rows on some days only: an occasion that ended lately and has not been closed yet.
const ON_SOME_DAYS: [&str; 1] = ["tillfallen-utan-avslut"];
/// What has rows of more than a page can add up, as the page says; the chart comes with a narrower choice.
const TOO_LONG: &str = "Diagrammet lägger ihop rader.";

pub fn tests() -> Vec<Trial> {
    both![every_question_tells_its_role_of_what_goes_on]
}

/// The demonstration as `kompetensnav demo` loads it.
struct Today(DemoApp);

impl Stage for Today {
    async fn set(database: Arc<Database>) -> Result<Self, String> {
        furnish_with(database.url(), Load { scale: 1, ongoing: true }).await?;
        App::start(&database).await.map(DemoApp).map(Self)
    }
}

/// The question's page as this subject sees it.
async fn page(app: &DemoApp, slug: &str, pairs: &Pairs, subject: &str) -> String {
    let query: Vec<String> = pairs.iter().map(|(name, text)| format!("{name}={text}")).collect();
    let request = Request::get(format!("/fragor/{slug}?{}", query.join("&")))
        .header(header::AUTHORIZATION, format!("Bearer {}", app.token(subject)))
        .body(Body::empty())
        .expect("a request");
    let answer = app.router().oneshot(request).await.expect("the router always answers");
    let bytes = to_bytes(answer.into_body(), 16 << 20).await.expect("a body");
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

async fn every_question_tells_its_role_of_what_goes_on(Today(app): Today) {
    let things = things(&app).await;
    let mut wrong = Vec::new();
    for (question, head) in library() {
        let (slug, subject, pairs) = (question.slug(), head.subject(), required(&question, &things));
        let may_be_empty = ON_SOME_DAYS.contains(&slug);
        match ask(&app.speak_as(&subject), &question, &pairs, "SV").await {
            Err(error) => wrong.push(format!("{slug} as {}: {error}", head.demo)),
            Ok(told) if told.rows == 0 && !may_be_empty => wrong.push(format!("{slug} as {}: no rows", head.demo)),
            Ok(_) => {}
        }
        let chart = question.definition().chart.as_ref().filter(|chart| chart.kind != ChartKind::None && !may_be_empty);
        if chart.is_some() {
            let page = page(&app, slug, &pairs, &subject).await;
            if !page.contains("<svg class=\"chart\"") && !page.contains(TOO_LONG) {
                wrong.push(format!("{slug} as {}: no chart", head.demo));
            }
        }
    }
    none(&wrong);
}
