//! Maskering i ett protokoll.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::MinutesMaskingObject;

use crate::objects::{NodeKind, Registration};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    mutations,
    nodes: &[NodeKind::of::<MinutesMaskingObject>()],
    rules: &[councils::meeting::masking::rules::ALL],
    enumerations: &[Enumeration::of::<councils::meeting::masking::MaskingStatus>()],
    events: &[
        ("MaskingLifted", "Maskeringen togs bort", "The masking was lifted"),
        ("PassageMasked", "Ett stycke maskerades", "A passage was masked"),
        ("PersonMasked", "En person maskerades", "A person was masked"),
        ("TextMasked", "Texten maskerades", "The text was masked"),
        ("TextUnmasked", "Maskeringen i texten togs bort", "The masking in the text was lifted"),
    ],
    ..Registration::NONE
};
