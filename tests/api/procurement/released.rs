//! What leaves of a procurement: OCDS as its schema has it, and nothing before the award.

use std::collections::BTreeSet;

use axum::body::{Body, to_bytes};
use http::{Request, StatusCode, header};
use libtest_mimic::Trial;
use serde_json::{Value, json};
use tower::ServiceExt;

use super::{MANAGER, own, schema::Schema};
use crate::{
    harness::{DemoApp, trial::both},
    seed_questions::{KNOWLEDGE_LIFT, stored},
    seeds::project,
};

pub fn tests() -> Vec<Trial> {
    both![what_leaves_is_ocds_and_nothing_leaves_before_the_award, no_part_of_a_procurement_leaves_as_the_whole]
}

pub async fn get(app: &DemoApp, subject: Option<&str>, path: &str) -> (StatusCode, String) {
    let mut request = Request::get(path);
    if let Some(subject) = subject {
        request = request.header(header::AUTHORIZATION, format!("Bearer {}", app.token(subject)));
    }
    let request = request.body(Body::empty()).expect("a request");
    let (parts, body) = app.router().oneshot(request).await.expect("the router always answers").into_parts();
    let bytes = to_bytes(body, 64 << 20).await.expect("a body");
    (parts.status, String::from_utf8(bytes.to_vec()).expect("a text"))
}

async fn no_part_of_a_procurement_leaves_as_the_whole(app: DemoApp) {
    let id = stored(&app, "SELECT min(id) FROM procurements WHERE disclosed_on IS NOT NULL").await;
    let path = format!("/upphandling/procurement_{id}.json");
    assert_eq!(get(&app, None, &path).await.0, StatusCode::OK);
    let added = app
        .texts(&format!(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1001)
            INSERT INTO procurement_requirements
                (id, version, procurement_id, organisation_id, hub_id, project_id, kind, text, mandatory)
            SELECT '0000000000000000000000' || substr(CAST(10000 + n.i AS text), 2), 1, p.id, p.organisation_id, p.hub_id,
                p.project_id, 'ACCESSIBILITY', 'Krav', true
            FROM procurements AS p CROSS JOIN n WHERE p.id = '{id}' RETURNING id"
        ))
        .await;
    assert_eq!(added.len(), 1_001);
    let (status, body) = get(&app, None, &path).await;
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE, "{} bytes", body.len());
    assert!(body.contains("TOO_MANY_ROWS"), "{body}");
}

async fn what_leaves_is_ocds_and_nothing_leaves_before_the_award(app: DemoApp) {
    const PACKAGE: &str = include_str!("../../schemas/ocds/release-package-schema.json");
    const RELEASE: &str = include_str!("../../schemas/ocds/release-schema.json");
    let schema = Schema::read(PACKAGE, &[RELEASE]);
    assert!(!schema.faults(&json!({ "uri": "nowhere", "releases": [] })).is_empty(), "the schema tells");
    for id in app.texts("SELECT id FROM procurements WHERE disclosed_on IS NULL").await {
        for subject in [None, Some(MANAGER)] {
            let (status, body) = get(&app, subject, &format!("/upphandling/procurement_{id}.json")).await;
            assert_eq!(status, StatusCode::NOT_FOUND, "{body}");
            assert!(body.contains("UNKNOWN_RELEASE"), "{body}");
        }
    }
    let disclosed = app.texts("SELECT id FROM procurements WHERE disclosed_on IS NOT NULL").await;
    assert!(disclosed.len() > 6, "{disclosed:?}");
    let mut tags = BTreeSet::new();
    for id in disclosed {
        let path = format!("/upphandling/procurement_{id}.json");
        let (status, body) = get(&app, None, &path).await;
        assert_eq!(status, StatusCode::OK, "{body}");
        assert_eq!(get(&app, Some(MANAGER), &path).await.1, body, "everyone is told the same");
        let package: Value = serde_json::from_str(&body).expect("JSON");
        let faults = schema.faults(&package);
        assert!(faults.is_empty(), "{faults:#?}");
        let release = &package["releases"][0];
        tags.extend(release["tag"].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned));
        // What is referred to is among the parties, and each contract is of an award.
        let parties: Vec<&Value> =
            release["parties"].as_array().expect("parties").iter().map(|one| &one["id"]).collect();
        let bidders = release["tender"]["tenderers"].as_array().expect("bidders").iter().map(|one| &one["id"]);
        assert!(bidders.chain([&release["buyer"]["id"]]).all(|id| parties.contains(&id)), "{release:#}");
        for contract in release["contracts"].as_array().into_iter().flatten() {
            assert_eq!(contract["awardID"], release["awards"][0]["id"]);
        }
        let demands = release["tender"]["documents"].as_array().expect("what is demanded");
        assert!(demands.iter().any(|one| one["title"] == "Tillgänglighet"), "{demands:#?}");
    }
    let all = ["award", "contract", "contractAmendment", "contractTermination", "tender"];
    assert!(all.iter().all(|tag| tags.contains(*tag)), "{tags:?}");
    // A buyer with a number is named by it.
    let lift = own(&project(&app, KNOWLEDGE_LIFT).await).to_owned();
    let id = stored(&app, &format!("SELECT id FROM procurements WHERE project_id = '{lift}'")).await;
    let (_, body) = get(&app, None, &format!("/upphandling/procurement_{id}.json")).await;
    let package: Value = serde_json::from_str(&body).expect("JSON");
    // Quotes are taken on the last day for them.
    assert_eq!(package["releases"][0]["tender"]["tenderPeriod"]["endDate"], "2020-01-08T23:59:59Z");
    let buyer = &package["releases"][0]["parties"][0];
    assert_eq!((&buyer["id"], &buyer["identifier"]["scheme"]), (&json!("SE-ON-2321000172"), &json!("SE-ON")));
}
