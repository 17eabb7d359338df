//! Upphandlingar: procurements by the day they were planned. What has not been awarded is told to nobody but the buyer (OSL 19:3), not
//! even how many; what has been is public, and open as it is. While a court has an award evaluated anew it is the buyer's own again.

use access::Action;
use kernel::Label;

use super::{Behind, DISCLOSED, Owner, Source, Spec, shared};
use crate::disclosure::Unit;
use crate::figures::{Breakdown as B, category::PROCUREMENT_STATUS, source::Join};

const COLUMNS: &[Source] = &shared::all::<11>(&[
    &[(B::Council, "r.council_id", Join::None), (B::Hub, "r.hub_id", Join::None)],
    &shared::ORGANISATION,
    &shared::OF_PROJECT,
    &[(B::Procedure, "r.method", Join::None), (B::Status, "r.status", Join::None)],
]);

pub(super) const SPEC: Spec = Spec {
    date: Some("r.planned_on"),
    owners: &[Owner::Organisation, Owner::Hub],
    statuses: PROCUREMENT_STATUS,
    is_open: true,
    disclosed: Some(DISCLOSED),
    ..Spec::of(
        (
            Label {
                sv: "upphandlingar som har tilldelats; den egna organisationens och det egna navets även dessförinnan",
                en: "procurements that have been awarded; your own organisation's and hub's before that, too",
            },
            Action::ReadProcurements,
        ),
        "procurements",
        COLUMNS,
        (Unit::Plan, Behind::OneEach),
    )
};
