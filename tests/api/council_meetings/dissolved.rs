//! What becomes of what a council or an industry council had under way when it is dissolved.

use libtest_mimic::Trial;
use serde_json::{Value, json};

use super::{ITEM, MEETING, PRESENCE, Table, act, doing, refusal};
use crate::{
    constitution::{organisations, seated},
    harness::{DemoApp, elsewhere::fault, trial::both},
};

pub fn tests() -> Vec<Trial> {
    both![who_is_dissolved_goes_on_with_nothing, who_records_and_who_dissolves_wait_for_one_another]
}

/// A seat in the industry council that an organisation is invited to, and has accepted where that `is_accepted`.
async fn invited(table: &Table<'_>, branch: &Value, organisation: &Value, is_accepted: bool) -> Value {
    let leader = table.leader();
    let input = json!({ "councilId": table.council, "industryCouncilId": branch, "organisationId": organisation,
        "seat": "EMPLOYER", "standing": "MEMBER", "mandateFrom": "2026-10-01" });
    let seat = act(&leader, "inviteMember", "membership { id }", input).await["id"].clone();
    if is_accepted {
        let accepting = json!({ "id": seat, "expectedVersion": 1 });
        act(&leader, "acceptInvitation", "membership { id }", accepting).await;
    }
    seat
}

async fn who_is_dissolved_goes_on_with_nothing(app: DemoApp) {
    let table = Table::set(&app, 2).await;
    let (leader, chair) = (table.leader(), table.chair());
    let established = json!({ "councilId": table.council, "name": "Branschråd vätgas", "sni": ["35"],
        "decisionReference": "§ 12/2026" });
    let branch = act(&leader, "establishIndustryCouncil", "industryCouncil { id }", established).await["id"].clone();
    let [one, other]: [Value; 2] = organisations(&app, 2).await.try_into().expect("two");
    let unanswered = invited(&table, &branch, &one, false).await;
    let accepted = invited(&table, &branch, &other, true).await;
    let naming = json!({ "membershipId": accepted, "name": "Astrid Exempelgren" });
    act(&leader, "nameRepresentative", "representative { id }", naming).await;
    let planned = json!({ "councilId": table.council, "industryCouncilId": branch, "title": "Rådsmöte",
        "startsAt": "2026-09-20T06:00:00Z" });
    let meeting = act(&leader, "planCouncilMeeting", MEETING, planned).await["id"].clone();
    let item = json!({ "meetingId": meeting, "kind": "DISCUSSION", "title": "Vätgas" });
    act(&leader, "addAgendaItem", ITEM, item).await;
    act(&leader, "conveneCouncilMeeting", MEETING, json!({ "id": meeting, "expectedVersion": 1 })).await;
    let reported = |at: Value| {
        let mut input = json!({ "title": "Elektrolys", "basis": "BOTH", "cause": "TECHNOLOGY_SHIFT", "horizon": "MEDIUM",
            "targetGroup": "EMPLOYEES", "peopleNeeded": 40 });
        input.as_object_mut().expect("fields").extend(at.as_object().expect("a council").clone());
        input
    };
    let to_branch = reported(json!({ "industryCouncilId": branch }));
    let need = act(&leader, "reportNeed", "need { id }", to_branch.clone()).await["id"].clone();
    let coded = json!({ "id": need, "expectedVersion": 1, "codes": { "sni": "35" } });
    act(&leader, "qualifyNeed", "need { id }", coded).await;

    let ending = json!({ "id": branch, "expectedVersion": 1, "step": "DISSOLVE", "reason": "Uppgår i ett annat" });
    act(&leader, "advanceIndustryCouncil", "industryCouncil { id }", ending).await;
    let asked = "query($ids: [ID!]!) { nodes(ids: $ids) { ... on CouncilMeeting { status statusReason }
        ... on Membership { status statusReason representatives(first: 5) { nodes { validFrom validTo } } } } }";
    let told = leader.ask(asked, json!({ "ids": [meeting, unanswered, accepted] })).await;
    let why = "Uppgår i ett annat";
    let never = json!({ "validFrom": "2026-10-01", "validTo": "2026-09-30" });
    assert_eq!(
        told["nodes"],
        json!([
            { "status": "CANCELLED", "statusReason": why },
            { "status": "DECLINED", "statusReason": why, "representatives": { "nodes": [] } },
            { "status": "DECLINED", "statusReason": why, "representatives": { "nodes": [never] } },
        ])
    );
    let late = json!({ "id": unanswered, "expectedVersion": 2 });
    let told = refusal(&leader, "acceptInvitation", "membership { id }", &late).await;
    assert_eq!(told, fault("TRANSITION_IS_NOT_ALLOWED", "input"));
    let ended = fault("INDUSTRY_COUNCIL_HAS_ENDED", "input");
    assert_eq!(refusal(&leader, "reportNeed", "need { id }", &to_branch).await, ended);
    let mut endorsing = json!({ "needId": need, "expectedVersion": 2, "industryCouncilId": branch,
        "decidedOn": "2026-09-01", "reference": "§ 9" });
    assert_eq!(refusal(&chair, "endorseNeed", "endorsement { id }", &endorsing).await, ended);

    let ending = json!({ "id": table.council, "expectedVersion": 1, "reason": "Uppdraget är slutfört" });
    act(&leader, "dissolveCouncil", "council { id }", ending).await;
    endorsing.as_object_mut().expect("fields").remove("industryCouncilId");
    let signal = json!({ "councilId": table.council, "source": "TECHNOLOGY", "steep": "TECHNOLOGICAL", "sni": "29",
        "title": "Celler monteras av robotar", "text": "Två tillverkare ställer om sina linor.",
        "sourceTitle": "Besök", "sourceAddress": "https://exempel.se/linor", "capturedOn": "2026-08-01" });
    let plan = json!({ "councilId": table.council, "year": 2027, "title": "Handlingsplan" });
    for (speaker, name, shown, input) in [
        (&leader, "reportNeed", "need { id }", reported(json!({ "councilId": table.council }))),
        (&leader, "captureSignal", "signal { id }", signal),
        (&leader, "draftActionPlan", "plan { id }", plan),
        (&chair, "endorseNeed", "endorsement { id }", endorsing),
    ] {
        assert_eq!(refusal(speaker, name, shown, &input).await, fault("COUNCIL_IS_DISSOLVED", "input"), "{name}");
    }
}

