//! What a competence analysis demands, read in from a file and out as a package of CASE 1.1: roles, skills, levels, and no person.
//! Who may not read it is asked before who may.

use std::sync::Arc;

use access::{Actor, Request};
use axum::body::{Body, to_bytes};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use http::{HeaderMap, Method, StatusCode, header};
use import::{Kind, Mode, Order, Outcome, Report};
use libtest_mimic::Trial;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::harness::{App, DemoApp, ISSUER, Speaker, trial::both};

pub fn tests() -> Vec<Trial> {
    both![
        a_frame_is_the_employers_own,
        who_opens_no_frame_is_told_what_does,
        a_frame_has_what_case_demands_and_nobody_in_it,
        a_frame_has_changed_when_it_is_published,
        a_frame_that_is_known_is_not_sent_again,
        a_frame_comes_in_from_a_file,
        employees_and_assessments_come_in_from_files,
        assessments_come_in_by_staff_numbers_and_names_of_skills,
        a_row_that_cannot_be_is_refused_and_nothing_is_written,
    ]
}

pub const CONTACT: &str = "demo-org-contact";
const STRANGER: &str = "demo-other-org-contact";
pub const CNC: &str = "JFDz_Uyg_Nmy";
const WELDING: &str = "rdtv_EuD_NfB";

struct Got {
    status: StatusCode,
    headers: HeaderMap,
    bytes: Vec<u8>,
}

impl Got {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("plain text"))
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).expect("JSON")
    }
}

async fn get(app: &DemoApp, subject: Option<&str>, path: &str, headers: &[(&str, &str)]) -> Got {
    let mut request = http::Request::builder().method(Method::GET).uri(path);
    if let Some(subject) = subject {
        request = request.header(header::AUTHORIZATION, format!("Bearer {}", app.token(subject)));
    }
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::empty()).expect("a request");
    let (parts, body) = app.router().oneshot(request).await.expect("the router always answers").into_parts();
    let bytes = to_bytes(body, 64 << 20).await.expect("a body").to_vec();
    Got { status: parts.status, headers: parts.headers, bytes }
}

/// What a mutation of one field answers with, done.
async fn done(speaker: &Speaker<'_>, name: &str, kind: &str, shown: &str, input: Value) -> Value {
    let mutation =
        format!("mutation($input: {kind}!) {{ {name}(input: $input) {{ {shown} userErrors {{ code path }} }} }}");
    let data = speaker.ask(&mutation, json!({ "input": input })).await;
    assert_eq!(data[name]["userErrors"], json!([]), "{name}: {data:#}");
    let answered = data[name].as_object().expect("a payload").iter().find(|(field, _)| *field != "userErrors");
    answered.expect("a record").1.clone()
}

/// The analysis that the demonstration has of the contact's organisation.
pub async fn loaded_analysis(app: &App) -> String {
    let sql = format!(
        "SELECT a.id FROM competence_analyses a JOIN role_assignments r ON r.organisation_id = a.organisation_id \
         WHERE r.subject = '{CONTACT}' ORDER BY a.id"
    );
    format!("analysis_{}", app.texts(&sql).await.first().expect("an analysis"))
}

/// An analysis of the contact's organisation, which demands nothing yet: the organisation's id and its own.
pub async fn analysis(app: &DemoApp) -> (String, String) {
    let contact = app.speak_as(CONTACT);
    let data = contact.ask("{ viewer { roles { organisationId } } }", json!({})).await;
    let roles = data["viewer"]["roles"].as_array().expect("roles");
    let employer = roles.iter().find_map(|held| held["organisationId"].as_str()).expect("an organisation").to_owned();
    let input = json!({ "organisationId": employer, "name": "Verkstadens skala" });
    let scale = done(&contact, "defineLevelScale", "DefineLevelScaleInput", "scale { id }", input).await;
    let input = json!({ "organisationId": employer, "scaleId": scale["id"], "title": "Kompetensanalys 2026",
        "startedOn": "2026-08-01" });
    let analysis = done(&contact, "startAnalysis", "StartAnalysisInput", "analysis { id }", input).await;
    (employer, analysis["id"].as_str().expect("an id").to_owned())
}

