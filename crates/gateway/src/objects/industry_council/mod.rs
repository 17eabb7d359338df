//! Branschråd.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{
    IndustryCouncilFilter, IndustryCouncilObject, IndustryCouncilOrder, IndustryCouncilQuery, IndustryCouncilStatus,
};

use crate::objects::{NodeKind, Registration};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&IndustryCouncilQuery],
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
