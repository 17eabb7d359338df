//! Deltagare: participations in projects.

use access::Action;
use kernel::Label;

use super::{Behind, Owner, Source, Spec};
use crate::disclosure::Unit;
use crate::figures::{Breakdown as B, category::PARTICIPATION_STATUS, source::Join};

const COLUMNS: &[Source] = &[
    (B::Council, "r.council_id", Join::None),
    (B::Organisation, "r.organisation_id", Join::None),
    (B::OrganisationKind, "g.kind", Join::Organisation),
    (B::Project, "r.project_id", Join::None),
    (B::ProgrammePeriod, "j.programme_period", Join::Project),
    (B::ProgrammeArea, "j.programme_area", Join::Project),
    (B::SpecificObjective, "j.specific_objective", Join::Project),
    (B::Principles, "h.mask", Join::Principles),
    (B::Industry, "r.sni_code", Join::None),
    (B::Occupation, "r.ssyk_code", Join::None),
    (B::Municipality, "r.municipality_code", Join::None),
    (B::Sex, "r.sex", Join::None),
    (B::AgeBand, "r.age_at_entry", Join::None),
    (B::EmploymentSituation, "r.employment_situation", Join::None),
    (B::EducationLevel, "r.sun_level_code", Join::None),
    (B::Completeness, "r.is_complete", Join::None),
    (B::Status, "r.status", Join::None),
    (B::OutcomeKind, "", Join::Outcome),
];

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
