//! Which organisation came to a learning meeting, of which sector and how many of its people.

use std::sync::Arc;

use access::{Action, Anchors, Request, view};
use kernel::{
    Command, Result, command,
    command::number,
    id::{LearningMeetingId, MeetingAttendanceId, OrganisationId, ProjectId},
    text_enum,
};
use store::Event;

use crate::meeting::LearningMeeting;

text_enum! {
    pub enum Sector ("Sektor som en organisation hör till vid ett lärmöte.", "Sector of an organisation at a learning meeting.") {
        GrowthCompany = "GROWTH_COMPANY" ("Tillväxtföretag", "Growth company"),
        VehicleIndustry = "VEHICLE_INDUSTRY" ("Fordonsindustri", "Vehicle industry"),
        PublicSector = "PUBLIC_SECTOR" ("Offentlig sektor", "Public sector"),
        OtherIndustry = "OTHER_INDUSTRY" ("Annan bransch", "Other industry"),
        CivilSociety = "CIVIL_SOCIETY" ("Civilsamhälle", "Civil society"),
    }
}

/// Organisation vid ett lärmöte: one row an organisation and meeting. Everyone reads that it came, but not how many of its people.
#[derive(Clone, Debug)]
pub struct MeetingAttendance {
    /// Id.
    pub id: MeetingAttendanceId,
    /// Version, counted up by every correction.
    pub version: i32,
    /// The meeting.
    pub meeting: LearningMeetingId,
    /// The meeting's project, copied so that the reach is the project's.
    pub project: ProjectId,
    /// The organisation.
    pub organisation: OrganisationId,
    /// Its sector, as it came to this meeting.
    pub sector: Sector,
    /// How many of its people came, 1–10,000; see [`MeetingAttendance::head_count_for`].
    pub head_count: i32,
}

command! {
    pub struct RecordMeetingAttendance as "RecordMeetingAttendanceInput"
        ("Registrera närvaro vid lärmöte.", "Record attendance at a learning meeting.") {
        meeting: LearningMeetingId as "meetingId" ("Lärmöte.", "Learning meeting."),
        organisation: OrganisationId as "organisationId" ("Organisation.", "Organisation."),
        sector: Sector as "sector" ("Sektor.", "Sector."),
        head_count: i32 as "headCount" [number(1, 10_000)]
            ("Personer från organisationen: antal.", "People of the organisation: how many."),
    }
}

impl MeetingAttendance {
    /// The organisation came to `meeting`.
    ///
    /// # Errors
    /// `Refused` when the meeting takes no attendance; `Invalid` naming the field.
    pub fn of(
        id: MeetingAttendanceId,
        meeting: &LearningMeeting,
        command: RecordMeetingAttendance,
    ) -> Result<(Self, Event)> {
        meeting.must_take_attendance()?;
        let command = command.checked()?;
        let attendance = Self {
            id,
            version: 1,
            meeting: meeting.id,
            project: meeting.project,
            organisation: command.organisation,
            sector: command.sector,
            head_count: command.head_count,
        };
        Ok((attendance, Event::new("MeetingAttendanceRecorded", id.public())))
    }

    /// The same organisation, told anew.
    ///
    /// # Errors
    /// As [`MeetingAttendance::of`].
    pub fn correct(&mut self, meeting: &LearningMeeting, command: RecordMeetingAttendance) -> Result<Event> {
        meeting.must_take_attendance()?;
        let command = command.checked()?;
        (self.sector, self.head_count) = (command.sector, command.head_count);
        Ok(Event::new("MeetingAttendanceCorrected", self.id.public()))
    }

    /// How many of the organisation's people came, for those who reach the network members of the organisation or the project.
    pub fn head_count_for(&self, request: &Arc<Request>) -> Option<i32> {
        let own = Anchors { organisation: Some(self.organisation), project: Some(self.project), ..Anchors::default() };
        view(request, Action::ReadNetworkMembers).covers(&own).then_some(self.head_count)
    }
}

#[cfg(test)]
mod tests {
    use access::{Actor, Assignment, Role};
    use kernel::{Error, Id, SequentialIds};

    use super::*;
    use crate::{
        meeting::{MeetingStatus, PlanMeeting, rules},
        network::fixture::project,
    };

    fn meeting(status: MeetingStatus) -> LearningMeeting {
        let command = PlanMeeting {
            project: project(),
            network: None,
            title: "Lärmöte".into(),
            theme: None,
            planned_on: "2012-02-29".parse().expect("a date"),
            place: None,
        };
        let (meeting, _) =
            LearningMeeting::plan(Id::new(&SequentialIds::starting_at(20)), None, command).expect("planned");
        LearningMeeting { status, ..meeting }
    }

    fn came(meeting: &LearningMeeting, head_count: i32) -> Result<MeetingAttendance> {
        let ids = SequentialIds::starting_at(40);
        let (id, organisation) = (Id::new(&ids), Id::new(&ids));
        let command =
            RecordMeetingAttendance { meeting: meeting.id, organisation, sector: Sector::VehicleIndustry, head_count };
        MeetingAttendance::of(id, meeting, command).map(|(attendance, _)| attendance)
    }

    #[test]
    fn nobody_came_to_what_was_not_held() {
        for &status in MeetingStatus::ALL {
            let told = came(&meeting(status), 3);
            let takes = matches!(status, MeetingStatus::Held | MeetingStatus::Documented);
            assert_eq!(told.is_ok(), takes, "{status}");
            let rule = rules::MEETING_TAKES_NO_ATTENDANCE;
            assert!(takes || matches!(told, Err(Error::Refused { rule: r, .. }) if r == rule), "{status}");
        }
        assert!(matches!(came(&meeting(MeetingStatus::Held), 0), Err(Error::Invalid { .. })));
    }

    #[test]
    fn only_its_own_and_the_projects_see_how_many_came() {
        let attendance = came(&meeting(MeetingStatus::Held), 3).expect("recorded");
        let seen = |held: Vec<Assignment>| {
            attendance.head_count_for(&Arc::new(Request::new(Actor::signed_in("i".into(), "s".into(), held), "r")))
        };
        let contact = |id| Assignment { organisation: Some(id), ..Assignment::bare(Role::OrgContact) };
        let manager = Assignment { project: Some(project()), ..Assignment::bare(Role::ProjectManager) };
        assert_eq!(attendance.head_count_for(&Arc::new(Request::new(Actor::public(), "r"))), None);
        assert_eq!(seen(vec![contact(Id::new(&SequentialIds::starting_at(900)))]), None);
        assert_eq!(seen(vec![contact(attendance.organisation)]), Some(3));
        assert_eq!(seen(vec![manager]), Some(3));
    }
}
