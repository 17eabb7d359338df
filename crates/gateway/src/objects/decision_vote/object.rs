//! How a vote is shown.

use councils::meeting::{
    decision::CouncilDecision,
    vote::{self, DecisionVote, DecisionVoteColumn as C},
};
use graph::{Choice, Field, Fields, FilterInput, Object, OrderInput, Shown, Table, table};
use kernel::{Label, command::Enumeration};

use crate::objects::{
    council_decision::CouncilDecisionObject, council_meeting::CouncilMeetingObject, membership::MembershipObject,
    organisation::OrganisationObject,
};

pub type DecisionVoteStatus = Choice<vote::DecisionVoteStatus>;
pub type DecisionVoteObject = Object<DecisionVoteFields>;
pub type DecisionVoteFilter = FilterInput<DecisionVoteFields>;
pub type DecisionVoteOrder = OrderInput<DecisionVoteFields>;

type F = Field<DecisionVoteFields>;

/// The fields of [`DecisionVote`].
pub struct DecisionVoteFields;

impl Fields for DecisionVoteFields {
    type Record = DecisionVote;

    const NAME: &'static str = "DecisionVote";
    const ABOUT: Label = Label {
        sv: "Röst: hur ett mandat ställde sig till ett förslag.",
        en: "Vote: how a mandate voted on a proposal.",
    };
    const TITLE: &'static str = "organisation { id name } choice decision { id item { id title } } status";

    const FIRST: &'static [&'static str] = &["organisation", "choice", "decision", "status", "withdrawnReason"];

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(DecisionVoteFields, [
            F::choice("choice", C::Choice, |row| row.choice, ("Röst.", "Vote.")).filtered().ordered(),
            F::computed::<DecisionVoteStatus>("status", |row| Choice(row.status()),
                ("Status: en återtagen röst räknas inte.", "Status: a vote that is withdrawn is not counted."))
                .looking_at(&[C::WithdrawnReason]).showing(Shown::Choice(const { &Enumeration::of::<vote::DecisionVoteStatus>() })),
            F::steps_within::<_, _, CouncilDecision>(|row| row.status(), vote::TRANSITIONS, |row| row.decision,
                |_, decision, _| decision.takes_votes()).looking_at(&[C::WithdrawnReason]),
            F::maybe_text("withdrawnReason", C::WithdrawnReason, |row| row.withdrawn_reason.as_deref(),
                ("Varför den är återtagen.", "Why it is withdrawn.")),
            F::the::<MembershipObject>("membership", C::MembershipId, |row| row.membership,
                ("Mandat.", "Mandate.")).filtered().by_id(),
            F::the::<OrganisationObject>("organisation", C::OrganisationId, |row| row.organisation,
                ("Organisation: den som innehar mandatet.", "Organisation: the one that holds the mandate.")).filtered().by_id(),
            F::the::<CouncilDecisionObject>("decision", C::DecisionId, |row| row.decision,
                ("Beslut.", "Decision.")).filtered().by_id(),
            F::the::<CouncilMeetingObject>("meeting", C::MeetingId, |row| row.meeting,
                ("Möte.", "Meeting.")).by_id(),
        ])
    }
}
