//! The questions, each as each server is asked it, with the hand-written statement that answers the same.
//!
//! The other servers know rows by their stored ids, which have no prefix.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::{
    drive::Asked,
    served::{Kind, World},
};

/// What is asked of every server.
pub struct Question {
    pub name: &'static str,
    /// Most the service's CPU may be, as a multiple of the hand-written statement's.
    pub goal: f64,
    /// A text that all answers hold equally often.
    pub counted: &'static str,
    service: Document,
    token: String,
    /// None where its generated schema has no answer.
    postgraphile: Option<Document>,
    /// None where no one would write it so.
    mercurius: Option<Document>,
    sql: Vec<String>,
    values: Vec<Vec<String>>,
}

/// A GraphQL document with its variables.
struct Document {
    query: String,
    variables: Value,
}

impl Document {
    fn of(query: String) -> Self {
        Self { query, variables: json!({}) }
    }

    fn asked(&self, token: Option<String>) -> Asked {
        let body = json!({ "query": self.query, "variables": self.variables }).to_string();
        Asked { path: "/graphql".to_owned(), body, ids: Arc::default(), token }
    }
}

impl Question {
    /// As this server is asked it, if it can be.
    pub fn asked(&self, of: Kind) -> Option<Asked> {
        match of {
            Kind::Service => Some(self.service.asked(Some(self.token.clone()))),
            Kind::PostGraphile => self.postgraphile.as_ref().map(|document| document.asked(None)),
            Kind::Mercurius => self.mercurius.as_ref().map(|document| document.asked(None)),
            Kind::ByHand => {
                let body = json!({ "sql": self.sql, "values": self.values }).to_string();
                Some(Asked { path: "/".to_owned(), body, ids: Arc::default(), token: None })
            }
        }
    }
}

/// All of them, over the loaded data.
pub async fn all(world: &World) -> Result<Vec<Question>, String> {
    let council = world.text("SELECT council_id FROM needs GROUP BY council_id ORDER BY count(*) DESC LIMIT 1").await?;
    let project = world.text("SELECT id FROM projects WHERE number = '2020/00312'").await?;
    Ok(vec![
        one_effort(world).await?,
        employers_people(world).await?,
        page_of_needs(world, &council)?,
        council_to_provider(world, &council)?,
        statistics(world, &project)?,
        many_enrolments(world, &project)?,
        report_need(world, &council).await?,
    ])
}

async fn one_effort(world: &World) -> Result<Question, String> {
    let id = world.text("SELECT id FROM efforts WHERE status = 'COMPLETED' ORDER BY id LIMIT 1").await?;
    Ok(Question {
        name: "one effort by id",
        goal: 1.2,
        counted: "\"title\"",
        service: Document::of(format!(
            "{{ node(id: \"effort_{id}\") {{ ... on Effort {{ id title kind status hours reusable }} }} }}"
        )),
        token: world.token("hub_coordinator")?,
        postgraphile: Some(Document::of(format!(
            "{{ effortByRowId(rowId: \"{id}\") {{ rowId title kind status hours reusable }} }}"
        ))),
        mercurius: Some(Document::of(format!("{{ effort(id: \"{id}\") {{ id title kind status hours reusable }} }}"))),
        sql: vec![
            "SELECT json_build_object('node', json_build_object('id', 'effort_' || id, 'title', title, 'kind', kind, \
             'status', status, 'hours', hours, 'reusable', reusable))::text FROM efforts WHERE id = $1"
                .to_owned(),
        ],
        values: vec![vec![id]],
    })
}

