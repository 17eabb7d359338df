//! What a spread of learning is: one course told of at one meeting. It is never changed.

use chrono::NaiveDate;
use kernel::{
    Command, Error, Result, command,
    command::number,
    error::{Detail, all, holds, holds_with},
    id::{EffortId, EnrolmentId, LearningSpreadId, OrganisationId, ProjectId, ReflectionId, WorkplaceId},
};
use store::Event;

use crate::port::Attended;
use crate::reflection::{Reflection, ReflectionKind};

/// Rules of spreads.
pub mod rules {
    kernel::rules! {
        /// What was learnt is told at a reflection of that kind.
        SHARING_IS_REQUIRED:
            "Reflektionen är inte av slaget där någon berättar på arbetsplatsträffen.",
            "The reflection is not of the kind where someone tells at the staff meeting.";
        /// What is only planned, or was cancelled, has told nobody anything.
        REFLECTION_IS_NOT_HELD: "Reflektionen är inte genomförd.", "The reflection has not been held.";
        /// No more colleagues are reached than took part; detail: how many did.
        MORE_REACHED_THAN_ATTENDED: "Fler nåddes än som deltog.", "More were reached than took part.";
        /// An enrolment is to the effort that is told of, and of the same employer.
        ENROLMENT_IS_OF_ANOTHER:
            "Anmälan gäller en annan insats eller en annan arbetsgivare.",
            "The enrolment is to another effort or of another employer.";
    }
}

/// Spridning av det lärda.
#[derive(Clone, Debug)]
pub struct LearningSpread {
    /// Id.
    pub id: LearningSpreadId,
    /// The reflection at which it was told.
    pub reflection: ReflectionId,
    /// The reflection's workplace, copied.
    pub workplace: WorkplaceId,
    /// The reflection's organisation, copied so that the reach is the reflection's.
    pub organisation: OrganisationId,
    /// The reflection's project, copied.
    pub project: Option<ProjectId>,
    /// What was told of.
    pub effort: EffortId,
    /// The enrolment of who told, shown to those who reach it.
    pub enrolment: Option<EnrolmentId>,
    /// How many colleagues heard of it: never who.
    pub colleagues_reached: i32,
    /// The day of the reflection, copied so that an effort's are in the order of their days.
    pub told_on: NaiveDate,
}

command! {
    pub struct RecordLearningSpread as "RecordLearningSpreadInput"
        ("Registrera att det lärda har spritts.", "Record that what was learnt was spread.") {
        reflection: ReflectionId as "reflectionId"
            ("Reflektion: den där någon berättade.", "Reflection: the one at which someone told of it."),
        effort: EffortId as "effortId" ("Insats: det som berättades om.", "Effort: what was told of."),
        enrolment: Option<EnrolmentId> as "enrolmentId"
            ("Anmälan: den som den som berättade deltog genom.", "Enrolment: the one by which who told took part."),
        colleagues_reached: i32 as "colleaguesReached" [number(1, 10_000)]
            ("Antal kolleger som nåddes, aldrig vilka.", "How many colleagues were reached, never who."),
    }
}

impl LearningSpread {
    /// What was told at `reflection`; `attended` says what the named enrolment was to.
    ///
    /// # Errors
    /// `Refused` when the reflection has not been held; `Invalid` naming the field.
    pub fn record(
        id: LearningSpreadId,
        reflection: &Reflection,
        attended: Option<Attended>,
        command: RecordLearningSpread,
    ) -> Result<(Self, Event)> {
        let (Some(told_on), Some(attendees)) = (reflection.held_on, reflection.attendee_count) else {
            return Err(Error::refused(rules::REFLECTION_IS_NOT_HELD, reflection.status.label()));
        };
        let command = command.checked()?;
        let is_sharing = reflection.kind == ReflectionKind::StaffMeetingSharing;
        let own = Attended { effort: command.effort, organisation: Some(reflection.organisation) };
        all([
            holds(is_sharing, "reflectionId", rules::SHARING_IS_REQUIRED),
            holds(attended.is_none_or(|attended| attended == own), "enrolmentId", rules::ENROLMENT_IS_OF_ANOTHER),
            holds_with(
                command.colleagues_reached <= attendees,
                "colleaguesReached",
                rules::MORE_REACHED_THAN_ATTENDED,
                || Detail { sv: format!("{attendees} deltog"), en: format!("{attendees} took part") },
            ),
        ])?;
        let spread = Self {
            id,
            reflection: reflection.id,
            workplace: reflection.workplace,
            organisation: reflection.organisation,
            project: reflection.project,
            effort: command.effort,
            enrolment: command.enrolment,
            colleagues_reached: command.colleagues_reached,
            told_on,
        };
        Ok((spread, Event::new("LearningSpreadRecorded", id.public())))
    }
}

#[cfg(test)]
mod tests {
    use kernel::{Id, SequentialIds};

    use super::*;
    use crate::reflection::fixture::{held, plan};

    /// Told at `reflection` of an effort; `by` makes what the enrolment was to of the effort and the employer.
    fn tell(
        reflection: &Reflection,
        reached: i32,
        by: impl FnOnce(EffortId, OrganisationId) -> Option<Attended>,
    ) -> Result<LearningSpread> {
        let ids = SequentialIds::starting_at(1100);
        let command = RecordLearningSpread {
            reflection: reflection.id,
            effort: Id::new(&ids),
            enrolment: None,
            colleagues_reached: reached,
        };
        let attended = by(command.effort, reflection.organisation);
        LearningSpread::record(Id::new(&ids), reflection, attended, command).map(|(spread, _)| spread)
    }

    #[test]
    fn no_more_are_reached_than_took_part() {
        let reflection = held(ReflectionKind::StaffMeetingSharing, 9);
        let spread = tell(&reflection, 9, |_, _| None).expect("recorded");
        assert_eq!((Some(spread.told_on), spread.workplace), (reflection.held_on, reflection.workplace));
        let refused = tell(&reflection, 10, |_, _| None).expect_err("one too many");
        let Error::Invalid { rule, detail, .. } = refused else { panic!("{refused}") };
        assert_eq!((rule, detail.sv.as_str()), (rules::MORE_REACHED_THAN_ATTENDED, "9 deltog"));
    }

    #[test]
    fn it_is_told_at_a_staff_meeting_that_was_held() {
        let refused = tell(&held(ReflectionKind::RoleSwap, 9), 5, |_, _| None).expect_err("of another kind");
        assert!(matches!(refused, Error::Invalid { rule: rules::SHARING_IS_REQUIRED, .. }), "{refused}");
        let planned = plan(ReflectionKind::StaffMeetingSharing, |_| {}).expect("planned");
        let refused = tell(&planned, 5, |_, _| None).expect_err("only planned");
        assert!(matches!(refused, Error::Refused { rule: rules::REFLECTION_IS_NOT_HELD, .. }), "{refused}");
    }

    #[test]
    fn who_told_was_enrolled_in_it_by_the_same_employer() {
        let reflection = held(ReflectionKind::StaffMeetingSharing, 9);
        let own = |effort, organisation| Some(Attended { effort, organisation: Some(organisation) });
        assert!(tell(&reflection, 5, own).is_ok());
        let ids = SequentialIds::starting_at(5);
        let (other_effort, other_employer) = (Id::new(&ids), Id::new(&ids));
        for refused in [
            tell(&reflection, 5, |_, employer| own(other_effort, employer)),
            tell(&reflection, 5, |effort, _| own(effort, other_employer)),
        ] {
            assert!(matches!(refused, Err(Error::Invalid { rule: rules::ENROLMENT_IS_OF_ANOTHER, .. })));
        }
    }
}
