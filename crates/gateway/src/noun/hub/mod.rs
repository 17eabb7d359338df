//! Kompetensnav.

mod mutation;
mod object;
pub mod rules;

pub use mutation::HubMutation;
pub use object::{HubFilter, HubObject, HubOrder, HubQuery, HubStatus};
