//! Finansiering av ett kompetensnav.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{HubFundingFilter, HubFundingKind, HubFundingObject, HubFundingOrder};
