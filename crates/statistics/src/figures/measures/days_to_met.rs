//! Dagar till tillgodosett: days from a need's report until a follow-up first showed that it was met.

use kernel::Label;

use super::{Spec, needs};

pub(super) const SPEC: Spec = Spec {
    unit: Label {
        sv: "tillgodosedda behov, med dagar från anmälan till dess",
        en: "needs met, with the days from report until then",
    },
    waits: Some(("r.reported_on", "r.met_on")),
    ..needs::SPEC
};
