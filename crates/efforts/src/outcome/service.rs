//! What can be done with outcomes.

use std::sync::Arc;

use access::{Action, Anchors, Request};
use chrono::NaiveDate;
use kernel::{Error, Id, Result, id::OutcomeId};
use store::{Db, RecordReader};

use super::entity::{Outcome, OutcomeKind, OutcomeSource, RecordOutcome, Subject, rules};
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
    /// `Denied` outside the caller's hub or project; `Invalid` naming the field; `Refused` for who has not ended.
    pub async fn record(&self, request: &Arc<Request>, command: RecordOutcome) -> Result<Outcome> {
        self.db
            .write(request, Action::RecordOutcome, async |tx| {
                let place = match (command.enrolment, command.participation) {
                    (Some(_), _) => None,
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
                        let enrolment: Enrolment = tx.load(enrolment).await.map_err(|e| e.at("enrolmentId"))?;
                        Outcome::record(id, Subject::Enrolment(&enrolment), &command, now)?
                    }
                    (None, Some((participation, place))) => {
                        Outcome::record(id, Subject::Participation(participation, place), &command, now)?
                    }
                    (None, None) => return Err(Error::invalid("enrolmentId", rules::OUTCOME_HAS_NO_SUBJECT)),
                };
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
                let now = self.db.clock().now();
                let (newer, events) = old.supersede(Id::new(self.db.ids()), kind, source, observed_on, reason, now)?;
                tx.update(&mut old).await?;
                tx.insert(&newer).await?;
                events.into_iter().for_each(|event| tx.emit(event));
                Ok(newer)
            })
            .await
    }
}
