//! From a table and a policy to what the audience may see.

use super::audit::{Bounds, audit};
use super::boxes::Plan;
use super::perturb::{perturbed, rounded};
use super::{Code, CountStatus, DisclosurePolicy, Method, ProtectedCount, Table};

/// Tables with more cells than this, margins included, are withheld whole when cells are to be suppressed in them.
pub const MAX_CELLS: usize = 20_000;

/// Tables with more dimensions than this are withheld whole.
pub const MAX_DIMENSIONS: usize = 5;

/// A cell as the audience may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProtectedCell {
    /// One code for each dimension; `None` is the total over it.
    pub key: Vec<Option<Code>>,
    /// Its count.
    pub count: ProtectedCount,
}

/// All cells of a table as the audience may see them, in key order with totals last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProtectedTable {
    /// The cells, margins included.
    pub cells: Vec<ProtectedCell>,
    /// The policy's version.
    pub version: &'static str,
    /// The table was too large to protect, so all of it is withheld.
    pub too_large: bool,
}

/// Protects a table for the policy's audience (röjandekontroll). The same table gives the same answer.
///
/// What is promised stands in the module's text.
pub fn protect(table: &Table, policy: &DisclosurePolicy) -> ProtectedTable {
    let deep = table.dimensions().len() > policy.max_dimensions.min(MAX_DIMENSIONS);
    // Noise takes each cell by itself, so that size is no matter.
    let wide = matches!(policy.method, Method::Threshold | Method::Suppress) && table.len() > MAX_CELLS;
    let too_large = deep || wide;
    let counts = match policy.method {
        Method::None => (0..table.len()).map(|index| ProtectedCount::exact(table.count(index))).collect(),
        _ if too_large => withhold(table),
        Method::CellKey => each(table, policy, perturbed),
        Method::Round => each(table, policy, rounded),
        Method::Threshold => {
            let plan = small_cells(table, policy);
            publish(table, &plan, &told_by_status(table, &plan))
        }
        Method::Suppress => {
            let mut plan = small_cells(table, policy);
            let proven = hide_around(table, &mut plan);
            let bounds = audit(table, told_by_status(table, &plan));
            let pinned = (0..table.len()).any(|index| plan.status(index).is_some() && bounds[index].is_pinned());
            if proven && !pinned { publish(table, &plan, &bounds) } else { withhold(table) }
        }
    };
    let cells = counts.into_iter().enumerate().map(|(index, count)| ProtectedCell { key: table.key(index), count });
    ProtectedTable {
        cells: cells.collect(),
        version: policy.version,
        too_large: too_large && policy.method != Method::None,
    }
}

/// Every cell by itself, as `method` gives it; the caller's own exactly.
fn each(
    table: &Table,
    policy: &DisclosurePolicy,
    method: fn(&Table, usize, &DisclosurePolicy) -> ProtectedCount,
) -> Vec<ProtectedCount> {
    let withheld = sensitive_groups(table, policy);
    let count = |index: usize| {
        // A small count is told as zero or the threshold, and says nothing of how many people are behind it.
        let small = table.remainder(index) < policy.threshold_for(table.tells_sensitive(index));
        if table.is_callers(index) {
            ProtectedCount::exact(table.count(index))
        } else if withheld[index] || (table.is_withheld(index) && !small) {
            ProtectedCount::withheld()
        } else {
            method(table, index, policy)
        }
    };
    (0..table.len()).map(count).collect()
}

/// Which cells belong to a breakdown of a sensitive characteristic that would tell of a whole group: one under the base,
/// or one that is all in one category.
fn sensitive_groups(table: &Table, policy: &DisclosurePolicy) -> Vec<bool> {
    let mut withheld = vec![false; table.len()];
    let base = policy.threshold_for(true);
    for d in (0..table.dimensions().len()).filter(|&d| table.dimensions()[d].sensitive) {
        for (total, line) in table.lines(d) {
            let group = table.remainder(total);
            let in_one_category = line.clone().any(|index| table.remainder(index) == group);
            if group > 0 && (group < base || in_one_category) {
                line.filter(|&index| !table.is_callers(index)).for_each(|index| withheld[index] = true);
            }
        }
    }
    withheld
}

/// What must be hidden for its own sake.
fn small_cells<'t>(table: &'t Table, policy: &DisclosurePolicy) -> Plan<'t> {
    let thresholds = (0..table.len()).map(|index| policy.threshold_for(table.tells_sensitive(index))).collect();
    let mut plan = Plan::new(table, thresholds);
    for index in 0..table.len() {
        if (1..plan.threshold(index)).contains(&table.remainder(index)) {
            plan.hide(index, CountStatus::SuppressedPrimary);
        } else if table.is_withheld(index) {
            plan.hide(index, CountStatus::Withheld);
        }
    }
    let groups = sensitive_groups(table, policy);
    (0..table.len()).filter(|&index| groups[index]).for_each(|index| plan.hide(index, CountStatus::Withheld));
    plan
}

/// Hides, around every cell hidden for its own sake, what it could be worked out from. Margins come first,
/// for what they need among the finer cells often serves those too.
fn hide_around(table: &Table, plan: &mut Plan<'_>) -> bool {
    let totals = |index: usize| (0..table.dimensions().len()).filter(|&d| table.is_sum(index, d)).count();
    let mut targets: Vec<usize> = (0..table.len()).filter(|&index| plan.status(index).is_some()).collect();
    targets.sort_by_key(|&index| (std::cmp::Reverse(totals(index)), index));
    targets.into_iter().all(|target| plan.protect(target))
}

/// What a reader knows of each cell before any arithmetic, of the part that is not their own.
fn told_by_status(table: &Table, plan: &Plan<'_>) -> Vec<Bounds> {
    let told = |index: usize| match plan.status(index) {
        None => Bounds::exactly(table.remainder(index)),
        Some(CountStatus::SuppressedPrimary) => Bounds { low: 1, high: Some(plan.threshold(index) - 1) },
        Some(CountStatus::SuppressedSecondary) => Bounds { low: plan.threshold(index), high: None },
        Some(_) => Bounds { low: 0, high: None },
    };
    (0..table.len()).map(told).collect()
}

fn publish(table: &Table, plan: &Plan<'_>, bounds: &[Bounds]) -> Vec<ProtectedCount> {
    let count = |index: usize| match plan.status(index) {
        None => ProtectedCount::exact(table.count(index)),
        Some(status) => {
            let (own, Bounds { low, high }) = (table.own(index), bounds[index]);
            ProtectedCount::hidden(status, Some(own + low), high.map(|high| own + high))
        }
    };
    (0..table.len()).map(count).collect()
}

fn withhold(table: &Table) -> Vec<ProtectedCount> {
    vec![ProtectedCount::withheld(); table.len()]
}
