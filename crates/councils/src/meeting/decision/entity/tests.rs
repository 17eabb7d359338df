use kernel::{Error, Id, SequentialIds, error};

use super::{
    super::super::{
        fixture::{item, meeting, presence},
        note::{ItemNote, ItemNoteKind, RecordItemNote},
        vote::{DecisionVote, RecordVote},
    },
    *,
};
use crate::{charter::DecisionRule, membership::Standing};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn in_session() -> CouncilMeeting {
    CouncilMeeting { status: CouncilMeetingStatus::InSession, ..meeting() }
}

fn over() -> CouncilMeeting {
    CouncilMeeting { status: CouncilMeetingStatus::Held, ..meeting() }
}

fn propose(kind: AgendaItemKind) -> Result<CouncilDecision> {
    let item = item(kind);
    let command = ProposeDecision { item: item.id, text: "Rådet står bakom behovet.".to_owned() };
    CouncilDecision::propose(Id::new(&SequentialIds::starting_at(1)), (&meeting(), &item), command)
        .map(|(decision, _)| decision)
}

fn rule<T: std::fmt::Debug>(result: Result<T>) -> kernel::Rule {
    match result.expect_err("refused") {
        Error::Refused { rule, .. } | Error::Invalid { rule, .. } => rule,
        other => panic!("{other}"),
    }
}

fn ballot(votes_for: usize, against: usize) -> Ballot {
    let rule = DecisionRule::Majority;
    Ballot { entitled: 3, quorum: 2, votes_for, against, rule, casting_vote: false }
}

fn take(decision: &mut CouncilDecision, verb: DecisionVerb) -> Result<Event> {
    let today = day("2020-08-02");
    match verb {
        DecisionVerb::Adopt => decision.settle(&in_session(), ballot(2, 1), None),
        DecisionVerb::Reject => decision.settle(&in_session(), ballot(1, 2), None),
        DecisionVerb::Postpone => decision.postpone(&in_session(), "Underlaget saknas"),
        DecisionVerb::Execute => decision.execute(&over(), today, today),
        DecisionVerb::Rescind => decision.rescind(&over(), "Ersatt av ett nytt beslut"),
    }
}

#[test]
fn every_step_outside_the_table_is_refused_and_changes_nothing() {
    for &status in CouncilDecisionStatus::ALL {
        for &verb in DecisionVerb::ALL {
            let mut decision = CouncilDecision { status, ..propose(AgendaItemKind::Decision).expect("proposed") };
            let taken = take(&mut decision, verb);
            match TRANSITIONS.iter().find(|(from, by, _)| (*from, *by) == (status, verb)) {
                Some((_, _, to)) => {
                    assert_eq!(taken.expect("a step of the table").to, Some(to.as_str()), "{status} {verb}");
                }
                None => {
                    assert_eq!(rule(taken), error::rules::TRANSITION_IS_NOT_ALLOWED, "{status} {verb}");
                    assert_eq!((decision.status, decision.decided_on, decision.executed_on), (status, None, None));
                }
            }
        }
    }
}

#[test]
fn a_refusal_names_the_steps_that_the_meeting_lets_be_taken() {
    let told = |result: Result<()>| match result.expect_err("refused") {
        Error::Refused { rule: error::rules::TRANSITION_IS_NOT_ALLOWED, detail } => detail.sv,
        other => panic!("{other}"),
    };
    let mut proposal = propose(AgendaItemKind::Decision).expect("proposed");
    let adopted = CouncilDecision { status: CouncilDecisionStatus::Adopted, ..proposal.clone() };
    // What becomes of a decision waits for the meeting's end.
    let during = told(adopted.must_be_open(&in_session()));
    assert!(!during.contains("verkställa") && !during.contains("upphäva"), "{during}");
    let after = told(adopted.must_be_open(&over()));
    assert!(after.contains("verkställa") && after.contains("upphäva"), "{after}");
    let today = day("2020-08-02");
    let late = told(proposal.execute(&over(), today, today).map(drop));
    assert!(!late.contains("bifalla") && !late.contains("bordlägga"), "{late}");
}

#[test]
fn only_items_of_decision_and_endorsement_take_a_decision() {
    for &kind in AgendaItemKind::ALL {
        let proposed = propose(kind);
        match kind {
            AgendaItemKind::Endorsement => assert!(proposed.expect("proposed").endorses.is_some()),
            // A decision about a need is not therefore its endorsement.
            AgendaItemKind::Decision => assert_eq!(proposed.expect("proposed").endorses, None),
            _ => assert_eq!(rule(proposed), rules::ITEM_TAKES_NO_DECISION, "{kind}"),
        }
    }
}

