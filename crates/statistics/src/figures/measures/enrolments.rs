//! Anmälningar: enrolments in occasions, whatever became of them.

use access::Action;
use kernel::Label;

use super::{Behind, Owner, Source, Spec, shared};
use crate::disclosure::Unit;
use crate::figures::{Breakdown as B, category::ENROLMENT_STATUS, source::Join};

/// What an enrolment has, and its participation for it.
const COLUMNS: &[Source] = &shared::all::<25>(&[
    &[(B::Council, "r.council_id", Join::None), (B::Hub, "r.hub_id", Join::None)],
    &shared::ORGANISATION,
    &[(B::Provider, "r.provider_id", Join::None)],
    &shared::OF_PROJECT,
    &shared::OF_EFFORT,
    &shared::BY_PARTICIPATION,
    &[(B::Status, "r.status", Join::None), (B::OutcomeKind, "", Join::Outcome)],
]);

pub(super) const SPEC: Spec = Spec {
    date: Some("r.applied_on"),
    owners: &[Owner::Organisation, Owner::Project, Owner::Hub, Owner::Provider],
    statuses: ENROLMENT_STATUS,
    has_key: true,
    ..Spec::of(
        (
            Label {
                sv: "anmälningar till utbildningstillfällen; en person kan ha flera",
                en: "enrolments in occasions; a person may have several",
            },
            Action::ReadEnrolments,
        ),
        "enrolments",
        COLUMNS,
        (Unit::Record, Behind::Person("r.participant_id")),
    )
};
