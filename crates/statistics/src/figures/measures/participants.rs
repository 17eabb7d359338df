//! Deltagare: participations in projects.

use access::Action;
use kernel::Label;

use super::{Behind, Owner, Source, Spec, shared};
use crate::disclosure::Unit;
use crate::figures::{Breakdown as B, category::PARTICIPATION_STATUS, source::Join};

const COLUMNS: &[Source] = &shared::all::<18>(&[
    &[(B::Council, "r.council_id", Join::None)],
    &shared::ORGANISATION,
    &shared::OF_PROJECT,
    &shared::OF_PARTICIPATION,
    &[(B::Status, "r.status", Join::None), (B::OutcomeKind, "", Join::Outcome)],
]);

pub(super) const SPEC: Spec = Spec {
    date: Some("r.starts_on"),
    owners: &[Owner::Organisation, Owner::Project],
    statuses: PARTICIPATION_STATUS,
    has_key: true,
    ..Spec::of(
        (
            Label {
                sv: "deltaganden: en person räknas en gång för varje projekt",
                en: "participations: a person counts once for each project",
            },
            Action::ReadParticipations,
        ),
        "participations",
        COLUMNS,
        (Unit::Person, Behind::OneEach),
    )
};
