//! What to say when a rule of role assignments is broken.

use councils::assignment::rules as r;
use kernel::{Label, Rule};

/// Swedish and English.
pub const TEXTS: &[(Rule, Label)] = &[
    (r::ANCHOR_IS_REQUIRED, Label { sv: "Ange vad rollen gäller.", en: "Say what the role is for." }),
    (
        r::ANCHOR_IS_NOT_THE_ROLES,
        Label { sv: "Rollen har inget med detta att göra.", en: "The role has nothing to do with this." },
    ),
    (r::ROLE_IS_EVERYONES, Label { sv: "Den rollen har alla redan.", en: "Everyone has this role already." }),
    (
        r::ROLE_REACHES_FURTHER,
        Label { sv: "Rollen når längre än din egen.", en: "The role reaches further than your own." },
    ),
    (r::ROLE_IS_ONES_OWN, Label { sv: "Du kan inte ge dig själv en roll.", en: "You cannot give yourself a role." }),
    (r::ROLE_IS_ENDED, Label { sv: "Rollen är redan avslutad.", en: "The role has ended already." }),
    (
        r::END_IS_IN_THE_PAST,
        Label {
            sv: "Rollen slutar tidigast i dag, och inte innan den börjar.",
            en: "The role ends today at the earliest, and not before it begins.",
        },
    ),
];
