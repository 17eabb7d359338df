//! What can be done with participations.

use std::{collections::HashMap, sync::Arc};

use access::{Action, Anchors, Grant, Request, permit, view};
use chrono::NaiveDate;
use kernel::{
    Error, Id, Period, PersonalIdentity, Result,
    error::required_line,
    id::{ParticipantId, ParticipationId},
};
use store::{Compare, Db, Done, Event, Family, Filter, Query, RecordReader, Tx};

use super::{
    called::Called,
    called_repo::Column as CalledColumn,
    entity::{Anchoring, Participation, ParticipationVerb},
    entry::{EntryFacts, Sensitive},
    register::{GivenRegistration, RegisterParticipation, Registrant},
    repo::Column as ParticipationColumn,
    spell::Spell,
    spell_repo::Column as SpellColumn,
};
use crate::{
    participant::{Participant, index, named, of_index, of_indexes, silent_id},
    port::ProjectDirectory,
};

/// Identifiers looked up in one statement.
const IDENTITIES_PER_SELECT: usize = 500;
/// How often a person is looked for when others register her at the same time.
const MEETINGS: usize = 5;
/// More projects than anyone takes part in.
const PARTICIPATIONS_A_PERSON: u32 = 100;

/// Deltagandena.
#[derive(Clone)]
pub struct Participations {
    db: Db,
    projects: Arc<dyn ProjectDirectory>,
}

/// How the person is written in the registration's transaction.
enum Writing {
    New,
    Changed,
    Same,
}

/// A person to be registered.
struct Meeting {
    person: Participant,
    writing: Writing,
    identity: PersonalIdentity,
    /// What the project is to call her, and from which version of hers she is protected to it; nothing for a person not met
    /// before, who is called by her own first name.
    called: Option<(String, i32)>,
}

/// From which version of hers a person is protected to a project that knows it or does not.
fn protected_from(person: &Participant, known_protected: bool) -> i32 {
    if person.protected && !known_protected { person.version + 1 } else { 0 }
}

