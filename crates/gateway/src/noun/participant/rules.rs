//! What to say when a rule of persons is broken.

use kernel::{Label, Rule};
use participants::participant::rules as r;

/// Swedish and English.
pub const TEXTS: &[(Rule, Label)] = &[(
    r::PURPOSE_IS_REQUIRED,
    Label { sv: "Ange varför du behöver personnumret.", en: "State why you need the personal identity number." },
)];
