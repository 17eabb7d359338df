//! How a spell is stored.

use access::Action;
use kernel::{
    Result,
    id::{SpellId, kind},
};
use sea_orm::entity::prelude::*;
use store::{Reach, Record, stored_id, stored_id_opt};

use super::spell::Spell;

store::row! {
    /// One row of `participation_spells`.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "participation_spells")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        id: String,
        version: i32,
        participation_id: String,
        participant_id: String,
        project_id: String,
        organisation_id: Option<String>,
        starts_on: Date,
        ends_on: Option<Date>,
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Record for Spell {
    type Kind = kind::Spell;
    type Entity = Entity;
    type ActiveModel = ActiveModel;
    const READ: Action = Action::ReadParticipations;
    const ID: Column = Column::Id;
    const VERSION: Option<Column> = Some(Column::Version);

    fn reach() -> Reach<Column> {
        Reach {
            organisation: vec![Column::OrganisationId],
            project: vec![Column::ProjectId],
            person: vec![Column::ParticipantId],
            ..Reach::default()
        }
    }

    fn id(&self) -> SpellId {
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
            participation: stored_id(&row.participation_id)?,
            participant: stored_id(&row.participant_id)?,
            project: stored_id(&row.project_id)?,
            organisation: stored_id_opt(row.organisation_id.as_deref())?,
            starts_on: row.starts_on,
            ends_on: row.ends_on,
        })
    }

    fn to_model(&self) -> Model {
        Model {
            id: self.id.to_string(),
            version: self.version,
            participation_id: self.participation.to_string(),
            participant_id: self.participant.to_string(),
            project_id: self.project.to_string(),
            organisation_id: self.organisation.map(|id| id.to_string()),
            starts_on: self.starts_on,
            ends_on: self.ends_on,
        }
    }
}
