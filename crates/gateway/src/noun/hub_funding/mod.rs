//! Finansiering av ett kompetensnav.

mod mutation;
mod object;
pub mod rules;

pub use mutation::mutations;
pub use object::{HubFundingFilter, HubFundingKind, HubFundingObject, HubFundingOrder};
