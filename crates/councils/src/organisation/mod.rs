//! Organisation: anyone who takes part as other than a person, with the history of its name.

mod entity;
mod name;
mod name_repo;
mod repo;
mod service;

pub use entity::{ChangeOrganisation, Organisation, OrganisationKind, RegisterOrganisation, RenameOrganisation, rules};
pub use name::{OrganisationName, name_on};
pub use name_repo::Column as OrganisationNameColumn;
pub use repo::Column as OrganisationColumn;
pub use service::Organisations;
