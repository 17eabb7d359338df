//! What the library asks of other domains. Implemented in wiring.

use access::Assignment;
use futures_util::future::BoxFuture;
use kernel::{
    Result,
    id::{CouncilId, OrganisationId},
};
use questions::Text;
use store::Tx;

/// The schema, seen from the library: whether a document can be run against it.
pub trait DocumentCheck: Send + Sync {
    /// What keeps `document` from being run, a sentence each; empty when nothing does.
    fn faults<'a>(&'a self, document: &'a str) -> BoxFuture<'a, Vec<Text>>;
}

/// Councils, as seen from the library.
pub trait Seats: Send + Sync {
    /// Whether `organisation` holds a seat in `council` today, within the transaction's reach.
    fn holds<'a>(
        &'a self,
        tx: &'a mut Tx,
        organisation: OrganisationId,
        council: CouncilId,
    ) -> BoxFuture<'a, Result<bool>>;
}

/// Who holds which role, seen from the library: for a token, that acts in its creator's.
pub trait Holders: Send + Sync {
    /// What `issuer`'s `subject` holds at this moment.
    fn held<'a>(&'a self, issuer: &'a str, subject: &'a str) -> BoxFuture<'a, Result<Vec<Assignment>>>;
}
