//! What the score of a need is, and how it is reckoned. A later score replaces it and never overwrites it.

use chrono::NaiveDate;
use kernel::{
    Command, Error, Label, Result, command,
    command::{VERSION, number, text},
    id::{ActionPlanId, CouncilId, NeedId, NeedScoreId},
    text_enum,
};
use store::Event;

use crate::{
    action_plan::{ActionPlan, ScoreWeights},
    need::{Need, NeedHorizon},
};

/// Rules of scores of needs.
pub mod rules {
    kernel::rules! {
        /// Needs are ranked by the weights of a plan that their own council has decided on.
        PLAN_GIVES_NO_WEIGHTS:
            "Välj en antagen eller gällande handlingsplan i behovets råd.",
            "Choose an adopted action plan, or one in force, of the need's council.";
    }
}

/// What a judged ground is given in, and the most that a reckoned one comes to.
const MOST: i32 = 100;

/// What each body that backs a need adds.
const EACH_ENDORSER: i32 = 25;

text_enum! {
    pub enum ScoreGround ("En grund som ett behovs poäng vilar på.", "A ground that the score of a need rests on.") {
        Volume = "VOLUME" ("Volym", "Volume", ("en för varje person som saknas, högst 100", "one for each person who is lacking, at most 100")),
        Urgency = "URGENCY" ("Brådska", "Urgency", ("efter dagen då det behövs, annars efter tidshorisonten", "by the day it is needed, else by the horizon")),
        SubstitutabilityGap = "SUBSTITUTABILITY_GAP" ("Avstånd till närliggande yrken", "Substitutability gap", ("navets bedömning, 0–100", "the hub's judgement, 0–100")),
        Endorsements = "ENDORSEMENTS" ("Förankring", "Endorsements", ("25 för varje råd som står bakom, högst 100", "25 for each council that backs it, at most 100")),
        EqualityEffect = "EQUALITY_EFFECT" ("Jämställdhetseffekt", "Equality effect", ("navets bedömning, 0–100", "the hub's judgement, 0–100")),
        ExistingSupply = "EXISTING_SUPPLY" ("Befintligt utbud", "Existing supply", ("navets bedömning, 0–100; räknas emot", "the hub's judgement, 0–100; counts against")),
    }
}

/// A number for each ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grounds {
    /// How many people are lacking.
    pub volume: i32,
    /// How soon it is needed.
    pub urgency: i32,
    /// How little other occupations can stand in.
    pub substitutability_gap: i32,
    /// How many councils back it.
    pub endorsements: i32,
    /// How much an answer would further equality.
    pub equality_effect: i32,
    /// What there is already.
    pub existing_supply: i32,
}

impl Grounds {
    /// What each ground adds to the score under `weights`; existing supply takes from it.
    pub const fn terms(&self, weights: &ScoreWeights) -> Self {
        Self {
            volume: weights.volume * self.volume,
            urgency: weights.urgency * self.urgency,
            substitutability_gap: weights.substitutability_gap * self.substitutability_gap,
            endorsements: weights.endorsements * self.endorsements,
            equality_effect: weights.equality_effect * self.equality_effect,
            existing_supply: -weights.existing_supply * self.existing_supply,
        }
    }

    /// The sum of them, as terms: the score.
    pub const fn sum(&self) -> i32 {
        self.volume
            + self.urgency
            + self.substitutability_gap
            + self.endorsements
            + self.equality_effect
            + self.existing_supply
    }

    /// The number of one ground.
    pub const fn of(&self, ground: ScoreGround) -> i32 {
        match ground {
            ScoreGround::Volume => self.volume,
            ScoreGround::Urgency => self.urgency,
            ScoreGround::SubstitutabilityGap => self.substitutability_gap,
            ScoreGround::Endorsements => self.endorsements,
            ScoreGround::EqualityEffect => self.equality_effect,
            ScoreGround::ExistingSupply => self.existing_supply,
        }
    }
}

impl From<ScoreWeights> for Grounds {
    fn from(weights: ScoreWeights) -> Self {
        Self {
            volume: weights.volume,
            urgency: weights.urgency,
            substitutability_gap: weights.substitutability_gap,
            endorsements: weights.endorsements,
            equality_effect: weights.equality_effect,
            existing_supply: weights.existing_supply,
        }
    }
}

/// Poäng för ett behov.
#[derive(Clone, Debug)]
pub struct NeedScore {
    /// Id.
    pub id: NeedScoreId,
    /// Version.
    pub version: i32,
    /// The need.
    pub need: NeedId,
    /// The need's council, copied.
    pub council: CouncilId,
    /// The plan whose weights were used.
    pub plan: ActionPlanId,
    /// What was put in.
    pub inputs: Grounds,
    /// The plan's weights, as they were.
    pub weights: ScoreWeights,
    /// What each ground added.
    pub terms: Grounds,
    /// Their sum.
    pub score: i32,
    /// How many people were lacking.
    pub people_lacking: i32,
    /// Days until it was needed, less than 0 when that day was past; absent where no day was stated.
    pub days_left: Option<i32>,
    /// The need's horizon then.
    pub horizon: NeedHorizon,
    /// How many councils backed it.
    pub endorsers: i32,
    /// Rationale of what the hub judged, at most 2,000 characters.
    pub rationale: Option<String>,
    /// Reckoned on.
    pub scored_on: NaiveDate,
    /// The score before this one.
    pub earlier: Option<NeedScoreId>,
    /// The day from which the next one holds instead.
    pub replaced_on: Option<NaiveDate>,
}

