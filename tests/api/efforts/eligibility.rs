//! Whom an effort is open to, who is refused by which rule, and that it closes when everyone is followed up.

use std::time::Duration;

use libtest_mimic::Trial;
use sea_orm::{ConnectionTrait, TransactionTrait};
use serde_json::{Value, json};

use super::{ADA, BO, Place};
use crate::harness::{App, trial::both};

pub fn tests() -> Vec<Trial> {
    both![
        an_effort_opens_by_rules_that_those_who_are_enrolled_must_meet,
        a_participation_tells_what_a_rule_asks,
        an_effort_closes_when_everyone_is_followed_up,
        who_is_nominated_while_the_rules_are_revised_meets_the_new_ones,
    ]
}

const ADVANCE: &str = "mutation($input: AdvanceEffortInput!) { advanceEffort(input: $input) {
    effort { id version status } userErrors { code message path } } }";
const REVISE: &str = "mutation($input: ReviseEffortInput!) { reviseEffort(input: $input) {
    effort { id version } userErrors { code path } } }";
const NOMINATE: &str = "mutation($input: EnrolInput!) { nominateParticipant(input: $input) {
    enrolment { id status } userErrors { code message path } } }";

/// What the effort is, with `more`.
fn said(more: &Value) -> Value {
    let mut said = json!({ "title": "Robotsvets", "kind": "COURSE", "delivery": "PLACE", "targetGroup": "UNDER_NOTICE",
        "hours": 40, "path": "ADAPT_EXISTING", "budget": { "amount": "100000" }, "budgetLine": "Utbildning",
        "goals": "Fler kan svetsa" });
    more.as_object().expect("fields").iter().for_each(|(name, value)| said[name] = value.clone());
    said
}

impl Place {
    /// An effort of the project that is scheduled, with a confirmed occasion; of nobody it is said whom it is open to.
    async fn scheduled(&self) -> (Value, Value) {
        let input = said(&json!({ "hubId": self.hub, "projectId": self.project }));
        let mut effort = self.done("manager", "planEffort", "effort", input).await;
        self.measured(&effort).await;
        let input =
            json!({ "effortId": effort["id"], "startsOn": "2026-08-01", "endsOn": "2026-09-30", "capacity": 9 });
        let occasion = self.done("manager", "planOccasion", "occasion", input).await;
        let occasion = self.step("advanceOccasion", "occasion", &occasion, "CONFIRM").await;
        for step in ["TRIAGE", "APPROVE", "SOURCE", "SCHEDULE"] {
            effort = self.step("advanceEffort", "effort", &effort, step).await;
        }
        (effort, occasion)
    }

    async fn entered(&self, number: &str, entry: Value) -> Value {
        let input = json!({ "projectId": self.project, "organisationId": self.employer, "startsOn": "2026-02-02",
            "person": { "number": number, "name": "Någon" }, "entry": entry });
        self.done("leader", "registerParticipation", "participation", input).await
    }

    /// The code and the message of the refusal to nominate, in this language.
    async fn turned_away(&self, lang: &str, occasion: &Value, participation: &Value) -> (String, String) {
        let input = json!({ "occasionId": occasion["id"], "participationId": participation["id"] });
        let speaker = self.by("contact").with("Accept-Language", lang);
        let data = speaker.ask(NOMINATE, json!({ "input": input })).await;
        let told = &data["nominateParticipant"];
        assert_eq!(told["enrolment"], Value::Null, "{told:#}");
        let text = |name: &str| told["userErrors"][0][name].as_str().unwrap_or_default().to_owned();
        (text("code"), text("message"))
    }
}

