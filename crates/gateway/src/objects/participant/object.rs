//! How a person is shown: an id to everyone who reaches a row about her, a name to those who may name her.

use std::{collections::HashMap, sync::Arc};

use async_graphql::{Context, ID, Object, Result};
use graph::{Node, context::caller, refuse};
use kernel::id::{ParticipantId, ParticipationId};
use participants::participant::PersonNames;
use store::Record;
use tokio::sync::OnceCell;

use crate::app::app;

type Names = kernel::Result<HashMap<ParticipantId, PersonNames>>;

/// The persons of one statement's rows: named together, or not at all.
pub struct People {
    ids: Vec<ParticipantId>,
    names: OnceCell<Names>,
}

impl People {
    /// These persons, each once.
    pub fn of(ids: impl Iterator<Item = ParticipantId>) -> Self {
        let mut ids: Vec<_> = ids.collect();
        ids.sort_unstable();
        ids.dedup();
        Self { ids, names: OnceCell::new() }
    }
}

/// A person.
pub struct ParticipantObject {
    id: ParticipantId,
    participation: Option<ParticipationId>,
    people: Arc<People>,
}

impl ParticipantObject {
    /// The person that a row is about, among those its siblings are about, as she is called in the row's participation.
    ///
    /// # Errors
    /// None of its own.
    pub async fn of<T: Record>(
        node: &Node<T>,
        ctx: &Context<'_>,
        key: impl Fn(&T) -> ParticipantId + Send + Sync,
        participation: Option<ParticipationId>,
    ) -> Result<Self> {
        let people = node.shared(ctx, || async { Ok(People::of(node.siblings().iter().map(&key))) }).await?;
        Ok(Self { id: key(node.row()), participation, people })
    }

    /// One person.
    pub fn alone(id: ParticipantId) -> Self {
        Self { id, participation: None, people: Arc::new(People::of(std::iter::once(id))) }
    }
}

/// Person: someone who takes part. What she did is at her enrolments and participations.
///
/// Svenska: Person: någon som deltar. Vad hon gjort finns vid hennes anmälningar och deltaganden.
#[Object(name = "Participant")]
impl ParticipantObject {
    /// Id: tells nothing of the person.
    ///
    /// Svenska: Id: säger inget om personen.
    pub async fn id(&self) -> ID {
        self.id.public().into()
    }

    /// Name, as the row's project calls her; nothing unless you may name her. A protected person is named to a manager
    /// of her project and to herself. Every reading is noted.
    ///
    /// Svenska: Namn, som radens projekt kallar henne; saknas om du inte får se det. En person med skyddade uppgifter
    /// visas med namn för den som leder hennes projekt och för henne själv. Varje läsning antecknas.
    async fn name(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        let load = || app(ctx).participants.names(&caller(ctx).request, &self.people.ids);
        // One try for all: what keeps one of them from being named keeps all of them.
        let names = self.people.names.get_or_init(load).await.as_ref().map_err(|error| refuse(ctx, error.clone()))?;
        Ok(names.get(&self.id).and_then(|names| names.of(self.participation)).map(|name| name.0.clone()))
    }
}
