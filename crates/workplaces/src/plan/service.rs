//! What can be done with development plans.

use std::sync::Arc;

use access::{Action, Anchors, Request};
use chrono::NaiveDate;
use kernel::{
    Error, Id, Result,
    error::{both, holds, rules as common},
    id::{CompetenceAnalysisId, DevelopmentPlanId, OrganisationId},
};
use store::{Db, Event, RecordReader, Tx};

use super::entity::{DevelopmentPlan, DraftPlan};
use crate::{
    analysis::{CompetenceAnalysis, must_take_part, rules::ANALYSIS_IS_SUPERSEDED},
    port::ProjectDirectory,
};

/// Kompetensutvecklingsplanerna.
#[derive(Clone)]
pub struct DevelopmentPlans {
    db: Db,
    projects: Arc<dyn ProjectDirectory>,
}

impl DevelopmentPlans {
    /// Over `db`, asking `projects` who carries them.
    pub fn new(db: &Db, projects: Arc<dyn ProjectDirectory>) -> Self {
        Self { db: db.clone(), projects }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<DevelopmentPlan> {
        RecordReader::new(&self.db)
    }

    /// Skriv utkast till kompetensutvecklingsplan.
    ///
    /// # Errors
    /// `Denied` outside the caller's organisation; `Invalid` naming the field, also for an analysis that is not the
    /// organisation's, or superseded.
    pub async fn draft(&self, request: &Arc<Request>, command: DraftPlan) -> Result<DevelopmentPlan> {
        self.db
            .write(request, Action::ManageAnalysis, async |tx| {
                let employer = command.organisation;
                tx.grant().require(&Anchors { organisation: Some(employer), ..Anchors::default() })?;
                let part = must_take_part(&*self.projects, employer, command.project).await;
                let analysis = must_be_of(tx, employer, command.analysis).await;
                let drafted = DevelopmentPlan::draft(Id::new(self.db.ids()), command);
                let (_, (plan, event)) = both(both(part, analysis), drafted)?;
                tx.insert(&plan).await?;
                tx.emit(event);
                Ok(plan)
            })
            .await
    }

    /// Besluta om kompetensutvecklingsplan, on `day` or today. Holds the plans that have some of its days, so that no two of them
    /// are adopted at once.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused`; `Invalid`.
    pub async fn adopt(
        &self,
        request: &Arc<Request>,
        id: DevelopmentPlanId,
        expected: i32,
        day: Option<NaiveDate>,
    ) -> Result<DevelopmentPlan> {
        self.db
            .write(request, Action::ManageAnalysis, async |tx| {
                let own: DevelopmentPlan = tx.load(id).await?;
                let held: Vec<DevelopmentPlan> = tx.matching(own.of_its_days()).await?;
                for each in held {
                    tx.lock::<DevelopmentPlan>(each.id).await?;
                }
                let mut plan: DevelopmentPlan = tx.load_at(id, expected).await?;
                let others: Vec<DevelopmentPlan> = tx.matching(plan.of_its_days()).await?;
                let today = self.db.clock().today();
                let event = plan.adopt(day.unwrap_or(today), today, &others)?;
                save(tx, plan, event).await
            })
            .await
    }

    /// Påbörja kompetensutvecklingsplan.
    ///
    /// # Errors
    /// As [`DevelopmentPlans::adopt`].
    pub async fn begin(&self, request: &Arc<Request>, id: DevelopmentPlanId, expected: i32) -> Result<DevelopmentPlan> {
        self.act(request, id, expected, |plan, _| plan.begin()).await
    }

    /// Följ upp kompetensutvecklingsplan, on `day` or today.
    ///
    /// # Errors
    /// As [`DevelopmentPlans::adopt`].
    pub async fn review(
        &self,
        request: &Arc<Request>,
        id: DevelopmentPlanId,
        expected: i32,
        day: Option<NaiveDate>,
    ) -> Result<DevelopmentPlan> {
        self.act(request, id, expected, |plan, today| plan.review(day.unwrap_or(today), today)).await
    }

    /// Avsluta kompetensutvecklingsplan, on `day` or today.
    ///
    /// # Errors
    /// As [`DevelopmentPlans::adopt`].
    pub async fn complete(
        &self,
        request: &Arc<Request>,
        id: DevelopmentPlanId,
        expected: i32,
        day: Option<NaiveDate>,
    ) -> Result<DevelopmentPlan> {
        self.act(request, id, expected, |plan, today| plan.complete(day.unwrap_or(today), today)).await
    }

    /// Ersätt kompetensutvecklingsplan. Holds both, in the order of their ids, so that two never supersede each other.
    ///
    /// # Errors
    /// As [`DevelopmentPlans::adopt`].
    pub async fn supersede(
        &self,
        request: &Arc<Request>,
        id: DevelopmentPlanId,
        expected: i32,
        by: DevelopmentPlanId,
    ) -> Result<DevelopmentPlan> {
        self.db
            .write(request, Action::ManageAnalysis, async |tx| {
                for each in [id.min(by), id.max(by)] {
                    let held = tx.lock::<DevelopmentPlan>(each).await;
                    held.map_err(|e| if each == id { e } else { e.at("supersedingPlanId") })?;
                }
                let mut plan: DevelopmentPlan = tx.load_at(id, expected).await?;
                let other: DevelopmentPlan = tx.load(by).await?;
                let all: Vec<DevelopmentPlan> = tx.matching(plan.of_its_employer()).await?;
                let event = plan.supersede(&other, self.db.clock().today(), &all)?;
                save(tx, plan, event).await
            })
            .await
    }

    async fn act(
        &self,
        request: &Arc<Request>,
        id: DevelopmentPlanId,
        expected: i32,
        decide: impl FnOnce(&mut DevelopmentPlan, NaiveDate) -> Result<Event>,
    ) -> Result<DevelopmentPlan> {
        self.db
            .write(request, Action::ManageAnalysis, async |tx| {
                let mut plan: DevelopmentPlan = tx.load_at(id, expected).await?;
                let event = decide(&mut plan, self.db.clock().today())?;
                save(tx, plan, event).await
            })
            .await
    }
}

async fn must_be_of(tx: &mut Tx, employer: OrganisationId, analysis: Option<CompetenceAnalysisId>) -> Result<()> {
    let Some(id) = analysis else { return Ok(()) };
    match tx.load::<CompetenceAnalysis>(id).await {
        Ok(analysis) if analysis.organisation == employer => {
            holds(analysis.status.takes_plans(), "analysisId", ANALYSIS_IS_SUPERSEDED)
        }
        Ok(_) | Err(Error::NotFound) => Err(Error::invalid("analysisId", common::REFERENCE_IS_UNKNOWN)),
        Err(error) => Err(error),
    }
}

async fn save(tx: &mut Tx, mut plan: DevelopmentPlan, event: Event) -> Result<DevelopmentPlan> {
    tx.update(&mut plan).await?;
    tx.emit(event);
    Ok(plan)
}
