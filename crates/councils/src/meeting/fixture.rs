//! A meeting and what is at it, for the tests of its parts.

use kernel::{Id, SequentialIds};

use super::{
    CouncilMeeting, MeetingMode, PlanCouncilMeeting,
    agenda::{AddAgendaItem, AgendaItem, AgendaItemKind},
    presence::MeetingPresence,
};
use crate::{body::Body, membership::Standing};

/// Whose it is.
pub(crate) fn body() -> Body {
    Body { council: Id::new(&SequentialIds::starting_at(1000)), industry_council: None }
}

/// One that is planned for 2020-08-01.
pub(crate) fn meeting() -> CouncilMeeting {
    let command = PlanCouncilMeeting {
        council: body().council,
        industry_council: None,
        title: "Rådsmöte".to_owned(),
        mode: MeetingMode::InPerson,
        place: Some("Gårda".to_owned()),
        starts_at: "2020-08-01T08:00:00Z".parse().expect("an instant"),
        ends_at: None,
    };
    CouncilMeeting::plan(Id::new(&SequentialIds::starting_at(2000)), body(), command).expect("planned").0
}

/// An item of it.
pub(crate) fn item(kind: AgendaItemKind) -> AgendaItem {
    let meeting = meeting();
    let command = AddAgendaItem {
        meeting: meeting.id,
        kind,
        title: "Vätgas".to_owned(),
        text: None,
        position: None,
        need: Some(Id::new(&SequentialIds::starting_at(4000))),
        effort: None,
        continues: None,
    };
    AgendaItem::add(Id::new(&SequentialIds::starting_at(3000)), &meeting, command, &[], None).expect("added").0
}

/// The presence of the `nth` mandate at it.
pub(crate) fn presence(nth: u128, standing: Standing) -> MeetingPresence {
    MeetingPresence {
        id: Id::new(&SequentialIds::starting_at(5000 + nth)),
        version: 1,
        meeting: meeting().id,
        council: body().council,
        membership: Id::new(&SequentialIds::starting_at(6000 + nth)),
        organisation: Id::new(&SequentialIds::starting_at(7000 + nth)),
        standing,
        attended: true,
        serves_for: None,
        function: None,
        masked: None,
    }
}
