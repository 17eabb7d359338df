//! What a triage is, and how its score is counted.

use kernel::{
    Command, Path, Result, Timestamp, command,
    command::{number, text},
    id::{CouncilId, HubId, NeedId, TriageId},
};
use store::Event;

use crate::hub::Hub;

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
}

command! {
    pub struct TriageNeed as "TriageNeedInput" ("Sortera och prioritera behov.", "Triage and prioritise a need.") {
        hub: HubId as "hubId" ("Kompetensnav: det som bedömer.", "Competence hub: the one that assesses it."),
        need: NeedId as "needId" ("Behov.", "Need."),
        path: Path as "path" ("Väg.", "Path."),
        inputs: Factors as "inputs" ("Bedömningsgrunder.", "Inputs."),
        weights: Factors as "weights" ("Vikter.", "Weights."),
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
        weights: Factors as "weights" ("Vikter.", "Weights."),
        rationale: Option<String> as "rationale" [text(2000)] ("Motivering.", "Rationale."),
        prioritise: bool as "prioritise" = "false"
            ("Prioritera behovet, där den första bedömningen inte gjorde det.",
             "Prioritise the need, where the first assessment did not."),
    }
}

/// Sortering och prioritering av ett behov. Each need has one; a new assessment replaces the old.
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
    /// The score counted from the two.
    pub score: i32,
    /// Why.
    pub rationale: Option<String>,
    /// When it was assessed.
    pub triaged_at: Timestamp,
}

impl Triage {
    /// The triage of a need by `hub`.
    ///
    /// # Errors
    /// `Refused` when the hub is closed; `Invalid` naming the field.
    pub fn of(id: TriageId, hub: &Hub, command: TriageNeed, now: Timestamp) -> Result<(Self, Event)> {
        hub.must_be_open()?;
        let TriageNeed { need, path, inputs, weights, rationale, .. } = command.checked()?;
        let triage = Self {
            id,
            version: 1,
            need,
            hub: hub.id,
            council: hub.council,
            path,
            inputs,
            weights,
            score: inputs.score(&weights),
            rationale,
            triaged_at: now,
        };
        Ok((triage, Event::new("NeedTriaged", id.public())))
    }

    /// A new assessment in place of the old.
    ///
    /// # Errors
    /// `Refused` when the hub is closed; `Invalid` naming the field.
    pub fn again(&mut self, hub: &Hub, command: RetriageNeed, now: Timestamp) -> Result<Event> {
        hub.must_be_open()?;
        let RetriageNeed { path, inputs, weights, rationale, .. } = command.checked()?;
        self.path = path;
        self.inputs = inputs;
        self.weights = weights;
        self.score = inputs.score(&weights);
        self.rationale = rationale;
        self.triaged_at = now;
        Ok(Event::new("NeedTriagedAgain", self.id.public()))
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

    fn anew(inputs: Factors, weights: Factors) -> RetriageNeed {
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

    fn triage(inputs: Factors, weights: Factors) -> Result<Triage> {
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
        Triage::of(Id::new(&ids), &hub, command, Timestamp::UNIX_EPOCH).map(|(triage, _)| triage)
    }

    #[test]
    fn the_score_is_counted_again_from_what_is_kept() {
        let mut triage = triage(INPUTS, WEIGHTS).expect("a right triage");
        // 20·80 + 25·60 + 15·40 + 20·100 + 10·50 − 30·10
        assert_eq!(triage.score, 5_900);
        assert_eq!(triage.inputs.score(&triage.weights), triage.score);
        let later = Timestamp::UNIX_EPOCH + chrono::TimeDelta::days(1);
        triage
            .again(&hub(), anew(Factors { existing_supply: 100, ..INPUTS }, WEIGHTS), later)
            .expect("a new assessment");
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
        assert_eq!(field_of(urgent, WEIGHTS).as_deref(), Some("inputs.urgency"));
        let negative = Factors { existing_supply: -1, ..WEIGHTS };
        assert_eq!(field_of(INPUTS, negative).as_deref(), Some("weights.existingSupply"));
    }

    #[test]
    fn a_closed_hub_assesses_nothing() {
        let mut triage = triage(INPUTS, WEIGHTS).expect("a right triage");
        let closed = Hub { status: HubStatus::Closed, ..hub() };
        assert!(triage.again(&closed, anew(WEIGHTS, INPUTS), Timestamp::UNIX_EPOCH).is_err());
        assert_eq!(triage.inputs, INPUTS);
    }
}
