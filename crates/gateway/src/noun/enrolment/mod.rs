//! Anmälan.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{EnrolmentFilter, EnrolmentObject, EnrolmentOrder, EnrolmentQuery, EnrolmentSource, EnrolmentStatus};
