//! Platser: what the occasions can take.

use access::Action;
use kernel::Label;

use super::{Behind, Counted, Source, Spec};
use crate::disclosure::Unit;
use crate::figures::{Breakdown as B, category::OCCASION_STATUS, source::Join};

const COLUMNS: &[Source] = &[
    (B::Council, "r.council_id", Join::None),
    (B::Hub, "r.hub_id", Join::None),
    (B::Provider, "r.provider_id", Join::None),
    (B::Project, "r.project_id", Join::None),
    (B::ProgrammePeriod, "j.programme_period", Join::Project),
    (B::ProgrammeArea, "j.programme_area", Join::Project),
    (B::SpecificObjective, "j.specific_objective", Join::Project),
    (B::Principles, "h.mask", Join::Principles),
    (B::Effort, "r.effort_id", Join::None),
    (B::EffortKind, "e.kind", Join::Effort),
    (B::TargetGroup, "e.target_group", Join::Effort),
    (B::Skill, "e.skill_code", Join::Effort),
    (B::EducationField, "e.sun_field_code", Join::Effort),
    (B::Industry, "e.sni_code", Join::Effort),
    (B::Occupation, "e.ssyk_code", Join::Effort),
    (B::Municipality, "r.municipality_code", Join::None),
    (B::Status, "r.status", Join::None),
];

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
