//! Lärdom.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{LessonFilter, LessonKind, LessonObject, LessonOrder, LessonQuery};

use crate::objects::{NodeKind, Registration};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&LessonQuery],
    mutations,
    nodes: &[NodeKind::of::<LessonObject>()],
    rules: &[workplaces::lesson::rules::ALL],
    enumerations: &[Enumeration::of::<workplaces::lesson::LessonKind>()],
    events: &["LessonChanged", "LessonRecorded", "LessonReused"],
};
