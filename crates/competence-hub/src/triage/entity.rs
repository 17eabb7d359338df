//! What a triage is, and how its score is counted.

use kernel::{
    Command, Label, Lang, Path, Result, Timestamp, command,
    command::{number, text},
    error::{Detail, holds_with},
    id::{ActionPlanId, CouncilId, HubId, NeedId, TriageId},
};
use store::Event;

use crate::{hub::Hub, port::Weighing};

/// Rules of triage.
pub mod rules {
    kernel::rules! {
        /// A council's needs are weighed alike; detail: the weights that apply.
        WEIGHTS_ARE_THE_PLANS:
            "Vikterna är handlingsplanens, eller de förvalda där ingen gäller. Lämna dem tomma. De är:",
            "The weights are the action plan's, or the usual ones where none is in force. Leave them out. They are:";
    }
}

command! {
    /// The same shape holds the inputs and their weights.
    #[derive(Copy, PartialEq, Eq)]
    pub struct Factors as "TriageFactorsInput"
        ("Bedömningsgrunder: ett tal för varje grund.", "Grounds of an assessment: one number for each.") {
        volume: i32 as "volume" [number(0, 100)]
            ("Volym: hur många det gäller.", "Volume: how many people it concerns."),
        urgency: i32 as "urgency" [number(0, 100)] ("Brådska: hur snart det behövs.", "Urgency: how soon it is needed."),
        substitutability_gap: i32 as "substitutabilityGap" [number(0, 100)]
            ("Avstånd till närliggande yrken: hur lite andra yrken kan ersätta.",
             "Substitutability gap: how little other occupations can stand in."),
        endorsements: i32 as "endorsements" [number(0, 100)]
            ("Förankring: hur brett råden står bakom det.", "Endorsements: how widely councils back it."),
        equality_effect: i32 as "equalityEffect" [number(0, 100)]
            ("Jämställdhetseffekt: hur mycket ett svar skulle främja jämställdheten.",
             "Equality effect: how much an answer would further equality."),
        existing_supply: i32 as "existingSupply" [number(0, 100)]
            ("Befintligt utbud: räknas emot.", "Existing supply: counts against."),
    }
}

impl Factors {
    /// The score of these inputs under `weights`: the weighted sum, existing supply counted against.
    /// Between −10,000 and 50,000 when all lie within 0–100.
    pub const fn score(&self, weights: &Self) -> i32 {
        weights.volume * self.volume
            + weights.urgency * self.urgency
            + weights.substitutability_gap * self.substitutability_gap
            + weights.endorsements * self.endorsements
            + weights.equality_effect * self.equality_effect
            - weights.existing_supply * self.existing_supply
    }

    /// As weights, each by its name, in the order of the grounds.
    fn told(&self) -> Detail {
        let numbers = [
            (Label { sv: "volym", en: "volume" }, self.volume),
            (Label { sv: "brådska", en: "urgency" }, self.urgency),
            (Label { sv: "avstånd till närliggande yrken", en: "substitutability gap" }, self.substitutability_gap),
            (Label { sv: "förankring", en: "endorsements" }, self.endorsements),
            (Label { sv: "jämställdhetseffekt", en: "equality effect" }, self.equality_effect),
            (Label { sv: "befintligt utbud", en: "existing supply" }, self.existing_supply),
        ];
        let told = |lang: Lang| numbers.map(|(name, number)| format!("{} {number}", name.get(lang))).join(", ");
        Detail { sv: told(Lang::Sv), en: told(Lang::En) }
    }
}

command! {
    pub struct TriageNeed as "TriageNeedInput" ("Sortera och prioritera behov.", "Triage and prioritise a need.") {
        hub: HubId as "hubId" ("Kompetensnav: det som bedömer.", "Competence hub: the one that assesses it."),
        need: NeedId as "needId" ("Behov.", "Need."),
        path: Path as "path" ("Väg.", "Path."),
        inputs: Factors as "inputs" ("Bedömningsgrunder.", "Inputs."),
        weights: Option<Factors> as "weights"
            ("Vikter: utgår. De är den gällande handlingsplanens, eller de förvalda; andra tas inte emot.",
             "Weights: deprecated. They are those of the action plan in force, or the usual ones; others are refused."),
        rationale: Option<String> as "rationale" [text(2000)] ("Motivering.", "Rationale."),
        prioritise: bool as "prioritise" = "true"
            ("Prioritera behovet, som då måste vara förankrat. Annars behåller behovet sin status.",
             "Prioritise the need, which must then be endorsed. Otherwise the need keeps its status."),
    }
}

