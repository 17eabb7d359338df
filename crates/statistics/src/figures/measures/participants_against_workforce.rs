//! Deltagare mot arbetsstyrka: participations from organisations that have counted their workforce, held against it.

use kernel::Label;

use super::{COUNTED_WORKFORCE, Measure, Spec, participants};
use crate::figures::{Breakdown as B, source::Join};

pub(super) const SPEC: Spec = Spec {
    unit: Label {
        sv: "deltaganden från organisationer som uppgett sin arbetsstyrka: en person räknas en gång för varje projekt",
        en: "participations from organisations that have counted their workforce: a person counts once for each project",
    },
    always: Some(COUNTED_WORKFORCE),
    // Divided as the workforce is, by what the organisation is rather than the person.
    columns: &[
        (B::Council, "r.council_id", Join::None),
        (B::Organisation, "r.organisation_id", Join::None),
        (B::OrganisationKind, "g.kind", Join::Organisation),
        (B::Industry, "g.sni_code", Join::Organisation),
        (B::Municipality, "g.municipality_code", Join::Organisation),
        (B::Project, "r.project_id", Join::None),
        (B::Sex, "r.sex", Join::None),
    ],
    against: Some(Measure::Workforce),
    ..participants::SPEC
};
