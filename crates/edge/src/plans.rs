//! What was worked out of operations as they are written: a front-end sends the same few all day, and what of their answers can be written
//! at once is found out once.

use std::{
    any::{Any, TypeId},
    collections::HashMap,
    sync::Arc,
};

use async_graphql::{Name, Pos};
use moka::sync::Cache;
use parking_lot::Mutex;

/// Most bytes of plans remembered, by what they are reckoned to take. A text says little of that: where its fragments are spread again
/// and again, some hundred bytes select thousands of fields.
const REMEMBERED_BYTES: u64 = 8 << 20;
/// What a selected field takes, about; a plan has it, and has it again in each field above it.
const FIELD_BYTES: u64 = 256;

/// Plans by operation; those asked for least are forgotten first.
pub(super) struct Plans(Cache<Arc<Operation>, Remembered>);

#[derive(Clone)]
struct Remembered {
    plans: Arc<OperationPlans>,
    /// What they take when all are made.
    bytes: u32,
}

/// An operation as it is written, with what decides which of its fields are there.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct Operation {
    /// The document.
    pub(super) text: Box<str>,
    /// Which of its operations.
    pub(super) name: Option<String>,
    /// Its Boolean variables as they are in force.
    pub(super) flags: Vec<(Name, bool)>,
}

impl Plans {
    /// None yet.
    pub(super) fn new() -> Self {
        let weight = |_: &Arc<Operation>, remembered: &Remembered| remembered.bytes;
        Self(Cache::builder().max_capacity(REMEMBERED_BYTES).weigher(weight).build())
    }

    /// Those of `operation`, which selects so much (`Analysis::extent`).
    pub(super) fn of(&self, operation: Operation, extent: u64) -> Arc<OperationPlans> {
        let bytes = extent.saturating_mul(FIELD_BYTES).saturating_add(operation.text.len() as u64);
        let bytes = u32::try_from(bytes).unwrap_or(u32::MAX);
        self.0.get_with(Arc::new(operation), || Remembered { plans: Arc::default(), bytes }).plans
    }
}

/// Plans of one operation, by the selection that each answers.
#[derive(Debug, Default)]
pub struct OperationPlans(Mutex<HashMap<(Pos, TypeId), Plan>>);

/// A plan of whatever kind, or that there is none.
type Plan = Option<Arc<dyn Any + Send + Sync>>;

impl OperationPlans {
    /// The plan for what is selected at `at` of an `O` (a fragment may be of several types): as it was made before, or else as `make` makes
    /// it. That there is none is remembered as well.
    pub fn plan<O: 'static, P: Any + Send + Sync>(&self, at: Pos, make: impl FnOnce() -> Option<P>) -> Option<Arc<P>> {
        let key = (at, TypeId::of::<(fn() -> O, P)>());
        let known = self.0.lock().get(&key).cloned();
        match known {
            Some(plan) => plan?.downcast().ok(),
            None => {
                let made = make().map(Arc::new);
                self.0.lock().insert(key, made.clone().map(|plan| plan as _));
                made
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Row;
    struct OtherRow;

    const HERE: Pos = Pos { line: 1, column: 3 };

    fn operation(text: &str, flag: bool) -> Operation {
        Operation { text: text.into(), name: None, flags: vec![(Name::new("with"), flag)] }
    }

    #[test]
    fn a_plan_is_made_once_for_an_operation_as_it_is_written() {
        let plans = Plans::new();
        let of = |operation| plans.of(operation, 1);
        let first = of(operation("{ a }", true)).plan::<Row, _>(HERE, || Some(1));
        let again = of(operation("{ a }", true)).plan::<Row, _>(HERE, || Some(2));
        assert_eq!((first.as_deref(), again.as_deref()), (Some(&1), Some(&1)));
        let otherwise = of(operation("{ a }", false)).plan::<Row, _>(HERE, || Some(3));
        assert_eq!(otherwise.as_deref(), Some(&3), "other fields are there");
        let of_another_type = of(operation("{ a }", true)).plan::<OtherRow, _>(HERE, || Some(4));
        assert_eq!(of_another_type.as_deref(), Some(&4));
        let named = Operation { name: Some("b".to_owned()), ..operation("{ a }", true) };
        assert_eq!(of(named).plan::<Row, _>(HERE, || Some(5)).as_deref(), Some(&5));
    }

    #[test]
    fn that_there_is_no_plan_is_remembered() {
        let plans = OperationPlans::default();
        assert!(plans.plan::<Row, u8>(HERE, || None).is_none());
        assert!(plans.plan::<Row, u8>(HERE, || Some(1)).is_none());
        assert!(plans.plan::<Row, u8>(Pos { column: 4, ..HERE }, || Some(1)).is_some());
    }

    #[test]
    fn what_is_remembered_is_bounded_however_little_is_written() {
        let plans = Plans::new();
        for n in 0..100 {
            // As many selections as an operation may have, as deep as they may be.
            plans.of(operation(&format!("{{ a{n} }}"), true), 5_000 * 15);
        }
        plans.0.run_pending_tasks();
        assert!(plans.0.weighted_size() <= REMEMBERED_BYTES && plans.0.entry_count() < 5);
        for n in 0..3_000 {
            plans.of(operation(&format!("{{ b{n} # {} \n }}", "x".repeat(16_000)), true), 1);
        }
        plans.0.run_pending_tasks();
        assert!(plans.0.weighted_size() <= REMEMBERED_BYTES, "a text takes room as well");
    }
}
