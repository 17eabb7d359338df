//! What can be done with lessons.

use access::Action;
use graph::{Changed, MutationField};
use workplaces::{
    Lessons,
    lesson::{ChangeLesson, RecordLesson, ReuseLesson},
};

use super::object::LessonFields;
use crate::app::Mutation;

impl Changed for LessonFields {
    const PAYLOAD: &'static str = "LessonPayload";
    const FIELD: &'static str = "lesson";
}

const OWN: &[Action] = &[Action::RecordLesson];

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        LessonFields::mutation(
            "recordLesson",
            OWN,
            ("Registrera lärdom: alla kan läsa den.", "Record a lesson: everyone can read it."),
            |app, request, command: RecordLesson| {
                Box::pin(async move { Lessons::new(&app.db).record(request, command).await })
            },
        ),
        LessonFields::mutation(
            "changeLesson",
            OWN,
            ("Ändra lärdom.", "Change a lesson."),
            |app, request, command: ChangeLesson| {
                Box::pin(async move { Lessons::new(&app.db).change(request, command).await })
            },
        ),
        LessonFields::mutation(
            "reuseLesson",
            OWN,
            (
                "Återanvänd lärdom: ett eget projekt tar upp ett annat projekts lärdom.",
                "Reuse a lesson: an own project takes up another project's lesson.",
            ),
            |app, request, command: ReuseLesson| {
                Box::pin(async move { Lessons::new(&app.db).reuse(request, command).await })
            },
        ),
    ]
}
