//! The answer to one operation, before a transport gives it bytes.

use std::collections::BTreeMap;

use async_graphql::{Name, ServerError, Value};
use http::StatusCode;
use kernel::Lang;
use serde::{Serialize, ser::SerializeMap};

use super::{
    bucket::Balance,
    fault::{Fault, Refusal},
    raw::{self, RawPart},
};

/// The GraphQL response. `data` is absent, not null, when nothing was executed.
#[derive(Debug, Default)]
pub struct Payload {
    /// What was asked for.
    pub data: Option<Value>,
    /// What went wrong.
    pub errors: Vec<ServerError>,
    /// Beside the data: `cost`, `requestId`.
    pub extensions: BTreeMap<String, Value>,
    /// Parts of `data` that are JSON already; only [`Payload::to_json`] writes them.
    pub raw: Vec<RawPart>,
}

impl Serialize for Payload {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if !self.errors.is_empty() {
            map.serialize_entry("errors", &self.errors)?;
        }
        if let Some(data) = &self.data {
            map.serialize_entry("data", data)?;
        }
        if !self.extensions.is_empty() {
            map.serialize_entry("extensions", &self.extensions)?;
        }
        map.end()
    }
}

impl Payload {
    /// Puts `told` beside what the answer cost; nothing is put where nobody has anything to tell.
    pub(super) fn tell_in_cost(&mut self, name: &'static str, told: Option<Value>) {
        if let (Some(Value::Object(cost)), Some(told)) = (self.extensions.get_mut("cost"), told) {
            cost.insert(Name::new(name), told);
        }
    }

    /// The response as bytes of JSON.
    pub fn to_json(&self) -> Vec<u8> {
        self.written().unwrap_or_else(|cause| {
            tracing::error!(%cause, "an answer cannot be written as JSON");
            br#"{"errors":[{"message":"internal","extensions":{"code":"INTERNAL"}}]}"#.to_vec()
        })
    }

    fn written(&self) -> serde_json::Result<Vec<u8>> {
        if self.raw.is_empty() {
            return serde_json::to_vec(self);
        }
        let mut out = Vec::with_capacity(self.raw.iter().map(|part| part.json.len()).sum::<usize>() + 1_024);
        let mut next = b'{';
        let mut name = |out: &mut Vec<u8>, name: &str| {
            out.push(std::mem::replace(&mut next, b','));
            out.extend_from_slice(name.as_bytes());
        };
        if !self.errors.is_empty() {
            name(&mut out, "\"errors\":");
            serde_json::to_writer(&mut out, &self.errors)?;
        }
        if let Some(data) = &self.data {
            name(&mut out, "\"data\":");
            raw::write(data, &self.raw, &mut out)?;
        }
        if !self.extensions.is_empty() {
            name(&mut out, "\"extensions\":");
            serde_json::to_writer(&mut out, &self.extensions)?;
        }
        out.push(b'}');
        Ok(out)
    }
}

/// A response with what HTTP needs to know of it.
#[derive(Debug)]
pub struct Answer {
    /// The status that tells the truth.
    pub status: StatusCode,
    /// The response.
    pub payload: Payload,
    /// For `Retry-After`.
    pub retry_after: Option<u64>,
    /// The refusal, when the answer is nothing else.
    pub refusal: Option<Refusal>,
    /// Name of the operation, when known.
    pub operation_name: Option<String>,
    /// `query`, `mutation` or `subscription`, when known.
    pub operation_kind: Option<&'static str>,
    /// Bytes of the rows that were read for it and of its fields.
    pub held: u64,
}

impl Answer {
    /// An answer that is nothing but `fault`.
    pub fn refused(fault: &Fault, lang: Lang) -> Self {
        Self {
            status: fault.refusal.status(),
            payload: Payload { errors: vec![fault.error(lang)], ..Payload::default() },
            retry_after: fault.retry_after,
            refusal: Some(fault.refusal),
            operation_name: None,
            operation_kind: None,
            held: 0,
        }
    }

    /// An answer with what was executed.
    pub fn given(status: StatusCode, payload: Payload) -> Self {
        Self { status, payload, retry_after: None, refusal: None, operation_name: None, operation_kind: None, held: 0 }
    }

    /// Whether the refusal is of syntax, validation or coercion: those that `application/json` by convention answers with 200.
    pub fn is_document_error(&self) -> bool {
        use Refusal::{
            Argument, DirectiveRepeated, FragmentCycle, InputFieldRepeated, OperationNameMissing, OperationUnknown,
            SubscriptionRoot, Syntax, Validation, Variable,
        };
        let of_document = |refusal| {
            matches!(
                refusal,
                Syntax
                    | Validation
                    | FragmentCycle
                    | DirectiveRepeated
                    | InputFieldRepeated
                    | SubscriptionRoot
                    | Variable
                    | Argument
                    | OperationUnknown
                    | OperationNameMissing
            )
        };
        self.status == StatusCode::BAD_REQUEST && self.refusal.is_none_or(of_document)
    }
}

/// The `cost` extension.
pub(super) fn cost(requested: u64, actual: Option<u64>, balance: Balance, ceiling: u64) -> Value {
    let fields = [
        ("requested", Value::Number(requested.into())),
        ("actual", actual.map_or(Value::Null, |actual| Value::Number(actual.into()))),
        ("limit", Value::Number(balance.limit.into())),
        ("remaining", Value::Number(balance.remaining.into())),
        ("resetAt", Value::String(balance.reset_at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true))),
        ("ceiling", Value::Number(ceiling.into())),
    ];
    Value::Object(fields.into_iter().map(|(name, value)| (Name::new(name), value)).collect())
}
