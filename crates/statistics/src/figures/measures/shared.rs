//! Dimensions that the records of several measures have alike.

use crate::figures::{
    Breakdown as B,
    source::{Join, Source},
};

/// Whose a record is, where it says of itself in which industry and where.
pub(super) const ORGANISATION: [Source; 2] =
    [(B::Organisation, "r.organisation_id", Join::None), (B::OrganisationKind, "g.kind", Join::Organisation)];

/// Those of a record that is an organisation's.
pub(super) const OF_ORGANISATION: [Source; 4] = all(&[
    &ORGANISATION,
    &[(B::Industry, "g.sni_code", Join::Organisation), (B::Municipality, "g.municipality_code", Join::Organisation)],
]);

/// Those of a record that is made within a project.
pub(super) const OF_PROJECT: [Source; 5] = [
    (B::Project, "r.project_id", Join::None),
    (B::ProgrammePeriod, "j.programme_period", Join::Project),
    (B::ProgrammeArea, "j.programme_area", Join::Project),
    (B::SpecificObjective, "j.specific_objective", Join::Project),
    (B::Principles, "h.mask", Join::Principles),
];

/// Those of an employer's record that is made within a project or within none.
pub(super) const OF_EMPLOYER: [Source; 9] = all(&[&OF_ORGANISATION, &OF_PROJECT]);

/// Those of a record that is made at an effort.
pub(super) const OF_EFFORT: [Source; 5] = [
    (B::Effort, "r.effort_id", Join::None),
    (B::EffortKind, "e.kind", Join::Effort),
    (B::TargetGroup, "e.target_group", Join::Effort),
    (B::Skill, "e.skill_code", Join::Effort),
    (B::EducationField, "e.sun_field_code", Join::Effort),
];

/// What a participation says of a person, the participation being `$row`.
macro_rules! of_participation {
    ($row:literal, $join:expr) => {
        [
            (B::Industry, concat!($row, ".sni_code"), $join),
            (B::Occupation, concat!($row, ".ssyk_code"), $join),
            (B::Municipality, concat!($row, ".municipality_code"), $join),
            (B::Sex, concat!($row, ".sex"), $join),
            (B::AgeBand, concat!($row, ".age_at_entry"), $join),
            (B::EmploymentSituation, concat!($row, ".employment_situation"), $join),
            (B::EducationLevel, concat!($row, ".sun_level_code"), $join),
            (B::Completeness, concat!($row, ".is_complete"), $join),
        ]
    };
}

/// Those of a participation.
pub(super) const OF_PARTICIPATION: [Source; 8] = of_participation!("r", Join::None);

/// Those of a record that has a participation, by it.
pub(super) const BY_PARTICIPATION: [Source; 8] = of_participation!("p", Join::Participation);

/// The dimensions of all `parts`, one after the other: `N` together.
pub(super) const fn all<const N: usize>(parts: &[&[Source]]) -> [Source; N] {
    let mut all = [ORGANISATION[0]; N];
    let (mut part, mut at) = (0, 0);
    while part < parts.len() {
        let mut nth = 0;
        while nth < parts[part].len() {
            all[at] = parts[part][nth];
            nth += 1;
            at += 1;
        }
        part += 1;
    }
    assert!(at == N, "so many dimensions as there are");
    all
}
