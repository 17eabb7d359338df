//! Finansiering av ett kompetensnav.

mod mutation;
mod object;
pub mod rules;

pub use mutation::HubFundingMutation;
pub use object::{HubFundingFilter, HubFundingKind, HubFundingObject, HubFundingOrder};
