//! Access tokens: made, used and revoked; told apart by nobody when they do not stand; no way to anything else.

use axum::body::{Body, to_bytes};
use base64::{Engine, engine::general_purpose::STANDARD};
use http::{Request, StatusCode, header};
use libtest_mimic::Trial;
use serde_json::{Value, json};
use tower::ServiceExt;

use super::{PUBLISH, SAVE, WITHDRAW, done, input, role};
use crate::harness::{DemoApp, trial::both};

pub fn tests() -> Vec<Trial> {
    both![
        a_token_is_made_used_and_revoked,
        a_token_tells_whether_it_can_be_revoked,
        a_repeated_request_does_not_tell_the_secret_again,
        tokens_that_do_not_stand_are_nobodys_alike,
        a_token_acts_in_one_assignment_and_no_other,
        a_token_names_what_there_is_to_ask,
        tokens_are_seen_and_revoked_where_they_belong,
        a_tool_asks_by_its_token_and_does_nothing_else,
        every_token_leaves_trail_and_event,
        a_page_offers_a_token_what_its_one_role_reaches,
    ]
}

const CREATE: &str = "mutation Create($input: CreateAccessTokenInput!) { createAccessToken(input: $input) {
    accessToken { id version purpose questions role status expiresOn lastUsedOn createdBy hub { id } organisation { id } }
    secret userErrors { code message path } } }";
const REVOKE: &str = "mutation Revoke($input: RevokeAccessTokenInput!) { revokeAccessToken(input: $input) {
    accessToken { id version status revokedReason } userErrors { code message path } } }";
const TOKENS: &str = "query($id: ID!) { node(id: $id) { id } accessTokens(first: 100, filter: { id: { eq: $id } }) { totalCount nodes { id status lastUsedOn version } } }";

/// How many there are besides the demonstration's.
const OWN: &str = "SELECT count(*) FROM access_tokens WHERE purpose = 'Power BI på kontoret'";

/// A question that anyone signed in may ask, and one more.
const ASKED: &str = "projektkort";
const OTHER: &str = "vara-timmar";

async fn wanted(app: &DemoApp, subject: &str) -> Value {
    let role = role(app, subject).await;
    json!({ "roleAssignmentId": role["id"], "purpose": "Power BI på kontoret", "questions": [ASKED], "expiresOn": "2027-03-01" })
}

/// A token of `subject`'s, and its secret.
async fn token(app: &DemoApp, subject: &str) -> (Value, String) {
    let data = app.speak_as(subject).ask(CREATE, json!({ "input": wanted(app, subject).await })).await;
    let payload = &data["createAccessToken"];
    assert_eq!(payload["userErrors"], json!([]), "{payload:#}");
    (payload["accessToken"].clone(), payload["secret"].as_str().expect("a secret").to_owned())
}

async fn run(app: &DemoApp, sql: &str) {
    sea_orm::ConnectionTrait::execute_unprepared(app.db.connection(), sql).await.expect("done");
}

fn stored(id: &Value) -> String {
    id.as_str().and_then(|id| id.split_once('_')).expect("an id").1.to_owned()
}

