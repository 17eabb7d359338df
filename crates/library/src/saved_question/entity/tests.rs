use kernel::{Id, SequentialIds};
use serde_json::json;

use super::{
    super::draft::tests::{DOCUMENT, definition},
    *,
};

fn by(who: &str) -> By {
    By { principal: format!("issuer|{who}"), at: "2026-09-01T08:00:00Z".parse().expect("an instant") }
}

fn draft() -> Draft {
    Draft::read("vara-behov", DOCUMENT, definition()).expect("a draft")
}

fn own() -> Owner {
    Owner::Organisation(Id::new(&SequentialIds::starting_at(1)))
}

fn council() -> CouncilId {
    Id::new(&SequentialIds::starting_at(50))
}

fn alone() -> Shared {
    Shared::new(own(), Sharing::Owner, None).expect("shared")
}

fn at(status: QuestionStatus) -> SavedQuestion {
    let (mut question, _) =
        SavedQuestion::begin(Id::new(&SequentialIds::starting_at(9)), own(), draft(), alone(), by("a"));
    question.status = status;
    question
}

fn take(question: &mut SavedQuestion, verb: QuestionVerb) -> Result<Event> {
    match verb {
        QuestionVerb::Revise => question.revise(draft(), alone(), by("b")),
        QuestionVerb::Publish => question.publish(by("b")),
        QuestionVerb::Withdraw => question.withdraw("Ersatt", by("b")),
    }
}

#[test]
fn every_step_is_in_the_table_or_refused() {
    for &status in QuestionStatus::ALL {
        for &verb in QuestionVerb::ALL {
            let mut question = at(status);
            let expected = TRANSITIONS.iter().find(|(from, by, _)| (*from, *by) == (status, verb));
            match (take(&mut question, verb), expected) {
                (Ok(event), Some((.., to))) => {
                    assert_eq!((question.status, event.to), (*to, Some(to.as_str())), "{status} {verb}");
                    assert_eq!(question.updated_by, "issuer|b");
                }
                (Err(Error::Refused { rule, .. }), None) => {
                    assert_eq!(rule, kernel::error::rules::TRANSITION_IS_NOT_ALLOWED);
                    assert_eq!(question.status, status);
                }
                (result, expected) => panic!("{status} {verb}: {result:?}, {expected:?}"),
            }
        }
    }
}

#[test]
fn the_edition_counts_wordings_and_not_steps() {
    let mut question = at(QuestionStatus::Draft);
    question.revise(draft(), alone(), by("b")).expect("revised");
    question.publish(by("b")).expect("published");
    assert_eq!(question.edition, 1, "nothing was worded anew");
    let mut other = definition();
    other["title"]["sv"] = json!("Våra största behov");
    let other = Draft::read("vara-behov", DOCUMENT, other).expect("a draft");
    question.revise(other, alone(), by("b")).expect("revised");
    assert_eq!((question.edition, &question.definition["version"]), (2, &json!(2)));
    assert_eq!((question.title.sv.as_str(), question.status), ("Våra största behov", QuestionStatus::Published));
    let read = question.question().expect("it stands");
    assert_eq!(read.definition().version, 2);
}

#[test]
fn the_address_stands() {
    let mut question = at(QuestionStatus::Draft);
    let other = Draft::read("andra-behov", DOCUMENT, definition()).expect("a draft");
    let refused = question.revise(other, alone(), by("b"));
    assert!(matches!(refused, Err(Error::Invalid { rule: rules::SLUG_AND_OWNER_STAND, .. })));
}

#[test]
fn a_council_is_named_when_it_is_shared_with_and_not_else() {
    let rule = |shared: Result<Shared>| match shared {
        Err(Error::Invalid { rule, .. }) => Some(rule),
        _ => None,
    };
    assert_eq!(rule(Shared::new(own(), Sharing::Council, None)), Some(rules::SHARED_COUNCIL_IS_REQUIRED));
    for with in [Sharing::Owner, Sharing::SignedIn] {
        let shared = Shared::new(own(), with, Some(council()));
        assert_eq!(rule(shared), Some(rules::SHARED_COUNCIL_IS_NOT_ASKED_FOR));
    }
    let itself = Shared::new(Owner::Council(council()), Sharing::Council, None).expect("shared");
    assert_eq!(itself.council(), Some(council()));
}

#[test]
fn a_council_reads_what_is_published_to_it_and_only_then() {
    let shared = Shared::new(own(), Sharing::Council, Some(council())).expect("shared");
    let (mut question, _) =
        SavedQuestion::begin(Id::new(&SequentialIds::starting_at(9)), own(), draft(), shared, by("a"));
    assert_eq!(question.reader_council(), None);
    question.publish(by("a")).expect("published");
    assert_eq!(question.reader_council(), Some(council()));
    assert!(matches!(question.withdraw(" ", by("a")), Err(Error::Invalid { .. })), "a reason is asked for");
    question.withdraw("Fel siffror", by("a")).expect("withdrawn");
    assert_eq!((question.reader_council(), question.is_asked()), (None, false));
}
