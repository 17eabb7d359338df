//! How the score of a need is stored.

use access::Action;
use chrono::NaiveDate;
use kernel::{Result, id::NeedId};
use sea_orm::entity::prelude::*;
use store::{Compare, Filter, Reach, Record};

use super::entity::{Grounds, NeedScore};
use crate::action_plan::ScoreWeights;

store::stored! {
    /// Rows of `need_scores`.
    NeedScore as kind::NeedScore in "need_scores" {
        id: String => id,
        version: i32 => version,
        need_id: String => need,
        council_id: String => council,
        plan_id: String => plan,
        inputs: Grounds {
            volume: i32 => volume,
            urgency: i32 => urgency,
            substitutability_gap: i32 => substitutability_gap,
            endorsements: i32 => endorsements,
            equality_effect: i32 => equality_effect,
            existing_supply: i32 => existing_supply,
        },
        weights: ScoreWeights {
            weight_volume: i32 => volume,
            weight_urgency: i32 => urgency,
            weight_substitutability_gap: i32 => substitutability_gap,
            weight_endorsements: i32 => endorsements,
            weight_equality_effect: i32 => equality_effect,
            weight_existing_supply: i32 => existing_supply,
        },
        terms: Grounds {
            term_volume: i32 => volume,
            term_urgency: i32 => urgency,
            term_substitutability_gap: i32 => substitutability_gap,
            term_endorsements: i32 => endorsements,
            term_equality_effect: i32 => equality_effect,
            term_existing_supply: i32 => existing_supply,
        },
        score: i32 => score,
        people_lacking: i32 => people_lacking,
        days_left: Option<i32> => days_left,
        horizon: String => horizon,
        endorsers: i32 => endorsers,
        rationale: Option<String> => rationale,
        scored_on: Date => scored_on,
        earlier_id: Option<String> => earlier,
        replaced_on: Option<Date> => replaced_on,
    }
}

impl NeedScore {
    /// The latest one of a need.
    pub(super) fn latest_of(need: NeedId) -> Filter<Column> {
        Filter::Is(Column::NeedId, Compare::Eq(need.as_str().into()))
            .and(Filter::Is(Column::ReplacedOn, Compare::Absent(true)))
    }

    /// The latest ones on `day`, as [`NeedScore::held_on`].
    pub fn holding_on(day: NaiveDate) -> Filter<Column> {
        Filter::holding(Column::ScoredOn, Column::ReplacedOn, day)
    }
}

impl Record for NeedScore {
    const READ: Action = Action::ReadTriage;

    fn reach() -> Reach<Column> {
        Reach { council: vec![Column::CouncilId], ..Reach::default() }
    }
}
