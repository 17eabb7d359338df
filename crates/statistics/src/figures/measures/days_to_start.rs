//! Dagar till start: days from a need's report, by its first endorsement, to the first start that answers it.

use kernel::Label;

use super::{Spec, days_endorsement_to_start};

pub(super) const SPEC: Spec = Spec {
    unit: Label {
        sv: "behov som förankrats och sedan mötts av en insats som startat, med dagar från anmälan till start",
        en: "needs endorsed and then answered by an effort that has started, with the days from report to start",
    },
    waits: Some(("r.reported_on", "r.started_on")),
    ..days_endorsement_to_start::SPEC
};
