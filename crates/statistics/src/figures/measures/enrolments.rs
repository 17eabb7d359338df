//! Anmälningar: enrolments in occasions, whatever became of them.

use access::Action;
use kernel::Label;

use super::{Behind, Owner, Source, Spec};
use crate::disclosure::Unit;
use crate::figures::{Breakdown as B, category::ENROLMENT_STATUS, source::Join};

/// What an enrolment has, and its participation for it.
const COLUMNS: &[Source] = &[
    (B::Council, "r.council_id", Join::None),
    (B::Hub, "r.hub_id", Join::None),
    (B::Organisation, "r.organisation_id", Join::None),
    (B::OrganisationKind, "g.kind", Join::Organisation),
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
    (B::Industry, "p.sni_code", Join::Participation),
    (B::Occupation, "p.ssyk_code", Join::Participation),
    (B::Municipality, "p.municipality_code", Join::Participation),
    (B::Sex, "p.sex", Join::Participation),
    (B::AgeBand, "p.age_at_entry", Join::Participation),
    (B::EmploymentSituation, "p.employment_situation", Join::Participation),
    (B::EducationLevel, "p.sun_level_code", Join::Participation),
    (B::Completeness, "p.is_complete", Join::Participation),
    (B::Status, "r.status", Join::None),
    (B::OutcomeKind, "", Join::Outcome),
];

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
