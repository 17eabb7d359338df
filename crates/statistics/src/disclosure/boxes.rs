//! The box around a cell: which others must be hidden with it so that it cannot be worked out.
//!
//! Take a cell and one that differs from it in every dimension (a total counts as a place of its own).
//! The cells that agree with one or the other in each dimension are the corners of a box. Add one to
//! the cell, and go to the neighbouring corners with the opposite sign, or with the same sign where one
//! of the two places is the total: then every line of the table adds up as before. In a dimension with
//! levels the two places come with all that sum the one and not the other. If all corners are
//! hidden, and each stays possible for its status, a reader cannot tell the true table from the moved
//! one. So every corner has two possible values at least: the box is the proof.

use std::collections::BTreeSet;

use super::{CountStatus, Table};

/// People who are alone in a cell that a proof leans on, each by the index of their finest cell.
type Singletons = BTreeSet<usize>;

/// What is hidden so far, and which proofs there are.
pub(super) struct Plan<'t> {
    table: &'t Table,
    /// For each cell, the smallest count (of others' records) that is shown.
    thresholds: Vec<i64>,
    hidden: Vec<Option<CountStatus>>,
    /// For each cell with one person in it: the finest cell where that person is.
    alone: Vec<Option<usize>>,
    /// For each cell that some box proves: the singletons common to all its proofs.
    leaning: Vec<Option<Singletons>>,
}

/// How many times cheaper a box with withheld corners must be to be taken before one with secondary cells.
const WITHHOLD_WHEN_CHEAPER_BY: i64 = 10;

/// How far the search may go.
#[derive(Clone, Copy, PartialEq)]
enum Reach {
    /// Hide cells at or over the threshold, as secondary ones.
    Secondary,
    /// Hide any cell and say nothing about the size of any corner.
    Withhold,
}

impl<'t> Plan<'t> {
    pub(super) fn new(table: &'t Table, thresholds: Vec<i64>) -> Self {
        let cells = table.len();
        Self { table, thresholds, hidden: vec![None; cells], alone: alone(table), leaning: vec![None; cells] }
    }

    pub(super) fn status(&self, index: usize) -> Option<CountStatus> {
        self.hidden[index]
    }

    pub(super) fn threshold(&self, index: usize) -> i64 {
        self.thresholds[index]
    }

    pub(super) fn hide(&mut self, index: usize, status: CountStatus) {
        self.hidden[index] = Some(status);
    }

    /// Hides what `target`'s protection needs. False when there is no way, which the caller answers by
    /// withholding the table.
    pub(super) fn protect(&mut self, target: usize) -> bool {
        loop {
            let all = match &self.leaning[target] {
                Some(singletons) if singletons.is_empty() => return true,
                Some(singletons) => singletons.clone(),
                None => Singletons::new(),
            };
            // Avoiding one person is always possible, avoiding several at once need not be; each box found
            // leaves at least one person fewer common to all proofs, so this ends.
            let one: Singletons = all.iter().take(1).copied().collect();
            let Some((reach, corners)) = self.cheapest(target, &all).or_else(|| self.cheapest(target, &one)) else {
                return false;
            };
            self.accept(reach, &corners);
        }
    }

    /// The box to hide. Secondary cells are preferred, for their status says the most; but where they would
    /// take a large total with them, saying nothing about a few small cells is the lesser loss.
    fn cheapest(&self, target: usize, avoid: &Singletons) -> Option<(Reach, Vec<usize>)> {
        let secondary = Search::run(self, target, avoid, Reach::Secondary, i64::MAX);
        let limit = secondary.as_ref().map_or(i64::MAX, |(cost, _)| cost / WITHHOLD_WHEN_CHEAPER_BY);
        match Search::run(self, target, avoid, Reach::Withhold, limit) {
            Some((_, corners)) => Some((Reach::Withhold, corners)),
            None => secondary.map(|(_, corners)| (Reach::Secondary, corners)),
        }
    }

    fn accept(&mut self, reach: Reach, corners: &[usize]) {
        for &corner in corners {
            match reach {
                Reach::Withhold => self.hide(corner, CountStatus::Withheld),
                Reach::Secondary if self.hidden[corner].is_none() => {
                    self.hide(corner, CountStatus::SuppressedSecondary);
                }
                Reach::Secondary => {}
            }
        }
        for &corner in corners {
            let threats: Singletons = corners.iter().filter_map(|&other| self.threat(other, corner)).collect();
            self.leaning[corner] = Some(match self.leaning[corner].take() {
                None => threats,
                Some(before) => before.intersection(&threats).copied().collect(),
            });
        }
    }

