//! What a resolver finds in its context: who asks, and the database.

use std::sync::Arc;

use async_graphql::Context;
use edge::Identity;
use kernel::Lang;
use parking_lot::Mutex;
use store::{Db, Record, RecordReader};

/// Who asks, and in which language: what stands in a request's context besides the services.
#[derive(Clone)]
pub struct Caller {
    /// The call, with the actor.
    pub request: Arc<access::Request>,
    /// Who calls, if signed in.
    pub identity: Option<Identity>,
    /// Language of labels and messages.
    pub lang: Lang,
    /// Idempotency key of the whole request, if one was sent.
    pub idempotency: Option<String>,
    /// Causes that stand in the log already: what one loads for many fails once, however many are told.
    pub logged: Arc<Mutex<Vec<String>>>,
}

/// The caller.
pub fn caller<'a>(ctx: &Context<'a>) -> &'a Caller {
    ctx.data_unchecked::<Caller>()
}

/// The database. Beside the services it stands among the data of every schema that is built.
pub fn db<'a>(ctx: &Context<'a>) -> &'a Db {
    ctx.data_unchecked::<Db>()
}

/// Reads records of one kind, as the caller of a request.
pub fn reader<T: Record>(ctx: &Context<'_>) -> RecordReader<T> {
    RecordReader::new(db(ctx))
}
