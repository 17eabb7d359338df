//! Öppna tabeller: what is told to those who have not signed in.

use std::collections::HashSet;

use super::{Breakdown, Measure, Question};

/// A table that anyone may ask for: a measure by these dimensions, or by fewer of them, selected by any of them.
type OpenTable = (Measure, &'static [Breakdown]);

/// Every table of the open questions. Who signs in may ask for more.
pub const OPEN_TABLES: &[OpenTable] = {
    use Breakdown as B;
    &[
        (Measure::Participants, &[B::County, B::Year]),
        (Measure::Participants, &[B::Municipality, B::Sex, B::Year]),
        (Measure::Participants, &[B::Project, B::Sex, B::Year]),
        (Measure::Participants, &[B::Council, B::Sex, B::Year]),
        (Measure::Participants, &[B::Industry, B::Sex, B::Year]),
        (Measure::Participants, &[B::Sex, B::AgeBand, B::Year]),
        (Measure::Participants, &[B::Sex, B::EmploymentSituation, B::OutcomeKind]),
        (Measure::ParticipantsAgainstTarget, &[B::Project]),
        (Measure::Enrolments, &[B::EffortKind, B::Status, B::Year]),
        (Measure::EnrolmentsCompleted, &[B::EffortKind, B::Year]),
        (Measure::Hours, &[B::EffortKind, B::Year]),
        (Measure::HoursAgainstTarget, &[B::Project]),
        (Measure::Outcomes, &[B::OutcomeKind, B::Sex, B::Year]),
        (Measure::Outcomes, &[B::OutcomeKind, B::EffortKind, B::Year]),
        (Measure::Outcomes, &[B::OutcomeKind, B::Project, B::Year]),
        (Measure::Needs, &[B::Industry, B::Region, B::Year]),
        (Measure::Needs, &[B::Council, B::Status, B::Year]),
        (Measure::Needs, &[B::Cause, B::Horizon, B::Year]),
        (Measure::PeopleNeeded, &[B::Industry, B::County, B::Year]),
        (Measure::PeopleNeeded, &[B::OccupationMinorGroup, B::Year]),
        (Measure::UnmetNeed, &[B::Industry, B::Year]),
        (Measure::DaysToEndorsement, &[B::Council, B::Year]),
        (Measure::DaysToStart, &[B::Council, B::Year]),
        (Measure::Workforce, &[B::Industry, B::Sex]),
        (Measure::ParticipantsAgainstWorkforce, &[B::Industry, B::Sex]),
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
