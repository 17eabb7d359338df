//! Lärmöten: learning meetings that have been held. They are public as the project bank is; how many came is not told here.

use access::Action;
use kernel::Label;

use super::{Behind, Source, Spec, shared};
use crate::disclosure::Unit;
use crate::figures::{Breakdown as B, category::MEETING_STATUS, source::Join};

const COLUMNS: &[Source] = &shared::all::<6>(&[&shared::OF_PROJECT, &[(B::Status, "r.status", Join::None)]]);

pub(super) const SPEC: Spec = Spec {
    always: Some("r.status IN ('HELD', 'DOCUMENTED', 'CLOSED')"),
    date: Some("r.held_on"),
    statuses: MEETING_STATUS,
    is_open: true,
    ..Spec::of(
        (Label { sv: "lärmöten som har hållits", en: "learning meetings held" }, Action::ReadNetworks),
        "learning_meetings",
        COLUMNS,
        (Unit::Plan, Behind::OneEach),
    )
};
