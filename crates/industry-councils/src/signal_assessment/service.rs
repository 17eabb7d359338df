//! What can be done with assessments of signals.

use std::sync::Arc;

use access::{Action, Request};
use kernel::{Id, Result};
use store::Db;

use super::entity::{AssessSignal, SignalAssessment};
use crate::{industry_council::IndustryCouncil, signal::Signal};

/// Bedömningarna.
#[derive(Clone)]
pub struct SignalAssessments {
    db: Db,
}

impl SignalAssessments {
    /// Over `db`.
    pub fn new(db: &Db) -> Self {
        Self { db: db.clone() }
    }

    /// Bedöm signal, for an industry council: its earlier assessment is replaced and kept, and the signal's spread follows.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused`; `Invalid`.
    pub async fn assess(&self, request: &Arc<Request>, command: AssessSignal) -> Result<SignalAssessment> {
        self.db
            .write(request, Action::AssessSignal, async |tx| {
                let mut signal: Signal = tx.load_at(command.signal, command.expected_version).await?;
                let council: IndustryCouncil =
                    tx.look_up(command.industry_council).await.map_err(|e| e.at("industryCouncilId"))?;
                let latest: Vec<SignalAssessment> = tx.matching(SignalAssessment::latest_of(signal.id)).await?;
                let (own, others): (Vec<_>, Vec<_>) =
                    latest.into_iter().partition(|one| one.industry_council == council.id);
                let mut earlier = own.into_iter().next();
                let (id, today) = (Id::new(self.db.ids()), self.db.clock().today());
                let (assessment, event) =
                    SignalAssessment::of(id, &signal, &council, earlier.as_mut(), command, today)?;
                let relevances: Vec<i32> = others.iter().chain([&assessment]).map(|one| one.relevance).collect();
                let step = signal.assess(&relevances)?;
                if let Some(earlier) = &mut earlier {
                    tx.update(earlier).await?;
                }
                tx.insert(&assessment).await?;
                tx.update(&mut signal).await?;
                tx.emit(event);
                tx.emit(step);
                Ok(assessment)
            })
            .await
    }
}
