//! What industry councils ask of councils, whose seats they have. Implemented in wiring.

use futures_util::future::BoxFuture;
use kernel::{
    Result,
    id::{CouncilId, IndustryCouncilId},
};
use store::Tx;

use super::entity::IndustryCouncil;

/// Councils and the mandates in industry councils, within a transaction.
pub trait SeatPort: Send + Sync {
    /// Holds the council that an industry council is to stand under, whose plan comes into force, or that is told of a common gap,
    /// and demands that it is not dissolved.
    ///
    /// # Errors
    /// `Invalid` naming `councilId` for an unknown one; `Refused` for one that is dissolved.
    fn hold_parent<'a>(&'a self, tx: &'a mut Tx, council: CouncilId) -> BoxFuture<'a, Result<()>>;

    /// Demands that the council is not dissolved. Asked after something is written that belongs to it: the writing waits for who is
    /// dissolving it, and is waited for.
    ///
    /// # Errors
    /// `Refused` for one that is dissolved.
    fn require_open<'a>(&'a self, tx: &'a mut Tx, council: CouncilId) -> BoxFuture<'a, Result<()>>;

    /// How many organisations hold an ordinary seat in the industry council today.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    fn members<'a>(&'a self, tx: &'a mut Tx, council: CouncilId, id: IndustryCouncilId)
    -> BoxFuture<'a, Result<usize>>;

    /// Whether the council has held a meeting here, whoever reads its minutes.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    fn has_met<'a>(&'a self, tx: &'a mut Tx, council: CouncilId) -> BoxFuture<'a, Result<bool>>;

    /// How many working groups of the industry council are not dissolved. The council is held, so that none is founded meanwhile.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    fn working_groups<'a>(
        &'a self,
        tx: &'a mut Tx,
        council: CouncilId,
        id: IndustryCouncilId,
    ) -> BoxFuture<'a, Result<usize>>;

    /// Ends the mandates of an industry council that is dissolved, closes its seats, and cancels its meetings to come.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    fn vacate<'a>(
        &'a self,
        tx: &'a mut Tx,
        council: CouncilId,
        id: IndustryCouncilId,
        reason: &'a str,
    ) -> BoxFuture<'a, Result<()>>;
}

/// Demands that neither the council nor the industry council, where it is one's own, is dissolved, of what is written there: as
/// [`SeatPort::require_open`]. A council outlasts those under it.
///
/// # Errors
/// `Refused` for one that is dissolved.
pub(crate) async fn require_open(
    seats: &dyn SeatPort,
    tx: &mut Tx,
    council: CouncilId,
    industry_council: Option<IndustryCouncilId>,
) -> Result<()> {
    match industry_council {
        Some(id) => tx.look_up::<IndustryCouncil>(id).await?.require_open(),
        None => seats.require_open(tx, council).await,
    }
}
