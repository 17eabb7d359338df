//! Branschråd.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{IndustryCouncilFilter, IndustryCouncilObject, IndustryCouncilStatus};

use crate::objects::{NodeKind, Registration, RootList};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<IndustryCouncilObject>::new(
        "industryCouncils",
        ("Branschråd; offentliga.", "Industry councils; public."),
    )],
    mutations,
    nodes: &[NodeKind::of::<IndustryCouncilObject>()],
    rules: &[industry_councils::industry_council::rules::ALL],
    enumerations: &[Enumeration::of::<industry_councils::industry_council::IndustryCouncilStatus>()],
    events: &[
        "IndustryCouncilActivated",
        "IndustryCouncilDissolved",
        "IndustryCouncilEstablished",
        "IndustryCouncilPaused",
        "IndustryCouncilResumed",
    ],
};
