//! What to say when a rule of councils is broken.

use councils::council::rules as r;
use kernel::{Label, Rule};

/// Swedish and English.
pub const TEXTS: &[(Rule, Label)] = &[
    (
        r::CHARTER_IS_REQUIRED,
        Label {
            sv: "Arbetsordning eller avsiktsförklaring måste vara beslutad först.",
            en: "A charter or declaration of intent must be decided first.",
        },
    ),
    (
        r::TWO_MEMBERS_ARE_REQUIRED,
        Label {
            sv: "Minst två organisationer måste ha en ordinarie plats. Antal nu:",
            en: "At least two organisations must hold a member’s seat. Number now:",
        },
    ),
    (
        r::PARENT_IS_WRONG,
        Label {
            sv: "En arbetsgrupp har ett överordnat råd, ett regionalt råd har inget, och rådet får inte vara upplöst.",
            en: "A working group has a parent, a regional council has none, and no parent is dissolved.",
        },
    ),
    (
        r::COUNCILS_UNDER_IT_REMAIN,
        Label { sv: "Det finns råd kvar under detta. Antal:", en: "Councils under it remain. Number:" },
    ),
    (r::COUNCIL_IS_DISSOLVED, Label { sv: "Rådet är upplöst.", en: "The council is dissolved." }),
];
