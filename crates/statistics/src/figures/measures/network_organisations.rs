//! Organisationer i yrkesnätverk: of active networks, as they are now. How many there are is public; which ones is not.

use kernel::Label;

use super::{Counted, Spec, learning_meetings, shared};
use crate::figures::{Breakdown as B, source::Join};

pub(super) const SPEC: Spec = Spec {
    unit: Label {
        sv: "organisationer i aktiva yrkesnätverk; den som är med i flera räknas i vart och ett",
        en: "organisations in active professional networks; one in several counts in each",
    },
    table: "professional_networks",
    always: Some("r.status = 'ACTIVE'"),
    date: None,
    counted: Counted::Sum("r.organisations"),
    columns: &shared::all::<6>(&[&shared::OF_PROJECT, &[(B::Occupation, "r.ssyk_code", Join::None)]]),
    statuses: &[],
    ..learning_meetings::SPEC
};
