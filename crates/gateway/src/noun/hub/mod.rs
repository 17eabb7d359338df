//! Kompetensnav.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{HubFilter, HubObject, HubOrder, HubQuery, HubStatus};
