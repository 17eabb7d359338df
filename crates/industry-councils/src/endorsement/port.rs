//! What endorsements ask of the meetings at which councils decide. Implemented in wiring.

use std::sync::Arc;

use access::Request;
use chrono::NaiveDate;
use futures_util::future::BoxFuture;
use kernel::{
    Result,
    id::{CouncilDecisionId, CouncilId, IndustryCouncilId, NeedId},
};

/// What was decided at a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// The council that decided, or the industry council's parent.
    pub council: CouncilId,
    /// The industry council, where it was one.
    pub industry_council: Option<IndustryCouncilId>,
    /// The need that it endorses; absent while it is not adopted, or where it is about something else.
    pub endorses: Option<NeedId>,
    /// The day of the meeting.
    pub decided_on: NaiveDate,
    /// Minutes and paragraph, as they are referred to.
    pub reference: String,
}

/// Decisions, always within the asking caller's own reach.
pub trait DecisionDirectory: Send + Sync {
    /// What was decided.
    ///
    /// # Errors
    /// `NotFound` when it does not exist or lies outside the request's reach.
    fn decision<'a>(&'a self, request: &'a Arc<Request>, id: CouncilDecisionId) -> BoxFuture<'a, Result<Decided>>;
}
