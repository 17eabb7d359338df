//! What the service asks of others: organisations' own questions, and access tokens.

use futures_util::future::BoxFuture;
use kernel::Result;
use questions::Question;

use edge::Identity;

/// Egna frågor: questions that organisations keep. Who may see which is the keeper's to decide.
pub trait Saved: Send + Sync + 'static {
    /// The question at this address, if this caller may ask it; `None` also for one that the caller may not know of.
    fn find<'a>(&'a self, slug: &'a str, caller: Option<&'a Identity>) -> BoxFuture<'a, Result<Option<Question>>>;
    /// Those the caller may ask.
    fn list<'a>(&'a self, caller: Option<&'a Identity>) -> BoxFuture<'a, Result<Vec<Question>>>;
}

/// Åtkomstnycklar: long-lived secrets for programs, each bound to an organisation, a purpose and perhaps some questions.
pub trait AccessTokens: Send + Sync + 'static {
    /// Who this secret speaks for; `None` when it is unknown, withdrawn or its time is over.
    fn present<'a>(&'a self, secret: &'a str) -> BoxFuture<'a, Result<Option<Presented>>>;
}

/// What an access token stands for.
#[derive(Clone, Debug)]
pub struct Presented {
    /// The identity, whose roles decide the reach.
    pub identity: Identity,
    /// The questions it may ask, by address; all when absent.
    pub questions: Option<Vec<String>>,
    /// Why data is read, as the token says.
    pub purpose: Option<String>,
}

/// No organisation keeps questions.
pub struct NoSaved;

impl Saved for NoSaved {
    fn find<'a>(&'a self, _: &'a str, _: Option<&'a Identity>) -> BoxFuture<'a, Result<Option<Question>>> {
        Box::pin(async { Ok(None) })
    }

    fn list<'a>(&'a self, _: Option<&'a Identity>) -> BoxFuture<'a, Result<Vec<Question>>> {
        Box::pin(async { Ok(Vec::new()) })
    }
}

/// No access tokens are kept.
pub struct NoTokens;

impl AccessTokens for NoTokens {
    fn present<'a>(&'a self, _: &'a str) -> BoxFuture<'a, Result<Option<Presented>>> {
        Box::pin(async { Ok(None) })
    }
}
