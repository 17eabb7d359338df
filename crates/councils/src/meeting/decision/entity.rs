//! What a decision is, and which steps it may take.

use chrono::NaiveDate;
use kernel::{
    Command, Result, command,
    command::{REASON, UNTIL_TODAY, text},
    error::{holds, required_reason},
    id::{AgendaItemId, CouncilDecisionId, CouncilId, CouncilMeetingId, IndustryCouncilId, NeedId},
    machine::{Step, step, step_within, takes},
    text_enum,
};
use store::Event;

use super::{
    super::{
        agenda::{AgendaItem, AgendaItemKind},
        entity::{CouncilMeeting, CouncilMeetingStatus},
        vote::VoteChoice,
    },
    ballot::Ballot,
};

/// Rules of decisions.
pub mod rules {
    pub use kernel::error::rules::DATE_IS_IN_THE_FUTURE;

    kernel::rules! {
        /// Information, talk and follow-up end without a decision.
        ITEM_TAKES_NO_DECISION:
            "Beslut fattas i ärenden om beslut eller förankring.",
            "Decisions are made on items of decision or endorsement.";
        /// Too few with a vote take part; detail: how many, and how many must.
        QUORUM_IS_NOT_MET: "Rådet är inte beslutsfört. Med rösträtt deltar:", "There is no quorum. Taking part with a vote:";
        /// A decision rests on someone's vote.
        NOBODY_HAS_VOTED:
            "Ingen har röstat för eller emot. Registrera röster, eller hur övriga röstade. Bordlägg om alla avstår.",
            "Nobody has voted for or against. Record votes, or how the others voted. If all abstain, postpone it.";
        /// What was decided holds while something rests on it; detail: the need that it endorses.
        ENDORSEMENT_RESTS_ON_THE_DECISION:
            "En gällande förankring vilar på beslutet. Återta den först. Behovet:",
            "A valid endorsement rests on the decision. Withdraw it first. The need:";
        /// What was decided holds while something rests on it; detail: the plan that it adopted.
        PLAN_RESTS_ON_THE_DECISION:
            "En gällande handlingsplan vilar på beslutet. Revidera eller avsluta den först. Planen:",
            "An action plan in force rests on the decision. Revise or close it first. The plan:";
        /// What was done by a decision is not undone by rescinding it; detail: whose it is.
        ACT_RESTS_ON_THE_DECISION:
            "Ett nav, ett råd eller ett branschråd har inrättats, permanentats eller upplösts genom beslutet:",
            "A hub, a council or an industry council was established, made permanent or dissolved by the decision:";
        /// The chair decides where votes are even.
        CASTING_VOTE_IS_MISSING:
            "Röstetalen är lika. Ange ordförandens utslagsröst.",
            "The votes are even. State the chair's casting vote.";
        /// There is a casting vote where votes are even, the charter gives one, and the chair takes part.
        CASTING_VOTE_HAS_NO_PLACE:
            "Ordföranden har ingen utslagsröst här.",
            "The chair has no casting vote here.";
        /// What was decided is done after it was decided.
        EXECUTED_BEFORE_DECIDED:
            "Dagen ligger före beslutet.",
            "The day lies before the decision.";
    }
}

text_enum! {
    pub enum CouncilDecisionStatus ("Beslutets status.", "Status of a decision.") {
        Proposed = "PROPOSED" ("Föreslaget", "Proposed"),
        Adopted = "ADOPTED" ("Bifallet", "Adopted"),
        Rejected = "REJECTED" ("Avslaget", "Rejected"),
        Postponed = "POSTPONED" ("Bordlagt", "Postponed", ("tas upp igen", "is taken up again at another meeting")),
        Executed = "EXECUTED" ("Verkställt", "Executed"),
        Rescinded = "RESCINDED" ("Upphävt", "Rescinded"),
    }
}

impl CouncilDecisionStatus {
    /// Whether it was adopted and holds, so that what a council does may rest on it.
    pub const fn is_adopted(self) -> bool {
        matches!(self, Self::Adopted | Self::Executed)
    }
}

text_enum! {
    /// Steg i ett besluts livslopp.
    pub enum DecisionVerb {
        Adopt = "adopt" ("bifalla", "adopt"),
        Reject = "reject" ("avslå", "reject"),
        Postpone = "postpone" ("bordlägga", "postpone", ("med skäl", "with a reason")),
        Execute = "execute" ("verkställa", "execute"),
        Rescind = "rescind" ("upphäva", "rescind", ("med skäl", "with a reason")),
    }
}

/// The state machine. Which of adopt and reject it is follows from the votes.
pub const TRANSITIONS: &[Step<CouncilDecisionStatus, DecisionVerb>] = {
    use CouncilDecisionStatus as S;
    use DecisionVerb as V;
    &[
        (S::Proposed, V::Adopt, S::Adopted),
        (S::Proposed, V::Reject, S::Rejected),
        (S::Proposed, V::Postpone, S::Postponed),
        (S::Adopted, V::Execute, S::Executed),
        (S::Adopted, V::Rescind, S::Rescinded),
    ]
};

