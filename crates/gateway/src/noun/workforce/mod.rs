//! Arbetsstyrka.

mod filter;
mod mutation;
mod object;

pub use filter::{WorkforceSnapshotFilter, WorkforceSnapshotOrder};
pub use mutation::WorkforceMutation;
pub use object::{WorkforceQuery, WorkforceSnapshotObject};
