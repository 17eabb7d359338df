//! Personer som behövs: the people that the needs ask for.

use kernel::Label;

use super::{Counted, Spec, needs};

pub(super) const SPEC: Spec = Spec {
    unit: Label {
        sv: "personer som behövs enligt behoven; samma person kan behövas enligt flera",
        en: "people needed according to the needs; several may mean the same person",
    },
    counted: Counted::Sum("r.people_needed"),
    dominable: true,
    split: Some("r.organisation_id"),
    ..needs::SPEC
};
