//! Registering a person answers what was sent: who met her before, and what they know, is theirs.

use futures_util::future::join;
use libtest_mimic::Trial;
use serde_json::{Map, Value, json};

use super::{ADA, BO, Place};
use crate::harness::{App, trial::both};

pub fn tests() -> Vec<Trial> {
    both![
        a_number_met_before_answers_as_a_new_one,
        a_protected_person_met_again_answers_as_a_new_one,
        two_who_register_the_same_person_at_once_both_do,
        a_name_changes_by_its_own_verb_only,
        an_enrolment_has_the_employer_that_the_participation_names,
    ]
}

const REGISTER: &str = "mutation($input: RegisterParticipationInput!) { registerParticipation(input: $input) {
    participation { id version status statusReason startsOn endsOn resultsClearedOn isComplete demonstration
        employmentSituation participant { id name } sensitive { disability minority } organisation { name }
        project { id } spells(first: 9) { totalCount } enrolments(first: 9) { totalCount }
        outcomes(first: 9) { totalCount } }
    userErrors { code message path } } }";
const RENAME: &str = "mutation($input: RenameParticipantInput!) { renameParticipant(input: $input) {
    participation { id version participant { name } } userErrors { code message path } } }";
/// What may be asked afterwards.
const SEEN: &str =
    "query($id: ID!, $person: ID!) { node(id: $id) { ... on Participation { version participant { name } } }
    participant(id: $person) { name } participations(first: 9, filter: { id: { eq: $id } }) { totalCount } }";

fn person(project: &str, number: &str, name: &str, protected: bool) -> Value {
    json!({ "input": { "projectId": project, "startsOn": "2026-02-02",
        "person": { "number": number, "name": name, "protected": protected },
        "entry": { "employmentSituation": "EMPLOYED" } } })
}

async fn an_enrolment_has_the_employer_that_the_participation_names(app: App) {
    let place = Place::open(app).await;
    let (_, occasion) = place.effort(3).await;
    let manager = place.by("manager");
    let data = manager.ask("{ organisations(first: 9) { nodes { id } } }", json!({})).await;
    let mut others = data["organisations"]["nodes"].as_array().expect("a list").iter();
    let other = &others.find(|one| one["id"] != json!(place.employer)).expect("another organisation")["id"];
    let nominate = "mutation($input: EnrolInput!) { nominateParticipant(input: $input) {
        enrolment { organisation { id } } userErrors { code path } } }";
    let nominated = async |who: &Value, employer: &Value| {
        let input = json!({ "occasionId": occasion["id"], "participationId": who["id"], "organisationId": employer });
        place.by("manager").ask(nominate, json!({ "input": input })).await["nominateParticipant"].take()
    };
    let ada = place.participation(ADA, "Ada Berg").await;
    let told = nominated(&ada, other).await;
    let expected = json!([{ "code": "PARTICIPATION_NAMES_ANOTHER_EMPLOYER", "path": ["input", "organisationId"] }]);
    assert_eq!((&told["enrolment"], &told["userErrors"]), (&Value::Null, &expected), "nothing is passed over");
    let told = nominated(&ada, &json!(place.employer)).await;
    assert_eq!(told["enrolment"]["organisation"]["id"], json!(place.employer), "what agrees is taken: {told:#}");
    // Where the participation names nobody, who nominates does.
    let alone = person(&place.project, BO, "Bo Lund", false);
    let alone = place.by("leader").ask(REGISTER, alone).await["registerParticipation"]["participation"].take();
    let told = nominated(&alone, other).await;
    assert_eq!(&told["enrolment"]["organisation"]["id"], other, "{told:#}");
}

/// Answers to the same questions about two people, by who asks what, without ids.
type Answers = Map<String, Value>;

