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
    events: &[
        ("RepresentationEnded", "Uppdraget avslutades", "The representation ended"),
        ("RepresentativeCorrected", "Företrädarens uppgifter rättades", "The representative's details were corrected"),
        ("RepresentativeNamed", "Företrädaren utsågs", "The representative was named"),
    ],
    ..Registration::NONE
};
