//! What can be done with enrolments.

use std::sync::Arc;

use access::{Action, Anchors, Request};
use chrono::NaiveDate;
use kernel::{
    Error, Id, Result,
    error::{Detail, all, holds, rules as common},
    id::{EnrolmentId, OccasionId},
    machine::takes,
};
use store::{Compare, Db, Event, Filter, RecordReader, Tx};

use super::{
    entity::{Enrol, Enrolment, EnrolmentSource, EnrolmentStatus, EnrolmentVerb, Person, TRANSITIONS, rules},
    queue::Queue,
    repo::Column,
};
use crate::{effort::Effort, occasion::Occasion, port::ParticipationDirectory};

/// Anmälningarna.
#[derive(Clone)]
pub struct Enrolments {
    db: Db,
    people: Arc<dyn ParticipationDirectory>,
}

impl Enrolments {
    /// Over `db`, asking `people` whose participation is whose.
    pub fn new(db: &Db, people: Arc<dyn ParticipationDirectory>) -> Self {
        Self { db: db.clone(), people }
    }

    pub(super) fn db(&self) -> &Db {
        &self.db
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<Enrolment> {
        RecordReader::new(&self.db)
    }

    /// Nominera or ansök: an employer nominates its own, a person applies for herself, the hub does either.
    ///
    /// # Errors
    /// `Denied` for another's person; `Invalid` naming the field; `Refused` when the effort is not open, or not to this person, and
    /// also when the person is enrolled already, and then since when.
    pub async fn enrol(&self, request: &Arc<Request>, command: Enrol) -> Result<Enrolment> {
        self.db.write(request, Action::ApplyForPlace, async |tx| self.enrol_as(tx, request, &command).await).await
    }

    /// As [`Enrolments::enrol`], as one of several changes in a transaction begun for that act.
    ///
    /// # Errors
    /// As [`Enrolments::enrol`].
    pub async fn enrol_in(&self, tx: &mut Tx, command: Enrol) -> Result<Enrolment> {
        let request = Arc::new(tx.grant().request().clone());
        self.enrol_as(tx, &request, &command).await
    }

    async fn enrol_as(&self, tx: &mut Tx, request: &Arc<Request>, command: &Enrol) -> Result<Enrolment> {
        let (enrolment, event) = self.decide(tx, request, command).await?;
        insert(tx, &enrolment).await?;
        tx.emit(event);
        Ok(enrolment)
    }

    /// The effort and the occasion stay as they are until the enrolment is made: nobody is admitted by rules that were revised, or to
    /// what was cancelled, meanwhile.
    async fn decide(&self, tx: &mut Tx, request: &Arc<Request>, command: &Enrol) -> Result<(Enrolment, Event)> {
        let unknown = |error: Error| error.at("occasionId");
        let named: Occasion = tx.look_up(command.occasion).await.map_err(unknown)?;
        let effort: Effort = tx.look_up_unchanged(named.effort).await.map_err(unknown)?;
        let occasion: Occasion = tx.look_up_unchanged(named.id).await.map_err(unknown)?;
        let person = self.person(request, command).await?;
        let mut anchors = Anchors { hub: Some(occasion.hub), ..Anchors::default() };
        match command.source {
            EnrolmentSource::Nomination => anchors.organisation = person.organisation,
            EnrolmentSource::Application => anchors.person = Some(person.participant),
        }
        tx.grant().require(&anchors)?;
        let id: EnrolmentId = Id::new(self.db.ids());
        let key = self.db.sealer().record_key(id.as_str())?;
        let enrolled = Enrolment::enrol(id, &effort, &occasion, person, command.source, self.db.clock().today(), key)?;
        if effort.eligibility.asks() {
            let applicant = self.people.applicant(request, person.participation, effort.project).await?;
            effort.eligibility.must_admit(&applicant)?;
        }
        Ok(enrolled)
    }

    async fn person(&self, request: &Arc<Request>, command: &Enrol) -> Result<Person> {
        let unknown = |field| Error::invalid(field, common::REFERENCE_IS_UNKNOWN);
        if let Some(id) = command.participation {
            let place = self.people.participation(request, id).await.map_err(|e| e.at("participationId"))?;
            let organisation = place.organisation.or(command.organisation);
            let is_hers = command.participant.is_none_or(|other| other == place.participant);
            let employs_her = command.organisation.is_none() || command.organisation == organisation;
            all([
                holds(is_hers, "participantId", common::REFERENCE_IS_UNKNOWN),
                holds(employs_her, "organisationId", rules::PARTICIPATION_NAMES_ANOTHER_EMPLOYER),
            ])?;
            return Ok(Person {
                participant: place.participant,
                participation: Some(id),
                project: Some(place.project),
                organisation,
            });
        }
        let Some(participant) = command.participant else {
            return Err(Error::invalid("participationId", rules::PARTICIPATION_IS_REQUIRED));
        };
        if !self.people.reaches(request, participant).await? {
            return Err(unknown("participantId"));
        }
        Ok(Person { participant, participation: None, project: None, organisation: command.organisation })
    }

    /// Förklara behörig, bekräfta, avslå, återta or note a no-show. The person and the employer answer for
    /// themselves by confirming and withdrawing; the rest is the hub's.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused`; `Invalid`.
    pub async fn take(
        &self,
        request: &Arc<Request>,
        id: EnrolmentId,
        expected: i32,
        verb: EnrolmentVerb,
        reason: Option<&str>,
    ) -> Result<Enrolment> {
        let action = match verb {
            EnrolmentVerb::Confirm | EnrolmentVerb::Withdraw => Action::ApplyForPlace,
            _ => Action::ManageEnrolment,
        };
        self.db
            .write(request, action, async |tx| {
                let mut enrolment: Enrolment = tx.load_at(id, expected).await?;
                must_take(tx, &enrolment, verb).await?;
                let event = enrolment.take(verb, reason)?;
                if matches!(verb, EnrolmentVerb::Confirm | EnrolmentVerb::MissStart) {
                    // Who answers for somebody need not read what is cancelled.
                    let occasion: Occasion = tx.look_beyond(enrolment.occasion).await?;
                    occasion.must_take_place()?;
                    if verb == EnrolmentVerb::MissStart {
                        occasion.must_have_begun(self.db.clock().today())?;
                    }
                }
                tx.update(&mut enrolment).await?;
                tx.emit(event);
                Ok(enrolment)
            })
            .await
    }

    /// Påbörja: the person has begun, on `day` or today.
    ///
    /// # Errors
    /// As [`Enrolments::take`].
    pub async fn start(
        &self,
        request: &Arc<Request>,
        id: EnrolmentId,
        expected: i32,
        day: Option<NaiveDate>,
    ) -> Result<Enrolment> {
        self.db
            .write(request, Action::ManageEnrolment, async |tx| {
                let today = self.db.clock().today();
                let mut enrolment: Enrolment = tx.load_at(id, expected).await?;
                let occasion: Occasion = tx.load(enrolment.occasion).await?;
                let event = enrolment.start(&occasion, day.unwrap_or(today), today)?;
                tx.update(&mut enrolment).await?;
                tx.emit(event);
                Ok(enrolment)
            })
            .await
    }

    /// Slutför, on `day` or today, after `minutes`.
    ///
    /// # Errors
    /// As [`Enrolments::take`].
    pub async fn complete(
        &self,
        request: &Arc<Request>,
        id: EnrolmentId,
        expected: i32,
        day: Option<NaiveDate>,
        minutes: i32,
    ) -> Result<Enrolment> {
        self.act(request, (id, expected), EnrolmentVerb::Complete, |enrolment, today| {
            enrolment.complete(day.unwrap_or(today), minutes, today)
        })
        .await
    }

    /// Avbryt, on `day` or today, after `minutes`, with a reason.
    ///
    /// # Errors
    /// As [`Enrolments::take`].
    pub async fn drop_out(
        &self,
        request: &Arc<Request>,
        id: EnrolmentId,
        expected: i32,
        day: Option<NaiveDate>,
        minutes: i32,
        reason: &str,
    ) -> Result<Enrolment> {
        self.act(request, (id, expected), EnrolmentVerb::DropOut, |enrolment, today| {
            enrolment.drop_out(day.unwrap_or(today), minutes, reason, today)
        })
        .await
    }

    /// Erbjud plats. Holds the occasion meanwhile: two callers never give away the last place. Its version stays, which
    /// everyone sees: it would tell how many were offered a place.
    ///
    /// # Errors
    /// As [`Enrolments::take`]; `Refused { EFFORT_IS_FULL }`, `Refused { WAITING_LIST_GOES_FIRST }`, `Refused { NO_PLACES_ARE_GIVEN }`.
    pub async fn offer(&self, request: &Arc<Request>, id: EnrolmentId, expected: i32) -> Result<Enrolment> {
        self.queue_up(request, (id, expected), EnrolmentVerb::Offer, Enrolment::offer).await
    }

    /// Sätt som reserv.
    ///
    /// # Errors
    /// As [`Enrolments::take`]; `Refused { OCCASION_HAS_ROOM }`, `Refused { NO_PLACES_ARE_GIVEN }`.
    pub async fn waitlist(&self, request: &Arc<Request>, id: EnrolmentId, expected: i32) -> Result<Enrolment> {
        self.queue_up(request, (id, expected), EnrolmentVerb::Waitlist, Enrolment::waitlist).await
    }

    async fn queue_up(
        &self,
        request: &Arc<Request>,
        (id, expected): (EnrolmentId, i32),
        verb: EnrolmentVerb,
        decide: fn(&mut Enrolment, &Queue) -> Result<Event>,
    ) -> Result<Enrolment> {
        self.db
            .write(request, Action::ManageEnrolment, async |tx| {
                let mut enrolment: Enrolment = tx.load_at(id, expected).await?;
                let occasion: Occasion = tx.lock(enrolment.occasion).await?;
                enrolment.step_at(occasion.status, verb)?;
                let queue = Queue::of(&occasion, &holding_or_waiting(tx, occasion.id).await?);
                let event = decide(&mut enrolment, &queue)?;
                tx.update(&mut enrolment).await?;
                tx.emit(event);
                Ok(enrolment)
            })
            .await
    }

    async fn act(
        &self,
        request: &Arc<Request>,
        (id, expected): (EnrolmentId, i32),
        verb: EnrolmentVerb,
        decide: impl FnOnce(&mut Enrolment, NaiveDate) -> Result<Event>,
    ) -> Result<Enrolment> {
        self.db
            .write(request, Action::ManageEnrolment, async |tx| {
                let mut enrolment: Enrolment = tx.load_at(id, expected).await?;
                must_take(tx, &enrolment, verb).await?;
                let event = decide(&mut enrolment, self.db.clock().today())?;
                tx.update(&mut enrolment).await?;
                tx.emit(event);
                Ok(enrolment)
            })
            .await
    }
}

/// Refuses a step that the enrolment's state does not take: its occasion, which then says what is possible, is read for nothing else.
async fn must_take(tx: &mut Tx, enrolment: &Enrolment, verb: EnrolmentVerb) -> Result<()> {
    if takes(TRANSITIONS, enrolment.status, verb) {
        return Ok(());
    }
    // Who answers for somebody need not read what is cancelled.
    let occasion: Occasion = tx.look_beyond(enrolment.occasion).await?;
    enrolment.step_at(occasion.status, verb).map(drop)
}

/// Writes a new enrolment. Of one who is enrolled in the occasion already it is told since when, as far as the caller reads it.
async fn insert(tx: &mut Tx, enrolment: &Enrolment) -> Result<()> {
    match tx.insert(enrolment).await {
        Err(Error::Conflict { rule: common::KEY_IS_TAKEN }) => {
            // The row was left out, so the transaction can still be asked which there is.
            let own = Enrolment::of_person(enrolment.occasion, enrolment.participant);
            let known = tx.look_through::<Enrolment>(own).await?;
            Err(Error::refused(rules::PERSON_IS_ENROLLED, known.first().map(told).unwrap_or_default()))
        }
        done => done,
    }
}

/// Since when somebody is enrolled, how it stands, and which enrolment that is.
fn told(known: &Enrolment) -> Detail {
    let (since, status, id) = (known.applied_on, known.status.label(), known.id.public());
    Detail {
        sv: format!("sedan {since}, läge: {}, {id}", status.sv.to_lowercase()),
        en: format!("since {since}, state: {}, {id}", status.en.to_lowercase()),
    }
}

async fn holding_or_waiting(tx: &mut Tx, occasion: OccasionId) -> Result<Vec<Enrolment>> {
    let statuses = EnrolmentStatus::HOLDING.iter().chain([&EnrolmentStatus::Waitlisted]);
    tx.every(
        Filter::Is(Column::OccasionId, Compare::Eq(occasion.as_str().into()))
            .and(Filter::Is(Column::Status, Compare::In(statuses.map(|s| s.as_str().into()).collect()))),
    )
    .await
}