pub async fn try_import(app: &DemoApp, who: &str, kind: Kind, file: &str) -> Result<Report, String> {
    let today = app.db.clock().today();
    let held = councils::assignment::held(&app.db, ISSUER, who, today).await.expect("roles");
    let request = Arc::new(Request::new(Actor::signed_in(ISSUER.to_owned(), who.to_owned(), held), "r"));
    let order =
        Order { kind, key: "nr".to_owned(), source: "hr".to_owned(), mode: Mode::Whole, codes_as_written: false };
    import::import(&app.service.app, &request, &order, file.as_bytes()).await
}

pub async fn imported(app: &DemoApp, kind: Kind, file: &str) -> Vec<String> {
    let report = try_import(app, CONTACT, kind, file).await.expect("a report");
    let made = |line: &import::Line| {
        assert_eq!(line.outcome, Outcome::Created, "row {}: {:?}", line.row, line.refusals);
        line.id.clone().expect("an id")
    };
    report.lines.iter().map(made).collect()
}

/// Three requirements of two roles.
pub fn demands(analysis: &str) -> String {
    format!(
        "nr;kompetensanalys;ssyk;rollnamn;kompetens;nivå\n1;{analysis};7223;Operatör;{CNC};3\n2;{analysis};7223;Operatör;{WELDING};1\n\
         3;{analysis};7212;Svetsare;{WELDING};4\n"
    )
}

fn address(analysis: &str) -> String {
    format!("/ramverk/{analysis}.json")
}

fn problem(got: &Got, status: StatusCode, code: &str) {
    assert_eq!((got.status, got.json()["code"].as_str()), (status, Some(code)), "{:#}", got.json());
    assert_eq!(got.header("content-type"), "application/problem+json");
}

async fn a_frame_is_the_employers_own(app: DemoApp) {
    let (_, analysis) = analysis(&app).await;
    imported(&app, Kind::Requirements, &demands(&analysis)).await;
    let address = address(&analysis);
    problem(&get(&app, None, &address, &[]).await, StatusCode::UNAUTHORIZED, "UNAUTHENTICATED");
    for stranger in [STRANGER, "demo-project-manager", "demo-hub-manager", "demo-system-admin"] {
        let got = get(&app, Some(stranger), &address, &[]).await;
        problem(&got, StatusCode::NOT_FOUND, "UNKNOWN_FRAME");
        let nothing = get(&app, Some(stranger), "/ramverk/analysis_7zzzzzzzzzzzzzzzzzzzzzzzzz.json", &[]).await;
        assert_eq!(got.json()["detail"], nothing.json()["detail"], "as one that does not exist");
    }
    let english = get(&app, Some(STRANGER), &address, &[("accept-language", "en")]).await;
    assert_eq!(english.json()["title"], "There is no such framework");
    assert_eq!(get(&app, Some(CONTACT), &address, &[]).await.status, StatusCode::OK);
    let post = http::Request::builder().method(Method::POST).uri(&address).body(Body::empty()).expect("a request");
    let answer = app.router().oneshot(post).await.expect("the router always answers");
    assert_eq!(answer.status(), StatusCode::METHOD_NOT_ALLOWED);
}