async fn a_token_is_made_used_and_revoked(app: DemoApp) {
    let (token, secret) = token(&app, "demo-hub-coordinator").await;
    assert!(secret.starts_with("kn_") && secret.len() == 46, "{} characters", secret.len());
    assert_eq!(
        (&token["status"], &token["lastUsedOn"], &token["role"]),
        (&json!("ACTIVE"), &Value::Null, &json!("HUB_COORDINATOR"))
    );
    assert_eq!(token["hub"]["id"], role(&app, "demo-hub-coordinator").await["hubId"]);
    // Nothing of it is kept but a hash.
    let kept = app.texts("SELECT issuer || ' ' || subject || ' ' || purpose || ' ' || questions || ' ' || secret_hash FROM access_tokens WHERE purpose LIKE '%kontoret'").await;
    assert_eq!(kept.len(), 1);
    assert!(!kept[0].contains(&secret) && !kept[0].contains(&secret[3..]), "the secret is kept");
    let tokens = &app.service.app.access_tokens;
    let presented = tokens.present(&secret).await.expect("answered").expect("it stands");
    assert_eq!(
        (presented.actor.subject.as_str(), presented.questions.as_slice()),
        ("demo-hub-coordinator", &[ASKED.to_owned()][..])
    );
    assert!(presented.may_ask(ASKED) && !presented.may_ask(OTHER));
    let coordinator = app.speak_as("demo-hub-coordinator");
    let used = coordinator.ask(TOKENS, json!({ "id": token["id"] })).await["accessTokens"]["nodes"][0].clone();
    assert_eq!((&used["lastUsedOn"], &used["version"]), (&json!("2026-09-01"), &json!(1)), "a use is no change");
    // At most one writing a day.
    run(&app, "UPDATE access_tokens SET last_used_on = '2026-09-02' WHERE purpose LIKE '%kontoret'").await;
    tokens.present(&secret).await.expect("answered").expect("it stands");
    assert_eq!(app.number(&format!("{OWN} AND last_used_on = '2026-09-02'")).await, 1);
    let bare = json!({ "input": { "id": token["id"], "expectedVersion": 1, "reason": "" } });
    assert_eq!(coordinator.refused(REVOKE, bare).await, "REASON_IS_REQUIRED");
    let stale = json!({ "input": { "id": token["id"], "expectedVersion": 2, "reason": "x" } });
    assert_eq!(coordinator.refused(REVOKE, stale).await, "VERSION_IS_STALE");
    let revoked =
        done(&coordinator, REVOKE, json!({ "id": token["id"], "expectedVersion": 1, "reason": "Bytt dator" })).await;
    assert_eq!((&revoked["status"], &revoked["revokedReason"]), (&json!("REVOKED"), &json!("Bytt dator")));
    assert!(tokens.present(&secret).await.expect("answered").is_none(), "it bites at once");
    let again = json!({ "input": { "id": token["id"], "expectedVersion": 2, "reason": "x" } });
    assert_eq!(coordinator.refused(REVOKE, again).await, "TOKEN_IS_REVOKED");
}

async fn a_token_tells_whether_it_can_be_revoked(app: DemoApp) {
    let (token, _) = token(&app, "demo-hub-coordinator").await;
    let coordinator = app.speak_as("demo-hub-coordinator");
    let asked = "query($id: ID!) { node(id: $id) { ... on AccessToken { status possibleSteps { step to } } } }";
    let told = coordinator.ask(asked, json!({ "id": token["id"] })).await["node"].clone();
    assert_eq!(told, json!({ "status": "ACTIVE", "possibleSteps": [{ "step": "revoke", "to": "REVOKED" }] }));
    done(&coordinator, REVOKE, json!({ "id": token["id"], "expectedVersion": 1, "reason": "x" })).await;
    let told = coordinator.ask(asked, json!({ "id": token["id"] })).await["node"].clone();
    assert_eq!(told, json!({ "status": "REVOKED", "possibleSteps": [] }));
}

async fn a_repeated_request_does_not_tell_the_secret_again(app: DemoApp) {
    let coordinator = app.speak_as("demo-hub-coordinator").with("Idempotency-Key", "nyckel-1");
    let variables = json!({ "input": wanted(&app, "demo-hub-coordinator").await });
    let first = coordinator.ask(CREATE, variables.clone()).await["createAccessToken"].clone();
    let second = coordinator.ask(CREATE, variables).await["createAccessToken"].clone();
    assert!(first["secret"].is_string());
    assert_eq!((&second["secret"], &second["userErrors"]), (&Value::Null, &json!([])));
    assert_eq!(second["accessToken"], first["accessToken"]);
    assert_eq!(app.number(OWN).await, 1);
}

