//! A role given reaches at once, a role withdrawn no longer reaches on the next request, and a dated one keeps its days.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use access::Role;
use chrono::{DateTime, NaiveDate};
use edge::Identity;
use gateway::roles::Roles;
use kernel::{Clock, RandomIds, Timestamp};
use libtest_mimic::Trial;
use serde_json::{Value, json};
use store::{Connect, Db, Sealer};

use crate::harness::{App, Database, DemoApp, Furnishing, Speaker, Stage, acts::stored, trial::both};

pub fn tests() -> Vec<Trial> {
    both![
        a_role_given_reaches_at_once,
        a_role_withdrawn_bites_on_the_next_request,
        a_role_withdrawn_denies_the_next_change,
        a_role_reaches_on_its_days_only,
        a_role_ends_when_its_day_is_over,
        a_role_changed_by_another_instance_bites_within_a_second,
        nobody_hands_out_what_they_do_not_have,
        a_union_representative_needs_no_council,
    ]
}

const ASSIGN: &str = "mutation($input: AssignRoleInput!) { assignRole(input: $input) {
    roleAssignment { id version role validFrom validTo } userErrors { code path } } }";
const END: &str = "mutation($input: EndRoleInput!) { endRole(input: $input) {
    roleAssignment { id version validTo endedReason } userErrors { code path } } }";
const ISSUER: &str = "kompetensnav-demo";

/// The process leader's council.
async fn council(app: &App) -> Value {
    let data = app.speak_as("demo-process-leader").ask("{ viewer { roles { councilId } } }", json!({})).await;
    data["viewer"]["roles"][0]["councilId"].clone()
}

async fn needs(speaker: &Speaker<'_>) -> i64 {
    let data = speaker.ask("{ needs(first: 1) { totalCount } }", json!({})).await;
    data["needs"]["totalCount"].as_i64().expect("a total")
}

/// A member's role for `subject`, given by the process leader, from and to these days.
async fn give(app: &App, subject: &str, days: Value) -> Value {
    let mut input =
        json!({ "issuer": ISSUER, "subject": subject, "role": "COUNCIL_MEMBER", "councilId": council(app).await });
    for (name, day) in days.as_object().expect("days") {
        input[name] = day.clone();
    }
    let data = app.speak_as("demo-process-leader").ask(ASSIGN, json!({ "input": input })).await;
    assert_eq!(data["assignRole"]["userErrors"], json!([]), "{data:#}");
    data["assignRole"]["roleAssignment"].clone()
}

async fn end(app: &App, role: &Value) -> Value {
    let input = json!({ "id": role["id"], "expectedVersion": role["version"], "reason": "Har avsagt sig" });
    let data = app.speak_as("demo-process-leader").ask(END, json!({ "input": input })).await;
    assert_eq!(data["endRole"]["userErrors"], json!([]), "{data:#}");
    data["endRole"]["roleAssignment"].clone()
}

async fn a_role_given_reaches_at_once(app: DemoApp) {
    let newcomer = app.speak_as("newcomer");
    assert_eq!(needs(&newcomer).await, 0, "and what was read without the role is not kept");
    give(&app, "newcomer", json!({})).await;
    assert_eq!(needs(&newcomer).await, needs(&app.speak_as("demo-council-member")).await);
    assert!(needs(&newcomer).await > 0);
    let data = newcomer.ask("{ viewer { roles { role } } }", json!({})).await;
    assert_eq!(data["viewer"]["roles"], json!([{ "role": "COUNCIL_MEMBER" }]));
    assert_eq!(needs(&app.speak_as("another-newcomer")).await, 0, "only the one who was given it");
}

async fn a_role_withdrawn_bites_on_the_next_request(app: DemoApp) {
    let member = app.speak_as("newcomer");
    let role = give(&app, "newcomer", json!({})).await;
    assert!(needs(&member).await > 0);
    let id = member.ask("{ needs(first: 1) { nodes { id } } }", json!({})).await["needs"]["nodes"][0]["id"].clone();
    let ended = end(&app, &role).await;
    assert_eq!(ended["endedReason"], "Har avsagt sig");
    assert_eq!(needs(&member).await, 0);
    let node = member.ask("query($id: ID!) { node(id: $id) { id } }", json!({ "id": id })).await;
    assert_eq!(node["node"], Value::Null);
    let data = member.ask("{ viewer { roles { role } } }", json!({})).await;
    assert_eq!(data["viewer"]["roles"], json!([]));
}

