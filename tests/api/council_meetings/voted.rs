//! Who decides at a meeting: a quorum, who has a vote and who stands in for whom, and the casting vote.

use futures_util::future::join_all;
use libtest_mimic::Trial;
use serde_json::{Value, json};

use super::{DECISION, NOTE, PRESENCE, Table, VOTE, act, doing, refusal};
use crate::harness::{DemoApp, elsewhere::fault, trial::both};

pub fn tests() -> Vec<Trial> {
    both![
        nothing_is_decided_without_a_quorum,
        the_disqualified_and_those_who_left_do_not_vote,
        a_vote_recorded_by_mistake_is_withdrawn,
        a_substitute_votes_for_who_is_away,
        the_chair_decides_where_votes_are_even,
        who_took_part_does_not_leave_afterwards,
        what_can_be_done_follows_from_what_it_belongs_to_too,
        proposals_are_settled_while_votes_and_notes_are_recorded,
    ]
}

async fn nothing_is_decided_without_a_quorum(app: DemoApp) {
    let table = Table::set(&app, 4).await;
    let meeting = table.plan("2026-03-04").await;
    let item = table.add(&meeting, "DECISION", json!({})).await;
    // Two of four are not more than half.
    table.open(&meeting, "2026-03-04", &table.members[..2]).await;
    let proposal = table.propose(&item).await;
    let settle = json!({ "id": proposal, "expectedVersion": 1, "others": "FOR" });
    let few = refusal(&table.chair(), "settleDecision", DECISION, &settle).await;
    assert_eq!(few, fault("QUORUM_IS_NOT_MET", "input"));
    let votes = "query($id: ID!) { node(id: $id) { ... on CouncilDecision { votes(first: 5) { totalCount } } } }";
    let kept = table.leader().ask(votes, json!({ "id": proposal })).await;
    assert_eq!(kept["node"]["votes"]["totalCount"], 0, "nothing is half-written");
    let third = json!({ "meetingId": meeting, "membershipId": table.members[2] });
    act(&table.leader(), "recordPresence", PRESENCE, third).await;
    let silent = json!({ "id": proposal, "expectedVersion": 1 });
    let unvoted = refusal(&table.chair(), "settleDecision", DECISION, &silent).await;
    assert_eq!(unvoted, fault("NOBODY_HAS_VOTED", "input"));
    table.vote(&proposal, &table.members[0], "AGAINST").await;
    let corrected = table.vote(&proposal, &table.members[0], "FOR").await;
    assert_eq!((&corrected["version"], &corrected["choice"]), (&json!(2), &json!("FOR")));
    let adopted = table.settle(&proposal, json!("ABSTAINED")).await;
    let figures = ["entitled", "quorum", "votesFor", "votesAgainst"].map(|name| adopted[name].clone());
    assert_eq!(figures, [json!(3), json!(3), json!(1), json!(0)], "{adopted:#}");
    let late = json!({ "decisionId": proposal, "membershipId": table.members[1], "choice": "AGAINST" });
    let told = refusal(&table.leader(), "recordVote", VOTE, &late).await;
    assert_eq!(told, fault("TRANSITION_IS_NOT_ALLOWED", "input"));
    // What becomes of the decision waits for the meeting's end, and is not told of before.
    let voting = "mutation($input: RecordVoteInput!) { recordVote(input: $input) { userErrors { message } } }";
    let executing =
        "mutation($input: ExecuteDecisionInput!) { executeDecision(input: $input) { userErrors { code message } } }";
    let step = json!({ "input": { "id": proposal, "expectedVersion": adopted["version"] } });
    let told = table.leader().ask(voting, json!({ "input": late })).await["recordVote"]["userErrors"][0].clone();
    let message = told["message"].as_str().expect("a message");
    assert!(["verkställa", "upphäva", "execute", "rescind"].iter().all(|step| !message.contains(step)), "{message}");
    let early = table.leader().ask(executing, step).await["executeDecision"]["userErrors"][0].clone();
    assert_eq!(early["code"], "MEETING_DOES_NOT_TAKE_THIS", "{early}");
}

