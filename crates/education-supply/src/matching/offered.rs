//! What is said of an education, in the terms of the grounds.

use chrono::NaiveDate;
use kernel::Money;

use crate::{
    EducationEvent, EducationOffering,
    event::{ExecutionCondition, TimeOfStudy},
};

/// What it is about, whenever it is given.
#[derive(Clone, Copy, Debug, Default)]
pub struct Content<'a> {
    /// A skill's concept id.
    pub skill: Option<&'a str>,
    /// SSYK 2012.
    pub occupation: Option<&'a str>,
    /// ISCED 2011, one digit.
    pub level: Option<&'a str>,
    /// Whether it is told how every participant can take part.
    pub is_accessible: bool,
}

impl<'a> From<&'a EducationOffering> for Content<'a> {
    /// The format has no place for accessibility.
    fn from(offering: &'a EducationOffering) -> Self {
        let content = &offering.content;
        Self {
            skill: content.skill.as_deref(),
            occupation: content.ssyk.as_deref(),
            level: content.isced.as_deref(),
            is_accessible: false,
        }
    }
}

/// One time and place at which it is given.
#[derive(Clone, Copy, Debug, Default)]
pub struct Given<'a> {
    /// Where.
    pub municipality: Option<&'a str>,
    /// At a distance.
    pub is_distance: bool,
    /// Meetings that one must come to, where it is at a distance.
    pub mandatory_sessions: Option<i32>,
    /// First day.
    pub starts_on: Option<NaiveDate>,
    /// Last day.
    pub ends_on: Option<NaiveDate>,
    /// The student sets the days.
    pub student_sets_days: bool,
    /// Per cent of full time.
    pub pace_percent: Option<i32>,
    /// The studies have no fixed hours.
    pub has_no_fixed_hours: bool,
    /// What it costs the student.
    pub fee: Option<Money>,
    /// Language of instruction.
    pub language: Option<&'a str>,
}

impl<'a> From<&'a EducationEvent> for Given<'a> {
    fn from(event: &'a EducationEvent) -> Self {
        let content = &event.content;
        Self {
            municipality: content.municipality.as_deref(),
            is_distance: content.is_distance,
            mandatory_sessions: content.mandatory_sessions,
            starts_on: content.starts_on,
            ends_on: content.ends_on,
            student_sets_days: content.execution == Some(ExecutionCondition::DatedByStudent),
            pace_percent: content.pace_percent,
            has_no_fixed_hours: content.time_of_study == Some(TimeOfStudy::Free),
            fee: content.fee,
            language: content.language.as_deref(),
        }
    }
}

/// Hours of a full working week.
const FULL_WEEK: i64 = 40;

/// The pace of so many hours from a day to a day, per cent of full time, at most 100.
pub fn pace_of(hours: i32, starts_on: NaiveDate, ends_on: NaiveDate) -> i32 {
    let weeks = (ends_on - starts_on).num_days().max(0) / 7 + 1;
    let percent = i64::from(hours) * 100 / (weeks * FULL_WEEK);
    i32::try_from(percent.clamp(1, 100)).unwrap_or(100)
}
