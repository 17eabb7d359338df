use kernel::{Id, SequentialIds};

use super::{
    super::super::{
        CouncilMeetingStatus,
        agenda::AgendaItemKind,
        fixture::{item, meeting},
    },
    *,
};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn added(access: PaperAccess, ground: Option<LegalGround>, status: CouncilMeetingStatus) -> Result<MeetingPaper> {
    let item = item(AgendaItemKind::Decision);
    let command = AddPaper {
        item: item.id,
        kind: PaperKind::OfficialStatement,
        title: "Vätgas".to_owned(),
        dated_on: None,
        access,
        ground,
    };
    let id = Id::new(&SequentialIds::starting_at(9000));
    let meeting = CouncilMeeting { status, ..meeting() };
    MeetingPaper::add(id, (&meeting, &item), command, day("2020-07-01")).map(|(paper, _)| paper)
}

fn planned() -> MeetingPaper {
    added(PaperAccess::Public, None, CouncilMeetingStatus::Planned).expect("added")
}

fn file() -> FiledPaper {
    FiledPaper::of("a.pdf", b"%PDF-1.7\n".to_vec()).expect("a file")
}

fn take(paper: &mut MeetingPaper) -> Result<Event> {
    paper.take(&meeting(), &file(), file().checksums(), "2020-07-01T08:00:00Z".parse().expect("an instant"))
}

fn next(paper: &mut MeetingPaper) -> Result<MeetingPaper> {
    let command =
        SupersedePaper {
            id: paper.id, expected_version: 1, title: "Vätgas 2".to_owned(), dated_on: day("2020-07-02")
        };
    paper.supersede(Id::new(&SequentialIds::starting_at(9500)), &meeting(), command).map(|(next, _)| next)
}

fn rule<T: std::fmt::Debug>(result: Result<T>) -> kernel::Rule {
    match result.expect_err("refused") {
        Error::Refused { rule, .. } | Error::Invalid { rule, .. } => rule,
        other => panic!("{other}"),
    }
}

#[test]
fn a_paper_is_added_until_the_minutes_are_approved() {
    assert_eq!(planned().dated_on, day("2020-07-01"));
    for closed in [CouncilMeetingStatus::MinutesApproved, CouncilMeetingStatus::Cancelled] {
        let late = added(PaperAccess::Public, None, closed);
        assert_eq!(rule(late).name, "MEETING_DOES_NOT_TAKE_THIS");
    }
    let odd = added(PaperAccess::Public, Some(LegalGround::Osl21), CouncilMeetingStatus::Planned);
    assert_eq!(rule(odd), rules::GROUND_HAS_NO_PLACE);
    assert!(added(PaperAccess::Council, Some(LegalGround::Osl21), CouncilMeetingStatus::Planned).is_ok());
}

#[test]
fn a_file_is_taken_once() {
    let mut paper = planned();
    take(&mut paper).expect("taken");
    assert_eq!((paper.file_name.as_deref(), paper.bytes), (Some("a.pdf"), Some(9)));
    assert_eq!(rule(take(&mut paper)), rules::PAPER_HAS_A_FILE);
}

#[test]
fn an_edition_follows_another_and_the_older_one_stays() {
    let mut first = planned();
    take(&mut first).expect("taken");
    let mut second = next(&mut first).expect("superseded");
    assert_eq!((first.status(), first.sha256.is_some()), (PaperStatus::Superseded, true));
    assert_eq!((second.edition, second.supersedes, second.sha256.as_deref()), (2, Some(first.id), None));
    assert_eq!(rule(next(&mut first)).name, "TRANSITION_IS_NOT_ALLOWED");
    assert_eq!(rule(take(&mut first)), rules::PAPER_DOES_NOT_STAND);
    take(&mut second).expect("taken");
}

#[test]
fn what_is_withdrawn_stays_so() {
    let mut paper = planned();
    assert!(paper.withdraw("  ").is_err());
    paper.withdraw("Fel ärende").expect("withdrawn");
    assert!(paper.withdraw("Igen").is_err());
    let access = SetPaperAccess { id: paper.id, expected_version: 1, access: PaperAccess::Council, ground: None };
    assert_eq!(rule(paper.set_access(access)), rules::PAPER_DOES_NOT_STAND);
}

#[test]
fn what_is_kept_is_what_was_handed_in() {
    let mut paper = planned();
    let bytes = file().bytes;
    assert!(matches!(paper.must_be_of(&bytes), Err(Error::Broken(_))), "it has no file");
    take(&mut paper).expect("taken");
    paper.must_be_of(&bytes).expect("the same");
    let mut other = bytes.clone();
    other[0] = b'#';
    for wrong in [&bytes[..0], &bytes[1..], other.as_slice()] {
        assert!(matches!(paper.must_be_of(wrong), Err(Error::Broken(_))), "{wrong:?}");
    }
}