command! {
    pub struct RetriageNeed as "RetriageNeedInput" ("Bedöm behov på nytt.", "Assess a need anew.")
        of TriageId, ("Sorteringen.", "The triage.") {
        path: Path as "path" ("Väg.", "Path."),
        inputs: Factors as "inputs" ("Bedömningsgrunder.", "Inputs."),
        weights: Option<Factors> as "weights"
            ("Vikter: utgår. De är den gällande handlingsplanens, eller de förvalda; andra tas inte emot.",
             "Weights: deprecated. They are those of the action plan in force, or the usual ones; others are refused."),
        rationale: Option<String> as "rationale" [text(2000)] ("Motivering.", "Rationale."),
        prioritise: bool as "prioritise" = "false"
            ("Prioritera behovet, där den första bedömningen inte gjorde det.",
             "Prioritise the need, where the first assessment did not."),
    }
}

/// Sortering och prioritering av ett behov. Each need has one, which says what the latest assessment did; each of them is kept
/// ([`crate::TriageAssessment`]).
#[derive(Clone, Debug)]
pub struct Triage {
    /// Id.
    pub id: TriageId,
    /// Version, counted up by every new assessment.
    pub version: i32,
    /// The need.
    pub need: NeedId,
    /// The hub.
    pub hub: HubId,
    /// The hub's council.
    pub council: CouncilId,
    /// The way it is to be answered.
    pub path: Path,
    /// Inputs.
    pub inputs: Factors,
    /// Weights.
    pub weights: Factors,
    /// The plan that gave the weights; the usual ones come of none.
    pub plan: Option<ActionPlanId>,
    /// The score counted from the two.
    pub score: i32,
    /// Why.
    pub rationale: Option<String>,
    /// When it was assessed.
    pub triaged_at: Timestamp,
}

impl Triage {
    /// The triage of a need by `hub`, by the weights of its council.
    ///
    /// # Errors
    /// `Refused` when the hub is closed; `Invalid` naming the field.
    pub fn of(
        id: TriageId,
        hub: &Hub,
        command: TriageNeed,
        weighing: Weighing,
        now: Timestamp,
    ) -> Result<(Self, Event)> {
        hub.must_be_open()?;
        let TriageNeed { need, path, inputs, weights, rationale, .. } = command.checked()?;
        let weights = weighing.agreed(weights)?;
        let triage = Self {
            id,
            version: 1,
            need,
            hub: hub.id,
            council: hub.council,
            path,
            inputs,
            weights,
            plan: weighing.plan,
            score: inputs.score(&weights),
            rationale,
            triaged_at: now,
        };
        Ok((triage, Event::new("NeedTriaged", id.public())))
    }

    /// A new assessment in place of the old, by the weights of its council now.
    ///
    /// # Errors
    /// `Refused` when the hub is closed; `Invalid` naming the field.
    pub fn again(&mut self, hub: &Hub, command: RetriageNeed, weighing: Weighing, now: Timestamp) -> Result<Event> {
        hub.must_be_open()?;
        let RetriageNeed { path, inputs, weights, rationale, .. } = command.checked()?;
        let weights = weighing.agreed(weights)?;
        self.path = path;
        self.inputs = inputs;
        self.weights = weights;
        self.plan = weighing.plan;
        self.score = inputs.score(&weights);
        self.rationale = rationale;
        self.triaged_at = now;
        Ok(Event::new("NeedTriagedAgain", self.id.public()))
    }
}

impl Weighing {
    /// Its weights, where none are `given` or the same.
    ///
    /// # Errors
    /// `Invalid` naming `weights` for others, with those that apply.
    fn agreed(&self, given: Option<Factors>) -> Result<Factors> {
        let are_same = given.is_none_or(|given| given == self.weights);
        holds_with(are_same, "weights", rules::WEIGHTS_ARE_THE_PLANS, || self.weights.told())?;
        Ok(self.weights)
    }
}

#[cfg(test)]
mod tests {
    use kernel::{Error, Id, SequentialIds, error::rules};

    use super::*;
    use crate::hub::{EstablishHub, HubStatus};

    const WEIGHTS: Factors = Factors {
        volume: 20,
        urgency: 25,
        substitutability_gap: 15,
        endorsements: 20,
        equality_effect: 10,
        existing_supply: 30,
    };
    const INPUTS: Factors = Factors {
        volume: 80,
        urgency: 60,
        substitutability_gap: 40,
        endorsements: 100,
        equality_effect: 50,
        existing_supply: 10,
    };

    const fn weighing(weights: Factors) -> Weighing {
        Weighing { plan: None, weights }
    }

