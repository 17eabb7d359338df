//! What can be done with readings of goals.

use std::sync::Arc;

use access::{Action, Request};
use kernel::{Id, Result};
use store::Db;

use super::entity::{GoalReading, NoteGoalValue};
use crate::{action_plan::ActionPlan, plan_goal::PlanGoal};

/// Avläsningarna.
#[derive(Clone)]
pub struct GoalReadings {
    db: Db,
}

impl GoalReadings {
    /// Over `db`.
    pub fn new(db: &Db) -> Self {
        Self { db: db.clone() }
    }

    /// Anteckna ett måls värde, while its plan is in force. The plan is held meanwhile, so that it is not closed or revised at once.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused`; `Invalid`.
    pub async fn note(&self, request: &Arc<Request>, command: NoteGoalValue) -> Result<GoalReading> {
        self.db
            .write(request, Action::ManageActionPlan, async |tx| {
                let mut goal: PlanGoal = tx.load_at(command.goal, command.expected_version).await?;
                let plan: ActionPlan = tx.lock(goal.plan).await?;
                let (id, today) = (Id::new(self.db.ids()), self.db.clock().today());
                let (reading, event) = GoalReading::of(id, &plan, &mut goal, command, today)?;
                tx.insert(&reading).await?;
                tx.update(&mut goal).await?;
                tx.emit(event);
                Ok(reading)
            })
            .await
    }
}
