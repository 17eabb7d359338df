//! What can be done with reflections.

use std::sync::Arc;

use access::{Action, Request};
use kernel::{Id, Result, id::ReflectionId};
use store::{Db, Event, Tx};

use super::entity::{FollowUpReflection, HoldReflection, PlanReflection, Reflection, ShareReflectionNotes};
use crate::{material::Material, port::ProjectDirectory, workplace::Workplace};

/// Reflektionerna.
#[derive(Clone)]
pub struct Reflections {
    db: Db,
    projects: Arc<dyn ProjectDirectory>,
}

impl Reflections {
    /// Over `db`, asking `projects` who carries them and when they begin.
    pub fn new(db: &Db, projects: Arc<dyn ProjectDirectory>) -> Self {
        Self { db: db.clone(), projects }
    }

    /// Planera reflektion.
    ///
    /// # Errors
    /// `Invalid` naming the field, also for a workplace outside the reach.
    pub async fn plan(&self, request: &Arc<Request>, command: PlanReflection) -> Result<Reflection> {
        self.db
            .write(request, Action::LeadReflection, async |tx| {
                let workplace: Workplace = tx.load(command.workplace).await.map_err(|e| e.at("workplaceId"))?;
                let material = match command.material {
                    Some(id) => Some(tx.look_up::<Material>(id).await.map_err(|e| e.at("materialId"))?),
                    None => None,
                };
                let in_project = match command.project {
                    Some(id) => {
                        self.projects.has_part(id, workplace.organisation).await.map_err(|e| e.at("projectId"))?
                    }
                    None => true,
                };
                let id = Id::new(self.db.ids());
                let (reflection, event) = Reflection::plan(id, &workplace, material.as_ref(), in_project, command)?;
                tx.insert(&reflection).await?;
                tx.emit(event);
                Ok(reflection)
            })
            .await
    }

    /// Anteckna att reflektionen är genomförd.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused`; `Invalid`.
    pub async fn hold(&self, request: &Arc<Request>, command: HoldReflection) -> Result<Reflection> {
        self.db
            .write(request, Action::LeadReflection, async |tx| {
                let mut reflection: Reflection = tx.load_at(command.id, command.expected_version).await?;
                let workplace: Workplace = tx.load(reflection.workplace).await?;
                let begins_on = match reflection.project {
                    Some(project) => self.projects.begins_on(project).await?,
                    None => None,
                };
                let event = reflection.hold((&workplace, begins_on), command, self.db.clock().today())?;
                save(tx, reflection, event).await
            })
            .await
    }

    /// Dela anteckningar.
    ///
    /// # Errors
    /// As [`Reflections::hold`].
    pub async fn share_notes(&self, request: &Arc<Request>, command: ShareReflectionNotes) -> Result<Reflection> {
        self.db
            .write(request, Action::LeadReflection, async |tx| {
                let mut reflection: Reflection = tx.load_at(command.id, command.expected_version).await?;
                let event = reflection.share_notes(command)?;
                save(tx, reflection, event).await
            })
            .await
    }

    /// Följ upp reflektion.
    ///
    /// # Errors
    /// As [`Reflections::hold`].
    pub async fn follow_up(&self, request: &Arc<Request>, command: FollowUpReflection) -> Result<Reflection> {
        self.db
            .write(request, Action::LeadReflection, async |tx| {
                let mut reflection: Reflection = tx.load_at(command.id, command.expected_version).await?;
                let event = reflection.follow_up(command, self.db.clock().today())?;
                save(tx, reflection, event).await
            })
            .await
    }

    /// Ställ in reflektion, med skäl.
    ///
    /// # Errors
    /// As [`Reflections::hold`].
    pub async fn cancel(
        &self,
        request: &Arc<Request>,
        id: ReflectionId,
        expected: i32,
        reason: &str,
    ) -> Result<Reflection> {
        self.db
            .write(request, Action::LeadReflection, async |tx| {
                let mut reflection: Reflection = tx.load_at(id, expected).await?;
                let event = reflection.cancel(reason)?;
                save(tx, reflection, event).await
            })
            .await
    }
}

async fn save(tx: &mut Tx, mut reflection: Reflection, event: Event) -> Result<Reflection> {
    tx.update(&mut reflection).await?;
    tx.emit(event);
    Ok(reflection)
}