async fn a_role_withdrawn_denies_the_next_change(app: DemoApp) {
    const REPORT: &str =
        "mutation($input: ReportNeedInput!) { reportNeed(input: $input) { need { id } userErrors { code } } }";
    let input = json!({ "councilId": council(&app).await, "title": "Prov", "basis": "BOTH", "cause": "OTHER",
        "horizon": "SHORT", "targetGroup": "ALL", "peopleNeeded": 1 });
    let member = app.speak_as("newcomer");
    assert_eq!(member.refused(REPORT, json!({ "input": input })).await, "DENIED");
    let role = give(&app, "newcomer", json!({})).await;
    let data = member.ask(REPORT, json!({ "input": input })).await;
    assert_eq!(data["reportNeed"]["userErrors"], json!([]));
    end(&app, &role).await;
    assert_eq!(member.refused(REPORT, json!({ "input": input })).await, "DENIED");
}

async fn a_role_reaches_on_its_days_only(app: DemoApp) {
    // The day is the first of September 2026.
    for (subject, days, reaches) in [
        ("from-today", json!({ "validFrom": "2026-09-01" }), true),
        ("today-only", json!({ "validFrom": "2026-09-01", "validTo": "2026-09-01" }), true),
        ("to-today", json!({ "validFrom": "2026-01-01", "validTo": "2026-09-01" }), true),
        ("from-tomorrow", json!({ "validFrom": "2026-09-02" }), false),
        ("over", json!({ "validFrom": "2026-01-01", "validTo": "2026-08-31" }), false),
    ] {
        let past = days["validTo"] == "2026-08-31";
        if past {
            // Nobody is given a role that is over already; this one has simply run out.
            give(&app, subject, json!({ "validFrom": "2026-01-01", "validTo": "2026-09-01" })).await;
            let sql =
                format!("UPDATE role_assignments SET valid_to = '2026-08-31', version = 2 WHERE subject = '{subject}'");
            sea_orm::ConnectionTrait::execute_unprepared(app.db.connection(), &sql).await.expect("changed");
            app.service.app.roles.forget();
        } else {
            give(&app, subject, days).await;
        }
        let speaker = app.speak_as(subject);
        assert_eq!(needs(&speaker).await > 0, reaches, "{subject}");
        let held = speaker.ask("{ viewer { roles { role } } }", json!({})).await;
        assert_eq!(held["viewer"]["roles"].as_array().map(Vec::len), Some(usize::from(reaches)), "{subject}");
    }
    let query = "query($day: Date!) { roleAssignments(first: 100, asOf: $day, filter: { role: { eq: COUNCIL_MEMBER } }) { nodes { subject } } }";
    for (day, held) in [
        ("2026-08-31", vec!["over", "to-today"]),
        ("2026-09-01", vec!["from-today", "to-today", "today-only"]),
        ("2026-09-02", vec!["from-today", "from-tomorrow"]),
    ] {
        let data = app.speak_as("demo-process-leader").ask(query, json!({ "day": day })).await;
        let nodes = data["roleAssignments"]["nodes"].as_array().expect("rows");
        let mut subjects: Vec<&str> = nodes.iter().filter_map(|node| node["subject"].as_str()).collect();
        subjects.sort_unstable();
        assert_eq!(subjects, held, "{day}");
    }
}

async fn nobody_hands_out_what_they_do_not_have(app: DemoApp) {
    let leader = app.speak_as("demo-process-leader");
    let council = council(&app).await;
    let asked = |subject: &str, role: &str, council: &Value| json!({ "input": { "issuer": ISSUER, "subject": subject, "role": role, "councilId": council } });
    assert_eq!(leader.refused(ASSIGN, asked("x", "SYSTEM_ADMIN", &Value::Null)).await, "ROLE_REACHES_FURTHER");
    assert_eq!(
        leader.refused(ASSIGN, asked("demo-process-leader", "COUNCIL_CHAIR", &council)).await,
        "ROLE_IS_ONES_OWN"
    );
    let others = app.texts("SELECT id FROM councils WHERE id NOT IN (SELECT council_id FROM role_assignments WHERE subject = 'demo-process-leader')").await;
    let other = json!(format!("council_{}", others[0]));
    let missing = json!(format!("council_{}", "0".repeat(26)));
    let refused = leader.refused(ASSIGN, asked("x", "COUNCIL_MEMBER", &other)).await;
    assert_eq!(refused, leader.refused(ASSIGN, asked("x", "COUNCIL_MEMBER", &missing)).await);
    assert_eq!(refused, "DENIED");
    assert_eq!(app.number("SELECT count(*) FROM role_assignments WHERE subject IN ('x')").await, 0);
}

/// Two services over one database.
struct Two(App, App);

impl Stage for Two {
    const FURNISHING: Option<Furnishing> = Some(Furnishing::Demonstration);

    async fn set(database: Arc<Database>) -> Result<Self, String> {
        Ok(Self(App::start(&database).await?, App::start(&database).await?))
    }
}

async fn a_role_changed_by_another_instance_bites_within_a_second(Two(one, other): Two) {
    let (here, there) = (one.speak_as("newcomer"), other.speak_as("newcomer"));
    assert_eq!((needs(&here).await, needs(&there).await), (0, 0));
    let role = give(&one, "newcomer", json!({})).await;
    assert!(needs(&here).await > 0);
    within_a_second(|| async { needs(&there).await > 0 }).await;
    end(&one, &role).await;
    assert_eq!(needs(&here).await, 0);
    within_a_second(|| async { needs(&there).await == 0 }).await;
}

