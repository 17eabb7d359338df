//! Planrader: the lines of development plans, by the day the plan was adopted. The threshold is for organisations, and each one's
//! part is moved as its part of hours is.

use kernel::Label;

use super::{Counted, Spec, analyses_published};
use crate::figures::category::PLAN_STATUS;

pub(super) const SPEC: Spec = Spec {
    unit: Label { sv: "rader i beslutade kompetensutvecklingsplaner", en: "lines of development plans adopted" },
    table: "development_plans",
    always: Some("r.adopted_on IS NOT NULL"),
    date: Some("r.adopted_on"),
    counted: Counted::Sum("r.lines"),
    dominable: true,
    split: Some("r.organisation_id"),
    statuses: PLAN_STATUS,
    ..analyses_published::SPEC
};
