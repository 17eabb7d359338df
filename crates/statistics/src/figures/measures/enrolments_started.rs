//! Påbörjade: enrolments that came to a start, however they ended.

use kernel::Label;

use super::{Spec, enrolments};

pub(super) const SPEC: Spec = Spec {
    unit: Label {
        sv: "påbörjade anmälningar, även de som slutförts eller avbrutits; en person kan ha flera",
        en: "enrolments started, those completed or dropped out of included; a person may have several",
    },
    always: Some("r.status IN ('STARTED', 'COMPLETED', 'DROPPED_OUT')"),
    date: Some("COALESCE(r.started_on, r.applied_on)"),
    ..enrolments::SPEC
};
