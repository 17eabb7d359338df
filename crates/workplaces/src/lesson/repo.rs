//! How a lesson is stored.

use access::Action;
use kernel::{Result, text::sort_key, words::kept};
use sea_orm::entity::prelude::*;
use store::{Reach, Record, Via};

use super::entity::Lesson;

/// From a lesson to the projects that took it up.
pub const REUSING_PROJECTS: Via = Via { table: "lesson_reuses", parent: "lesson_id", child: "project_id" };

/// From a project to the lessons of others that it took up.
pub const LESSONS_REUSED: Via = Via { table: "lesson_reuses", parent: "project_id", child: "lesson_id" };

store::stored! {
    /// Rows of `lessons`.
    Lesson as kind::Lesson in "lessons" {
        id: String => id,
        version: i32 => version,
        project_id: String => project,
        kind: String => kind,
        title: String => title,
        title_key: String = |lesson| sort_key(&lesson.title),
        text: String => text,
        said_by: Option<String> => said_by,
        published_by_id: Option<String> => published_by,
        publication_url: Option<String> => publication_url,
        recorded_on: Date => recorded_on,
        times_reused: i32 => times_reused,
        words_key: String = |lesson| kept([
            Some(lesson.title.as_str()),
            Some(lesson.text.as_str()),
            lesson.said_by.as_deref(),
        ]),
    }
}

impl Record for Lesson {
    const READ: Action = Action::ReadProjects;

    fn reach() -> Reach<Column> {
        Reach { project: vec![Column::ProjectId], ..Reach::default() }
    }
}
