//! What can be done with lessons.

use std::sync::Arc;

use access::{Action, Anchors, Request};
use kernel::{Id, Result};
use store::{Db, RecordReader};

use super::{
    entity::{ChangeLesson, Lesson, RecordLesson, ReuseLesson},
    repo::REUSING_PROJECTS,
};

/// Lärdomarna.
#[derive(Clone)]
pub struct Lessons {
    db: Db,
}

impl Lessons {
    /// Over `db`.
    pub fn new(db: &Db) -> Self {
        Self { db: db.clone() }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<Lesson> {
        RecordReader::new(&self.db)
    }

    /// Registrera lärdom.
    ///
    /// # Errors
    /// `Denied` outside the caller's project; `Invalid` naming the field.
    pub async fn record(&self, request: &Arc<Request>, command: RecordLesson) -> Result<Lesson> {
        self.db
            .write(request, Action::RecordLesson, async |tx| {
                tx.grant().require(&Anchors { project: Some(command.project), ..Anchors::default() })?;
                let (lesson, event) = Lesson::record(Id::new(self.db.ids()), command, self.db.clock().today())?;
                tx.insert(&lesson).await?;
                tx.emit(event);
                Ok(lesson)
            })
            .await
    }

    /// Ändra lärdom.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Invalid`.
    pub async fn change(&self, request: &Arc<Request>, command: ChangeLesson) -> Result<Lesson> {
        self.db
            .write(request, Action::RecordLesson, async |tx| {
                let mut lesson: Lesson = tx.load_at(command.id, command.expected_version).await?;
                let event = lesson.change(command)?;
                tx.update(&mut lesson).await?;
                tx.emit(event);
                Ok(lesson)
            })
            .await
    }

    /// Återanvänd lärdom: the caller's own project takes up another's lesson, once. Lessons are public, so it is read as everyone
    /// reads it, and held meanwhile.
    ///
    /// # Errors
    /// `Denied` outside the caller's project; `Invalid` naming the field, also for a project that has taken it up already.
    pub async fn reuse(&self, request: &Arc<Request>, command: ReuseLesson) -> Result<Lesson> {
        self.db
            .write(request, Action::RecordLesson, async |tx| {
                tx.grant().require(&Anchors { project: Some(command.project), ..Anchors::default() })?;
                let mut lesson: Lesson = tx.look_up_held(command.lesson).await.map_err(|e| e.at("lessonId"))?;
                let event = lesson.reuse(command.project)?;
                tx.link(REUSING_PROJECTS, lesson.id, command.project).await.map_err(|e| e.at("projectId"))?;
                tx.update(&mut lesson).await?;
                tx.emit(event);
                Ok(lesson)
            })
            .await
    }
}