async fn an_effort_opens_by_rules_that_those_who_are_enrolled_must_meet(app: App) {
    let place = Place::open(app).await;
    let (effort, occasion) = place.scheduled().await;
    let open = |effort: &Value| json!({ "input": { "id": effort["id"], "expectedVersion": effort["version"], "step": "OPEN" } });
    let manager = place.by("manager");
    assert_eq!(manager.refused(ADVANCE, open(&effort)).await, "ELIGIBILITY_IS_NOT_DECIDED");

    let revise = |version: &Value, rules: Value| {
        let mut input = said(&rules);
        (input["id"], input["expectedVersion"]) = (effort["id"].clone(), version.clone());
        json!({ "input": input })
    };
    let both = revise(&effort["version"], json!({ "openToAll": true, "partiesOnly": true }));
    assert_eq!(manager.refused(REVISE, both).await, "EVERYONE_IS_ELIGIBLE");
    let unknown = revise(&effort["version"], json!({ "eligibleCounties": ["99"] }));
    assert_eq!(manager.refused(REVISE, unknown).await, "CODE_IS_UNKNOWN");
    let rules = json!({ "eligibleSituations": ["UNDER_NOTICE", "FURLOUGHED", "UNDER_NOTICE"],
        "eligibleCounties": ["14"], "eligibleOccupations": ["72"] });
    let data = manager.ask(REVISE, revise(&effort["version"], rules)).await;
    assert_eq!(data["reviseEffort"]["userErrors"], json!([]));
    let opened = place.step("advanceEffort", "effort", &data["reviseEffort"]["effort"], "OPEN").await;
    assert_eq!(opened["status"], "OPEN");
    let shown = "query($id: ID!) { node(id: $id) { ... on Effort { openToAll eligibleSituations partiesOnly
        eligibleOccupations { code } eligibleCounties { code label } } } }";
    let data = place.app.anonymous().ask(shown, json!({ "id": effort["id"] })).await;
    let expected = json!({ "openToAll": false, "eligibleSituations": ["UNDER_NOTICE", "FURLOUGHED"],
        "partiesOnly": false, "eligibleOccupations": [{ "code": "72" }],
        "eligibleCounties": [{ "code": "14", "label": "Västra Götalands län" }] });
    assert_eq!(data["node"], expected, "everyone is told whom it is open to");
    // Once open, it is never left undecided.
    assert_eq!(manager.refused(REVISE, revise(&opened["version"], json!({}))).await, "ELIGIBILITY_IS_NOT_DECIDED");

    let other = json!({ "employmentSituation": "EMPLOYED", "municipality": "0180", "ssyk": "7212" });
    let other = place.entered(BO, other).await;
    let (code, message) = place.turned_away("sv", &occasion, &other).await;
    assert_eq!(code, "APPLICANT_IS_NOT_ELIGIBLE");
    let unmet = "Sysselsättning: Varslad, Permitterad; Bostadslän: Västra Götalands län (14)";
    assert!(message.contains(unmet), "{message}");
    for untold in ["Yrkesgrupp", "Anställd", "Stockholm"] {
        assert!(!message.contains(untold), "{untold}: {message}");
    }
    let (_, message) = place.turned_away("en", &occasion, &other).await;
    assert!(message.contains("Employment situation: Under notice, Furloughed"), "{message}");

    let own = json!({ "employmentSituation": "UNDER_NOTICE", "municipality": "1480", "ssyk": "7212" });
    let own = place.entered(ADA, own).await;
    let input = json!({ "occasionId": occasion["id"], "participationId": own["id"] });
    let enrolled = place.done("contact", "nominateParticipant", "enrolment", input).await;
    assert_eq!(enrolled["status"], "NOMINATED");
    assert_eq!(place.app.number("SELECT count(*) FROM enrolments").await, 1, "who is refused leaves nothing behind");
}

async fn a_participation_tells_what_a_rule_asks(app: App) {
    let place = Place::open(app).await;
    let (effort, occasion) = place.scheduled().await;
    let mut input = said(&json!({ "eligibleCounties": ["14"], "partiesOnly": true }));
    (input["id"], input["expectedVersion"]) = (effort["id"].clone(), effort["version"].clone());
    let data = place.by("manager").ask(REVISE, json!({ "input": input })).await;
    place.step("advanceEffort", "effort", &data["reviseEffort"]["effort"], "OPEN").await;
    let participation = place.entered(ADA, json!({ "employmentSituation": "UNDER_NOTICE" })).await;
    let (code, message) = place.turned_away("sv", &occasion, &participation).await;
    assert_eq!(code, "APPLICANT_IS_NOT_ELIGIBLE");
    let unmet = "Bostadslän (inte känt): Västra Götalands län (14); Arbetsgivaren är part i projektet";
    assert!(message.contains(unmet), "{message}");
    // What is known and who is a party changes the answer, and nothing else does.
    let own = |id: &Value| id.as_str().and_then(|id| id.split_once('_')).map(|(_, own)| own.to_owned()).expect("an id");
    let (project, employer) = (own(&json!(place.project)), own(&json!(place.employer)));
    let statements = [
        format!("UPDATE participations SET municipality_code = '1480' WHERE id = '{}'", own(&participation["id"])),
        format!("UPDATE projects SET owner_id = '{employer}' WHERE id = '{project}'"),
    ];
    for statement in statements {
        place.app.db.connection().execute_unprepared(&statement).await.expect("done");
    }
    let input = json!({ "occasionId": occasion["id"], "participationId": participation["id"] });
    let enrolled = place.done("contact", "nominateParticipant", "enrolment", input).await;
    assert_eq!(enrolled["status"], "NOMINATED");
}

