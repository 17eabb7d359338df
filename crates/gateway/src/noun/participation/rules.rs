//! What to say when a rule of participations is broken.

use kernel::{Label, Rule};
use participants::participation::rules as r;

/// Swedish and English.
pub const TEXTS: &[(Rule, Label)] = &[
    (
        r::DATE_IS_OUTSIDE_THE_PROJECT,
        Label { sv: "Datumet ligger utanför projekttiden.", en: "The date lies outside the project's days." },
    ),
    (
        r::ENTRY_PRECEDES_BIRTH,
        Label { sv: "Startdatumet ligger före födelsen.", en: "The day of entry precedes the birth." },
    ),
    (
        r::SPELLS_OVERLAP,
        Label {
            sv: "Perioden krockar med en annan i samma projekt.",
            en: "The spell overlaps another in the same project.",
        },
    ),
    (
        r::FOLLOW_UP_IS_TOO_EARLY,
        Label {
            sv: "Följ upp tidigast sex månader efter avslut.",
            en: "Follow up six months after leaving at the earliest.",
        },
    ),
    (
        r::PERSON_IS_REQUIRED,
        Label {
            sv: "Ange en person, antingen med nummer och namn eller med id.",
            en: "Name a person, either by number and name or by id.",
        },
    ),
];
