//! Reflektioner: reflections that a workplace has held.
//!
//! The threshold is for organisations: five of them stand behind every number. A busy one holds many, so each one's part is moved
//! as its part of hours is, and is not learnt by taking the others away.

use access::Action;
use kernel::Label;

use super::{Behind, Counted, Owner, Source, Spec, shared};
use crate::disclosure::Unit;
use crate::figures::{Breakdown as B, category::REFLECTION_STATUS, source::Join};

const COLUMNS: &[Source] = &shared::all::<11>(&[
    &shared::OF_EMPLOYER,
    &[(B::ReflectionKind, "r.kind", Join::None), (B::Status, "r.status", Join::None)],
]);

pub(super) const SPEC: Spec = Spec {
    always: Some("r.status NOT IN ('PLANNED', 'CANCELLED')"),
    date: Some("r.held_on"),
    // One, in sixtieths: of few reflections, too, a part is moved.
    counted: Counted::Minutes("60"),
    dominable: true,
    split: Some("r.organisation_id"),
    owners: &[Owner::Organisation, Owner::Project],
    statuses: REFLECTION_STATUS,
    has_key: true,
    ..Spec::of(
        (
            Label { sv: "reflektioner som har genomförts på en arbetsplats", en: "reflections held at a workplace" },
            Action::ReadWorkplaces,
        ),
        "reflections",
        COLUMNS,
        (Unit::Plan, Behind::Person("r.organisation_id")),
    )
};
