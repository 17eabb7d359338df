//! Utbildning i utbudet.

mod object;

pub use object::{CreditSystem, EducationConfiguration, EducationOfferingObject, SchoolType};

use crate::objects::{NodeKind, Registration, RootList};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<EducationOfferingObject>::new(
        "educationOfferings",
        (
            "Utbildningar i utbudet: öppna data från dem som ger dem.",
            "Education of the supply: open data of those who give it.",
        ),
    )],
    nodes: &[NodeKind::of::<EducationOfferingObject>()],
    enumerations: &[
        Enumeration::of::<education_supply::offering::Configuration>(),
        Enumeration::of::<education_supply::offering::CreditSystem>(),
        Enumeration::of::<education_supply::offering::SchoolType>(),
    ],
    ..Registration::NONE
};
