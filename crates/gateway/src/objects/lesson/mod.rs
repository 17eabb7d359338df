//! Lärdom.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{LessonKind, LessonObject};

use crate::objects::{NodeKind, Registration, RootList};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<LessonObject>::new(
        "lessons",
        ("Lärdomar; offentliga, som projekten som gjorde dem.", "Lessons; public, as the projects that learnt them."),
    )],
    mutations,
    nodes: &[NodeKind::of::<LessonObject>()],
    rules: &[workplaces::lesson::rules::ALL],
    enumerations: &[Enumeration::of::<workplaces::lesson::LessonKind>()],
    events: &[
        ("LessonChanged", "Lärdomen ändrades", "The lesson was changed"),
        ("LessonRecorded", "Lärdomen registrerades", "The lesson was recorded"),
        ("LessonReused", "Ett annat projekt tog upp lärdomen", "Another project took up the lesson"),
    ],
};
