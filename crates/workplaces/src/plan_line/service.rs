//! What can be done with plan lines.

use std::sync::Arc;

use access::{Action, Request};
use kernel::{
    Error, Id, Result,
    error::{both, rules as common},
    id::{BusinessGoalId, EffortId, PlanLineId, SkillGapId},
};
use store::{Db, RecordReader, Tx};

use super::entity::{AddPlanLine, ChangePlanLine, CompletePlanLine, PlanLine};
use crate::{gap::SkillGap, goal::BusinessGoal, plan::DevelopmentPlan, port::LearningDirectory};

/// Planraderna.
#[derive(Clone)]
pub struct PlanLines {
    db: Db,
    efforts: Arc<dyn LearningDirectory>,
}

impl PlanLines {
    /// Over `db`, asking `efforts` which of them the caller reaches.
    pub fn new(db: &Db, efforts: Arc<dyn LearningDirectory>) -> Self {
        Self { db: db.clone(), efforts }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<PlanLine> {
        RecordReader::new(&self.db)
    }

    /// Lägg till planrad. The plan's counts change with it.
    ///
    /// # Errors
    /// `Invalid` naming the field, also for a plan, a gap, an effort or a goal outside the reach; `Refused` when the plan is over.
    pub async fn add(&self, request: &Arc<Request>, command: AddPlanLine) -> Result<PlanLine> {
        self.db
            .write(request, Action::ManageAnalysis, async |tx| {
                let mut plan: DevelopmentPlan = tx.lock(command.plan).await.map_err(|e| e.at("planId"))?;
                let gap = gap(tx, command.gap).await;
                let effort = self.must_reach(request, command.effort).await;
                let goal = must_serve(tx, &plan, command.goal).await;
                let id = Id::new(self.db.ids());
                let line = gap.and_then(|gap| PlanLine::of(id, &plan, gap.as_ref(), command));
                let ((line, event), _) = both(line, both(effort, goal))?;
                plan.count_line(line.is_strategic());
                tx.insert(&line).await?;
                tx.update(&mut plan).await?;
                tx.emit(event);
                Ok(line)
            })
            .await
    }

    /// Ändra planrad. The plan's counts change with its tie to a business goal.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused`; `Invalid` as [`PlanLines::add`].
    pub async fn change(&self, request: &Arc<Request>, command: ChangePlanLine) -> Result<PlanLine> {
        self.db
            .write(request, Action::ManageAnalysis, async |tx| {
                let (mut line, mut plan) = held(tx, command.id, command.expected_version).await?;
                let effort =
                    self.must_reach(request, command.effort.filter(|effort| line.effort != Some(*effort))).await;
                let goal = must_serve(tx, &plan, command.goal.filter(|goal| line.goal != Some(*goal))).await;
                let was_strategic = line.is_strategic();
                let (event, _) = both(line.change(&plan, command), both(effort, goal))?;
                tx.update(&mut line).await?;
                if was_strategic != line.is_strategic() {
                    plan.recount_line(was_strategic, line.is_strategic());
                    tx.update(&mut plan).await?;
                }
                tx.emit(event);
                Ok(line)
            })
            .await
    }

    /// Slutför planrad, with what came of it.
    ///
    /// # Errors
    /// As [`PlanLines::change`].
    pub async fn complete(&self, request: &Arc<Request>, command: CompletePlanLine) -> Result<PlanLine> {
        self.db
            .write(request, Action::ManageAnalysis, async |tx| {
                let (mut line, plan) = held(tx, command.id, command.expected_version).await?;
                let event = line.complete(&plan, command, self.db.clock().today())?;
                tx.update(&mut line).await?;
                tx.emit(event);
                Ok(line)
            })
            .await
    }

    async fn must_reach(&self, request: &Arc<Request>, effort: Option<EffortId>) -> Result<()> {
        let Some(effort) = effort else { return Ok(()) };
        self.efforts.effort(request, effort).await.map_err(|e| e.at("effortId"))
    }
}

/// The line at the version that the caller has seen, and its plan, which is not over and is held until the change is done.
async fn held(tx: &mut Tx, id: PlanLineId, expected: i32) -> Result<(PlanLine, DevelopmentPlan)> {
    let line: PlanLine = tx.load_at(id, expected).await?;
    let plan: DevelopmentPlan = tx.lock(line.plan).await?;
    plan.must_not_be_over()?;
    Ok((line, plan))
}

async fn gap(tx: &mut Tx, id: Option<SkillGapId>) -> Result<Option<SkillGap>> {
    match id {
        Some(id) => tx.load(id).await.map(Some).map_err(|e| e.at("gapId")),
        None => Ok(None),
    }
}

async fn must_serve(tx: &mut Tx, plan: &DevelopmentPlan, goal: Option<BusinessGoalId>) -> Result<()> {
    let Some(id) = goal else { return Ok(()) };
    match tx.load::<BusinessGoal>(id).await {
        Ok(goal) if goal.organisation == plan.organisation => goal.must_hold_during(&plan.period()),
        Ok(_) | Err(Error::NotFound) => Err(Error::invalid("goalId", common::REFERENCE_IS_UNKNOWN)),
        Err(error) => Err(error),
    }
}
