//! The audit by a solver (lösare): for each hidden count the least and the greatest it can be, over all whole numbers that
//! agree with everything told. It knows cells, statuses and what sums what, and nothing of how they came about.

use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};

use crate::disclosure::{CountStatus, ProtectedCount};

/// Something told.
#[derive(Clone, Debug)]
pub(crate) struct Fact {
    /// The finest cells that it sums.
    pub(crate) parts: Vec<usize>,
    /// How it is told.
    pub(crate) told: ProtectedCount,
    /// The smallest count that is told of such cells.
    pub(crate) threshold: i64,
    /// What it truly is.
    pub(crate) truth: i64,
}

impl Fact {
    /// What its status and value say, both ends inclusive.
    fn says(&self, most: i64) -> (i64, i64) {
        match (self.told.status, self.told.value) {
            (CountStatus::SuppressedPrimary, _) => (1, self.threshold - 1),
            (CountStatus::SuppressedSecondary, _) => (self.threshold, most),
            (CountStatus::Withheld, _) => (0, most),
            (_, Some(value)) => (value, value),
            (_, None) => (0, most),
        }
    }
}

/// The facts that are hidden and yet follow from the rest, for a reader who knows that each finest cell holds at least
/// `floor` of theirs: those with one possible value only.
pub(crate) fn pinned<'f>(facts: &'f [Fact], floor: &[i64]) -> Vec<&'f Fact> {
    let hidden = facts.iter().filter(|fact| fact.told.is_hidden());
    hidden
        .filter(|fact| reach(facts, floor, fact, true) == fact.truth && reach(facts, floor, fact, false) == fact.truth)
        .collect()
}

/// The greatest (`up`) or least that `goal` can be.
pub(crate) fn reach(facts: &[Fact], floor: &[i64], goal: &Fact, up: bool) -> i64 {
    let most = facts.iter().map(|fact| fact.truth).max().unwrap_or(0) + 100;
    let direction = if up { OptimizationDirection::Maximize } else { OptimizationDirection::Minimize };
    let mut problem = Problem::new(direction);
    let whole = |number: i64| i32::try_from(number).expect("a small number");
    let weight = |part: &usize| if goal.parts.contains(part) { 1.0 } else { 0.0 };
    let variables: Vec<Variable> = (0..floor.len())
        .map(|part| problem.add_integer_var(weight(&part), (whole(floor[part]), whole(most))))
        .collect();
    for fact in facts {
        let sum: Vec<(Variable, f64)> = fact.parts.iter().map(|&part| (variables[part], 1.0)).collect();
        let (low, high) = fact.says(most * facts.len() as i64);
        if low == high {
            problem.add_constraint(&sum, ComparisonOp::Eq, low as f64);
        } else {
            problem.add_constraint(&sum, ComparisonOp::Ge, low as f64);
            problem.add_constraint(&sum, ComparisonOp::Le, high as f64);
        }
    }
    let solved = problem.solve().expect("the truth agrees with what is told");
    solved.into_solution().expect("solved to the end").objective().round() as i64
}

#[test]
fn the_solver_finds_what_follows_and_only_that() {
    let fact = |parts: &[usize], told, truth| Fact { parts: parts.to_vec(), told, threshold: 5, truth };
    let hidden = |status, truth, parts: &[usize]| fact(parts, ProtectedCount::hidden(status, None, None), truth);
    use CountStatus::{SuppressedPrimary, SuppressedSecondary, Withheld};
    // 22 and 19 give the three.
    let three = hidden(SuppressedPrimary, 3, &[0]);
    let told = [three.clone(), fact(&[1], ProtectedCount::exact(19), 19), fact(&[0, 1], ProtectedCount::exact(22), 22)];
    assert_eq!(pinned(&told, &[0, 0]).len(), 1);
    let told = [three.clone(), hidden(SuppressedSecondary, 19, &[1]), fact(&[0, 1], ProtectedCount::exact(22), 22)];
    assert!(pinned(&told, &[0, 0]).is_empty());
    assert_eq!((reach(&told, &[0, 0], &told[0], false), reach(&told, &[0, 0], &told[0], true)), (1, 4));
    // Whoever has 18 of the 19 does not know more than that there are so many.
    assert!(pinned(&told, &[0, 18]).is_empty());
    assert_eq!(pinned(&told, &[3, 19]).len(), 2);
    // Four and four make eight, and neither can be more.
    let four = |part| hidden(SuppressedPrimary, 4, &[part]);
    assert_eq!(pinned(&[four(0), four(1), fact(&[0, 1], ProtectedCount::exact(8), 8)], &[0, 0]).len(), 2);
    let told = [hidden(Withheld, 4, &[0]), four(1), fact(&[0, 1], ProtectedCount::exact(8), 8)];
    assert!(pinned(&told, &[0, 0]).is_empty());
}
