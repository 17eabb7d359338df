//! Parts of an answer that are JSON already. Who resolves a field may write what stands there as JSON at once instead of building a value of
//! which JSON is made later; the value then holds the part's place in [`RawParts`]. Only for transports that want nothing but bytes.

use std::sync::Arc;

use async_graphql::{Name, Value};
use bytes::Bytes;
use parking_lot::Mutex;

use super::plans::OperationPlans;

/// One part.
#[derive(Debug, Default)]
pub struct RawPart {
    /// The JSON.
    pub json: Vec<u8>,
    /// How often each field of it was answered.
    pub counts: Vec<FieldCount>,
    /// Whether it tells nothing: no value but null, and the names of types.
    pub is_empty: bool,
}

/// How often a field was answered: once for each object that it was asked of.
#[derive(Debug)]
pub struct FieldCount {
    /// What the answer calls it.
    pub key: Name,
    /// How many objects there were.
    pub times: u64,
    /// The fields of what it is.
    pub below: Vec<FieldCount>,
}

/// Among a request's data, where parts of the answer may be raw JSON.
#[derive(Debug)]
pub struct RawParts {
    parts: Mutex<Vec<RawPart>>,
    /// How parts of the operation are written.
    pub plans: Arc<OperationPlans>,
}

impl RawParts {
    pub(super) fn of(plans: Arc<OperationPlans>) -> Self {
        Self { parts: Mutex::default(), plans }
    }

    /// What stands in the answer for `part`.
    pub fn add(&self, part: RawPart) -> Value {
        let mut parts = self.parts.lock();
        let place = parts.len() as u64;
        parts.push(part);
        Value::Binary(Bytes::copy_from_slice(&place.to_le_bytes()))
    }

    /// All parts, when the answer is finished.
    pub(super) fn take(&self) -> Vec<RawPart> {
        std::mem::take(&mut *self.parts.lock())
    }
}

/// How many fields of the answer were written at once, for the `cost` extension; nothing where none was.
pub(super) fn planned(parts: &[RawPart]) -> Option<Value> {
    fn fields(counts: &[FieldCount]) -> u64 {
        counts.iter().fold(0, |sum, count| sum.saturating_add(count.times).saturating_add(fields(&count.below)))
    }
    let planned: u64 = parts.iter().fold(0, |sum, part| sum.saturating_add(fields(&part.counts)));
    (planned > 0).then(|| Value::Number(planned.into()))
}

/// The part that `value` stands for.
pub(super) fn part<'p>(value: &Value, parts: &'p [RawPart]) -> Option<&'p RawPart> {
    let Value::Binary(place) = value else { return None };
    let place = u64::from_le_bytes(place.as_ref().try_into().ok()?);
    parts.get(usize::try_from(place).ok()?)
}

/// Writes `value` as JSON, with the parts that are JSON already.
///
/// # Errors
/// A value that JSON cannot write.
pub(super) fn write(value: &Value, parts: &[RawPart], out: &mut Vec<u8>) -> serde_json::Result<()> {
    match value {
        Value::Object(fields) => {
            out.push(b'{');
            for (at, (key, value)) in fields.iter().enumerate() {
                if at > 0 {
                    out.push(b',');
                }
                serde_json::to_writer(&mut *out, key.as_str())?;
                out.push(b':');
                write(value, parts, out)?;
            }
            out.push(b'}');
        }
        Value::List(items) => {
            out.push(b'[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(b',');
                }
                write(item, parts, out)?;
            }
            out.push(b']');
        }
        value => match part(value, parts) {
            Some(part) => out.extend_from_slice(&part.json),
            None => serde_json::to_writer(out, value)?,
        },
    }
    Ok(())
}