async fn the_disqualified_and_those_who_left_do_not_vote(app: DemoApp) {
    let table = Table::set(&app, 5).await;
    let meeting = table.plan("2026-03-04").await;
    let item = table.add(&meeting, "DECISION", json!({})).await;
    table.open(&meeting, "2026-03-04", &table.members).await;
    let proposal = table.propose(&item).await;
    let leader = table.leader();
    let note = |mandate: &Value, kind: &str, text: Option<&str>| json!({ "itemId": item, "membershipId": mandate, "kind": kind, "text": text });
    let wordless = refusal(&leader, "recordItemNote", NOTE, &note(&table.members[4], "DISQUALIFIED", None)).await;
    assert_eq!(wordless, fault("FIELD_IS_REQUIRED", "input.text"));
    let kept_out = note(&table.members[4], "DISQUALIFIED", Some("Äger bolaget"));
    let kept_out = act(&leader, "recordItemNote", NOTE, kept_out).await;
    act(&leader, "recordItemNote", NOTE, note(&table.members[3], "AWAY", None)).await;
    for out in [&table.members[3], &table.members[4], &table.substitute] {
        let vote = json!({ "decisionId": proposal, "membershipId": out, "choice": "FOR" });
        let told = refusal(&leader, "recordVote", VOTE, &vote).await;
        assert_eq!(told, fault("MANDATE_HAS_NO_VOTE", "input.membershipId"), "{out}");
    }
    let reserved = refusal(&leader, "recordItemNote", NOTE, &note(&table.members[4], "RESERVATION", None)).await;
    assert_eq!(reserved, fault("MANDATE_TAKES_NO_PART", "input.membershipId"));
    table.vote(&proposal, &table.members[2], "AGAINST").await;
    let late = refusal(&leader, "recordItemNote", NOTE, &note(&table.members[2], "AWAY", None)).await;
    assert_eq!(late, fault("MANDATE_HAS_VOTED", "input"));
    let reservation = note(&table.members[2], "RESERVATION", Some("För dyrt"));
    let reservation = act(&leader, "recordItemNote", NOTE, reservation).await;
    // Three take part, which is more than half of five: the others voted for.
    let adopted = table.settle(&proposal, json!("FOR")).await;
    let figures = ["status", "entitled", "votesFor", "votesAgainst"].map(|name| adopted[name].clone());
    assert_eq!(figures, [json!("ADOPTED"), json!(3), json!(2), json!(1)], "{adopted:#}");
    // Who took part is settled with the decision; what somebody would have on record may still be taken back.
    let withdraw =
        |note: &Value, version: i64| json!({ "id": note["id"], "expectedVersion": version, "reason": "Fel mandat" });
    let late = refusal(&leader, "withdrawItemNote", NOTE, &withdraw(&kept_out, 1)).await;
    assert_eq!(late, fault("ITEM_IS_DECIDED", "input"));
    act(&leader, "withdrawItemNote", NOTE, withdraw(&reservation, 1)).await;
    let again = refusal(&leader, "withdrawItemNote", NOTE, &withdraw(&reservation, 2)).await;
    assert_eq!(again, fault("NOTE_IS_WITHDRAWN", "input"));
}

