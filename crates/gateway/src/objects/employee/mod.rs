//! Anställd.

mod assessable;
mod mutation;
mod object;

pub use mutation::mutations;
pub use object::EmployeeObject;

use crate::objects::{NodeKind, Registration, RootList};

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<EmployeeObject>::new(
        "employees",
        (
            "Anställda inom din räckvidd: din organisations, eller du själv.",
            "Employees within your reach: your organisation's, or yourself.",
        ),
    )],
    mutations,
    nodes: &[NodeKind::of::<EmployeeObject>()],
    rules: &[workplaces::employee::rules::ALL],
    events: &[
        ("EmployeeRegistered", "Den anställda registrerades", "The employee was registered"),
        ("EmploymentEnded", "Anställningen avslutades", "The employment ended"),
    ],
    ..Registration::NONE
};
