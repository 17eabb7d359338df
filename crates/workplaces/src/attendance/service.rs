//! What can be done with attendance at learning meetings.

use std::sync::Arc;

use access::{Action, Request};
use kernel::{Id, Result};
use store::{Compare, Db, Filter, RecordReader};

use super::{
    entity::{MeetingAttendance, RecordMeetingAttendance},
    repo::Column,
};
use crate::meeting::LearningMeeting;

/// Närvaron vid lärmöten.
#[derive(Clone)]
pub struct MeetingAttendances {
    db: Db,
}

impl MeetingAttendances {
    /// Over `db`.
    pub fn new(db: &Db) -> Self {
        Self { db: db.clone() }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<MeetingAttendance> {
        RecordReader::new(&self.db)
    }

    /// Registrera närvaro: the organisation's row is made, or corrected where it has one, and the meeting counts anew. Holds the
    /// meeting meanwhile, so that those who come at once are all counted.
    ///
    /// # Errors
    /// `Invalid` for a meeting outside the reach or a wrong field; `Refused` when the meeting takes no attendance.
    pub async fn record(&self, request: &Arc<Request>, command: RecordMeetingAttendance) -> Result<MeetingAttendance> {
        self.db
            .write(request, Action::ManageNetwork, async |tx| {
                let mut meeting: LearningMeeting = tx.lock(command.meeting).await.map_err(|e| e.at("meetingId"))?;
                let of_meeting = Filter::Is(Column::MeetingId, Compare::Eq(meeting.id.as_str().into()));
                let mut all = tx.matching::<MeetingAttendance>(of_meeting).await?;
                let (attendance, event) = match all.iter().position(|one| one.organisation == command.organisation) {
                    Some(at) => {
                        let event = all[at].correct(&meeting, command)?;
                        tx.update(&mut all[at]).await?;
                        (all[at].clone(), event)
                    }
                    None => {
                        let (attendance, event) = MeetingAttendance::of(Id::new(self.db.ids()), &meeting, command)?;
                        tx.insert(&attendance).await?;
                        all.push(attendance.clone());
                        (attendance, event)
                    }
                };
                meeting.count(&all);
                tx.update(&mut meeting).await?;
                tx.emit(event);
                Ok(attendance)
            })
            .await
    }
}
