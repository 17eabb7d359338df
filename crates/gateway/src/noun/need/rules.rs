//! What to say when a rule of needs is broken.

use industry_councils::need::rules as r;
use kernel::{Label, Rule};

/// Swedish and English.
pub const TEXTS: &[(Rule, Label)] = &[
    (
        r::MERGE_TARGET_IS_WRONG,
        Label {
            sv: "Ett behov kan bara slås samman med ett annat, öppet behov i samma råd.",
            en: "A need can only be merged into another, unmerged need of the same council.",
        },
    ),
    (
        r::NEED_IS_NOT_CODED,
        Label {
            sv: "Ange minst kompetens, yrke eller bransch.",
            en: "Give at least a skill, an occupation or an industry.",
        },
    ),
    (
        r::ENDORSEMENT_OR_WAIVER_IS_REQUIRED,
        Label {
            sv: "Behovet är inte förankrat. Ange skäl för att börja ändå.",
            en: "The need is not endorsed. Give a reason for going without.",
        },
    ),
];
