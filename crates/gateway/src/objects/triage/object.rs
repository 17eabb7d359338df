//! How a triage is shown.

use async_graphql::{Context, Result, SimpleObject};
use competence_hub::{
    TriageAssessment,
    triage::{self, TriageColumn, TriageColumn as C},
    triage_assessment::TriageAssessmentColumn,
};
use graph::{Batch, Choice, Field, Fields, IdFilter, Node, Object, Shown, Table, context::caller, table};
use industry_councils::Need;
use kernel::{Command, Id, Label, id::kind};
use store::{Family, Query, RecordReader};

use crate::{
    app::app,
    objects::{
        about, action_plan::ActionPlanObject, hub::HubObject, need::NeedObject,
        triage_assessment::TriageAssessmentObject,
    },
};

pub type TriagePath = Choice<triage::Path>;

/// Factors: one number, 0–100, for each ground.
///
/// Svenska: Bedömningsgrunder: ett tal, 0–100, för varje grund.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct TriageFactors {
    /// Volume: how many people it concerns.
    ///
    /// Svenska: Volym: hur många personer det gäller.
    volume: i32,
    /// Urgency: how soon it is needed.
    ///
    /// Svenska: Brådska: hur snart det behövs.
    urgency: i32,
    /// Substitutability gap: how little other occupations can stand in.
    ///
    /// Svenska: Avstånd till närliggande yrken: hur lite andra yrken kan ersätta.
    substitutability_gap: i32,
    /// Endorsements: how widely councils back it.
    ///
    /// Svenska: Förankring: hur brett råd står bakom det.
    endorsements: i32,
    /// Equality effect: how much an answer would further equality.
    ///
    /// Svenska: Jämställdhetseffekt: hur mycket ett svar skulle främja jämställdheten.
    equality_effect: i32,
    /// Existing supply: counts against.
    ///
    /// Svenska: Befintligt utbud: räknas emot.
    existing_supply: i32,
}

impl From<triage::Factors> for TriageFactors {
    fn from(factors: triage::Factors) -> Self {
        Self {
            volume: factors.volume,
            urgency: factors.urgency,
            substitutability_gap: factors.substitutability_gap,
            endorsements: factors.endorsements,
            equality_effect: factors.equality_effect,
            existing_supply: factors.existing_supply,
        }
    }
}

pub type TriageObject = Object<TriageFields>;

type F = Field<TriageFields>;

/// The fields of [`triage::Triage`].
pub struct TriageFields;

impl Fields for TriageFields {
    type Record = triage::Triage;

    const NAME: &'static str = "Triage";
    const ABOUT: Label = Label {
        sv: "Sortering och prioritering: vilken väg ett behov tar och hur det rangordnas, med allt som rangen vilar på.",
        en: "Triage: which way a need goes and how it ranks, with everything the rank rests on.",
    };
    const TITLE: &'static str = "need { id title }";

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(TriageFields, [
            F::choice("path", C::Path, |row| row.path, ("Väg.", "Path.")).filtered(),
            F::int("score", C::Score, |row| row.score,
                ("Poäng: varje grund gånger sin vikt, summerat, med befintligt utbud räknat emot; −10 000 till 50 000.", "Score: each input times its weight, summed, existing supply counted against; −10,000 to 50,000.")).filtered().ordered(),
            F::computed::<TriageFactors>("inputs", |row| row.inputs.into(),
                ("Bedömningsgrunder: varje grund, som den bedömdes.", "Inputs: each ground, as assessed.")).showing(Shown::Group(triage::Factors::TABLE)),
            F::computed::<TriageFactors>("weights", |row| row.weights.into(),
                ("Vikter: varje grunds, som den användes.", "Weights: of each ground, as used.")).showing(Shown::Group(triage::Factors::TABLE)),
            F::one::<ActionPlanObject>("actionPlan", C::PlanId, |triage| triage.plan,
                ("Handlingsplan: den vars vikter användes; saknas där de förvalda gällde.", "Action plan: the one whose weights were used; absent where the usual ones applied.")),
            F::many_as_of::<TriageAssessmentObject>("assessments", Family::Column(TriageAssessmentColumn::TriageId), TriageAssessment::holding_on,
                ("Bedömningar: alla som gjorts, eller den som gällde när en dag tog slut.", "Assessments: all that were made, or the one that held when a day ended."), ("Den som gällde när den dagen tog slut.", "The one that held when that day ended.")),
            F::maybe_text("rationale", C::Rationale, |row| row.rationale.as_deref(), ("Motivering.", "Rationale.")),
            F::instant("triagedAt", C::TriagedAt, |row| row.triaged_at,
                ("Sorterat.", "Triaged.")).ordered(),
            F::one::<NeedObject>("need", C::NeedId, |triage| Some(triage.need),
                ("Behov.", "Need.")).filtered().by_id(),
            F::the::<HubObject>("hub", C::HubId, |triage| triage.hub,
                ("Kompetensnav: det som bedömde.", "Competence hub: the one that assessed it.")).by_id(),
            F::only_filter::<IdFilter>("councilId", |f| f.on::<_, kind::Council>(C::CouncilId), about::COUNCIL),
        ])
    }
}

/// The triage of each of these needs, loaded for all of them at once.
pub async fn triage_of_need(ctx: &Context<'_>, need: &Node<Need>) -> Result<Option<TriageObject>> {
    let triages = need.shared(ctx, || async {
        let keys: Vec<_> = need.siblings().iter().map(|need| need.id).collect();
        let parents: Vec<&str> = keys.iter().map(Id::as_str).collect();
        let records = RecordReader::<triage::Triage>::new(&app(ctx).db);
        let family = Family::Column(TriageColumn::NeedId);
        let slices = records.children(&caller(ctx).request, family, &parents, &Query::first(1)).await?;
        Ok(Batch::of(slices.into_values().flat_map(|slice| slice.rows).collect()))
    });
    let triages = triages.await?;
    let at = triages.rows().iter().position(|triage| triage.need == need.row().id);
    Ok(at.map(|at| Node::new(&triages, at).into()))
}
