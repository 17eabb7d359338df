//! Projektpart.

mod mutation;
mod object;

pub use mutation::ProjectPartnerMutation;
pub use object::{ProjectPart, ProjectPartnerFilter, ProjectPartnerObject, ProjectPartnerOrder};
