//! Anställd.

mod assessable;
mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{EmployeeFilter, EmployeeObject, EmployeeOrder, EmployeeQuery};

use crate::objects::{NodeKind, Registration};

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&EmployeeQuery],
    mutations,
    nodes: &[NodeKind::of::<EmployeeObject>()],
    rules: &[workplaces::employee::rules::ALL],
    events: &["EmployeeRegistered", "EmploymentEnded"],
    ..Registration::NONE
};
