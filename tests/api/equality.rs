//! Seed 004's question whether the share of women and men in a company is mirrored among those who may take part (fact S4-F8, question
//! a): exact for the company itself, by the protected counts alone for everyone else. Who may not see it is asked before who may.

use http::{Request, StatusCode, header};
use libtest_mimic::Trial;
use questions::{Catalogue, definition::Target};
use serde_json::{Value, json};

use crate::harness::{
    DemoApp, ISSUER,
    trial::{both, plain},
    visitor,
};

pub fn tests() -> Vec<Trial> {
    let drawn: Vec<Trial> = plain![a_representation_ratio_is_drawn_against_one];
    let told: Vec<Trial> = both![
        s4_f8_a_company_sees_whether_its_women_take_part_as_often_as_its_men,
        s4_f8_a_companys_part_of_a_project_is_its_own,
        what_others_are_told_follows_from_the_protected_counts,
        an_effort_as_a_whole_is_told_to_nobody,
        follow_ups_cost_the_same_whatever_the_page,
        a_day_that_nobody_means_is_refused_where_it_is_given,
        a_questions_day_that_nobody_means_is_refused_in_words,
    ];
    [drawn, told].into_iter().flatten().collect()
}

/// Not head counts, where there is a ratio to draw.
fn a_representation_ratio_is_drawn_against_one() {
    let catalogue = Catalogue::built_in().unwrap_or_else(|errors| panic!("{errors}"));
    let mut drawn = 0;
    for question in catalogue.all() {
        let definition = question.definition();
        if !definition.columns.iter().any(|column| column.name == "representation_ratio") {
            continue;
        }
        let slug = question.slug();
        let chart = definition.chart.as_ref().unwrap_or_else(|| panic!("{slug} has no chart"));
        assert_eq!(chart.y.as_deref(), Some("representation_ratio"), "{slug}");
        assert_eq!(chart.target, Some(Target::Value(1.0)), "{slug}");
        drawn += 1;
    }
    assert!(drawn >= 3, "{drawn}");
}

/// Days that people mean, the first and the last, and what lies beyond them: years that databases do not hold alike among it.
const ENDS: [&str; 2] = ["1900-01-01", "2200-12-31"];
const BEYOND: [&str; 5] = ["0000-01-01", "0001-01-01", "1899-12-31", "2201-01-01", "9999-12-31"];

const HUB: &str = "demo-hub-manager";

/// Where a day is given: who asks, the argument, the ends at which that is answered, and what is asked.
#[rustfmt::skip]
const ARGUMENTS: [(&str, &str, &[&str], &str); 11] = [
    (HUB, "asOf", &ENDS, "projects(first: 2) { nodes { equality(asOf: $day) { asOf participants { status } } } }"),
    (HUB, "asOf", &ENDS, "councils(first: 2) { nodes { equality(asOf: $day) { asOf participants { status } } } }"),
    (HUB, "asOf", &ENDS, "organisations(first: 2) { nodes { equality(asOf: $day) { asOf notAssessable } } }"),
    (HUB, "asOf", &ENDS, "efforts(first: 2) { nodes { equality(asOf: $day) { asOf notAssessable } } }"),
    (HUB, "asOf", &ENDS, "projects(first: 2) { nodes { partners(first: 1, asOf: $day) { totalCount } } }"),
    (HUB, "asOf", &ENDS, "memberships(first: 1, asOf: $day) { totalCount }"),
    ("demo-system-admin", "asOf", &ENDS, "roleAssignments(first: 1, asOf: $day) { totalCount }"),
    (HUB, "asOf", &ENDS, "taxonomy { concept(scheme: COUNTY, code: \"14\") { municipalities(asOf: $day) { code } } }"),
    // Of others' records is told as of the end of a year, and of a period that begins and ends with one.
    (HUB, "filter.asOf", &["2200-12-31"], "statistics(measure: PLACES, groupBy: [COUNTY], filter: { asOf: $day }) { asOf }"),
    (HUB, "filter.from", &["1900-01-01"], "statistics(measure: PLACES, groupBy: [COUNTY], filter: { from: $day }) { asOf }"),
    (HUB, "filter.to", &["2200-12-31"], "statistics(measure: PLACES, groupBy: [COUNTY], filter: { to: $day }) { asOf }"),
];

