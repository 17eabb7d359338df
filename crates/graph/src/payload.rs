//! Mutations: idempotency on the way in, user errors on the way out.

use std::{collections::BTreeMap, sync::Arc};

use access::{Idempotency, Request};
use async_graphql::{Context, Error as GraphError, SimpleObject, Value};
use kernel::{
    Error, Lang, Result, Rule,
    error::{Detail, rules},
};

use super::refusal::{code, refuse};
use crate::context::caller;

/// User error: something the caller can mend.
///
/// Svenska: Användarfel: något som den som frågar kan rätta.
#[derive(Clone, Debug, SimpleObject)]
pub struct UserError {
    /// Code: stable, for programs. A rule's name such as `VERSION_IS_STALE`, or `NOT_FOUND`, `DENIED`.
    ///
    /// Svenska: Felkod: oföränderlig, för program. En regels namn som `VERSION_IS_STALE`, eller `NOT_FOUND`, `DENIED`.
    pub code: String,
    /// Message in the language of `Accept-Language` (Swedish or English).
    ///
    /// Svenska: Meddelande på språket i `Accept-Language` (svenska eller engelska).
    pub message: String,
    /// Path: where in the input, outermost first, e.g. `["input", "peopleNeeded"]`.
    ///
    /// Svenska: Sökväg: var i indata, ytterst först, t.ex. `["input", "peopleNeeded"]`.
    pub path: Vec<String>,
}

/// The request of the mutation field being run. The idempotency key is made unique for the field, so that several mutations in
/// one document each have their own.
///
/// # Errors
/// `BAD_USER_INPUT` for a key that is not 1–200 printable ASCII characters.
pub fn writing(ctx: &Context<'_>) -> async_graphql::Result<Arc<Request>> {
    let caller = caller(ctx);
    let directive = directive_key(ctx)?;
    let header = caller.idempotency.clone();
    let Some(key) = directive.or(header) else { return Ok(Arc::clone(&caller.request)) };
    if key.is_empty() || key.len() > 200 || !key.chars().all(|c| c.is_ascii_graphic()) {
        return Err(refuse(ctx, Error::invalid("idempotencyKey", rules::IDEMPOTENCY_KEY_IS_WRONG)));
    }
    let mut request = (*caller.request).clone();
    let field = ctx.item.node.response_key().node.as_str();
    request.idempotency = Some(Idempotency { key: format!("{key}/{field}"), body: asked_hash(ctx) });
    Ok(Arc::new(request))
}

fn directive_key(ctx: &Context<'_>) -> async_graphql::Result<Option<String>> {
    let Some(directive) = ctx.item.node.directives.iter().find(|d| d.node.name.node == "idempotent") else {
        return Ok(None);
    };
    let argument = directive.node.arguments.iter().find(|(name, _)| name.node == "key");
    let value = argument.map(|(_, value)| {
        value.node.clone().into_const_with(|name| {
            let found = ctx.query_env.operation.node.variable_definitions.iter().any(|d| d.node.name.node == name);
            // Validation has refused one that is not declared; one that is left out is no key.
            Ok::<_, GraphError>(ctx.query_env.variables.get(&name).filter(|_| found).cloned().unwrap_or_default())
        })
    });
    match value.transpose()? {
        Some(Value::String(key)) => Ok(Some(key)),
        _ => Err(refuse(ctx, Error::invalid("idempotencyKey", rules::IDEMPOTENCY_KEY_IS_WRONG))),
    }
}

