//! How far the goals of the action plan have come, at the last meeting and now.

use std::collections::HashMap;

use async_graphql::{Context, Result, SimpleObject};
use chrono::NaiveDate;
use graph::{
    Batch, Node,
    context::{caller, reader},
    refuse,
};
use industry_councils::{GoalReading, PlanGoal, goal_reading::GoalReadingColumn, plan_goal::PlanGoalColumn};
use kernel::{Direction, id::PlanGoalId};
use store::{Family, Query};

use super::{
    object::rows,
    window::{Window, before},
};
use crate::objects::plan_goal::PlanGoalObject;

/// The goal's state: the values noted of it before each of the two meetings.
///
/// Svenska: Målets läge: de värden som noterats om det före vart och ett av de två mötena.
#[derive(SimpleObject)]
pub struct GoalProgress {
    /// Goal.
    ///
    /// Svenska: Mål.
    goal: PlanGoalObject,
    /// Value at the last meeting; absent where none was noted before it.
    ///
    /// Svenska: Värde vid förra mötet; saknas där inget noterats före det.
    value_then: Option<i32>,
    /// Value before the meeting; absent where none was noted before it.
    ///
    /// Svenska: Värde inför mötet; saknas där inget noterats före det.
    value_now: Option<i32>,
    /// Part of the way gone before the meeting: from baseline to target, 0 at the one and 1 at the other.
    ///
    /// Svenska: Avverkad del av vägen inför mötet: från utgångsläge till målvärde, 0 vid det ena och 1 vid det andra.
    way_gone: Option<f64>,
    /// Reached before the meeting.
    ///
    /// Svenska: Nått inför mötet.
    is_reached: bool,
}

/// The goals of the plans in force, those due first first. Three statements, and two for each version of the plans that must be gone
/// back to at each meeting.
///
/// # Errors
/// `INVALID` for a wrong number; `UNAVAILABLE`, `INTERNAL`.
pub(super) async fn progress(ctx: &Context<'_>, window: Window, first: i32) -> Result<Vec<GoalProgress>> {
    let mut query = Query::first(rows(ctx, first)?).filter(window.goals(ctx));
    query.order = vec![(PlanGoalColumn::DueOn, Direction::Asc)];
    let found = reader::<PlanGoal>(ctx).page(&caller(ctx).request, &query).await;
    let goals = found.map_err(|error| refuse(ctx, error))?.rows;
    let then = match window.since {
        Some(day) => values(ctx, &goals, day).await?,
        None => HashMap::new(),
    };
    let now = values(ctx, &goals, window.until).await?;
    let batch = Batch::of(goals);
    let told = batch.rows().iter().enumerate().map(|(at, goal)| {
        let value_now = now.get(&goal.id).copied();
        let as_of = PlanGoal { latest_value: value_now, ..goal.clone() };
        GoalProgress {
            goal: Node::new(&batch, at).into(),
            value_then: then.get(&goal.id).copied(),
            value_now,
            way_gone: as_of.way_gone(),
            is_reached: as_of.is_reached(),
        }
    });
    Ok(told.collect())
}

/// The latest value noted of each goal before `day`: in its own version of the plan, or else in the nearest one before that has any.
async fn values(ctx: &Context<'_>, goals: &[PlanGoal], day: NaiveDate) -> Result<HashMap<PlanGoalId, i32>> {
    let mut found = HashMap::new();
    let mut versions: Vec<(PlanGoalId, PlanGoal)> = goals.iter().map(|goal| (goal.id, goal.clone())).collect();
    while !versions.is_empty() {
        let ids: Vec<&str> = versions.iter().map(|(_, version)| version.id.as_str()).collect();
        let latest = noted(ctx, &ids, day).await?;
        let mut wanting = Vec::new();
        for (goal, version) in versions {
            match latest.get(version.id.as_str()) {
                Some(value) => {
                    found.insert(goal, *value);
                }
                None => wanting.extend(version.earlier.map(|earlier| (goal, earlier))),
            }
        }
        versions = earlier_versions(ctx, &wanting).await?;
    }
    Ok(found)
}

/// The goals that these go on from, each beside the one that it is looked at for.
async fn earlier_versions(
    ctx: &Context<'_>,
    wanting: &[(PlanGoalId, PlanGoalId)],
) -> Result<Vec<(PlanGoalId, PlanGoal)>> {
    if wanting.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<PlanGoalId> = wanting.iter().map(|(_, earlier)| *earlier).collect();
    let found = reader::<PlanGoal>(ctx).by_ids(&caller(ctx).request, &ids).await;
    let found: HashMap<PlanGoalId, PlanGoal> =
        found.map_err(|error| refuse(ctx, error))?.into_iter().map(|goal| (goal.id, goal)).collect();
    Ok(wanting.iter().filter_map(|(goal, earlier)| Some((*goal, found.get(earlier)?.clone()))).collect())
}

/// The latest value noted before `day`, by the goal's stored id.
async fn noted(ctx: &Context<'_>, ids: &[&str], day: NaiveDate) -> Result<HashMap<String, i32>> {
    let mut query = Query::first(1).filter(before(GoalReadingColumn::NotedOn, day));
    query.order = vec![(GoalReadingColumn::NotedOn, Direction::Desc)];
    let family = Family::Column(GoalReadingColumn::GoalId);
    let found = reader::<GoalReading>(ctx).children(&caller(ctx).request, family, ids, &query).await;
    let readings = found.map_err(|error| refuse(ctx, error))?;
    let latest = readings.into_iter().filter_map(|(goal, slice)| Some((goal, slice.rows.first()?.value)));
    Ok(latest.collect())
}