/// Registers her in the other project as `subject`, under an invented name, and asks what can be asked then.
async fn met(place: &Place, subject: &str, number: &str, protected: bool) -> Answers {
    let mut answers = Answers::new();
    for refused in
        [person(&place.other, number, "", protected), person(&place.other, number, &"x".repeat(201), protected)]
    {
        let (_, answer) = place.by(subject).answer(REGISTER, refused).await;
        answers.insert(format!("refused {}", answers.len()), answer["data"].clone());
    }
    let sent = person(&place.other, number, "Påhittad", protected);
    let mut data = place.by(subject).ask(REGISTER, sent.clone()).await;
    let participation = data["registerParticipation"]["participation"].take();
    let (id, who) = (participation["id"].clone(), participation["participant"]["id"].clone());
    let spoken = who.as_str().and_then(|who| who.strip_prefix("person_")).expect("an id");
    assert_eq!(spoken.len(), 26);
    assert!(spoken.bytes().all(|digit| digit.is_ascii_hexdigit()), "{spoken} has no time in it");
    answers.insert("registered".to_owned(), stripped(participation));
    for reader in ["stranger", "helper"] {
        let seen = place.by(reader).ask(SEEN, json!({ "id": id, "person": who })).await;
        answers.insert(format!("seen by {reader}"), seen);
        let identity = "query($person: ID!) { personalIdentity(participantId: $person, purpose: \"Prov\") { kind } }";
        let (_, read) = place.by(reader).answer(identity, json!({ "person": who })).await;
        answers
            .insert(format!("number read by {reader}"), json!([read["data"], read["errors"][0]["extensions"]["code"]]));
    }
    let again = place.by(subject).ask(REGISTER, sent).await;
    answers.insert("again".to_owned(), again);
    answers
}

fn stripped(mut value: Value) -> Value {
    value.as_object_mut().expect("a participation").remove("id");
    value["participant"].as_object_mut().expect("a person").remove("id");
    value
}

async fn a_number_met_before_answers_as_a_new_one(app: App) {
    let place = Place::open(app).await;
    let first = place.participation(ADA, "Ada Berg").await;
    let (known, new) = (met(&place, "stranger", ADA, false).await, met(&place, "stranger", BO, false).await);
    assert_eq!(known, new);
    assert_eq!(known["registered"]["participant"]["name"], "Påhittad");
    assert_eq!(known["seen by helper"]["node"]["participant"]["name"], "Påhittad");
    let name = "query($id: ID!) { node(id: $id) { ... on Participation { version participant { name } } } }";
    for reader in ["leader", "coordinator", "contact"] {
        let data = place.by(reader).ask(name, json!({ "id": first["id"] })).await;
        let stored = json!({ "version": first["version"], "participant": { "name": "Ada Berg" } });
        assert_eq!(data["node"], stored, "{reader}: what was stored is not replaced");
    }
    assert_eq!(place.app.number("SELECT count(*) FROM participants").await, 2, "nobody is registered twice");
}

async fn a_protected_person_met_again_answers_as_a_new_one(app: App) {
    let place = Place::open(app).await;
    place.by("leader").ask(REGISTER, person(&place.project, ADA, "Ada Berg", true)).await;
    let (known, new) = (met(&place, "helper", ADA, false).await, met(&place, "helper", BO, false).await);
    assert_eq!(known, new);
    assert_eq!(known["registered"]["participant"]["name"], "Påhittad");
    // Whether others said so before, or are the first to: the same.
    let number = "19121212-1212";
    place.by("leader").ask(REGISTER, person(&place.project, number, "Ester", true)).await;
    let (known, new) = (met(&place, "helper", number, true).await, met(&place, "helper", "19090527-2894", true).await);
    assert_eq!(known, new);
    assert_eq!(known["registered"]["participant"]["name"], Value::Null, "a coordinator is not told a protected name");
    assert_eq!(known["seen by stranger"]["node"]["participant"]["name"], "Påhittad", "who leads the project is");
    let hidden = "query { participations(first: 9) { nodes { participant { name } } } }";
    let data = place.by("coordinator").ask(hidden, json!({})).await;
    let names = data["participations"]["nodes"].as_array().expect("a list");
    assert!(names.iter().all(|node| node["participant"]["name"].is_null()), "still protected: {data:#}");
}

