//! What a principle measure is.

use chrono::NaiveDate;
use kernel::{
    Command, Result, command,
    command::{line, text},
    error::happened_on,
    follow_up_command,
    id::{EffortId, OrganisationId, PrincipleMeasureId, ProjectId, ProjectTargetId},
    text_enum,
};
use store::Event;

use crate::project::Project;

text_enum! {
    pub enum HorizontalPrinciple ("Horisontell princip.", "Horizontal principle.") {
        GenderEquality = "GENDER_EQUALITY" ("Jämställdhet", "Gender equality"),
        Accessibility = "ACCESSIBILITY" ("Tillgänglighet", "Accessibility"),
        NonDiscrimination = "NON_DISCRIMINATION" ("Icke-diskriminering (likabehandling)", "Non-discrimination (equal treatment)"),
        Integration = "INTEGRATION" ("Integration", "Integration", ("programperioden 2007–2013", "the programming period 2007–2013")),
        Environment = "ENVIRONMENT" ("Miljö", "Environment", ("programperioden 2021–2027", "the programming period 2021–2027")),
    }
}

/// Åtgärd för en horisontell princip.
#[derive(Clone, Debug)]
pub struct PrincipleMeasure {
    /// Id.
    pub id: PrincipleMeasureId,
    /// Version, counted up by every change.
    pub version: i32,
    /// The project.
    pub project: ProjectId,
    /// The principle.
    pub principle: HorizontalPrinciple,
    /// What is done, 1–2,000 characters.
    pub measure: String,
    /// What shows that it is done, at most 2,000 characters.
    pub evidence: Option<String>,
    /// The function that answers for it, at most 200 characters; never a person's name, for everyone reads it.
    pub responsible: Option<String>,
    /// The effort that carries it out, where it is one.
    pub effort: Option<EffortId>,
    /// The organisation where it is done, where it is one.
    pub organisation: Option<OrganisationId>,
    /// The target of the project that it serves.
    pub target: Option<ProjectTargetId>,
    /// What came of it, at most 2,000 characters.
    pub follow_up: Option<String>,
    /// Followed up on.
    pub followed_up_on: Option<NaiveDate>,
}

/// The commands that say all of what a measure is, by the fields that they have in common.
macro_rules! saying_what_it_is {
    ($($said:tt)*) => {
        command! {
            pub struct AddPrincipleMeasure as "AddPrincipleMeasureInput"
                ("Lägg till åtgärd för en horisontell princip.", "Add a measure for a horizontal principle.") {
                project: ProjectId as "projectId" ("Projekt.", "Project."),
                principle: HorizontalPrinciple as "principle" ("Horisontell princip.", "Horizontal principle."),
                $($said)*
            }
        }

        command! {
            pub struct ChangePrincipleMeasure as "ChangePrincipleMeasureInput"
                ("Ändra åtgärd för en horisontell princip: uppgifterna ersätts, uppföljningen står kvar.",
                 "Change a measure for a horizontal principle: what it states is replaced, its follow-up stays.")
                of PrincipleMeasureId, ("Åtgärden.", "The measure.") {
                $($said)*
            }
        }
    };
}

saying_what_it_is! {
    measure: String as "measure" [text(2000)] ("Åtgärd.", "Measure."),
    evidence: Option<String> as "evidence" [text(2000)]
        ("Belägg: vad som visar att den är gjord.", "Evidence: what shows that it is done."),
    responsible: Option<String> as "responsible" [line(200)]
        ("Ansvarig: funktionen, aldrig en persons namn.", "Responsible: the function, never a person's name."),
    effort: Option<EffortId> as "effortId"
        ("Insats: den som genomför åtgärden, betald av projektet.", "Effort: the one that carries it out, paid for by the project."),
    organisation: Option<OrganisationId> as "organisationId"
        ("Organisation: där åtgärden görs.", "Organisation: where it is done."),
    target: Option<ProjectTargetId> as "targetId"
        ("Projektmål: det av projektets mål som åtgärden tjänar.", "Project target: the one of the project's that it serves."),
}

