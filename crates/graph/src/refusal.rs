//! Errors become GraphQL errors here and nowhere else: a stable code, a text in the caller's language, and no cause.

use async_graphql::{Context, Error as GraphError, ErrorExtensionValues};
use kernel::{Error, Lang};

use super::payload::text;
use crate::context::{Caller, caller};

/// Causes of one request that are remembered, so that each is logged once.
const CAUSES: usize = 8;

/// The code of a family, as clients see it.
pub fn code(error: &Error) -> &'static str {
    match error {
        Error::NotFound => "NOT_FOUND",
        Error::Denied => "DENIED",
        Error::Invalid { .. } | Error::SeveralInvalid(_) => "INVALID",
        Error::Refused { .. } => "REFUSED",
        Error::Conflict { .. } => "CONFLICT",
        Error::Unavailable(_) => "UNAVAILABLE",
        Error::Broken(_) => "INTERNAL",
    }
}

/// The GraphQL error for `error`. Causes of `Unavailable` and `Broken` go to the log with the request's id.
pub fn refuse(ctx: &Context<'_>, error: Error) -> GraphError {
    refuse_to(caller(ctx), error)
}

/// As [`refuse`], where the resolver has ended and its stream goes on.
pub fn refuse_to(caller: &Caller, error: Error) -> GraphError {
    if let Error::Unavailable(cause) | Error::Broken(cause) = &error
        && is_news(&mut caller.logged.lock(), cause)
    {
        tracing::error!(request_id = caller.request.id, cause, "a resolver failed");
    }
    speak(&error, caller.lang)
}

/// Whether the cause is not among the last ones.
fn is_news(logged: &mut Vec<String>, cause: &str) -> bool {
    let is_news = !logged.iter().any(|known| known == cause);
    if is_news {
        if logged.len() >= CAUSES {
            logged.remove(0);
        }
        logged.push(cause.to_owned());
    }
    is_news
}

fn speak(error: &Error, lang: Lang) -> GraphError {
    let mut extensions = ErrorExtensionValues::default();
    extensions.set("code", code(error));
    match error {
        Error::Invalid { field, rule, .. } => {
            extensions.set("rule", rule.name);
            extensions.set("field", field.as_str());
        }
        Error::Refused { rule, .. } | Error::Conflict { rule } => extensions.set("rule", rule.name),
        _ => {}
    }
    let mut spoken = GraphError::new(text(error, lang));
    spoken.extensions = Some(extensions);
    spoken
}
