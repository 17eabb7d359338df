//! How a reflection is stored.

use access::Action;
use kernel::{Result, words::kept};
use sea_orm::entity::prelude::*;
use store::{Reach, Record};

use super::entity::{Insights, Reflection};

store::stored! {
    /// Rows of `reflections`.
    Reflection as kind::Reflection in "reflections" {
        id: String => id,
        version: i32 => version,
        organisation_id: String => organisation,
        workplace_id: String => workplace,
        project_id: Option<String> => project,
        material_id: Option<String> => material,
        kind: String => kind,
        status: String => status,
        planned_on: Date => planned_on,
        held_on: Option<Date> => held_on,
        minutes: Option<i32> => minutes,
        attendee_count: Option<i32> => attendee_count,
        question: Option<String> => question,
        insights: Insights {
            went_wrong: Option<String> => went_wrong,
            went_wrong_theme: Option<String> => went_wrong_theme,
            went_right: Option<String> => went_right,
            went_right_theme: Option<String> => went_right_theme,
            next_time: Option<String> => next_time,
            next_time_theme: Option<String> => next_time_theme,
        },
        follow_up: Option<String> => follow_up,
        followed_up_on: Option<Date> => followed_up_on,
        status_reason: Option<String> => status_reason,
        words_key: String = |reflection| kept([
            reflection.question.as_deref(),
            reflection.insights.went_wrong.as_deref(),
            reflection.insights.went_right.as_deref(),
            reflection.insights.next_time.as_deref(),
            reflection.follow_up.as_deref(),
        ]),
    }
}

impl Record for Reflection {
    const READ: Action = Action::ReadWorkplaces;

    fn reach() -> Reach<Column> {
        Reach { organisation: vec![Column::OrganisationId], project: vec![Column::ProjectId], ..Reach::default() }
    }
}
