//! A filter must not tell what a field does not: what is hidden makes no difference to any answer.

use libtest_mimic::Trial;
use serde_json::{Value, json};

use super::{ATTACKERS, speaker};
use crate::harness::{DemoApp, trial::both};

pub fn tests() -> Vec<Trial> {
    both![
        no_relation_filter_tells_of_hidden_rows,
        what_some_have_and_others_lack_is_everything,
        what_has_no_value_is_among_the_others,
        no_ordering_tells_of_hidden_rows
    ]
}

/// Filters of public lists that ask about rows most callers may not see: list, filter type, filter, and what must be seen for it.
fn questions(person: &str, organisation: &str) -> Vec<(&'static str, &'static str, Value)> {
    let person = json!({ "participantId": { "eq": person } });
    let employer = json!({ "organisationId": { "eq": organisation } });
    vec![
        ("efforts", "EffortFilter", json!({ "someEnrolment": person })),
        ("efforts", "EffortFilter", json!({ "someEnrolment": employer })),
        ("efforts", "EffortFilter", json!({ "someEnrolment": { "participation": person } })),
        ("efforts", "EffortFilter", json!({ "someOutcome": employer })),
        ("efforts", "EffortFilter", json!({ "someOccasion": { "someEnrolment": person } })),
        ("efforts", "EffortFilter", json!({ "someNeedLink": { "need": employer } })),
        ("occasions", "OccasionFilter", json!({ "someEnrolment": person })),
        ("occasions", "OccasionFilter", json!({ "effort": { "someEnrolment": person } })),
        ("projects", "ProjectFilter", json!({ "someParticipation": person })),
        ("projects", "ProjectFilter", json!({ "someEffort": { "someEnrolment": employer } })),
        ("organisations", "OrganisationFilter", json!({ "someNeed": {} })),
        (
            "organisations",
            "OrganisationFilter",
            json!({ "somePartnership": { "project": { "someParticipation": person } } }),
        ),
        ("councils", "CouncilFilter", json!({ "someNeed": employer })),
        ("councils", "CouncilFilter", json!({ "someHub": { "someEffort": { "someEnrolment": person } } })),
        ("industryCouncils", "IndustryCouncilFilter", json!({ "someNeed": {} })),
        ("hubs", "HubFilter", json!({ "someEffort": { "someOutcome": employer } })),
        ("memberships", "MembershipFilter", json!({ "organisation": { "someNeed": {} } })),
    ]
}

/// Someone of the hub's project whom no attacker reaches, and her employer.
async fn hidden(app: &DemoApp) -> (String, String) {
    let of =
        |subject: &str, column: &str| format!("(SELECT {column} FROM role_assignments WHERE subject = '{subject}')");
    let rows = app
        .texts(&format!(
            "SELECT p.participant_id || ' ' || p.organisation_id FROM participations p
            JOIN enrolments e ON e.participation_id = p.id JOIN outcomes o ON o.enrolment_id = e.id JOIN needs n ON n.organisation_id = p.organisation_id
            WHERE p.project_id = {project} AND p.organisation_id <> {contact} AND p.participant_id <> {herself}
            AND NOT EXISTS (SELECT 1 FROM enrolments own WHERE own.participant_id = p.participant_id AND own.provider_id = {provider})
            ORDER BY p.id",
            project = of("demo-project-manager", "project_id"),
            contact = of("demo-other-org-contact", "organisation_id"),
            herself = of("demo-participant", "participant_id"),
            provider = of("demo-provider", "organisation_id"),
        ))
        .await;
    let (person, organisation) = rows.first().and_then(|row| row.split_once(' ')).expect("someone to hide");
    (format!("person_{person}"), format!("org_{organisation}"))
}

async fn total(app: &DemoApp, subject: &str, (list, of, filter): (&str, &str, &Value)) -> i64 {
    let query =
        format!("query($filter: {of}) {{ {list}(first: 100, filter: $filter) {{ totalCount nodes {{ id }} }} }}");
    let data = speaker(app, subject).ask(&query, json!({ "filter": filter })).await;
    let (total, shown) =
        (data[list]["totalCount"].as_i64().expect("a total"), data[list]["nodes"].as_array().expect("rows").len());
    assert_eq!(shown as i64, total.min(100), "{subject:?} {list} {filter}: the total tells more than the rows");
    total
}

