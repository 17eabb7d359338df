//! Utbildning i utbudet.

mod object;

pub use object::{
    CreditSystem, EducationConfiguration, EducationOfferingFilter, EducationOfferingObject, EducationOfferingOrder,
    EducationOfferingQuery, SchoolType,
};

use crate::objects::{NodeKind, Registration};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&EducationOfferingQuery],
    nodes: &[NodeKind::of::<EducationOfferingObject>()],
    enumerations: &[
        Enumeration::of::<education_supply::offering::Configuration>(),
        Enumeration::of::<education_supply::offering::CreditSystem>(),
        Enumeration::of::<education_supply::offering::SchoolType>(),
    ],
    ..Registration::NONE
};
