//! What can be done with procurements.

use access::Action;
use graph::{Changed, MutationField};
use procurements::procurement::{
    AcknowledgeDelivery, AwardProcurement, BeginEvaluation, BeginStandstill, CancelProcurement, ChangeProcurement,
    CloseProcurement, NoteAppeal, PlanProcurement, ProcureEffort, PublishProcurement, SettleAppeal,
};

use super::object::ProcurementFields;
use crate::app::Mutation;

impl Changed for ProcurementFields {
    const PAYLOAD: &'static str = "ProcurementPayload";
    const FIELD: &'static str = "procurement";
}

const OWN: &[Action] = &[Action::ManageProcurement];

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        ProcurementFields::mutation(
            "planProcurement",
            OWN,
            ("Planera upphandling.", "Plan a procurement."),
            |app, request, command: PlanProcurement| Box::pin(app.procurements.plan(request, command)),
        ),
        ProcurementFields::mutation(
            "changeProcurement",
            OWN,
            (
                "Ändra upphandling, tills den är annonserad eller tilldelad.",
                "Change a procurement, until it is published or awarded.",
            ),
            |app, request, command: ChangeProcurement| Box::pin(app.procurements.change(request, command)),
        ),
        ProcurementFields::mutation(
            "procureEffort",
            OWN,
            (
                "Upphandla insats: den schemaläggs först när tilldelning är beslutad.",
                "Procure an effort: it is scheduled only when an award is decided.",
            ),
            |app, request, command: ProcureEffort| Box::pin(app.procurements.procure(request, command)),
        ),
        ProcurementFields::mutation(
            "publishProcurement",
            OWN,
            (
                "Annonsera upphandling, eller sänd ut avropsförfrågan. Ett krav på tillgänglighet ska vara ställt.",
                "Publish a procurement, or send out the call-off. Accessibility must be demanded.",
            ),
            |app, request, command: PublishProcurement| Box::pin(app.procurements.publish(request, command)),
        )
        .taking(&["publish"]),
        ProcurementFields::mutation(
            "beginEvaluation",
            OWN,
            (
                "Börja utvärdera anbud, när sista anbudsdagen är över.",
                "Begin to evaluate quotes, when the last day for them is over.",
            ),
            |app, request, command: BeginEvaluation| Box::pin(app.procurements.evaluate(request, command)),
        )
        .taking(&["evaluate"]),
        ProcurementFields::mutation(
            "awardProcurement",
            &[Action::AwardProcurement],
            (
                "Tilldela kontrakt. Direkt bara under dagens gräns, och med tre anbud eller ett skäl.",
                "Award a contract. Directly only below the limit of the day, and with three quotes or a reason.",
            ),
            |app, request, command: AwardProcurement| Box::pin(app.procurements.award(request, command)),
        )
        .taking(&["award", "awardDirectly"]),
        ProcurementFields::mutation(
            "beginStandstill",
            OWN,
            (
                "Underrätta anbudsgivarna om tilldelningen: avtalsspärren börjar.",
                "Tell the bidders of the award: the standstill begins.",
            ),
            |app, request, command: BeginStandstill| Box::pin(app.procurements.begin_standstill(request, command)),
        )
        .taking(&["beginStandstill"]),
        ProcurementFields::mutation(
            "noteAppeal",
            OWN,
            ("Notera att tilldelningen överprövas.", "Note that the award is appealed against."),
            |app, request, command: NoteAppeal| Box::pin(app.procurements.appeal(request, command)),
        )
        .taking(&["appeal"]),
        ProcurementFields::mutation(
            "settleAppeal",
            OWN,
            (
                "Notera hur överprövning slutade: tilldelningen står fast, eller anbuden utvärderas på nytt.",
                "Note how an appeal ended: the award stands, or the quotes are evaluated anew.",
            ),
            |app, request, command: SettleAppeal| Box::pin(app.procurements.settle_appeal(request, command)),
        )
        .taking(&["dismiss", "correct"]),
        ProcurementFields::mutation(
            "acknowledgeDelivery",
            OWN,
            ("Godkänn leverans.", "Acknowledge delivery."),
            |app, request, command: AcknowledgeDelivery| Box::pin(app.procurements.deliver(request, command)),
        )
        .taking(&["deliver"]),
        ProcurementFields::mutation(
            "closeProcurement",
            OWN,
            ("Avsluta upphandling.", "Close a procurement."),
            |app, request, command: CloseProcurement| Box::pin(app.procurements.close(request, command)),
        )
        .taking(&["close"]),
        ProcurementFields::mutation(
            "cancelProcurement",
            OWN,
            ("Avbryt upphandling, med skäl.", "Cancel a procurement, with a reason."),
            |app, request, command: CancelProcurement| Box::pin(app.procurements.cancel(request, command)),
        )
        .taking(&["cancel"]),
    ]
}
