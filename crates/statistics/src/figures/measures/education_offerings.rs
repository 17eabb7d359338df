//! Utbildningar i utbudet: what others offer, as they tell of it. It is published already, and open as it is.

use access::Action;
use kernel::Label;

use super::{Behind, DESCRIBED, Source, Spec};
use crate::disclosure::Unit;
use crate::figures::{Breakdown as B, source::Join};

/// What an offering is about.
pub(super) const COLUMNS: [Source; 4] = [
    (B::Occupation, "r.ssyk_code", Join::None),
    (B::Skill, "r.skill_code", Join::None),
    (B::EducationField, "r.sun_code", Join::None),
    (B::IscedLevel, "r.isced_code", Join::None),
];

pub(super) const SPEC: Spec = Spec {
    always: Some(DESCRIBED),
    is_open: true,
    ..Spec::of(
        (
            Label {
                sv: "utbildningar som andra har i sitt utbud; de som tagits bort är inte med",
                en: "courses and programmes that others offer; those taken back are left out",
            },
            Action::ReadEducation,
        ),
        "education_offerings",
        &COLUMNS,
        (Unit::Plan, Behind::OneEach),
    )
};