async fn a_vote_recorded_by_mistake_is_withdrawn(app: DemoApp) {
    let table = Table::set(&app, 4).await;
    let meeting = table.plan("2026-03-04").await;
    let item = table.add(&meeting, "DECISION", json!({})).await;
    table.open(&meeting, "2026-03-04", &table.members).await;
    let proposal = table.propose(&item).await;
    let leader = table.leader();
    let wrong = table.vote(&proposal, &table.members[3], "FOR").await;
    let other = table.vote(&proposal, &table.members[2], "AGAINST").await;
    let disqualified = json!({ "itemId": item, "membershipId": table.members[3], "kind": "DISQUALIFIED",
        "text": "Äger bolaget" });
    let voted = refusal(&leader, "recordItemNote", NOTE, &disqualified).await;
    assert_eq!(voted, fault("MANDATE_HAS_VOTED", "input"));
    let withdraw = |vote: &Value, version: i64, reason: &str| json!({ "id": vote["id"], "expectedVersion": version, "reason": reason });
    let shown = "vote { id version status withdrawnReason }";
    let wordless = refusal(&leader, "withdrawVote", shown, &withdraw(&wrong, 1, " ")).await;
    assert_eq!(wordless.len(), 1, "{wordless:?}");
    let taken = act(&leader, "withdrawVote", shown, withdraw(&wrong, 1, "Jävet sågs för sent")).await;
    assert_eq!(
        taken,
        json!({ "id": wrong["id"], "version": 2, "status": "WITHDRAWN",
        "withdrawnReason": "Jävet sågs för sent" })
    );
    let again = refusal(&leader, "withdrawVote", shown, &withdraw(&wrong, 2, "igen")).await;
    assert_eq!(again, fault("VOTE_IS_WITHDRAWN", "input"));
    act(&leader, "recordItemNote", NOTE, disqualified).await;
    // Who is there still votes with the others, by the row that was withdrawn.
    act(&leader, "withdrawVote", shown, withdraw(&other, 1, "Fel mandat")).await;
    let adopted = table.settle(&proposal, json!("FOR")).await;
    let figures = ["status", "entitled", "votesFor", "votesAgainst"].map(|name| adopted[name].clone());
    assert_eq!(figures, [json!("ADOPTED"), json!(3), json!(3), json!(0)], "{adopted:#}");
    let late = refusal(&leader, "withdrawVote", shown, &withdraw(&other, 3, "för sent")).await;
    assert_eq!(late, fault("TRANSITION_IS_NOT_ALLOWED", "input"));
    // It names the steps that the decision has: none before the meeting is over, and then those that wait for that.
    let withdrawing =
        "mutation($input: WithdrawVoteInput!) { withdrawVote(input: $input) { userErrors { code message } } }";
    let input = json!({ "input": withdraw(&other, 3, "för sent") });
    let none: [&str; 0] = [];
    assert_eq!(steps(&table, "CouncilDecision", &proposal).await, none);
    let during = leader.ask(withdrawing, input.clone()).await["withdrawVote"]["userErrors"][0].clone();
    let message = during["message"].as_str().expect("a message");
    assert!(message.contains("inga steg är möjliga"), "{message}");
    assert!(["verkställa", "upphäva"].iter().all(|step| !message.contains(step)), "{message}");
    table.close(&meeting, "2026-03-04").await;
    assert_eq!(steps(&table, "CouncilDecision", &proposal).await, ["execute", "rescind"]);
    let after = leader.ask(withdrawing, input).await["withdrawVote"]["userErrors"][0].clone();
    assert_eq!(after["code"], "TRANSITION_IS_NOT_ALLOWED", "{after}");
    let message = after["message"].as_str().expect("a message");
    assert!(["verkställa", "upphäva"].iter().all(|step| message.contains(step)), "{message}");
}

async fn a_substitute_votes_for_who_is_away(app: DemoApp) {
    let table = Table::set(&app, 3).await;
    let meeting = table.plan("2026-03-04").await;
    let item = table.add(&meeting, "DECISION", json!({})).await;
    table.open(&meeting, "2026-03-04", &table.members).await;
    let proposal = table.propose(&item).await;
    let leader = table.leader();
    let serving = json!({ "meetingId": meeting, "membershipId": table.substitute, "servesForId": table.members[2] });
    let filled = refusal(&leader, "recordPresence", PRESENCE, &serving).await;
    assert_eq!(filled, fault("MANDATE_IS_FILLED", "input.servesForId"));
    let away = json!({ "meetingId": meeting, "membershipId": table.members[2], "attended": false });
    assert_eq!(act(&leader, "recordPresence", PRESENCE, away).await["hasVote"], false);
    let serves = act(&leader, "recordPresence", PRESENCE, serving).await;
    assert_eq!((&serves["hasVote"], &serves["standing"]), (&json!(true), &json!("SUBSTITUTE")));
    table.vote(&proposal, &table.substitute, "FOR").await;
    // Who has voted took part.
    let gone = json!({ "meetingId": meeting, "membershipId": table.substitute, "attended": false });
    let told = refusal(&leader, "recordPresence", PRESENCE, &gone).await;
    assert_eq!(told, fault("MANDATE_HAS_VOTED", "input"));
    assert_eq!(table.settle(&proposal, json!("FOR")).await["votesFor"], 3);
}

