//! What to say when a rule of outcomes is broken.

use efforts::outcome::rules as r;
use kernel::{Label, Rule};

/// Swedish and English.
pub const TEXTS: &[(Rule, Label)] = &[
    (r::OUTCOME_IS_SUPERSEDED, Label { sv: "Resultatet är redan ersatt.", en: "The outcome is already superseded." }),
    (
        r::OUTCOME_HAS_NO_SUBJECT,
        Label { sv: "Ange en anmälan eller ett deltagande.", en: "Name an enrolment or a participation." },
    ),
    (
        r::ENROLMENT_HAS_NOT_ENDED,
        Label { sv: "Personen har inte avslutat insatsen.", en: "The person has not ended the effort." },
    ),
];
