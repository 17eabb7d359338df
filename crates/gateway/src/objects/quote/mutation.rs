//! What can be done with quotes.

use access::Action;
use graph::{Changed, MutationField};
use procurements::{
    Quotes,
    quote::{EvaluateQuote, RegisterQuote},
};

use super::object::QuoteFields;
use crate::app::Mutation;

impl Changed for QuoteFields {
    const PAYLOAD: &'static str = "QuotePayload";
    const FIELD: &'static str = "quote";
}

const OWN: &[Action] = &[Action::ManageProcurement];

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        QuoteFields::mutation(
            "registerQuote",
            OWN,
            ("Registrera anbud, till och med sista anbudsdagen.", "Register a quote, until the last day for quotes."),
            |app, request, command: RegisterQuote| {
                Box::pin(async move { Quotes::new(&app.db).register(request, command).await })
            },
        ),
        QuoteFields::mutation(
            "evaluateQuote",
            OWN,
            (
                "Bedöm anbud: om det uppfyller kraven, och vad det väger.",
                "Judge a quote: whether it meets the requirements, and what it weighs.",
            ),
            |app, request, command: EvaluateQuote| {
                Box::pin(async move { Quotes::new(&app.db).evaluate(request, command).await })
            },
        )
        .taking(&["qualify", "reject"]),
    ]
}
