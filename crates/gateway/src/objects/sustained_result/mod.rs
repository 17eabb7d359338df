//! Bestående resultat.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{
    StillInUse, SustainedResultFilter, SustainedResultObject, SustainedResultOrder, SustainedResultQuery,
};

use crate::objects::{NodeKind, Registration};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&SustainedResultQuery],
    mutations,
    nodes: &[NodeKind::of::<SustainedResultObject>()],
    rules: &[workplaces::sustained::rules::ALL],
    enumerations: &[Enumeration::of::<workplaces::sustained::StillInUse>()],
    events: &["SustainedResultRecorded"],
};