async fn tokens_that_do_not_stand_are_nobodys_alike(app: DemoApp) {
    let (revoked, revoked_secret) = token(&app, "demo-hub-coordinator").await;
    let revoke = json!({ "id": revoked["id"], "expectedVersion": 1, "reason": "x" });
    done(&app.speak_as("demo-hub-coordinator"), REVOKE, revoke).await;
    let (expired, expired_secret) = token(&app, "demo-hub-coordinator").await;
    run(&app, &format!("UPDATE access_tokens SET expires_on = '2026-08-31' WHERE id = '{}'", stored(&expired["id"])))
        .await;
    let (_, lost_secret) = token(&app, "demo-project-manager").await;
    let (_, standing) = token(&app, "demo-hub-coordinator").await;
    let tokens = &app.service.app.access_tokens;
    assert!(tokens.present(&lost_secret).await.expect("answered").is_some(), "it stood before");
    let manager = role(&app, "demo-project-manager").await;
    let end =
        "mutation($input: EndRoleInput!) { endRole(input: $input) { roleAssignment { id } userErrors { code } } }";
    let ended = json!({ "id": manager["id"], "expectedVersion": 1, "reason": "Slutat" });
    done(&app.speak_as("demo-system-admin"), end, ended).await;
    let unknown = format!("kn_{}", "a".repeat(43));
    let long = format!("kn_{}", "a".repeat(100_000));
    let cases = [
        ("revoked", revoked_secret.as_str()),
        ("expired", &expired_secret),
        ("of a creator without the role", &lost_secret),
        ("unknown", &unknown),
        ("malformed", "kn_"),
        ("too long", &long),
        ("no secret at all", ""),
        ("of another alphabet", "kn_ååååååååååååååååååååå"),
    ];
    // Whose roles are kept in memory makes no difference to the second asking.
    for (_, secret) in cases {
        assert!(tokens.present(secret).await.expect("answered").is_none());
    }
    let mut work = Vec::new();
    for (why, secret) in cases {
        let mut statements = Vec::new();
        // Once a second it is seen whether another instance changed a role; the least of a few tries is without that.
        for _ in 0..5 {
            let before = app.db.statements_sent();
            assert!(tokens.present(secret).await.expect("answered").is_none(), "{why}");
            statements.push(app.db.statements_sent() - before);
        }
        work.push((why, statements.into_iter().min()));
    }
    assert!(work.iter().all(|(_, least)| *least == Some(1)), "{work:?}: what does not stand is told apart by its work");
    assert!(tokens.present(&standing).await.expect("answered").is_some());
    let lent = app.number(&format!("{OWN} AND last_used_on IS NOT NULL")).await;
    assert_eq!(lent, 2, "what does not stand is not used");
}

async fn a_token_acts_in_one_assignment_and_no_other(app: DemoApp) {
    // The contact becomes a process leader too; the token stays the contact's.
    let (_, secret) = token(&app, "demo-org-contact").await;
    let council = role(&app, "demo-process-leader").await["councilId"].clone();
    let assign = "mutation($input: AssignRoleInput!) { assignRole(input: $input) { roleAssignment { id } userErrors { code } } }";
    let more = json!({ "issuer": "kompetensnav-demo", "subject": "demo-org-contact", "role": "PROCESS_LEADER", "councilId": council });
    done(&app.speak_as("demo-system-admin"), assign, more).await;
    let presented = app.service.app.access_tokens.present(&secret).await.expect("answered").expect("it stands");
    let held: Vec<&str> = presented.actor.assignments.iter().map(|held| held.role.as_str()).collect();
    assert_eq!(held, ["ORG_CONTACT", "PUBLIC"]);
    // Nobody makes a token of another's assignment, or of one that may make none.
    let mut wrong = wanted(&app, "demo-org-contact").await;
    wrong["roleAssignmentId"] = role(&app, "demo-process-leader").await["id"].clone();
    let contact = app.speak_as("demo-org-contact");
    assert_eq!(contact.refused(CREATE, json!({ "input": wrong })).await, "REFERENCE_IS_UNKNOWN");
    wrong["roleAssignmentId"] = json!(format!("role_{}", "z".repeat(26)));
    assert_eq!(contact.refused(CREATE, json!({ "input": wrong })).await, "REFERENCE_IS_UNKNOWN");
    for subject in ["demo-evaluator", "demo-participant", "demo-system-admin", "demo-dpo"] {
        let wanted = wanted(&app, subject).await;
        assert_eq!(app.speak_as(subject).refused(CREATE, json!({ "input": wanted })).await, "DENIED", "{subject}");
    }
}

