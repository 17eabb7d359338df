//! Mål för deltagare: the participants that projects have stated.

use access::Action;
use kernel::Label;

use super::{Behind, Counted, Source, Spec};
use crate::disclosure::Unit;
use crate::figures::{Breakdown as B, source::Join};

/// What a project has.
const COLUMNS: &[Source] = &[
    (B::Project, "r.id", Join::None),
    (B::ProgrammePeriod, "r.programme_period", Join::None),
    (B::ProgrammeArea, "r.programme_area", Join::None),
    (B::SpecificObjective, "r.specific_objective", Join::None),
    (B::Principles, "h.mask", Join::Principles),
];

pub(super) const SPEC: Spec = Spec {
    always: Some("r.target IS NOT NULL"),
    counted: Counted::Sum("r.target"),
    is_open: true,
    ..Spec::of(
        (
            Label {
                sv: "deltaganden som projekten angett som mål",
                en: "participations that the projects have stated as their target",
            },
            Action::ReadProjects,
        ),
        // What the project bank says, else the project's own targets.
        "(SELECT j.id, j.id AS project_id, j.programme_period, j.programme_area, j.specific_objective, \
            COALESCE(j.planned_participants, t.target) AS target FROM projects j LEFT JOIN (SELECT project_id, \
            CAST(SUM(value) AS bigint) AS target FROM project_targets WHERE kind = 'PARTICIPANTS' GROUP BY project_id) t \
            ON t.project_id = j.id)",
        COLUMNS,
        (Unit::Plan, Behind::OneEach),
    )
};
