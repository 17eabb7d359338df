//! How a sustained result is stored.

use access::Action;
use chrono::NaiveDate;
use kernel::{Result, words::kept};
use sea_orm::entity::prelude::*;
use store::{Filter, Reach, Record};

use super::entity::SustainedResult;

store::stored! {
    /// Rows of `sustained_results`.
    SustainedResult as kind::SustainedResult in "sustained_results" {
        id: String => id,
        version: i32 => version,
        project_id: String => project,
        organisation_id: Option<String> => organisation,
        practice: String => practice,
        checked_on: Date => checked_on,
        months_after: i32 => months_after,
        still_in_use: String => still_in_use,
        run_by: Option<String> => run_by,
        note: Option<String> => note,
        earlier_id: Option<String> => earlier,
        followed_on: Option<Date> => followed_on,
        words_key: String = |found| kept([
            Some(found.practice.as_str()),
            found.run_by.as_deref(),
            found.note.as_deref(),
        ]),
    }
}

impl SustainedResult {
    /// The latest findings on `day`, as [`SustainedResult::held_on`].
    pub fn holding_on(day: NaiveDate) -> Filter<Column> {
        Filter::holding(Column::CheckedOn, Column::FollowedOn, day)
    }
}

impl Record for SustainedResult {
    const READ: Action = Action::ReadProjects;

    fn reach() -> Reach<Column> {
        Reach { organisation: vec![Column::OrganisationId], project: vec![Column::ProjectId], ..Reach::default() }
    }
}
