//! A call as a transport hands it to the executor, and what the transport gets back.

use std::sync::Arc;

use async_graphql::{Variables, parser::types::OperationType};
use futures_util::stream::BoxStream;
use kernel::Datum;
use parking_lot::Mutex;

use super::{
    answer::{Answer, Payload},
    context::{CallInfo, Identity},
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
    /// POST by a sign-in that may only read: queries, and subscriptions where an event stream is taken.
    Reading {
        /// Whether the answer may be an event stream.
        streams: bool,
    },
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
    /// Whether nothing but the answer's bytes is wanted ([`Payload::to_json`]): its parts may be written as they are read.
    pub as_bytes: bool,
}

/// Among the request's data of a reader of the service's own: the connection at this place of the answer may be turned by larger
/// pages than callers may ask for.
#[derive(Clone, Debug)]
pub struct LargePage {
    /// The fields from the answer's root to the connection, as the answer names them.
    pub at: Vec<String>,
    /// Most rows of a page.
    pub most: u32,
    /// Where its rows may be put instead of into the answer.
    pub sink: Option<Arc<ColumnSink>>,
}

/// What a resolver hands to a reader of the service's own beside the answer: rows as the reader wants them, which need not be
/// made into an answer first only to be taken apart again. They are paid for like an answer's.
#[derive(Debug, Default)]
pub struct ColumnSink {
    /// The fields of a row that are wanted, as the answer would name them.
    pub wanted: Vec<String>,
    given: Mutex<Option<Given>>,
}

#[derive(Debug)]
struct Given {
    rows: Vec<Vec<Datum>>,
    fields: u64,
}

impl ColumnSink {
    /// For a reader of these fields.
    pub fn wanting(wanted: Vec<String>) -> Self {
        Self { wanted, given: Mutex::default() }
    }

    /// Hands over rows of the wanted fields, for which the answer would have had `fields` fields in all.
    pub fn give(&self, rows: Vec<Vec<Datum>>, fields: u64) {
        *self.given.lock() = Some(Given { rows, fields });
    }

    /// The rows, if any resolver handed them over.
    pub fn take(&self) -> Option<Vec<Vec<Datum>>> {
        self.given.lock().take().map(|given| given.rows)
    }

    /// How many fields the answer would have had more.
    pub(super) fn fields(&self) -> u64 {
        self.given.lock().as_ref().map_or(0, |given| given.fields)
    }
}

/// Among the extensions of an HTTP request: its bearer token was not brought by the caller but stands for a sign-in elsewhere,
/// and may only read.
#[derive(Clone, Copy, Debug)]
pub struct ReadsOnly;

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
            (Mutation, Self::OneAnswer) | (Subscription, Self::ReadingStreams | Self::Reading { streams: true }) => {
                Ok(())
            }
            (Subscription, Self::OneAnswer | Self::Queries | Self::Reading { streams: false }) => {
                Err(Refusal::NeedsAStream.into())
            }
            (Mutation, Self::Reading { .. }) => Err(Refusal::ReadsOnly.into()),
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
