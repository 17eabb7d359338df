//! What can be done with saved questions.

use std::sync::Arc;

use access::{Action, Anchors, Request, permit};
use kernel::{Error, Id, Result, error::rules as shared_rules, id::SavedQuestionId};
use questions::{catalogue::is_built_in, is_slug};
use store::{Db, Done, Query, RecordReader, Tx};

use super::{
    draft::{Draft, Fault},
    entity::{By, QuestionStatus, SaveQuestion, SavedQuestion, Shared, rules},
};
use crate::{
    owner::Owner,
    port::{DocumentCheck, Seats},
};

/// What came of saving.
#[derive(Clone, Debug)]
pub enum Saved {
    /// It is saved.
    Done(Box<SavedQuestion>),
    /// It cannot stand, for all these reasons; nothing was written.
    Faulty(Vec<Fault>),
}

/// De sparade frågorna.
#[derive(Clone)]
pub struct SavedQuestions {
    db: Db,
    schema: Arc<dyn DocumentCheck>,
    seats: Arc<dyn Seats>,
}

impl SavedQuestions {
    /// Over `db`.
    pub fn new(db: &Db, schema: Arc<dyn DocumentCheck>, seats: Arc<dyn Seats>) -> Self {
        Self { db: db.clone(), schema, seats }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<SavedQuestion> {
        RecordReader::new(&self.db)
    }

    /// The one at this address, if the caller reaches it.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn at(&self, request: &Arc<Request>, slug: &str) -> Result<Option<SavedQuestion>> {
        if !is_slug(slug) {
            return Ok(None);
        }
        let query = Query::first(1).filter(SavedQuestion::at(&[slug.to_owned()]));
        Ok(self.read().page(request, &query).await?.rows.pop())
    }

    /// Spara fråga: a new draft, or another wording of one that is there.
    ///
    /// # Errors
    /// `Denied` outside the caller's reach, and for a published question where the caller may not publish; `NotFound`;
    /// `Conflict` for a stale version; `Refused`; `Invalid` naming the field.
    pub async fn save(&self, request: &Arc<Request>, command: SaveQuestion) -> Result<Saved> {
        let grant = permit(request, Action::SaveQuestion)?;
        let change = command.change()?;
        let change = async {
            let draft = match self.checked(&command).await {
                Ok(draft) => draft,
                Err(faults) => return Ok(Saved::Faulty(faults)),
            };
            let mut tx = self.db.begin(&grant).await?;
            let question = match change {
                None => self.begin_in(&mut tx, &command, draft).await?,
                Some((id, expected)) => self.revise_in(&mut tx, &command, draft, id, expected).await?,
            };
            tx.commit(question.id.as_str()).await?;
            Ok(Saved::Done(Box::new(question)))
        };
        match self.db.once(&grant, change).await? {
            Done::Before(id) => Ok(Saved::Done(Box::new(self.db.answered(request, &grant, id).await?))),
            Done::Now(done) => Ok(done),
        }
    }

    /// Publicera fråga: those it is shared with see it.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Denied` for another's; `Conflict` for a stale version; `Refused`.
    pub async fn publish(&self, request: &Arc<Request>, id: SavedQuestionId, expected: i32) -> Result<SavedQuestion> {
        self.db
            .write(request, Action::PublishQuestion, async |tx| {
                let mut question = own(tx, id, expected).await?;
                let event = question.publish(by(tx))?;
                save(tx, question, event).await
            })
            .await
    }

    /// Dra in fråga, med skäl: nobody asks it any more.
    ///
    /// # Errors
    /// As [`SavedQuestions::publish`]; `Invalid` without a reason.
    pub async fn withdraw(
        &self,
        request: &Arc<Request>,
        id: SavedQuestionId,
        expected: i32,
        reason: &str,
    ) -> Result<SavedQuestion> {
        self.db
            .write(request, Action::PublishQuestion, async |tx| {
                let mut question = own(tx, id, expected).await?;
                let event = question.withdraw(reason, by(tx))?;
                save(tx, question, event).await
            })
            .await
    }

