//! Beslut: decisions of councils and industry councils by the day they were made, what was postponed too. They are everyone's once the
//! minutes are approved and public, and the council's own otherwise. No person and no organisation stands behind one: votes are not told here.
//!
//! A council makes some hundred a year: they are counted from the records, by the index on council and day.

use access::Action;
use kernel::Label;

use super::{Behind, Owner, Source, Spec, shared};
use crate::disclosure::Unit;
use crate::figures::{Breakdown as B, category::DECISION_STATUS, source::Join};

/// Decisions with the kind of the item that they were made on, and whether their minutes are everyone's.
const ON_ITEM: &str = "(SELECT d.*, i.kind AS item_kind, (m.status = 'MINUTES_APPROVED' AND m.is_public) AS is_public \
    FROM council_decisions d JOIN agenda_items i ON i.id = d.item_id JOIN council_meetings m ON m.id = d.meeting_id)";

const COLUMNS: &[Source] = &shared::all::<4>(&[&[
    (B::Council, "r.council_id", Join::None),
    (B::IndustryCouncil, "r.industry_council_id", Join::None),
    (B::ItemKind, "r.item_kind", Join::None),
    (B::Status, "r.status", Join::None),
]]);

pub(super) const SPEC: Spec = Spec {
    always: Some("r.status <> 'PROPOSED'"),
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
        ON_ITEM,
        COLUMNS,
        (Unit::Plan, Behind::OneEach),
    )
};
