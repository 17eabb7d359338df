//! What an item of an agenda may be about, and what rests on a decision. Implemented in wiring.

use std::sync::Arc;

use access::Request;
use futures_util::future::BoxFuture;
use kernel::{
    Result,
    id::{CouncilDecisionId, CouncilId, EffortId, NeedId},
};
use store::Tx;

/// Needs and efforts, always within the asking caller's own reach.
pub trait SubjectDirectory: Send + Sync {
    /// The council whose picture the need is part of.
    ///
    /// # Errors
    /// `NotFound` when the need does not exist or lies outside the request's reach.
    fn council_of_need<'a>(&'a self, request: &'a Arc<Request>, id: NeedId) -> BoxFuture<'a, Result<CouncilId>>;

    /// Whether the request reaches the effort.
    ///
    /// # Errors
    /// `NotFound` when it does not exist or lies outside the request's reach.
    fn effort<'a>(&'a self, request: &'a Arc<Request>, id: EffortId) -> BoxFuture<'a, Result<()>>;
}

/// Endorsements, plans and acts that rest on decisions, within a transaction.
pub trait EndorsementDirectory: Send + Sync {
    /// The title of a need that a valid endorsement by the decision backs.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    fn endorsed_by<'a>(&'a self, tx: &'a mut Tx, decision: CouncilDecisionId) -> BoxFuture<'a, Result<Option<String>>>;

    /// The title of an action plan in force that the decision adopted.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    fn plan_in_force_by<'a>(
        &'a self,
        tx: &'a mut Tx,
        decision: CouncilDecisionId,
    ) -> BoxFuture<'a, Result<Option<String>>>;

    /// The name of a hub that became permanent, an industry council that was established or dissolved, or a council that was
    /// dissolved by the decision.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    fn acted_by<'a>(&'a self, tx: &'a mut Tx, decision: CouncilDecisionId) -> BoxFuture<'a, Result<Option<String>>>;
}
