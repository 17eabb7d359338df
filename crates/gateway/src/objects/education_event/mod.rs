//! Utbildningstillfälle i utbudet.

mod object;

pub use object::{
    EducationEventFilter, EducationEventObject, EducationEventOrder, EducationEventQuery, ExecutionCondition,
    TimeOfStudy,
};

use crate::objects::{NodeKind, Registration};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&EducationEventQuery],
    nodes: &[NodeKind::of::<EducationEventObject>()],
    enumerations: &[
        Enumeration::of::<education_supply::event::ExecutionCondition>(),
        Enumeration::of::<education_supply::event::TimeOfStudy>(),
    ],
    ..Registration::NONE
};
