//! Organisation.

mod mutation;
mod name;
mod object;

pub use mutation::mutations;
pub use name::OrganisationNameObject;
pub use object::{OrganisationFilter, OrganisationKind, OrganisationObject};

use crate::objects::{NodeKind, Registration, RootList};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<OrganisationObject>::new(
        "organisations",
        ("Organisationer; offentliga.", "Organisations; public."),
    )],
    mutations,
    nodes: &[NodeKind::of::<OrganisationObject>()],
    rules: &[councils::organisation::rules::ALL],
    enumerations: &[Enumeration::of::<councils::organisation::OrganisationKind>()],
    events: &[
        ("OrganisationChanged", "Organisationens uppgifter ändrades", "The organisation's details were changed"),
        ("OrganisationRegistered", "Organisationen registrerades", "The organisation was registered"),
        ("OrganisationRenamed", "Organisationen bytte namn", "The organisation was renamed"),
    ],
};
