//! The table on a question's page: every row is on one of its pages.

use std::sync::Arc;

use libtest_mimic::Trial;

use super::get;
use crate::harness::{
    App, Database, DemoApp, Furnishing, Stage,
    trial::both,
    visitor::{Open, Reader},
};

pub fn tests() -> Vec<Trial> {
    both![
        every_row_is_on_a_page_of_the_table,
        times_in_a_table_are_swedish_and_in_files_utc,
        rows_lead_to_their_things_for_who_may_open_them,
    ]
}

/// A service that lets a reader turn one page after another.
struct Patient(App);

impl Stage for Patient {
    const FURNISHING: Option<Furnishing> = Some(Furnishing::Demonstration);

    async fn set(database: Arc<Database>) -> Result<Self, String> {
        let patient = App::start_with(&database, |config| config.limits.bucket = Some(100_000_000));
        patient.await.map(Self)
    }
}

fn rows(page: &str) -> usize {
    page.split("<tbody>")
        .nth(1)
        .and_then(|body| body.split("</tbody>").next())
        .map_or(0, |body| body.matches("<tr>").count())
}

async fn every_row_is_on_a_page_of_the_table(Patient(app): Patient) {
    // What comes at once, what is turned to its page, and what has lists within lists.
    for (who, slug, most) in [
        (Some("demo-auditor"), "platser-per-kvartal", 10_000),
        (Some("demo-auditor"), "projektens-parter", 10_000),
        (Some("demo-auditor"), "vara-resultat", 3_000),
        (Some("demo-process-leader"), "fran-behov-till-resultat", 10_000),
    ] {
        let all = get(&app, who, &format!("/fragor/{slug}.csv")).await.well().csv().len();
        assert!(all > 0, "{slug}");
        let mut seen = 0;
        for page in 1..=all.min(most).div_ceil(100) {
            let got = get(&app, who, &format!("/fragor/{slug}?sida={page}")).await.well();
            assert!(!got.text().contains("har ingen sida"), "{slug} {page}");
            seen += rows(got.text());
        }
        assert_eq!(seen, all.min(most), "{slug}");
        let (beyond, last) = (all.div_ceil(100) + 1, all.div_ceil(100));
        let got = get(&app, who, &format!("/fragor/{slug}?sida={beyond}")).await.well();
        assert!(got.text().contains(&format!("Tabellen har ingen sida {beyond}. Här är sida {last}.")), "{slug}");
        assert_eq!(rows(got.text()), all - (last - 1) * 100, "{slug}");
        let whole = get(&app, who, &format!("/fragor/{slug}?visa=alla")).await.well();
        assert_eq!(rows(whole.text()), all.min(5_000), "{slug}");
    }
}

async fn times_in_a_table_are_swedish_and_in_files_utc(app: DemoApp) {
    let (who, path) = (Some("demo-hub-coordinator"), "/fragor/prioriterade-behov");
    let file = get(&app, who, &format!("{path}.csv")).await.well().csv();
    let first = file.first().expect("a row").iter().find(|(_, cell)| cell.ends_with('Z') && cell.contains('T'));
    let instant: chrono::DateTime<chrono::Utc> = first.expect("an instant").1.parse().expect("an instant");
    let page = get(&app, who, path).await.well();
    let hours = [1, 2].map(|hours| (instant + chrono::TimeDelta::hours(hours)).format("%Y-%m-%d %H:%M").to_string());
    assert!(hours.iter().any(|text| page.text().contains(text)) && !page.text().contains(" UTC<"), "{instant}");
}

async fn rows_lead_to_their_things_for_who_may_open_them(Open(app): Open) {
    let reader = Reader::of(&app, "process_leader").await;
    for (path, prefix) in [("/fragor/vad-blev-det-av-behoven", "need_"), ("/fragor/insatser-i-utbudet", "effort_")] {
        let page = reader.get(path).await;
        let link = page.html.split("href=\"").find(|rest| rest.starts_with(&format!("/ting/{prefix}")));
        let link = link.and_then(|rest| rest.split('"').next()).unwrap_or_else(|| panic!("{path}: {}", page.html));
        let thing = reader.get(link).await;
        assert_eq!(thing.status, http::StatusCode::OK, "{link}");
        // Who came with a token has no pages of things, nor has who came with nothing.
        let token = get(&app, Some("demo-process-leader"), path).await.well();
        assert!(!token.text().contains("/ting/"), "{path}");
    }
    assert!(!get(&app, None, "/fragor/projekt-i-korthet").await.well().text().contains("/ting/"));
    // Figures name things that the reader need not reach.
    assert!(!reader.get("/fragor/deltagare-per-projekt").await.html.contains("/ting/"));
}
