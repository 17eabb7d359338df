//! What can be done with participations.

use std::{collections::HashMap, sync::Arc};

use access::{Action, Anchors, Request, permit, view};
use chrono::NaiveDate;
use kernel::{
    Error, Id, PersonalIdentity, Result,
    id::{CouncilId, OrganisationId, ParticipantId, ParticipationId, ProjectId},
};
use store::{Compare, Db, Event, Family, Filter, Query, Shelf, Tx};

use super::{
    entity::{Anchoring, Participation, ParticipationVerb},
    entry::{Entry, EntryFacts, Sensitive},
    repo::Column as ParticipationColumn,
    spell::Spell,
    spell_repo::Column as SpellColumn,
};
use crate::{
    participant::{Participant, Person, index, named, of_index, of_indexes, silent_id},
    port::ProjectDirectory,
};

/// Identifiers looked up in one statement.
const IDENTITIES_PER_SELECT: usize = 500;
/// More projects than anyone takes part in.
const PARTICIPATIONS_A_PERSON: u32 = 100;

/// Who is registered.
#[derive(Clone, Debug)]
pub enum Registrant {
    /// By identifier: knowing it is what gives leave to register its owner.
    Person(Person),
    /// By an id that the caller already reaches.
    Known(ParticipantId),
}

/// Registrera deltagande: the command.
#[derive(Clone, Debug)]
pub struct RegisterParticipation {
    /// The project.
    pub project: ProjectId,
    /// Who.
    pub registrant: Registrant,
    /// The employer.
    pub organisation: Option<OrganisationId>,
    /// The regional council.
    pub council: Option<CouncilId>,
    /// Day of entry.
    pub starts_on: NaiveDate,
    /// Characteristics at entry.
    pub entry: Entry,
}

/// Deltagandena.
#[derive(Clone)]
pub struct Participations {
    db: Db,
    projects: Arc<dyn ProjectDirectory>,
}

/// How the person is written in the registration's transaction.
enum Writing {
    New(Participant),
    Changed(Participant),
    Same(Participant),
}

impl Participations {
    /// Over `db`, asking `projects` for their days.
    pub fn new(db: &Db, projects: Arc<dyn ProjectDirectory>) -> Self {
        Self { db: db.clone(), projects }
    }

    /// Reading.
    pub fn read(&self) -> Shelf<Participation> {
        Shelf::new(&self.db)
    }

    /// Reading the spells.
    pub fn spells(&self) -> Shelf<Spell> {
        Shelf::new(&self.db)
    }

    /// Registrera deltagande. A person met before, in any project, is found by her number and is not registered
    /// twice; nothing in the answer tells the two cases apart.
    ///
    /// # Errors
    /// `Denied` outside the caller's project; `Invalid` naming the field; `Conflict` when she is in the project.
    pub async fn register(&self, request: &Arc<Request>, command: RegisterParticipation) -> Result<Participation> {
        let grant = permit(request, Action::ManageParticipation)?;
        if let Some(id) = self.db.replayed(&grant).await? {
            return self.read().one(request, id).await;
        }
        grant.require(&Anchors { project: Some(command.project), ..Anchors::default() })?;
        let period = self.projects.period(command.project).await.map_err(|e| e.at("projectId"))?;
        let (writing, identity) = self.person(request, &command.registrant).await?;
        let (Writing::New(person) | Writing::Changed(person) | Writing::Same(person)) = &writing;
        let participant = person.id;
        let sensitive = command.entry.sensitive;
        let facts = EntryFacts::of(command.entry, &identity, command.starts_on)?;
        let id: ParticipationId = Id::new(self.db.ids());
        let key = self.db.sealer().record_key(id.as_str())?;
        let RegisterParticipation { project, organisation, council, starts_on, .. } = command;
        let at = Anchoring { participant, project, organisation, council };
        let (participation, event) = Participation::register(id, at, starts_on, &period, facts, sensitive, key)?;

        let mut tx = self.db.begin(&grant).await?;
        match writing {
            Writing::New(person) => tx.insert(&person).await?,
            Writing::Changed(mut person) => tx.update(&mut person).await?,
            Writing::Same(_) => {}
        }
        tx.insert(&participation).await?;
        tx.emit(event);
        tx.commit(participation.id.as_str()).await?;
        Ok(participation)
    }

