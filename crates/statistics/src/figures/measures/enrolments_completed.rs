//! Slutförda: enrolments that were completed.

use kernel::Label;

use super::{Spec, enrolments};

pub(super) const SPEC: Spec = Spec {
    unit: Label {
        sv: "slutförda anmälningar; en person kan ha flera",
        en: "enrolments completed; a person may have several",
    },
    always: Some("r.status = 'COMPLETED'"),
    date: Some("COALESCE(r.ended_on, r.started_on, r.applied_on)"),
    ..enrolments::SPEC
};
