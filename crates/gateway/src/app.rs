//! The rooms behind the gateway, handed to every resolver.

use std::sync::Arc;

use async_graphql::Context;
use kernel::Lang;
use store::Db;

/// The services a resolver may call, one a room.
#[derive(Clone)]
pub struct App {
    /// The database, for the generic reading half of every noun.
    pub db: Db,
    /// Behov.
    pub needs: industry_councils::Needs,
    /// Förankringar.
    pub endorsements: industry_councils::Endorsements,
    /// Branschråd.
    pub industry_councils: industry_councils::IndustryCouncils,
}

/// What the door puts in a request besides the app: who asks, in which language.
#[derive(Clone)]
pub struct Caller {
    /// The call, with the actor.
    pub request: Arc<access::Request>,
    /// Language of labels and messages.
    pub lang: Lang,
    /// Idempotency key and body hash of the whole request, if a key was sent.
    pub idempotency: Option<(String, String)>,
}

/// The rooms.
pub fn app<'a>(ctx: &Context<'a>) -> &'a App {
    ctx.data_unchecked::<App>()
}

/// The caller.
pub fn caller<'a>(ctx: &Context<'a>) -> &'a Caller {
    ctx.data_unchecked::<Caller>()
}
