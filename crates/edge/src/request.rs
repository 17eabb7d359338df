//! From bytes to an operation: the JSON body of a POST, the query string of a GET.

use std::{collections::HashSet, fmt};

use async_graphql::Variables;
use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, SeqAccess, Visitor},
};
use serde_json::value::RawValue;

use super::{
    call::Operation,
    fault::{Fault, Refusal},
};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wire {
    query: Option<String>,
    operation_name: Option<String>,
    #[serde(default)]
    variables: Distinct,
    extensions: Option<Extensions>,
}

/// Variables in which no object has a name twice: of two values nobody can tell which was meant.
#[derive(Default)]
struct Distinct(Variables);

impl<'de> Deserialize<'de> for Distinct {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <Box<RawValue>>::deserialize(deserializer)?;
        serde_json::from_str::<Names>(text.get()).map_err(Error::custom)?;
        serde_json::from_str(text.get()).map(Self).map_err(Error::custom)
    }
}

/// Any JSON, read for its names alone.
struct Names;

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NamesVisitor)
    }
}

struct NamesVisitor;

impl<'de> Visitor<'de> for NamesVisitor {
    type Value = Names;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Names, E> {
        Ok(Names)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Names, E> {
        Ok(Names)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Names, E> {
        Ok(Names)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Names, E> {
        Ok(Names)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Names, E> {
        Ok(Names)
    }

    fn visit_str<E>(self, _: &str) -> Result<Names, E> {
        Ok(Names)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Names, A::Error> {
        while items.next_element::<Names>()?.is_some() {}
        Ok(Names)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Names, A::Error> {
        let mut names = HashSet::new();
        while let Some(name) = fields.next_key::<String>()? {
            fields.next_value::<Names>()?;
            if !names.insert(name) {
                return Err(A::Error::custom("a name stands twice"));
            }
        }
        Ok(Names)
    }
}

type Extensions = serde_json::Map<String, serde_json::Value>;

/// The document. Hashes of documents are not kept: a client that sent nothing but one is told to send the document.
fn document(query: Option<String>, extensions: Option<&Extensions>) -> Result<String, Fault> {
    let by_hash = extensions.is_some_and(|extensions| extensions.contains_key("persistedQuery"));
    match query.filter(|query| !by_hash || !query.trim().is_empty()) {
        Some(query) => Ok(query),
        None if by_hash => Err(Refusal::PersistedQuery.into()),
        None => Err(Refusal::QueryMissing.into()),
    }
}

/// What a socket message may carry beside the operation.
#[derive(Debug, Default)]
pub struct Extras {
    /// `extensions.idempotencyKey`.
    pub idempotency_key: Option<String>,
    /// `extensions.purpose`.
    pub purpose: Option<String>,
    /// `extensions.lastEventId`.
    pub last_event_id: Option<String>,
}

/// Reads `{query, operationName, variables, extensions}`.
///
/// # Errors
/// Not JSON, a list of requests, parameters of the wrong type, or no `query`.
pub fn from_json(body: &[u8]) -> Result<(Operation, Extras), Fault> {
    match body.iter().find(|byte| !byte.is_ascii_whitespace()) {
        Some(b'{') => {}
        Some(b'[') => return Err(Refusal::Batch.into()),
        _ => return Err(Refusal::NotJson.into()),
    }
    let wire: Wire = serde_json::from_slice(body).map_err(|_| Fault::new(Refusal::NotJson))?;
    let query = document(wire.query, wire.extensions.as_ref())?;
    let extra = |name: &str| match wire.extensions.as_ref().and_then(|extensions| extensions.get(name)) {
        Some(serde_json::Value::String(text)) => Some(text.clone()),
        _ => None,
    };
    let extras = Extras {
        idempotency_key: match wire.extensions.as_ref().and_then(|extensions| extensions.get("idempotencyKey")) {
            None | Some(serde_json::Value::Null) => None,
            // What is no text is no key, and must not pass for none.
            Some(key) => Some(key.as_str().unwrap_or_default().to_owned()),
        },
        purpose: extra("purpose"),
        last_event_id: extra("lastEventId"),
    };
    let operation_name = wire.operation_name.filter(|name| !name.is_empty());
    Ok((Operation { query, operation_name, variables: wire.variables.0 }, extras))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct QueryString {
    query: Option<String>,
    operation_name: Option<String>,
    variables: Option<String>,
    extensions: Option<String>,
    cost_only: Option<String>,
}

/// Reads `?query=&operationName=&variables=&extensions=&costOnly=`, variables and extensions being JSON objects.
///
/// # Errors
/// As [`from_json`].
pub fn from_query_string(text: &str) -> Result<(Operation, bool), Fault> {
    let uri = http::Uri::builder().path_and_query(format!("/?{text}")).build();
    let uri = uri.map_err(|_| Fault::new(Refusal::NotJson))?;
    let axum::extract::Query(wire) =
        axum::extract::Query::<QueryString>::try_from_uri(&uri).map_err(|_| Fault::new(Refusal::NotJson))?;
    let variables = match wire.variables.as_deref().map(str::trim) {
        None | Some("") => Variables::default(),
        Some(text) => serde_json::from_str::<Distinct>(text).map_err(|_| Fault::new(Refusal::NotJson))?.0,
    };
    let extensions: Option<Extensions> = match wire.extensions.as_deref().filter(|text| !text.trim().is_empty()) {
        Some(text) => serde_json::from_str(text).map_err(|_| Fault::new(Refusal::NotJson))?,
        None => None,
    };
    let operation_name = wire.operation_name.filter(|name| !name.is_empty());
    let query = document(wire.query, extensions.as_ref())?;
    Ok((Operation { query, operation_name, variables }, wire.cost_only.as_deref() == Some("true")))
}
