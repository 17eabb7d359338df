//! What an answer cost beyond its fields, as the resolvers say that had more to read.

use async_graphql::{Name, Value};
use parking_lot::Mutex;

/// Among every operation's data: where a resolver says what it read, and what that costs.
#[derive(Debug, Default)]
pub struct Spent(Mutex<Vec<Reading>>);

#[derive(Debug)]
struct Reading {
    path: String,
    source: &'static str,
    cost: u64,
}

impl Spent {
    /// The field at `path` of the answer was read from `source`, at a cost in fields beyond its own.
    pub fn note(&self, path: String, source: &'static str, cost: u64) {
        self.0.lock().push(Reading { path, source, cost });
    }

    pub(super) fn cost(&self) -> u64 {
        self.0.lock().iter().fold(0, |sum, reading| sum.saturating_add(reading.cost))
    }

    /// For the `cost` extension; nothing when no resolver had anything to say.
    pub(super) fn told(&self) -> Option<Value> {
        let mut readings = self.0.lock();
        // Siblings are resolved at once: the answer's own order is the one that is the same every time.
        readings.sort_by(|one, other| one.path.cmp(&other.path));
        let told = readings.iter().map(|Reading { path, source, cost }| {
            let fields = [
                ("path", Value::String(path.clone())),
                ("source", Value::String((*source).to_owned())),
                ("cost", Value::Number((*cost).into())),
            ];
            Value::Object(fields.into_iter().map(|(name, value)| (Name::new(name), value)).collect())
        });
        (!readings.is_empty()).then(|| Value::List(told.collect()))
    }
}
