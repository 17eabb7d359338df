//! Behov: needs, each once.

use access::Action;
use kernel::Label;

use super::{BACKING, Behind, Owner, Source, Spec, shared};
use crate::disclosure::Unit;
use crate::figures::{Breakdown as B, category::NEED_STATUS, source::Join};

const COLUMNS: &[Source] = &shared::all::<15>(&[
    &[(B::Council, "r.council_id", Join::None), (B::IndustryCouncil, "r.industry_council_id", Join::None)],
    &shared::ORGANISATION,
    &[
        (B::Industry, "r.sni_code", Join::None),
        (B::Occupation, "r.ssyk_code", Join::None),
        (B::Skill, "r.skill_code", Join::None),
        (B::Municipality, "r.municipality_code", Join::None),
        (B::Region, "COALESCE(r.municipality_code, r.region_code)", Join::None),
        (B::TargetGroup, "r.target_group", Join::None),
        (B::Cause, "r.cause", Join::None),
        (B::Basis, "r.basis", Join::None),
        (B::Horizon, "r.horizon", Join::None),
        (B::Backing, BACKING, Join::None),
        (B::Status, "r.status", Join::None),
    ],
]);

pub(super) const SPEC: Spec = Spec {
    // A need that went into another is counted there.
    always: Some("r.status <> 'MERGED'"),
    date: Some("r.reported_on"),
    region: Some("r.region_code"),
    owners: &[Owner::Organisation, Owner::Council],
    statuses: NEED_STATUS,
    has_key: true,
    ..Spec::of(
        (
            Label {
                sv: "behov, utom dem som slagits samman med ett annat",
                en: "needs, those merged into another left out",
            },
            Action::ReadNeeds,
        ),
        "needs",
        COLUMNS,
        // A need without an organisation is its council's.
        (Unit::Plan, Behind::Person("COALESCE(r.organisation_id, r.council_id)")),
    )
};
