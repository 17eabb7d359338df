//! Arbetsstyrka.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{WorkforceQuery, WorkforceSnapshotFilter, WorkforceSnapshotObject, WorkforceSnapshotOrder};
