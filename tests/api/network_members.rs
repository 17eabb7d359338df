//! A person in a professional network: at her own employer, within the network's project, and told to her own only.

use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::{
    harness::{
        DemoApp,
        elsewhere::{fault, faults},
        trial::both,
    },
    networks::{JOIN, LEAVE, done, formed, own_organisation, partners, projects},
};

pub fn tests() -> Vec<Trial> {
    both![s4_f6_a_person_joins_at_her_employer]
}

async fn s4_f6_a_person_joins_at_her_employer(app: DemoApp) {
    let [project, _] = projects(&app).await;
    let network = formed(&app.speak_as("demo-project-manager"), &project).await;
    let person = app.speak_as("demo-participant");
    let own = "query($p: ID!) { participations(first: 1, filter: { projectId: { eq: $p } }) {
        nodes { participant { id } organisation { id } } } }";
    let data = person.ask(own, json!({ "p": project })).await;
    let row = &data["participations"]["nodes"][0];
    let (id, employer) = (&row["participant"]["id"], &row["organisation"]["id"]);
    let joining = |organisation: &Value, person: &Value| json!({ "networkId": network, "organisationId": organisation, "participantId": person });
    // Neither another person nor another employer; and what is unknown is as what is another's.
    let sql = format!(
        "SELECT id FROM participants WHERE id <> '{}' ORDER BY id",
        &id.as_str().expect("an id")["person_".len()..]
    );
    let stranger = json!(format!("person_{}", app.texts(&sql).await[0]));
    let nobody = json!(format!("person_{}", "0".repeat(26)));
    for other in [&stranger, &nobody] {
        assert_eq!(faults(&person, JOIN, &joining(employer, other)).await, fault("DENIED", "input"));
    }
    assert_eq!(
        faults(&person, JOIN, &json!({ "networkId": network, "organisationId": employer })).await,
        fault("DENIED", "input")
    );
    let elsewhere = partners(&app, &project).await[0].clone();
    let unknown = fault("REFERENCE_IS_UNKNOWN", "input.participantId");
    assert_eq!(faults(&person, JOIN, &joining(&elsewhere, id)).await, unknown);
    let contact = app.speak_as("demo-other-org-contact");
    let theirs = own_organisation(&contact).await;
    for other in [id, &nobody] {
        assert_eq!(faults(&contact, JOIN, &joining(&theirs, other)).await, unknown);
    }

    let member = done(&person, JOIN, joining(employer, id)).await;
    assert_eq!((&member["participant"]["id"], &member["organisation"]["id"]), (id, employer), "{member:#}");
    assert_eq!(faults(&person, JOIN, &joining(employer, id)).await, fault("KEY_IS_TAKEN", "input.participantId"));
    // Whether she came alone or beside her employer shows in nothing that everyone reads.
    let told = "query($id: ID!) { node(id: $id) { ... on ProfessionalNetwork { version organisations } } }";
    assert_eq!(
        app.anonymous().ask(told, json!({ "id": network })).await["node"],
        json!({ "version": 2, "organisations": 1 })
    );
    let manager = app.speak_as("demo-project-manager");
    let part = "mutation($input: AddProjectPartnerInput!) { addProjectPartner(input: $input) { partner { id } userErrors { code path } } }";
    done(&manager, part, json!({ "projectId": project, "organisationId": employer, "part": "SPREAD" })).await;
    done(&manager, JOIN, json!({ "networkId": network, "organisationId": employer })).await;
    assert_eq!(
        app.anonymous().ask(told, json!({ "id": network })).await["node"],
        json!({ "version": 2, "organisations": 1 })
    );
    let seen = "query($id: ID!) { node(id: $id) { ... on NetworkMember { participant { id } } } }";
    assert_eq!(app.anonymous().ask(seen, json!({ "id": member["id"] })).await["node"], Value::Null);
    let data = app.speak_as("demo-project-manager").ask(seen, json!({ "id": member["id"] })).await;
    assert_eq!(&data["node"]["participant"]["id"], id);
    done(&person, LEAVE, json!({ "id": member["id"], "expectedVersion": 1 })).await;
}
