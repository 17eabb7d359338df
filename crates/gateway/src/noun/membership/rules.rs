//! What to say when a rule of seats is broken.

use councils::membership::rules as r;
use kernel::{Label, Rule};

/// Swedish and English.
pub const TEXTS: &[(Rule, Label)] = &[
    (
        r::MANDATES_OVERLAP,
        Label {
            sv: "Organisationen har redan en sådan plats under en del av tiden:",
            en: "The organisation already holds such a seat for a part of that time:",
        },
    ),
    (
        r::END_IS_OUTSIDE_THE_MANDATE,
        Label { sv: "Mandatet kan inte sluta innan det börjar.", en: "The mandate cannot end before it begins." },
    ),
];
