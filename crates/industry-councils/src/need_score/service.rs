//! What can be done with scores of needs.

use std::{collections::HashSet, sync::Arc};

use access::{Action, Request};
use kernel::{Id, Result};
use store::{Db, RecordReader};

use super::entity::{NeedScore, ScoreNeed};
use crate::{
    action_plan::ActionPlan,
    endorsement::Endorsement,
    need::{Need, NeedStatus},
    need_transition,
};

/// Poängen.
#[derive(Clone)]
pub struct NeedScores {
    db: Db,
}

impl NeedScores {
    /// Over `db`.
    pub fn new(db: &Db) -> Self {
        Self { db: db.clone() }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<NeedScore> {
        RecordReader::new(&self.db)
    }

    /// Poängsätt och prioritera behov: an endorsed need is prioritised; one that is already has its score replaced. The need is held
    /// meanwhile, so that no effort answers it at once.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version, and when another scores the need at the same time;
    /// `Refused` for a need that is not endorsed, or in action already; `Invalid`.
    pub async fn score(&self, request: &Arc<Request>, command: ScoreNeed) -> Result<NeedScore> {
        self.db
            .write(request, Action::PrioritiseNeed, async |tx| {
                tx.lock::<Need>(command.need).await?;
                let mut need: Need = tx.load_at(command.need, command.expected_version).await?;
                let plan: ActionPlan = tx.look_up(command.plan).await.map_err(|e| e.at("actionPlanId"))?;
                let step = if need.status == NeedStatus::Prioritised { None } else { Some(need.prioritise()?) };
                let endorsed: Vec<Endorsement> = tx.matching(Endorsement::valid_of(need.id)).await?;
                let endorsers: HashSet<_> = endorsed.iter().map(|one| one.industry_council).collect();
                let latest: Vec<NeedScore> = tx.matching(NeedScore::latest_of(need.id)).await?;
                let mut earlier = latest.into_iter().next();
                let (id, today) = (Id::new(self.db.ids()), self.db.clock().today());
                let (score, event) =
                    NeedScore::reckon(id, &need, &plan, endorsers.len(), earlier.as_mut(), command, today)?;
                if let Some(earlier) = &mut earlier {
                    tx.update(earlier).await?;
                }
                tx.insert(&score).await?;
                tx.emit(event);
                if let Some(step) = step {
                    need_transition::take(tx, &mut need, step).await?;
                }
                Ok(score)
            })
            .await
    }
}
