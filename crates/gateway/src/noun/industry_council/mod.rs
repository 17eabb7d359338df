//! Branschråd.

mod filter;
mod mutation;
mod object;

pub use filter::{IndustryCouncilFilter, IndustryCouncilOrder};
pub use mutation::IndustryCouncilMutation;
pub use object::{IndustryCouncilObject, IndustryCouncilQuery, IndustryCouncilStatus};