    /// The participations that the caller reaches of the persons with these identifiers, in the order asked. Someone
    /// unknown and someone outside the reach both have none. Shows nothing that the reach does not.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn of_identities(
        &self,
        request: &Arc<Request>,
        identities: &[PersonalIdentity],
    ) -> Result<Vec<Vec<Participation>>> {
        let mut found = Vec::with_capacity(identities.len());
        for chunk in identities.chunks(IDENTITIES_PER_SELECT) {
            let indexes: Vec<Option<String>> =
                chunk.iter().map(|identity| index(self.db.sealer(), identity)).collect::<Result<_>>()?;
            let asked: Vec<String> = indexes.iter().flatten().cloned().collect();
            let people = if asked.is_empty() { Vec::new() } else { of_indexes(&self.db, &asked).await? };
            let ids: Vec<&str> = people.iter().map(|person| person.id.as_str()).collect();
            let family = Family::Column(ParticipationColumn::ParticipantId);
            let reached = self.read().children(request, family, &ids, &Query::first(PARTICIPATIONS_A_PERSON)).await?;
            let of: HashMap<&str, &str> = people
                .iter()
                .filter_map(|person| Some((person.identity_index.as_deref()?, person.id.as_str())))
                .collect();
            found.extend(indexes.iter().map(|index| {
                let person = index.as_deref().and_then(|index| of.get(index));
                person.and_then(|person| reached.get(*person)).map_or_else(Vec::new, |slice| slice.rows.clone())
            }));
        }
        Ok(found)
    }

    async fn person(&self, request: &Arc<Request>, registrant: &Registrant) -> Result<(Writing, PersonalIdentity)> {
        let sealer = self.db.sealer();
        match registrant {
            Registrant::Known(id) => {
                let grant = view(request, Action::ReadNames);
                let person = named(&self.db, &grant, &[*id]).await?.pop();
                let person = person.ok_or(Error::NotFound).map_err(|e| e.at("participantId"))?;
                let identity = person.identity(sealer, self.db.clock().today())?;
                Ok((Writing::Same(person), identity))
            }
            Registrant::Person(person) => {
                let met = match index(sealer, &person.identity)? {
                    Some(index) => of_index(&self.db, &index).await?,
                    None => None,
                };
                let writing = match met {
                    Some(mut met) => {
                        if met.meet_again(sealer, person)? {
                            Writing::Changed(met)
                        } else {
                            Writing::Same(met)
                        }
                    }
                    None => {
                        let id = silent_id(sealer, self.db.ids())?;
                        Writing::New(Participant::register(id, sealer, person, self.db.clock().now())?)
                    }
                };
                Ok((writing, person.identity.clone()))
            }
        }
    }

    /// Påbörja: the first spell begins on the day of entry.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused`; `Invalid`.
    pub async fn activate(&self, request: &Arc<Request>, id: ParticipationId, expected: i32) -> Result<Participation> {
        let grant = permit(request, Action::ManageParticipation)?;
        if let Some(id) = self.db.replayed(&grant).await? {
            return self.read().one(request, id).await;
        }
        let mut tx = self.db.begin(&grant).await?;
        let mut participation: Participation = tx.load_at(id, expected).await?;
        let event = participation.activate(self.db.clock().today())?;
        let others = spells_of(&mut tx, id).await?;
        let spell = Spell::begin(self.db.ids(), &participation, &others, participation.starts_on)?;
        tx.insert(&spell).await?;
        save(tx, participation, event).await
    }

    /// Avsluta on `day` or today: the running spell ends.
    ///
    /// # Errors
    /// As [`Participations::activate`].
    pub async fn exit(
        &self,
        request: &Arc<Request>,
        id: ParticipationId,
        expected: i32,
        day: Option<NaiveDate>,
        reason: Option<&str>,
    ) -> Result<Participation> {
        let grant = permit(request, Action::ManageParticipation)?;
        if let Some(id) = self.db.replayed(&grant).await? {
            return self.read().one(request, id).await;
        }
        let period = self.period_of(request, id).await?;
        let mut tx = self.db.begin(&grant).await?;
        let mut participation: Participation = tx.load_at(id, expected).await?;
        let today = self.db.clock().today();
        let running = spells_of(&mut tx, id).await?.into_iter().find(|spell| spell.ends_on.is_none());
        let missing = running.is_none();
        // A row loaded from elsewhere may lack its spell: leaving then writes it whole.
        let mut spell = match running {
            Some(spell) => spell,
            None => Spell::begin(self.db.ids(), &participation, &[], participation.starts_on)?,
        };
        let event = participation.exit(&mut spell, day.unwrap_or(today), &period, reason, today)?;
        if missing {
            tx.insert(&spell).await?;
        } else {
            tx.update(&mut spell).await?;
        }
        save(tx, participation, event).await
    }

    /// Återinträd on `day` or today: a new spell; earlier results no longer count.
    ///
    /// # Errors
    /// As [`Participations::activate`].
    pub async fn re_enter(
        &self,
        request: &Arc<Request>,
        id: ParticipationId,
        expected: i32,
        day: Option<NaiveDate>,
    ) -> Result<Participation> {
        let grant = permit(request, Action::ManageParticipation)?;
        if let Some(id) = self.db.replayed(&grant).await? {
            return self.read().one(request, id).await;
        }
        let period = self.period_of(request, id).await?;
        let mut tx = self.db.begin(&grant).await?;
        let mut participation: Participation = tx.load_at(id, expected).await?;
        let today = self.db.clock().today();
        let day = day.unwrap_or(today);
        let event = participation.re_enter(day, &period, today)?;
        let others = spells_of(&mut tx, id).await?;
        let spell = Spell::begin(self.db.ids(), &participation, &others, day)?;
        tx.insert(&spell).await?;
        save(tx, participation, event).await
    }

    /// Registrera resultat, följ upp or arkivera.
    ///
    /// # Errors
    /// As [`Participations::activate`].
    pub async fn take(
        &self,
        request: &Arc<Request>,
        id: ParticipationId,
        expected: i32,
        verb: ParticipationVerb,
    ) -> Result<Participation> {
        let grant = permit(request, Action::ManageParticipation)?;
        if let Some(id) = self.db.replayed(&grant).await? {
            return self.read().one(request, id).await;
        }
        let mut tx = self.db.begin(&grant).await?;
        let mut participation: Participation = tx.load_at(id, expected).await?;
        let event = participation.take(verb, self.db.clock().today())?;
        save(tx, participation, event).await
    }

    /// The sensitive answers of those of `ids` whom the caller may read them of; the others are absent. Noted before
    /// anything is shown.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`: then nothing is shown.
    pub async fn sensitive(
        &self,
        request: &Arc<Request>,
        ids: &[ParticipationId],
    ) -> Result<HashMap<ParticipationId, Sensitive>> {
        let grant = view(request, Action::ReadSensitive);
        let rows: Vec<Participation> = self.db.by_ids(&grant, ids).await?;
        let people: Vec<ParticipantId> = rows.iter().map(|row| row.participant).collect();
        self.db.note_reading(&grant, "disability, minority", &people).await?;
        Ok(rows.iter().filter_map(|row| Some((row.id, row.sensitive(&grant)?))).collect())
    }

    async fn period_of(&self, request: &Arc<Request>, id: ParticipationId) -> Result<kernel::Period> {
        let project = self.read().one(request, id).await?.project;
        self.projects.period(project).await
    }
}

async fn spells_of(tx: &mut Tx, id: ParticipationId) -> Result<Vec<Spell>> {
    tx.matching(Filter::Is(SpellColumn::ParticipationId, Compare::Eq(id.as_str().into()))).await
}

async fn save(mut tx: Tx, mut participation: Participation, event: Event) -> Result<Participation> {
    tx.update(&mut participation).await?;
    tx.emit(event);
    tx.commit(participation.id.as_str()).await?;
    Ok(participation)
}
