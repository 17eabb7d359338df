//! Branschråd.

mod mutation;
mod object;

pub use mutation::IndustryCouncilMutation;
pub use object::{
    IndustryCouncilFilter, IndustryCouncilObject, IndustryCouncilOrder, IndustryCouncilQuery, IndustryCouncilStatus,
};
