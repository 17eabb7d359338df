use kernel::{Id, SequentialIds};

use super::{
    super::super::{
        CouncilMeetingStatus,
        decision::{CouncilDecision, CouncilDecisionStatus, ProposeDecision},
        fixture::{item, meeting},
    },
    *,
};

fn adding(kind: AgendaItemKind) -> AddAgendaItem {
    AddAgendaItem {
        meeting: meeting().id,
        kind,
        title: "Vätgas".to_owned(),
        text: None,
        position: None,
        need: None,
        effort: None,
        continues: None,
    }
}

fn add(
    status: CouncilMeetingStatus,
    command: AddAgendaItem,
    postponed: Option<(&AgendaItem, &[CouncilDecision])>,
) -> Result<AgendaItem> {
    let others = [AgendaItem { position: 4, ..item(AgendaItemKind::Information) }];
    let id = Id::new(&SequentialIds::starting_at(3500));
    let meeting = CouncilMeeting { status, id: Id::new(&SequentialIds::starting_at(2500)), ..meeting() };
    AgendaItem::add(id, &meeting, command, &others, postponed).map(|(item, _)| item)
}

fn rule<T: std::fmt::Debug>(result: Result<T>) -> kernel::Rule {
    match result.expect_err("refused") {
        Error::Refused { rule, .. } | Error::Invalid { rule, .. } => rule,
        other => panic!("{other}"),
    }
}

/// A proposal on the item.
fn proposed(item: &AgendaItem, status: CouncilDecisionStatus) -> CouncilDecision {
    let command = ProposeDecision { item: item.id, text: "Rådet står bakom behovet.".to_owned() };
    let id = Id::new(&SequentialIds::starting_at(8000));
    let (decision, _) = CouncilDecision::propose(id, (&meeting(), item), command).expect("proposed");
    CouncilDecision { status, ..decision }
}

#[test]
fn an_item_comes_last_where_no_place_is_told_and_to_an_open_meeting() {
    use CouncilMeetingStatus as S;
    for &status in S::ALL {
        let added = add(status, adding(AgendaItemKind::Information), None);
        let takes = matches!(status, S::Planned | S::Convened | S::InSession);
        assert_eq!(added.as_ref().ok().map(|item| item.position), takes.then_some(5), "{status}");
        assert!(takes || rule(added) == super::super::super::rules::MEETING_DOES_NOT_TAKE_THIS, "{status}");
    }
}

#[test]
fn an_endorsement_is_of_a_need() {
    let without = add(CouncilMeetingStatus::Planned, adding(AgendaItemKind::Endorsement), None);
    assert_eq!(rule(without), rules::ENDORSEMENT_NEEDS_A_NEED);
}

#[test]
fn only_what_the_same_body_tabled_comes_back() {
    let earlier = item(AgendaItemKind::Decision);
    let back = |earlier: &AgendaItem, status| {
        let decisions = [proposed(earlier, status)];
        let command = AddAgendaItem { continues: Some(earlier.id), ..adding(AgendaItemKind::Decision) };
        add(CouncilMeetingStatus::Planned, command, Some((earlier, &decisions)))
    };
    assert_eq!(rule(back(&earlier, CouncilDecisionStatus::Adopted)), rules::ITEM_IS_NOT_POSTPONED);
    let elsewhere = AgendaItem { council: Id::new(&SequentialIds::starting_at(9000)), ..earlier.clone() };
    assert_eq!(rule(back(&elsewhere, CouncilDecisionStatus::Postponed)), rules::ITEM_IS_NOT_POSTPONED);
    let comes = back(&earlier, CouncilDecisionStatus::Postponed).expect("comes back");
    assert_eq!(comes.continues, Some(earlier.id));
}

#[test]
fn what_an_item_is_about_stays_once_something_is_proposed() {
    let mut item = item(AgendaItemKind::Endorsement);
    let change = |need| ChangeAgendaItem {
        id: Id::new(&SequentialIds::starting_at(3000)),
        expected_version: 1,
        kind: AgendaItemKind::Endorsement,
        title: "Vätgas och batterier".to_owned(),
        text: None,
        discussion: Some("Branschen berättade.".to_owned()),
        position: 2,
        need,
        effort: None,
    };
    let other = Some(Id::new(&SequentialIds::starting_at(4500)));
    assert_eq!(rule(item.change(&meeting(), change(other), true)), rules::ITEM_HAS_A_PROPOSAL);
    let need = item.need;
    item.change(&meeting(), change(need), true).expect("other words");
    assert_eq!((item.position, item.title.as_str()), (2, "Vätgas och batterier"));
    item.change(&meeting(), change(other), false).expect("about another need");
    let approved = CouncilMeeting { status: CouncilMeetingStatus::MinutesApproved, ..meeting() };
    let late = item.change(&approved, change(other), false);
    assert_eq!(rule(late), super::super::super::rules::MEETING_DOES_NOT_TAKE_THIS);
}
