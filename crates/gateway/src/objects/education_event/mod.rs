//! Utbildningstillfälle i utbudet.

mod object;

pub use object::{EducationEventFilter, EducationEventObject, ExecutionCondition, TimeOfStudy};

use crate::objects::{NodeKind, Registration, RootList};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<EducationEventObject>::new(
        "educationEvents",
        (
            "Utbildningstillfällen i utbudet: öppna data. De utan första dag ligger utanför varje fönster av dagar: fråga efter dem med `startsOn: { isNull: true }`, och efter hur många de är med `totalCount`. De utan kommun ligger på inget avstånd: fråga efter dem med `municipality: { isNull: true }`.",
            "Events of the education supply: open data. Those without a first day are outside every window of days: ask for them with `startsOn: { isNull: true }`, and for their number with `totalCount`. Those without a municipality are at no distance: ask for them with `municipality: { isNull: true }`.",
        ),
    )],
    nodes: &[NodeKind::of::<EducationEventObject>()],
    enumerations: &[
        Enumeration::of::<education_supply::event::ExecutionCondition>(),
        Enumeration::of::<education_supply::event::TimeOfStudy>(),
    ],
    ..Registration::NONE
};
