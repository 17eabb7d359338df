//! Lärmöten: learning meetings that have been held. They are public as the project bank is; how many came is not told here.

use access::Action;
use kernel::Label;

use super::{Behind, Counted, Spec};
use crate::disclosure::Unit;
use crate::figures::{Breakdown as B, category::MEETING_STATUS, source::Join};

pub(super) const SPEC: Spec = Spec {
    unit: Label { sv: "lärmöten som har hållits", en: "learning meetings held" },
    reads: Action::ReadNetworks,
    table: "learning_meetings",
    always: Some("r.status IN ('HELD', 'DOCUMENTED', 'CLOSED')"),
    date: Some("r.held_on"),
    counted: Counted::Records,
    region: None,
    dominable: false,
    record: Unit::Plan,
    behind: Behind::OneEach,
    split: None,
    owners: &[],
    columns: &[
        (B::Project, "r.project_id", Join::None),
        (B::ProgrammePeriod, "j.programme_period", Join::Project),
        (B::ProgrammeArea, "j.programme_area", Join::Project),
        (B::SpecificObjective, "j.specific_objective", Join::Project),
        (B::Principles, "h.mask", Join::Principles),
        (B::Status, "r.status", Join::None),
    ],
    statuses: MEETING_STATUS,
    has_key: false,
    is_open: true,
    waits: None,
    weight: None,
    against: None,
    selected: &[],
};