async fn a_day_that_nobody_means_is_refused_where_it_is_given(app: DemoApp) {
    for (subject, argument, ends, asked) in ARGUMENTS {
        let (speaker, query) = (app.speak_as(subject), format!("query($day: Date!) {{ {asked} }}"));
        for day in ends {
            speaker.ask(&query, json!({ "day": day })).await;
        }
        for day in BEYOND {
            let (_, answer) = speaker.answer(&query, json!({ "day": day })).await;
            let told = &answer["errors"][0]["extensions"];
            let expected = json!({ "code": "INVALID", "rule": "DATE_IS_OUT_OF_RANGE", "field": argument });
            assert_eq!(*told, expected, "{day} {asked}: {answer:#}");
        }
    }
    // As of the first day, others' records are told as of the end of the year before.
    let query = "query($day: Date!) { projects(first: 1) { nodes { equality(asOf: $day) { asOf } } } }";
    let data = app.speak_as(HUB).ask(query, json!({ "day": ENDS[0] })).await;
    assert_eq!(data["projects"]["nodes"][0]["equality"]["asOf"], "1899-12-31", "{data:#}");
}

async fn a_questions_day_that_nobody_means_is_refused_in_words(app: DemoApp) {
    let bearer = format!("Bearer {}", app.token(HUB));
    let asked = async |day: &str| {
        let path = format!("/fragor/jamstalldhet-per-projekt.json?till={day}");
        visitor::send(&app, Request::get(path).header(header::AUTHORIZATION, &bearer), "").await
    };
    for day in ENDS {
        let told = asked(day).await;
        assert_eq!(told.status, StatusCode::OK, "{day}: {}", told.html);
    }
    for day in BEYOND {
        let told = asked(day).await;
        assert_eq!(told.status, StatusCode::BAD_REQUEST, "{day}: {}", told.html);
        let wanted = if day < ENDS[0] { "Skriv minst: 1900-01-01." } else { "Skriv högst: 2200-12-31." };
        told.says(&["PARAMETER_IS_WRONG", wanted]);
    }
}

const TOLD: &str = "participants { value status } womenParticipants { value status } employed { value status }
    womenEmployed { value status } womensShareOfParticipants womensShareOfWorkforce representationRatio gapPercentagePoints
    pValue midP notAssessable countedOn asOf";
const TODAY: &str = "2026-09-01";

/// A company with participants, that nobody of the demonstration represents: its id, how many have taken part, and women among them.
struct Company {
    id: String,
    participants: i64,
    women: i64,
}

async fn company(app: &DemoApp) -> Company {
    let sql = format!(
        "SELECT organisation_id FROM participations WHERE starts_on <= '{TODAY}' AND organisation_id NOT IN \
         (SELECT organisation_id FROM role_assignments WHERE organisation_id IS NOT NULL) \
         GROUP BY organisation_id HAVING COUNT(DISTINCT participant_id) >= 8 \
         AND COUNT(DISTINCT CASE WHEN sex = 'FEMALE' THEN participant_id END) >= 1 ORDER BY organisation_id"
    );
    let id = app.texts(&sql).await.first().expect("a company").clone();
    let (participants, women) = counted(app, &format!("organisation_id = '{id}'")).await;
    Company { id, participants, women }
}

/// People among the participations that have begun, and women among them.
async fn counted(app: &DemoApp, which: &str) -> (i64, i64) {
    let of = |sex: &str| {
        format!(
            "SELECT CAST(COUNT(DISTINCT participant_id) AS bigint) FROM participations \
             WHERE starts_on <= '{TODAY}' AND {which}{sex}"
        )
    };
    (app.number(&of("")).await, app.number(&of(" AND sex = 'FEMALE'")).await)
}

impl Company {
    fn public(&self) -> String {
        format!("org_{}", self.id)
    }

    /// `contact` and `union-rep` are given their roles, and the company counts its workforce: twenty women and sixty men more than
    /// have taken part.
    async fn counts_its_workforce(&self, app: &DemoApp) -> (i64, i64) {
        let council = app.speak_as("demo-process-leader").ask("{ viewer { roles { councilId } } }", json!({})).await;
        let council = &council["viewer"]["roles"][0]["councilId"];
        let assign = "mutation($input: AssignRoleInput!) { assignRole(input: $input) { userErrors { code path } } }";
        for (subject, role, council) in [("contact", "ORG_CONTACT", &Value::Null), ("union-rep", "UNION_REP", council)]
        {
            let input = json!({ "issuer": ISSUER, "subject": subject, "role": role, "organisationId": self.public(),
                "councilId": council });
            let data = app.speak_as("demo-system-admin").ask(assign, json!({ "input": input })).await;
            assert_eq!(data["assignRole"]["userErrors"], json!([]), "{data:#}");
        }
        let (women, men) = (self.women + 20, self.participants - self.women + 60);
        let report =
            "mutation($input: ReportWorkforceInput!) { reportWorkforce(input: $input) { userErrors { code path } } }";
        let input = json!({ "organisationId": self.public(), "countedOn": TODAY, "women": women, "men": men });
        let data = app.speak_as("contact").ask(report, json!({ "input": input })).await;
        assert_eq!(data["reportWorkforce"]["userErrors"], json!([]), "{data:#}");
        (women, men)
    }

