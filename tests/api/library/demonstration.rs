//! What the demonstration keeps in the library: questions that stand and answer, keys that nobody can use.

use axum::body::{Body, to_bytes};
use http::{Request, StatusCode, header};
use kompetensnav::demonstration::{Load, load};
use libtest_mimic::Trial;
use tokio::sync::Notify;
use tower::ServiceExt;

use crate::harness::{App, DemoApp, ISSUER, trial::both};

pub fn tests() -> Vec<Trial> {
    both![
        its_own_questions_answer_their_owners,
        its_keys_open_nothing,
        a_load_that_was_interrupted_is_not_taken_for_whole
    ]
}

async fn get(app: &DemoApp, path: &str, reader: &str) -> (StatusCode, String) {
    let request = Request::get(path).header(header::AUTHORIZATION, format!("Bearer {}", app.token(reader)));
    let answer = app.router().oneshot(request.body(Body::empty()).expect("a request")).await.expect("an answer");
    let status = answer.status();
    let body = to_bytes(answer.into_body(), 16 << 20).await.expect("a body");
    (status, String::from_utf8_lossy(&body).into_owned())
}

async fn its_own_questions_answer_their_owners(app: DemoApp) {
    for (slug, owner, member, stranger) in [
        ("fordonsforetagets-anmalningar", "demo-org-contact", None, "demo-other-org-contact"),
        ("radets-behov-att-besluta", "demo-council-member", Some("demo-process-leader"), "demo-other-org-contact"),
        ("navets-oppna-insatser", "demo-hub-coordinator", Some("demo-hub-manager"), "demo-process-leader"),
    ] {
        let path = format!("/fragor/{slug}.csv");
        for reader in [Some(owner), member].into_iter().flatten() {
            let (status, text) = get(&app, &path, reader).await;
            assert_eq!(status, StatusCode::OK, "{slug} {reader}: {text}");
            assert!(text.lines().count() > 2, "{slug} is nearly empty to {reader}: {text}");
        }
        let (status, _) = get(&app, &path, stranger).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{slug} to {stranger}");
    }
}

async fn its_keys_open_nothing(app: DemoApp) {
    let rows = app.texts("SELECT id || ' ' || secret_hash FROM access_tokens").await;
    assert_eq!(rows.len(), 3);
    for row in rows {
        let (id, hash) = row.split_once(' ').expect("two");
        for presented in [id, hash, &format!("kn_{id}"), &format!("kn_{}", &hash[..43])] {
            let found = app.service.app.access_tokens.present(presented).await.expect("answered");
            assert!(found.is_none(), "{presented} opens");
        }
    }
}

async fn a_load_that_was_interrupted_is_not_taken_for_whole(app: App) {
    let begun = Notify::new();
    let wish = Load { scale: 1, ongoing: false };
    let mut progress = |_: &str| begun.notify_one();
    tokio::select! {
        done = load(&app.db, wish, ISSUER, &mut progress) => panic!("nothing interrupted it: {done:?}"),
        () = begun.notified() => {}
    }
    assert!(app.number("SELECT count(*) FROM projects").await > 0, "a part is there");
    for _ in 0..2 {
        let told = load(&app.db, wish, ISSUER, &mut |_| {}).await.expect_err("it is no whole").to_string();
        assert!(told.contains("not finished") && told.contains("--fresh"), "{told}");
    }
}
