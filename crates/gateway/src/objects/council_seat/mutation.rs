//! What can be done with seats.

use access::Action;
use councils::{
    CouncilSeats,
    seat::{CloseSeat, OpenSeat},
};
use graph::{Changed, MutationField};

use super::object::CouncilSeatFields;
use crate::app::Mutation;

impl Changed for CouncilSeatFields {
    const PAYLOAD: &'static str = "CouncilSeatPayload";
    const FIELD: &'static str = "seat";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        CouncilSeatFields::mutation(
            "openSeat",
            &[Action::ManageCouncil],
            (
                "Inrätta plats i råd eller branschråd; den är vakant tills någon innehar den.",
                "Open a seat in a council or an industry council; it is vacant until somebody holds it.",
            ),
            |app, request, command: OpenSeat| {
                Box::pin(async move { CouncilSeats::new(&app.db, &app.bodies).open(request, command).await })
            },
        ),
        CouncilSeatFields::mutation(
            "closeSeat",
            &[Action::ManageCouncil],
            (
                "Stäng plats, när inget mandat på den sträcker sig längre.",
                "Close a seat, when no mandate on it runs longer.",
            ),
            |app, request, command: CloseSeat| {
                Box::pin(async move { CouncilSeats::new(&app.db, &app.bodies).close(request, command).await })
            },
        ),
    ]
}
