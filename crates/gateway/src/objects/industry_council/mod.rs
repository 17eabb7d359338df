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
        ("IndustryCouncilActivated", "Branschrådet började sitt arbete", "The industry council began its work"),
        ("IndustryCouncilDissolved", "Branschrådet upplöstes", "The industry council was dissolved"),
        ("IndustryCouncilEstablished", "Branschrådet inrättades", "The industry council was established"),
        ("IndustryCouncilPaused", "Branschrådet gjorde uppehåll", "The industry council was paused"),
        ("IndustryCouncilResumed", "Branschrådet återupptog sitt arbete", "The industry council resumed its work"),
    ],
};
