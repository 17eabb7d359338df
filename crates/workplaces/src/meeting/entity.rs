//! What a learning meeting is, and which steps it may take.

use std::{collections::BTreeSet, sync::Arc};

use access::{Action, Anchors, Request, view};
use chrono::NaiveDate;
use kernel::{
    Command, Error, Result, command,
    command::{REASON, line, text},
    error::{happened_on, required_reason, required_text, rules as common},
    id::{LearningMeetingId, ProfessionalNetworkId, ProjectId},
    machine::{Step, step},
    text_enum,
};
use store::Event;

use crate::{attendance::MeetingAttendance, held, network::ProfessionalNetwork};

/// Rules of learning meetings.
pub mod rules {
    pub use kernel::error::rules::DATE_IS_IN_THE_FUTURE;

    kernel::rules! {
        /// Who came is recorded once the meeting is held, until it is closed; detail: the present state.
        MEETING_TAKES_NO_ATTENDANCE:
            "Närvaro registreras när mötet är hållet eller dokumenterat.",
            "Attendance is recorded when the meeting is held or documented.";
    }
}

text_enum! {
    pub enum MeetingStatus as "LearningMeetingStatus" ("Lärmötets status.", "Status of a learning meeting.") {
        Planned = "PLANNED" ("Planerat", "Planned"),
        Invited = "INVITED" ("Inbjudet", "Invited", ("inbjudan är skickad", "the invitation is sent")),
        Held = "HELD" ("Hållet", "Held"),
        Documented = "DOCUMENTED" ("Dokumenterat", "Documented"),
        Closed = "CLOSED" ("Avslutat", "Closed"),
        Cancelled = "CANCELLED" ("Inställt", "Cancelled"),
    }
}

impl MeetingStatus {
    /// Whether it is noted who came: from when the meeting is held until it is closed.
    pub const fn takes_attendance(self) -> bool {
        matches!(self, Self::Held | Self::Documented)
    }
}

text_enum! {
    /// Steg i ett lärmötes livslopp.
    pub enum MeetingVerb {
        Invite = "invite" ("bjuda in", "invite"),
        Hold = "hold" ("hålla", "hold"),
        Document = "document" ("dokumentera", "document"),
        Close = "close" ("avsluta", "close"),
        Cancel = "cancel" ("ställa in", "cancel", ("med skäl", "with a reason")),
    }
}

/// The state machine. What was held is never cancelled.
pub const TRANSITIONS: &[Step<MeetingStatus, MeetingVerb>] = {
    use MeetingStatus as S;
    use MeetingVerb as V;
    &[
        (S::Planned, V::Invite, S::Invited),
        (S::Planned, V::Cancel, S::Cancelled),
        (S::Invited, V::Hold, S::Held),
        (S::Invited, V::Cancel, S::Cancelled),
        (S::Held, V::Document, S::Documented),
        (S::Documented, V::Close, S::Closed),
    ]
};

/// From how many sectors a meeting crosses a boundary.
const BOUNDARY: i32 = 2;

/// Lärmöte. Everyone reads it, its notes and reasons too, but not how many people came.
#[derive(Clone, Debug)]
pub struct LearningMeeting {
    /// Id.
    pub id: LearningMeetingId,
    /// Version, counted up by every change.
    pub version: i32,
    /// The project that holds it.
    pub project: ProjectId,
    /// The professional network that meets, where it is one.
    pub network: Option<ProfessionalNetworkId>,
    /// Title, 1–200 characters.
    pub title: String,
    /// What is to be learnt, at most 200 characters.
    pub theme: Option<String>,
    /// Status.
    pub status: MeetingStatus,
    /// Planned for.
    pub planned_on: NaiveDate,
    /// Held on.
    pub held_on: Option<NaiveDate>,
    /// Place or link, at most 200 characters.
    pub place: Option<String>,
    /// What was learnt, at most 8,000 characters.
    pub notes: Option<String>,
    /// Organisations that came.
    pub organisations: i32,
    /// Sectors that those organisations are of.
    pub sectors_met: i32,
    /// People who came, of all organisations; see [`LearningMeeting::head_count_for`].
    pub head_count: i32,
    /// Why it was cancelled.
    pub status_reason: Option<String>,
}

