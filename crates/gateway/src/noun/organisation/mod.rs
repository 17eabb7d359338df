//! Organisation.

mod filter;
mod mutation;
mod name;
mod object;
pub mod rules;

pub use filter::{OrganisationFilter, OrganisationOrder};
pub use mutation::OrganisationMutation;
pub use name::{OrganisationNameFilter, OrganisationNameObject, OrganisationNameOrder};
pub use object::{OrganisationKind, OrganisationObject, OrganisationQuery};