follow_up_command! {
    pub struct FollowUpPrincipleMeasure as "FollowUpPrincipleMeasureInput"
        ("Följ upp åtgärd för en horisontell princip.", "Follow up a measure for a horizontal principle.")
        of PrincipleMeasureId, ("Åtgärden.", "The measure.") {}
}

impl PrincipleMeasure {
    /// The new measure of `project`.
    ///
    /// # Errors
    /// `Refused` when the project has ended; `Invalid` naming the field.
    pub fn of(id: PrincipleMeasureId, project: &Project, command: AddPrincipleMeasure) -> Result<(Self, Event)> {
        project.must_be_alive()?;
        let AddPrincipleMeasure { principle, measure, evidence, responsible, effort, organisation, target, .. } =
            command.checked()?;
        let measure = Self {
            id,
            version: 1,
            project: project.id,
            principle,
            measure,
            evidence,
            responsible,
            effort,
            organisation,
            target,
            follow_up: None,
            followed_up_on: None,
        };
        Ok((measure, Event::new("PrincipleMeasureAdded", id.public())))
    }

    /// Replaces what it states. The principle stays: a measure for another one is another measure.
    ///
    /// # Errors
    /// `Refused` when the project has ended; `Invalid` naming the field.
    pub fn change(&mut self, project: &Project, command: ChangePrincipleMeasure) -> Result<Event> {
        project.must_be_alive()?;
        let command = command.checked()?;
        (self.measure, self.evidence, self.responsible) = (command.measure, command.evidence, command.responsible);
        (self.effort, self.organisation, self.target) = (command.effort, command.organisation, command.target);
        Ok(Event::new("PrincipleMeasureChanged", self.id.public()))
    }

    /// Notes what came of it, also when the project has ended.
    ///
    /// # Errors
    /// `Invalid` naming the field, also for a day before the project's first.
    pub fn follow_up(
        &mut self,
        project: &Project,
        command: FollowUpPrincipleMeasure,
        today: NaiveDate,
    ) -> Result<Event> {
        let command = command.checked()?;
        let day = happened_on("followedUpOn", command.followed_up_on, project.begins(), today)?;
        (self.follow_up, self.followed_up_on) = (Some(command.follow_up), Some(day));
        Ok(Event::new("PrincipleMeasureFollowedUp", self.id.public()))
    }
}

#[cfg(test)]
mod tests {
    use kernel::{Error, Id, SequentialIds, error::rules as common};

    use super::*;
    use crate::project::{ProjectStatus, fixture::project};

    #[test]
    fn a_measure_is_not_followed_up_before_the_day_or_the_project() {
        let ids = SequentialIds::starting_at(0);
        let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
        let mut measure = PrincipleMeasure {
            id: Id::new(&ids),
            version: 1,
            project: Id::new(&ids),
            principle: HorizontalPrinciple::GenderEquality,
            measure: "Utbildning för styrgruppen".into(),
            evidence: None,
            responsible: None,
            effort: None,
            organisation: None,
            target: None,
            follow_up: None,
            followed_up_on: None,
        };
        let command = |followed_up_on: Option<&str>| FollowUpPrincipleMeasure {
            id: measure.id,
            expected_version: 1,
            follow_up: "Alla i styrgruppen har gått den".into(),
            followed_up_on: followed_up_on.map(day),
        };
        let (ahead, before, today) = (command(Some("2021-06-02")), command(Some("2011-01-31")), command(None));
        let of = project(ProjectStatus::Closed);
        let foretold = measure.follow_up(&of, ahead, day("2021-06-01"));
        assert!(matches!(foretold, Err(Error::Invalid { rule: common::DATE_IS_IN_THE_FUTURE, .. })), "{foretold:?}");
        let early = measure.follow_up(&of, before, day("2021-06-01"));
        let Err(Error::Invalid { rule, detail, .. }) = early else { panic!("{early:?}") };
        let expected = (common::DATE_IS_TOO_EARLY, "tidigast 2011-02-01, projektets första dag");
        assert_eq!((rule, detail.sv.as_str()), expected);
        assert_eq!((&measure.follow_up, measure.followed_up_on), (&None, None));
        measure.follow_up(&of, today, day("2021-06-01")).expect("followed up");
        assert_eq!(measure.followed_up_on, Some(day("2021-06-01")));
    }
}