async fn a_token_names_what_there_is_to_ask(app: DemoApp) {
    let contact = app.speak_as("demo-org-contact");
    let hub = app.speak_as("demo-hub-manager");
    done(&hub, SAVE, input(&app, "demo-hub-manager", "hubId", "navets-utkast").await).await;
    let with = async |field: &str, value: Value| {
        let mut input = wanted(&app, "demo-org-contact").await;
        input[field] = value;
        contact.refused(CREATE, json!({ "input": input })).await
    };
    assert_eq!(with("questions", json!([])).await, "QUESTIONS_ARE_MISSING");
    assert_eq!(with("questions", json!([ASKED, "finns-inte"])).await, "QUESTION_IS_UNKNOWN");
    assert_eq!(with("questions", json!(["navets-utkast"])).await, "QUESTION_IS_UNKNOWN", "another's draft is unknown");
    assert_eq!(with("expiresOn", json!("2026-08-31")).await, "EXPIRY_IS_WRONG");
    assert_eq!(with("expiresOn", json!("2027-09-02")).await, "EXPIRY_IS_WRONG");
    assert_eq!(with("purpose", json!(" ")).await, "TEXT_LENGTH_IS_WRONG");
    assert_eq!(app.number(OWN).await, 0);
    let mut input = wanted(&app, "demo-hub-manager").await;
    input["questions"] = json!(["navets-utkast", ASKED]);
    let made = hub.ask(CREATE, json!({ "input": input })).await;
    assert_eq!(made["createAccessToken"]["userErrors"], json!([]), "the hub's own draft is the hub's to ask");
}

async fn tokens_are_seen_and_revoked_where_they_belong(app: DemoApp) {
    let (token, secret) = token(&app, "demo-org-contact").await;
    let missing = json!(format!("token_{}", "z".repeat(26)));
    for subject in [
        "demo-other-org-contact",
        "demo-process-leader",
        "demo-hub-manager",
        "demo-public-reader",
        "demo-project-manager",
    ] {
        let other = app.speak_as(subject);
        let seen = other.ask(TOKENS, json!({ "id": token["id"] })).await;
        assert_eq!(seen, other.ask(TOKENS, json!({ "id": missing })).await, "{subject}");
        assert_eq!(seen["accessTokens"]["totalCount"], 0, "{subject}");
        let revoke = |id: &Value| json!({ "input": { "id": id, "expectedVersion": 1, "reason": "x" } });
        let there = other.ask(REVOKE, revoke(&token["id"])).await;
        assert_eq!(there, other.ask(REVOKE, revoke(&missing)).await, "{subject} tells a token from nothing");
    }
    assert_eq!(app.anonymous().ask(TOKENS, json!({ "id": token["id"] })).await["accessTokens"]["totalCount"], 0);
    for subject in ["demo-org-contact", "demo-dpo", "demo-system-admin"] {
        let seen = app.speak_as(subject).ask(TOKENS, json!({ "id": token["id"] })).await;
        assert_eq!((&seen["accessTokens"]["totalCount"], seen["node"].is_object()), (&json!(1), true), "{subject}");
    }
    assert!(app.service.app.access_tokens.present(&secret).await.expect("answered").is_some());
    let revoke = json!({ "id": token["id"], "expectedVersion": 1, "reason": "Läckt" });
    done(&app.speak_as("demo-system-admin"), REVOKE, revoke).await;
    assert!(app.service.app.access_tokens.present(&secret).await.expect("answered").is_none());
}

/// What the address answers to a program that knows only passwords.
async fn get(app: &DemoApp, path: &str, secret: &str) -> (StatusCode, String) {
    let basic = STANDARD.encode(format!("kn:{secret}"));
    let request = Request::get(path).header(header::AUTHORIZATION, format!("Basic {basic}"));
    let answer = app.router().oneshot(request.body(Body::empty()).expect("a request")).await.expect("an answer");
    let status = answer.status();
    let body = to_bytes(answer.into_body(), 16 << 20).await.expect("a body");
    (status, String::from_utf8_lossy(&body).into_owned())
}

