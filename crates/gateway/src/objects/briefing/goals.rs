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
use kernel::Direction;
use store::{Family, Query};

use super::{
    object::rows,
    window::{Window, before},
};
use crate::objects::plan_goal::PlanGoalObject;

/// Målets läge: the values noted of a goal before each of the two meetings.
#[derive(SimpleObject)]
pub struct GoalProgress {
    /// Mål.
    goal: PlanGoalObject,
    /// Värde vid förra mötet; absent where none was noted before it.
    value_then: Option<i32>,
    /// Värde inför mötet; absent where none is noted.
    value_now: Option<i32>,
    /// Avverkad del av vägen inför mötet: from baseline to target, 0 at the one and 1 at the other.
    way_gone: Option<f64>,
    /// Nått inför mötet.
    is_reached: bool,
}

/// The goals of the plans in force, those due first first. Three statements.
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
        let value_now = now.get(goal.id.as_str()).copied();
        let as_of = PlanGoal { latest_value: value_now, ..goal.clone() };
        GoalProgress {
            goal: Node::new(&batch, at).into(),
            value_then: then.get(goal.id.as_str()).copied(),
            value_now,
            way_gone: as_of.way_gone(),
            is_reached: as_of.is_reached(),
        }
    });
    Ok(told.collect())
}

/// The latest value noted of each goal before `day`, by its stored id.
async fn values(ctx: &Context<'_>, goals: &[PlanGoal], day: NaiveDate) -> Result<HashMap<String, i32>> {
    let ids: Vec<&str> = goals.iter().map(|goal| goal.id.as_str()).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let mut query = Query::first(1).filter(before(GoalReadingColumn::NotedOn, day));
    query.order = vec![(GoalReadingColumn::NotedOn, Direction::Desc)];
    let family = Family::Column(GoalReadingColumn::GoalId);
    let found = reader::<GoalReading>(ctx).children(&caller(ctx).request, family, &ids, &query).await;
    let readings = found.map_err(|error| refuse(ctx, error))?;
    let latest = readings.into_iter().filter_map(|(goal, slice)| Some((goal, slice.rows.first()?.value)));
    Ok(latest.collect())
}
