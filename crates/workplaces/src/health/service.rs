//! What can be done with assessments of the health factor.

use std::sync::Arc;

use access::{Action, Request};
use kernel::{Id, Result};
use store::Db;

use super::entity::{AssessHealthFactor, HealthAssessment};
use crate::{health_factor::HealthFactor, workplace::Workplace};

/// Skattningarna.
#[derive(Clone)]
pub struct HealthAssessments {
    db: Db,
}

impl HealthAssessments {
    /// Over `db`.
    pub fn new(db: &Db) -> Self {
        Self { db: db.clone() }
    }

    /// Skatta en friskfaktor.
    ///
    /// # Errors
    /// `Invalid` naming the field, also for a workplace outside the reach and a day on which the factor is assessed already.
    pub async fn assess(&self, request: &Arc<Request>, command: AssessHealthFactor) -> Result<HealthAssessment> {
        self.db
            .write(request, Action::LeadReflection, async |tx| {
                let workplace: Workplace = tx.load(command.workplace).await.map_err(|e| e.at("workplaceId"))?;
                let factor = command.factor.map_or_else(HealthFactor::first, Ok)?;
                let factor: HealthFactor = tx.look_up(factor).await.map_err(|e| e.at("factorId"))?;
                let (id, today) = (Id::new(self.db.ids()), self.db.clock().today());
                let (assessment, event) = HealthAssessment::assess(id, &workplace, factor.id, command, today)?;
                tx.insert_at(&assessment, "assessedOn", assessment.alike(), |known| known.id.public().into()).await?;
                tx.emit(event);
                Ok(assessment)
            })
            .await
    }
}
