//! Statistik: the picture across organisations, every count protected.

mod count;
mod equality;
mod goal;
mod input;
mod label;
mod object;
mod options;
mod source;
mod tables;

pub use count::{EffortCounts, ProtectedCountObject, enrolment_counts, outcome_counts, participant_count};
pub use equality::{EqualityFollowUp, equality, equality_of_party, given};
pub use goal::{GoalFigure, goal_figure};
pub use input::{StatisticsDimension, StatisticsFilter, StatisticsMeasure};
pub use object::{StatisticsQuery, StatisticsTable};
pub use options::{StatisticsAnswer, StatisticsOptionsQuery};
pub use source::StatisticsSourceKind;

use kernel::command::Enumeration;

use crate::objects::Registration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&StatisticsQuery, &StatisticsOptionsQuery],
    rules: &[::statistics::disclosure::rules::ALL, ::statistics::figures::rules::ALL],
    enumerations: &[
        Enumeration::of::<statistics::disclosure::CountStatus>(),
        Enumeration::of::<statistics::disclosure::Audience>(),
        Enumeration::of::<statistics::equality::NotAssessable>(),
        Enumeration::of::<StatisticsAnswer>(),
        Enumeration::of::<statistics::figures::Breakdown>(),
        Enumeration::of::<statistics::figures::Measure>(),
        Enumeration::of::<StatisticsSourceKind>(),
    ],
    ..Registration::NONE
};