    /// The one person in `other`, if they could use that count against other people in `cell`.
    fn threat(&self, other: usize, cell: usize) -> Option<usize> {
        let person = self.alone[other]?;
        (self.alone[cell] != Some(person) && !self.table.covers(other, cell)).then_some(person)
    }

    /// Whether the corner may go up by one and down by one.
    fn room(&self, index: usize, reach: Reach) -> (bool, bool) {
        let (count, threshold) = (self.table.remainder(index), self.thresholds[index]);
        let may_fall = self.table.may_fall(index);
        let status = match reach {
            Reach::Withhold => Some(CountStatus::Withheld),
            Reach::Secondary => self.hidden[index],
        };
        match status {
            Some(CountStatus::SuppressedPrimary) => (count + 1 < threshold, count > 1 && may_fall),
            Some(CountStatus::Withheld) => (true, may_fall),
            // A cell not yet hidden would become a secondary one; a zero cannot, its status would lie.
            _ => (count >= threshold, count > threshold && may_fall),
        }
    }

    /// How many people are lost from sight with this corner.
    fn cost(&self, index: usize) -> i64 {
        // A zero is worth as much as a small cell: hiding many of them empties a table too.
        if self.hidden[index].is_some() { 0 } else { self.table.remainder(index).max(self.thresholds[index]) }
    }
}

fn alone(table: &Table) -> Vec<Option<usize>> {
    let mut alone: Vec<Option<usize>> = (0..table.len())
        .map(|index| (table.is_finest(index) && table.remainder(index) == 1).then_some(index))
        .collect();
    for d in 0..table.dimensions().len() {
        for (total, mut line) in table.lines(d) {
            if table.remainder(total) == 1 {
                alone[total] = alone[total].or(line.find_map(|index| alone[index]));
            }
        }
    }
    alone
}

/// The cheapest box with a given corner, dimension by dimension; the first in key order among equals.
struct Search<'p, 't> {
    plan: &'p Plan<'t>,
    target: usize,
    avoid: &'p Singletons,
    reach: Reach,
    /// Corners so far, and whether each goes with the target's sign.
    corners: Vec<(usize, bool)>,
    /// What a box must stay under; falls as boxes are found.
    limit: i64,
    best: Option<Vec<usize>>,
}

/// What the corners so far allow.
#[derive(Clone, Copy)]
struct Feasible {
    up: bool,
    down: bool,
    cost: i64,
}

impl<'p, 't> Search<'p, 't> {
    fn run(
        plan: &'p Plan<'t>,
        target: usize,
        avoid: &'p Singletons,
        reach: Reach,
        limit: i64,
    ) -> Option<(i64, Vec<usize>)> {
        let mut search = Self { plan, target, avoid, reach, corners: Vec::new(), limit, best: None };
        let start = search.join(Feasible { up: true, down: true, cost: 0 }, target, true)?;
        search.extend(0, start);
        search.best.map(|corners| (search.limit, corners))
    }

    fn extend(&mut self, d: usize, so_far: Feasible) {
        let table = self.plan.table;
        if d == table.dimensions().len() {
            self.limit = so_far.cost;
            self.best = Some(self.corners.iter().map(|&(index, _)| index).collect());
            return;
        }
        let (here, stride) = (table.coordinate(self.target, d), table.stride(d));
        let known = self.corners.len();
        for along in table.moves(self.target, d) {
            let mut feasible = Some(so_far);
            let others = along.iter().filter(|(place, _)| *place != here);
            'corners: for &(place, same_way) in others {
                for corner in 0..known {
                    let (index, sign) = self.corners[corner];
                    let moved = index - here * stride + place * stride;
                    feasible = feasible.and_then(|before| self.join(before, moved, sign == same_way));
                    if feasible.is_none() {
                        break 'corners;
                    }
                }
            }
            if let Some(feasible) = feasible {
                self.extend(d + 1, feasible);
            }
            self.corners.truncate(known);
            if self.limit == 0 {
                return;
            }
        }
    }

    /// Adds a corner, unless it is barred, leaves no move, or costs too much.
    fn join(&mut self, before: Feasible, index: usize, with_target: bool) -> Option<Feasible> {
        let (rise, fall) = self.plan.room(index, self.reach);
        let (up, down) = if with_target { (rise, fall) } else { (fall, rise) };
        let after =
            Feasible { up: before.up && up, down: before.down && down, cost: before.cost + self.plan.cost(index) };
        let dearer = after.cost >= self.limit;
        // What the caller knows cannot be moved before their eyes.
        let callers = self.plan.table.is_callers(index);
        let barred = callers || self.plan.threat(index, self.target).is_some_and(|person| self.avoid.contains(&person));
        if !(after.up || after.down) || dearer || barred {
            return None;
        }
        self.corners.push((index, with_target));
        Some(after)
    }
}
