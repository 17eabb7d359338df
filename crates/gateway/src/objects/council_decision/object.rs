//! How a council's decision is shown.

use councils::meeting::{
    CouncilMeeting,
    decision::{self, CouncilDecision, CouncilDecisionColumn as C},
    paper::DECISION_TO_PAPER,
    vote::DecisionVoteColumn,
};
use graph::{Field, Fields, Object, Table, table};
use industry_councils::{
    action_plan::ActionPlanColumn, endorsement::EndorsementColumn, industry_council::IndustryCouncilColumn,
};
use kernel::Label;
use store::Family;

use crate::objects::{
    about, action_plan::ActionPlanObject, agenda_item::AgendaItemObject, council::CouncilObject,
    council_meeting::CouncilMeetingObject, decision_vote::DecisionVoteObject, endorsement::EndorsementObject,
    industry_council::IndustryCouncilObject, meeting_paper::MeetingPaperObject, need::NeedObject,
};

pub type CouncilDecisionObject = Object<CouncilDecisionFields>;

type F = Field<CouncilDecisionFields>;

/// The fields of [`CouncilDecision`].
pub struct CouncilDecisionFields;

impl Fields for CouncilDecisionFields {
    type Record = CouncilDecision;

    const NAME: &'static str = "CouncilDecision";
    const ABOUT: Label = Label {
        sv: "Rådsbeslut: vad som föreslogs vid ett möte, vad det blev av det och vilka mandat som stod bakom.",
        en: "Council decision: what was proposed at a meeting, what became of it, and which mandates stood behind it.",
    };
    const TITLE: &'static str = "item { id title } status decidedOn";

    const FIRST: &'static [&'static str] =
        &["text", "status", "item", "statusReason", "decidedOn", "meeting", "votesFor", "votesAgainst", "votes"];

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(CouncilDecisionFields, [
            F::text("text", C::Text, |row| &row.text, ("Förslag eller beslut.", "Proposal or decision.")),
            F::choice("status", C::Status, |row| row.status, about::STATUS).filtered().ordered(),
            F::steps_within::<_, _, CouncilMeeting>(|row| row.status, decision::TRANSITIONS, |row| row.meeting,
                |_, meeting, verb| verb.is_done_at(meeting.status)),
            F::the::<AgendaItemObject>("item", C::ItemId, |row| row.item, ("Ärende.", "Agenda item.")).filtered().by_id(),
            F::maybe_text("statusReason", C::StatusReason, |row| row.status_reason.as_deref(), about::STATUS_REASON),
            F::maybe_date("decidedOn", C::DecidedOn, |row| row.decided_on,
                ("Beslutat den.", "Decided on.")).filtered().ordered(),
            F::maybe_date("executedOn", C::ExecutedOn, |row| row.executed_on,
                ("Verkställt den.", "Executed on.")).filtered(),
            F::maybe_int("entitled", C::Entitled, |row| row.entitled,
                ("Mandat som deltog med rösträtt.", "Mandates that took part with a vote.")),
            F::maybe_int("quorum", C::Quorum, |row| row.quorum,
                ("Mandat som krävdes för beslutsförhet.", "Mandates required for a quorum.")),
            F::maybe_int("votesFor", C::VotesFor, |row| row.votes_for, ("Röster för.", "Votes for.")),
            F::maybe_int("votesAgainst", C::VotesAgainst, |row| row.votes_against, ("Röster emot.", "Votes against.")),
            F::maybe_choice("castingVote", C::CastingVote, |row| row.casting_vote,
                ("Utslagsröst: ordförandens, vid lika röstetal.", "Casting vote: the chair's, where votes were even.")).filtered(),
            F::the::<CouncilMeetingObject>("meeting", C::MeetingId, |row| row.meeting,
                ("Möte.", "Meeting.")).filtered().by_id(),
            F::the::<CouncilObject>("council", C::CouncilId, |row| row.council,
                ("Råd: det som beslutade, eller branschrådets överordnade.", "Council: the one that decided, or the industry council's parent.")).filtered().by_id(),
            F::one::<IndustryCouncilObject>("industryCouncil", C::IndustryCouncilId, |row| row.industry_council,
                ("Branschråd: där det var det som beslutade.", "Industry council: where it was the one that decided.")).filtered().by_id(),
            F::one::<NeedObject>("endorses", C::EndorsesId, |row| row.endorses,
                ("Förankrar behovet, inom din räckvidd.", "Endorses the need, within your reach.")).filtered(),
            F::many::<DecisionVoteObject>("votes", Family::Column(DecisionVoteColumn::DecisionId),
                ("Röster, var och en under sitt mandat.", "Votes, each under its mandate.")),
            F::many::<MeetingPaperObject>("papers", Family::Via(DECISION_TO_PAPER),
                ("Underlag som beslutet vilar på, i den utgåva som gällde, inom din räckvidd.", "Papers that the decision rests on, in the edition that stood, within your reach.")),
            F::many::<EndorsementObject>("endorsements", Family::Column(EndorsementColumn::DecisionId),
                ("Förankringar som vilar på beslutet, inom din räckvidd.", "Endorsements that rest on the decision, within your reach.")),
            F::many::<ActionPlanObject>("actionPlans", Family::Column(ActionPlanColumn::DecisionId),
                ("Handlingsplaner som antogs genom beslutet.", "Action plans adopted by the decision.")),
            F::many::<IndustryCouncilObject>("industryCouncils", Family::Column(IndustryCouncilColumn::DecisionId),
                ("Branschråd som inrättades genom beslutet.", "Industry councils established by the decision.")),
            F::changed_since(),
            F::where_some::<DecisionVoteObject>("someVote", DecisionVoteColumn::DecisionId,
                ("Har någon röst som uppfyller detta.", "Has some vote that fulfils this.")),
        ])
    }
}
