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

/// Most bytes of operations' texts whose plans are remembered. A plan has the fields of its selection, and each level those below it: some
/// tens of times the text.
const REMEMBERED_BYTES: u64 = 512 << 10;

/// Plans by operation; those asked for least are forgotten first.
pub(super) struct Plans(Cache<Arc<Operation>, Arc<OperationPlans>>);

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
        let weight = |operation: &Arc<Operation>, _: &Arc<OperationPlans>| {
            u32::try_from(operation.text.len()).unwrap_or(u32::MAX)
        };
        Self(Cache::builder().max_capacity(REMEMBERED_BYTES).weigher(weight).build())
    }

    /// Those of `operation`.
    pub(super) fn of(&self, operation: Operation) -> Arc<OperationPlans> {
        self.0.get_with(Arc::new(operation), Arc::default)
    }
}

/// Plans of one operation, by the selection that each answers.
#[derive(Debug, Default)]
pub struct OperationPlans(Mutex<HashMap<(Pos, TypeId), Option<Arc<dyn Any + Send + Sync>>>>);

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
        let first = plans.of(operation("{ a }", true)).plan::<Row, _>(HERE, || Some(1));
        let again = plans.of(operation("{ a }", true)).plan::<Row, _>(HERE, || Some(2));
        assert_eq!((first.as_deref(), again.as_deref()), (Some(&1), Some(&1)));
        let otherwise = plans.of(operation("{ a }", false)).plan::<Row, _>(HERE, || Some(3));
        assert_eq!(otherwise.as_deref(), Some(&3), "other fields are there");
        let of_another_type = plans.of(operation("{ a }", true)).plan::<OtherRow, _>(HERE, || Some(4));
        assert_eq!(of_another_type.as_deref(), Some(&4));
        let named = Operation { name: Some("b".to_owned()), ..operation("{ a }", true) };
        assert_eq!(plans.of(named).plan::<Row, _>(HERE, || Some(5)).as_deref(), Some(&5));
    }

    #[test]
    fn that_there_is_no_plan_is_remembered() {
        let plans = OperationPlans::default();
        assert!(plans.plan::<Row, u8>(HERE, || None).is_none());
        assert!(plans.plan::<Row, u8>(HERE, || Some(1)).is_none());
        assert!(plans.plan::<Row, u8>(Pos { column: 4, ..HERE }, || Some(1)).is_some());
    }

    #[test]
    fn what_is_remembered_is_bounded() {
        let plans = Plans::new();
        for n in 0..100 {
            plans.of(operation(&format!("{{ a{n} # {} \n }}", "x".repeat(20_000)), true));
        }
        plans.0.run_pending_tasks();
        assert!(plans.0.weighted_size() <= REMEMBERED_BYTES);
    }
}
