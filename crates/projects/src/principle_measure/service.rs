//! What can be done with principle measures.

use std::sync::Arc;

use access::{Action, Request};
use kernel::{
    Error, Id, Result,
    error::{all, holds, rules as common},
    id::{EffortId, OrganisationId, ProjectTargetId},
};
use store::{Db, RecordReader, Tx};

use super::{
    entity::{AddPrincipleMeasure, ChangePrincipleMeasure, FollowUpPrincipleMeasure, PrincipleMeasure},
    port::EffortDirectory,
};
use crate::{partner, project::Project, target::ProjectTarget};

/// Åtgärderna.
#[derive(Clone)]
pub struct PrincipleMeasures {
    db: Db,
    efforts: Arc<dyn EffortDirectory>,
}

impl PrincipleMeasures {
    /// Over `db`, asking `efforts` which of them a project pays for.
    pub fn new(db: &Db, efforts: Arc<dyn EffortDirectory>) -> Self {
        Self { db: db.clone(), efforts }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<PrincipleMeasure> {
        RecordReader::new(&self.db)
    }

    /// Lägg till åtgärd för en horisontell princip.
    ///
    /// # Errors
    /// `Invalid` naming the field, also for a project outside the reach, for an effort or a target that is not its own and for an
    /// organisation without a part in it; `Refused` when the project has ended.
    pub async fn add(&self, request: &Arc<Request>, command: AddPrincipleMeasure) -> Result<PrincipleMeasure> {
        self.db
            .write(request, Action::ManageProject, async |tx| {
                let project: Project = tx.load(command.project).await.map_err(|e| e.at("projectId"))?;
                self.must_be_of(request, tx, &project, (command.effort, command.organisation, command.target)).await?;
                let (measure, event) = PrincipleMeasure::of(Id::new(self.db.ids()), &project, command)?;
                tx.insert(&measure).await?;
                tx.emit(event);
                Ok(measure)
            })
            .await
    }

    /// Ändra åtgärd: what it states, not its follow-up.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused` when the project has ended; `Invalid` naming the
    /// field, as [`PrincipleMeasures::add`].
    pub async fn change(&self, request: &Arc<Request>, command: ChangePrincipleMeasure) -> Result<PrincipleMeasure> {
        self.db
            .write(request, Action::ManageProject, async |tx| {
                let mut measure: PrincipleMeasure = tx.load_at(command.id, command.expected_version).await?;
                let project: Project = tx.load(measure.project).await?;
                // Where it is done already stays, whatever became of that organisation's part.
                let place = command.organisation.filter(|named| measure.organisation != Some(*named));
                self.must_be_of(request, tx, &project, (command.effort, place, command.target)).await?;
                let event = measure.change(&project, command)?;
                tx.update(&mut measure).await?;
                tx.emit(event);
                Ok(measure)
            })
            .await
    }

    /// The effort is one that the caller reaches and `project` pays for, the organisation one that carries the project, the target one
    /// of its own.
    async fn must_be_of(
        &self,
        request: &Arc<Request>,
        tx: &mut Tx,
        project: &Project,
        (effort, organisation, target): (Option<EffortId>, Option<OrganisationId>, Option<ProjectTargetId>),
    ) -> Result<()> {
        let pays = match effort {
            Some(effort) => self.efforts.is_paid_by(request, effort, project.id).await?,
            None => true,
        };
        let takes_part = match organisation {
            Some(organisation) => partner::has_part(tx, project, organisation).await?,
            None => true,
        };
        let sets = match target {
            Some(target) => match tx.load::<ProjectTarget>(target).await {
                Ok(target) => target.project == project.id,
                Err(Error::NotFound) => false,
                Err(error) => return Err(error),
            },
            None => true,
        };
        all([
            holds(pays, "effortId", common::REFERENCE_IS_UNKNOWN),
            holds(takes_part, "organisationId", common::ORGANISATION_HAS_NO_PART),
            holds(sets, "targetId", common::REFERENCE_IS_UNKNOWN),
        ])
    }

    /// Följ upp åtgärd.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Invalid`.
    pub async fn follow_up(
        &self,
        request: &Arc<Request>,
        command: FollowUpPrincipleMeasure,
    ) -> Result<PrincipleMeasure> {
        self.db
            .write(request, Action::ManageProject, async |tx| {
                let mut measure: PrincipleMeasure = tx.load_at(command.id, command.expected_version).await?;
                let project: Project = tx.load(measure.project).await?;
                let event = measure.follow_up(&project, command, self.db.clock().today())?;
                tx.update(&mut measure).await?;
                tx.emit(event);
                Ok(measure)
            })
            .await
    }
}
