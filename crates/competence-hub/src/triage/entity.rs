//! What a triage is, and how its score is counted.

use kernel::{
    Result, Timestamp,
    error::{in_range, optional_text},
    id::{CouncilId, HubId, NeedId, TriageId},
    text_enum,
};
use store::Event;

use crate::hub::Hub;

text_enum! {
    pub enum Path as "TriagePath" ("Väg: hur ett behov ska mötas.", "Path: how a need is to be answered.") {
        UseExisting = "USE_EXISTING" ("Använd befintligt utbud", "Use what exists"),
        AdaptExisting = "ADAPT_EXISTING" ("Anpassa befintligt utbud", "Adapt what exists"),
        CommissionPublic = "COMMISSION_PUBLIC" ("Beställ av det offentliga utbildningssystemet", "Commission public education"),
        Procure = "PROCURE" ("Upphandla", "Procure"),
        InHouse = "IN_HOUSE" ("Genomför internt eller kollegialt", "In-house or collegial"),
        Refer = "REFER" ("Hänvisa vidare", "Refer elsewhere"),
    }
}

/// Bedömningsgrunder: one number, 0–100, for each ground. The same shape holds the inputs and their weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Factors {
    /// How many people it concerns.
    pub volume: i32,
    /// How soon it is needed.
    pub urgency: i32,
    /// How little other occupations can stand in.
    pub substitutability_gap: i32,
    /// How widely councils back it.
    pub endorsements: i32,
    /// How much an answer would further equality.
    pub equality_effect: i32,
    /// How much supply there already is; this one counts against.
    pub existing_supply: i32,
}

impl Factors {
    fn checked(self, path: &str) -> Result<Self> {
        for (name, value) in [
            ("volume", self.volume),
            ("urgency", self.urgency),
            ("substitutabilityGap", self.substitutability_gap),
            ("endorsements", self.endorsements),
            ("equalityEffect", self.equality_effect),
            ("existingSupply", self.existing_supply),
        ] {
            in_range(&format!("{path}.{name}"), value, 0..=100)?;
        }
        Ok(self)
    }

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

/// Bedömning: what someone at the hub decides about a need.
#[derive(Clone, Debug)]
pub struct Assessment {
    /// The way it is to be answered.
    pub path: Path,
    /// Inputs.
    pub inputs: Factors,
    /// Weights.
    pub weights: Factors,
    /// Why, at most 2,000 characters.
    pub rationale: Option<String>,
    /// Whether the need is thereby prioritised among the hub's.
    pub prioritise: bool,
}

/// Sortera och prioritera behov: the command.
#[derive(Clone, Debug)]
pub struct TriageNeed {
    /// The hub that decides.
    pub hub: HubId,
    /// The need.
    pub need: NeedId,
    /// The assessment.
    pub assessment: Assessment,
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
    /// The triage of `need` by `hub`.
    ///
    /// # Errors
    /// `Refused` when the hub is closed; `Invalid` naming the field.
    pub fn of(id: TriageId, hub: &Hub, need: NeedId, assessment: &Assessment, now: Timestamp) -> Result<(Self, Event)> {
        hub.must_be_open()?;
        let mut triage = Self {
            id,
            version: 1,
            need,
            hub: hub.id,
            council: hub.council,
            path: assessment.path,
            inputs: assessment.inputs,
            weights: assessment.weights,
            score: 0,
            rationale: None,
            triaged_at: now,
        };
        triage.apply(assessment, now)?;
        Ok((triage, Event::new("NeedTriaged", id.public())))
    }

    /// A new assessment in place of the old.
    ///
    /// # Errors
    /// `Refused` when the hub is closed; `Invalid` naming the field.
    pub fn again(&mut self, hub: &Hub, assessment: &Assessment, now: Timestamp) -> Result<Event> {
        hub.must_be_open()?;
        self.apply(assessment, now)?;
        Ok(Event::new("NeedTriagedAgain", self.id.public()))
    }

    fn apply(&mut self, assessment: &Assessment, now: Timestamp) -> Result<()> {
        self.inputs = assessment.inputs.checked("inputs")?;
        self.weights = assessment.weights.checked("weights")?;
        self.rationale = optional_text("rationale", assessment.rationale.as_deref(), 2000)?;
        self.path = assessment.path;
        self.score = self.inputs.score(&self.weights);
        self.triaged_at = now;
        Ok(())
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

    fn assessment(inputs: Factors, weights: Factors) -> Assessment {
        Assessment { path: Path::Procure, inputs, weights, rationale: Some(" skäl ".into()), prioritise: true }
    }

    fn hub() -> Hub {
        let ids = SequentialIds::starting_at(0);
        let established_on = "2020-08-01".parse().expect("a date");
        let command =
            EstablishHub { council: Id::new(&ids), operator: Id::new(&ids), name: "Navet".into(), established_on };
        Hub::establish(Id::new(&ids), command).expect("a right hub").0
    }

    fn triage(assessment: &Assessment) -> Result<Triage> {
        let ids = SequentialIds::starting_at(10);
        Triage::of(Id::new(&ids), &hub(), Id::new(&ids), assessment, Timestamp::UNIX_EPOCH).map(|(triage, _)| triage)
    }

    #[test]
    fn the_score_is_counted_again_from_what_is_kept() {
        let mut triage = triage(&assessment(INPUTS, WEIGHTS)).expect("a right triage");
        // 20·80 + 25·60 + 15·40 + 20·100 + 10·50 − 30·10
        assert_eq!(triage.score, 5_900);
        assert_eq!(triage.inputs.score(&triage.weights), triage.score);
        let later = Timestamp::UNIX_EPOCH + chrono::TimeDelta::days(1);
        triage
            .again(&hub(), &assessment(Factors { existing_supply: 100, ..INPUTS }, WEIGHTS), later)
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
        let field_of = |assessment| match triage(&assessment) {
            Err(Error::Invalid { field, rule: rules::NUMBER_IS_OUT_OF_RANGE }) => Some(field),
            _ => None,
        };
        let inputs = assessment(Factors { urgency: 101, ..INPUTS }, WEIGHTS);
        assert_eq!(field_of(inputs).as_deref(), Some("inputs.urgency"));
        let weights = assessment(INPUTS, Factors { existing_supply: -1, ..WEIGHTS });
        assert_eq!(field_of(weights).as_deref(), Some("weights.existingSupply"));
    }

    #[test]
    fn a_closed_hub_assesses_nothing() {
        let mut triage = triage(&assessment(INPUTS, WEIGHTS)).expect("a right triage");
        let closed = Hub { status: HubStatus::Closed, ..hub() };
        assert!(triage.again(&closed, &assessment(WEIGHTS, INPUTS), Timestamp::UNIX_EPOCH).is_err());
        assert_eq!(triage.inputs, INPUTS);
    }
}
