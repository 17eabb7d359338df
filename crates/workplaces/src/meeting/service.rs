//! What can be done with learning meetings.

use std::sync::Arc;

use access::{Action, Anchors, Request};
use kernel::{Id, Result, id::LearningMeetingId};
use store::{Db, Event, RecordReader};

use super::entity::{HoldMeeting, LearningMeeting, PlanMeeting};
use crate::{network::ProfessionalNetwork, port::ProjectDirectory};

/// Lärmötena.
#[derive(Clone)]
pub struct LearningMeetings {
    db: Db,
    projects: Arc<dyn ProjectDirectory>,
}

impl LearningMeetings {
    /// Over `db`, asking `projects` when they begin.
    pub fn new(db: &Db, projects: Arc<dyn ProjectDirectory>) -> Self {
        Self { db: db.clone(), projects }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<LearningMeeting> {
        RecordReader::new(&self.db)
    }

    /// Planera lärmöte.
    ///
    /// # Errors
    /// `Denied` outside the caller's project; `Invalid` naming the field; `Refused` for a closed network.
    pub async fn plan(&self, request: &Arc<Request>, command: PlanMeeting) -> Result<LearningMeeting> {
        self.db
            .write(request, Action::ManageNetwork, async |tx| {
                tx.grant().require(&Anchors { project: Some(command.project), ..Anchors::default() })?;
                let network: Option<ProfessionalNetwork> = match command.network {
                    Some(id) => Some(tx.load(id).await.map_err(|e| e.at("networkId"))?),
                    None => None,
                };
                let (meeting, event) = LearningMeeting::plan(Id::new(self.db.ids()), network.as_ref(), command)?;
                tx.insert(&meeting).await?;
                tx.emit(event);
                Ok(meeting)
            })
            .await
    }

    /// Bjud in till lärmöte.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused`; `Invalid`.
    pub async fn invite(
        &self,
        request: &Arc<Request>,
        id: LearningMeetingId,
        expected: i32,
    ) -> Result<LearningMeeting> {
        self.change(request, id, expected, LearningMeeting::invite).await
    }

    /// Håll lärmöte.
    ///
    /// # Errors
    /// As [`LearningMeetings::invite`].
    pub async fn hold(&self, request: &Arc<Request>, command: HoldMeeting) -> Result<LearningMeeting> {
        self.db
            .write(request, Action::ManageNetwork, async |tx| {
                let mut meeting: LearningMeeting = tx.load_at(command.id, command.expected_version).await?;
                let begins_on = self.projects.begins_on(meeting.project).await?;
                let event = meeting.hold(command, begins_on, self.db.clock().today())?;
                tx.update(&mut meeting).await?;
                tx.emit(event);
                Ok(meeting)
            })
            .await
    }

    /// Dokumentera lärmöte.
    ///
    /// # Errors
    /// As [`LearningMeetings::invite`].
    pub async fn document(
        &self,
        request: &Arc<Request>,
        id: LearningMeetingId,
        expected: i32,
        notes: &str,
    ) -> Result<LearningMeeting> {
        self.change(request, id, expected, |meeting| meeting.document(notes)).await
    }

    /// Avsluta lärmöte.
    ///
    /// # Errors
    /// As [`LearningMeetings::invite`].
    pub async fn close(&self, request: &Arc<Request>, id: LearningMeetingId, expected: i32) -> Result<LearningMeeting> {
        self.change(request, id, expected, LearningMeeting::close).await
    }

    /// Ställ in lärmöte, med skäl.
    ///
    /// # Errors
    /// As [`LearningMeetings::invite`].
    pub async fn cancel(
        &self,
        request: &Arc<Request>,
        id: LearningMeetingId,
        expected: i32,
        reason: &str,
    ) -> Result<LearningMeeting> {
        self.change(request, id, expected, |meeting| meeting.cancel(reason)).await
    }

    async fn change(
        &self,
        request: &Arc<Request>,
        id: LearningMeetingId,
        expected: i32,
        step: impl FnOnce(&mut LearningMeeting) -> Result<Event>,
    ) -> Result<LearningMeeting> {
        self.db
            .write(request, Action::ManageNetwork, async |tx| {
                let mut meeting: LearningMeeting = tx.load_at(id, expected).await?;
                let event = step(&mut meeting)?;
                tx.update(&mut meeting).await?;
                tx.emit(event);
                Ok(meeting)
            })
            .await
    }
}
