//! Friskfaktor.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::HealthFactorObject;

use crate::objects::{NodeKind, Registration, RootList};

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<HealthFactorObject>::new(
        "healthFactors",
        ("Friskfaktorer; offentliga ord.", "Health factors; public words."),
    )],
    mutations,
    nodes: &[NodeKind::of::<HealthFactorObject>()],
    rules: &[workplaces::health_factor::rules::ALL],
    events: &[
        ("HealthFactorAdded", "Friskfaktorn lades till", "The health factor was added"),
        ("HealthFactorChanged", "Friskfaktorn ändrades", "The health factor was changed"),
    ],
    ..Registration::NONE
};
