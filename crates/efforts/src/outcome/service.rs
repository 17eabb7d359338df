//! What can be done with outcomes.

use std::sync::Arc;

use access::{Action, Anchors, Request};
use chrono::NaiveDate;
use kernel::{Error, Id, Result, id::OutcomeId};
use store::{Compare, Db, Filter, RecordReader, Tx};

use super::{
    entity::{Outcome, OutcomeKind, OutcomeSource, OutcomeStatus, RecordOutcome, Subject, rules},
    repo::Column,
};
use crate::{enrolment::Enrolment, port::ParticipationDirectory};

/// Resultaten.
#[derive(Clone)]
pub struct Outcomes {
    db: Db,
    people: Arc<dyn ParticipationDirectory>,
}

impl Outcomes {
    /// Over `db`, asking `people` whose participation is whose.
    pub fn new(db: &Db, people: Arc<dyn ParticipationDirectory>) -> Self {
        Self { db: db.clone(), people }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<Outcome> {
        RecordReader::new(&self.db)
    }

    /// Registrera resultat of an enrolment, or of a participation.
    ///
    /// # Errors
    /// `Denied` outside the caller's hub or project; `Invalid` naming the field; `Refused` for who has not ended the effort or not begun
    /// in the project, and where the same kind from the same source stands of it.
    pub async fn record(&self, request: &Arc<Request>, command: RecordOutcome) -> Result<Outcome> {
        self.db
            .write(request, Action::RecordOutcome, async |tx| {
                let place = match (command.enrolment, command.participation) {
                    (Some(_), Some(_)) => {
                        return Err(Error::invalid("participationId", rules::OUTCOME_HAS_TWO_SUBJECTS));
                    }
                    (Some(_), None) => None,
                    (None, Some(id)) => {
                        let place =
                            self.people.participation(request, id).await.map_err(|e| e.at("participationId"))?;
                        tx.grant().require(&Anchors { project: Some(place.project), ..Anchors::default() })?;
                        Some((id, place))
                    }
                    (None, None) => return Err(Error::invalid("enrolmentId", rules::OUTCOME_HAS_NO_SUBJECT)),
                };
                let (id, now) = (Id::new(self.db.ids()), self.db.clock().now());
                let (outcome, event) = match (command.enrolment, place) {
                    (Some(enrolment), _) => {
                        // Held: nobody records the same of it meanwhile.
                        let enrolment: Enrolment = tx.lock(enrolment).await.map_err(|e| e.at("enrolmentId"))?;
                        Outcome::record(id, Subject::Enrolment(&enrolment), &command, now)?
                    }
                    (None, Some((participation, place))) => {
                        self.people.wait_for_turn(tx, participation).await?;
                        Outcome::record(id, Subject::Participation(participation, place), &command, now)?
                    }
                    (None, None) => return Err(Error::invalid("enrolmentId", rules::OUTCOME_HAS_NO_SUBJECT)),
                };
                must_be_the_only(tx, &outcome, None).await?;
                tx.insert(&outcome).await?;
                tx.emit(event);
                Ok(outcome)
            })
            .await
    }

    /// Ersätt resultat: a later or better answer takes the place of `id`, which stays readable. Returns the new one.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused`; `Invalid`.
    #[expect(clippy::too_many_arguments, reason = "the answer's three parts are the command")]
    pub async fn supersede(
        &self,
        request: &Arc<Request>,
        id: OutcomeId,
        expected: i32,
        kind: OutcomeKind,
        source: OutcomeSource,
        observed_on: NaiveDate,
        reason: &str,
    ) -> Result<Outcome> {
        self.db
            .write(request, Action::RecordOutcome, async |tx| {
                let mut old: Outcome = tx.load_at(id, expected).await?;
                let began_on = match (old.enrolment, old.participation) {
                    (Some(id), _) => tx.look_beyond_held::<Enrolment>(id).await?.started_on,
                    (None, Some(id)) => {
                        self.people.wait_for_turn(tx, id).await?;
                        self.people.participation(request, id).await?.entered_on
                    }
                    (None, None) => None,
                };
                let (id, now) = (Id::new(self.db.ids()), self.db.clock().now());
                let (newer, events) = old.supersede(id, began_on, kind, source, observed_on, reason, now)?;
                must_be_the_only(tx, &newer, Some(old.id)).await?;
                tx.update(&mut old).await?;
                tx.insert(&newer).await?;
                events.into_iter().for_each(|event| tx.emit(event));
                Ok(newer)
            })
            .await
    }
}

/// That what is to stand of an enrolment or a participation does so once, `besides` what steps back for it.
async fn must_be_the_only(tx: &mut Tx, outcome: &Outcome, besides: Option<OutcomeId>) -> Result<()> {
    let of = match (outcome.enrolment, outcome.participation) {
        (Some(enrolment), _) => Filter::Is(Column::EnrolmentId, Compare::Eq(enrolment.as_str().into())),
        (None, Some(participation)) => Filter::Is(Column::ParticipationId, Compare::Eq(participation.as_str().into())),
        (None, None) => return Ok(()),
    };
    let mut standing: Vec<Outcome> = tx.matching(standing(of)).await?;
    standing.retain(|one| Some(one.id) != besides);
    outcome.must_be_the_only(&standing)
}

/// Those `of` somebody that are not superseded.
fn standing(of: Filter<Column>) -> Filter<Column> {
    Filter::All(vec![of, Filter::Is(Column::Status, Compare::Eq(OutcomeStatus::Recorded.as_str().into()))])
}
