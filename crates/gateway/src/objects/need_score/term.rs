//! A score, ground by ground.

use async_graphql::{Context, Object};
use graph::{Choice, code::Language};
use industry_councils::{
    NeedScore,
    need_score::{Grounds, ScoreGround as Ground},
};
use kernel::{Lang, TextEnum};

pub type ScoreGround = Choice<Ground>;

/// What one ground adds to a score.
#[derive(Clone)]
pub struct ScoreTerm {
    ground: Ground,
    score: NeedScore,
}

/// The terms of a score, in the order of the grounds.
pub(super) fn terms(score: &NeedScore) -> Vec<ScoreTerm> {
    Ground::ALL.iter().map(|ground| ScoreTerm { ground: *ground, score: score.clone() }).collect()
}

/// Term: what one ground adds to the score of a need.
///
/// Svenska: Term: vad en grund lägger till ett behovs poäng.
#[Object]
impl ScoreTerm {
    /// Ground.
    ///
    /// Svenska: Grund.
    async fn ground(&self) -> ScoreGround {
        Choice(self.ground)
    }

    /// Input, 0–100.
    ///
    /// Svenska: Indata, 0–100.
    async fn input(&self) -> i32 {
        self.score.inputs.of(self.ground)
    }

    /// Weight, 0–100, of the plan as it was.
    ///
    /// Svenska: Vikt, 0–100, i planen som den var.
    async fn weight(&self) -> i32 {
        Grounds::from(self.score.weights).of(self.ground)
    }

    /// Term: the input times the weight; less than 0 for what counts against.
    ///
    /// Svenska: Term: indata gånger vikten; under 0 för det som räknas emot.
    async fn term(&self) -> i32 {
        self.score.terms.of(self.ground)
    }

    /// Explanation: what the input was reckoned from, and how it became the term.
    ///
    /// Svenska: Förklaring: vad indata räknades ur, och hur de blev termen.
    async fn explanation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Language; the request's own when absent.\n\nSvenska: Språk; frågans eget när det saknas.")]
        lang: Option<Language>,
    ) -> String {
        self.explained(Language::or_own(lang, ctx))
    }
}

impl ScoreTerm {
    fn explained(&self, lang: Lang) -> String {
        let name = self.ground.label().get(lang);
        let (input, term) = (self.score.inputs.of(self.ground), self.score.terms.of(self.ground));
        let weight = Grounds::from(self.score.weights).of(self.ground);
        let from = match self.score.fact(self.ground) {
            Some((fact, noun)) => format!("{} {}", number(fact), noun.get(lang)),
            None if self.ground == Ground::Urgency => self.score.horizon.label().get(lang).to_lowercase(),
            None => self.ground.note().map_or("", |note| note.get(lang)).to_owned(),
        };
        let input = number(if self.ground == Ground::ExistingSupply { -input } else { input });
        format!("{name} ({from}): {input} × {weight} = {}", number(term))
    }
}

/// With the sign that people write.
fn number(number: i32) -> String {
    number.to_string().replace('-', "−")
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use industry_councils::{action_plan::ScoreWeights, need::NeedHorizon};
    use kernel::{Id, SequentialIds};

    use super::*;

    #[test]
    fn each_term_says_what_it_came_from() {
        let ids = SequentialIds::starting_at(0);
        let inputs = Grounds {
            volume: 80,
            urgency: 50,
            substitutability_gap: 40,
            endorsements: 25,
            equality_effect: 0,
            existing_supply: 10,
        };
        let weights = ScoreWeights {
            volume: 20,
            urgency: 25,
            substitutability_gap: 15,
            endorsements: 20,
            equality_effect: 10,
            existing_supply: 30,
        };
        let terms_of = inputs.terms(&weights);
        let score = NeedScore {
            id: Id::new(&ids),
            version: 1,
            need: Id::new(&ids),
            council: Id::new(&ids),
            plan: Id::new(&ids),
            inputs,
            weights,
            terms: terms_of,
            score: terms_of.sum(),
            people_lacking: 80,
            days_left: None,
            horizon: NeedHorizon::Medium,
            endorsers: 1,
            rationale: None,
            scored_on: NaiveDate::from_ymd_opt(2026, 9, 1).expect("a date"),
            earlier: None,
            replaced_on: None,
        };
        let told: Vec<String> = terms(&score).iter().map(|term| term.explained(Lang::Sv)).collect();
        assert_eq!(told[0], "Volym (80 personer saknas): 80 × 20 = 1600");
        assert_eq!(told[1], "Brådska (medellång, 1–3 år): 50 × 25 = 1250");
        assert_eq!(told[5], "Befintligt utbud (navets bedömning, 0–100; räknas emot): −10 × 30 = −300");
    }
}
