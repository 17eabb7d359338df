//! No text takes a personal identity number, whichever mutation it is of, but those that are meant for one.

use std::collections::BTreeSet;

use gateway::schema::mutations;
use kernel::{
    Error, Result,
    command::{Field, Kind, Table},
};
use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::{
    frames::{CONTACT, analysis},
    harness::{
        DemoApp,
        elsewhere::{fault, faults},
        trial::{both, plain},
    },
};

pub fn tests() -> Vec<Trial> {
    let told: Vec<Trial> =
        both![a_text_about_a_group_names_nobody_by_number, a_staff_number_is_no_personal_number_in_any_form];
    let read: Vec<Trial> = plain![every_text_of_every_mutation_refuses_a_personal_number];
    told.into_iter().chain(read).collect()
}

/// A number as it is written in a text, an address, a mail address, and where there is little room.
const PROBES: [&str; 5] = [
    "Ada 19090527-1474 berättade",
    "https://exempel.se/19090527-1474",
    "ada19090527-1474@exempel.se",
    "19090527-1474",
    "0905271474",
];

/// Fields that take somebody's number, by their input's name, and why they do.
const MEANT: [(&str, &str); 5] = [
    // The identity of who signs in is compared with what her issuer says of her, byte by byte.
    ("AssignRoleInput", "issuer"),
    ("AssignRoleInput", "subject"),
    // An amount is digits that count, whoever's number they could be.
    ("MoneyInput", "amount"),
    // The person's own, which is kept sealed.
    ("PersonInput", "number"),
    // A sole trader's is the owner's, which lists hide.
    ("RegisterOrganisationInput", "number"),
];

/// A field that people write in, where it stands.
struct Written {
    table: &'static str,
    path: String,
    field: &'static Field,
}

fn written(table: &'static Table, group: &str, found: &mut Vec<Written>) {
    for field in table.fields {
        let path = format!("{group}{}", field.name);
        match field.kind {
            Kind::Group(inner) => written(inner, &format!("{path}."), found),
            Kind::Line { .. } | Kind::Text { .. } | Kind::Json => {
                found.push(Written { table: table.name, path, field });
            }
            _ => {}
        }
    }
}

/// What the field may be sent with a number in it.
fn probes(field: &Field) -> Vec<Value> {
    let most = match field.kind {
        Kind::Line { max } | Kind::Text { max } => max,
        _ => usize::MAX,
    };
    let fitting = PROBES.into_iter().filter(|probe| probe.chars().count() <= most);
    let is_json = matches!(field.kind, Kind::Json);
    fitting.map(|probe| if is_json { json!({ "rubrik": { "sv": probe } }) } else { json!(probe) }).collect()
}

/// Whether a mutation whose inputs are checked so takes this value of the field, whatever it misses besides.
fn takes(check: fn(&Value) -> Result<()>, path: &str, value: Value) -> bool {
    let input = path.rsplit('.').fold(value, |inner, name| json!({ (name): inner }));
    let wrong = match check(&input) {
        Ok(()) => Vec::new(),
        Err(Error::Invalid { field, .. }) => vec![field],
        Err(Error::SeveralInvalid(faults)) => faults.into_iter().map(|fault| fault.field).collect(),
        Err(error) => panic!("{path}: {error}"),
    };
    !wrong.iter().any(|field| field.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')))
}

fn every_text_of_every_mutation_refuses_a_personal_number() {
    let (mut taking, mut asked) = (BTreeSet::new(), 0);
    for row in mutations().rows() {
        let mut fields = Vec::new();
        written(row.table, "", &mut fields);
        for Written { table, path, field } in fields {
            asked += 1;
            if probes(field).into_iter().any(|probe| takes(row.check, &path, probe)) {
                taking.insert((table, field.name));
            }
        }
    }
    assert!(asked > 60, "only {asked} texts were found");
    assert_eq!(taking, BTreeSet::from(MEANT));
}

/// Who may do it, the mutation, and an input that lacks nothing but what is wrong with the text at the path.
async fn refused(app: &DemoApp, who: &str, name: &str, path: &str, input: Value) {
    let kind = format!("{}{}Input", name[..1].to_uppercase(), &name[1..]);
    let mutation = format!("mutation($input: {kind}!) {{ {name}(input: $input) {{ userErrors {{ code path }} }} }}");
    let told = faults(&app.speak_as(who), &mutation, &input).await;
    assert_eq!(told, fault("TEXT_HOLDS_A_PERSONAL_NUMBER", &format!("input.{path}")), "{name}");
}

async fn a_text_about_a_group_names_nobody_by_number(app: DemoApp) {
    let of = |prefix: &str| json!(format!("{prefix}_00000000000000000000000001"));
    let reason = |id: Value| json!({ "id": id, "expectedVersion": 1, "reason": "Ada 1909-05-27-1474 kom inte" });
    let manager = "demo-project-manager";
    refused(&app, manager, "cancelMeeting", "reason", reason(of("meeting"))).await;
    refused(&app, manager, "restNetwork", "reason", reason(of("network"))).await;
    refused(&app, manager, "closeNetwork", "reason", reason(of("network"))).await;
    refused(&app, CONTACT, "withdrawMaterial", "reason", reason(of("material"))).await;
    refused(&app, CONTACT, "cancelReflection", "reason", reason(of("reflection"))).await;
    let named = "Ada 090527 -1474 ansvarar";
    let measure = json!({ "projectId": of("project"), "principle": "GENDER_EQUALITY", "measure": named });
    refused(&app, manager, "addPrincipleMeasure", "measure", measure).await;
    let film = |title: &str, prompt: &str, url: &str| {
        json!({ "organisationId": of("org"), "kind": "FILM", "title": title, "url": url, "prompt": prompt,
            "promptMinutes": 5 })
    };
    let url = "https://exempel.se/film";
    refused(&app, CONTACT, "publishMaterial", "title", film("Ada 090527.1474", "Vad lärde ni er?", url)).await;
    refused(&app, CONTACT, "publishMaterial", "prompt", film("Film", "Vad tyckte\n090527_1474?", url)).await;
    let named = film("Film", "Vad lärde ni er?", "https://exempel.se/19090527-1474");
    refused(&app, CONTACT, "publishMaterial", "url", named).await;
    let workplace = json!({ "organisationId": of("org"), "name": "Ada 090527/1474" });
    refused(&app, CONTACT, "registerWorkplace", "name", workplace).await;
    let scale = json!({ "organisationId": of("org"), "name": "Skala", "steps": ["Som 090527-T474", "Expert"] });
    refused(&app, CONTACT, "defineLevelScale", "steps.0", scale).await;
}

async fn a_staff_number_is_no_personal_number_in_any_form(app: DemoApp) {
    let (employer, _) = analysis(&app).await;
    let contact = app.speak_as(CONTACT);
    let register = "mutation($input: RegisterEmployeeInput!) { registerEmployee(input: $input) {
        employee { reference } userErrors { code path } } }";
    let of = |reference: &str| json!({ "organisationId": employer, "reference": reference, "ssyk": "7223", "employedFrom": "2011-02-01" });
    for form in "905271474 4059937 90527-1474 19090527-147 905.271.474 905271474.0 anst0905271474-2".split(' ') {
        let told = faults(&contact, register, &of(form)).await;
        assert_eq!(told, fault("REFERENCE_LOOKS_LIKE_A_PERSONAL_NUMBER", "input.reference"), "{form}");
    }
    for own in ["4059938", "A-4059937"] {
        let data = contact.ask(register, json!({ "input": of(own) })).await;
        assert_eq!(data["registerEmployee"]["employee"]["reference"], own, "{data:#}");
    }
}