async fn who_opens_no_frame_is_told_what_does(app: DemoApp) {
    let (_, analysis) = analysis(&app).await;
    let address = address(&analysis);
    let contact = app.speak_as(CONTACT);
    let held = contact.ask("{ viewer { roles { id role } } }", json!({})).await["viewer"]["roles"].clone();
    let held = held.as_array().into_iter().flatten().find(|held| held["role"] == "ORG_CONTACT").expect("a role");
    let create =
        "mutation($input: CreateAccessTokenInput!) { createAccessToken(input: $input) { secret userErrors { code } } }";
    let input = json!({ "roleAssignmentId": held["id"], "purpose": "Prov", "questions": ["projektkort"],
        "expiresOn": "2027-03-01" });
    let made = contact.ask(create, json!({ "input": input })).await["createAccessToken"].clone();
    let secret = made["secret"].as_str().unwrap_or_else(|| panic!("{made:#}"));
    let token = format!("Bearer {secret}");

    for (authorization, status, code, title) in [
        (None, StatusCode::UNAUTHORIZED, "UNAUTHENTICATED", "Logga in först"),
        (Some(token.as_str()), StatusCode::FORBIDDEN, "DENIED", "Nyckeln gäller bara frågor"),
    ] {
        let headers: Vec<(&str, &str)> = authorization.map(|value| ("authorization", value)).into_iter().collect();
        let got = get(&app, None, &address, &headers).await;
        problem(&got, status, code);
        let told = got.json();
        assert_eq!(told["title"], title);
        let detail = told["detail"].as_str().expect("a text");
        // What opens it, and nothing that there is not.
        assert!(detail.contains("Logga in på sidorna") && detail.contains("inloggningens token"), "{detail}");
        assert!(!detail.contains("/nycklar") && !detail.contains("Ange en åtkomstnyckel"), "{detail}");
        assert_eq!(got.header("vary"), "authorization, cookie, accept-language, x-purpose");
        assert_eq!(got.headers.contains_key(header::WWW_AUTHENTICATE), status == StatusCode::UNAUTHORIZED);
        let english = get(&app, None, &address, &[&headers[..], &[("accept-language", "en")]].concat()).await;
        let detail = english.json()["detail"].as_str().expect("a text").to_owned();
        assert!(detail.contains("Sign in on the pages") && detail.contains("the sign-in's token"), "{detail}");

        let mut head = http::Request::builder().method(Method::HEAD).uri(&address);
        for (name, value) in headers {
            head = head.header(name, value);
        }
        let head = head.body(Body::empty()).expect("a request");
        let head = app.router().oneshot(head).await.expect("the router always answers");
        assert_eq!((head.status(), &head.headers()[header::VARY]), (status, &got.headers[header::VARY]));
        assert!(to_bytes(head.into_body(), 1 << 20).await.expect("a body").is_empty());
    }
    // The sign-in's token does, either way.
    let basic = format!("Basic {}", STANDARD.encode(format!("anyone:{}", app.token(CONTACT))));
    let got = get(&app, None, &address, &[("authorization", &basic)]).await;
    assert_eq!(got.status, StatusCode::OK);
    assert_eq!(get(&app, Some(CONTACT), &address, &[]).await.status, StatusCode::OK);
}

/// Fields that CASE 1.1 demands of each kind of thing: texts, and links of a title, an identifier and an address.
const TEXTS: &[(&str, &[&str])] = &[
    ("CFDocument", &["identifier", "uri", "creator", "title", "lastChangeDateTime"]),
    ("CFItems", &["identifier", "uri", "fullStatement", "lastChangeDateTime"]),
    ("CFAssociations", &["identifier", "uri", "associationType", "lastChangeDateTime"]),
    ("CFRubrics", &["identifier", "uri", "lastChangeDateTime"]),
];
const LINKS: &[(&str, &[&str])] =
    &[("CFItems", &["CFItemTypeURI"]), ("CFAssociations", &["originNodeURI", "destinationNodeURI"])];
/// Every field that CASE 1.1 has for what stands in a package: it takes no other.
const FIELDS: &[(&str, &str)] = &[
    (
        "CFDocument",
        "identifier uri frameworkType caseVersion creator title lastChangeDateTime officialSourceURL publisher description \
         subject subjectURI language version adoptionStatus statusStartDate statusEndDate licenseURI notes extensions",
    ),
    (
        "CFItems",
        "identifier uri fullStatement alternativeLabel CFItemType CFItemTypeURI humanCodingScheme listEnumeration \
         abbreviatedStatement conceptKeywords conceptKeywordsURI subject subjectURI notes language educationLevel licenseURI \
         statusStartDate statusEndDate lastChangeDateTime extensions",
    ),
    (
        "CFAssociations",
        "identifier uri associationType sequenceNumber originNodeURI destinationNodeURI CFAssociationGroupingURI \
         lastChangeDateTime notes extensions",
    ),
    ("CFRubrics", "identifier uri title description lastChangeDateTime CFRubricCriteria extensions"),
];

/// A UUID of the versions that CASE knows, in its written form.
fn is_uuid(text: &str) -> bool {
    let lengths: Vec<usize> = text.split('-').map(str::len).collect();
    let bytes = text.as_bytes();
    lengths == [8, 4, 4, 4, 12]
        && bytes.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f' | b'-'))
        && matches!(bytes[14], b'1'..=b'5')
        && matches!(bytes[19], b'8' | b'9' | b'a' | b'b')
}

fn has_texts(thing: &Value, names: &[&str]) {
    for name in names {
        let text = thing[name].as_str().unwrap_or_else(|| panic!("{name} of {thing:#}"));
        let is_right = match *name {
            "identifier" => is_uuid(text),
            "uri" => text.starts_with("http"),
            "lastChangeDateTime" => text.ends_with('Z') && text.len() == 20,
            "associationType" => matches!(text, "isChildOf" | "hasSkillLevel"),
            _ => !text.is_empty(),
        };
        assert!(is_right, "{name}: {text}");
    }
}

