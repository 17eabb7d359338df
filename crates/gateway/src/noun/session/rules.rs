//! What to say when a rule of sessions is broken.

use efforts::session::rules as r;
use kernel::{Label, Rule};

/// Swedish and English.
pub const TEXTS: &[(Rule, Label)] = &[
    (
        r::SESSIONS_OVERLAP,
        Label {
            sv: "Kurstillfället krockar med ett annat i samma tillfälle.",
            en: "The session overlaps another of the same occasion.",
        },
    ),
    (
        r::SESSION_IS_OUTSIDE_THE_OCCASION,
        Label {
            sv: "Kurstillfället ligger utanför tillfällets dagar.",
            en: "The session lies outside the occasion's days.",
        },
    ),
    (
        r::OCCASION_IS_OVER,
        Label { sv: "Tillfället är avslutat eller inställt.", en: "The occasion is finished or cancelled." },
    ),
];
