//! What can be done with papers.

use std::sync::Arc;

use access::{Action, Actor, Request, view};
use kernel::{
    Error, Id, Result,
    id::{AgendaItemId, MeetingPaperId},
};
use store::{Db, RecordReader, Tx, blocking};

use super::{
    entity::{AddPaper, ChangePaper, MeetingPaper, SetPaperAccess, SupersedePaper},
    file::{Checksums, FiledPaper, PaperFile},
    objects::{PaperObjects, object_key},
};
use crate::meeting::{agenda::AgendaItem, entity::CouncilMeeting, masking::StandingMaskings, service::hold};

/// Beslutsunderlagen.
#[derive(Clone)]
pub struct MeetingPapers {
    db: Db,
    objects: Option<Arc<dyn PaperObjects>>,
}

impl MeetingPapers {
    /// Over `db`, where the files lie, too.
    pub fn new(db: &Db) -> Self {
        Self { db: db.clone(), objects: None }
    }

    /// With a store: files that are handed in from now on lie there. Each is read from where it lies.
    pub fn keeping_files_in(self, objects: Arc<dyn PaperObjects>) -> Self {
        Self { objects: Some(objects), ..self }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<MeetingPaper> {
        RecordReader::new(&self.db)
    }

    /// Lägg till beslutsunderlag, whose file is handed in after.
    ///
    /// # Errors
    /// `Invalid` for an item outside the reach or a wrong field; `Refused`.
    pub async fn add(&self, request: &Arc<Request>, command: AddPaper) -> Result<MeetingPaper> {
        let today = self.db.clock().today();
        self.db
            .write(request, Action::PrepareMeeting, async |tx| {
                let item: AgendaItem = tx.load(command.item).await.map_err(|e| e.at("itemId"))?;
                let meeting = hold(tx, item.meeting, []).await?;
                let (mut paper, event) = MeetingPaper::add(Id::new(self.db.ids()), (&meeting, &item), command, today)?;
                let maskings = StandingMaskings::at(tx, paper.meeting).await?;
                maskings.write([("title", Some(&mut paper.title))])?;
                rewrite(tx, meeting).await?;
                tx.insert(&paper).await?;
                tx.emit(event);
                Ok(paper)
            })
            .await
    }

    /// Ändra beslutsunderlag.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused`; `Invalid`.
    pub async fn change(&self, request: &Arc<Request>, command: ChangePaper) -> Result<MeetingPaper> {
        self.db
            .write(request, Action::PrepareMeeting, async |tx| {
                let mut paper: MeetingPaper = tx.load_at(command.id, command.expected_version).await?;
                let meeting: CouncilMeeting = tx.lock(paper.meeting).await?;
                let event = paper.change(&meeting, command)?;
                let maskings = StandingMaskings::at(tx, paper.meeting).await?;
                maskings.write([("title", Some(&mut paper.title))])?;
                rewrite(tx, meeting).await?;
                tx.update(&mut paper).await?;
                tx.emit(event);
                Ok(paper)
            })
            .await
    }

    /// Ändra vem som får läsa beslutsunderlag.
    ///
    /// # Errors
    /// As [`MeetingPapers::change`].
    pub async fn set_access(&self, request: &Arc<Request>, command: SetPaperAccess) -> Result<MeetingPaper> {
        self.db
            .write(request, Action::PrepareMeeting, async |tx| {
                let mut paper: MeetingPaper = tx.load_at(command.id, command.expected_version).await?;
                let event = paper.set_access(command)?;
                tx.update(&mut paper).await?;
                tx.emit(event);
                Ok(paper)
            })
            .await
    }

    /// Ersätt beslutsunderlag: the answer is the new edition.
    ///
    /// # Errors
    /// As [`MeetingPapers::change`].
    pub async fn supersede(&self, request: &Arc<Request>, command: SupersedePaper) -> Result<MeetingPaper> {
        self.db
            .write(request, Action::PrepareMeeting, async |tx| {
                let mut before: MeetingPaper = tx.load_at(command.id, command.expected_version).await?;
                let meeting = hold(tx, before.meeting, []).await?;
                let (mut next, event) = before.supersede(Id::new(self.db.ids()), &meeting, command)?;
                let maskings = StandingMaskings::at(tx, next.meeting).await?;
                maskings.write([("title", Some(&mut next.title))])?;
                rewrite(tx, meeting).await?;
                tx.update(&mut before).await?;
                tx.insert(&next).await?;
                tx.emit(event);
                tx.emit(store::Event::new("PaperAdded", next.id.public()));
                Ok(next)
            })
            .await
    }

    /// Återta beslutsunderlag, med skäl.
    ///
    /// # Errors
    /// As [`MeetingPapers::change`].
    pub async fn withdraw(
        &self,
        request: &Arc<Request>,
        id: MeetingPaperId,
        expected: i32,
        reason: &str,
    ) -> Result<MeetingPaper> {
        self.db
            .write(request, Action::PrepareMeeting, async |tx| {
                let mut paper: MeetingPaper = tx.load_at(id, expected).await?;
                let meeting: CouncilMeeting = tx.lock(paper.meeting).await?;
                let event = paper.withdraw(reason)?;
                rewrite(tx, meeting).await?;
                tx.update(&mut paper).await?;
                tx.emit(event);
                Ok(paper)
            })
            .await
    }

    /// Lämna in fil: the paper takes it, once, and whether it did so now. The same file again is answered as before.
    ///
    /// Where there is a store the object is there before the paper says so: one that no paper came to tell of harms nobody.
    ///
    /// # Errors
    /// `Denied`; `NotFound` outside the reach; `Refused`; `Unavailable` when the store is away.
    pub async fn hand_in(
        &self,
        request: &Arc<Request>,
        id: MeetingPaperId,
        filed: FiledPaper,
    ) -> Result<(MeetingPaper, bool)> {
        let (filed, sums) = blocking(move || {
            let sums = filed.checksums();
            (filed, sums)
        })
        .await?;
        let key = match &self.objects {
            None => None,
            Some(objects) => {
                // What would be refused is not sent, nor what is there.
                let paper = self.fileable(request, id).await?;
                if paper.sha512.as_ref() == Some(&sums.sha512) {
                    return Ok((paper, false));
                }
                let meeting = RecordReader::<CouncilMeeting>::new(&self.db).one(request, paper.meeting).await?;
                paper.must_lack_a_file(&meeting)?;
                let key = object_key(objects.prefix(), id, &sums);
                objects.put(&key, &filed.bytes).await?;
                Some(key)
            }
        };
        match self.file(request, id, filed, sums.clone(), key).await {
            Err(refused @ Error::Refused { .. }) => {
                // Whatever it does not take any more, it may have taken already, also while this one waited for the meeting.
                let paper = self.read().one(request, id).await?;
                if paper.sha512 == Some(sums.sha512) { Ok((paper, false)) } else { Err(refused) }
            }
            done => done.map(|paper| (paper, true)),
        }
    }

    /// Without the key of an object the bytes are kept in the same transaction.
    async fn file(
        &self,
        request: &Arc<Request>,
        id: MeetingPaperId,
        filed: FiledPaper,
        sums: Checksums,
        object_key: Option<String>,
    ) -> Result<MeetingPaper> {
        self.db
            .write(request, Action::PrepareMeeting, async |tx| {
                let paper: MeetingPaper = tx.load(id).await?;
                let meeting = hold(tx, paper.meeting, []).await?;
                // Read anew: another file may have come while this waited for the meeting.
                let mut paper: MeetingPaper = tx.load(id).await?;
                let event = paper.take(&meeting, &filed, sums, self.db.clock().now())?;
                if let Some(name) = &mut paper.file_name {
                    StandingMaskings::at(tx, paper.meeting).await?.mask_name(name);
                }
                let is_kept_here = object_key.is_none();
                paper.object_key = object_key;
                rewrite(tx, meeting).await?;
                tx.update(&mut paper).await?;
                if is_kept_here {
                    tx.insert(&PaperFile { id, council: paper.council, content: filed.bytes }).await?;
                }
                tx.emit(event);
                Ok(paper)
            })
            .await
    }

    /// Whether a caller may hand in a file of such a paper, and the paper: asked before a file is read.
    ///
    /// # Errors
    /// `Denied`; `NotFound` outside the reach.
    pub async fn fileable(&self, request: &Arc<Request>, id: MeetingPaperId) -> Result<MeetingPaper> {
        let grant = access::permit(request, Action::PrepareMeeting)?;
        let paper = self.read().one(request, id).await?;
        let anchors = access::Anchors { council: Some(paper.council), ..access::Anchors::default() };
        grant.require(&anchors).map_err(|_| Error::NotFound)?;
        Ok(paper)
    }

    /// A paper with its file, from where it lies. What is not everyone's is noted in the read log before it is handed out.
    ///
    /// # Errors
    /// `NotFound` outside the reach, and where it has no file; `Unavailable` when the store is away, or none is configured any more;
    /// `Broken`, also when what is kept is not what was handed in.
    pub async fn content(&self, request: &Arc<Request>, id: MeetingPaperId) -> Result<(MeetingPaper, Vec<u8>)> {
        let mut paper = self.read().one(request, id).await?;
        let bytes = match &paper.object_key {
            None => RecordReader::<PaperFile>::new(&self.db).one(request, id).await?.content,
            Some(key) => {
                let none = "papers: a paper's file lies in an S3-compatible store, and none is configured";
                let objects = self.objects.as_ref().ok_or_else(|| Error::Unavailable(none.to_owned()))?;
                let length = paper.bytes.and_then(|all| u64::try_from(all).ok()).unwrap_or_default();
                let bytes = objects.get(key, length).await?;
                // It may have been withdrawn while the store answered.
                paper = self.read().one(request, id).await?;
                bytes
            }
        };
        let (paper, bytes) = blocking(move || paper.must_be_of(&bytes).map(|()| (paper, bytes))).await??;
        let anyone = Arc::new(Request::new(Actor::public(), request.id.clone()));
        if self.read().by_ids(&anyone, &[id]).await?.is_empty() {
            let grant = view(request, Action::ReadMeetings);
            self.db.note_document_reading(&grant, &id.public()).await?;
        }
        Ok((paper, bytes))
    }
}

/// The papers that stand on the item.
pub(in crate::meeting) async fn standing_on(tx: &mut Tx, item: AgendaItemId) -> Result<Vec<MeetingPaper>> {
    tx.matching::<MeetingPaper>(MeetingPaper::standing(item)).await
}

/// Minutes list papers: who has approved a draft of them approves it anew.
async fn rewrite(tx: &mut Tx, mut meeting: CouncilMeeting) -> Result<()> {
    if meeting.rewrite() {
        tx.update(&mut meeting).await?;
    }
    Ok(())
}