fn page_of_needs(world: &World, council: &str) -> Result<Question, String> {
    Ok(Question {
        name: "50 needs, council and efforts",
        goal: 0.9,
        counted: "\"peopleNeeded\"",
        service: Document::of(format!(
            "{{ needs(first: 50, filter: {{ councilId: {{ eq: \"council_{council}\" }}, peopleNeeded: {{ gte: 2 }} }}, \
             orderBy: [{{ field: PEOPLE_NEEDED, direction: DESC }}]) {{ nodes {{ id title status peopleNeeded reportedOn \
             industryCouncil {{ id name }} efforts(first: 5) {{ nodes {{ id title kind status }} }} }} }} }}"
        )),
        token: world.token("process_leader")?,
        postgraphile: Some(Document::of(format!(
            "{{ allNeeds(condition: {{ councilId: \"{council}\" }}, first: 50, orderBy: PEOPLE_NEEDED_DESC) {{ nodes {{ rowId title status \
             peopleNeeded reportedOn industryCouncilByIndustryCouncilId {{ rowId name }} needEffortsByNeedId(first: 5) {{ nodes {{ \
             effortByEffortId {{ rowId title kind status }} }} }} }} }} }}"
        ))),
        mercurius: Some(Document::of(format!(
            "{{ needs(councilId: \"{council}\", peopleNeededFrom: 2, first: 50) {{ nodes {{ id title status peopleNeeded reportedOn \
             industryCouncil {{ id name }} efforts(first: 5) {{ nodes {{ id title kind status }} }} }} }} }}"
        ))),
        sql: vec![
            "SELECT json_build_object('needs', json_build_object('nodes', coalesce(json_agg(x.j), '[]')))::text FROM (\
             SELECT json_build_object('id', 'need_' || n.id, 'title', n.title, 'status', n.status, 'peopleNeeded', n.people_needed, \
             'reportedOn', n.reported_on, 'industryCouncil', (SELECT json_build_object('id', 'branch_' || b.id, 'name', b.name) \
             FROM industry_councils b WHERE b.id = n.industry_council_id), 'efforts', json_build_object('nodes', \
             coalesce((SELECT json_agg(json_build_object('id', 'effort_' || e.id, 'title', e.title, 'kind', e.kind, 'status', e.status)) \
             FROM (SELECT e.* FROM need_efforts l JOIN efforts e ON e.id = l.effort_id WHERE l.need_id = n.id ORDER BY e.id LIMIT 5) e), \
             '[]'))) AS j FROM needs n WHERE n.council_id = $1 AND n.people_needed >= 2 \
             ORDER BY n.people_needed DESC, n.id DESC LIMIT 50) x"
                .to_owned(),
        ],
        values: vec![vec![council.to_owned()]],
    })
}

fn council_to_provider(world: &World, council: &str) -> Result<Question, String> {
    Ok(Question {
        name: "council, 8 x 20 needs, provider",
        goal: 0.7,
        counted: "\"peopleNeeded\"",
        service: Document::of(format!(
            "{{ node(id: \"council_{council}\") {{ ... on Council {{ name industryCouncils(first: 8) {{ nodes {{ name \
             needs(first: 20) {{ nodes {{ id title peopleNeeded efforts(first: 5) {{ nodes {{ id title \
             provider {{ id name }} }} }} }} }} }} }} }} }} }}"
        )),
        token: world.token("process_leader")?,
        postgraphile: Some(Document::of(format!(
            "{{ councilByRowId(rowId: \"{council}\") {{ name industryCouncilsByCouncilId(first: 8) {{ nodes {{ name \
             needsByIndustryCouncilId(first: 20) {{ nodes {{ rowId title peopleNeeded needEffortsByNeedId(first: 5) {{ nodes {{ \
             effortByEffortId {{ rowId title organisationByProviderId {{ rowId name }} }} }} }} }} }} }} }} }} }}"
        ))),
        mercurius: Some(Document::of(format!(
            "{{ council(id: \"{council}\") {{ name industryCouncils(first: 8) {{ nodes {{ name needs(first: 20) {{ nodes {{ id title \
             peopleNeeded efforts(first: 5) {{ nodes {{ id title provider {{ id name }} }} }} }} }} }} }} }} }}"
        ))),
        sql: vec![
            "SELECT json_build_object('node', json_build_object('name', c.name, 'industryCouncils', json_build_object('nodes', \
             (SELECT json_agg(json_build_object('name', b.name, 'needs', json_build_object('nodes', coalesce((SELECT json_agg(\
             json_build_object('id', 'need_' || n.id, 'title', n.title, 'peopleNeeded', n.people_needed, 'efforts', \
             json_build_object('nodes', coalesce((SELECT json_agg(json_build_object('id', 'effort_' || e.id, 'title', e.title, \
             'provider', (SELECT json_build_object('id', 'org_' || o.id, 'name', o.name) FROM organisations o \
             WHERE o.id = e.provider_id))) FROM (SELECT e.* FROM need_efforts l JOIN efforts e ON e.id = l.effort_id \
             WHERE l.need_id = n.id ORDER BY e.id LIMIT 5) e), '[]')))) FROM (SELECT * FROM needs n \
             WHERE n.industry_council_id = b.id ORDER BY n.id LIMIT 20) n), '[]')))) FROM (SELECT * FROM industry_councils b \
             WHERE b.council_id = c.id ORDER BY b.id LIMIT 8) b))))::text FROM councils c WHERE c.id = $1"
                .to_owned(),
        ],
        values: vec![vec![council.to_owned()]],
    })
}

