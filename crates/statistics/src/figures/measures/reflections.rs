//! Reflektioner: reflections that a workplace has held.
//!
//! The threshold is for organisations: five of them stand behind every number. A busy one holds many, so each one's part is moved
//! as its part of hours is, and is not learnt by taking the others away.

use access::Action;
use kernel::Label;

use super::{Behind, Counted, Owner, Spec};
use crate::disclosure::Unit;
use crate::figures::{Breakdown as B, category::REFLECTION_STATUS, source::Join};

pub(super) const SPEC: Spec = Spec {
    unit: Label { sv: "reflektioner som har genomförts på en arbetsplats", en: "reflections held at a workplace" },
    reads: Action::ReadWorkplaces,
    table: "reflections",
    always: Some("r.status NOT IN ('PLANNED', 'CANCELLED')"),
    date: Some("r.held_on"),
    // One, in sixtieths: of few reflections, too, a part is moved.
    counted: Counted::Minutes("60"),
    region: None,
    dominable: true,
    record: Unit::Plan,
    behind: Behind::Person("r.organisation_id"),
    split: Some("r.organisation_id"),
    owners: &[Owner::Organisation, Owner::Project],
    columns: &[
        (B::Organisation, "r.organisation_id", Join::None),
        (B::OrganisationKind, "g.kind", Join::Organisation),
        (B::Industry, "g.sni_code", Join::Organisation),
        (B::Municipality, "g.municipality_code", Join::Organisation),
        (B::Project, "r.project_id", Join::None),
        (B::ProgrammePeriod, "j.programme_period", Join::Project),
        (B::ProgrammeArea, "j.programme_area", Join::Project),
        (B::SpecificObjective, "j.specific_objective", Join::Project),
        (B::Principles, "h.mask", Join::Principles),
        (B::ReflectionKind, "r.kind", Join::None),
        (B::Status, "r.status", Join::None),
    ],
    statuses: REFLECTION_STATUS,
    has_key: true,
    is_open: false,
    waits: None,
    weight: None,
    against: None,
    selected: &[],
};
