//! Deltagare: participations in projects.

use access::Action;
use kernel::Label;

use super::{Behind, Counted, Owner, Spec};
use crate::disclosure::Unit;
use crate::figures::{Breakdown as B, category::PARTICIPATION_STATUS, source::Join};

pub(super) const SPEC: Spec = Spec {
    unit: Label {
        sv: "deltaganden: en person räknas en gång för varje projekt",
        en: "participations: a person counts once for each project",
    },
    reads: Action::ReadParticipations,
    table: "participations",
    always: None,
    date: Some("r.starts_on"),
    counted: Counted::Records,
    region: None,
    dominable: false,
    record: Unit::Person,
    behind: Behind::OneEach,
    split: None,
    owners: &[Owner::Organisation, Owner::Project],
    columns: &[
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
    ],
    statuses: PARTICIPATION_STATUS,
    has_key: true,
    is_open: false,
    waits: None,
    weight: None,
    against: None,
    selected: &[],
};
