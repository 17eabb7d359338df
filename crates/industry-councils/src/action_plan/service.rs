//! What can be done with action plans.

use std::{collections::HashMap, sync::Arc};

use access::{Action, Anchors, Request};
use chrono::NaiveDate;
use kernel::{Error, Id, Result, id::ActionPlanId};
use store::{Db, Event, RecordReader, Tx};

use super::{
    entity::{
        ActionPlan, ActionPlanVerb, AdoptActionPlan, BringActionPlanIntoForce, ChangeActionPlan, CloseActionPlan,
        ConsultOnActionPlan, DraftActionPlan, ReviseActionPlan,
    },
    rules,
};
use crate::{
    decision::{self, DecisionDirectory},
    industry_council::SeatPort,
    plan_goal::PlanGoal,
    plan_priority::PlanPriority,
};

/// Handlingsplanerna.
#[derive(Clone)]
pub struct ActionPlans {
    db: Db,
    seats: Arc<dyn SeatPort>,
    decisions: Arc<dyn DecisionDirectory>,
}

impl ActionPlans {
    /// Over `db`, of the councils that `seats` knows, by the decisions that `decisions` does.
    pub fn new(db: &Db, seats: Arc<dyn SeatPort>, decisions: Arc<dyn DecisionDirectory>) -> Self {
        Self { db: db.clone(), seats, decisions }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<ActionPlan> {
        RecordReader::new(&self.db)
    }

    /// Skriv utkast till handlingsplan.
    ///
    /// # Errors
    /// `Denied` outside the caller's council; `Invalid` naming the field; `Refused` by a dissolved one.
    pub async fn draft(&self, request: &Arc<Request>, command: DraftActionPlan) -> Result<ActionPlan> {
        self.db
            .write(request, Action::ManageActionPlan, async |tx| {
                tx.grant().require(&Anchors { council: Some(command.council), ..Anchors::default() })?;
                let (plan, event) = ActionPlan::draft(Id::new(self.db.ids()), command)?;
                tx.insert(&plan).await?;
                self.seats.require_open(tx, plan.council).await?;
                tx.emit(event);
                Ok(plan)
            })
            .await
    }

    /// Ändra handlingsplan, until it is adopted.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused`; `Invalid`.
    pub async fn change(&self, request: &Arc<Request>, command: ChangeActionPlan) -> Result<ActionPlan> {
        self.act(request, command.id, command.expected_version, |plan, _| plan.change(command)).await
    }

    /// Sänd handlingsplan på remiss.
    ///
    /// # Errors
    /// As [`ActionPlans::change`].
    pub async fn consult(&self, request: &Arc<Request>, command: ConsultOnActionPlan) -> Result<ActionPlan> {
        let until = command.until;
        self.act(request, command.id, command.expected_version, |plan, today| plan.consult(until, today)).await
    }

    /// Anta handlingsplan, by a decision of the council.
    ///
    /// # Errors
    /// As [`ActionPlans::change`].
    pub async fn adopt(&self, request: &Arc<Request>, command: AdoptActionPlan) -> Result<ActionPlan> {
        self.db
            .write(request, Action::ManageActionPlan, async |tx| {
                let mut plan: ActionPlan = tx.load_at(command.id, command.expected_version).await?;
                // Of one that cannot be adopted no decision is asked for.
                plan.must_take(ActionPlanVerb::Adopt)?;
                let decided = decision::named(&*self.decisions, tx, command.decision).await?;
                let event = plan.adopt(command, decided.as_ref(), self.db.clock().today())?;
                save(tx, plan, event).await
            })
            .await
    }

    /// Avsluta handlingsplan, with what came of it.
    ///
    /// # Errors
    /// As [`ActionPlans::change`].
    pub async fn close(&self, request: &Arc<Request>, command: CloseActionPlan) -> Result<ActionPlan> {
        self.act(request, command.id, command.expected_version, |plan, today| plan.close(command, today)).await
    }

    /// Sätt handlingsplan i kraft: the version that it revises is in force no longer.
    ///
    /// # Errors
    /// As [`ActionPlans::change`]; `Refused` by a dissolved council, and where the decision by which it was adopted is rescinded.
    pub async fn bring_into_force(
        &self,
        request: &Arc<Request>,
        command: BringActionPlanIntoForce,
    ) -> Result<ActionPlan> {
        self.db
            .write(request, Action::ManageActionPlan, async |tx| {
                let mut plan: ActionPlan = tx.load_at(command.id, command.expected_version).await?;
                // Before the council, as who notes how far a goal of it has come.
                let mut revised: Option<ActionPlan> = match plan.revises {
                    Some(id) => Some(tx.lock(id).await?),
                    None => None,
                };
                // Held, so that no other plan comes into force meanwhile.
                self.seats.hold_parent(tx, plan.council).await?;
                let in_force: Vec<ActionPlan> = tx.matching(plan.in_force_beside()).await?;
                let today = self.db.clock().today();
                let day = command.in_force_from.unwrap_or(today);
                let (event, over) = plan.bring_into_force(day, today, &in_force, revised.as_mut())?;
                let decided = decision::named(&*self.decisions, tx, plan.decision).await?;
                if decided.is_some_and(|decided| !decided.is_adopted) {
                    return Err(Error::refused(rules::PLAN_DECISION_IS_RESCINDED, ""));
                }
                if let (Some(revised), Some(over)) = (&mut revised, over) {
                    tx.update(revised).await?;
                    tx.emit(over);
                }
                if let Some(revised) = &revised {
                    take_over(tx, revised.id, plan.id).await?;
                }
                save(tx, plan, event).await
            })
            .await
    }

    /// Revidera handlingsplan: a draft of its next version, with its priorities and goals as they stand. The plan is in force until
    /// that one is.
    ///
    /// # Errors
    /// As [`ActionPlans::change`].
    pub async fn revise(&self, request: &Arc<Request>, command: ReviseActionPlan) -> Result<ActionPlan> {
        self.db
            .write(request, Action::ManageActionPlan, async |tx| {
                tx.lock::<ActionPlan>(command.id).await?;
                let plan: ActionPlan = tx.load_at(command.id, command.expected_version).await?;
                let others: Vec<ActionPlan> = tx.matching(plan.next_versions()).await?;
                let (mut next, event) = plan.revise(Id::new(self.db.ids()), command, &others)?;
                let (priorities, goals) = self.carried(tx, &plan, &mut next).await?;
                tx.insert(&next).await?;
                self.seats.require_open(tx, next.council).await?;
                tx.insert_many(&priorities).await?;
                tx.insert_many(&goals).await?;
                tx.emit(event);
                Ok(next)
            })
            .await
    }

    /// The priorities and goals of `plan`, as those of its `next` version.
    async fn carried(
        &self,
        tx: &mut Tx,
        plan: &ActionPlan,
        next: &mut ActionPlan,
    ) -> Result<(Vec<PlanPriority>, Vec<PlanGoal>)> {
        let held: Vec<PlanPriority> = tx.matching(PlanPriority::of_plan(plan.id)).await?;
        let mut carried = HashMap::new();
        let mut priorities = Vec::with_capacity(held.len());
        for priority in &held {
            next.count_priority()?;
            let own = priority.carried(Id::new(self.db.ids()), next);
            carried.insert(priority.id, own.id);
            priorities.push(own);
        }
        let held: Vec<PlanGoal> = tx.matching(PlanGoal::of_plan(plan.id)).await?;
        let mut goals = Vec::with_capacity(held.len());
        for goal in &held {
            let Some(priority) = carried.get(&goal.priority) else { continue };
            next.count_goal()?;
            goals.push(goal.carried(Id::new(self.db.ids()), *priority, next));
        }
        Ok((priorities, goals))
    }

    async fn act(
        &self,
        request: &Arc<Request>,
        id: ActionPlanId,
        expected: i32,
        decide: impl FnOnce(&mut ActionPlan, NaiveDate) -> Result<Event>,
    ) -> Result<ActionPlan> {
        self.db
            .write(request, Action::ManageActionPlan, async |tx| {
                let mut plan: ActionPlan = tx.load_at(id, expected).await?;
                let event = decide(&mut plan, self.db.clock().today())?;
                save(tx, plan, event).await
            })
            .await
    }
}

/// The goals of a version know what was noted of those that they go on from, in the version before, after they were drafted.
async fn take_over(tx: &mut Tx, before: ActionPlanId, now: ActionPlanId) -> Result<()> {
    let held: Vec<PlanGoal> = tx.matching(PlanGoal::of_plan(before)).await?;
    let goals: Vec<PlanGoal> = tx.matching(PlanGoal::of_plan(now)).await?;
    for mut goal in goals {
        let earlier = held.iter().find(|earlier| goal.earlier == Some(earlier.id));
        if earlier.is_some_and(|earlier| goal.take_over(earlier)) {
            tx.update(&mut goal).await?;
        }
    }
    Ok(())
}

async fn save(tx: &mut Tx, mut plan: ActionPlan, event: Event) -> Result<ActionPlan> {
    tx.update(&mut plan).await?;
    tx.emit(event);
    Ok(plan)
}