async fn a_tool_asks_by_its_token_and_does_nothing_else(app: DemoApp) {
    let manager = app.speak_as("demo-hub-manager");
    let saved = done(&manager, SAVE, input(&app, "demo-hub-manager", "hubId", "navets-lista").await).await;
    let mut wanted = wanted(&app, "demo-hub-manager").await;
    wanted["questions"] = json!(["navets-lista"]);
    let made = manager.ask(CREATE, json!({ "input": wanted })).await["createAccessToken"].clone();
    let secret = made["secret"].as_str().expect("a secret");
    let (status, body) = get(&app, "/fragor/navets-lista.csv", secret).await;
    assert_eq!(status, StatusCode::OK, "{body}");
    assert!(body.starts_with("name") && body.contains("Göteborgsregionen"), "{}", &body[..body.len().min(300)]);
    // Another question, though its creator may ask it; another's secret; and no question at all.
    let (status, _) = get(&app, &format!("/fragor/{OTHER}.csv"), secret).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    // What anyone may read is answered to this token as to anyone; a question that is not open names the way.
    let open = "/fragor/projekt-i-korthet.csv";
    let (status, by_token) = get(&app, open, secret).await;
    assert_eq!(status, StatusCode::OK, "{by_token}");
    let anyone = Request::get(open).body(Body::empty()).expect("a request");
    let anyone = app.router().oneshot(anyone).await.expect("an answer").into_body();
    assert_eq!(by_token.as_bytes(), to_bytes(anyone, 16 << 20).await.expect("a body"));
    let (status, body) = get(&app, &format!("/fragor/{OTHER}.csv"), secret).await;
    assert_eq!((status, body.contains("/nycklar")), (StatusCode::FORBIDDEN, true), "{body}");
    let (status, _) = get(&app, "/fragor/navets-lista.csv", &format!("kn_{}", "a".repeat(43))).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    let (_, other) = token(&app, "demo-other-org-contact").await;
    let (status, _) = get(&app, "/fragor/navets-lista.csv", &other).await;
    assert_eq!(status, StatusCode::NOT_FOUND, "a draft of others does not exist");
    let body = Body::from(json!({ "query": "{ viewer { subject } }" }).to_string());
    let request = Request::post("/graphql")
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::AUTHORIZATION, format!("Bearer {secret}"));
    let answer = app.router().oneshot(request.body(body).expect("a request")).await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::UNAUTHORIZED, "a token is no sign-in");
    // What is withdrawn is asked by nobody.
    done(&manager, PUBLISH, json!({ "id": saved["id"], "expectedVersion": 1 })).await;
    done(&manager, WITHDRAW, json!({ "id": saved["id"], "expectedVersion": 2, "reason": "x" })).await;
    let (status, _) = get(&app, "/fragor/navets-lista.csv", secret).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

async fn every_token_leaves_trail_and_event(app: DemoApp) {
    let (token, _) = token(&app, "demo-hub-manager").await;
    let revoke = json!({ "id": token["id"], "expectedVersion": 1, "reason": "Klart" });
    done(&app.speak_as("demo-hub-manager"), REVOKE, revoke).await;
    let id = token["id"].as_str().expect("an id");
    let sql = format!(
        "SELECT event || ' ' || action || ' ' || coalesce(to_state, '-') || ' ' || reason FROM audit_entries WHERE subject = '{id}' ORDER BY id"
    );
    assert_eq!(
        app.texts(&sql).await,
        [
            "AccessTokenCreated CREATE_ACCESS_TOKEN - Power BI på kontoret",
            "AccessTokenRevoked REVOKE_ACCESS_TOKEN REVOKED Klart"
        ]
    );
    let sql = format!("SELECT name FROM outbox WHERE subject = '{id}' ORDER BY position");
    assert_eq!(app.texts(&sql).await, ["AccessTokenCreated", "AccessTokenRevoked"]);
}