command! {
    pub struct PlanMeeting as "PlanMeetingInput" ("Planera lärmöte.", "Plan a learning meeting.") {
        project: ProjectId as "projectId" ("Projekt: det som håller mötet.", "Project: the one that holds the meeting."),
        network: Option<ProfessionalNetworkId> as "networkId"
            ("Yrkesnätverk: det som möts, av samma projekt.", "Professional network: the one that meets, of the same project."),
        title: String as "title" [line(200)] ("Rubrik.", "Title."),
        theme: Option<String> as "theme" [line(200)] ("Tema.", "Theme."),
        planned_on: NaiveDate as "plannedOn" ("Planerat till.", "Planned for."),
        place: Option<String> as "place" [line(200)] ("Plats eller länk.", "Place or link."),
    }
}

command! {
    pub struct InviteToMeeting as "InviteToMeetingInput" ("Bjud in till lärmöte.", "Invite to a learning meeting.")
        of LearningMeetingId, ("Lärmötet.", "The learning meeting.") {}
}

command! {
    pub struct HoldMeeting as "HoldMeetingInput" ("Håll lärmöte.", "Hold a learning meeting.")
        of LearningMeetingId, ("Lärmötet.", "The learning meeting.") {
        held_on: NaiveDate as "heldOn" [command::UNTIL_TODAY] ("Hållet den.", "Held on."),
        place: Option<String> as "place" [line(200)]
            ("Plats eller länk; den planerade när den saknas.", "Place or link; the planned one when absent."),
    }
}

command! {
    pub struct DocumentMeeting as "DocumentMeetingInput" ("Dokumentera lärmöte.", "Document a learning meeting.")
        of LearningMeetingId, ("Lärmötet.", "The learning meeting.") {
        notes: String as "notes" [text(8000)]
            ("Anteckningar: vad mötet gav. Alla kan läsa dem.", "Notes: what the meeting gave. Everyone can read them."),
    }
}

command! {
    pub struct CloseMeeting as "CloseMeetingInput" ("Avsluta lärmöte.", "Close a learning meeting.")
        of LearningMeetingId, ("Lärmötet.", "The learning meeting.") {}
}

command! {
    pub struct CancelMeeting as "CancelMeetingInput" ("Ställ in lärmöte.", "Cancel a learning meeting.")
        of LearningMeetingId, ("Lärmötet.", "The learning meeting.") {
        reason: String as "reason" [REASON] ("Skäl.", "Reason."),
    }
}

impl LearningMeeting {
    /// A newly planned meeting, of `network` where one is named.
    ///
    /// # Errors
    /// `Invalid` naming the field, also for a network of another project; `Refused` for a closed network.
    pub fn plan(
        id: LearningMeetingId,
        network: Option<&ProfessionalNetwork>,
        command: PlanMeeting,
    ) -> Result<(Self, Event)> {
        let command = command.checked()?;
        if let Some(network) = network {
            if network.project != command.project {
                return Err(Error::invalid("networkId", common::REFERENCE_IS_UNKNOWN));
            }
            network.must_be_open()?;
        }
        let meeting = Self {
            id,
            version: 1,
            project: command.project,
            network: command.network,
            title: command.title,
            theme: command.theme,
            status: MeetingStatus::Planned,
            planned_on: command.planned_on,
            held_on: None,
            place: command.place,
            notes: None,
            organisations: 0,
            sectors_met: 0,
            head_count: 0,
            status_reason: None,
        };
        Ok((meeting, Event::new("LearningMeetingPlanned", id.public())))
    }

