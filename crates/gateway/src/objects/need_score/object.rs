//! How the score of a need is shown.

use graph::{Date, Field, Fields, Object, Shown, Table, table};
use industry_councils::{
    NeedScore,
    need_score::{Grounds, NeedScoreColumn as C},
};
use kernel::Label;

use super::term::{ScoreTerm, terms};
use crate::objects::{
    about,
    action_plan::{ActionPlanObject, ScoreGrounds},
    council::CouncilObject,
    need::NeedObject,
};

pub type NeedScoreObject = Object<NeedScoreFields>;

type F = Field<NeedScoreFields>;

/// The fields of [`NeedScore`].
pub struct NeedScoreFields;

impl Fields for NeedScoreFields {
    type Record = NeedScore;

    const NAME: &'static str = "NeedScore";
    const ABOUT: Label = Label {
        sv: "Poäng för ett behov: var det hamnar i rangordningen, med indata, vikter och termer som de var när poängen räknades.",
        en: "Score of a need: where it ranks, with inputs, weights and terms as they were when it was reckoned.",
    };
    const TITLE: &'static str = "need { id title } score scoredOn";

    const FIRST: &'static [&'static str] = &["need", "score", "terms", "rationale", "scoredOn", "plan"];

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(NeedScoreFields, [
            F::int("score", C::Score, |row| row.score,
                ("Poäng: summan av termerna.", "Score: the sum of the terms.")).filtered().ordered(),
            F::computed::<i32>("recomputed", |row| row.recomputed(),
                ("Poängen räknad på nytt ur sparade indata och vikter.", "The score reckoned again from the stored inputs and weights.")),
            F::computed::<Vec<ScoreTerm>>("terms", terms,
                ("Termer: en för varje grund, med förklaring.", "Terms: one for each ground, with an explanation.")).showing(Shown::Told("explanation")),
            F::computed::<ScoreGrounds>("inputs", |row| row.inputs.into(),
                ("Indata: ett tal för varje grund.", "Inputs: a number for each ground.")),
            F::computed::<ScoreGrounds>("weights", |row| Grounds::from(row.weights).into(),
                ("Vikter: planens, som de var.", "Weights: the plan's, as they were.")),
            F::int("peopleLacking", C::PeopleLacking, |row| row.people_lacking,
                ("Personer som saknades.", "People who were lacking.")).filtered(),
            F::int("endorsingCouncils", C::Endorsers, |row| row.endorsers,
                ("Råd som stod bakom behovet.", "Councils that backed the need.")).filtered(),
            F::maybe_text("rationale", C::Rationale, |row| row.rationale.as_deref(), ("Motivering.", "Rationale.")),
            F::date("scoredOn", C::ScoredOn, |row| row.scored_on, ("Räknad den.", "Reckoned on.")).filtered().ordered(),
            F::maybe_date("replacedOn", C::ReplacedOn, |row| row.replaced_on,
                ("Ersatt den: nästa poäng gäller därefter.", "Replaced on: the next score holds from then on.")).filtered(),
            F::computed_of("heldOn", |row, day: Date| row.held_on(day.0),
                ("Gällde den dagen.", "Held on that day."), ("day", ("Dag.", "Day."))).looking_at(&[C::ScoredOn, C::ReplacedOn]),
            F::one::<NeedObject>("need", C::NeedId, |row| Some(row.need), ("Behov.", "Need.")).filtered().by_id(),
            F::one::<ActionPlanObject>("plan", C::PlanId, |row| Some(row.plan),
                ("Handlingsplan: den vars vikter användes.", "Action plan: the one whose weights were used.")).filtered().by_id(),
            F::the::<CouncilObject>("council", C::CouncilId, |row| row.council, about::COUNCIL).filtered().by_id(),
            F::one::<NeedScoreObject>("earlier", C::EarlierId, |row| row.earlier,
                ("Behovets poäng dessförinnan.", "The need's previous score.")),
            F::changed_since(),
            F::only_filter::<Date>("heldOn", |day| Ok(NeedScore::holding_on(day.0)),
                ("Gällde den dagen.", "Held on that day.")),
        ])
    }
}
