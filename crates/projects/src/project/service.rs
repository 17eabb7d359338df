//! What can be done with projects.

use std::sync::Arc;

use access::{Action, Anchors, Request};
use kernel::{Id, Result, id::ProjectId};
use store::{Db, Event, RecordReader, Tx};

use super::{
    card::ProjectCard,
    entity::{Project, ProjectVerb},
    repo::PREDECESSORS,
};

/// Projekten.
#[derive(Clone)]
pub struct Projects {
    db: Db,
}

impl Projects {
    /// Over `db`.
    pub fn new(db: &Db) -> Self {
        Self { db: db.clone() }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<Project> {
        RecordReader::new(&self.db)
    }

    /// Registrera projekt: a draft; its project manager's role is assigned afterwards.
    ///
    /// # Errors
    /// `Denied`; `Invalid` naming the field; `Conflict` for a number that is taken.
    pub async fn register(&self, request: &Arc<Request>, card: ProjectCard) -> Result<Project> {
        self.db
            .write(request, Action::RegisterProject, async |tx| {
                let id = Id::new(self.db.ids());
                tx.grant().require(&Anchors {
                    project: Some(id),
                    organisation: Some(card.owner),
                    ..Anchors::default()
                })?;
                let (project, event) = Project::register(id, card)?;
                tx.insert_at(&project, "number", project.alike(), |known| {
                    format!("{}, {}", known.card.name, known.id.public()).into()
                })
                .await?;
                tx.emit(event);
                Ok(project)
            })
            .await
    }

    /// Revidera projektkort: the card is replaced whole.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused`; `Invalid`.
    pub async fn revise(
        &self,
        request: &Arc<Request>,
        id: ProjectId,
        expected: i32,
        card: ProjectCard,
    ) -> Result<Project> {
        self.db
            .write(request, Action::ManageProject, async |tx| {
                let mut project: Project = tx.load_at(id, expected).await?;
                let event = project.revise(card)?;
                save(tx, project, event).await
            })
            .await
    }

    /// Ta ett steg i projektets livslopp.
    ///
    /// # Errors
    /// As [`Projects::revise`].
    pub async fn take(
        &self,
        request: &Arc<Request>,
        id: ProjectId,
        expected: i32,
        verb: ProjectVerb,
        reason: Option<&str>,
    ) -> Result<Project> {
        self.db
            .write(request, Action::ManageProject, async |tx| {
                let mut project: Project = tx.load_at(id, expected).await?;
                let event = project.take(verb, reason)?;
                save(tx, project, event).await
            })
            .await
    }

    /// Koppla tidigare projekt: notes which earlier project this one builds on. The link may be noted after the end.
    ///
    /// # Errors
    /// As [`Projects::revise`]; `Conflict` when the two are linked already.
    pub async fn link_predecessor(
        &self,
        request: &Arc<Request>,
        id: ProjectId,
        expected: i32,
        predecessor: ProjectId,
    ) -> Result<Project> {
        self.db
            .write(request, Action::ManageProject, async |tx| {
                // The earlier project is commonly someone else's: it is read as anyone may read the project bank.
                let earlier = self.read().one(request, predecessor).await.map_err(|e| e.at("predecessorId"))?;
                let project: Project = tx.load_at(id, expected).await?;
                let event = project.build_on(&earlier)?;
                tx.link(PREDECESSORS, project.id, earlier.id).await?;
                save(tx, project, event).await
            })
            .await
    }
}

async fn save(tx: &mut Tx, mut project: Project, event: Event) -> Result<Project> {
    tx.update(&mut project).await?;
    tx.emit(event);
    Ok(project)
}
