//! How a triage is stored.

use access::Action;
use kernel::Result;
use sea_orm::entity::prelude::*;
use store::{Reach, Record};

use super::entity::{Factors, Triage};

store::stored! {
    /// Rows of `triages`.
    Triage as kind::Triage in "triages" {
        id: String => id,
        version: i32 => version,
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
        triaged_at: i64 => triaged_at,
    }
}

impl Record for Triage {
    const READ: Action = Action::ReadTriage;

    fn reach() -> Reach<Column> {
        Reach { hub: vec![Column::HubId], council: vec![Column::CouncilId], ..Reach::default() }
    }
}
