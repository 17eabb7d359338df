//! What can be done with skill requirements.

use std::sync::Arc;

use access::{Action, Request};
use kernel::{Id, Result, error::Detail};
use store::{Db, RecordReader, Tx};

use super::entity::{RequireSkill, SkillRequirement};
use crate::{analysis::CompetenceAnalysis, scale::LevelScale};

/// Kraven.
#[derive(Clone)]
pub struct SkillRequirements {
    db: Db,
}

impl SkillRequirements {
    /// Over `db`.
    pub fn new(db: &Db) -> Self {
        Self { db: db.clone() }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<SkillRequirement> {
        RecordReader::new(&self.db)
    }

    /// Ange krav på kompetens: one a role and skill. Holds the analysis meanwhile, so that its gaps are not calculated without it.
    ///
    /// # Errors
    /// `Invalid` naming the field, also for an analysis outside the reach; `Refused` once the gaps are calculated.
    pub async fn require(&self, request: &Arc<Request>, command: RequireSkill) -> Result<SkillRequirement> {
        self.db
            .write(request, Action::ManageAnalysis, async |tx| {
                let requirement = self.require_in(tx, command).await?;
                Ok(requirement)
            })
            .await
    }

    /// As [`SkillRequirements::require`], as one of several changes in a transaction begun for that act.
    ///
    /// # Errors
    /// As [`SkillRequirements::require`].
    pub async fn require_in(&self, tx: &mut Tx, command: RequireSkill) -> Result<SkillRequirement> {
        let analysis: CompetenceAnalysis = tx.lock(command.analysis).await.map_err(|e| e.at("analysisId"))?;
        let scale: LevelScale = tx.look_up(analysis.scale).await?;
        let (requirement, event) = SkillRequirement::of(Id::new(self.db.ids()), &analysis, &scale, command)?;
        tx.insert_at(&requirement, "skill", requirement.alike(), |known| {
            let (level, role, id) = (known.level, &known.role_title, known.id.public());
            Detail { sv: format!("nivå {level} för {role}, {id}"), en: format!("level {level} of {role}, {id}") }
        })
        .await?;
        tx.emit(event);
        Ok(requirement)
    }
}
