//! Öppna tabeller: what is told to those who have not signed in.

use std::collections::HashSet;

use super::{Breakdown, Measure, Question};

/// A table that anyone may ask for: a measure by these dimensions, or by fewer of them, selected by any of them.
type OpenTable = (Measure, &'static [Breakdown]);

/// Every table of the open questions. Who signs in may ask for more.
pub const OPEN_TABLES: &[OpenTable] = {
    use Breakdown as B;
    &[
        (Measure::Needs, &[B::Cause, B::Horizon, B::Council, B::Year]),
        (Measure::Needs, &[B::Industry, B::Region, B::Council, B::Year]),
        (Measure::PeopleNeeded, &[B::Industry, B::County, B::Council, B::Year]),
        (Measure::PeopleNeeded, &[B::OccupationMinorGroup, B::County, B::Council, B::Year]),
        (Measure::UnmetNeed, &[B::Industry, B::County, B::Council, B::Year]),
        (Measure::Participants, &[B::AgeBand, B::EducationLevel, B::Project, B::Year]),
        (Measure::Participants, &[B::Completeness, B::Project, B::Year]),
        (Measure::Participants, &[B::County, B::Industry, B::Council, B::Year]),
        (Measure::Participants, &[B::Industry, B::Sex, B::Council, B::Year]),
        (Measure::Participants, &[B::Municipality, B::Sex, B::Year]),
        (Measure::Participants, &[B::OrganisationKind, B::Sex, B::Project, B::Year]),
        (Measure::Participants, &[B::Principles, B::Sex, B::Project, B::Year]),
        (Measure::Participants, &[B::Sex, B::EmploymentSituation, B::OutcomeKind, B::Year]),
        (Measure::Participants, &[B::Sex, B::EmploymentSituation, B::Project, B::Year]),
        (Measure::ParticipantsAgainstTarget, &[B::Project]),
        (Measure::ParticipantsAgainstWorkforce, &[B::Industry, B::Sex, B::Year]),
        // What the participants are held against.
        (Measure::Workforce, &[B::Industry, B::Sex]),
        (Measure::EnrolmentsStarted, &[B::Effort, B::EffortKind, B::OrganisationKind, B::Hub, B::Year]),
        (Measure::EnrolmentsCompleted, &[B::EffortKind, B::Industry, B::Project, B::Year]),
        // What stands beside every open effort.
        (Measure::Enrolments, &[B::Effort, B::Status]),
        (Measure::Outcomes, &[B::Effort, B::OutcomeKind]),
        (Measure::Outcomes, &[B::Industry, B::OutcomeKind, B::Project, B::Year]),
        (Measure::Outcomes, &[B::OutcomeKind, B::Sex, B::EffortKind, B::Year]),
    ]
};

/// Whether the question's dimensions and those that it selects by are those of an open table.
pub(super) fn is_open(question: &Question) -> bool {
    let asked: HashSet<Breakdown> = question.dimensions();
    let tells = |(measure, dimensions): &OpenTable| {
        *measure == question.measure && asked.iter().all(|breakdown| dimensions.contains(breakdown))
    };
    OPEN_TABLES.iter().any(tells)
}