async fn the_chair_decides_where_votes_are_even(app: DemoApp) {
    let table = Table::set(&app, 2).await;
    let charter = json!({ "councilId": table.council, "validFrom": "2026-01-01", "decidedOn": "2026-01-01",
        "quorumSeats": 2, "decisionRule": "MAJORITY", "noticeDays": 0, "castingVote": true });
    table.leader().ask(&doing("adoptCharter", ""), json!({ "input": charter })).await;
    let meeting = table.plan("2026-03-04").await;
    let item = table.add(&meeting, "DECISION", json!({})).await;
    table.open(&meeting, "2026-03-04", &table.members).await;
    let proposal = table.propose(&item).await;
    table.vote(&proposal, &table.members[0], "FOR").await;
    table.vote(&proposal, &table.members[1], "AGAINST").await;
    let settle = |casting: Value| json!({ "id": proposal, "expectedVersion": 1, "castingVote": casting });
    let at = "input.castingVote";
    let even = refusal(&table.chair(), "settleDecision", DECISION, &settle(Value::Null)).await;
    assert_eq!(even, fault("CASTING_VOTE_IS_MISSING", at));
    let rejected = act(&table.chair(), "settleDecision", DECISION, settle(json!("AGAINST"))).await;
    assert_eq!((&rejected["status"], &rejected["castingVote"]), (&json!("REJECTED"), &json!("AGAINST")));
    let other = table.propose(&item).await;
    let odd = json!({ "id": other, "expectedVersion": 1, "others": "FOR", "castingVote": "FOR" });
    let told = refusal(&table.chair(), "settleDecision", DECISION, &odd).await;
    assert_eq!(told, fault("CASTING_VOTE_HAS_NO_PLACE", at));
}

async fn who_took_part_does_not_leave_afterwards(app: DemoApp) {
    let table = Table::set(&app, 3).await;
    let meeting = table.plan("2026-03-04").await;
    let item = table.add(&meeting, "DECISION", json!({})).await;
    table.open(&meeting, "2026-03-04", &table.members).await;
    let proposal = table.propose(&item).await;
    table.vote(&proposal, &table.members[0], "FOR").await;
    assert_eq!(table.settle(&proposal, Value::Null).await["entitled"], 3);
    let away = json!({ "itemId": item, "membershipId": table.members[2], "kind": "AWAY" });
    let late = refusal(&table.leader(), "recordItemNote", NOTE, &away).await;
    assert_eq!(late, fault("ITEM_IS_DECIDED", "input"));
    // From what is still open one may go.
    table.propose(&item).await;
    act(&table.leader(), "recordItemNote", NOTE, away).await;
}

/// The steps that something tells of itself.
async fn steps(table: &Table<'_>, kind: &str, id: &Value) -> Vec<String> {
    let query = format!("query($id: ID!) {{ node(id: $id) {{ ... on {kind} {{ possibleSteps {{ step }} }} }} }}");
    let data = table.leader().ask(&query, json!({ "id": id })).await;
    let steps = data["node"]["possibleSteps"].as_array().unwrap_or_else(|| panic!("{data:#}"));
    steps.iter().map(|step| step["step"].as_str().expect("a step").to_owned()).collect()
}

