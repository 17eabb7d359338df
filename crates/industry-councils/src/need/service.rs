//! What can be done with needs.

use std::sync::Arc;

use access::{Action, Anchors, Request};
use kernel::{
    Error, Id, Result,
    error::rules,
    id::{CouncilId, NeedId},
};
use store::{Db, RecordReader, Tx};

use super::{
    entity::{Need, QualifyNeed, ReportNeed},
    status::NeedVerb,
};
use crate::{
    endorsement::Endorsement,
    industry_council::{IndustryCouncil, SeatPort, require_open},
    need_transition,
};

/// Behoven.
#[derive(Clone)]
pub struct Needs {
    db: Db,
    seats: Arc<dyn SeatPort>,
}

impl Needs {
    /// Over `db`, of the councils that `seats` knows.
    pub fn new(db: &Db, seats: Arc<dyn SeatPort>) -> Self {
        Self { db: db.clone(), seats }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<Need> {
        RecordReader::new(&self.db)
    }

    /// Anmäl behov: reports a need to an industry council, or to the regional council itself.
    ///
    /// # Errors
    /// `Denied` outside the caller's organisation or council; `Invalid` naming the field; `Refused` by a dissolved council.
    pub async fn report(&self, request: &Arc<Request>, command: ReportNeed) -> Result<Need> {
        self.db
            .write(request, Action::ReportNeed, async |tx| {
                let need = self.report_in(tx, command).await?;
                Ok(need)
            })
            .await
    }

    /// Holds the council that the need is to lie with, until this transaction ends: for what must hold of its needs together.
    ///
    /// # Errors
    /// As [`Needs::report`].
    pub(crate) async fn hold_council(&self, tx: &mut Tx, command: &ReportNeed) -> Result<()> {
        let council = council_of(tx, command).await?;
        tx.grant().require(&anchors(command, council))?;
        self.seats.hold_parent(tx, council).await
    }

    /// As [`Needs::report`], as one of several changes in a transaction begun for that act.
    ///
    /// # Errors
    /// As [`Needs::report`].
    pub async fn report_in(&self, tx: &mut Tx, command: ReportNeed) -> Result<Need> {
        self.report_as(tx, command, None).await
    }

    /// As [`Needs::report_in`], of a common gap, which the need keeps.
    ///
    /// # Errors
    /// As [`Needs::report`].
    pub(crate) async fn report_gap_in(&self, tx: &mut Tx, command: ReportNeed, gap: String) -> Result<Need> {
        self.report_as(tx, command, Some(gap)).await
    }

    async fn report_as(&self, tx: &mut Tx, command: ReportNeed, gap: Option<String>) -> Result<Need> {
        let council = council_of(tx, &command).await?;
        tx.grant().require(&anchors(&command, council))?;
        let id: NeedId = Id::new(self.db.ids());
        let key = self.db.sealer().record_key(id.as_str())?;
        let (mut need, event) = Need::report(id, council, command, self.db.clock().today(), key)?;
        need.reported_gap = gap;
        tx.insert(&need).await?;
        require_open(&*self.seats, tx, council, need.industry_council).await?;
        tx.emit(event);
        Ok(need)
    }

    /// Kvalificera behov: codes it so that it can be compared.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused`; `Invalid`.
    pub async fn qualify(&self, request: &Arc<Request>, command: QualifyNeed) -> Result<Need> {
        self.db
            .write(request, Action::QualifyNeed, async |tx| {
                let mut need: Need = tx.load_at(command.id, command.expected_version).await?;
                let event = need.qualify(command)?;
                save(tx, need, event).await
            })
            .await
    }

    /// Avsluta, avslå eller avför behov, med skäl.
    ///
    /// # Errors
    /// As [`Needs::qualify`].
    pub async fn settle(
        &self,
        request: &Arc<Request>,
        id: NeedId,
        expected: i32,
        verb: NeedVerb,
        follow_up: Option<&str>,
        reason: &str,
    ) -> Result<Need> {
        self.db
            .write(request, Action::QualifyNeed, async |tx| {
                let mut need: Need = tx.load_at(id, expected).await?;
                let event = need.settle(verb, follow_up, reason)?;
                save(tx, need, event).await
            })
            .await
    }

    /// Slå samman behov: this need becomes part of another. Both are held meanwhile, by everyone in the same order, so that no two
    /// become part of each other.
    ///
    /// # Errors
    /// As [`Needs::qualify`].
    pub async fn merge(&self, request: &Arc<Request>, id: NeedId, expected: i32, into: NeedId) -> Result<Need> {
        self.db
            .write(request, Action::QualifyNeed, async |tx| {
                for one in [id.min(into), id.max(into)] {
                    let held = tx.lock::<Need>(one).await;
                    held.map_err(|e| if one == id { e } else { e.at("intoId") })?;
                }
                let mut need: Need = tx.load_at(id, expected).await?;
                let other: Need = tx.load(into).await.map_err(|e| e.at("intoId"))?;
                let event = need.merge_into(&other)?;
                save(tx, need, event).await
            })
            .await
    }

    /// Notes the day on which the hub first triages a need, inside the hub's own transaction. No step of the need's, which has changed
    /// all the same: whoever keeps a copy of it is told.
    ///
    /// # Errors
    /// `NotFound` outside the transaction's reach.
    pub async fn note_triage(&self, tx: &mut Tx, id: NeedId) -> Result<()> {
        let mut need: Need = tx.load(id).await.map_err(|e| e.at("needId"))?;
        if let Some(event) = need.triage(self.db.clock().today()) {
            tx.update(&mut need).await?;
            tx.emit(event);
        }
        Ok(())
    }

    /// The hub's step on a need, inside the hub's own transaction: prioritised, or begun by an effort.
    ///
    /// # Errors
    /// `NotFound` outside the transaction's reach; `Refused` for a wrong transition.
    pub async fn advance(&self, tx: &mut Tx, id: NeedId, verb: NeedVerb, waiver: Option<&str>) -> Result<()> {
        let mut need: Need = tx.load(id).await.map_err(|e| e.at("needId"))?;
        let event = match verb {
            NeedVerb::Prioritise => Some(need.prioritise()?),
            _ => {
                let backing: Vec<Endorsement> = tx.matching(Endorsement::valid_of(id)).await?;
                need.begin(!backing.is_empty(), waiver)?
            }
        };
        if let Some(event) = event {
            need_transition::take(tx, &mut need, event).await?;
        }
        Ok(())
    }
}

async fn save(tx: &mut Tx, mut need: Need, event: store::Event) -> Result<Need> {
    need_transition::take(tx, &mut need, event).await?;
    Ok(need)
}

/// Councils are public: anyone who may report may name any of them; the reach is checked on what is made.
fn anchors(command: &ReportNeed, council: CouncilId) -> Anchors {
    Anchors { organisation: command.organisation, council: Some(council), ..Anchors::default() }
}

async fn council_of(tx: &mut Tx, command: &ReportNeed) -> Result<CouncilId> {
    let Some(id) = command.industry_council else {
        return command.council.ok_or_else(|| Error::invalid("industryCouncilId", rules::FIELD_IS_REQUIRED));
    };
    let industry_council: IndustryCouncil = tx.look_up(id).await.map_err(|e| e.at("industryCouncilId"))?;
    if command.council.is_some_and(|council| council != industry_council.council) {
        return Err(Error::invalid("councilId", rules::REFERENCE_IS_UNKNOWN));
    }
    Ok(industry_council.council)
}
