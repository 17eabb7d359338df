//! What can be done with efforts.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use access::{Action, Anchors, Request, permit};
use chrono::NaiveDate;
use kernel::{
    Error, Id, Path, Result, command,
    error::{both, holds, rules as common},
    id::{EffortId, EnrolmentId, HubId, OrganisationId, ProjectId, ProjectTargetId},
};
use store::{Compare, Db, Filter, RecordReader, Tx};

use super::{
    command::{AdvanceEffort, PlanEffort, ReuseEffort, ReviseEffort},
    entity::{Effort, EffortVerb, Ground, rules},
};
use crate::{
    enrolment::{Enrolment, EnrolmentColumn, EnrolmentStatus},
    occasion::{Occasion, OccasionColumn, OccasionStatus, OccasionVerb},
    outcome::{Outcome, OutcomeColumn, OutcomeStatus},
    port::{Award, HubDirectory, MeasureDirectory, SourcingDirectory, TargetDirectory},
};

/// Insatserna.
#[derive(Clone)]
pub struct Efforts {
    db: Db,
    hubs: Arc<dyn HubDirectory>,
    targets: Arc<dyn TargetDirectory>,
    sourcing: Arc<dyn SourcingDirectory>,
    measures: Arc<dyn MeasureDirectory>,
}