impl DecisionVerb {
    /// Whether it is done while the meeting is such.
    pub fn is_done_at(self, meeting: CouncilMeetingStatus) -> bool {
        match self {
            Self::Adopt | Self::Reject | Self::Postpone => meeting == CouncilMeetingStatus::InSession,
            Self::Execute | Self::Rescind => CouncilMeetingStatus::OVER.contains(&meeting),
        }
    }
}

/// Beslut. Read as its meeting is.
#[derive(Clone, Debug)]
pub struct CouncilDecision {
    /// Id.
    pub id: CouncilDecisionId,
    /// Version.
    pub version: i32,
    /// The item that it was proposed on.
    pub item: AgendaItemId,
    /// The item's meeting.
    pub meeting: CouncilMeetingId,
    /// The meeting's council, copied so that the reach is the council's.
    pub council: CouncilId,
    /// The meeting's industry council, where it is one's.
    pub industry_council: Option<IndustryCouncilId>,
    /// The need that it endorses, where it is an endorsement.
    pub endorses: Option<NeedId>,
    /// What is proposed or decided, at most 4,000 characters.
    pub text: String,
    /// Status.
    pub status: CouncilDecisionStatus,
    /// Adopted, rejected or postponed on: the day of the meeting.
    pub decided_on: Option<NaiveDate>,
    /// Mandates that took part.
    pub entitled: Option<i32>,
    /// How many had to.
    pub quorum: Option<i32>,
    /// Votes for.
    pub votes_for: Option<i32>,
    /// Votes against.
    pub votes_against: Option<i32>,
    /// What the chair decided, where votes were even.
    pub casting_vote: Option<VoteChoice>,
    /// Executed on.
    pub executed_on: Option<NaiveDate>,
    /// Why the latest step was taken, where a reason is asked for.
    pub status_reason: Option<String>,
    /// Whether it is everyone's, as its meeting's minutes are: what is summed of decisions looks at no other row.
    pub is_public: bool,
}

command! {
    pub struct ProposeDecision as "ProposeDecisionInput" ("Föreslå beslut.", "Propose a decision.") {
        item: AgendaItemId as "itemId" ("Ärende.", "Agenda item."),
        text: String as "text" [text(4000)]
            ("Förslag till beslut. Alla kan läsa det när protokollet är justerat, om rådets protokoll är offentliga.", "Proposed decision. Everyone can read it once the minutes are approved, where the council's minutes are public."),
    }
}

command! {
    pub struct SettleDecision as "SettleDecisionInput" ("Avgör förslag.", "Settle a proposal.")
        of CouncilDecisionId, ("Förslaget.", "The proposal.") {
        others: Option<VoteChoice> as "others"
            ("Övriga: hur de röstade som deltar och vars röst inte är registrerad.", "Others: how those voted who take part and whose vote is not recorded."),
        casting_vote: Option<VoteChoice> as "castingVote"
            ("Utslagsröst: ordförandens, vid lika röstetal.", "Casting vote: the chair's, where votes are even."),
    }
}

command! {
    pub struct PostponeDecision as "PostponeDecisionInput" ("Bordlägg förslag.", "Postpone a proposal.")
        of CouncilDecisionId, ("Förslaget.", "The proposal.") {
        reason: String as "reason" [REASON] ("Skäl.", "Reason."),
    }
}

command! {
    pub struct ExecuteDecision as "ExecuteDecisionInput" ("Verkställ beslut.", "Execute a decision.")
        of CouncilDecisionId, ("Beslutet.", "The decision.") {
        executed_on: Option<NaiveDate> as "executedOn" [UNTIL_TODAY]
            ("Verkställt den; i dag när den saknas.", "Executed on; today when absent."),
    }
}

command! {
    pub struct RescindDecision as "RescindDecisionInput" ("Upphäv beslut.", "Rescind a decision.")
        of CouncilDecisionId, ("Beslutet.", "The decision.") {
        reason: String as "reason" [REASON] ("Skäl.", "Reason."),
    }
}

impl CouncilDecision {
    /// A proposal on `item` of `meeting`.
    ///
    /// # Errors
    /// `Refused` once the meeting is closed or cancelled; `Invalid` naming the field.
    pub fn propose(
        id: CouncilDecisionId,
        (meeting, item): (&CouncilMeeting, &AgendaItem),
        command: ProposeDecision,
    ) -> Result<(Self, Event)> {
        meeting.must_be(&CouncilMeetingStatus::TAKING_ITEMS)?;
        let command = command.checked()?;
        let takes = matches!(item.kind, AgendaItemKind::Decision | AgendaItemKind::Endorsement);
        holds(takes, "itemId", rules::ITEM_TAKES_NO_DECISION)?;
        let decision = Self {
            id,
            version: 1,
            item: item.id,
            meeting: meeting.id,
            council: meeting.council,
            industry_council: meeting.industry_council,
            endorses: item.need.filter(|_| item.kind == AgendaItemKind::Endorsement),
            text: command.text,
            status: CouncilDecisionStatus::Proposed,
            decided_on: None,
            entitled: None,
            quorum: None,
            votes_for: None,
            votes_against: None,
            casting_vote: None,
            executed_on: None,
            status_reason: None,
            is_public: false,
        };
        Ok((decision, Event::new("DecisionProposed", id.public())))
    }

