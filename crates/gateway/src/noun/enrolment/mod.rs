//! Anmälan.

mod filter;
mod mutation;
mod object;
pub mod rules;

pub use filter::{EnrolmentFilter, EnrolmentOrder};
pub use mutation::EnrolmentMutation;
pub use object::{EnrolmentObject, EnrolmentQuery, EnrolmentSource, EnrolmentStatus};
