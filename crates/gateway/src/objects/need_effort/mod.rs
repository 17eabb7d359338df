//! Koppling mellan behov och insats.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{NeedEffortFilter, NeedEffortObject, NeedEffortOrder};

use crate::objects::{NodeKind, Registration};

pub(crate) const REGISTRATION: Registration = Registration {
    mutations,
    nodes: &[NodeKind::of::<NeedEffortObject>()],
    events: &[("EffortLinkedToNeed", "Insatsen kopplades till behovet", "The effort was linked to the need")],
    ..Registration::NONE
};
