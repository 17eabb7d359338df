//! Anmälan.

mod mutation;
mod object;
pub mod rules;

pub use mutation::mutations;
pub use object::{EnrolmentFilter, EnrolmentObject, EnrolmentOrder, EnrolmentQuery, EnrolmentSource, EnrolmentStatus};