    /// The invitation is sent.
    ///
    /// # Errors
    /// `Refused` for a wrong transition.
    pub fn invite(&mut self) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, MeetingVerb::Invite)?;
        Ok(self.enter(to, "LearningMeetingInvitedTo", None))
    }

    /// Was held, within its project from `begins_on` on.
    ///
    /// # Errors
    /// `Refused` for a wrong transition; `Invalid` naming the field, also for a day long before the one that was planned.
    pub fn hold(&mut self, command: HoldMeeting, begins_on: Option<NaiveDate>, today: NaiveDate) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, MeetingVerb::Hold)?;
        let command = command.checked()?;
        let since = held::since(self.planned_on, begins_on);
        self.held_on = Some(happened_on("heldOn", Some(command.held_on), Some(since), today)?);
        if command.place.is_some() {
            self.place = command.place;
        }
        Ok(self.enter(to, "LearningMeetingHeld", None))
    }

    /// What it gave is written down.
    ///
    /// # Errors
    /// `Refused` for a wrong transition; `Invalid` without notes.
    pub fn document(&mut self, notes: &str) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, MeetingVerb::Document)?;
        self.notes = Some(required_text("notes", notes, 8000)?);
        Ok(self.enter(to, "LearningMeetingDocumented", None))
    }

    /// Nothing more is added to it.
    ///
    /// # Errors
    /// `Refused` for a wrong transition.
    pub fn close(&mut self) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, MeetingVerb::Close)?;
        Ok(self.enter(to, "LearningMeetingClosed", None))
    }

    /// Will not be held, with a reason.
    ///
    /// # Errors
    /// `Refused` for a wrong transition; `Invalid` without a reason.
    pub fn cancel(&mut self, reason: &str) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, MeetingVerb::Cancel)?;
        let reason = required_reason(reason)?;
        Ok(self.enter(to, "LearningMeetingCancelled", Some(reason)))
    }

    /// Refuses attendance before the meeting is held and after it is closed.
    ///
    /// # Errors
    /// `Refused { MEETING_TAKES_NO_ATTENDANCE }`.
    pub fn must_take_attendance(&self) -> Result<()> {
        match self.status.takes_attendance() {
            true => Ok(()),
            false => Err(Error::refused(rules::MEETING_TAKES_NO_ATTENDANCE, self.status.label())),
        }
    }

    /// Counts who came, anew: `all` are the rows of this meeting.
    pub fn count(&mut self, all: &[MeetingAttendance]) {
        let number = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
        let sectors: BTreeSet<_> = all.iter().map(|one| one.sector).collect();
        self.organisations = number(all.len());
        self.sectors_met = number(sectors.len());
        self.head_count = all.iter().fold(0, |sum: i32, one| sum.saturating_add(one.head_count));
    }

    /// Gränsöverskridande: organisations of at least two sectors met.
    pub fn is_boundary_crossing(&self) -> bool {
        self.sectors_met >= BOUNDARY
    }

    /// How many people came, for those who reach the members of the project's networks: a small number of a single organisation
    /// points at people.
    pub fn head_count_for(&self, request: &Arc<Request>) -> Option<i32> {
        let own = Anchors { project: Some(self.project), ..Anchors::default() };
        view(request, Action::ReadNetworkMembers).covers(&own).then_some(self.head_count)
    }

    fn enter(&mut self, to: MeetingStatus, name: &'static str, reason: Option<String>) -> Event {
        let from = std::mem::replace(&mut self.status, to);
        self.status_reason.clone_from(&reason);
        Event::new(name, self.id.public()).transition(from.as_str(), to.as_str(), reason)
    }
}

#[cfg(test)]
mod tests {
    use access::{Actor, Assignment, Role};
    use kernel::{Id, SequentialIds};

    use super::*;
    use crate::{
        attendance::Sector,
        network::fixture::{network, project},
    };

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn meeting() -> LearningMeeting {
        let command = PlanMeeting {
            project: project(),
            network: None,
            title: "Lärmöte".into(),
            theme: None,
            planned_on: day("2012-02-29"),
            place: Some("Lindholmen".into()),
        };
        LearningMeeting::plan(Id::new(&SequentialIds::starting_at(20)), None, command).expect("planned").0
    }

    fn took(meeting: &mut LearningMeeting, verb: MeetingVerb) -> Result<Event> {
        let held = HoldMeeting { id: meeting.id, expected_version: 1, held_on: day("2012-02-29"), place: None };
        match verb {
            MeetingVerb::Invite => meeting.invite(),
            MeetingVerb::Hold => meeting.hold(held, None, day("2012-03-01")),
            MeetingVerb::Document => meeting.document("Vad vi lärde"),
            MeetingVerb::Close => meeting.close(),
            MeetingVerb::Cancel => meeting.cancel("Snöstorm"),
        }
    }

