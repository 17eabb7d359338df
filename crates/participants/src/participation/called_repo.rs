//! How a participation's own name for its person is stored.

use access::Action;
use kernel::{
    Result,
    id::{ParticipationId, kind},
};
use sea_orm::entity::prelude::*;
use store::{Reach, Record, stored_id, stored_id_opt};

use super::called::Called;

store::row! {
    /// One row of `participation_names`.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "participation_names")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        id: String,
        version: i32,
        participant_id: String,
        project_id: String,
        organisation_id: Option<String>,
        name_sealed: Vec<u8>,
        protected_from: i32,
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Record for Called {
    type Kind = kind::Participation;
    type Entity = Entity;
    type ActiveModel = ActiveModel;
    const READ: Action = Action::ReadNames;
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

    fn id(&self) -> ParticipationId {
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
            participant: stored_id(&row.participant_id)?,
            project: stored_id(&row.project_id)?,
            organisation: stored_id_opt(row.organisation_id.as_deref())?,
            name_sealed: row.name_sealed,
            protected_from: row.protected_from,
        })
    }

    fn to_model(&self) -> Model {
        Model {
            id: self.id.to_string(),
            version: self.version,
            participant_id: self.participant.to_string(),
            project_id: self.project.to_string(),
            organisation_id: self.organisation.map(|id| id.to_string()),
            name_sealed: self.name_sealed.clone(),
            protected_from: self.protected_from,
        }
    }
}
