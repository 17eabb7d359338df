//! What can be done with competence analyses.

use std::sync::Arc;

use access::{Action, Anchors, Request};
use kernel::{
    Error, Id, Result,
    error::{both, holds},
    id::{CompetenceAnalysisId, OrganisationId, ProjectId},
};
use store::{Column, Compare, Db, Event, Filter, Record, RecordReader, Tx};

use super::entity::{CompetenceAnalysis, StartAnalysis, ValidatingPart};
use crate::{
    assessment::{SkillAssessment, SkillAssessmentColumn},
    employee::{Employee, EmployeeColumn},
    gap::{CountedLevels, SkillGap},
    port::{ProjectDirectory, rules::ORGANISATION_HAS_NO_PART},
    requirement::{SkillRequirement, SkillRequirementColumn},
    scale::LevelScale,
};

/// Kompetensanalyserna.
#[derive(Clone)]
pub struct CompetenceAnalyses {
    db: Db,
    projects: Arc<dyn ProjectDirectory>,
    fewest: i64,
}

impl CompetenceAnalyses {
    /// Over `db`, asking `projects` who carries them. Of fewer people than `fewest` a gap's numbers are told to those only who read
    /// levels.
    pub fn new(db: &Db, projects: Arc<dyn ProjectDirectory>, fewest: i64) -> Self {
        Self { db: db.clone(), projects, fewest }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<CompetenceAnalysis> {
        RecordReader::new(&self.db)
    }

    /// Påbörja kompetensanalys.
    ///
    /// # Errors
    /// `Denied` outside the caller's organisation; `Invalid` naming the field.
    pub async fn start(&self, request: &Arc<Request>, command: StartAnalysis) -> Result<CompetenceAnalysis> {
        self.db
            .write(request, Action::ManageAnalysis, async |tx| {
                tx.grant().require(&Anchors { organisation: Some(command.organisation), ..Anchors::default() })?;
                let part = must_take_part(&*self.projects, command.organisation, command.project).await;
                let scale = tx.look_up::<LevelScale>(command.scale).await.map_err(|e| e.at("scaleId"));
                let today = self.db.clock().today();
                let started = CompetenceAnalysis::start(Id::new(self.db.ids()), command, today);
                let (_, (analysis, event)) = both(both(part, scale), started)?;
                tx.insert(&analysis).await?;
                tx.emit(event);
                Ok(analysis)
            })
            .await
    }

    /// Börja inventeringen.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused`.
    pub async fn collect(
        &self,
        request: &Arc<Request>,
        id: CompetenceAnalysisId,
        expected: i32,
    ) -> Result<CompetenceAnalysis> {
        self.db
            .write(request, Action::ManageAnalysis, async |tx| {
                let mut analysis: CompetenceAnalysis = tx.load_at(id, expected).await?;
                let event = analysis.collect()?;
                save(tx, analysis, event).await
            })
            .await
    }

    /// Beräkna gap: one a requirement, of those employed today, kept with the analysis's new state. Holds the analysis meanwhile,
    /// so that no requirement is missed.
    ///
    /// # Errors
    /// As [`CompetenceAnalyses::collect`].
    pub async fn calculate(
        &self,
        request: &Arc<Request>,
        id: CompetenceAnalysisId,
        expected: i32,
    ) -> Result<CompetenceAnalysis> {
        self.db
            .write(request, Action::ManageAnalysis, async |tx| {
                tx.lock::<CompetenceAnalysis>(id).await?;
                let mut analysis: CompetenceAnalysis = tx.load_at(id, expected).await?;
                let of_analysis = || Compare::Eq(id.as_str().into());
                let of_employer = Compare::Eq(analysis.organisation.as_str().into());
                let requirements: Vec<SkillRequirement> =
                    every(tx, Filter::Is(SkillRequirementColumn::AnalysisId, of_analysis())).await?;
                let event = analysis.calculate(requirements.len())?;
                let assessments: Vec<SkillAssessment> =
                    every(tx, Filter::Is(SkillAssessmentColumn::AnalysisId, of_analysis())).await?;
                let employees: Vec<Employee> =
                    every(tx, Filter::Is(EmployeeColumn::OrganisationId, of_employer)).await?;
                let levels = CountedLevels::of(&employees, &assessments, self.db.clock().today());
                let gap = |requirement: &SkillRequirement| {
                    SkillGap::of(Id::new(self.db.ids()), &analysis, requirement, &levels)
                };
                let mut gaps: Vec<SkillGap> = requirements.iter().map(gap).collect();
                SkillGap::tell_apart(&mut gaps, self.fewest);
                tx.insert_many(&gaps).await?;
                save(tx, analysis, event).await
            })
            .await
    }

    /// Validera kompetensanalys, on behalf of the part that the caller represents at the employer.
    ///
    /// # Errors
    /// As [`CompetenceAnalyses::collect`].
    pub async fn validate(
        &self,
        request: &Arc<Request>,
        id: CompetenceAnalysisId,
        expected: i32,
    ) -> Result<CompetenceAnalysis> {
        self.db
            .write(request, Action::ValidateAnalysis, async |tx| {
                let mut analysis: CompetenceAnalysis = tx.load_at(id, expected).await?;
                let part = ValidatingPart::of(&request.actor, analysis.organisation)?;
                let event = analysis.validate(part, self.db.clock().today())?;
                save(tx, analysis, event).await
            })
            .await
    }

    /// Publicera kompetensanalys.
    ///
    /// # Errors
    /// As [`CompetenceAnalyses::collect`].
    pub async fn publish(
        &self,
        request: &Arc<Request>,
        id: CompetenceAnalysisId,
        expected: i32,
    ) -> Result<CompetenceAnalysis> {
        self.db
            .write(request, Action::ManageAnalysis, async |tx| {
                let mut analysis: CompetenceAnalysis = tx.load_at(id, expected).await?;
                let event = analysis.publish(self.db.clock().today())?;
                save(tx, analysis, event).await
            })
            .await
    }

    /// Ersätt kompetensanalys. Holds both, in the order of their ids, so that two never supersede each other.
    ///
    /// # Errors
    /// As [`CompetenceAnalyses::collect`]; `Invalid` for an analysis that cannot take its place.
    pub async fn supersede(
        &self,
        request: &Arc<Request>,
        id: CompetenceAnalysisId,
        expected: i32,
        by: CompetenceAnalysisId,
    ) -> Result<CompetenceAnalysis> {
        self.db
            .write(request, Action::ManageAnalysis, async |tx| {
                for each in [id.min(by), id.max(by)] {
                    let held = tx.lock::<CompetenceAnalysis>(each).await;
                    held.map_err(|e| if each == id { e } else { e.at("supersedingAnalysisId") })?;
                }
                let mut analysis: CompetenceAnalysis = tx.load_at(id, expected).await?;
                let later: CompetenceAnalysis = tx.load(by).await?;
                let all: Vec<CompetenceAnalysis> = tx.matching(analysis.of_its_employer()).await?;
                let event = analysis.supersede(&later, &all)?;
                save(tx, analysis, event).await
            })
            .await
    }
}

/// Refuses a project, if one is named, that the organisation has no part in: it would see how far the work has come. One that does
/// not exist is refused alike.
///
/// # Errors
/// `Invalid { projectId, ORGANISATION_HAS_NO_PART }`; `Unavailable`, `Broken`.
pub(crate) async fn must_take_part(
    projects: &dyn ProjectDirectory,
    organisation: OrganisationId,
    project: Option<ProjectId>,
) -> Result<()> {
    let Some(project) = project else { return Ok(()) };
    let takes_part = match projects.has_part(project, organisation).await {
        Err(Error::NotFound) => false,
        told => told?,
    };
    holds(takes_part, "projectId", ORGANISATION_HAS_NO_PART)
}

/// All rows that match, however many, in id order.
async fn every<T: Record>(tx: &mut Tx, filter: Filter<Column<T>>) -> Result<Vec<T>> {
    let mut rows: Vec<T> = Vec::new();
    loop {
        let after = rows.last().map(|last| Filter::Is(T::ID, Compare::Gt(last.id().as_str().into())));
        let page: Vec<T> = tx.matching(filter.clone().and(after.unwrap_or_default())).await?;
        if page.is_empty() {
            return Ok(rows);
        }
        rows.extend(page);
    }
}

async fn save(tx: &mut Tx, mut analysis: CompetenceAnalysis, event: Event) -> Result<CompetenceAnalysis> {
    tx.update(&mut analysis).await?;
    tx.emit(event);
    Ok(analysis)
}