async fn a_frame_has_what_case_demands_and_nobody_in_it(app: DemoApp) {
    let (employer, analysis) = analysis(&app).await;
    imported(&app, Kind::Requirements, &demands(&analysis)).await;
    let file =
        format!("nr;organisation;anställningsnummer;roll;anställd från\n1;{employer};EMP-7731;7223;2020-01-01\n");
    imported(&app, Kind::Employees, &file).await;
    let got = get(&app, Some(CONTACT), &address(&analysis), &[]).await;
    assert_eq!((got.status, got.header("content-type")), (StatusCode::OK, "application/json"));
    let package = got.json();
    let all = |name: &str| match &package[name] {
        Value::Array(all) => all.clone(),
        one => vec![one.clone()],
    };
    for (kind, names) in TEXTS {
        assert!(!all(kind).is_empty(), "{kind}");
        all(kind).iter().for_each(|thing| has_texts(thing, names));
    }
    for (kind, names) in FIELDS {
        let known: Vec<&str> = names.split_whitespace().collect();
        for thing in all(kind) {
            let own = thing.as_object().expect("an object").keys();
            let strange: Vec<_> = own.filter(|name| !known.contains(&name.as_str())).collect();
            assert!(strange.is_empty(), "{kind}: {strange:?}");
        }
    }
    for (kind, names) in LINKS {
        for (thing, name) in all(kind).iter().flat_map(|thing| names.iter().map(move |name| (thing, name))) {
            has_texts(&thing[name], &["title", "identifier", "uri"]);
        }
    }
    assert_eq!((all("CFItems").len(), all("CFRubrics").len()), (2 + 3, 1));
    let of = |kind: &str| all("CFAssociations").iter().filter(|one| one["associationType"] == kind).count();
    assert_eq!((of("isChildOf"), of("hasSkillLevel")), (2 + 3, 3));
    let levels = &package["CFRubrics"][0]["CFRubricCriteria"][0]["CFRubricCriterionLevels"];
    let quality = |level: usize| (levels[level]["quality"].clone(), levels[level]["score"].clone());
    assert_eq!((quality(0), quality(4)), ((json!("Nybörjare"), json!(1.0)), (json!("Expert"), json!(5.0))));
    assert!(levels.as_array().is_some_and(|levels| levels.len() == 5));
    assert!(!String::from_utf8_lossy(&got.bytes).contains("EMP-7731"));
    assert_eq!(package["CFDocument"]["adoptionStatus"], "Draft");
}

/// Systems that fetch packages go by the instant.
async fn a_frame_has_changed_when_it_is_published(app: DemoApp) {
    let (_, analysis) = analysis(&app).await;
    let address = address(&analysis);
    let document = async || get(&app, Some(CONTACT), &address, &[]).await.json()["CFDocument"].clone();
    let run = async |table: &str, set: &str, whose: &str| {
        let sql = format!("UPDATE {table} SET {set} WHERE {whose}");
        app.db.connection().execute_unprepared(&sql).await.unwrap_or_else(|error| panic!("{error}: {sql}"));
    };
    let draft = document().await;
    assert_eq!(draft["adoptionStatus"], "Draft");
    let stored = analysis.trim_start_matches("analysis_");
    // The test's ids are of January 2027, and its clock stands still before that.
    let set = "status = 'PUBLISHED', published_on = '2027-06-01'";
    run("competence_analyses", set, &format!("id = '{stored}'")).await;
    let published = document().await;
    assert_eq!(published["adoptionStatus"], "Adopted");
    assert_eq!(published["lastChangeDateTime"], "2027-06-01T00:00:00Z", "was {}", draft["lastChangeDateTime"]);
    // 2027-06-01T09:30:00Z, as the trail of a step has it.
    let set = "to_state = 'PUBLISHED', at = 1811842200000000";
    run("audit_entries", set, &format!("subject = '{analysis}'")).await;
    assert_eq!(document().await["lastChangeDateTime"], "2027-06-01T09:30:00Z");
}

