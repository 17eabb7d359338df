//! The error boundary: what leaves the service. An error with a known code keeps its text, because a resolver chose both; all else
//! becomes `INTERNAL`, its text going to the log only.

use std::{collections::HashSet, sync::Arc};

use async_graphql::{
    Name, PathSegment, Response, ServerError, Value, indexmap::IndexMap, parser::types::OperationType,
};
use http::StatusCode;
use kernel::{Label, Lang};

use super::{
    answer::Payload,
    fault::{Fault, Refusal, Remedy},
    nulls::FieldTypes,
    order::Shape,
    raw::{self, RawPart},
    text,
};

/// A code that a resolver may send through the boundary, in an answer of status 200.
#[derive(Clone, Copy, Debug)]
pub struct ResolverCode {
    /// `extensions.code`.
    pub code: &'static str,
    /// When it is sent: a sentence of the documents.
    pub when: &'static str,
    /// What the caller does about it.
    pub remedy: Remedy,
}

const fn sent(code: &'static str, remedy: Remedy, when: &'static str) -> ResolverCode {
    ResolverCode { code, when, remedy }
}

/// Codes a resolver may send, beside those of refusals by the edge that pass too.
pub const RESOLVER_CODES: [ResolverCode; 5] = [
    sent("NOT_FOUND", Remedy::Change, "There is no such thing within the caller's reach."),
    sent("DENIED", Remedy::AskForAccess, "None of the caller's roles may do this."),
    sent("INVALID", Remedy::Change, "An argument breaks a rule; `extensions.field` and `extensions.rule` say which."),
    sent("REFUSED", Remedy::Change, "The state of things forbids it; `extensions.rule` says why."),
    sent(
        "CONFLICT",
        Remedy::ReadAgain,
        "Someone else changed it first, or a key is taken; `extensions.rule` says which.",
    ),
];

/// Every code that passes from a resolver.
pub(super) fn passing() -> Vec<&'static str> {
    let refusals = [Refusal::Unavailable, Refusal::Tables].map(Refusal::code);
    RESOLVER_CODES.iter().map(|sent| sent.code).chain(refusals).collect()
}

/// Beside the data: why a type that was asked for is not told.
const INTROSPECTION: &str = "introspection";

/// What the boundary knows of the request.
pub(super) struct Frontier {
    /// Language of the edge's own texts.
    pub lang: Lang,
    /// Told with `INTERNAL`.
    pub request_id: String,
    /// Whether suggestions may be told.
    pub signed_in: bool,
    /// Whether types were asked for that are not told, whether they are there or not.
    pub hides_types: bool,
    /// The operation's kind.
    pub kind: OperationType,
    /// Codes that pass.
    pub codes: Arc<[&'static str]>,
    /// The shape of the answer.
    pub shape: Shape,
    /// Which fields may be null.
    pub types: Arc<FieldTypes>,
}

impl Frontier {
    /// Shapes one answer of the executor, of which `raw` is JSON already: the payload and the status it deserves.
    pub(super) fn shape(&self, response: Response, raw: Vec<RawPart>) -> (Payload, StatusCode) {
        let Response { mut data, errors, mut extensions, .. } = response;
        // Errors of resolvers have a path; without one, and without data, nothing was executed.
        let refused = data == Value::Null && !errors.is_empty() && errors.iter().all(|error| error.path.is_empty());
        // A field that is asked for several times under one name is one place of the answer, and fails once.
        let mut failed = HashSet::new();
        let once = |error: &ServerError| error.path.is_empty() || failed.insert(format!("{:?}", error.path));
        let (errors, causes): (Vec<ServerError>, Vec<Cause>) = errors
            .into_iter()
            .filter(once)
            .map(|error| if refused { (self.request_error(error), Cause::Caller) } else { self.field_error(error) })
            .unzip();
        // Of an operation that has come to nothing for one cause only, the status tells which. What is away leaves null where a field
        // may be null, and an answer of nothing but that is of no more use than none; so does a fault of ours, of which the caller is
        // to see how far it reached.
        let only = |data: &Value, wanted| {
            let asks = self.kind == OperationType::Query || matches!(wanted, Cause::Away | Cause::Ours);
            let nothing = match wanted {
                Cause::Away => is_empty(data, &raw),
                Cause::Ours => has_no_field(data),
                _ => *data == Value::Null,
            };
            asks && nothing && !errors.is_empty() && causes.iter().all(|cause| *cause == wanted)
        };
        let coerced = only(&data, Cause::Coercion);
        if !refused {
            if data == Value::Null && errors.is_empty() {
                // Nothing of the operation was selected.
                data = Value::Object(IndexMap::new());
            }
            if !errors.is_empty() {
                self.place_nulls(&mut data, &errors);
            }
            self.shape.order(&mut data);
        }
        let status = match refused || coerced {
            true => StatusCode::BAD_REQUEST,
            false if only(&data, Cause::Tables) => Refusal::Tables.status(),
            false if only(&data, Cause::Away) => Refusal::Unavailable.status(),
            false if only(&data, Cause::Ours) => Refusal::Internal.status(),
            false => StatusCode::OK,
        };
        let data = (status == StatusCode::OK || status == Refusal::Internal.status()).then_some(data);
        if self.hides_types && data.is_some() {
            extensions.insert(INTROSPECTION.to_owned(), self.types_are_hidden());
        }
        (Payload { data, errors, extensions, raw }, status)
    }

