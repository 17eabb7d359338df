//! Arbetsstyrka.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{WorkforceQuery, WorkforceSnapshotFilter, WorkforceSnapshotObject, WorkforceSnapshotOrder};

use crate::objects::{NodeKind, Registration};

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&WorkforceQuery],
    mutations,
    nodes: &[NodeKind::of::<WorkforceSnapshotObject>()],
    events: &["WorkforceReported"],
    ..Registration::NONE
};
