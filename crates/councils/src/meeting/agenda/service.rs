//! What can be done with the items of agendas.

use std::sync::Arc;

use access::{Action, Request};
use kernel::{
    Error, Id, Result,
    id::{CouncilId, EffortId, NeedId},
};
use store::{Db, RecordReader, Tx};

use super::entity::{AddAgendaItem, AgendaItem, ChangeAgendaItem, rules};
use crate::meeting::{
    decision::CouncilDecision,
    entity::{CouncilMeeting, CouncilMeetingStatus},
    masking::StandingMaskings,
    port::SubjectDirectory,
    service::hold,
};

/// Ärendena.
#[derive(Clone)]
pub struct AgendaItems {
    db: Db,
    subjects: Arc<dyn SubjectDirectory>,
}

impl AgendaItems {
    /// Over `db`, about what `subjects` knows.
    pub fn new(db: &Db, subjects: Arc<dyn SubjectDirectory>) -> Self {
        Self { db: db.clone(), subjects }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<AgendaItem> {
        RecordReader::new(&self.db)
    }

    /// Lägg till ärende.
    ///
    /// # Errors
    /// `Invalid` naming the field, also for what lies outside the reach; `Refused`.
    pub async fn add(&self, request: &Arc<Request>, command: AddAgendaItem) -> Result<AgendaItem> {
        self.db
            .write(request, Action::PrepareMeeting, async |tx| {
                let meeting = hold(tx, command.meeting, []).await.map_err(|e| e.at("meetingId"))?;
                self.must_be_reached(request, meeting.council, command.need, command.effort).await?;
                let others = tx.matching::<AgendaItem>(AgendaItem::of_meeting(meeting.id)).await?;
                let postponed: Option<(AgendaItem, Vec<CouncilDecision>)> = match command.continues {
                    Some(id) => {
                        let item: AgendaItem = tx.load(id).await.map_err(|e| e.at("continuesId"))?;
                        let decisions = tx.matching::<CouncilDecision>(CouncilDecision::of_item(id)).await?;
                        Some((item, decisions))
                    }
                    None => None,
                };
                let postponed = postponed.as_ref().map(|(item, decisions)| (item, decisions.as_slice()));
                let (mut item, event) = AgendaItem::add(Id::new(self.db.ids()), &meeting, command, &others, postponed)?;
                mask(tx, &mut item).await?;
                // A postponed item comes back once: the key that may be taken is its own.
                tx.insert_at(&item, "continuesId", item.alike(), |known| known.id.public().into()).await?;
                tx.emit(event);
                Ok(item)
            })
            .await
    }

    /// Ändra ärende, or write down what was said.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused`; `Invalid`.
    pub async fn change(&self, request: &Arc<Request>, command: ChangeAgendaItem) -> Result<AgendaItem> {
        self.db
            .write(request, Action::PrepareMeeting, async |tx| {
                let mut item: AgendaItem = tx.load_at(command.id, command.expected_version).await?;
                let mut meeting: CouncilMeeting = tx.lock(item.meeting).await?;
                // What it was about already may lie outside the reach by now.
                let need = command.need.filter(|need| item.need != Some(*need));
                let effort = command.effort.filter(|effort| item.effort != Some(*effort));
                self.must_be_reached(request, meeting.council, need, effort).await?;
                let proposed = tx.matching::<CouncilDecision>(CouncilDecision::of_item(item.id)).await?;
                let called = item.title.clone();
                let event = item.change(&meeting, command, !proposed.is_empty())?;
                mask(tx, &mut item).await?;
                if item.title != called {
                    keep_minutes(tx, &item).await?;
                }
                if meeting.rewrite() {
                    tx.update(&mut meeting).await?;
                }
                tx.update(&mut item).await?;
                tx.emit(event);
                Ok(item)
            })
            .await
    }

    /// Another council's need is as one that does not exist.
    async fn must_be_reached(
        &self,
        request: &Arc<Request>,
        council: CouncilId,
        need: Option<NeedId>,
        effort: Option<EffortId>,
    ) -> Result<()> {
        if let Some(need) = need {
            let of = self.subjects.council_of_need(request, need).await.map_err(|e| e.at("needId"))?;
            if of != council {
                return Err(Error::NotFound.at("needId"));
            }
        }
        if let Some(effort) = effort {
            self.subjects.effort(request, effort).await.map_err(|e| e.at("effortId"))?;
        }
        Ok(())
    }
}

/// Refuses another title than approved minutes tell of the item where it came back; those that are not approved are approved anew.
async fn keep_minutes(tx: &mut Tx, item: &AgendaItem) -> Result<()> {
    for back in tx.matching::<AgendaItem>(AgendaItem::continuing(item.id)).await? {
        let mut meeting: CouncilMeeting = tx.lock(back.meeting).await?;
        if meeting.status == CouncilMeetingStatus::MinutesApproved {
            return Err(Error::invalid_with("title", rules::MINUTES_TELL_THE_TITLE, meeting.meets_on().to_string()));
        }
        if meeting.rewrite() {
            tx.update(&mut meeting).await?;
        }
    }
    Ok(())
}

/// Masks in the item's texts what is masked on it.
async fn mask(tx: &mut Tx, item: &mut AgendaItem) -> Result<()> {
    let maskings = StandingMaskings::of(tx, item.meeting, item.id).await?;
    maskings.write([
        ("title", Some(&mut item.title)),
        ("text", item.text.as_mut()),
        ("discussion", item.discussion.as_mut()),
    ])
}
