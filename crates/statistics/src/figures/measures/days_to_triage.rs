//! Dagar till sortering: days from a need's report to its first triage by the hub.

use kernel::Label;

use super::{Spec, needs};

pub(super) const SPEC: Spec = Spec {
    unit: Label {
        sv: "behov som navet har sorterat, med dagar från anmälan till den första sorteringen",
        en: "needs triaged by the hub, with the days from report to first triage",
    },
    waits: Some(("r.reported_on", "r.triaged_on")),
    ..needs::SPEC
};