async fn a_frame_that_is_known_is_not_sent_again(app: DemoApp) {
    let (_, analysis) = analysis(&app).await;
    imported(&app, Kind::Requirements, &demands(&analysis)).await;
    let address = address(&analysis);
    let first = get(&app, Some(CONTACT), &address, &[]).await;
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with('"') && first.header("cache-control") == "private, no-cache", "{tag}");
    let again = get(&app, Some(CONTACT), &address, &[("if-none-match", &tag)]).await;
    assert_eq!((again.status, again.bytes.len()), (StatusCode::NOT_MODIFIED, 0));
    let input = json!({ "analysisId": analysis, "ssyk": "7212", "roleTitle": "Svetsare", "skill": CNC, "level": 2 });
    done(&app.speak_as(CONTACT), "requireSkill", "RequireSkillInput", "requirement { id }", input).await;
    let changed = get(&app, Some(CONTACT), &address, &[("if-none-match", &tag)]).await;
    assert_eq!(changed.status, StatusCode::OK);
    problem(
        &get(&app, Some(CONTACT), &address, &[("if-match", &tag)]).await,
        StatusCode::PRECONDITION_FAILED,
        "HAS_CHANGED",
    );
    let stays = |package: &Value| package["CFDocument"]["identifier"].clone();
    assert_eq!(stays(&first.json()), stays(&changed.json()));
}

async fn a_frame_comes_in_from_a_file(app: DemoApp) {
    let (_, analysis) = analysis(&app).await;
    let file = demands(&analysis);
    let refused = try_import(&app, STRANGER, Kind::Requirements, &file).await.expect("a report");
    assert!(refused.lines.iter().all(|line| line.outcome == Outcome::Refused), "another employer's analysis");
    imported(&app, Kind::Requirements, &file).await;
    let again = try_import(&app, CONTACT, Kind::Requirements, &file).await.expect("a report");
    assert!(again.lines.iter().all(|line| line.outcome == Outcome::Unchanged));
    let query = "query($id: ID!) { competenceAnalyses(first: 1, filter: { id: { eq: $id } }) { nodes {
        requirements(first: 10) { nodes { roleTitle level } } } } }";
    let data = app.speak_as(CONTACT).ask(query, json!({ "id": analysis })).await;
    let requirements = &data["competenceAnalyses"]["nodes"][0]["requirements"]["nodes"];
    let expected = json!([{ "roleTitle": "Operatör", "level": 3 }, { "roleTitle": "Operatör", "level": 1 },
        { "roleTitle": "Svetsare", "level": 4 }]);
    assert_eq!(*requirements, expected);
}

async fn employees_and_assessments_come_in_from_files(app: DemoApp) {
    let (employer, analysis) = analysis(&app).await;
    imported(&app, Kind::Requirements, &demands(&analysis)).await;
    let file = format!(
        "nr;organisation;anställningsnummer;roll;anställd från\n1;{employer};17;7223;2020-01-01\n2;{employer};18;7223;2021-03-01\n"
    );
    let employees = imported(&app, Kind::Employees, &file).await;
    let contact = app.speak_as(CONTACT);
    let input = json!({ "id": analysis, "expectedVersion": 1 });
    done(&contact, "collectAnalysisData", "CollectAnalysisDataInput", "analysis { id }", input).await;
    let mut file = "nr;kompetensanalys;anställd;kompetens;nivå;bedömd av;bedömd den\n".to_owned();
    for (nth, employee) in employees.iter().enumerate() {
        file.push_str(&format!("{nth};{analysis};{employee};{CNC};{};Chefen;2026-08-15\n", nth + 1));
    }
    assert_eq!(imported(&app, Kind::Assessments, &file).await.len(), 2);
}

