//! Mål för timmar: the hours that projects have stated.

use kernel::Label;

use super::{Spec, participants_target};

pub(super) const SPEC: Spec = Spec {
    unit: Label {
        sv: "timmar som projekten angett som mål",
        en: "hours that the projects have stated as their target",
    },
    table: "(SELECT j.id, j.id AS project_id, j.programme_period, j.programme_area, j.specific_objective, t.target \
        FROM projects j JOIN (SELECT project_id, CAST(SUM(value) AS bigint) AS target FROM project_targets \
        WHERE kind = 'HOURS' GROUP BY project_id) t ON t.project_id = j.id)",
    ..participants_target::SPEC
};
