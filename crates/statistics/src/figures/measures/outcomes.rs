//! Resultat: recorded outcomes, all of them.

use access::Action;
use kernel::Label;

use super::{Behind, Owner, Source, Spec};
use crate::disclosure::Unit;
use crate::figures::{Breakdown as B, source::Join};

const COLUMNS: &[Source] = &[
    (B::Council, "r.council_id", Join::None),
    (B::Hub, "r.hub_id", Join::None),
    (B::Organisation, "r.organisation_id", Join::None),
    (B::OrganisationKind, "g.kind", Join::Organisation),
    (B::Provider, "e.provider_id", Join::Effort),
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
    (B::OutcomeKind, "r.kind", Join::None),
];

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
