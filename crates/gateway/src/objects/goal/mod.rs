//! Verksamhetsmål.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{BusinessGoalFilter, BusinessGoalObject, BusinessGoalOrder, BusinessGoalQuery};

use crate::objects::{NodeKind, Registration};

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&BusinessGoalQuery],
    mutations,
    nodes: &[NodeKind::of::<BusinessGoalObject>()],
    rules: &[workplaces::goal::rules::ALL],
    events: &["BusinessGoalSet"],
    ..Registration::NONE
};