    #[test]
    fn every_step_outside_the_table_is_refused_and_changes_nothing() {
        for &status in MeetingStatus::ALL {
            for &verb in MeetingVerb::ALL {
                let mut meeting = LearningMeeting { status, ..meeting() };
                let taken = took(&mut meeting, verb);
                match TRANSITIONS.iter().find(|(from, by, _)| (*from, *by) == (status, verb)) {
                    Some((_, _, to)) => {
                        assert_eq!(taken.expect("a step of the table").to, Some(to.as_str()));
                        assert_eq!(meeting.status, *to);
                    }
                    None => {
                        let rule = common::TRANSITION_IS_NOT_ALLOWED;
                        assert!(matches!(taken, Err(Error::Refused { rule: r, .. }) if r == rule), "{status} {verb}");
                        assert_eq!((meeting.status, meeting.held_on, meeting.notes), (status, None, None));
                    }
                }
            }
        }
    }

    #[test]
    fn a_meeting_is_held_when_it_has_been_and_keeps_its_place() {
        let mut meeting = LearningMeeting { status: MeetingStatus::Invited, ..meeting() };
        let command = HoldMeeting { id: meeting.id, expected_version: 1, held_on: day("2012-03-02"), place: None };
        let early = meeting.hold(command.clone(), None, day("2012-03-01"));
        assert!(matches!(early, Err(Error::Invalid { rule: rules::DATE_IS_IN_THE_FUTURE, .. })), "{early:?}");
        for (on, begins_on) in [("2011-02-28", None), ("2012-02-20", Some(day("2012-02-21")))] {
            let mistyped = HoldMeeting { held_on: day(on), ..command.clone() };
            let before = meeting.hold(mistyped, begins_on, day("2012-03-02"));
            assert!(matches!(before, Err(Error::Invalid { rule: common::DATE_IS_TOO_EARLY, .. })), "{before:?}");
        }
        assert_eq!((meeting.status, meeting.held_on), (MeetingStatus::Invited, None));
        meeting.hold(command, None, day("2012-03-02")).expect("held");
        assert_eq!((meeting.held_on, meeting.place.as_deref()), (Some(day("2012-03-02")), Some("Lindholmen")));
    }

    #[test]
    fn a_boundary_is_crossed_by_sectors_and_not_by_organisations() {
        let ids = SequentialIds::starting_at(60);
        let mut meeting = meeting();
        let came = |sector, head_count| MeetingAttendance {
            id: Id::new(&ids),
            version: 1,
            meeting: Id::new(&ids),
            project: project(),
            organisation: Id::new(&ids),
            sector,
            head_count,
        };
        let mut all = vec![came(Sector::GrowthCompany, 3), came(Sector::GrowthCompany, 2)];
        meeting.count(&all);
        assert_eq!((meeting.organisations, meeting.sectors_met, meeting.is_boundary_crossing()), (2, 1, false));
        all.push(came(Sector::PublicSector, 4));
        meeting.count(&all);
        assert_eq!((meeting.organisations, meeting.sectors_met, meeting.head_count), (3, 2, 9));
        assert!(meeting.is_boundary_crossing());
    }

    #[test]
    fn only_the_projects_own_see_how_many_came() {
        let meeting = LearningMeeting { head_count: 9, ..meeting() };
        let seen = |held: Vec<Assignment>| {
            meeting.head_count_for(&Arc::new(Request::new(Actor::signed_in("i".into(), "s".into(), held), "r")))
        };
        let manager = |project| Assignment { project: Some(project), ..Assignment::bare(Role::ProjectManager) };
        assert_eq!(meeting.head_count_for(&Arc::new(Request::new(Actor::public(), "r"))), None);
        assert_eq!(seen(vec![manager(Id::new(&SequentialIds::starting_at(900)))]), None);
        assert_eq!(seen(vec![manager(project())]), Some(9));
    }

    #[test]
    fn a_meeting_is_of_its_own_projects_network() {
        let network = network();
        let plan = |project| {
            let command = PlanMeeting {
                project,
                network: Some(network.id),
                title: "Nätverksträff".into(),
                theme: None,
                planned_on: day("2020-03-01"),
                place: None,
            };
            LearningMeeting::plan(Id::new(&SequentialIds::starting_at(30)), Some(&network), command)
        };
        assert_eq!(plan(network.project).expect("planned").0.network, Some(network.id));
        let other = plan(Id::new(&SequentialIds::starting_at(900)));
        assert!(matches!(other, Err(Error::Invalid { field, .. }) if field == "networkId"));
    }
}
