//! What can be done with links from signals.

use access::Action;
use graph::{Changed, MutationField};
use industry_councils::{SignalLinks, signal_link::LinkSignal};

use super::SignalLinkFields;
use crate::app::Mutation;

impl Changed for SignalLinkFields {
    const PAYLOAD: &'static str = "SignalLinkPayload";
    const FIELD: &'static str = "link";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        SignalLinkFields::mutation(
            "linkSignal",
            &[Action::ScanHorizon],
            (
                "Knyt signal till ett behov, en bransch eller en kompetens som den rör.",
                "Link a signal to a need, an industry or a skill that it bears on.",
            ),
            |app, request, command: LinkSignal| {
                Box::pin(async move { SignalLinks::new(&app.db).link(request, command).await })
            },
        )
        .taking(&["link"]),
    ]
}
