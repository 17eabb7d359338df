//! What the schema says of its own parts: English sentences, and the Swedish ones of the same row on a line of their own.

use kernel::Label;

/// The description of something with these sentences.
pub fn description(about: Label) -> String {
    both(about.sv, about.en)
}

/// As [`description`], of sentences put together.
pub(super) fn both(sv: &str, en: &str) -> String {
    format!("{en}\n\nSvenska: {sv}")
}
