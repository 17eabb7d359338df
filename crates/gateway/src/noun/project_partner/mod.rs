//! Projektpart.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{ProjectPart, ProjectPartnerFilter, ProjectPartnerObject, ProjectPartnerOrder};
