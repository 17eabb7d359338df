//! Mål för deltagare: the participants that projects have stated.

use access::Action;
use kernel::Label;

use super::{Behind, Counted, Spec};
use crate::disclosure::Unit;
use crate::figures::{
    Breakdown as B,
    source::{Join, Source},
};

/// What a project has.
pub(super) const COLUMNS: &[Source] = &[
    (B::Project, "r.id", Join::None),
    (B::ProgrammePeriod, "r.programme_period", Join::None),
    (B::ProgrammeArea, "r.programme_area", Join::None),
    (B::SpecificObjective, "r.specific_objective", Join::None),
    (B::Principles, "h.mask", Join::Principles),
];

pub(super) const SPEC: Spec = Spec {
    unit: Label {
        sv: "deltaganden som projekten angett som mål",
        en: "participations that the projects have stated as their target",
    },
    reads: Action::ReadProjects,
    // What the project bank says, else the project's own targets.
    table: "(SELECT j.id, j.id AS project_id, j.programme_period, j.programme_area, j.specific_objective, \
        COALESCE(j.planned_participants, t.target) AS target FROM projects j LEFT JOIN (SELECT project_id, \
        CAST(SUM(value) AS bigint) AS target FROM project_targets WHERE kind = 'PARTICIPANTS' GROUP BY project_id) t \
        ON t.project_id = j.id)",
    always: Some("r.target IS NOT NULL"),
    date: None,
    counted: Counted::Sum("r.target"),
    region: None,
    dominable: false,
    record: Unit::Plan,
    behind: Behind::OneEach,
    split: None,
    owners: &[],
    columns: COLUMNS,
    statuses: &[],
    has_key: false,
    is_open: true,
    waits: None,
    weight: None,
    against: None,
    selected: &[],
};
