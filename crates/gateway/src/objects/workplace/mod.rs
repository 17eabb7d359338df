//! Arbetsplats.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{WorkplaceFilter, WorkplaceObject, WorkplaceOrder, WorkplaceQuery};

use crate::objects::{NodeKind, Registration};

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&WorkplaceQuery],
    mutations,
    nodes: &[NodeKind::of::<WorkplaceObject>()],
    rules: &[workplaces::workplace::rules::ALL, workplaces::port::rules::ALL],
    events: &["WorkplaceChanged", "WorkplaceClosed", "WorkplaceRegistered"],
    ..Registration::NONE
};