/// What was asked: the mutation and its arguments as they are read, however they were written. A client that writes its request anew
/// at each try may order it otherwise.
fn asked_hash(ctx: &Context<'_>) -> String {
    use sha2::{Digest, Sha256};
    let arguments: BTreeMap<&str, serde_json::Value> = ctx
        .item
        .node
        .arguments
        .iter()
        .filter_map(|(name, value)| {
            let value = value
                .node
                .clone()
                .into_const_with(|variable| ctx.query_env.variables.get(&variable).cloned().ok_or(()));
            // What is left out is not there.
            Some((name.node.as_str(), sorted(value.ok()?.into_json().ok()?)))
        })
        .collect();
    let asked = serde_json::json!([ctx.item.node.name.node.as_str(), arguments]);
    Sha256::digest(asked.to_string().as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The same with the fields of each object in one order.
fn sorted(value: serde_json::Value) -> serde_json::Value {
    use serde_json::Value;
    match value {
        Value::Object(fields) => {
            let fields: BTreeMap<_, _> = fields.into_iter().map(|(name, value)| (name, sorted(value))).collect();
            Value::Object(fields.into_iter().collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
        value => value,
    }
}

/// Sorts a mutation's result: done, or refused in a way the caller can mend, or an error.
///
/// # Errors
/// `UNAVAILABLE` and `INTERNAL`: nothing the caller can mend.
pub fn settle<T>(ctx: &Context<'_>, result: Result<T>) -> async_graphql::Result<(Option<T>, Vec<UserError>)> {
    match result {
        Ok(done) => Ok((Some(done), Vec::new())),
        Err(error @ (Error::Unavailable(_) | Error::Broken(_))) => Err(refuse(ctx, error)),
        Err(Error::SeveralInvalid(errors)) => {
            let told = errors.into_iter().map(|error| Error::several(vec![error]));
            Ok((None, told.map(|error| user_error(&error, caller(ctx).lang)).collect()))
        }
        Err(error) => Ok((None, vec![user_error(&error, caller(ctx).lang)])),
    }
}

/// The user error for `error` of a mutation's input.
pub fn user_error(error: &Error, lang: Lang) -> UserError {
    let mut told = refused(error, lang);
    if told.path.first().is_none_or(|first| first != "input") {
        told.path.insert(0, "input".to_owned());
    }
    told
}

/// The user error for `error` of a field's arguments.
pub fn refused(error: &Error, lang: Lang) -> UserError {
    let (rule, path) = match error {
        Error::Invalid { field, rule, .. } => {
            (rule.name, field.split('.').filter(|part| !part.is_empty()).map(str::to_owned).collect())
        }
        Error::Refused { rule, .. } | Error::Conflict { rule } => (rule.name, Vec::new()),
        Error::NotFound => (rules::NOT_FOUND.name, Vec::new()),
        Error::Denied => (rules::DENIED.name, Vec::new()),
        // Nothing that the caller can mend.
        other => (code(other), Vec::new()),
    };
    UserError { code: rule.to_owned(), message: text(error, lang), path }
}

/// What to tell a person about `error`.
pub fn text(error: &Error, lang: Lang) -> String {
    let say = |sv: &str, en: &str| if lang == Lang::Sv { sv.to_owned() } else { en.to_owned() };
    match error {
        Error::NotFound => rules::NOT_FOUND.text.get(lang).to_owned(),
        Error::Denied => rules::DENIED.text.get(lang).to_owned(),
        Error::Conflict { rule } => rule.text.get(lang).to_owned(),
        Error::Invalid { rule, detail, .. } | Error::Refused { rule, detail } => with_detail(rule, detail, lang),
        Error::SeveralInvalid(errors) => {
            let told = errors
                .iter()
                .map(|error| format!("{}: {}", error.field, with_detail(&error.rule, &error.detail, lang)));
            told.collect::<Vec<_>>().join(" ")
        }
        Error::Unavailable(_) => {
            say("Tjänsten når inte sin databas. Försök igen.", "The service cannot reach its database. Try again.")
        }
        Error::Broken(_) => say("Något gick fel hos oss.", "Something went wrong on our side."),
    }
}

fn with_detail(rule: &Rule, detail: &Detail, lang: Lang) -> String {
    let text = rule.text.get(lang);
    if detail.is_empty() { text.to_owned() } else { format!("{text} ({})", detail.get(lang)) }
}