    /// Adopted or rejected at `meeting`, as the `ballot` and the chair's `casting` vote have it.
    ///
    /// # Errors
    /// `Refused` for a wrong transition, outside the meeting, without a quorum or without votes; `Invalid` naming the field.
    pub fn settle(&mut self, meeting: &CouncilMeeting, ballot: Ballot, casting: Option<VoteChoice>) -> Result<Event> {
        self.must_be_open(meeting)?;
        let verb = ballot.outcome(casting)?;
        let to = step(TRANSITIONS, self.status, verb)?;
        let number = |count: usize| Some(i32::try_from(count).unwrap_or(i32::MAX));
        self.decided_on = Some(meeting.meets_on());
        (self.entitled, self.quorum) = (number(ballot.entitled), number(ballot.quorum));
        (self.votes_for, self.votes_against) = (number(ballot.votes_for), number(ballot.against));
        self.casting_vote = casting;
        let name = if verb == DecisionVerb::Adopt { "DecisionAdopted" } else { "DecisionRejected" };
        Ok(self.enter(to, name, None))
    }

    /// Left for another meeting, with a reason.
    ///
    /// # Errors
    /// `Refused` for a wrong transition or outside the meeting; `Invalid` without a reason.
    pub fn postpone(&mut self, meeting: &CouncilMeeting, reason: &str) -> Result<Event> {
        let to = self.step_at(meeting, DecisionVerb::Postpone)?;
        meeting.must_be(&[CouncilMeetingStatus::InSession])?;
        let reason = required_reason(reason)?;
        self.decided_on = Some(meeting.meets_on());
        Ok(self.enter(to, "DecisionPostponed", Some(reason)))
    }

    /// Was done, on `day`; `meeting` is its own.
    ///
    /// # Errors
    /// `Refused` for a wrong transition; `Invalid` for a day before the decision or to come.
    pub fn execute(&mut self, meeting: &CouncilMeeting, day: NaiveDate, today: NaiveDate) -> Result<Event> {
        let to = self.step_at(meeting, DecisionVerb::Execute)?;
        holds(day <= today, "executedOn", rules::DATE_IS_IN_THE_FUTURE)?;
        holds(self.decided_on <= Some(day), "executedOn", rules::EXECUTED_BEFORE_DECIDED)?;
        self.executed_on = Some(day);
        Ok(self.enter(to, "DecisionExecuted", None))
    }

    /// Holds no longer, with a reason; `meeting` is its own.
    ///
    /// # Errors
    /// `Refused` for a wrong transition; `Invalid` without a reason.
    pub fn rescind(&mut self, meeting: &CouncilMeeting, reason: &str) -> Result<Event> {
        let to = self.step_at(meeting, DecisionVerb::Rescind)?;
        let reason = required_reason(reason)?;
        Ok(self.enter(to, "DecisionRescinded", Some(reason)))
    }

    /// Becomes everyone's, as the minutes of `meeting`, its own, have.
    pub fn publish(&mut self, meeting: &CouncilMeeting) {
        self.is_public = meeting.has_public_minutes();
    }

    /// Whether it was left for another meeting.
    pub fn is_postponed(&self) -> bool {
        self.status == CouncilDecisionStatus::Postponed
    }

    /// Whether it is a proposal that is voted on.
    pub fn takes_votes(&self) -> bool {
        takes(TRANSITIONS, self.status, DecisionVerb::Adopt)
    }

    /// Refuses votes on what is settled, or while the meeting is not in session.
    ///
    /// # Errors
    /// `Refused` for a wrong transition or outside the meeting.
    pub fn must_be_open(&self, meeting: &CouncilMeeting) -> Result<()> {
        self.step_at(meeting, DecisionVerb::Adopt)?;
        meeting.must_be(&[CouncilMeetingStatus::InSession])
    }

    /// Where `verb` leads; of what it does not lead from, the refusal names the steps that are done while `meeting` is as it is.
    ///
    /// # Errors
    /// `Refused` for a wrong transition.
    fn step_at(&self, meeting: &CouncilMeeting, verb: DecisionVerb) -> Result<CouncilDecisionStatus> {
        step_within(TRANSITIONS, self.status, verb, |other| other.is_done_at(meeting.status))
    }

    fn enter(&mut self, to: CouncilDecisionStatus, name: &'static str, reason: Option<String>) -> Event {
        let from = std::mem::replace(&mut self.status, to);
        self.status_reason.clone_from(&reason);
        Event::new(name, self.id.public()).transition(from.as_str(), to.as_str(), reason)
    }
}

#[cfg(test)]
mod tests;