async fn what_can_be_done_follows_from_what_it_belongs_to_too(app: DemoApp) {
    let table = Table::set(&app, 3).await;
    let meeting = table.plan("2026-03-04").await;
    let item = table.add(&meeting, "DECISION", json!({})).await;
    let proposal = table.propose(&item).await;
    let paper = json!({ "itemId": item, "kind": "BACKGROUND", "title": "Underlag", "access": "COUNCIL" });
    let paper = act(&table.leader(), "addPaper", "paper { id }", paper).await["id"].clone();
    let none: [&str; 0] = [];
    assert_eq!(steps(&table, "CouncilDecision", &proposal).await, none, "nothing is decided before the meeting");
    table.open(&meeting, "2026-03-04", &table.members).await;
    assert_eq!(steps(&table, "CouncilDecision", &proposal).await, ["adopt", "reject", "postpone"]);
    let vote = table.vote(&proposal, &table.members[0], "FOR").await["id"].clone();
    let note = json!({ "itemId": item, "membershipId": table.members[2], "kind": "RESERVATION" });
    let note = act(&table.leader(), "recordItemNote", NOTE, note).await["id"].clone();
    assert_eq!(steps(&table, "DecisionVote", &vote).await, ["withdraw"]);
    table.settle(&proposal, json!("FOR")).await;
    assert_eq!(steps(&table, "DecisionVote", &vote).await, none, "what is settled is settled");
    assert_eq!(steps(&table, "CouncilDecision", &proposal).await, none, "what becomes of it comes after the meeting");
    table.close(&meeting, "2026-03-04").await;
    assert_eq!(steps(&table, "CouncilDecision", &proposal).await, ["execute", "rescind"]);
    assert_eq!(steps(&table, "ItemNote", &note).await, ["withdraw"]);
    assert_eq!(steps(&table, "MeetingPaper", &paper).await, ["supersede", "withdraw"]);
    table.approve(&meeting).await;
    assert_eq!(steps(&table, "ItemNote", &note).await, none, "what is approved stands");
    assert_eq!(steps(&table, "MeetingPaper", &paper).await, ["withdraw"]);
}

/// What is recorded of a mandate holds it before the meeting, and so does who settles for all who are there: on PostgreSQL one of two
/// that held them in another order would be ended.
async fn proposals_are_settled_while_votes_and_notes_are_recorded(app: DemoApp) {
    let table = Table::set(&app, 5).await;
    let meeting = table.plan("2026-03-04").await;
    let mut items = Vec::new();
    for _ in 0..8 {
        items.push(table.add(&meeting, "DECISION", json!({})).await);
    }
    table.open(&meeting, "2026-03-04", &table.members).await;
    let (leader, chair) = (table.leader(), table.chair());
    let [settle, vote, note] = [("settleDecision", DECISION), ("recordVote", VOTE), ("recordItemNote", NOTE)]
        .map(|(name, shown)| doing(name, shown));
    for item in &items {
        let proposal = table.propose(item).await;
        let voted = |mandate: &Value| json!({ "input": { "decisionId": proposal, "membershipId": mandate, "choice": "AGAINST" } });
        let votes = table.members[..3].iter().map(|mandate| leader.ask(&vote, voted(mandate)));
        let said = |mandate: &Value| json!({ "input": { "itemId": item, "membershipId": mandate, "kind": "STATEMENT", "text": "Sagt" } });
        let notes = table.members[2..].iter().map(|mandate| leader.ask(&note, said(mandate)));
        let others = json!({ "input": { "id": proposal, "expectedVersion": 1, "others": "FOR" } });
        let (votes, settled, notes) = tokio::join!(join_all(votes), chair.ask(&settle, others), join_all(notes));
        let decision = &settled["settleDecision"]["decision"];
        let counted = ["votesFor", "votesAgainst"].map(|side| decision[side].as_i64().unwrap_or_default());
        assert_eq!(counted[0] + counted[1], 5, "everyone who is there has voted: {settled:#}");
        let late = json!([{ "code": "TRANSITION_IS_NOT_ALLOWED", "path": ["input"] }]);
        let told: Vec<&Value> = votes.iter().map(|told| &told["recordVote"]["userErrors"]).collect();
        assert!(told.iter().all(|errors| **errors == json!([]) || **errors == late), "{told:?}");
        let in_time = told.iter().filter(|errors| ***errors == json!([])).count();
        assert_eq!(counted[1], i64::try_from(in_time).expect("a few"), "each in time counts: {settled:#}");
        assert!(notes.iter().all(|told| told["recordItemNote"]["userErrors"] == json!([])), "{notes:?}");
    }
}