fn statistics(world: &World, project: &str) -> Result<Question, String> {
    Ok(Question {
        name: "sex x situation x outcome",
        goal: 1.6,
        counted: "{\"statistics\"",
        service: Document::of(format!(
            "{{ statistics(measure: PARTICIPANTS, groupBy: [SEX, EMPLOYMENT_SITUATION, OUTCOME_KIND], \
             filter: {{ projectId: \"project_{project}\" }}) {{ rows {{ key {{ code }} count {{ value status }} }} }} }}"
        )),
        // Whose project it is: of others' a project stands beside two of these at most.
        token: world.token("project_manager")?,
        postgraphile: None,
        mercurius: None,
        sql: vec![
            "SELECT json_build_object('statistics', json_agg(json_build_array(sex, employment_situation, kind, n)))::text FROM (\
             SELECT p.sex, p.employment_situation, o.kind, count(DISTINCT p.id) AS n FROM participations p \
             JOIN outcomes o ON o.participation_id = p.id AND o.status = 'RECORDED' WHERE p.project_id = $1 GROUP BY 1, 2, 3) x"
                .to_owned(),
        ],
        values: vec![vec![project.to_owned()]],
    })
}

fn many_enrolments(world: &World, project: &str) -> Result<Question, String> {
    Ok(Question {
        name: "5,000 enrolments x 8 fields",
        goal: 0.5,
        counted: "\"appliedOn\"",
        service: Document::of(format!(
            "{{ node(id: \"project_{project}\") {{ ... on Project {{ efforts(first: 50) {{ nodes {{ enrolments(first: 100) {{ nodes {{ \
             id version status source appliedOn startedOn endedOn minutes }} }} }} }} }} }} }}"
        )),
        token: world.token("project_manager")?,
        postgraphile: Some(Document::of(format!(
            "{{ projectByRowId(rowId: \"{project}\") {{ effortsByProjectId(first: 50) {{ nodes {{ enrolmentsByEffortId(first: 100) {{ \
             nodes {{ rowId version status source appliedOn startedOn endedOn minutes }} }} }} }} }} }}"
        ))),
        mercurius: Some(Document::of(format!(
            "{{ project(id: \"{project}\") {{ efforts(first: 50) {{ nodes {{ enrolments(first: 100) {{ nodes {{ \
             id version status source appliedOn startedOn endedOn minutes }} }} }} }} }} }}"
        ))),
        sql: vec![
            "SELECT json_build_object('efforts', json_agg((SELECT json_agg(json_build_object('id', 'enrolment_' || n.id, \
             'version', n.version, 'status', n.status, 'source', n.source, 'appliedOn', n.applied_on, 'startedOn', n.started_on, \
             'endedOn', n.ended_on, 'minutes', n.minutes)) FROM (SELECT * FROM enrolments n WHERE n.effort_id = e.id \
             ORDER BY n.id LIMIT 100) n)))::text FROM (SELECT id FROM efforts WHERE project_id = $1 \
             ORDER BY id LIMIT 50) e"
                .to_owned(),
        ],
        values: vec![vec![project.to_owned()]],
    })
}

/// The first fifty of an employer's: as dear however many others have.
async fn employers_people(world: &World) -> Result<Question, String> {
    let employer = world
        .text("SELECT organisation_id FROM role_assignments WHERE subject = 'demo-org-contact' ORDER BY id LIMIT 1")
        .await?;
    Ok(Question {
        name: "50 of an employer's enrolments",
        goal: 1.3,
        counted: "\"appliedOn\"",
        service: Document::of("{ enrolments(first: 50) { nodes { id status appliedOn startedOn minutes } } }".to_owned()),
        token: world.token("org_contact")?,
        postgraphile: Some(Document::of(format!(
            "{{ allEnrolments(condition: {{ organisationId: \"{employer}\" }}, first: 50) {{ nodes {{ \
             rowId status appliedOn startedOn minutes }} }} }}"
        ))),
        mercurius: Some(Document::of(format!(
            "{{ enrolments(organisationId: \"{employer}\", first: 50) {{ nodes {{ id status appliedOn startedOn minutes }} }} }}"
        ))),
        sql: vec![
            "SELECT json_agg(json_build_object('id', 'enrolment_' || n.id, 'status', n.status, 'appliedOn', n.applied_on, \
             'startedOn', n.started_on, 'minutes', n.minutes))::text FROM (SELECT * FROM enrolments WHERE organisation_id = $1 \
             ORDER BY id LIMIT 50) n"
                .to_owned(),
        ],
        values: vec![vec![employer]],
    })
}

