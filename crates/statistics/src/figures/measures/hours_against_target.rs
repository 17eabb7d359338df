//! Timmar mot mål: hours of attendance in projects that have stated a target, held against it.

use kernel::Label;

use super::{Measure, Spec, hours};

pub(super) const SPEC: Spec = Spec {
    unit: Label {
        sv: "hela timmars närvaro i projekt som angett ett mål, avrundat",
        en: "hours of attendance in projects that have stated a target, rounded to whole hours",
    },
    always: Some("r.project_id IN (SELECT project_id FROM project_targets WHERE kind = 'HOURS' AND value IS NOT NULL)"),
    against: Some(Measure::HoursTarget),
    ..hours::SPEC
};
