//! Friskfaktor.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{HealthFactorFilter, HealthFactorObject, HealthFactorOrder, HealthFactorQuery};

use crate::objects::{NodeKind, Registration};

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&HealthFactorQuery],
    mutations,
    nodes: &[NodeKind::of::<HealthFactorObject>()],
    rules: &[workplaces::health_factor::rules::ALL],
    events: &["HealthFactorAdded", "HealthFactorChanged"],
    ..Registration::NONE
};