    /// Against itself, then against the schema: a document that is no query has nothing to say about types.
    async fn checked(&self, command: &SaveQuestion) -> Result<Draft, Vec<Fault>> {
        let draft = Draft::read(&command.slug, &command.document, command.definition.clone())?;
        let said = self.schema.faults(&draft.document).await;
        if said.is_empty() { Ok(draft) } else { Err(said.iter().map(Fault::of_document).collect()) }
    }

    async fn begin_in(&self, tx: &mut Tx, command: &SaveQuestion, draft: Draft) -> Result<SavedQuestion> {
        let owner = Owner::of(&command.owner())?;
        tx.grant().require(&owner.anchors())?;
        if is_built_in(&draft.slug) {
            return Err(Error::invalid("slug", rules::SLUG_IS_TAKEN));
        }
        let shared = self.shared(tx, owner, command).await?;
        let (question, event) = SavedQuestion::begin(Id::new(self.db.ids()), owner, draft, shared, by(tx));
        tx.insert(&question).await.map_err(|error| match error {
            Error::Conflict { rule: shared_rules::KEY_IS_TAKEN } => Error::invalid("slug", rules::SLUG_IS_TAKEN),
            other => other,
        })?;
        tx.emit(event);
        Ok(question)
    }

    async fn revise_in(
        &self,
        tx: &mut Tx,
        command: &SaveQuestion,
        draft: Draft,
        id: SavedQuestionId,
        expected: i32,
    ) -> Result<SavedQuestion> {
        let mut question = own(tx, id, expected).await?;
        let Anchors { organisation, council, hub, project, .. } = command.owner();
        let named = organisation.is_some() || council.is_some() || hub.is_some() || project.is_some();
        if named && Owner::of(&command.owner())? != question.owner {
            return Err(Error::invalid("input", rules::SLUG_AND_OWNER_STAND));
        }
        // What others rely on is changed by whoever may publish it.
        if question.status == QuestionStatus::Published {
            let request = Arc::new(tx.grant().request().clone());
            permit(&request, Action::PublishQuestion)?.require(&question.owner.anchors())?;
        }
        let shared = self.shared(tx, question.owner, command).await?;
        let event = question.revise(draft, shared, by(tx))?;
        tx.update(&mut question).await?;
        tx.emit(event);
        Ok(question)
    }

    /// Nobody is shown anything by strangers: the council is the owner's, or one that the caller is there for.
    async fn shared(&self, tx: &mut Tx, owner: Owner, command: &SaveQuestion) -> Result<Shared> {
        let shared = Shared::new(owner, command.sharing, command.shared_council)?;
        let Some(council) = shared.council() else { return Ok(shared) };
        let there = tx.grant().request().actor.assignments.iter().any(|held| held.council == Some(council));
        let belongs = match owner {
            _ if there || owner.council() == Some(council) => true,
            Owner::Organisation(organisation) => self.seats.holds(tx, organisation, council).await?,
            _ => false,
        };
        if belongs { Ok(shared) } else { Err(Error::invalid("sharedCouncilId", rules::COUNCIL_IS_NOT_ONES_OWN)) }
    }
}

/// The caller's own: what is merely shared with the caller's council is read, not changed.
async fn own(tx: &mut Tx, id: SavedQuestionId, expected: i32) -> Result<SavedQuestion> {
    let question: SavedQuestion = tx.load_at(id, expected).await?;
    tx.grant().require(&question.owner.anchors())?;
    Ok(question)
}

fn by(tx: &Tx) -> By {
    By { principal: tx.grant().request().actor.principal(), at: tx.db().clock().now() }
}

async fn save(tx: &mut Tx, mut question: SavedQuestion, event: store::Event) -> Result<SavedQuestion> {
    tx.update(&mut question).await?;
    tx.emit(event);
    Ok(question)
}
