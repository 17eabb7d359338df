//! Sortering och prioritering.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{TriageFilter, TriageObject, TriageOrder, TriagePath, TriageQuery, triage_of_need};

use crate::objects::{NodeKind, Registration};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&TriageQuery],
    mutations,
    nodes: &[NodeKind::of::<TriageObject>()],
    enumerations: &[Enumeration::of::<competence_hub::triage::Path>()],
    events: &["NeedTriaged", "NeedTriagedAgain"],
    ..Registration::NONE
};
