//! Företrädare.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{RepresentativeFilter, RepresentativeObject, RepresentativeOrder};

use crate::objects::{NodeKind, Registration};

pub(crate) const REGISTRATION: Registration = Registration {
    mutations,
    nodes: &[NodeKind::of::<RepresentativeObject>()],
    rules: &[councils::representative::rules::ALL],
    events: &["RepresentationEnded", "RepresentativeCorrected", "RepresentativeNamed"],
    ..Registration::NONE
};
