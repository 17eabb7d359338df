//! Beslut: decisions of councils and industry councils by the day they were made, what was postponed too. They are everyone's once the
//! minutes are approved and public, and the council's own otherwise. No person and no organisation stands behind one: votes are not told here.

use access::Action;
use kernel::Label;

use super::{Behind, DECIDED, ITEM_KIND, Owner, Source, Spec, shared};
use crate::disclosure::Unit;
use crate::figures::{Breakdown as B, category::DECISION_STATUS, source::Join};

const COLUMNS: &[Source] = &shared::all::<4>(&[&[
    (B::Council, "r.council_id", Join::None),
    (B::IndustryCouncil, "r.industry_council_id", Join::None),
    (B::ItemKind, ITEM_KIND, Join::None),
    (B::Status, "r.status", Join::None),
]]);

pub(super) const SPEC: Spec = Spec {
    always: Some(DECIDED),
    date: Some("r.decided_on"),
    owners: &[Owner::Council],
    statuses: DECISION_STATUS,
    is_open: true,
    disclosed: Some("r.is_public"),
    ..Spec::of(
        (
            Label {
                sv: "beslut vid rådsmöten vars protokoll är justerade och offentliga, även bordlagda; det egna rådets även i övrigt",
                en: "decisions at councils' meetings whose minutes are approved and public, those postponed too; your own council's otherwise, too",
            },
            Action::ReadMeetings,
        ),
        "council_decisions",
        COLUMNS,
        (Unit::Plan, Behind::OneEach),
    )
};
