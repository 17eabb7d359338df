//! Kompetensnav.

mod filter;
mod mutation;
mod object;
pub mod rules;

pub use filter::{HubFilter, HubOrder};
pub use mutation::HubMutation;
pub use object::{HubObject, HubQuery, HubStatus};
