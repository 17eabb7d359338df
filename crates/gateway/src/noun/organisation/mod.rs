//! Organisation.

mod mutation;
mod name;
mod object;

pub use mutation::mutations;
pub use name::OrganisationNameObject;
pub use object::{OrganisationFilter, OrganisationKind, OrganisationObject, OrganisationOrder, OrganisationQuery};
