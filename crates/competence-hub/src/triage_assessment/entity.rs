//! What an assessment is. A later one replaces it and never overwrites it.

use kernel::{
    Path, Timestamp,
    id::{ActionPlanId, CouncilId, HubId, NeedId, TriageAssessmentId, TriageId},
};

use crate::triage::{Factors, Triage};

/// Bedömning av ett behov: as the triage was from one moment to another.
#[derive(Clone, Debug)]
pub struct TriageAssessment {
    /// Id.
    pub id: TriageAssessmentId,
    /// Version.
    pub version: i32,
    /// The triage that it is of.
    pub triage: TriageId,
    /// The need, copied.
    pub need: NeedId,
    /// The hub, copied.
    pub hub: HubId,
    /// The hub's council, copied.
    pub council: CouncilId,
    /// The way it was to be answered.
    pub path: Path,
    /// Inputs.
    pub inputs: Factors,
    /// Weights.
    pub weights: Factors,
    /// The plan that gave the weights; the usual ones came of none.
    pub plan: Option<ActionPlanId>,
    /// The score counted from the two.
    pub score: i32,
    /// Why.
    pub rationale: Option<String>,
    /// When it was made.
    pub assessed_at: Timestamp,
    /// When the next one was made instead.
    pub replaced_at: Option<Timestamp>,
}

impl TriageAssessment {
    /// What the triage says now.
    pub fn of(id: TriageAssessmentId, triage: &Triage) -> Self {
        Self {
            id,
            version: 1,
            triage: triage.id,
            need: triage.need,
            hub: triage.hub,
            council: triage.council,
            path: triage.path,
            inputs: triage.inputs,
            weights: triage.weights,
            plan: triage.plan,
            score: triage.score,
            rationale: triage.rationale.clone(),
            assessed_at: triage.triaged_at,
            replaced_at: None,
        }
    }
}