    fn anew(inputs: Factors, weights: Option<Factors>) -> RetriageNeed {
        RetriageNeed {
            id: Id::new(&SequentialIds::starting_at(10)),
            expected_version: 1,
            path: Path::Procure,
            inputs,
            weights,
            rationale: Some(" skäl ".into()),
            prioritise: true,
        }
    }

    fn hub() -> Hub {
        let ids = SequentialIds::starting_at(0);
        let established_on = "2020-08-01".parse().expect("a date");
        let command =
            EstablishHub { council: Id::new(&ids), operator: Id::new(&ids), name: "Navet".into(), established_on };
        Hub::establish(Id::new(&ids), command).expect("a right hub").0
    }

    fn triage(inputs: Factors, weights: Option<Factors>) -> Result<Triage> {
        let (ids, hub) = (SequentialIds::starting_at(10), hub());
        let command = TriageNeed {
            hub: hub.id,
            need: Id::new(&ids),
            path: Path::Procure,
            inputs,
            weights,
            rationale: Some(" skäl ".into()),
            prioritise: true,
        };
        Triage::of(Id::new(&ids), &hub, command, weighing(WEIGHTS), Timestamp::UNIX_EPOCH).map(|(triage, _)| triage)
    }

    #[test]
    fn the_score_is_counted_again_from_what_is_kept() {
        let mut triage = triage(INPUTS, None).expect("a right triage");
        // 20·80 + 25·60 + 15·40 + 20·100 + 10·50 − 30·10
        assert_eq!(triage.score, 5_900);
        assert_eq!(triage.inputs.score(&triage.weights), triage.score);
        let later = Timestamp::UNIX_EPOCH + chrono::TimeDelta::days(1);
        let inputs = Factors { existing_supply: 100, ..INPUTS };
        triage.again(&hub(), anew(inputs, Some(WEIGHTS)), weighing(WEIGHTS), later).expect("a new assessment");
        assert_eq!((triage.score, triage.triaged_at), (3_200, later));
        assert_eq!(triage.inputs.score(&triage.weights), triage.score);
        assert_eq!(triage.rationale.as_deref(), Some("skäl"));
    }

    #[test]
    fn each_ground_moves_the_score_its_own_way() {
        let none = Factors {
            volume: 0,
            urgency: 0,
            substitutability_gap: 0,
            endorsements: 0,
            equality_effect: 0,
            existing_supply: 0,
        };
        let alone = [
            (Factors { volume: 1, ..none }, 20),
            (Factors { urgency: 1, ..none }, 25),
            (Factors { substitutability_gap: 1, ..none }, 15),
            (Factors { endorsements: 1, ..none }, 20),
            (Factors { equality_effect: 1, ..none }, 10),
            (Factors { existing_supply: 1, ..none }, -30),
        ];
        for (inputs, expected) in alone {
            assert_eq!(inputs.score(&WEIGHTS), expected, "{inputs:?}");
        }
    }

    #[test]
    fn inputs_and_weights_lie_within_bounds() {
        let field_of = |inputs, weights| match triage(inputs, weights) {
            Err(Error::Invalid { field, rule: rules::NUMBER_IS_OUT_OF_RANGE, .. }) => Some(field),
            _ => None,
        };
        let urgent = Factors { urgency: 101, ..INPUTS };
        assert_eq!(field_of(urgent, None).as_deref(), Some("inputs.urgency"));
        let negative = Factors { existing_supply: -1, ..WEIGHTS };
        assert_eq!(field_of(INPUTS, Some(negative)).as_deref(), Some("weights.existingSupply"));
    }

    #[test]
    fn the_weights_are_the_plan_s_and_no_one_else_s() {
        let own = triage(INPUTS, Some(WEIGHTS)).expect("the same, said again");
        assert_eq!((own.weights, own.score), (WEIGHTS, 5_900));
        let other = triage(INPUTS, Some(Factors { volume: 100, ..WEIGHTS })).expect_err("others");
        let Error::Invalid { field, rule, detail } = other else { panic!("{other}") };
        assert_eq!((field.as_str(), rule), ("weights", super::rules::WEIGHTS_ARE_THE_PLANS));
        let told = "volym 20, brådska 25, avstånd till närliggande yrken 15, förankring 20, jämställdhetseffekt 10, \
                    befintligt utbud 30";
        assert_eq!(detail.sv, told);
    }

    #[test]
    fn a_closed_hub_assesses_nothing() {
        let mut triage = triage(INPUTS, None).expect("a right triage");
        let closed = Hub { status: HubStatus::Closed, ..hub() };
        assert!(triage.again(&closed, anew(WEIGHTS, None), weighing(WEIGHTS), Timestamp::UNIX_EPOCH).is_err());
        assert_eq!(triage.inputs, INPUTS);
    }
}
