//! Nivåskala.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{LevelScaleFilter, LevelScaleObject, LevelScaleOrder, LevelScaleQuery};

use crate::objects::{NodeKind, Registration};

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&LevelScaleQuery],
    mutations,
    nodes: &[NodeKind::of::<LevelScaleObject>()],
    rules: &[workplaces::scale::rules::ALL],
    events: &["LevelScaleDefined"],
    ..Registration::NONE
};
