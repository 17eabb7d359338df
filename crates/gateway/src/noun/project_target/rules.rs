//! What to say when a rule of project targets is broken.

use kernel::{Label, Rule};
use projects::target::rules as r;

/// Swedish and English.
pub const TEXTS: &[(Rule, Label)] = &[(
    r::TARGET_IS_EMPTY,
    Label {
        sv: "Ange ett tal, eller ordalydelsen för ett mål i ord.",
        en: "Give a figure, or the words of an objective.",
    },
)];
