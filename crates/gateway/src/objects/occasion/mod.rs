//! Utbildningstillfälle.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{OccasionFilter, OccasionObject, OccasionOrder, OccasionQuery, OccasionStatus};

use crate::objects::{NodeKind, Registration};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&OccasionQuery],
    mutations,
    nodes: &[NodeKind::of::<OccasionObject>()],
    rules: &[efforts::occasion::rules::ALL],
    enumerations: &[Enumeration::of::<efforts::occasion::OccasionStatus>()],
    events: &["OccasionCancelled", "OccasionConfirmed", "OccasionFinished", "OccasionPlanned", "OccasionStarted"],
};
