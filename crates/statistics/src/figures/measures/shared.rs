//! Dimensions that the records of several measures have alike.

use crate::figures::{
    Breakdown as B,
    source::{Join, Source},
};

/// Those of a record that is an organisation's.
pub(super) const OF_ORGANISATION: [Source; 4] = [
    (B::Organisation, "r.organisation_id", Join::None),
    (B::OrganisationKind, "g.kind", Join::Organisation),
    (B::Industry, "g.sni_code", Join::Organisation),
    (B::Municipality, "g.municipality_code", Join::Organisation),
];

/// Those of a record that is made within a project.
pub(super) const OF_PROJECT: [Source; 5] = [
    (B::Project, "r.project_id", Join::None),
    (B::ProgrammePeriod, "j.programme_period", Join::Project),
    (B::ProgrammeArea, "j.programme_area", Join::Project),
    (B::SpecificObjective, "j.specific_objective", Join::Project),
    (B::Principles, "h.mask", Join::Principles),
];

/// Those of an employer's record that is made within a project or within none.
pub(super) const OF_EMPLOYER: [Source; 9] = and(&OF_ORGANISATION, &OF_PROJECT);

/// `shared`, and then a measure's `own`: `N` together.
pub(super) const fn and<const N: usize>(shared: &[Source], own: &[Source]) -> [Source; N] {
    assert!(shared.len() + own.len() == N, "so many dimensions as there are");
    let mut all = [shared[0]; N];
    let mut at = 0;
    while at < N {
        all[at] = if at < shared.len() { shared[at] } else { own[at - shared.len()] };
        at += 1;
    }
    all
}
