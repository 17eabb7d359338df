//! Why was this effort run, who stood behind it, on what grounds, and did it help? One query, of any day.

use serde_json::{Value, json};

use super::{
    AIM, BRANCH, Council, EFFORT, FOUND_OUT, GOAL, MANAGER, MEETING, NEED, SIGNAL, SITS_THERE, SUPPLIER, text,
};
use crate::{harness::DemoApp, seed_questions::STRANGER};

const WHY: &str = "query($effort: ID!, $day: Date!) { node(id: $effort) { ... on Effort {
    title status path goals budgetLine budget { amount } provider { name }
    needLinks(first: 3) { nodes { waiverReason } }
    needs(first: 3) { nodes {
        title status followUp reportedOn decisionLeadDays
        signalLinks(first: 3) { nodes { signal { title capturedOn assessments(first: 3, asOf: $day) {
            nodes { relevance industryCouncil { name } } } } } }
        endorsements(first: 3, filter: { decidedOn: { to: $day } }) { nodes {
            decidedOn reference heldOn(day: $day) industryCouncil { name }
            decision { status votesFor votesAgainst meeting { meetsOn status }
                votes(first: 9) { nodes { choice membership { heldOn(day: $day) organisation { id }
                    representatives(first: 1, asOf: $day) { nodes { name } } } } } } } }
        scores(first: 1, asOf: $day) { nodes { score recomputed
            plan { year edition status heldOn(day: $day)
                planGoals(first: 3) { nodes { title target latestValue isReached } }
                nextVersions(first: 3) { nodes { year edition status } } } } }
    } }
    procurements(first: 3) { nodes { method status awardedOn awardReason supplier { name } } }
    occasions(first: 3) { nodes { status startsOn endsOn } }
    outcomes(first: 3) { nodes { kind source observedOn } }
    outcomeCounts { total { value status } }
} } }";

async fn asked(app: &DemoApp, subject: &str, effort: &str, day: &str) -> Value {
    app.speak_as(subject).ask(WHY, json!({ "effort": effort, "day": day })).await["node"].take()
}

/// The whole answer to who may have it, as of the day of asking and of earlier ones; and to another organisation what is everyone's.
pub(super) async fn why_and_did_it_help(app: &DemoApp, council: &Council, effort: &str) {
    let told = asked(app, MANAGER, effort, "2027-09-15").await;
    assert_eq!(told, expected(council), "{told:#}");

    // On the day of the meeting all three held their mandates, and the plan was not in force.
    let then = asked(app, MANAGER, effort, MEETING).await;
    let need = &then["needs"]["nodes"][0];
    let votes = need["endorsements"]["nodes"][0]["decision"]["votes"]["nodes"].as_array().expect("votes");
    assert!(votes.len() == 3 && votes.iter().all(|vote| vote["membership"]["heldOn"] == true), "{then:#}");
    assert_eq!(need["scores"]["nodes"][0]["plan"]["heldOn"], false);
    // The day before nobody stood behind it.
    let before = asked(app, MANAGER, effort, "2026-12-01").await;
    let need = &before["needs"]["nodes"][0];
    let nothing = json!({ "nodes": [] });
    assert_eq!((&need["endorsements"], &need["scores"]), (&nothing, &nothing), "{before:#}");
    assert_eq!(need["signalLinks"]["nodes"][0]["signal"]["title"], SIGNAL);

    let elsewhere = asked(app, STRANGER, effort, "2027-09-15").await;
    assert_eq!(elsewhere["title"], EFFORT, "the catalogue is everyone's");
    for hidden in ["needs", "needLinks", "outcomes"] {
        assert_eq!(elsewhere[hidden], nothing, "{hidden}");
    }
    assert_ne!(elsewhere["outcomeCounts"]["total"]["status"], "EXACT");
    assert_ne!(elsewhere["outcomeCounts"]["total"]["value"], 1, "one person is nobody's to count");
    let written = elsewhere.to_string();
    for word in [NEED, SIGNAL, BRANCH, SITS_THERE, FOUND_OUT, GOAL] {
        assert!(!written.contains(word), "{word} in {elsewhere:#}");
    }
}

fn expected(council: &Council) -> Value {
    let vote = |nth: usize| {
        let (organisation, _) = &council.members[nth];
        let sits = if nth == 0 { json!([{ "name": SITS_THERE }]) } else { json!([]) };
        // The third left in the summer.
        json!({ "choice": "FOR", "membership": { "heldOn": nth < 2, "organisation": { "id": text(organisation) },
            "representatives": { "nodes": sits } } })
    };
    let decision = json!({ "status": "ADOPTED", "votesFor": 3, "votesAgainst": 0,
        "meeting": { "meetsOn": MEETING, "status": "MINUTES_APPROVED" },
        "votes": { "nodes": [vote(0), vote(1), vote(2)] } });
    let endorsement = json!({ "decidedOn": MEETING, "reference": format!("§ 1/2026, {MEETING}"), "heldOn": true,
        "industryCouncil": { "name": BRANCH }, "decision": decision });
    let signal = json!({ "title": SIGNAL, "capturedOn": "2026-09-15",
        "assessments": { "nodes": [{ "relevance": 5, "industryCouncil": { "name": BRANCH } }] } });
    let plan = json!({ "year": 2027, "edition": 1, "status": "IN_FORCE", "heldOn": true,
        "planGoals": { "nodes": [{ "title": GOAL, "target": 1, "latestValue": 1, "isReached": true }] },
        "nextVersions": { "nodes": [{ "year": 2028, "edition": 2, "status": "DRAFT" }] } });
    // From the fifteenth of September to the second of December.
    let need = json!({ "title": NEED, "status": "MET", "followUp": FOUND_OUT, "reportedOn": "2026-09-15",
        "decisionLeadDays": 78, "signalLinks": { "nodes": [{ "signal": signal }] },
        "endorsements": { "nodes": [endorsement] },
        "scores": { "nodes": [{ "score": 3_350, "recomputed": 3_350, "plan": plan }] } });
    let procurement = json!({ "method": "DIRECT", "status": "CLOSED", "awardedOn": MEETING,
        "awardReason": "Ingen annan ger kursen.", "supplier": { "name": SUPPLIER } });
    json!({ "title": EFFORT, "status": "CLOSED", "path": "PROCURE", "goals": AIM, "budgetLine": "Utbildning",
        "budget": { "amount": "300000.00" }, "provider": { "name": SUPPLIER },
        "needLinks": { "nodes": [{ "waiverReason": null }] }, "needs": { "nodes": [need] },
        "procurements": { "nodes": [procurement] },
        "occasions": { "nodes": [{ "status": "FINISHED", "startsOn": "2027-02-01", "endsOn": "2027-05-31" }] },
        "outcomes": { "nodes": [
            { "kind": "STRENGTHENED_IN_INDUSTRY", "source": "EMPLOYER", "observedOn": "2027-09-01" }] },
        "outcomeCounts": { "total": { "value": 1, "status": "EXACT" } } })
}
