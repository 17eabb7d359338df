//! What to say when a rule of access tokens is broken.

use kernel::{Label, Rule};
use library::access_token::rules as r;

/// Swedish and English.
pub const TEXTS: &[(Rule, Label)] = &[
    (
        r::EXPIRY_IS_WRONG,
        Label {
            sv: "Nyckeln gäller från i dag och högst ett år.",
            en: "The token lasts from today and a year at the most.",
        },
    ),
    (
        r::QUESTIONS_ARE_MISSING,
        Label {
            sv: "Ange minst en fråga som nyckeln får ställa.", en: "Name at least one question that it may ask."
        },
    ),
    (
        r::QUESTION_IS_UNKNOWN,
        Label {
            sv: "En av frågorna finns inte, eller så når rollen den inte.",
            en: "One of the questions does not exist, or the role does not reach it.",
        },
    ),
    (r::TOKEN_IS_REVOKED, Label { sv: "Nyckeln är redan återkallad.", en: "The token is revoked already." }),
];