async fn no_relation_filter_tells_of_hidden_rows(app: DemoApp) {
    let (person, organisation) = hidden(&app).await;
    let mut answered = 0;
    for (list, of, filter) in questions(&person, &organisation) {
        // The hub's own manager finds something by it: the filter does ask.
        answered += i64::from(total(&app, "demo-hub-manager", (list, of, &filter)).await > 0);
        for (subject, _) in ATTACKERS {
            // The council's member sees the council's needs; the evaluator the project's rows.
            let asks_of_needs = filter.to_string().contains("eed\":");
            if (*subject == "demo-council-member" && asks_of_needs) || *subject == "demo-evaluator" {
                continue;
            }
            // A provider knows which employers its own enrolments come from.
            if *subject == "demo-provider" && filter.to_string().contains("someEnrolment\":{\"organisationId") {
                continue;
            }
            // An own need is no secret to its contact.
            if *subject == "demo-other-org-contact" && filter.to_string().contains("\"someNeed\":{}") {
                continue;
            }
            let found = total(&app, subject, (list, of, &filter)).await;
            assert_eq!(found, 0, "{subject:?} learns of hidden rows: {list} {filter}");
            let all = total(&app, subject, (list, of, &json!({}))).await;
            let without = total(&app, subject, (list, of, &json!({ "not": filter }))).await;
            assert_eq!(without, all, "{subject:?} learns of hidden rows by what is left: {list} not {filter}");
        }
    }
    assert!(answered >= 14, "only {answered} of the filters find anything for whoever may know");
}

async fn what_some_have_and_others_lack_is_everything(app: DemoApp) {
    let pairs = [
        ("efforts", "EffortFilter", json!({ "someEnrolment": {} })),
        ("efforts", "EffortFilter", json!({ "someOutcome": {} })),
        ("efforts", "EffortFilter", json!({ "someNeedLink": {} })),
        ("occasions", "OccasionFilter", json!({ "someEnrolment": {} })),
        ("enrolments", "EnrolmentFilter", json!({ "someOutcome": {} })),
        ("participations", "ParticipationFilter", json!({ "someEnrolment": {} })),
        ("participations", "ParticipationFilter", json!({ "someOutcome": {} })),
        ("organisations", "OrganisationFilter", json!({ "someNeed": {} })),
        ("industryCouncils", "IndustryCouncilFilter", json!({ "someNeed": {} })),
        ("needs", "NeedFilter", json!({ "someEndorsement": {} })),
        ("needs", "NeedFilter", json!({ "someEffortLink": {} })),
        ("projects", "ProjectFilter", json!({ "someEffort": {} })),
        ("projects", "ProjectFilter", json!({ "someParticipation": {} })),
        ("hubs", "HubFilter", json!({ "someEffort": {} })),
    ];
    for subject in ["demo-hub-manager", "demo-project-manager", "demo-org-contact", "demo-auditor"] {
        for (list, of, some) in &pairs {
            let all = total(&app, subject, (list, of, &json!({}))).await;
            let with = total(&app, subject, (list, of, some)).await;
            let without = total(&app, subject, (list, of, &json!({ "not": some }))).await;
            assert_eq!(with + without, all, "{subject} {list} {some}: {with} with, {without} without");
        }
    }
}

/// Nothing holds of a value that is not there, so that what is asked does not hold.
async fn what_has_no_value_is_among_the_others(app: DemoApp) {
    let filters = [
        ("actionPlans", "ActionPlanFilter", json!({ "heldOn": "2026-06-01" })),
        ("councilMeetings", "CouncilMeetingFilter", json!({ "industryCouncil": {} })),
        ("memberships", "MembershipFilter", json!({ "mandateTo": { "from": "2000-01-01" } })),
        ("needs", "NeedFilter", json!({ "endorsedOn": { "from": "2000-01-01" } })),
        ("needs", "NeedFilter", json!({ "municipality": { "eq": "1480" } })),
    ];
    for (list, of, filter) in &filters {
        let subject = "demo-process-leader";
        let all = total(&app, subject, (list, of, &json!({}))).await;
        let with = total(&app, subject, (list, of, filter)).await;
        let without = total(&app, subject, (list, of, &json!({ "not": filter }))).await;
        assert_eq!(with + without, all, "{list} {filter}: {with} with, {without} without");
        let twice = total(&app, subject, (list, of, &json!({ "not": { "not": filter } }))).await;
        assert_eq!(twice, with, "{list} {filter}");
        assert!(all > 0 && without > 0, "{list} {filter}: {with} with, {without} without");
    }
}

async fn no_ordering_tells_of_hidden_rows(app: DemoApp) {
    let orders = [
        ("enrolments", vec!["APPLIED_ON", "STATUS", "MINUTES"]),
        ("participations", vec!["STARTS_ON"]),
        ("needs", vec!["TITLE", "STATUS", "PEOPLE_NEEDED"]),
    ];
    for (list, fields) in orders {
        for field in fields {
            for direction in ["ASC", "DESC"] {
                let query = format!(
                    "{{ {list}(first: 100, orderBy: [{{ field: {field}, direction: {direction} }}]) {{ totalCount edges {{ cursor }} pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }} }}"
                );
                for subject in ["", "someone-without-a-role"] {
                    let data = speaker(&app, subject).ask(&query, json!({})).await;
                    let nothing = json!({ "totalCount": 0, "edges": [], "pageInfo": { "hasNextPage": false, "hasPreviousPage": false, "startCursor": null, "endCursor": null } });
                    assert_eq!(data[list], nothing, "{subject:?} {query}");
                }
            }
        }
    }
}
