//! Resultat: recorded outcomes, all of them.

use access::Action;
use kernel::Label;

use super::{Behind, Owner, Source, Spec, shared};
use crate::disclosure::Unit;
use crate::figures::{Breakdown as B, source::Join};

const COLUMNS: &[Source] = &shared::all::<24>(&[
    &[(B::Council, "r.council_id", Join::None), (B::Hub, "r.hub_id", Join::None)],
    &shared::ORGANISATION,
    &[(B::Provider, "e.provider_id", Join::Effort)],
    &shared::OF_PROJECT,
    &shared::OF_EFFORT,
    &shared::BY_PARTICIPATION,
    &[(B::OutcomeKind, "r.kind", Join::None)],
]);

pub(super) const SPEC: Spec = Spec {
    always: Some("r.status = 'RECORDED'"),
    date: Some("r.observed_on"),
    owners: &[Owner::Organisation, Owner::Project, Owner::Hub],
    // That of what it came of: the same people have the same key, whether they or their outcomes are counted.
    has_key: true,
    ..Spec::of(
        (
            Label {
                sv: "gällande resultat; en person kan ha flera",
                en: "recorded outcomes; a person may have several",
            },
            Action::ReadOutcomes,
        ),
        "outcomes",
        COLUMNS,
        (Unit::Record, Behind::Person("r.participant_id")),
    )
};
