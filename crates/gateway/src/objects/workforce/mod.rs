//! Arbetsstyrka.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::WorkforceSnapshotObject;

use crate::objects::{NodeKind, Registration, RootList};

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<WorkforceSnapshotObject>::new(
        "workforceSnapshots",
        (
            "Arbetsstyrkeuppgifter inom din räckvidd: den egna organisationens.",
            "Workforce figures within your reach: your own organisation's.",
        ),
    )],
    mutations,
    nodes: &[NodeKind::of::<WorkforceSnapshotObject>()],
    rules: &[councils::workforce::rules::ALL],
    events: &[("WorkforceReported", "Arbetsstyrkan rapporterades", "The workforce was reported")],
    ..Registration::NONE
};
