//! The figure that a goal of an action plan is held against, where statistics have one: with disclosure control, as this caller may see it.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use ::statistics::{
    disclosure::ProtectedCount,
    figures::{Breakdown, Figures, Measure, Question, Selection},
};
use async_graphql::{Context, Object, Result};
use chrono::NaiveDate;
use futures_util::future::try_join_all;
use graph::{Date, Node, context::caller};
use industry_councils::{PlanGoal, need::NeedStatus, plan_goal::GoalMetric};
use kernel::{Error, id::CouncilId};

use super::{count::ProtectedCountObject, source::note_source, tables::learn};
use crate::app::app;

/// What tells a goal's figure from another's.
type Key = (GoalMetric, CouncilId, i32);

/// A figure, and the question that it answers; nothing for a question that the caller may not ask.
type GoalFigures = HashMap<Key, Option<(Question, Figures)>>;

/// A goal's figure.
pub struct GoalFigure {
    told: ProtectedCount,
    as_of: Option<NaiveDate>,
}

/// The statistics' figure for a goal: of the council, in the plan's year.
///
/// Svenska: Statistikens tal för ett mål: rådets, under planens år.
#[Object]
impl GoalFigure {
    /// Count.
    ///
    /// Svenska: Antal.
    async fn count(&self) -> ProtectedCountObject {
        ProtectedCountObject(self.told)
    }

    /// Until: the last day of the records; absent where they are your own, as they are now.
    ///
    /// Svenska: Till och med: uppgifternas sista dag; saknas där de är dina egna, som de är nu.
    async fn as_of(&self) -> Option<Date> {
        self.as_of.map(Date)
    }
}

/// What is asked of statistics for that metric, of the council's in that year; nothing for what they do not measure.
fn question((metric, council, year): Key) -> Option<Question> {
    let (measure, status) = match metric {
        GoalMetric::Participants => (Measure::Participants, None),
        GoalMetric::CompletedEnrolments => (Measure::EnrolmentsCompleted, None),
        GoalMetric::NeedsReported => (Measure::Needs, None),
        GoalMetric::NeedsMet => (Measure::Needs, Some(NeedStatus::Met.as_str())),
        GoalMetric::Efforts | GoalMetric::Other => return None,
    };
    let selection = Selection {
        councils: vec![council],
        from: NaiveDate::from_ymd_opt(year, 1, 1),
        to: NaiveDate::from_ymd_opt(year, 12, 31),
        categories: status.map(|status| (Breakdown::Status, vec![status.to_owned()])).into_iter().collect(),
        ..Selection::default()
    };
    Some(Question { measure, by: Vec::new(), selection })
}

fn key(goal: &PlanGoal) -> Key {
    (goal.metric, goal.council, goal.year)
}

/// What statistics answer to that question, for what has that key.
async fn answered(
    ctx: &Context<'_>,
    key: Key,
    question: Question,
) -> kernel::Result<(Key, Option<(Question, Figures)>)> {
    match app(ctx).statistics.table(&caller(ctx).request, &question).await {
        Ok(figures) => Ok((key, Some((question, figures)))),
        Err(Error::Invalid { .. } | Error::SeveralInvalid(_) | Error::Refused { .. } | Error::Denied) => {
            Ok((key, None))
        }
        Err(error) => Err(error),
    }
}

/// A goal's figure, asked for once for all siblings that have the same. The first of these pays for where it was read.
///
/// # Errors
/// `TABLE_BUDGET_SPENT`, `UNAVAILABLE`, `INTERNAL`.
pub async fn goal_figure(ctx: &Context<'_>, node: &Node<PlanGoal>) -> Result<Option<GoalFigure>> {
    let told = node.shared(ctx, || async {
        let keys: HashSet<Key> = node.siblings().iter().map(key).collect();
        let asked: Vec<_> = keys.into_iter().filter_map(|key| Some(answered(ctx, key, question(key)?))).collect();
        Ok(try_join_all(asked).await?.into_iter().collect::<GoalFigures>())
    });
    let told: Arc<GoalFigures> = told.await?;
    let Some(Some((question, figures))) = told.get(&key(node.row())) else { return Ok(None) };
    let first = node.siblings().iter().find(|goal| key(goal) == key(node.row()));
    if first.is_some_and(|goal| goal.id == node.row().id) {
        note_source(ctx, figures.source);
    }
    learn(ctx, question, figures)?;
    Ok(Some(GoalFigure { told: figures.total, as_of: figures.as_of }))
}
