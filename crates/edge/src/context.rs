//! What the edge asks of the service behind it: whether a caller may come in, and the authority that follows the request.

use async_graphql::Data;
use chrono::{DateTime, Utc};
use futures_util::future::BoxFuture;
use kernel::{Lang, id::RoleAssignmentId};

/// Who a verified token speaks for. `(issuer, subject)` is the identity; never an e-mail address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The token's `iss`.
    pub issuer: String,
    /// The token's `sub`.
    pub subject: String,
    /// The token's `exp`: streams end then.
    pub expires_at: DateTime<Utc>,
    /// Of the roles held, this assignment only: what an access token acts in. All when absent.
    pub only: Option<RoleAssignmentId>,
}

/// What the context of one operation is made from.
#[derive(Clone, Debug)]
pub struct CallInfo {
    /// For the log and for the caller's questions.
    pub request_id: String,
    /// Language of messages.
    pub lang: Lang,
    /// `Idempotency-Key`, or `extensions.idempotencyKey` on a socket.
    pub idempotency_key: Option<String>,
    /// `X-Purpose`, or `extensions.purpose` on a socket: why personal data is read.
    pub purpose: Option<String>,
    /// `Last-Event-ID`, or `extensions.lastEventId` on a socket: where an event stream resumes.
    pub last_event_id: Option<String>,
}

/// The event after which a subscription resumes; among the request's data.
#[derive(Clone, Debug, Default)]
pub struct LastEventId(pub Option<String>);

/// The request's id; among the request's data.
#[derive(Clone, Debug)]
pub struct RequestId(pub String);

/// Why there is no context, and the operation is not executed.
#[derive(Clone, Debug)]
pub enum ContextError {
    /// An identity is needed.
    SignIn,
    /// This identity has no business here.
    Denied,
    /// The call lacks something; `code` and `message` (in the caller's language) go to the caller.
    Refused {
        /// Stable code.
        code: &'static str,
        /// What to do about it.
        message: String,
    },
    /// Something it depends on is away. The text is for the log.
    Unavailable(String),
    /// A fault of ours. The text is for the log.
    Broken(String),
}

/// Turns an identity into the request's data (its authority, loaders and so on). Called once for each operation, so that a
/// withdrawn role bites at once.
pub trait ContextProvider: Send + Sync + 'static {
    /// The context, or why there is none.
    ///
    /// # Errors
    /// See [`ContextError`].
    fn provide(&self, identity: Option<Identity>, call: CallInfo) -> BoxFuture<'_, Result<Data, ContextError>>;
}
