//! What an assessment of a health factor is. It is never changed: a later one follows it.

use chrono::NaiveDate;
use kernel::{
    Command, Result, command,
    error::{all, holds},
    id::{HealthAssessmentId, HealthFactorId, OrganisationId, WorkplaceId},
    text_enum,
};
use store::Event;

use crate::workplace::Workplace;

/// Rules of assessments.
pub mod rules {
    pub use kernel::error::rules::DATE_IS_IN_THE_FUTURE;
}

text_enum! {
    pub enum HealthAnswer ("Svar i skattningen.", "Answer of the assessment.") {
        No = "NO" ("Nej", "No"),
        Partly = "PARTLY" ("Delvis", "Partly"),
        Yes = "YES" ("Ja", "Yes"),
    }
}

/// Skattning av en friskfaktor.
#[derive(Clone, Debug)]
pub struct HealthAssessment {
    /// Id.
    pub id: HealthAssessmentId,
    /// The workplace that answers.
    pub workplace: WorkplaceId,
    /// The employer, copied from the workplace.
    pub organisation: OrganisationId,
    /// The factor that is assessed.
    pub factor: HealthFactorId,
    /// The day it was assessed; one a day of each factor.
    pub assessed_on: NaiveDate,
    /// There is a forum: room on meetings.
    pub has_forum: HealthAnswer,
    /// There is time to learn and reflect.
    pub has_time: HealthAnswer,
    /// What a course or a lecture taught is told to colleagues.
    pub shares_after_courses: HealthAnswer,
    /// People may change role and tasks.
    pub may_change_role: HealthAnswer,
    /// Ways of working are evaluated continually.
    pub evaluates_ways_of_working: HealthAnswer,
}

command! {
    pub struct AssessHealthFactor as "AssessHealthFactorInput"
        ("Skatta en friskfaktor på en arbetsplats.", "Assess a health factor at a workplace.") {
        workplace: WorkplaceId as "workplaceId" ("Arbetsplats.", "Workplace."),
        factor: Option<HealthFactorId> as "factorId"
            ("Friskfaktor; kompetensutveckling hela arbetslivet när den saknas.",
             "Health factor; developing skills throughout working life when absent."),
        assessed_on: NaiveDate as "assessedOn" [command::UNTIL_TODAY]
            ("Skattad den; en skattning per dag och friskfaktor.", "Assessed on; one assessment a day and factor."),
        has_forum: HealthAnswer as "hasForum" ("Forum: det finns plats på möten.", "Forum: there is room on meetings."),
        has_time: HealthAnswer as "hasTime"
            ("Tid: det finns tid att lära och reflektera.", "Time: there is time to learn and reflect."),
        shares_after_courses: HealthAnswer as "sharesAfterCourses"
            ("Delar: den som varit på kurs eller föreläsning berättar.", "Sharing: who has been at a course or a lecture tells of it."),
        may_change_role: HealthAnswer as "mayChangeRole"
            ("Byte: det går att byta roll och arbetsuppgifter.", "Change: people may change role and tasks."),
        evaluates_ways_of_working: HealthAnswer as "evaluatesWaysOfWorking"
            ("Utvärdering: arbetssätten utvärderas hela tiden.", "Evaluation: ways of working are evaluated continually."),
    }
}

impl HealthAnswer {
    /// Of two halves.
    const fn halves(self) -> u8 {
        match self {
            Self::No => 0,
            Self::Partly => 1,
            Self::Yes => 2,
        }
    }
}

impl HealthAssessment {
    /// How much of the five there is, 0–1, what is partly there by half. It tells which way one workplace goes; two workplaces
    /// answer each by its own measure.
    pub fn index(&self) -> f64 {
        let answers = [
            self.has_forum,
            self.has_time,
            self.shares_after_courses,
            self.may_change_role,
            self.evaluates_ways_of_working,
        ];
        let halves: u8 = answers.iter().map(|answer| answer.halves()).sum();
        f64::from(halves) / 10.0
    }

    /// The assessment of `workplace` by `factor`.
    ///
    /// # Errors
    /// `Invalid` naming the field.
    pub fn assess(
        id: HealthAssessmentId,
        workplace: &Workplace,
        factor: HealthFactorId,
        command: AssessHealthFactor,
        today: NaiveDate,
    ) -> Result<(Self, Event)> {
        let command = command.checked()?;
        all([
            holds(command.assessed_on <= today, "assessedOn", rules::DATE_IS_IN_THE_FUTURE),
            workplace.must_have("assessedOn", command.assessed_on),
        ])?;
        let assessment = Self {
            id,
            workplace: workplace.id,
            organisation: workplace.organisation,
            factor,
            assessed_on: command.assessed_on,
            has_forum: command.has_forum,
            has_time: command.has_time,
            shares_after_courses: command.shares_after_courses,
            may_change_role: command.may_change_role,
            evaluates_ways_of_working: command.evaluates_ways_of_working,
        };
        Ok((assessment, Event::new("HealthFactorAssessed", id.public())))
    }
}

#[cfg(test)]
mod tests {
    use kernel::{Error, Id, SequentialIds};

    use super::*;
    use crate::workplace::{
        fixture::{day, workplace},
        rules::WORKPLACE_IS_NOT_OPEN_THEN,
    };

    #[test]
    fn a_workplace_answers_on_one_of_its_days() {
        let workplace = workplace();
        let assess = |on: &str| {
            let command = AssessHealthFactor {
                workplace: workplace.id,
                factor: None,
                assessed_on: day(on),
                has_forum: HealthAnswer::Yes,
                has_time: HealthAnswer::No,
                shares_after_courses: HealthAnswer::Partly,
                may_change_role: HealthAnswer::No,
                evaluates_ways_of_working: HealthAnswer::Yes,
            };
            let ids = SequentialIds::starting_at(0);
            let (id, factor) = (Id::new(&ids), Id::new(&ids));
            HealthAssessment::assess(id, &workplace, factor, command, day("2026-09-01"))
                .map(|(assessment, _)| assessment)
        };
        let assessed = assess("2026-09-01").expect("assessed");
        assert_eq!((assessed.organisation, assessed.index()), (workplace.organisation, 0.5));
        for (on, expected) in [("2026-09-02", rules::DATE_IS_IN_THE_FUTURE), ("2021-01-10", WORKPLACE_IS_NOT_OPEN_THEN)]
        {
            assert!(matches!(assess(on), Err(Error::Invalid { rule, .. }) if rule == expected), "{on}");
        }
    }
}
