//! Platser: what the occasions can take.

use access::Action;
use kernel::Label;

use super::{Behind, Counted, Source, Spec, shared};
use crate::disclosure::Unit;
use crate::figures::{Breakdown as B, category::OCCASION_STATUS, source::Join};

const COLUMNS: &[Source] = &shared::all::<17>(&[
    &[
        (B::Council, "r.council_id", Join::None),
        (B::Hub, "r.hub_id", Join::None),
        (B::Provider, "r.provider_id", Join::None),
    ],
    &shared::OF_PROJECT,
    &shared::OF_EFFORT,
    &[
        (B::Industry, "e.sni_code", Join::Effort),
        (B::Occupation, "e.ssyk_code", Join::Effort),
        (B::Municipality, "r.municipality_code", Join::None),
        (B::Status, "r.status", Join::None),
    ],
]);

pub(super) const SPEC: Spec = Spec {
    // What is only planned is not open to everyone; what was cancelled gave no place.
    always: Some("r.status IN ('CONFIRMED', 'ONGOING', 'FINISHED')"),
    date: Some("r.starts_on"),
    counted: Counted::Sum("r.capacity"),
    statuses: OCCASION_STATUS,
    is_open: true,
    ..Spec::of(
        (
            Label {
                sv: "platser vid utbildningstillfällen som är bekräftade, pågår eller är avslutade",
                en: "places at occasions that are confirmed, under way or finished",
            },
            Action::ReadEfforts,
        ),
        "occasions",
        COLUMNS,
        (Unit::Plan, Behind::OneEach),
    )
};
