//! What to say when a rule of occasions is broken.

use efforts::occasion::rules as r;
use kernel::{Label, Rule};

/// Swedish and English.
pub const TEXTS: &[(Rule, Label)] = &[(
    r::EFFORT_TAKES_NO_OCCASIONS,
    Label {
        sv: "Insatsen är genomförd eller inställd och får inga nya tillfällen.",
        en: "The effort is over or cancelled and gets no new occasion.",
    },
)];
