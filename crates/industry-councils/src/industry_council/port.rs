//! What industry councils ask of councils, whose seats they have. Implemented in wiring.

use futures_util::future::BoxFuture;
use kernel::{
    Result,
    id::{CouncilId, IndustryCouncilId},
};
use store::Tx;

/// Councils and the mandates in industry councils, within a transaction.
pub trait SeatPort: Send + Sync {
    /// Holds the council that an industry council is to stand under, and demands that it is not dissolved.
    ///
    /// # Errors
    /// `Invalid` naming `councilId` for an unknown one; `Refused` for one that is dissolved.
    fn hold_parent<'a>(&'a self, tx: &'a mut Tx, council: CouncilId) -> BoxFuture<'a, Result<()>>;

    /// How many organisations hold an ordinary seat in the industry council today.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    fn members<'a>(&'a self, tx: &'a mut Tx, council: CouncilId, id: IndustryCouncilId)
    -> BoxFuture<'a, Result<usize>>;

    /// Ends the mandates of an industry council that is dissolved, and closes its seats.
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
