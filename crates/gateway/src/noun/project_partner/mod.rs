//! Projektpart.

mod filter;
mod mutation;
mod object;

pub use filter::{ProjectPartnerFilter, ProjectPartnerOrder};
pub use mutation::ProjectPartnerMutation;
pub use object::{ProjectPart, ProjectPartnerObject};
