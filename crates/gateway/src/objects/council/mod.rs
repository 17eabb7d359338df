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
    events: &[
        ("CouncilActivated", "Rådet började sitt arbete", "The council began its work"),
        ("CouncilDissolved", "Rådet upplöstes", "The council was dissolved"),
        ("CouncilFounded", "Rådet bildades", "The council was founded"),
        ("CouncilPaused", "Rådet gjorde uppehåll", "The council was paused"),
        ("CouncilResumed", "Rådet återupptog sitt arbete", "The council resumed its work"),
    ],
};
