//! Dagar till förankring: days from a need's report to its first endorsement.

use kernel::Label;

use super::{Spec, needs};

pub(super) const SPEC: Spec = Spec {
    unit: Label {
        sv: "förankrade behov, med dagar från anmälan till den första förankringen",
        en: "needs endorsed, with the days from report to first endorsement",
    },
    waits: Some(("r.reported_on", "r.endorsed_on")),
    ..needs::SPEC
};