async fn an_effort_closes_when_everyone_is_followed_up(app: App) {
    let place = Place::open(app).await;
    let (effort, _) = place.walked().await;
    let mut effort = place.step("advanceEffort", "effort", &effort, "START").await;
    let query = "{ occasions(first: 1) { nodes { id version } } enrolments(first: 1) { nodes { followUpDueOn } } }";
    let data = place.by("manager").ask(query, json!({})).await;
    assert_eq!(data["enrolments"]["nodes"][0]["followUpDueOn"], "2027-02-28");
    let mut occasion = data["occasions"]["nodes"][0].clone();
    for step in ["START", "FINISH"] {
        occasion = place.step("advanceOccasion", "occasion", &occasion, step).await;
    }
    for step in ["COMPLETE", "FOLLOW_UP"] {
        effort = place.step("advanceEffort", "effort", &effort, step).await;
    }
    let close = |waiver: Value| {
        json!({ "input": { "id": effort["id"], "expectedVersion": effort["version"], "step": "CLOSE",
            "followUpWaiver": waiver } })
    };
    let manager = place.by("manager").with("Accept-Language", "sv");
    let told = manager.ask(ADVANCE, close(Value::Null)).await["advanceEffort"]["userErrors"][0].clone();
    assert_eq!(told["code"], "FOLLOW_UP_IS_MISSING");
    let people = "personer utan uppföljning: 1; den sista kan följas upp från och med 2027-02-28";
    assert!(told["message"].as_str().is_some_and(|text| text.contains(people)), "{told:#}");
    // Had it ended half a year before what was observed of her, she would be followed up.
    let earlier = "UPDATE enrolments SET started_on = '2026-01-12', ended_on = '2026-02-28'";
    place.app.db.connection().execute_unprepared(earlier).await.expect("done");
    assert_eq!(manager.refused(ADVANCE, close(json!("Behövs inte"))).await, "FOLLOW_UP_IS_NOT_MISSING");
    let closed = manager.ask(ADVANCE, close(Value::Null)).await;
    assert_eq!(closed["advanceEffort"]["effort"]["status"], "CLOSED", "{closed:#}");
}

/// Whoever comes between reading and writing is waited for: nobody is admitted by rules that are no longer those of the effort.
async fn who_is_nominated_while_the_rules_are_revised_meets_the_new_ones(app: App) {
    let place = Place::open(app).await;
    let (effort, occasion) = place.effort(9).await;
    let employed = place.entered(ADA, json!({ "employmentSituation": "EMPLOYED", "municipality": "1480" })).await;
    let (_, id) = effort["id"].as_str().and_then(|id| id.split_once('_')).expect("an id");
    let revision = place.app.db.connection().begin().await.expect("begun");
    let rules = format!(
        "UPDATE efforts SET open_to_all = false, eligible_situations = 'UNDER_NOTICE', version = version + 1
        WHERE id = '{id}'"
    );
    revision.execute_unprepared(&rules).await.expect("revised");
    let revised = async {
        // The nomination is under way by then; were it not, it would be refused all the same.
        tokio::time::sleep(Duration::from_millis(300)).await;
        revision.commit().await.expect("committed");
    };
    let ((code, _), ()) = tokio::join!(place.turned_away("sv", &occasion, &employed), revised);
    assert_eq!(code, "APPLICANT_IS_NOT_ELIGIBLE");
    assert_eq!(place.app.number("SELECT count(*) FROM enrolments").await, 0);
}
