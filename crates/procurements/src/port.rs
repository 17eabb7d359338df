//! What this domain asks of others. Implemented in wiring.

use std::sync::Arc;

use access::Request;
use futures_util::future::BoxFuture;
use kernel::{
    Result,
    id::{CouncilId, EffortId, HubId, OrganisationId, ProcurementId},
};
use store::Tx;

/// Who buys for a hub.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Buyer {
    /// The organisation that operates the hub.
    pub organisation: OrganisationId,
    /// The hub's council.
    pub council: CouncilId,
}

/// What is asked of hubs. They are public: no request is needed.
pub trait HubDirectory: Send + Sync {
    /// Who buys for the hub.
    ///
    /// # Errors
    /// `NotFound` for an unknown hub.
    fn buyer_for(&self, hub: HubId) -> BoxFuture<'_, Result<Buyer>>;
}

/// What is asked of efforts, always within the asking caller's own reach, and done to them.
pub trait EffortDirectory: Send + Sync {
    /// The hub that carries the effort out.
    ///
    /// # Errors
    /// `NotFound` when it does not exist or lies outside the request's reach.
    fn hub_of<'a>(&'a self, request: &'a Arc<Request>, effort: EffortId) -> BoxFuture<'a, Result<HubId>>;

    /// The supplier gives what is procured, where nobody is named to: in the transaction that the contract is signed in.
    ///
    /// # Errors
    /// `Conflict` when someone else was first; `Unavailable`, `Broken`.
    fn is_given_by<'a>(
        &'a self,
        tx: &'a mut Tx,
        procurement: ProcurementId,
        supplier: OrganisationId,
    ) -> BoxFuture<'a, Result<()>>;
}
