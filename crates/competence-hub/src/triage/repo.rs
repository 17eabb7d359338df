//! How a triage is stored.

use access::Action;
use kernel::{Result, id::kind};
use sea_orm::entity::prelude::*;
use store::{Reach, Record, instant, micros, stored_enum, stored_id};

use super::entity::{Factors, Path, Triage};

store::row! {
    /// One row of `triages`.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "triages")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        id: String,
        version: i32,
        need_id: String,
        hub_id: String,
        council_id: String,
        path: String,
        volume: i32,
        urgency: i32,
        substitutability_gap: i32,
        endorsements: i32,
        equality_effect: i32,
        existing_supply: i32,
        weight_volume: i32,
        weight_urgency: i32,
        weight_substitutability_gap: i32,
        weight_endorsements: i32,
        weight_equality_effect: i32,
        weight_existing_supply: i32,
        score: i32,
        rationale: Option<String>,
        triaged_at: i64,
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Record for Triage {
    type Kind = kind::Triage;
    type Entity = Entity;
    type ActiveModel = ActiveModel;
    const READ: Action = Action::ReadTriage;
    const ID: Column = Column::Id;
    const VERSION: Option<Column> = Some(Column::Version);

    fn reach() -> Reach<Column> {
        Reach { hub: vec![Column::HubId], council: vec![Column::CouncilId], ..Reach::default() }
    }

    fn id(&self) -> kernel::id::TriageId {
        self.id
    }

    fn version(&self) -> i32 {
        self.version
    }

    fn set_version(&mut self, version: i32) {
        self.version = version;
    }

    fn from_model(row: Model) -> Result<Self> {
        Ok(Self {
            id: stored_id(&row.id)?,
            version: row.version,
            need: stored_id(&row.need_id)?,
            hub: stored_id(&row.hub_id)?,
            council: stored_id(&row.council_id)?,
            path: stored_enum(&row.path, Path::parse)?,
            inputs: Factors {
                volume: row.volume,
                urgency: row.urgency,
                substitutability_gap: row.substitutability_gap,
                endorsements: row.endorsements,
                equality_effect: row.equality_effect,
                existing_supply: row.existing_supply,
            },
            weights: Factors {
                volume: row.weight_volume,
                urgency: row.weight_urgency,
                substitutability_gap: row.weight_substitutability_gap,
                endorsements: row.weight_endorsements,
                equality_effect: row.weight_equality_effect,
                existing_supply: row.weight_existing_supply,
            },
            score: row.score,
            rationale: row.rationale,
            triaged_at: instant(row.triaged_at)?,
        })
    }

    fn to_model(&self) -> Model {
        Model {
            id: self.id.to_string(),
            version: self.version,
            need_id: self.need.to_string(),
            hub_id: self.hub.to_string(),
            council_id: self.council.to_string(),
            path: self.path.to_string(),
            volume: self.inputs.volume,
            urgency: self.inputs.urgency,
            substitutability_gap: self.inputs.substitutability_gap,
            endorsements: self.inputs.endorsements,
            equality_effect: self.inputs.equality_effect,
            existing_supply: self.inputs.existing_supply,
            weight_volume: self.weights.volume,
            weight_urgency: self.weights.urgency,
            weight_substitutability_gap: self.weights.substitutability_gap,
            weight_endorsements: self.weights.endorsements,
            weight_equality_effect: self.weights.equality_effect,
            weight_existing_supply: self.weights.existing_supply,
            score: self.score,
            rationale: self.rationale.clone(),
            triaged_at: micros(self.triaged_at),
        }
    }
}
