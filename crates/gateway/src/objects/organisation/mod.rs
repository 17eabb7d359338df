//! Organisation.

mod mutation;
mod name;
mod object;

pub use mutation::mutations;
pub use name::OrganisationNameObject;
pub use object::{OrganisationFilter, OrganisationKind, OrganisationObject, OrganisationOrder, OrganisationQuery};

use crate::objects::{NodeKind, Registration};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&OrganisationQuery],
    mutations,
    nodes: &[NodeKind::of::<OrganisationObject>()],
    rules: &[councils::organisation::rules::ALL],
    enumerations: &[Enumeration::of::<councils::organisation::OrganisationKind>()],
    events: &["OrganisationChanged", "OrganisationRegistered", "OrganisationRenamed"],
};