/// Someone is an organisation's contact and manages a hub besides; her token is the contact's. What the hub has not published, and
/// the hub's own questions, are not offered to it, on whatever page.
async fn a_page_offers_a_token_what_its_one_role_reaches(app: DemoApp) {
    let of_effort = json!({ "name": "effort", "address": "insats", "kind": "id", "of": "effort",
        "label": { "sv": "Insats", "en": "Effort" } });
    let document = "query($first: Int!, $after: String, $effort: ID) {
        efforts(first: $first, after: $after, filter: { id: { eq: $effort } }) { nodes { title } pageInfo { hasNextPage endCursor } } }";
    let contact = app.speak_as("demo-org-contact");
    let mut own = input(&app, "demo-org-contact", "organisationId", "vara-insatser-just-nu").await;
    own["document"] = json!(document);
    own["definition"]["rows"] = json!("efforts.nodes");
    own["definition"]["parameter"] = json!([of_effort]);
    own["definition"]["column"][0]["path"] = json!("title");
    done(&contact, SAVE, own).await;
    let mut wanted = wanted(&app, "demo-org-contact").await;
    wanted["questions"] = json!(["vara-insatser-just-nu"]);
    let made = contact.ask(CREATE, json!({ "input": wanted })).await["createAccessToken"].clone();
    let secret = made["secret"].as_str().unwrap_or_else(|| panic!("{made:#}")).to_owned();
    // What the hub still only thinks of.
    run(&app, "UPDATE efforts SET status = 'IDEA' WHERE id IN (SELECT id FROM efforts ORDER BY id LIMIT 3)").await;
    let reached = async |subject: &str| {
        let query = "query($after: String) { efforts(first: 100, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }";
        let (mut ids, mut after) = (std::collections::BTreeSet::new(), Value::Null);
        loop {
            let page = app.speak_as(subject).ask(query, json!({ "after": after })).await["efforts"].take();
            let nodes = page["nodes"].as_array().expect("nodes").iter();
            ids.extend(nodes.map(|node| node["id"].as_str().expect("an id").to_owned()));
            if page["pageInfo"]["hasNextPage"] == false {
                return ids;
            }
            after = page["pageInfo"]["endCursor"].clone();
        }
    };
    let alone = reached("demo-org-contact").await;
    let hub = app.speak_as("demo-hub-manager");
    done(&hub, SAVE, input(&app, "demo-hub-manager", "hubId", "navets-egen-lista").await).await;
    let assign = "mutation($input: AssignRoleInput!) { assignRole(input: $input) { roleAssignment { id } userErrors { code } } }";
    let held = role(&app, "demo-hub-manager").await;
    let mut more = json!({ "issuer": "kompetensnav-demo", "subject": "demo-org-contact", "role": "HUB_MANAGER" });
    for anchor in ["organisationId", "councilId", "hubId", "projectId"] {
        more[anchor] = held[anchor].clone();
    }
    done(&app.speak_as("demo-system-admin"), assign, more).await;
    let both = reached("demo-org-contact").await;
    assert!(both.len() > alone.len() && alone.iter().all(|id| both.contains(id)), "{} of {}", alone.len(), both.len());

    let page = async |path: &str, authorization: String| {
        let request = Request::get(path).header(header::AUTHORIZATION, authorization).body(Body::empty());
        let answer = app.router().oneshot(request.expect("a request")).await.expect("an answer");
        let status = answer.status();
        let body = to_bytes(answer.into_body(), 16 << 20).await.expect("a body");
        (status, String::from_utf8_lossy(&body).into_owned())
    };
    let offered = |html: &str| -> std::collections::BTreeSet<String> {
        let values = html.split("value=\"effort_").skip(1).filter_map(|rest| rest.split('"').next());
        values.map(|id| format!("effort_{id}")).collect()
    };
    let path = "/fragor/vara-insatser-just-nu";
    let (status, html) = page(path, format!("Bearer {secret}")).await;
    assert_eq!((status, offered(&html)), (StatusCode::OK, alone), "{html}");
    let (status, html) = page(path, format!("Bearer {}", app.token("demo-org-contact"))).await;
    assert_eq!((status, offered(&html)), (StatusCode::OK, both), "whoever signs in is all that she is");
    // The front page's list, likewise.
    let (_, by_token) = page("/", format!("Bearer {secret}")).await;
    assert!(by_token.contains(path) && !by_token.contains("/fragor/navets-egen-lista"));
    let (_, signed_in) = page("/", format!("Bearer {}", app.token("demo-org-contact"))).await;
    assert!(signed_in.contains(path) && signed_in.contains("/fragor/navets-egen-lista"));
    // A password is for files: to a page its bearer is nobody, and the page of tokens takes no token at all.
    let basic = format!("Basic {}", STANDARD.encode(format!("kn:{secret}")));
    assert_eq!(page(path, basic.clone()).await.0, StatusCode::NOT_FOUND);
    for authorization in [format!("Bearer {secret}"), basic] {
        let (status, html) = page("/nycklar", authorization).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
        assert!(!html.contains("vara-insatser-just-nu") && !html.contains("navets-egen-lista"), "{html}");
    }
}
