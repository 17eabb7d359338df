//! What can be done with councils' meetings.

use access::Action;
use councils::meeting::{
    AnnounceMinutes, ApproveMinutes, CancelCouncilMeeting, ChangeCouncilMeeting, CloseCouncilMeeting,
    ConveneCouncilMeeting, CouncilMeetings, DraftMinutes, OpenCouncilMeeting, PlanCouncilMeeting,
};
use graph::{Changed, MutationField};

use super::object::CouncilMeetingFields;
use crate::app::Mutation;

impl Changed for CouncilMeetingFields {
    const PAYLOAD: &'static str = "CouncilMeetingPayload";
    const FIELD: &'static str = "meeting";
}

const PREPARING: &[Action] = &[Action::PrepareMeeting];
const CHAIRING: &[Action] = &[Action::ChairMeeting];

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        CouncilMeetingFields::mutation(
            "planCouncilMeeting",
            PREPARING,
            ("Planera rådsmöte, i ett råd eller branschråd.", "Plan a meeting of a council or an industry council."),
            |app, request, command: PlanCouncilMeeting| {
                Box::pin(async move { CouncilMeetings::new(&app.db, &app.bodies).plan(request, command).await })
            },
        ),
        CouncilMeetingFields::mutation(
            "changeCouncilMeeting",
            PREPARING,
            (
                "Ändra rådsmöte som inte är öppnat. Flyttas det efter kallelsen gäller kallelsetiden på nytt.",
                "Change a council's meeting that is not opened. When it is moved after the notice was sent, the charter's notice applies anew.",
            ),
            |app, request, command: ChangeCouncilMeeting| {
                Box::pin(async move { CouncilMeetings::new(&app.db, &app.bodies).change(request, command).await })
            },
        ),
        CouncilMeetingFields::mutation(
            "conveneCouncilMeeting",
            PREPARING,
            (
                "Kalla till rådsmöte: föredragningslistan finns och kallelsetiden hålls.",
                "Convene a council's meeting: there is an agenda, and the notice is kept.",
            ),
            |app, request, command: ConveneCouncilMeeting| {
                Box::pin(async move { CouncilMeetings::new(&app.db, &app.bodies).convene(request, command).await })
            },
        )
        .taking(&["convene"]),
        CouncilMeetingFields::mutation(
            "openCouncilMeeting",
            CHAIRING,
            ("Öppna rådsmöte, på dess dag.", "Open a council's meeting, on its day."),
            |app, request, command: OpenCouncilMeeting| {
                Box::pin(async move { CouncilMeetings::new(&app.db, &app.bodies).open(request, command).await })
            },
        )
        .taking(&["open"]),
        CouncilMeetingFields::mutation(
            "closeCouncilMeeting",
            CHAIRING,
            (
                "Avsluta rådsmöte: ärendena blir paragrafer, numrerade i följd under året.",
                "Close a council's meeting: its items become paragraphs, numbered consecutively through the year.",
            ),
            |app, request, command: CloseCouncilMeeting| {
                Box::pin(async move { CouncilMeetings::new(&app.db, &app.bodies).close(request, command).await })
            },
        )
        .taking(&["close"]),
        CouncilMeetingFields::mutation(
            "draftMinutes",
            PREPARING,
            (
                "Börja skriva protokoll för ett genomfört möte.",
                "Begin to draft the minutes of a meeting that was held.",
            ),
            |app, request, c: DraftMinutes| {
                Box::pin(async move {
                    CouncilMeetings::new(&app.db, &app.bodies).draft_minutes(request, c.id, c.expected_version).await
                })
            },
        )
        .taking(&["draftMinutes"]),
        CouncilMeetingFields::mutation(
            "approveMinutes",
            &[Action::ChairMeeting, Action::VerifyMinutes],
            (
                "Justera protokoll, som ordförande eller justerare. När båda har gjort det kan alla läsa det.",
                "Approve minutes, as chair or verifier. Once both have, everyone can read them.",
            ),
            |app, request, command: ApproveMinutes| {
                Box::pin(
                    async move { CouncilMeetings::new(&app.db, &app.bodies).approve_minutes(request, command).await },
                )
            },
        )
        .taking(&["approveMinutes"]),
        CouncilMeetingFields::mutation(
            "announceMinutes",
            PREPARING,
            ("Anslå justerat protokoll.", "Announce approved minutes."),
            |app, request, command: AnnounceMinutes| {
                Box::pin(async move { CouncilMeetings::new(&app.db, &app.bodies).announce(request, command).await })
            },
        ),
        CouncilMeetingFields::mutation(
            "cancelCouncilMeeting",
            PREPARING,
            ("Ställ in rådsmöte, med skäl.", "Cancel a council's meeting, with a reason."),
            |app, request, c: CancelCouncilMeeting| {
                Box::pin(async move {
                    CouncilMeetings::new(&app.db, &app.bodies)
                        .cancel(request, c.id, c.expected_version, &c.reason)
                        .await
                })
            },
        )
        .taking(&["cancel"]),
    ]
}
