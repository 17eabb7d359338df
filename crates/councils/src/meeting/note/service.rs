//! What can be done with notes on items.

use std::sync::Arc;

use access::{Action, Request};
use kernel::{
    Error, Id, Result,
    id::{AgendaItemId, CouncilMeetingId, ItemNoteId},
};
use store::{Db, Filter, RecordReader, Tx};

use super::{
    ItemNoteColumn,
    entity::{ItemNote, RecordItemNote, TEXT, rules},
};
use crate::meeting::{
    agenda::AgendaItem,
    decision::CouncilDecision,
    entity::CouncilMeeting,
    masking::{StandingMaskings, written_over},
    presence::recorded,
    service::hold,
    vote,
};

/// Anteckningarna.
#[derive(Clone)]
pub struct ItemNotes {
    db: Db,
}

impl ItemNotes {
    /// Over `db`.
    pub fn new(db: &Db) -> Self {
        Self { db: db.clone() }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<ItemNote> {
        RecordReader::new(&self.db)
    }

    /// Anteckna: the mandate's note of the kind is made, or told anew where it has one.
    ///
    /// # Errors
    /// `Invalid` for an item outside the reach or a wrong field; `Refused`.
    pub async fn record(&self, request: &Arc<Request>, command: RecordItemNote) -> Result<ItemNote> {
        self.db
            .write(request, Action::PrepareMeeting, async |tx| {
                let item: AgendaItem = tx.load(command.item).await.map_err(|e| e.at("itemId"))?;
                let mut meeting = hold(tx, item.meeting, [command.membership]).await?;
                let presences = recorded(tx, meeting.id).await?;
                let presence = presences.iter().find(|one| one.membership == command.membership);
                let all = tx.matching::<ItemNote>(ItemNote::of_item(item.id)).await?;
                let own: Vec<_> = all.into_iter().filter(|note| note.membership == command.membership).collect();
                let standing: Vec<_> = own.iter().filter(|note| note.stands()).cloned().collect();
                let voted = vote::has_voted_on(tx, item.id, command.membership).await?;
                let before = own.iter().find(|note| note.kind == command.kind);
                let id = before.map_or_else(|| Id::new(self.db.ids()), |note| note.id);
                let told = before.and_then(|note| note.text.as_deref());
                written_over("text", TEXT, told, command.text.as_deref())?;
                let leaves = command.kind.keeps_out() && !standing.iter().any(|note| note.kind.keeps_out());
                let (mut note, event) = ItemNote::record(id, (&meeting, &item), command, presence, &standing, voted)?;
                let maskings = StandingMaskings::of(tx, note.meeting, note.item).await?;
                maskings.write([("text", note.text.as_mut())])?;
                // Who took part in all that was decided does not leave it afterwards.
                let decisions = tx.matching::<CouncilDecision>(CouncilDecision::of_item(item.id)).await?;
                if leaves && !decisions.is_empty() && decisions.iter().all(|decision| decision.decided_on.is_some()) {
                    return Err(Error::refused(rules::ITEM_IS_DECIDED, String::new()));
                }
                match before {
                    Some(before) => {
                        note.version = before.version;
                        tx.update(&mut note).await?;
                    }
                    None => tx.insert(&note).await?,
                }
                if meeting.rewrite() {
                    tx.update(&mut meeting).await?;
                }
                tx.emit(event);
                Ok(note)
            })
            .await
    }

    /// Återta anteckning, med skäl.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused`; `Invalid`.
    pub async fn withdraw(
        &self,
        request: &Arc<Request>,
        id: ItemNoteId,
        expected: i32,
        reason: &str,
    ) -> Result<ItemNote> {
        self.db
            .write(request, Action::PrepareMeeting, async |tx| {
                let mut note: ItemNote = tx.load_at(id, expected).await?;
                let mut meeting: CouncilMeeting = tx.lock(note.meeting).await?;
                let decisions = tx.matching::<CouncilDecision>(CouncilDecision::of_item(note.item)).await?;
                let decided = decisions.iter().any(|decision| decision.decided_on.is_some());
                let event = note.withdraw(&meeting, decided, reason)?;
                if meeting.rewrite() {
                    tx.update(&mut meeting).await?;
                }
                tx.update(&mut note).await?;
                tx.emit(event);
                Ok(note)
            })
            .await
    }
}

/// The notes that stand on the item.
pub(in crate::meeting) async fn noted(tx: &mut Tx, item: AgendaItemId) -> Result<Vec<ItemNote>> {
    standing(tx, ItemNote::of_item(item)).await
}

/// The notes that stand on any item of the meeting.
pub(in crate::meeting) async fn noted_at(tx: &mut Tx, meeting: CouncilMeetingId) -> Result<Vec<ItemNote>> {
    standing(tx, ItemNote::of_meeting(meeting)).await
}

async fn standing(tx: &mut Tx, filter: Filter<ItemNoteColumn>) -> Result<Vec<ItemNote>> {
    let mut all = tx.matching::<ItemNote>(filter).await?;
    all.retain(ItemNote::stands);
    Ok(all)
}
