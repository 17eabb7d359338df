//! What can be done with project partners.

use std::sync::Arc;

use access::{Action, Request};
use kernel::{
    Id, Result,
    id::{OrganisationId, ProjectId},
};
use store::{Db, RecordReader, Tx};

use super::{
    entity::{AddPartner, ChangePartner, FollowUpPartner, ProjectPartner, WithdrawPartner},
    port::NetworkDirectory,
};
use crate::project::Project;

/// Projektparterna.
#[derive(Clone)]
pub struct ProjectPartners {
    db: Db,
    networks: Arc<dyn NetworkDirectory>,
}

impl ProjectPartners {
    /// Over `db`, asking `networks` who belongs to those of a project.
    pub fn new(db: &Db, networks: Arc<dyn NetworkDirectory>) -> Self {
        Self { db: db.clone(), networks }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<ProjectPartner> {
        RecordReader::new(&self.db)
    }

    /// Lägg till projektpart.
    ///
    /// # Errors
    /// `Invalid` naming the field, also for a project outside the reach; `Refused` when the project has ended, and for a part that
    /// the organisation has already on one of the days.
    pub async fn add(&self, request: &Arc<Request>, command: AddPartner) -> Result<ProjectPartner> {
        self.db
            .write(request, Action::ManageProject, async |tx| {
                // Held meanwhile: of two that add the same one the other finds it.
                let project: Project = tx.lock(command.project).await.map_err(|e| e.at("projectId"))?;
                let others = rows_of(tx, project.id, command.organisation).await?;
                let (partner, event) = ProjectPartner::of(Id::new(self.db.ids()), &project, &others, command)?;
                tx.insert(&partner).await?;
                tx.emit(event);
                Ok(partner)
            })
            .await
    }

    /// Ändra projektpart.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused` as by [`ProjectPartners::add`] and when it is withdrawn;
    /// `Invalid`.
    pub async fn change(&self, request: &Arc<Request>, command: ChangePartner) -> Result<ProjectPartner> {
        self.db
            .write(request, Action::ManageProject, async |tx| {
                let mut partner: ProjectPartner = tx.load_at(command.id, command.expected_version).await?;
                let project: Project = tx.lock(partner.project).await?;
                let others = rows_of(tx, project.id, partner.organisation).await?;
                let event = partner.change(&project, &others, command)?;
                tx.update(&mut partner).await?;
                tx.emit(event);
                Ok(partner)
            })
            .await
    }

    /// Följ upp projektpart: what came of it.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Invalid`.
    pub async fn follow_up(&self, request: &Arc<Request>, command: FollowUpPartner) -> Result<ProjectPartner> {
        self.db
            .write(request, Action::ManageProject, async |tx| {
                let mut partner: ProjectPartner = tx.load_at(command.id, command.expected_version).await?;
                let project: Project = tx.load(partner.project).await?;
                let event = partner.follow_up(&project, command, self.db.clock().today())?;
                tx.update(&mut partner).await?;
                tx.emit(event);
                Ok(partner)
            })
            .await
    }

    /// Återta projektpart, med skäl: it was added by mistake, and is told no more.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused` when the project has ended, it is withdrawn already or its
    /// organisation has members in networks of the project and no other part; `Invalid` without a reason.
    pub async fn withdraw(&self, request: &Arc<Request>, command: WithdrawPartner) -> Result<ProjectPartner> {
        self.db
            .write(request, Action::ManageProject, async |tx| {
                let mut partner: ProjectPartner = tx.load_at(command.id, command.expected_version).await?;
                let project: Project = tx.lock(partner.project).await?;
                let others = rows_of(tx, project.id, partner.organisation).await?;
                let members = self.networks.members(request, project.id, partner.organisation).await?;
                let event = partner.withdraw(&project, &others, members, &command.reason)?;
                tx.update(&mut partner).await?;
                tx.emit(event);
                Ok(partner)
            })
            .await
    }
}

/// Whether `organisation` owns the project or is, or was, a partner of it.
pub(crate) async fn has_part(tx: &mut Tx, project: &Project, organisation: OrganisationId) -> Result<bool> {
    let owns = project.card.owner == organisation;
    Ok(owns || rows_of(tx, project.id, organisation).await?.iter().any(ProjectPartner::stands))
}

/// The organisation's rows in the project, the withdrawn ones too.
async fn rows_of(tx: &mut Tx, project: ProjectId, organisation: OrganisationId) -> Result<Vec<ProjectPartner>> {
    tx.matching::<ProjectPartner>(ProjectPartner::of_organisation(project, organisation)).await
}