async fn two_who_register_the_same_person_at_once_both_do(app: App) {
    let place = Place::open(app).await;
    let (leader, stranger) = (place.by("leader"), place.by("stranger"));
    let (here, there) = join(
        leader.ask(REGISTER, person(&place.project, ADA, "Ada Berg", false)),
        stranger.ask(REGISTER, person(&place.other, ADA, "Ada Lind", false)),
    )
    .await;
    for (data, name) in [(here, "Ada Berg"), (there, "Ada Lind")] {
        let payload = &data["registerParticipation"];
        assert_eq!(payload["userErrors"], json!([]));
        assert_eq!(payload["participation"]["participant"]["name"], name);
    }
    assert_eq!(place.app.number("SELECT count(*) FROM participants").await, 1);
}

async fn a_name_changes_by_its_own_verb_only(app: App) {
    let place = Place::open(app).await;
    let ada = place.participation(ADA, "Ada Berg").await;
    let theirs = place.by("stranger").ask(REGISTER, person(&place.other, ADA, "Ada Lind", false)).await;
    let theirs = theirs["registerParticipation"]["participation"].clone();
    let named = |row: &Value, version: i64, name: &str| json!({ "input": { "id": row["id"], "expectedVersion": version, "name": name } });
    for (subject, code) in [("stranger", "NOT_FOUND"), ("coordinator", "DENIED"), ("contact", "DENIED")] {
        assert_eq!(place.by(subject).refused(RENAME, named(&ada, 1, "Annan")).await, code, "{subject}");
    }
    let leader = place.by("leader");
    assert_eq!(leader.refused(RENAME, named(&ada, 2, "Annan")).await, "VERSION_IS_STALE");
    assert_eq!(leader.refused(RENAME, named(&ada, 1, " ")).await, "TEXT_LENGTH_IS_WRONG");
    for (language, text) in [("sv", "Texten"), ("en", "text")] {
        let data = place.by("leader").with("Accept-Language", language).ask(RENAME, named(&ada, 1, "")).await;
        let error = &data["renameParticipant"]["userErrors"][0];
        assert_eq!(error["path"], json!(["input", "name"]));
        assert!(error["message"].as_str().is_some_and(|message| message.contains(text)), "{error}");
    }
    for _ in 0..2 {
        let sent = place.by("leader").with("Idempotency-Key", "byt-namn");
        let data = sent.ask(RENAME, named(&ada, 1, "Ada Berg Ek")).await;
        let renamed = json!({ "id": ada["id"], "version": 2, "participant": { "name": "Ada Berg Ek" } });
        assert_eq!(data["renameParticipant"]["participation"], renamed);
    }
    leader.ask(RENAME, named(&ada, 2, "Ada Ek")).await;
    let name = "query($id: ID!) { node(id: $id) { ... on Participation { version participant { name } } } }";
    let own = place.by("contact").ask(name, json!({ "id": ada["id"] })).await;
    assert_eq!(own["node"], json!({ "version": 3, "participant": { "name": "Ada Ek" } }));
    let other = place.by("helper").ask(name, json!({ "id": theirs["id"] })).await;
    assert_eq!(other["node"], json!({ "version": 1, "participant": { "name": "Ada Lind" } }));
    let trail = "SELECT action || ' ' || roles FROM audit_entries WHERE event = 'ParticipantRenamed'";
    assert_eq!(place.app.texts(trail).await, ["CHANGE_NAME PROJECT_MANAGER"; 2]);
    assert_eq!(place.app.number("SELECT count(*) FROM outbox WHERE name = 'ParticipantRenamed'").await, 2);
}