async fn report_need(world: &World, council: &str) -> Result<Question, String> {
    let branch = world
        .text(&format!("SELECT id FROM industry_councils WHERE council_id = '{council}' ORDER BY id LIMIT 1"))
        .await?;
    // What a client writes each time anew stands in variables, so that a server may know its document again.
    let need = json!({
        "title": "Behov {n}", "basis": "BOTH", "cause": "GROWTH", "horizon": "SHORT", "targetGroup": "ALL", "peopleNeeded": 3,
    });
    let with = |more: Value| {
        let mut need = need.clone();
        if let (Value::Object(need), Value::Object(more)) = (&mut need, more) {
            need.extend(more);
        }
        need
    };
    Ok(Question {
        name: "report a need",
        goal: 1.5,
        counted: "\"need\":{",
        service: Document {
            query: "mutation($need: ReportNeedInput!) { reportNeed(input: $need) { need { id } userErrors { code message } } }"
                .to_owned(),
            variables: json!({ "need": with(json!({ "industryCouncilId": format!("branch_{branch}") })) }),
        },
        token: world.token("process_leader")?,
        // Its generated mutations write a row each, each in a transaction of its own.
        postgraphile: Some(Document {
            query: "mutation($need: NeedInput!, $trail: AuditEntryInput!, $event: OutboxInput!) { \
                    createNeed(input: { need: $need }) { need { rowId } } \
                    createAuditEntry(input: { auditEntry: $trail }) { clientMutationId } \
                    createOutbox(input: { outbox: $event }) { clientMutationId } }"
                .to_owned(),
            variables: json!({
                "need": with(json!({
                    "rowId": "p{n}", "version": 1, "councilId": council, "industryCouncilId": branch, "titleKey": "behov {n}",
                    "status": "REPORTED", "reportedOn": "2024-01-01", "demonstration": false,
                })),
                "trail": {
                    "rowId": "p{n}", "at": "0", "principal": "kompetensnav-demo|demo-process-leader", "roles": "PROCESS_LEADER",
                    "action": "REPORT_NEED", "event": "NeedReported", "subject": "need_p{n}", "request": "bench",
                },
                "event": { "rowId": "p{n}", "name": "NeedReported", "version": 1, "subject": "need_p{n}", "at": "0" },
            }),
        }),
        mercurius: Some(Document {
            query: "mutation($need: ReportNeedInput!) { reportNeed(input: $need) { need { id } } }".to_owned(),
            variables: json!({ "need": with(json!({ "id": "m{n}", "industryCouncilId": branch })) }),
        }),
        sql: vec![
            "INSERT INTO needs (id, version, council_id, industry_council_id, title, title_key, status, basis, cause, horizon, \
             target_group, people_needed, reported_on, demonstration) SELECT 'b' || lpad($1::text, 25, '0'), 1, council_id, id, \
             'Behov', 'behov', 'REPORTED', 'BOTH', 'GROWTH', 'SHORT', 'ALL', 3, current_date, false \
             FROM industry_councils WHERE id = $2"
                .to_owned(),
            "INSERT INTO audit_entries (id, at, principal, roles, action, event, subject, request) VALUES \
             ('b' || lpad($1::text, 25, '0'), 0, 'kompetensnav-demo|demo-process-leader', 'PROCESS_LEADER', 'REPORT_NEED', \
             'NeedReported', 'need_b' || lpad($1::text, 25, '0'), 'bench')"
                .to_owned(),
            "INSERT INTO outbox (id, name, version, subject, at) VALUES ('b' || lpad($1::text, 25, '0'), 'NeedReported', 1, \
             'need_b' || lpad($1::text, 25, '0'), 0)"
                .to_owned(),
        ],
        values: vec![vec!["{n}".to_owned(), branch], vec!["{n}".to_owned()], vec!["{n}".to_owned()]],
    })
}