    /// The company's own follow-up, as `subject` is told it.
    async fn told(&self, app: &DemoApp, subject: &str) -> Value {
        let query = format!(
            "query($id: ID!) {{ organisations(first: 1, filter: {{ id: {{ eq: $id }} }}) {{ nodes {{ equality {{ {TOLD} }} }} }} }}"
        );
        let data = app.speak_as(subject).ask(&query, json!({ "id": self.public() })).await;
        data["organisations"]["nodes"][0]["equality"].clone()
    }
}

fn exact(count: i64) -> Value {
    json!({ "value": count, "status": "EXACT" })
}

fn is_not_told(told: &Value) {
    assert_eq!(told["notAssessable"], "FIGURES_ARE_NOT_TOLD", "{told:#}");
    for count in ["participants", "womenParticipants", "employed", "womenEmployed"] {
        assert_eq!(told[count], json!({ "value": null, "status": "WITHHELD" }), "{count}");
    }
    for number in ["womensShareOfParticipants", "womensShareOfWorkforce", "representationRatio", "pValue", "countedOn"]
    {
        assert_eq!(told[number], Value::Null, "{number}");
    }
}

fn is_near(told: &Value, expected: f64) -> bool {
    told.as_f64().is_some_and(|told| (told - expected).abs() < 1e-9)
}

async fn s4_f8_a_company_sees_whether_its_women_take_part_as_often_as_its_men(app: DemoApp) {
    let company = company(&app).await;
    let (women, men) = company.counts_its_workforce(&app).await;
    for stranger in ["demo-other-org-contact", "demo-process-leader", "demo-hub-manager", "demo-system-admin"] {
        is_not_told(&company.told(&app, stranger).await);
    }
    for own in ["contact", "union-rep"] {
        let told = company.told(&app, own).await;
        assert_eq!(told["notAssessable"], Value::Null, "{own}: {told:#}");
        assert_eq!(told["participants"], exact(company.participants));
        assert_eq!(told["womenParticipants"], exact(company.women));
        assert_eq!((&told["employed"], &told["womenEmployed"]), (&exact(women + men), &exact(women)));
        let of_participants = company.women as f64 / company.participants as f64;
        let of_workforce = women as f64 / (women + men) as f64;
        assert!(is_near(&told["womensShareOfParticipants"], of_participants), "{told:#}");
        assert!(is_near(&told["womensShareOfWorkforce"], of_workforce), "{told:#}");
        assert!(is_near(&told["representationRatio"], of_participants / of_workforce), "{told:#}");
        assert!(is_near(&told["gapPercentagePoints"], 100.0 * (of_participants - of_workforce)), "{told:#}");
        let (p, mid_p) = (told["pValue"].as_f64().expect("p"), told["midP"].as_f64().expect("mid-p"));
        assert!(0.0 < mid_p && mid_p < p && p <= 1.0, "{told:#}");
        assert_eq!((&told["countedOn"], &told["asOf"]), (&json!(TODAY), &json!(TODAY)));
    }
}

/// A project's follow-up as `subject` is told it.
async fn of_project(app: &DemoApp, subject: Option<&str>, project: &str, organisation: Option<&str>) -> Value {
    let query = format!(
        "query($id: ID!, $organisation: ID) {{ projects(first: 1, filter: {{ id: {{ eq: $id }} }}) {{ nodes {{
            equality(organisationId: $organisation) {{ {TOLD} }} }} }} }}"
    );
    let speaker = subject.map_or_else(|| app.anonymous(), |subject| app.speak_as(subject));
    let data = speaker.ask(&query, json!({ "id": project, "organisation": organisation })).await;
    data["projects"]["nodes"][0]["equality"].clone()
}

async fn s4_f8_a_companys_part_of_a_project_is_its_own(app: DemoApp) {
    let company = company(&app).await;
    company.counts_its_workforce(&app).await;
    let sql =
        format!("SELECT project_id FROM participations WHERE organisation_id = '{}' ORDER BY project_id", company.id);
    let stored = app.texts(&sql).await.first().expect("a project").clone();
    let (project, own) = (format!("project_{stored}"), company.public());
    let told = of_project(&app, Some("demo-other-org-contact"), &project, Some(&own)).await;
    is_not_told(&told);
    let nobody =
        of_project(&app, Some("demo-other-org-contact"), &project, Some("org_7zzzzzzzzzzzzzzzzzzzzzzzzz")).await;
    assert_eq!(told, nobody, "as one that does not exist");
    let told = of_project(&app, Some("contact"), &project, Some(&own)).await;
    let part = format!("organisation_id = '{}' AND project_id = '{stored}'", company.id);
    let (participants, women) = counted(&app, &part).await;
    assert_eq!((&told["participants"], &told["womenParticipants"]), (&exact(participants), &exact(women)));
}

