//! What to say when a rule of hubs is broken.

use competence_hub::hub::rules as r;
use kernel::{Label, Rule};

/// Swedish and English.
pub const TEXTS: &[(Rule, Label)] = &[
    (
        r::LASTING_FUNDING_IS_REQUIRED,
        Label {
            sv: "Navet blir permanent först när någon annan än ett projekt betalar från den dagen.",
            en: "The hub becomes permanent only when someone other than a project pays from that day.",
        },
    ),
    (r::HUB_IS_CLOSED, Label { sv: "Navet är nedlagt.", en: "The hub is closed." }),
    (
        r::NEED_IS_OF_ANOTHER_COUNCIL,
        Label {
            sv: "Behovet hör till ett annat råd än navets.",
            en: "The need belongs to another council than the hub's.",
        },
    ),
];
