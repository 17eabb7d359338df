//! What to say when a rule of projects is broken.

use kernel::{Label, Rule};
use projects::project::rules as r;

/// Swedish and English.
pub const TEXTS: &[(Rule, Label)] = &[
    (
        r::PROJECT_NUMBER_IS_WRONG,
        Label {
            sv: "Diarienumret skrivs åååå/nnnnn eller åååå-nnnnnnnn.",
            en: "The number is written yyyy/nnnnn or yyyy-nnnnnnnn.",
        },
    ),
    (
        r::CODE_IS_OF_ANOTHER_PERIOD,
        Label {
            sv: "Koden hör till en annan programperiod än projektet.",
            en: "The code belongs to another programming period than the project.",
        },
    ),
    (r::CONTACT_EMAIL_IS_WRONG, Label { sv: "E-postadressen är inte giltig.", en: "The e-mail address is not valid." }),
    (r::POSTCODE_IS_WRONG, Label { sv: "Ett postnummer har fem siffror.", en: "A postcode has five digits." }),
    (
        r::PROJECT_CARD_IS_INCOMPLETE,
        Label {
            sv: "Projektkortet saknar en uppgift som steget kräver.",
            en: "The project card lacks what the step demands.",
        },
    ),
    (
        r::PROJECT_HAS_ENDED,
        Label {
            sv: "Projektet är avslutat, avslaget eller avbrutet och ändras inte.",
            en: "The project is closed, rejected or terminated and is not changed.",
        },
    ),
    (
        r::PREDECESSOR_IS_WRONG,
        Label {
            sv: "En föregångare är ett annat projekt, som inte började senare.",
            en: "A predecessor is another project that did not start later.",
        },
    ),
];
