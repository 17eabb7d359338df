//! What to say when a rule of endorsements is broken.

use industry_councils::endorsement::rules as r;
use kernel::{Label, Rule};

/// Swedish and English.
pub const TEXTS: &[(Rule, Label)] = &[
    (
        r::ENDORSEMENT_IS_WITHDRAWN,
        Label { sv: "Förankringen är redan återtagen.", en: "The endorsement is already withdrawn." },
    ),
    (
        r::COUNCIL_DOES_NOT_HOLD_THE_NEED,
        Label {
            sv: "Branschrådet hör inte till det råd som har behovet.",
            en: "The industry council does not belong to the council that holds the need.",
        },
    ),
];