impl Efforts {
    /// Over `db`, asking `hubs` for their councils, `targets` whose they are, `sourcing` what is procured and `measures` what is
    /// done for the horizontal principles.
    pub fn new(
        db: &Db,
        hubs: Arc<dyn HubDirectory>,
        targets: Arc<dyn TargetDirectory>,
        sourcing: Arc<dyn SourcingDirectory>,
        measures: Arc<dyn MeasureDirectory>,
    ) -> Self {
        Self { db: db.clone(), hubs, targets, sourcing, measures }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<Effort> {
        RecordReader::new(&self.db)
    }

    /// Planera insats: an idea of the hub's.
    ///
    /// # Errors
    /// `Denied` outside the caller's hub; `Invalid` naming the field.
    pub async fn plan(&self, request: &Arc<Request>, command: PlanEffort) -> Result<Effort> {
        self.db
            .write(request, Action::PlanEffort, async |tx| {
                tx.grant().require(&Anchors { hub: Some(command.hub), ..Anchors::default() })?;
                let council = self.hubs.council_of(command.hub).await.map_err(|e| e.at("hubId"))?;
                self.must_serve(command.project, command.target).await?;
                let place = command.referral.as_deref();
                let refers = self.refers(command.path, command.referred_to, place, command.referred_on);
                let planned = Effort::plan(Id::new(self.db.ids()), council, command, self.db.clock().now());
                let ((effort, event), ()) = both(planned, refers)?;
                tx.insert(&effort).await?;
                tx.emit(event);
                Ok(effort)
            })
            .await
    }

    /// Återanvänd insats: an idea of the hub's after an effort that the caller can read, whichever hub's it is.
    ///
    /// # Errors
    /// `Denied` outside the caller's hub; `Invalid` naming the field.
    pub async fn reuse(&self, request: &Arc<Request>, command: ReuseEffort) -> Result<Effort> {
        self.db
            .write(request, Action::PlanEffort, async |tx| {
                tx.grant().require(&Anchors { hub: Some(command.hub), ..Anchors::default() })?;
                let council = self.hubs.council_of(command.hub).await.map_err(|e| e.at("hubId"))?;
                let template = self.read().one(request, command.template).await.map_err(|e| e.at("templateId"))?;
                let (id, now) = (Id::new(self.db.ids()), self.db.clock().now());
                let (effort, event) = Effort::reuse(id, council, &template, command, now)?;
                tx.insert(&effort).await?;
                tx.emit(event);
                Ok(effort)
            })
            .await
    }

    /// Revidera insats: what it is, not where it stands.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused` when it is over; `Invalid`.
    pub async fn revise(&self, request: &Arc<Request>, command: ReviseEffort) -> Result<Effort> {
        self.db
            .write(request, Action::PlanEffort, async |tx| {
                // Held: no occasion copies its provider meanwhile.
                let _: Effort = tx.lock(command.id).await?;
                let mut effort: Effort = tx.load_at(command.id, command.expected_version).await?;
                let own = Filter::Is(OccasionColumn::EffortId, Compare::Eq(effort.id.as_str().into()));
                let occasions: Vec<Occasion> = tx.matching(own).await?;
                self.must_serve(effort.project, command.target).await?;
                let place = command.referral.as_deref();
                let refers = self.refers(command.path, command.referred_to, place, command.referred_on);
                let revised = effort.revise(command, !occasions.is_empty(), may_approve(request, effort.hub));
                let (event, ()) = both(revised, refers)?;
                tx.update(&mut effort).await?;
                tx.emit(event);
                Ok(effort)
            })
            .await
    }

    fn refers(
        &self,
        path: Option<Path>,
        to: Option<OrganisationId>,
        place: Option<&str>,
        since: Option<NaiveDate>,
    ) -> Result<()> {
        Effort::refers(path, (to, place), since, self.db.clock().today())
    }

    /// An effort serves a target of the project that pays for it.
    async fn must_serve(&self, project: Option<ProjectId>, target: Option<ProjectTargetId>) -> Result<()> {
        let Some(target) = target else { return Ok(()) };
        let is_own = match project {
            Some(project) => self.targets.is_of(target, project).await?,
            None => false,
        };
        holds(is_own, "targetId", common::REFERENCE_IS_UNKNOWN)
    }

    /// Takes a step in the effort's course. Approval is the hub manager's own act.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused`; `Invalid`.
    pub async fn take(&self, request: &Arc<Request>, command: AdvanceEffort) -> Result<Effort> {
        let AdvanceEffort { id, expected_version, step: command::Step(verb), reason, follow_up_waiver } = command;
        let action = if verb == EffortVerb::Approve { Action::ApproveEffort } else { Action::PlanEffort };
        self.db
            .write(request, action, async |tx| {
                let mut effort: Effort = tx.load_at(id, expected_version).await?;
                let mut ground = ground(tx, id).await?;
                if verb == EffortVerb::Approve {
                    ground.has_measure = self.measures.is_any_in(id).await?;
                }
                let event = effort.take(verb, reason.as_deref(), follow_up_waiver.as_deref(), &ground)?;
                if verb == EffortVerb::Schedule {
                    must_be_awarded(&effort, self.sourcing.award(tx.grant(), id).await?)?;
                }
                tx.update(&mut effort).await?;
                tx.emit(event);
                if verb == EffortVerb::Cancel {
                    cancel_occasions(tx, id, reason.as_deref()).await?;
                }
                Ok(effort)
            })
            .await
    }
}

/// Cancels the occasions of a cancelled effort that everyone was told of and that are not over, for the same reason. What is only planned
/// stays the hub's own, and is not confirmed any more.
async fn cancel_occasions(tx: &mut Tx, effort: EffortId, reason: Option<&str>) -> Result<()> {
    let own = Filter::Is(OccasionColumn::EffortId, Compare::Eq(effort.as_str().into()));
    for occasion in tx.every::<Occasion>(own).await? {
        // Held, so that no place is given out meanwhile.
        let mut occasion: Occasion = tx.lock(occasion.id).await?;
        if !matches!(occasion.status, OccasionStatus::Confirmed | OccasionStatus::Ongoing) {
            continue;
        }
        let event = occasion.take(OccasionVerb::Cancel, reason)?;
        tx.update(&mut occasion).await?;
        tx.emit(event);
    }
    Ok(())
}

/// Whether the caller approves efforts of this hub.
fn may_approve(request: &Arc<Request>, hub: HubId) -> bool {
    let own = Anchors { hub: Some(hub), ..Anchors::default() };
    permit(request, Action::ApproveEffort).is_ok_and(|grant| grant.covers(&own))
}

fn must_be_awarded(effort: &Effort, award: Award) -> Result<()> {
    match award {
        Award::Appealed { procurement, on } => {
            Err(Error::refused(rules::EFFORT_AWARD_IS_APPEALED, format!("{}, {on}", procurement.public())))
        }
        award if effort.awaits(award) => Err(Error::refused(rules::EFFORT_AWAITS_AN_AWARD, "")),
        _ => Ok(()),
    }
}

async fn ground(tx: &mut Tx, effort: EffortId) -> Result<Ground> {
    let of = |column| Filter::Is(column, Compare::Eq(effort.as_str().into()));
    let occasions: Vec<Occasion> = tx.every(of(OccasionColumn::EffortId)).await?;
    let enrolments: Vec<Enrolment> = tx
        .every(Filter::Is(EnrolmentColumn::EffortId, Compare::Eq(effort.as_str().into())).and(Filter::Is(
            EnrolmentColumn::Status,
            Compare::In(EnrolmentStatus::HOLDING.iter().map(|s| s.as_str().into()).collect()),
        )))
        .await?;
    let outcomes: Vec<Outcome> = tx
        .every(
            Filter::Is(OutcomeColumn::EffortId, Compare::Eq(effort.as_str().into()))
                .and(Filter::Is(OutcomeColumn::Status, Compare::Eq(OutcomeStatus::Recorded.as_str().into()))),
        )
        .await?;
    let answered: HashSet<_> = outcomes.iter().filter_map(|outcome| outcome.enrolment).collect();
    let followed = followed_up(&enrolments, &outcomes);
    let is_waiting = |e: &&Enrolment| e.status == EnrolmentStatus::Completed && !followed.contains(&e.id);
    let waiting: Vec<&Enrolment> = enrolments.iter().filter(is_waiting).collect();
    let taken = |occasion: &Occasion| enrolments.iter().filter(|e| e.occasion == occasion.id).count();
    let at = |status| enrolments.iter().filter(move |e| e.status == status);
    Ok(Ground {
        occasions: occasions.iter().filter(|o| o.status != OccasionStatus::Cancelled).count(),
        with_room: occasions.iter().filter(|o| o.is_to_come() && o.free(taken(o)) > 0).count(),
        unfinished: occasions.iter().filter(|o| !o.is_over()).count(),
        taking_part: at(EnrolmentStatus::Started).count(),
        without_follow_up: waiting.len(),
        follow_up_due_on: waiting.iter().filter_map(|e| e.follow_up_due_on()).max(),
        without_outcome: at(EnrolmentStatus::Completed).filter(|e| !answered.contains(&e.id)).count(),
        has_measure: false,
    })
}

/// Those of whom something was observed six months after they ended, or later.
fn followed_up(enrolments: &[Enrolment], outcomes: &[Outcome]) -> HashSet<EnrolmentId> {
    let due: HashMap<_, _> = enrolments.iter().filter_map(|e| Some((e.id, e.follow_up_due_on()?))).collect();
    let is_late = |outcome: &&Outcome| {
        let due = outcome.enrolment.and_then(|enrolment| due.get(&enrolment));
        due.is_some_and(|due| outcome.observed_on >= *due)
    };
    outcomes.iter().filter(is_late).filter_map(|outcome| outcome.enrolment).collect()
}
