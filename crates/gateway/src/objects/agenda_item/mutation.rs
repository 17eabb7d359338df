//! What can be done with the items of agendas.

use access::Action;
use councils::meeting::agenda::{AddAgendaItem, ChangeAgendaItem};
use graph::{Changed, MutationField};

use super::object::AgendaItemFields;
use crate::app::Mutation;

impl Changed for AgendaItemFields {
    const PAYLOAD: &'static str = "AgendaItemPayload";
    const FIELD: &'static str = "item";
}

const OWN: &[Action] = &[Action::PrepareMeeting];

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        AgendaItemFields::mutation(
            "addAgendaItem",
            OWN,
            (
                "Lägg till ärende på föredragningslistan, också ett som har bordlagts.",
                "Add an item to the agenda, also one that was postponed.",
            ),
            |app, request, command: AddAgendaItem| Box::pin(app.agenda_items.add(request, command)),
        ),
        AgendaItemFields::mutation(
            "changeAgendaItem",
            OWN,
            (
                "Ändra ärende, eller skriv vad som sades, tills protokollet är justerat.",
                "Change an agenda item, or write what was said, until the minutes are approved.",
            ),
            |app, request, command: ChangeAgendaItem| Box::pin(app.agenda_items.change(request, command)),
        ),
    ]
}
