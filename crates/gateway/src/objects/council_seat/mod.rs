//! Plats i ett råd.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::CouncilSeatObject;

use crate::objects::{NodeKind, Registration, RootList};

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<CouncilSeatObject>::as_of(
        "councilSeats",
        councils::CouncilSeat::as_of,
        ("Rådsplatser; offentliga.", "Council seats; public."),
        ("Platser som fanns den dagen.", "Seats that existed on that day."),
    )],
    mutations,
    nodes: &[NodeKind::of::<CouncilSeatObject>()],
    rules: &[councils::seat::rules::ALL],
    events: &[
        ("SeatClosed", "Platsen stängdes", "The seat was closed"),
        ("SeatOpened", "Platsen inrättades", "The seat was opened"),
    ],
    ..Registration::NONE
};
