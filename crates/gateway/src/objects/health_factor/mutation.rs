//! What can be done with health factors.

use access::Action;
use graph::{Changed, MutationField};
use workplaces::{
    HealthFactors,
    health_factor::{AddHealthFactor, ChangeHealthFactor},
};

use super::object::HealthFactorFields;
use crate::app::Mutation;

impl Changed for HealthFactorFields {
    const PAYLOAD: &'static str = "HealthFactorPayload";
    const FIELD: &'static str = "factor";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        HealthFactorFields::mutation(
            "addHealthFactor",
            &[Action::ManageHealthFactors],
            (
                "Lägg till friskfaktor. Alla ser den och kan skatta sin arbetsplats efter den.",
                "Add a health factor. Everyone sees it and may assess their own workplace by it.",
            ),
            |app, request, command: AddHealthFactor| {
                Box::pin(async move { HealthFactors::new(&app.db).add(request, command).await })
            },
        ),
        HealthFactorFields::mutation(
            "changeHealthFactor",
            &[Action::ManageHealthFactors],
            ("Ändra friskfaktor: allt utom koden.", "Change a health factor: all but its code."),
            |app, request, command: ChangeHealthFactor| {
                Box::pin(async move { HealthFactors::new(&app.db).change(request, command).await })
            },
        ),
    ]
}
