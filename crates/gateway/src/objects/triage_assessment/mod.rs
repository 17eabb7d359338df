//! Bedömning av ett behov, som den var.

use competence_hub::triage_assessment::{TriageAssessment, TriageAssessmentColumn as C};
use graph::{Field, Fields, Object, Shown, Table, table};
use kernel::{Command, Label};

use crate::objects::{
    NodeKind, Registration,
    action_plan::ActionPlanObject,
    hub::HubObject,
    need::NeedObject,
    triage::{TriageFactors, TriageObject},
};

pub(crate) const REGISTRATION: Registration =
    Registration { nodes: &[NodeKind::of::<TriageAssessmentObject>()], ..Registration::NONE };

pub type TriageAssessmentObject = Object<TriageAssessmentFields>;

type F = Field<TriageAssessmentFields>;

/// The fields of [`TriageAssessment`].
pub struct TriageAssessmentFields;

impl Fields for TriageAssessmentFields {
    type Record = TriageAssessment;

    const NAME: &'static str = "TriageAssessment";
    const ABOUT: Label = Label {
        sv: "Bedömning av ett behov: vad en sortering sade, från en stund till en annan.",
        en: "Assessment of a need: what a triage said, from one moment to another.",
    };
    const TITLE: &'static str = "need { id title } score assessedAt";

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(TriageAssessmentFields, [
            F::choice("path", C::Path, |row| row.path, ("Väg.", "Path.")).filtered(),
            F::int("score", C::Score, |row| row.score,
                ("Poäng: varje grund gånger sin vikt, summerat, med befintligt utbud räknat emot; −10 000 till 50 000.", "Score: each input times its weight, summed, existing supply counted against; −10,000 to 50,000.")).filtered().ordered(),
            F::computed::<TriageFactors>("inputs", |row| row.inputs.into(),
                ("Bedömningsgrunder: varje grund, som den bedömdes.", "Inputs: each ground, as assessed.")).showing(Shown::Group(competence_hub::triage::Factors::TABLE)),
            F::computed::<TriageFactors>("weights", |row| row.weights.into(),
                ("Vikter: varje grunds, som den användes.", "Weights: of each ground, as used.")).showing(Shown::Group(competence_hub::triage::Factors::TABLE)),
            F::maybe_text("rationale", C::Rationale, |row| row.rationale.as_deref(), ("Motivering.", "Rationale.")),
            F::instant("assessedAt", C::AssessedAt, |row| row.assessed_at, ("Bedömt, tidpunkten.", "Assessed at.")).ordered(),
            F::maybe_instant("replacedAt", C::ReplacedAt, |row| row.replaced_at,
                ("Ersatt, tidpunkten; saknas för den senaste.", "Replaced at; absent for the latest.")),
            F::one::<ActionPlanObject>("actionPlan", C::PlanId, |row| row.plan,
                ("Handlingsplan: den vars vikter användes; saknas där de förvalda gällde.", "Action plan: the one whose weights were used; absent where the usual ones applied.")),
            F::one::<TriageObject>("triage", C::TriageId, |row| Some(row.triage), ("Sortering.", "Triage.")).by_id(),
            F::one::<NeedObject>("need", C::NeedId, |row| Some(row.need), ("Behov.", "Need.")).filtered().by_id(),
            F::the::<HubObject>("hub", C::HubId, |row| row.hub,
                ("Kompetensnav: det som bedömde.", "Competence hub: the one that assessed it.")).by_id(),
        ])
    }
}
