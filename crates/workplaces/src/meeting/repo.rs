//! How a learning meeting is stored.

use access::Action;
use kernel::{Result, text::sort_key, words::kept};
use sea_orm::entity::prelude::*;
use store::{Reach, Record};

use super::entity::LearningMeeting;

store::stored! {
    /// Rows of `learning_meetings`.
    LearningMeeting as kind::LearningMeeting in "learning_meetings" {
        id: String => id,
        version: i32 => version,
        project_id: String => project,
        network_id: Option<String> => network,
        title: String => title,
        title_key: String = |meeting| sort_key(&meeting.title),
        theme: Option<String> => theme,
        status: String => status,
        planned_on: Date => planned_on,
        held_on: Option<Date> => held_on,
        place: Option<String> => place,
        notes: Option<String> => notes,
        organisations: i32 => organisations,
        sectors_met: i32 => sectors_met,
        head_count: i32 => head_count,
        status_reason: Option<String> => status_reason,
        words_key: String = |meeting| kept([
            Some(meeting.title.as_str()),
            meeting.theme.as_deref(),
            meeting.place.as_deref(),
            meeting.notes.as_deref(),
        ]),
    }
}

impl Record for LearningMeeting {
    const READ: Action = Action::ReadNetworks;

    fn reach() -> Reach<Column> {
        Reach { project: vec![Column::ProjectId], ..Reach::default() }
    }
}
