//! How an assessment is stored.

use access::Action;
use chrono::{Days, NaiveDate};
use kernel::{Result, id::TriageId, swedish_time::swedish_midnight};
use sea_orm::entity::prelude::*;
use store::{Compare, Filter, Reach, Record};

use super::entity::TriageAssessment;
use crate::triage::Factors;

store::stored! {
    /// Rows of `triage_assessments`.
    TriageAssessment as kind::TriageAssessment in "triage_assessments" {
        id: String => id,
        version: i32 => version,
        triage_id: String => triage,
        need_id: String => need,
        hub_id: String => hub,
        council_id: String => council,
        path: String => path,
        inputs: Factors {
            volume: i32 => volume,
            urgency: i32 => urgency,
            substitutability_gap: i32 => substitutability_gap,
            endorsements: i32 => endorsements,
            equality_effect: i32 => equality_effect,
            existing_supply: i32 => existing_supply,
        },
        weights: Factors {
            weight_volume: i32 => volume,
            weight_urgency: i32 => urgency,
            weight_substitutability_gap: i32 => substitutability_gap,
            weight_endorsements: i32 => endorsements,
            weight_equality_effect: i32 => equality_effect,
            weight_existing_supply: i32 => existing_supply,
        },
        plan_id: Option<String> => plan,
        score: i32 => score,
        rationale: Option<String> => rationale,
        assessed_at: i64 => assessed_at,
        replaced_at: Option<i64> => replaced_at,
    }
}

impl TriageAssessment {
    /// The latest of a triage.
    pub(crate) fn latest_of(triage: TriageId) -> Filter<Column> {
        Filter::Is(Column::TriageId, Compare::Eq(triage.as_str().into()))
            .and(Filter::Is(Column::ReplacedAt, Compare::Absent(true)))
    }

    /// Those that held when `day` ended in Sweden.
    pub fn holding_on(day: NaiveDate) -> Filter<Column> {
        let end = swedish_midnight(day.checked_add_days(Days::new(1)).unwrap_or(day)).timestamp_micros();
        let later = vec![
            Filter::Is(Column::ReplacedAt, Compare::Absent(true)),
            Filter::Is(Column::ReplacedAt, Compare::Gte(end.into())),
        ];
        Filter::Is(Column::AssessedAt, Compare::Lt(end.into())).and(Filter::Any(later))
    }
}

impl Record for TriageAssessment {
    const READ: Action = Action::ReadTriage;

    fn reach() -> Reach<Column> {
        Reach { hub: vec![Column::HubId], council: vec![Column::CouncilId], ..Reach::default() }
    }
}
