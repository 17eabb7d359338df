//! Timmar: hours of attendance.

use kernel::Label;

use super::{Counted, Spec, enrolments};

pub(super) const SPEC: Spec = Spec {
    unit: Label { sv: "hela timmars närvaro, avrundat", en: "hours of attendance, rounded to whole hours" },
    date: Some("COALESCE(r.started_on, r.applied_on)"),
    counted: Counted::Minutes("r.minutes"),
    dominable: true,
    split: Some("r.organisation_id"),
    ..enrolments::SPEC
};
