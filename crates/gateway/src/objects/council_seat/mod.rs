//! Plats i ett råd.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{CouncilSeatFilter, CouncilSeatObject, CouncilSeatOrder, CouncilSeatQuery};

use crate::objects::{NodeKind, Registration};

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&CouncilSeatQuery],
    mutations,
    nodes: &[NodeKind::of::<CouncilSeatObject>()],
    rules: &[councils::seat::rules::ALL],
    events: &["SeatClosed", "SeatOpened"],
    ..Registration::NONE
};
