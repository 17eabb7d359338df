//! Åtkomstnycklar på sidorna: a signed-in reader makes keys for her tools, sees those there are, and revokes them.
//!
//! - *Who*: the session alone. A key that a request brings itself manages no keys.
//! - *Cross-site requests*: as with signing out, each form carries the session's keyed answer.
//! - *Twice*: each form is good for one key, however often it is sent; the secret stands in the first answer only.

mod port;
mod routes;

pub use port::{Field, Key, KeyStatus, Keys, NewKey, NewToken, NotDone, Revocation, Ring, Wrong};
pub(crate) use routes::router;