#[test]
fn a_decision_is_made_at_its_meeting_and_keeps_its_figures() {
    let mut decision = propose(AgendaItemKind::Decision).expect("proposed");
    let closed = CouncilMeeting { status: CouncilMeetingStatus::Held, ..meeting() };
    let late = decision.settle(&closed, ballot(2, 0), None);
    assert_eq!(rule(late), super::super::super::rules::MEETING_DOES_NOT_TAKE_THIS);
    decision.settle(&in_session(), ballot(2, 1), None).expect("settled");
    assert_eq!(decision.decided_on, Some(day("2020-08-01")));
    let figures = (decision.entitled, decision.quorum, decision.votes_for, decision.votes_against);
    assert_eq!(figures, (Some(3), Some(2), Some(2), Some(1)));
    let early = decision.execute(&over(), day("2020-07-31"), day("2020-08-02"));
    assert_eq!(rule(early), rules::EXECUTED_BEFORE_DECIDED);
}

#[test]
fn who_is_disqualified_or_has_left_has_no_vote() {
    let (meeting, item) = (in_session(), item(AgendaItemKind::Decision));
    let decision = propose(AgendaItemKind::Decision).expect("proposed");
    let own = presence(1, Standing::Member);
    let vote = |notes: &[ItemNote]| {
        let choice = VoteChoice::For;
        let command = RecordVote { decision: decision.id, membership: own.membership, choice };
        let id = Id::new(&SequentialIds::starting_at(1));
        DecisionVote::record(id, (&meeting, &decision), command, std::slice::from_ref(&own), notes)
    };
    vote(&[]).expect("a vote");
    for (kind, has_vote) in [
        (ItemNoteKind::Away, false),
        (ItemNoteKind::Disqualified, false),
        (ItemNoteKind::Reservation, true),
        (ItemNoteKind::Statement, true),
    ] {
        let text = Some("Äger bolaget".to_owned());
        let command = RecordItemNote { item: item.id, membership: own.membership, kind, text };
        let id = Id::new(&SequentialIds::starting_at(1));
        let (mut note, _) = ItemNote::record(id, (&meeting, &item), command, Some(&own), &[], false).expect("noted");
        assert_eq!(vote(std::slice::from_ref(&note)).is_ok(), has_vote, "{kind}");
        let late = note.withdraw(&meeting, true, "Fel mandat");
        assert_eq!(late.is_ok(), has_vote, "{kind}: who took part is settled with the decision");
        note.withdrawn_reason = None;
        note.withdraw(&meeting, false, "Fel mandat").expect("withdrawn");
        vote(&[note]).expect("what is withdrawn keeps nobody out");
    }
}

#[test]
fn a_note_fits_who_it_is_of() {
    let (meeting, item) = (in_session(), item(AgendaItemKind::Decision));
    let record = |presence: Option<&_>, kind, text: Option<&str>, notes: &[ItemNote], voted| {
        let membership = Id::new(&SequentialIds::starting_at(6001));
        let command = RecordItemNote { item: item.id, membership, kind, text: text.map(str::to_owned) };
        let id = Id::new(&SequentialIds::starting_at(1));
        ItemNote::record(id, (&meeting, &item), command, presence, notes, voted).map(|(note, _)| note)
    };
    let (own, adjunct) = (presence(1, Standing::Member), presence(1, Standing::Adjunct));
    use super::super::super::note::rules as of_notes;
    assert_eq!(rule(record(None, ItemNoteKind::Away, None, &[], false)), of_notes::MANDATE_IS_NOT_PRESENT);
    let reserves = record(Some(&adjunct), ItemNoteKind::Reservation, None, &[], false);
    assert_eq!(rule(reserves), of_notes::MANDATE_TAKES_NO_PART);
    let wordless = record(Some(&own), ItemNoteKind::Disqualified, None, &[], false);
    assert_eq!(rule(wordless), error::rules::FIELD_IS_REQUIRED);
    assert_eq!(rule(record(Some(&own), ItemNoteKind::Away, None, &[], true)), of_notes::MANDATE_HAS_VOTED);
    let away = [record(Some(&own), ItemNoteKind::Away, None, &[], false).expect("noted")];
    let reserves = record(Some(&own), ItemNoteKind::Reservation, None, &away, false);
    assert_eq!(rule(reserves), of_notes::MANDATE_TAKES_NO_PART);
}
