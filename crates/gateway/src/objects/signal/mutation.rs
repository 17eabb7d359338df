//! What can be done with signals.

use access::Action;
use graph::{Changed, MutationField};
use industry_councils::signal::{CaptureSignal, SettleSignal};

use super::object::SignalFields;
use crate::app::Mutation;

impl Changed for SignalFields {
    const PAYLOAD: &'static str = "SignalPayload";
    const FIELD: &'static str = "signal";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        SignalFields::mutation(
            "captureSignal",
            &[Action::ScanHorizon],
            (
                "Fånga signal: något i omvärlden som kan ändra vad en bransch behöver.",
                "Capture a signal: something in the outside world that may change what an industry needs.",
            ),
            |app, request, command: CaptureSignal| Box::pin(async move { app.signals.capture(request, command).await }),
        ),
        SignalFields::mutation(
            "settleSignal",
            &[Action::ScanHorizon],
            (
                "Lägg en signal åt sidan, med skäl; bedömningar och kopplingar finns kvar.",
                "Put a signal aside, with a reason; its assessments and links stay.",
            ),
            |app, request, command: SettleSignal| Box::pin(async move { app.signals.settle(request, command).await }),
        )
        .taking(&["archive", "refute"]),
    ]
}
