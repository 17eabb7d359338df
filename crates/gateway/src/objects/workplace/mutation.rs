//! What can be done with workplaces.

use access::Action;
use graph::{Changed, MutationField};
use workplaces::{
    Workplaces,
    workplace::{ChangeWorkplace, CloseWorkplace, RegisterWorkplace},
};

use super::object::WorkplaceFields;
use crate::app::Mutation;

impl Changed for WorkplaceFields {
    const PAYLOAD: &'static str = "WorkplacePayload";
    const FIELD: &'static str = "workplace";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        WorkplaceFields::mutation(
            "registerWorkplace",
            &[Action::ManageWorkplace],
            ("Registrera arbetsplats.", "Register a workplace."),
            |app, request, command: RegisterWorkplace| {
                Box::pin(async move { Workplaces::new(&app.db).register(request, command).await })
            },
        ),
        WorkplaceFields::mutation(
            "changeWorkplace",
            &[Action::ManageWorkplace],
            (
                "Ändra arbetsplatsens uppgifter: alla ersätts.",
                "Change a workplace's particulars: all of them are replaced.",
            ),
            |app, request, command: ChangeWorkplace| {
                Box::pin(async move { Workplaces::new(&app.db).change(request, command).await })
            },
        ),
        WorkplaceFields::mutation(
            "closeWorkplace",
            &[Action::ManageWorkplace],
            ("Lägg ned arbetsplats efter en sista dag.", "Close a workplace after a last day."),
            |app, request, c: CloseWorkplace| {
                Box::pin(
                    async move { Workplaces::new(&app.db).close(request, c.id, c.expected_version, c.closed_on).await },
                )
            },
        ),
    ]
}
