//! What can be done with assessments of the health factor.

use std::sync::Arc;

use access::{Action, Request};
use kernel::{Id, Result};
use store::Db;

use super::entity::{AssessHealthFactor, HealthAssessment};
use crate::workplace::Workplace;

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

    /// Skatta friskfaktorn.
    ///
    /// # Errors
    /// `Invalid` naming the field, also for a workplace outside the reach and a day that is assessed already.
    pub async fn assess(&self, request: &Arc<Request>, command: AssessHealthFactor) -> Result<HealthAssessment> {
        self.db
            .write(request, Action::LeadReflection, async |tx| {
                let workplace: Workplace = tx.load(command.workplace).await.map_err(|e| e.at("workplaceId"))?;
                let id = Id::new(self.db.ids());
                let (assessment, event) = HealthAssessment::assess(id, &workplace, command, self.db.clock().today())?;
                tx.insert(&assessment).await.map_err(|e| e.at("assessedOn"))?;
                tx.emit(event);
                Ok(assessment)
            })
            .await
    }
}
