//! Arbetsstyrka.

mod mutation;
mod object;

pub use mutation::WorkforceMutation;
pub use object::{WorkforceQuery, WorkforceSnapshotFilter, WorkforceSnapshotObject, WorkforceSnapshotOrder};
