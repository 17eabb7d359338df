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
    events: &["MaskingLifted", "PassageMasked", "PersonMasked", "TextMasked", "TextUnmasked"],
    ..Registration::NONE
};
