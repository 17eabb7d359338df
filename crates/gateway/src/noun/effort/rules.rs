//! What to say when a rule of efforts is broken.

use efforts::effort::rules as r;
use kernel::{Label, Rule};

/// Swedish and English.
pub const TEXTS: &[(Rule, Label)] = &[
    (
        r::EFFORT_HAS_NO_OCCASION,
        Label { sv: "Planera minst ett tillfälle först.", en: "Plan at least one occasion first." },
    ),
    (
        r::EFFORT_HAS_NO_ROOM,
        Label { sv: "Inget kommande tillfälle har någon ledig plats.", en: "No occasion to come has a free place." },
    ),
    (
        r::EFFORT_IS_STILL_GOING_ON,
        Label {
            sv: "Något tillfälle är inte avslutat, eller någon deltar fortfarande.",
            en: "An occasion is not finished, or someone is still taking part.",
        },
    ),
    (
        r::OUTCOMES_ARE_MISSING,
        Label {
            sv: "Alla som slutfört har inte något resultat. Registrera dem eller ange skäl.",
            en: "Not everyone who completed it has an outcome. Record them or give a reason.",
        },
    ),
];
