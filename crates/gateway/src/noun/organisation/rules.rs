//! What to say when a rule of organisations is broken.

use councils::organisation::rules as r;
use kernel::{Label, Rule};

/// Swedish and English.
pub const TEXTS: &[(Rule, Label)] = &[
    (
        r::NUMBER_DOES_NOT_FIT_THE_KIND,
        Label {
            sv: "En enskild firma har innehavarens personnummer, och ingen annan har det.",
            en: "A sole trader has the owner’s personal number, and nobody else has one.",
        },
    ),
    (
        r::NAME_PRECEDES_THE_PRESENT,
        Label {
            sv: "Det nya namnet måste börja gälla efter det nuvarande.",
            en: "The new name must begin after the present one did.",
        },
    ),
    (
        r::NAME_IS_UNCHANGED,
        Label { sv: "Organisationen heter redan så.", en: "The organisation has this name already." },
    ),
];
