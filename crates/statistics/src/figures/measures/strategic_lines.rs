//! Strategiska planrader: those that are tied to a goal of the business, held against all. Their share over the years is seed 000's
//! measure of strategic competence supply. An organisation's parts of the two are moved apart from each other, so that the share in
//! a cell where one has most of the lines is not that one's.

use kernel::Label;

use super::{Counted, Measure, Spec, plan_lines};

pub(super) const SPEC: Spec = Spec {
    unit: Label {
        sv: "rader i beslutade kompetensutvecklingsplaner som är knutna till ett verksamhetsmål",
        en: "lines of development plans adopted that are tied to a business goal",
    },
    counted: Counted::Sum("r.strategic_lines"),
    against: Some(Measure::PlanLines),
    ..plan_lines::SPEC
};