/// With room for a machine that has much else to do.
async fn within_a_second<F: Future<Output = bool>>(holds: impl Fn() -> F) {
    for _ in 0..50 {
        if holds().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("it did not reach the other instance");
}

/// A clock that is put forward by hand.
struct Hand(AtomicI64);

impl Clock for Hand {
    fn now(&self) -> Timestamp {
        DateTime::from_timestamp(self.0.load(Ordering::Relaxed), 0).unwrap_or_default()
    }
}

/// The roles as they are kept, under a clock that can be put forward.
struct Tomorrow {
    db: Db,
    clock: Arc<Hand>,
}

impl Stage for Tomorrow {
    async fn set(database: Arc<Database>) -> Result<Self, String> {
        let clock = Arc::new(Hand(AtomicI64::new(0)));
        let sealer = Sealer::new(&[7; 32]).map_err(|error| error.to_string())?;
        let connect = Connect { durable: false, ..Connect::to(database.url()) };
        let db = Db::connect(&connect, clock.clone(), Arc::new(RandomIds), sealer)
            .await
            .map_err(|error| error.to_string())?;
        Ok(Self { db, clock })
    }
}

impl Tomorrow {
    fn put(&self, day: &str) {
        let day: NaiveDate = day.parse().expect("a day");
        self.clock.0.store(day.and_hms_opt(12, 0, 0).expect("noon").and_utc().timestamp(), Ordering::Relaxed);
    }
}

async fn a_role_ends_when_its_day_is_over(stage: Tomorrow) {
    let insert = format!(
        "INSERT INTO role_assignments (id, version, issuer, subject, role, valid_from, valid_to)
        VALUES ('{}', 1, 'i', 's', 'DPO', '2026-09-01', '2026-09-02')",
        "1".repeat(26)
    );
    sea_orm::ConnectionTrait::execute_unprepared(stage.db.connection(), &insert).await.expect("inserted");
    stage.put("2026-08-31");
    let roles = Roles::new(&stage.db);
    let someone = |issuer: &str| Identity {
        issuer: issuer.to_owned(),
        subject: "s".to_owned(),
        expires_at: DateTime::<chrono::Utc>::MAX_UTC,
        only: None,
    };
    for (day, held) in [("2026-08-31", false), ("2026-09-01", true), ("2026-09-02", true), ("2026-09-03", false)] {
        stage.put(day);
        for _ in 0..2 {
            let actor = roles.of(Some(&someone("i"))).await.expect("an actor");
            assert_eq!(actor.has(Role::Dpo), held, "{day}");
        }
    }
    assert!(
        !roles.of(Some(&someone("another issuer"))).await.expect("an actor").has(Role::Dpo),
        "identity is issuer and subject"
    );
}

/// At an employer in no council she reads that employer's plans, and nothing of others or of a council.
async fn a_union_representative_needs_no_council(app: DemoApp) {
    let sql = "SELECT organisation_id FROM role_assignments WHERE subject = 'demo-org-contact'";
    let employer = stored(&app, sql).await;
    let assign = |anchors: Value| {
        let mut input = json!({ "issuer": ISSUER, "subject": "union-there", "role": "UNION_REP" });
        input.as_object_mut().expect("an input").extend(anchors.as_object().expect("anchors").clone());
        json!({ "input": input })
    };
    let admin = app.speak_as("demo-system-admin");
    let refused = admin.ask(ASSIGN, assign(json!({}))).await;
    let expected = json!([{ "code": "ANCHOR_IS_REQUIRED", "path": ["input", "organisationId"] }]);
    assert_eq!(refused["assignRole"]["userErrors"], expected, "{refused:#}");
    let given = admin.ask(ASSIGN, assign(json!({ "organisationId": format!("org_{employer}") }))).await;
    assert_eq!(given["assignRole"]["userErrors"], json!([]), "{given:#}");

    let asked = "{ developmentPlans(first: 100) { totalCount nodes { organisation { id } } }
        signals(first: 1) { totalCount } }";
    let data = app.speak_as("union-there").ask(asked, json!({})).await;
    let sql = format!("SELECT COUNT(*) FROM development_plans WHERE organisation_id = '{employer}'");
    let plans = app.number(&sql).await;
    assert!(plans > 0);
    assert_eq!(data["developmentPlans"]["totalCount"], plans, "{data:#}");
    let nodes = data["developmentPlans"]["nodes"].as_array().expect("plans");
    assert!(nodes.iter().all(|plan| plan["organisation"]["id"] == format!("org_{employer}")), "{data:#}");
    assert_eq!(data["signals"]["totalCount"], 0, "{data:#}");
}
