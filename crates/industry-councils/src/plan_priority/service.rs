//! What can be done with priorities of action plans.

use std::sync::Arc;

use access::{Action, Request};
use kernel::{Id, Result};
use store::Db;

use super::entity::{AddPlanPriority, PlanPriority};
use crate::{action_plan::ActionPlan, industry_council::IndustryCouncil};

/// Prioriteringarna.
#[derive(Clone)]
pub struct PlanPriorities {
    db: Db,
}

impl PlanPriorities {
    /// Over `db`.
    pub fn new(db: &Db) -> Self {
        Self { db: db.clone() }
    }

    /// Lägg till prioritering i handlingsplan.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused` once the plan is adopted; `Invalid`.
    pub async fn add(&self, request: &Arc<Request>, command: AddPlanPriority) -> Result<PlanPriority> {
        self.db
            .write(request, Action::ManageActionPlan, async |tx| {
                let mut plan: ActionPlan = tx.load_at(command.plan, command.expected_version).await?;
                let council: Option<IndustryCouncil> = match command.industry_council {
                    Some(id) => Some(tx.look_up(id).await.map_err(|e| e.at("industryCouncilId"))?),
                    None => None,
                };
                let id = Id::new(self.db.ids());
                let (priority, event) = PlanPriority::of(id, &mut plan, council.as_ref(), command)?;
                tx.insert(&priority).await?;
                tx.update(&mut plan).await?;
                tx.emit(event);
                Ok(priority)
            })
            .await
    }
}
