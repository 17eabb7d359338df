//! A call as a transport hands it to the executor, and what the transport gets back.

use async_graphql::{Variables, parser::types::OperationType};
use futures_util::stream::BoxStream;

use super::{
    answer::{Answer, Payload},
    door::{CallInfo, Identity},
    fault::{Fault, Refusal},
};

/// One operation as a transport received it.
#[derive(Debug, Default)]
pub struct Operation {
    /// The document.
    pub query: String,
    /// Which of its operations.
    pub operation_name: Option<String>,
    /// Its variables.
    pub variables: Variables,
}

/// What the transport can carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Allows {
    /// GET: queries.
    Queries,
    /// POST: one answer.
    OneAnswer,
    /// An event stream by GET: queries and subscriptions.
    ReadingStreams,
    /// Everything.
    Everything,
}

/// One call: an operation, who makes it and how.
#[derive(Debug)]
pub struct Call {
    /// What.
    pub operation: Operation,
    /// Who, if signed in.
    pub identity: Option<Identity>,
    /// From where, for callers without sign-in.
    pub address: Option<std::net::IpAddr>,
    /// Under which circumstances.
    pub info: CallInfo,
    /// What the transport can carry.
    pub allows: Allows,
    /// Only tell the cost.
    pub cost_only: bool,
}

/// Among the request's data of a reader of the house's own: the connection at this place of the answer may be turned by larger
/// pages than callers may ask for. Made in this crate only.
#[derive(Clone, Debug)]
pub(crate) struct LargePage {
    /// The fields from the answer's root to the connection, as the answer names them.
    pub(crate) at: Vec<String>,
    /// Most rows of a page.
    pub(crate) most: u32,
}

/// An operation's result on a transport that can stream.
pub enum Opened {
    /// A query or mutation, or a refusal.
    Single(Box<Answer>),
    /// A subscription.
    Stream(BoxStream<'static, Payload>),
}

impl Allows {
    /// Refuses a kind of operation the transport cannot carry.
    pub(super) fn check(self, kind: OperationType) -> Result<(), Fault> {
        use OperationType::{Mutation, Query, Subscription};
        match (kind, self) {
            (Query, _) | (_, Self::Everything) => Ok(()),
            (Mutation, Self::OneAnswer) | (Subscription, Self::ReadingStreams) => Ok(()),
            (Subscription, Self::OneAnswer | Self::Queries) => Err(Refusal::NeedsAStream.into()),
            (Mutation, Self::Queries | Self::ReadingStreams) => Err(Refusal::NotAQuery.into()),
        }
    }
}

/// `query`, `mutation` or `subscription`.
pub(super) fn kind_name(kind: OperationType) -> &'static str {
    match kind {
        OperationType::Query => "query",
        OperationType::Mutation => "mutation",
        OperationType::Subscription => "subscription",
    }
}
