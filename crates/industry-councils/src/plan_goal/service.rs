//! What can be done with goals of action plans.

use std::sync::Arc;

use access::{Action, Request};
use kernel::{Id, Result};
use store::{Db, RecordReader};

use super::entity::{AddPlanGoal, PlanGoal};
use crate::{action_plan::ActionPlan, plan_priority::PlanPriority};

/// Målen.
#[derive(Clone)]
pub struct PlanGoals {
    db: Db,
}

impl PlanGoals {
    /// Over `db`.
    pub fn new(db: &Db) -> Self {
        Self { db: db.clone() }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<PlanGoal> {
        RecordReader::new(&self.db)
    }

    /// Lägg till mätbart mål. The plan is held meanwhile, so that none is added while it is adopted.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Refused` once the plan is adopted; `Invalid`.
    pub async fn add(&self, request: &Arc<Request>, command: AddPlanGoal) -> Result<PlanGoal> {
        self.db
            .write(request, Action::ManageActionPlan, async |tx| {
                let priority: PlanPriority = tx.load(command.priority).await.map_err(|e| e.at("priorityId"))?;
                let mut plan: ActionPlan = tx.lock(priority.plan).await?;
                let (goal, event) = PlanGoal::of(Id::new(self.db.ids()), &mut plan, &priority, command)?;
                tx.insert(&goal).await?;
                tx.update(&mut plan).await?;
                tx.emit(event);
                Ok(goal)
            })
            .await
    }
}
