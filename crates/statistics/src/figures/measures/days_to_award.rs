//! Dagar från plan till tilldelning: how long procurements took, by the day they were planned.

use kernel::Label;

use super::{Spec, procurements};

pub(super) const SPEC: Spec = Spec {
    unit: Label {
        sv: "upphandlingar som har tilldelats, med dagar från plan till tilldelning",
        en: "procurements awarded, with the days from plan to award",
    },
    waits: Some(("r.planned_on", "r.awarded_on")),
    ..procurements::SPEC
};
