//! Anmälan.

mod mutation;
mod object;
pub mod rules;

pub use mutation::EnrolmentMutation;
pub use object::{EnrolmentFilter, EnrolmentObject, EnrolmentOrder, EnrolmentQuery, EnrolmentSource, EnrolmentStatus};
