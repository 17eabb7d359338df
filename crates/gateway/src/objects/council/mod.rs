//! Kompetensråd.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{CouncilFilter, CouncilKind, CouncilObject, CouncilStatus};

use crate::objects::{NodeKind, Registration, RootList};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<CouncilObject>::new(
        "councils",
        ("Kompetensråd; offentliga.", "Competence councils; public."),
    )],
    mutations,
    nodes: &[NodeKind::of::<CouncilObject>()],
    rules: &[councils::council::rules::ALL, kernel::council::rules::ALL],
    enumerations: &[
        Enumeration::of::<councils::council::CouncilKind>(),
        Enumeration::of::<councils::council::CouncilStatus>(),
    ],
    events: &["CouncilActivated", "CouncilDissolved", "CouncilFounded", "CouncilPaused", "CouncilResumed"],
};