/// As a system for staff has them: by the employer's own numbers and the skills' names.
async fn assessments_come_in_by_staff_numbers_and_names_of_skills(app: DemoApp) {
    let (employer, analysis) = analysis(&app).await;
    imported(&app, Kind::Requirements, &demands(&analysis)).await;
    let file = format!(
        "nr;organisation;anställningsnummer;roll;anställd från\n1;{employer};F14-1;7223;2020-01-01\n2;{employer};0018;7223;2021-03-01\n"
    );
    imported(&app, Kind::Employees, &file).await;
    let contact = app.speak_as(CONTACT);
    let input = json!({ "id": analysis, "expectedVersion": 1 });
    done(&contact, "collectAnalysisData", "CollectAnalysisDataInput", "analysis { id }", input).await;
    let skill = taxonomy::lookup(taxonomy::Scheme::Skill, CNC).expect("a skill").label_sv;
    let header = "nr;kompetensanalys;anställningsnummer;kompetens;nivå;bedömd av;bedömd den\n";
    let file = format!(
        "{header}1;{analysis};F14-1;{skill};2;Chefen;2026-08-15\n2;{analysis};0018;{};3;Chefen;2026-08-15\n",
        skill.to_uppercase()
    );
    assert_eq!(imported(&app, Kind::Assessments, &file).await.len(), 2);
    let sql = "SELECT e.reference || ' ' || a.skill_code FROM skill_assessments a JOIN employees e ON e.id = a.employee_id \
               WHERE e.reference IN ('F14-1', '0018') ORDER BY e.reference";
    assert_eq!(app.texts(sql).await, [format!("0018 {CNC}"), format!("F14-1 {CNC}")]);
    let again = try_import(&app, CONTACT, Kind::Assessments, &file).await.expect("a report");
    assert!(again.lines.iter().all(|line| line.outcome == Outcome::Unchanged));
    // A person's id names the same as her number.
    let stored =
        app.texts("SELECT id FROM employees WHERE reference IN ('F14-1', '0018') ORDER BY reference DESC").await;
    let by_id = file.replace("F14-1", &format!("employee_{}", stored[0]));
    for (file, differs) in [(by_id.clone(), None), (by_id.replace(&stored[0], &stored[1]), Some("anställningsnummer"))]
    {
        let again = try_import(&app, CONTACT, Kind::Assessments, &file).await.expect("a report");
        let told = again.lines[0].refusals.first().map(|refusal| (refusal.rule.name, refusal.details[0].as_str()));
        assert_eq!(told, differs.map(|column| ("KEY_HAS_ANOTHER_BODY", column)));
        assert_eq!(again.lines[1].outcome, Outcome::Unchanged);
    }
    // What is refused says what is needed.
    let file = format!(
        "{header}7;{analysis};F14-9;Trolleri;2;Chefen;2026-08-16\n8;Analysen;F14-1;{CNC};2;Chefen;2026-08-16\n\
         10;{analysis};F14-1;{skill}n;2;Chefen;2026-08-16\n"
    );
    let report = try_import(&app, CONTACT, Kind::Assessments, &file).await.expect("a report");
    let told: Vec<(String, &str, String)> = report
        .lines
        .iter()
        .flat_map(|line| &line.refusals)
        .map(|refusal| (refusal.field.clone(), refusal.rule.name, refusal.message().0))
        .collect();
    let says = |field: &str, rule: &str, words: &str| {
        assert!(told.iter().any(|(of, name, text)| of == field && *name == rule && text.contains(words)), "{told:?}");
    };
    says("employeeId", "REFERENCE_IS_UNKNOWN", "Ange anställningsnumret");
    says("skill", "CODE_IS_UNKNOWN", "SKILL");
    says("skill", "CODE_IS_UNKNOWN", &format!("{CNC} {skill}"));
    says("analysisId", "REFERENCE_IS_UNKNOWN", "analysis_");
    // Another employer's number is as one that there is not.
    let file = format!("{header}9;{analysis};F14-1;{CNC};2;Chefen;2026-08-17\n");
    let report = try_import(&app, STRANGER, Kind::Assessments, &file).await.expect("a report");
    assert_eq!(report.lines[0].refusals[0].rule.name, "REFERENCE_IS_UNKNOWN");
}

async fn a_row_that_cannot_be_is_refused_and_nothing_is_written(app: DemoApp) {
    let (employer, analysis) = analysis(&app).await;
    let header = "nr;kompetensanalys;ssyk;rollnamn;kompetens;nivå\n";
    let file = format!("{header}1;{analysis};7223;Operatör;{CNC};3\n2;{analysis};7223;Operatör;{WELDING};6\n");
    let report = try_import(&app, CONTACT, Kind::Requirements, &file).await.expect("a report");
    let rules: Vec<&str> =
        report.lines.iter().flat_map(|line| &line.refusals).map(|refusal| refusal.rule.name).collect();
    assert_eq!(rules, ["LEVEL_IS_OUTSIDE_THE_SCALE"]);
    let stored = analysis.trim_start_matches("analysis_");
    let sql = format!("SELECT COUNT(*) FROM skill_requirements WHERE analysis_id = '{stored}'");
    assert_eq!(app.number(&sql).await, 0);
    let file =
        format!("nr;organisation;anställningsnummer;roll;anställd från\n1;{employer};Åsa Öberg;7223;2020-01-01\n");
    let report = try_import(&app, CONTACT, Kind::Employees, &file).await.expect("a report");
    assert_eq!(report.lines[0].refusals[0].rule.name, "REFERENCE_IS_NO_STAFF_NUMBER");
}
