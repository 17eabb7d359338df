//! Dagar till åtgärd: days from a need's report to the first effort that answers it.

use kernel::Label;

use super::{Spec, needs};

pub(super) const SPEC: Spec = Spec {
    unit: Label {
        sv: "behov som en insats svarar på, med dagar från anmälan till den första insatsen",
        en: "needs answered by an effort, with the days from report to the first one",
    },
    waits: Some(("r.reported_on", "r.begun_on")),
    ..needs::SPEC
};
