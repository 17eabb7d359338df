//! What to say when a rule of fundings is broken.

use competence_hub::funding::rules as r;
use kernel::{Label, Rule};

/// Swedish and English.
pub const TEXTS: &[(Rule, Label)] = &[
    (
        r::PROJECT_AND_KIND_DISAGREE,
        Label {
            sv: "Projektmedel anger sitt projekt, och bara de.",
            en: "Project money names its project, and no other money does.",
        },
    ),
    (r::FUNDER_IS_REQUIRED, Label { sv: "Ange vem som betalar.", en: "Say who pays." }),
];
