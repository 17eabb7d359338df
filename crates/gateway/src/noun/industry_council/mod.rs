//! Branschråd.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{
    IndustryCouncilFilter, IndustryCouncilObject, IndustryCouncilOrder, IndustryCouncilQuery, IndustryCouncilStatus,
};