impl Participations {
    /// Over `db`, asking `projects` for their days.
    pub fn new(db: &Db, projects: Arc<dyn ProjectDirectory>) -> Self {
        Self { db: db.clone(), projects }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<Participation> {
        RecordReader::new(&self.db)
    }

    /// Reading the spells.
    pub fn spells(&self) -> RecordReader<Spell> {
        RecordReader::new(&self.db)
    }

    /// Registrera deltagande. A person met before, in any project, is found by her number and is not registered
    /// twice. Nothing tells the two cases apart, here or afterwards: this project calls her what it was told and holds her
    /// protected if it was told so, and no other project's name is shown or replaced.
    ///
    /// # Errors
    /// `Denied` outside the caller's project; `Invalid` naming the field; `Conflict` when she is in the project.
    pub async fn register(&self, request: &Arc<Request>, command: RegisterParticipation) -> Result<Participation> {
        let grant = permit(request, Action::ManageParticipation)?;
        let change = async {
            grant.require(&Anchors { project: Some(command.project), ..Anchors::default() })?;
            let period = self.projects.period(command.project).await.map_err(|e| e.at("projectId"))?;
            for _ in 0..MEETINGS {
                if let Some(participation) = self.try_register(&grant, &period, command.clone()).await? {
                    return Ok(participation);
                }
            }
            Err(Error::Unavailable("the person is being registered by others".to_owned()))
        };
        match self.db.once(&grant, change).await? {
            Done::Before(id) => self.db.answered(request, &grant, id).await,
            Done::Now(done) => Ok(done),
        }
    }

    /// As [`Participations::register`], of a person as someone writes her.
    ///
    /// # Errors
    /// As [`Participations::register`]; `Invalid` without the person or with a malformed identifier.
    pub async fn register_given(&self, request: &Arc<Request>, given: GivenRegistration) -> Result<Participation> {
        permit(request, Action::ManageParticipation)?;
        self.register(request, given.read_on(self.db.clock().today())?).await
    }

    /// Nothing when someone else registered the same person meanwhile: a refusal would tell that.
    async fn try_register(
        &self,
        grant: &Grant,
        period: &Period,
        command: RegisterParticipation,
    ) -> Result<Option<Participation>> {
        let meeting = self.meet(grant.request(), &command.registrant).await?;
        let participant = meeting.person.id;
        let sensitive = command.entry.sensitive();
        let facts = EntryFacts::of(command.entry, &meeting.identity, command.starts_on)?;
        let id: ParticipationId = Id::new(self.db.ids());
        let key = self.db.sealer().record_key(id.as_str())?;
        let RegisterParticipation { project, organisation, council, starts_on, .. } = command;
        let at = Anchoring { participant, project, organisation, council };
        let (participation, event) = Participation::register(id, at, starts_on, period, facts, sensitive, key)?;
        let called = |(name, from): (String, i32)| Called::new(self.db.sealer(), &participation, &name, from);
        let called = meeting.called.map(called).transpose()?;

        let mut tx = self.db.begin(grant).await?;
        let mut person = meeting.person;
        let written = match meeting.writing {
            Writing::New => tx.insert(&person).await,
            Writing::Changed => tx.update(&mut person).await,
            Writing::Same => Ok(()),
        };
        if let Err(Error::Conflict { .. }) = written {
            tx.roll_back().await?;
            return Ok(None);
        }
        written?;
        tx.insert(&participation).await?;
        if let Some(called) = &called {
            tx.insert(called).await?;
        }
        tx.emit(event);
        tx.commit(participation.id.as_str()).await?;
        Ok(Some(participation))
    }

    /// Ändra namn: what the participation's project calls her from now on. Other projects go on calling her what they do.
    ///
    /// # Errors
    /// `Denied`; `NotFound` outside the reach, or for who may not be told her name; `Conflict` for a stale version;
    /// `Invalid` for the name.
    pub async fn rename(
        &self,
        request: &Arc<Request>,
        id: ParticipationId,
        expected: i32,
        name: &str,
    ) -> Result<Participation> {
        self.db
            .write(request, Action::ChangeName, async |tx| {
                let person = self.read().one(request, id).await?.participant;
                let reached = named(&self.db, &view(request, Action::ReadNames), &[person]).await?;
                if !reached.iter().any(|named| named.participation == Some(id)) {
                    return Err(Error::NotFound);
                }
                let participation: Participation = tx.load_at(id, expected).await?;
                let of_this = Filter::Is(CalledColumn::Id, Compare::Eq(id.as_str().into()));
                match tx.matching::<Called>(of_this).await?.pop() {
                    Some(mut called) => {
                        called.rename(self.db.sealer(), name)?;
                        tx.update(&mut called).await?;
                    }
                    None => tx.insert(&Called::new(self.db.sealer(), &participation, name, 0)?).await?,
                }
                let event = participation.renamed();
                save(tx, participation, event).await
            })
            .await
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

    /// Who is to be registered, and what of her is to be written.
    async fn meet(&self, request: &Request, registrant: &Registrant) -> Result<Meeting> {
        let sealer = self.db.sealer();
        match registrant {
            Registrant::Known(id) => {
                let grant = view(&Arc::new(request.clone()), Action::ReadNames);
                let reached = named(&self.db, &grant, &[*id]).await?;
                let Some(first) = reached.first() else { return Err(Error::NotFound.at("participantId")) };
                let known_protected = reached.iter().any(|named| named.protected);
                let identity = first.person.identity(sealer, self.db.clock().today())?;
                let called = (first.name(sealer)?, protected_from(&first.person, known_protected));
                Ok(Meeting { person: first.person.clone(), writing: Writing::Same, identity, called: Some(called) })
            }
            Registrant::Person(person) => {
                let name = required_line("name", &person.name, 200)?;
                let identity = person.identity.clone();
                let met = match index(sealer, &identity)? {
                    Some(index) => of_index(&self.db, &index).await?,
                    None => None,
                };
                let Some(mut met) = met else {
                    let id = silent_id(sealer, self.db.ids())?;
                    let person = Participant::register(id, sealer, person, self.db.clock().now())?;
                    return Ok(Meeting { person, writing: Writing::New, identity, called: None });
                };
                let called = (name, protected_from(&met, person.protected));
                if person.protected {
                    met.protect();
                }
                let writing = if person.protected { Writing::Changed } else { Writing::Same };
                Ok(Meeting { person: met, writing, identity, called: Some(called) })
            }
        }
    }

    /// Påbörja: the first spell begins on the day of entry.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused`; `Invalid`.
    pub async fn activate(&self, request: &Arc<Request>, id: ParticipationId, expected: i32) -> Result<Participation> {
        self.db
            .write(request, Action::ManageParticipation, async |tx| {
                let mut participation: Participation = tx.load_at(id, expected).await?;
                let event = participation.activate(self.db.clock().today())?;
                let others = spells_of(tx, id).await?;
                let spell = Spell::begin(self.db.ids(), &participation, &others, participation.starts_on)?;
                tx.insert(&spell).await?;
                save(tx, participation, event).await
            })
            .await
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
        self.db
            .write(request, Action::ManageParticipation, async |tx| {
                let period = self.period_of(request, id).await?;
                let mut participation: Participation = tx.load_at(id, expected).await?;
                let today = self.db.clock().today();
                let running = spells_of(tx, id).await?.into_iter().find(|spell| spell.ends_on.is_none());
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
            })
            .await
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
        self.db
            .write(request, Action::ManageParticipation, async |tx| {
                let period = self.period_of(request, id).await?;
                let mut participation: Participation = tx.load_at(id, expected).await?;
                let today = self.db.clock().today();
                let day = day.unwrap_or(today);
                let event = participation.re_enter(day, &period, today)?;
                let others = spells_of(tx, id).await?;
                let spell = Spell::begin(self.db.ids(), &participation, &others, day)?;
                tx.insert(&spell).await?;
                save(tx, participation, event).await
            })
            .await
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
        self.db
            .write(request, Action::ManageParticipation, async |tx| {
                let mut participation: Participation = tx.load_at(id, expected).await?;
                let event = participation.take(verb, self.db.clock().today())?;
                save(tx, participation, event).await
            })
            .await
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

    async fn period_of(&self, request: &Arc<Request>, id: ParticipationId) -> Result<Period> {
        let project = self.read().one(request, id).await?.project;
        self.projects.period(project).await
    }
}

async fn spells_of(tx: &mut Tx, id: ParticipationId) -> Result<Vec<Spell>> {
    tx.matching(Filter::Is(SpellColumn::ParticipationId, Compare::Eq(id.as_str().into()))).await
}

async fn save(tx: &mut Tx, mut participation: Participation, event: Event) -> Result<Participation> {
    tx.update(&mut participation).await?;
    tx.emit(event);
    Ok(participation)
}
