//! Kurstillfälle.

mod clash;
mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{SessionFilter, SessionObject, SessionOrder};

use crate::objects::{NodeKind, Registration};

pub(crate) const REGISTRATION: Registration = Registration {
    mutations,
    nodes: &[NodeKind::of::<SessionObject>()],
    rules: &[efforts::session::rules::ALL],
    events: &[("SessionAdded", "Kurstillfället lades till", "The session was added")],
    ..Registration::NONE
};