/// All of it is done or refused, whichever comes first: rows of the council, its mandates and its meetings are held in one order.
async fn who_records_and_who_dissolves_wait_for_one_another(app: DemoApp) {
    let table = Table::set(&app, 2).await;
    let leader = table.leader();
    let [one]: [Value; 1] = organisations(&app, 1).await.try_into().expect("one");
    for round in 1..=5 {
        let established = json!({ "councilId": table.council, "name": format!("Branschråd {round}"), "sni": ["35"],
            "decisionReference": "§ 12/2026" });
        let branch =
            act(&leader, "establishIndustryCouncil", "industryCouncil { id }", established).await["id"].clone();
        let inviting = json!({ "councilId": table.council, "industryCouncilId": branch, "organisationId": one,
            "seat": "EMPLOYER", "standing": "MEMBER", "mandateFrom": "2026-01-01" });
        let mandate = seated(&leader, inviting).await["id"].clone();
        let planned = json!({ "councilId": table.council, "industryCouncilId": branch, "title": "Rådsmöte",
            "startsAt": "2026-09-20T06:00:00Z" });
        let meeting = act(&leader, "planCouncilMeeting", MEETING, planned).await["id"].clone();
        let item = json!({ "meetingId": meeting, "kind": "DISCUSSION", "title": "Vätgas" });
        let before = act(&leader, "addAgendaItem", "item { id }", item.clone()).await["id"].clone();
        act(&leader, "conveneCouncilMeeting", MEETING, json!({ "id": meeting, "expectedVersion": 1 })).await;

        let dissolving =
            json!({ "id": branch, "expectedVersion": 1, "step": "DISSOLVE", "reason": "Uppgår i ett annat" });
        let recording = json!({ "meetingId": meeting, "membershipId": mandate, "attended": false });
        let naming = json!({ "membershipId": mandate, "name": "Astrid Exempelgren" });
        let filing = json!({ "itemId": before, "kind": "BACKGROUND", "title": "Vätgas", "access": "PUBLIC" });
        let masking = json!({ "itemId": before, "passage": "Vätgas", "ground": "GDPR" });
        let [dissolve, record, add, name, paper, mask] = [
            doing("advanceIndustryCouncil", "industryCouncil { id }"),
            doing("recordPresence", PRESENCE),
            doing("addAgendaItem", ITEM),
            doing("nameRepresentative", "representative { id }"),
            doing("addPaper", "paper { id }"),
            doing("maskPassage", "masking { id }"),
        ];
        let (dissolved, recorded, added, named, filed, masked) = tokio::join!(
            leader.ask(&dissolve, json!({ "input": dissolving })),
            leader.ask(&record, json!({ "input": recording })),
            leader.ask(&add, json!({ "input": item })),
            leader.ask(&name, json!({ "input": naming })),
            leader.ask(&paper, json!({ "input": filing })),
            leader.ask(&mask, json!({ "input": masking })),
        );
        assert_eq!(masked["maskPassage"]["userErrors"], json!([]), "{masked:#}");
        assert_eq!(dissolved["advanceIndustryCouncil"]["userErrors"], json!([]), "{dissolved:#}");
        for (told, late) in [
            (&recorded["recordPresence"], "MEETING_DOES_NOT_TAKE_THIS"),
            (&added["addAgendaItem"], "MEETING_DOES_NOT_TAKE_THIS"),
            (&named["nameRepresentative"], "MANDATE_IS_NOT_HELD"),
            (&filed["addPaper"], "MEETING_DOES_NOT_TAKE_THIS"),
        ] {
            let errors = &told["userErrors"];
            assert!(*errors == json!([]) || errors[0]["code"] == late, "{told:#}");
        }
        let asked = "query($id: ID!) { node(id: $id) { ... on CouncilMeeting { status } } }";
        let told = leader.ask(asked, json!({ "id": meeting })).await;
        assert_eq!(told["node"]["status"], "CANCELLED");
    }
}
