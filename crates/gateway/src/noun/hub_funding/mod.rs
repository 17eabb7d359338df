//! Finansiering av ett kompetensnav.

mod filter;
mod mutation;
mod object;
pub mod rules;

pub use filter::{HubFundingFilter, HubFundingOrder};
pub use mutation::HubFundingMutation;
pub use object::{HubFundingKind, HubFundingObject};