async fn what_others_are_told_follows_from_the_protected_counts(app: DemoApp) {
    let query = format!("{{ projects(first: 50) {{ nodes {{ id equality {{ {TOLD} }} }} }} }}");
    let anonymous = app.anonymous().ask(&query, json!({})).await;
    for project in anonymous["projects"]["nodes"].as_array().expect("projects") {
        is_not_told(&project["equality"]);
    }
    let leader = app.speak_as("demo-process-leader");
    let data = leader.ask(&query, json!({})).await;
    let tables = "query($id: [ID!]) {
        participants: statistics(measure: PARTICIPANTS_AGAINST_WORKFORCE, groupBy: [SEX], filter: { projectId: $id }) {
            total { value } rows { part(dimension: SEX) { code } count { value } } }
        workforce: statistics(measure: WORKFORCE, groupBy: [SEX], filter: { projectId: $id }) {
            total { value } rows { part(dimension: SEX) { code } count { value } } } }";
    let mut told_of = 0;
    for project in data["projects"]["nodes"].as_array().expect("projects") {
        let told = &project["equality"];
        let number = |count: &str| told[count]["value"].as_i64().unwrap_or(0);
        let [participants, women, employed, women_employed] =
            ["participants", "womenParticipants", "employed", "womenEmployed"].map(number);
        if participants > 0 {
            told_of += 1;
        }
        assert_eq!(told["participants"]["status"], "PERTURBED");
        // The same numbers as the tables give, of which so many may be asked for a day.
        if participants > 0 && told_of <= 3 {
            let table = leader.ask(tables, json!({ "id": [project["id"]] })).await;
            let women_of = |table: &Value| {
                let mut rows = table["rows"].as_array().expect("rows").iter();
                let row = rows.find(|row| row["part"]["code"] == "FEMALE");
                row.and_then(|row| row["count"]["value"].as_i64()).unwrap_or(0)
            };
            let of = |name: &str| (table[name]["total"]["value"].as_i64().unwrap_or(0), women_of(&table[name]));
            assert_eq!(of("participants"), (participants, women), "{project:#}");
            assert_eq!(of("workforce"), (employed, women_employed), "{project:#}");
        }
        assert_eq!(told["countedOn"], Value::Null);
        let hidden = [participants, women, employed, women_employed].contains(&0);
        if hidden {
            assert_eq!((&told["representationRatio"], &told["pValue"]), (&Value::Null, &Value::Null), "{told:#}");
        } else if told["notAssessable"].is_null() {
            let ratio = (women as f64 / participants as f64) / (women_employed as f64 / employed as f64);
            assert!(is_near(&told["representationRatio"], ratio), "{told:#}");
        }
    }
    assert!(told_of > 0, "nothing is told of any project");
}

async fn an_effort_as_a_whole_is_told_to_nobody(app: DemoApp) {
    let query = format!("{{ efforts(first: 20) {{ nodes {{ equality {{ {TOLD} }} }} }} }}");
    for subject in ["demo-hub-manager", "demo-project-manager", "demo-org-contact"] {
        let data = app.speak_as(subject).ask(&query, json!({})).await;
        let efforts = data["efforts"]["nodes"].as_array().expect("efforts");
        assert!(!efforts.is_empty(), "{subject}");
        efforts.iter().for_each(|effort| is_not_told(&effort["equality"]));
    }
}

async fn follow_ups_cost_the_same_whatever_the_page(app: DemoApp) {
    let leader = app.speak_as("demo-process-leader");
    let query = "query($n: Int!) { projects(first: $n) { nodes { id equality { representationRatio } } } }";
    let mut least = [u64::MAX; 2];
    for (size, least) in [1, 10].into_iter().zip(&mut least) {
        // Whether another instance changed a role is looked for once a second: the least of several runs is the query's.
        for _ in 0..4 {
            let before = app.db.statements_sent();
            leader.ask(query, json!({ "n": size })).await;
            *least = (*least).min(app.db.statements_sent() - before);
        }
    }
    assert_eq!(least, [3, 3], "the projects, their participants and their workforces");
}