    /// Why types that were asked for are null: null means that there is no such type, and here says nothing.
    fn types_are_hidden(&self) -> Value {
        let refusal = Refusal::Introspection;
        let told = [("code", refusal.code().to_owned()), ("message", text::say(refusal, self.lang, &[]))];
        Value::Object(told.into_iter().map(|(name, text)| (Name::new(name), Value::String(text))).collect())
    }

    fn place_nulls(&self, data: &mut Value, errors: &[ServerError]) {
        let paths: Vec<&[PathSegment]> = errors.iter().map(|error| error.path.as_slice()).collect();
        self.types.place(data, &paths, self.shape.document(), self.shape.operation_name());
    }

    fn request_error(&self, error: ServerError) -> ServerError {
        let text = if self.signed_in { error.message.as_str() } else { without_suggestion(&error.message) };
        let mut shaped = Fault::new(Refusal::Validation).with(text).error(self.lang);
        if let Some(hint) = values_of_enumeration(&error.message, self.lang) {
            shaped.message.push_str(&hint);
        }
        shaped.locations = error.locations;
        shaped
    }

    fn field_error(&self, error: ServerError) -> (ServerError, Cause) {
        if let Some(Value::String(code)) = error.extensions.as_ref().and_then(|e| e.get("code"))
            && self.codes.contains(&code.as_str())
        {
            let cause = match code.as_str() {
                code if code == Refusal::Tables.code() => Cause::Tables,
                code if code == Refusal::Unavailable.code() => Cause::Away,
                _ => Cause::Resolver,
            };
            return (ServerError { source: None, ..error }, cause);
        }
        let (fault, cause) = match coerced_type(&error) {
            Some(name) => (Fault::new(Refusal::Argument).with(name), Cause::Coercion),
            None => (self.internal(&error), Cause::Ours),
        };
        let shaped = fault.error(self.lang);
        (ServerError { locations: error.locations, path: error.path, ..shaped }, cause)
    }

    fn internal(&self, error: &ServerError) -> Fault {
        tracing::error!(request_id = %self.request_id, path = ?error.path, cause = %error.message, "a resolver failed");
        Fault::new(Refusal::Internal).with(&self.request_id)
    }
}

/// Whether an answer tells nothing: no value but null, and the names of types, which are known without asking.
fn is_empty(data: &Value, parts: &[RawPart]) -> bool {
    match data {
        Value::Null => true,
        Value::Object(fields) => fields.iter().all(|(name, value)| name == "__typename" || is_empty(value, parts)),
        Value::List(items) => !items.is_empty() && items.iter().all(|item| is_empty(item, parts)),
        value => raw::part(value, parts).is_some_and(|part| part.is_empty),
    }
}

/// Whether no field of the operation has a value.
fn has_no_field(data: &Value) -> bool {
    match data {
        Value::Object(fields) => fields.iter().all(|(name, value)| name == "__typename" || *value == Value::Null),
        data => *data == Value::Null,
    }
}

/// Why a field has an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cause {
    /// The document.
    Caller,
    /// An argument did not fit its scalar.
    Coercion,
    /// The caller has learnt all the tables they may today.
    Tables,
    /// What is asked, a database, does not answer for now.
    Away,
    /// The resolver failed, for a reason that is not the caller's to know.
    Ours,
    /// The resolver said so.
    Resolver,
}

/// How to ask for the values of the enumeration that the library says has none such.
fn values_of_enumeration(text: &str, lang: Lang) -> Option<String> {
    let (name, _) = text.split_once("enumeration type \"")?.1.split_once('"')?;
    let words = Label { sv: "Dess värden ges av", en: "Its values are given by" }.get(lang);
    Some(format!(" {words} {{ enumerations(names: [\"{name}\"]) {{ values {{ code label }} }} }}."))
}

/// The library appends ` Did you mean "…"?` to validation messages; names cannot hold that text.
fn without_suggestion(message: &str) -> &str {
    message.split_once(" Did you mean").map_or(message, |(before, _)| before)
}

/// The type an argument failed to become. The library gives such errors no code; their wording is its own, and only the type's
/// name is repeated.
fn coerced_type(error: &ServerError) -> Option<&str> {
    if error.source.is_some() {
        return None;
    }
    let rest = error
        .message
        .strip_prefix("Failed to parse \"")
        .or_else(|| error.message.strip_prefix("Expected input type \""))
        .or_else(|| error.message.strip_prefix("Invalid value for argument \""))?;
    let (name, _) = rest.split_once('"')?;
    let is_name = name.chars().all(|c| c.is_ascii_alphanumeric() || "_[]!".contains(c)) && name.len() <= 100;
    is_name.then_some(name)
}
