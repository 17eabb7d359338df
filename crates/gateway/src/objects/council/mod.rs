//! Kompetensråd.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{CouncilFilter, CouncilKind, CouncilObject, CouncilOrder, CouncilQuery, CouncilStatus};

use crate::objects::{NodeKind, Registration};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&CouncilQuery],
    mutations,
    nodes: &[NodeKind::of::<CouncilObject>()],
    rules: &[councils::council::rules::ALL],
    enumerations: &[
        Enumeration::of::<councils::council::CouncilKind>(),
        Enumeration::of::<councils::council::CouncilStatus>(),
    ],
    events: &["CouncilActivated", "CouncilDissolved", "CouncilFounded", "CouncilPaused", "CouncilResumed"],
};
