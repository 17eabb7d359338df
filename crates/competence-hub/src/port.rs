//! What the hub asks of the domains of needs and of councils. Implemented in wiring.

use chrono::NaiveDate;
use futures_util::future::BoxFuture;
use kernel::{
    Result,
    id::{ActionPlanId, CouncilDecisionId, CouncilId, NeedId},
};
use store::Tx;

use crate::triage::Factors;

/// The hub's steps in a need's course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NeedStep {
    /// Sortera: looked at by the hub, whatever becomes of it.
    Triage,
    /// Prioritera: ranked among the hub's needs.
    Prioritise,
    /// Påbörja: an effort answers the need.
    Begin,
}

/// By what a council's needs are weighed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weighing {
    /// The action plan in force, where there is one.
    pub plan: Option<ActionPlanId>,
    /// Its weights, or the usual ones.
    pub weights: Factors,
}

/// Needs, as seen from the hub. All questions stay inside the hub's transaction and its reach.
pub trait NeedPort: Send + Sync {
    /// The regional council whose picture the need is part of. The need is held until the transaction ends, for the step that
    /// may follow.
    ///
    /// The future answers `Invalid { needId, REFERENCE_IS_UNKNOWN }` outside the transaction's reach.
    fn council_of_need<'a>(&'a self, tx: &'a mut Tx, need: NeedId) -> BoxFuture<'a, Result<CouncilId>>;

    /// By what the council's needs are weighed today.
    ///
    /// The future answers `Unavailable` or `Broken`.
    fn weights<'a>(&'a self, tx: &'a mut Tx, council: CouncilId) -> BoxFuture<'a, Result<Weighing>>;

    /// Takes `step`; `waiver` says why work begins without endorsement.
    ///
    /// The future answers `Refused` for a wrong transition.
    fn advance<'a>(
        &'a self,
        tx: &'a mut Tx,
        need: NeedId,
        step: NeedStep,
        waiver: Option<&'a str>,
    ) -> BoxFuture<'a, Result<()>>;
}

/// What was decided at a meeting of a council.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decided {
    /// Whether it is an adopted decision of the council itself on something else than a need.
    pub is_its_own: bool,
    /// Whether the meeting is closed.
    pub is_over: bool,
    /// The day that it was decided.
    pub decided_on: NaiveDate,
}

/// Decisions of meetings.
pub trait DecisionDirectory: Send + Sync {
    /// What was decided, for an act by decision of `council`; held, so that it is not rescinded before the transaction ends.
    ///
    /// The future answers `NotFound` for one that does not exist, and for one outside the caller's reach that is not an adopted one
    /// of `council` itself at a meeting that is closed.
    fn decision<'a>(
        &'a self,
        tx: &'a mut Tx,
        id: CouncilDecisionId,
        council: CouncilId,
    ) -> BoxFuture<'a, Result<Decided>>;
}
