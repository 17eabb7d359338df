//! Lärdom: what a project learnt about its way of working, so that others need not learn it again.

mod entity;
mod repo;
mod service;

pub use entity::{ChangeLesson, Lesson, LessonKind, RecordLesson, ReuseLesson, rules};
pub use repo::{Column as LessonColumn, LESSONS_REUSED, REUSING_PROJECTS};
pub use service::Lessons;
