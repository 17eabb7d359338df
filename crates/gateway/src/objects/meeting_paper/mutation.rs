//! What can be done with papers. A file is handed in at an address of its own.

use access::Action;
use councils::meeting::paper::{AddPaper, ChangePaper, SetPaperAccess, SupersedePaper, WithdrawPaper};
use graph::{Changed, MutationField};

use super::object::MeetingPaperFields;
use crate::app::Mutation;

impl Changed for MeetingPaperFields {
    const PAYLOAD: &'static str = "MeetingPaperPayload";
    const FIELD: &'static str = "paper";
}

const OWN: &[Action] = &[Action::PrepareMeeting];

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        MeetingPaperFields::mutation(
            "addPaper",
            OWN,
            (
                "Lägg till beslutsunderlag i ett ärende. Filen lämnas sedan på underlagets adress.",
                "Add a paper to an agenda item. Its file is then handed in at the paper's address.",
            ),
            |app, request, command: AddPaper| Box::pin(app.meeting_papers.add(request, command)),
        ),
        MeetingPaperFields::mutation(
            "changePaper",
            OWN,
            (
                "Ändra beslutsunderlag, tills protokollet är justerat.",
                "Change a paper, until the minutes are approved.",
            ),
            |app, request, command: ChangePaper| Box::pin(app.meeting_papers.change(request, command)),
        ),
        MeetingPaperFields::mutation(
            "setPaperAccess",
            OWN,
            (
                "Ändra vem som får läsa beslutsunderlag, också när protokollet är justerat.",
                "Change who may read a paper, also once the minutes are approved.",
            ),
            |app, request, command: SetPaperAccess| Box::pin(app.meeting_papers.set_access(request, command)),
        ),
        MeetingPaperFields::mutation(
            "supersedePaper",
            OWN,
            (
                "Ersätt beslutsunderlag med en ny utgåva. Den äldre finns kvar för det som har beslutats efter den.",
                "Supersede a paper by a new edition. The older one stays for what was decided by it.",
            ),
            |app, request, command: SupersedePaper| Box::pin(app.meeting_papers.supersede(request, command)),
        )
        .taking(&["supersede"]),
        MeetingPaperFields::mutation(
            "withdrawPaper",
            OWN,
            (
                "Återta beslutsunderlag, med skäl. Bara rådets egna ser det sedan.",
                "Withdraw a paper, with a reason. Only the council's own people see it from then on.",
            ),
            |app, request, c: WithdrawPaper| {
                Box::pin(async move { app.meeting_papers.withdraw(request, c.id, c.expected_version, &c.reason).await })
            },
        )
        .taking(&["withdraw"]),
    ]
}