command! {
    pub struct ScoreNeed as "ScoreNeedInput" ("Poängsätt och prioritera behov.", "Score and prioritise a need.") {
        need: NeedId as "needId" ("Behov: förankrat.", "Need: endorsed."),
        expected_version: i32 as "expectedVersion" [VERSION]
            ("Behovets version, som du har sett den.", "The need's version, as you have seen it."),
        plan: ActionPlanId as "actionPlanId"
            ("Handlingsplan: den vars vikter används.", "Action plan: the one whose weights are used."),
        substitutability_gap: i32 as "substitutabilityGap" [number(0, MOST)]
            ("Avstånd till närliggande yrken: hur lite andra yrken kan ersätta.",
             "Substitutability gap: how little other occupations can stand in."),
        equality_effect: i32 as "equalityEffect" [number(0, MOST)]
            ("Jämställdhetseffekt: hur mycket ett svar skulle främja jämställdheten.",
             "Equality effect: how much an answer would further equality."),
        existing_supply: i32 as "existingSupply" [number(0, MOST)]
            ("Befintligt utbud: räknas emot.", "Existing supply: counts against."),
        rationale: Option<String> as "rationale" [text(2000)] ("Motivering.", "Rationale."),
    }
}

impl NeedScore {
    /// The score of `need`, which `endorsers` bodies back, by the weights of `plan`, in place of its `earlier` one.
    ///
    /// # Errors
    /// `Invalid` naming the field.
    pub fn reckon(
        id: NeedScoreId,
        need: &Need,
        plan: &ActionPlan,
        endorsers: usize,
        earlier: Option<&mut Self>,
        command: ScoreNeed,
        today: NaiveDate,
    ) -> Result<(Self, Event)> {
        let command = command.checked()?;
        if plan.council != need.council || !plan.is_decided() {
            return Err(Error::invalid("actionPlanId", rules::PLAN_GIVES_NO_WEIGHTS));
        }
        let people_lacking = (need.people_needed - need.people_now.unwrap_or(0)).max(0);
        let days_left = need.needed_by.map(|by| i32::try_from((by - today).num_days()).unwrap_or(i32::MAX));
        let endorsers = i32::try_from(endorsers).unwrap_or(i32::MAX);
        let inputs = Grounds {
            volume: people_lacking.min(MOST),
            urgency: urgency(days_left, need.horizon),
            substitutability_gap: command.substitutability_gap,
            endorsements: endorsers.saturating_mul(EACH_ENDORSER).min(MOST),
            equality_effect: command.equality_effect,
            existing_supply: command.existing_supply,
        };
        let terms = inputs.terms(&plan.weights);
        let score = Self {
            id,
            version: 1,
            need: need.id,
            council: need.council,
            plan: plan.id,
            inputs,
            weights: plan.weights,
            terms,
            score: terms.sum(),
            people_lacking,
            days_left,
            horizon: need.horizon,
            endorsers,
            rationale: command.rationale,
            scored_on: today,
            earlier: earlier.as_ref().map(|earlier| earlier.id),
            replaced_on: None,
        };
        if let Some(earlier) = earlier {
            earlier.replaced_on = Some(today);
        }
        Ok((score, Event::new("NeedScored", id.public())))
    }

    /// The score reckoned again from the inputs and the weights that were stored.
    pub const fn recomputed(&self) -> i32 {
        self.inputs.terms(&self.weights).sum()
    }

    /// The fact behind a ground that was reckoned, with its noun in both languages; nothing for one that the hub judged.
    pub const fn fact(&self, ground: ScoreGround) -> Option<(i32, Label)> {
        match (ground, self.days_left) {
            (ScoreGround::Volume, _) => Some((self.people_lacking, lacking(self.people_lacking))),
            (ScoreGround::Urgency, Some(days)) => Some((days.saturating_abs(), left(days))),
            (ScoreGround::Endorsements, _) => Some((self.endorsers, backing(self.endorsers))),
            _ => None,
        }
    }

    /// Whether it was the need's latest on `day`.
    pub fn held_on(&self, day: NaiveDate) -> bool {
        self.scored_on <= day && self.replaced_on.is_none_or(|replaced| day < replaced)
    }
}

/// By the day it is needed where one is stated, else by the horizon.
const fn urgency(days_left: Option<i32>, horizon: NeedHorizon) -> i32 {
    match (days_left, horizon) {
        (Some(days), _) if days <= 182 => MOST,
        (Some(days), _) if days <= 365 => 80,
        (Some(days), _) if days <= 3 * 365 => 50,
        (Some(_), _) => 20,
        (None, NeedHorizon::Short) => 80,
        (None, NeedHorizon::Medium) => 50,
        (None, NeedHorizon::Long) => 20,
    }
}

const fn lacking(people: i32) -> Label {
    match people {
        1 => Label { sv: "person saknas", en: "person is lacking" },
        _ => Label { sv: "personer saknas", en: "people are lacking" },
    }
}

/// Of a day that is past it is told how long ago it was.
const fn left(days: i32) -> Label {
    match days {
        i32::MIN..=-2 => Label { sv: "dagar sedan det behövdes", en: "days since it was needed" },
        -1 => Label { sv: "dag sedan det behövdes", en: "day since it was needed" },
        1 => Label { sv: "dag till det behövs", en: "day until it is needed" },
        _ => Label { sv: "dagar till det behövs", en: "days until it is needed" },
    }
}

const fn backing(councils: i32) -> Label {
    match councils {
        1 => Label { sv: "råd står bakom", en: "council backs it" },
        _ => Label { sv: "råd står bakom", en: "councils back it" },
    }
}

#[cfg(test)]
mod tests;
