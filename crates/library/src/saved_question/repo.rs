//! How a saved question is stored.

use access::Action;
use kernel::{
    Error, Result,
    id::{SavedQuestionId, kind},
    text::sort_key,
};
use questions::Text;
use sea_orm::{Condition, entity::prelude::*};
use store::{Compare, Filter, Reach, Record, instant, micros, stored_enum, stored_id, stored_id_opt};

use super::entity::{QuestionStatus, QuestionTheme, SavedQuestion, Sharing};
use crate::owner::Owner;

store::row! {
    /// One row of `saved_questions`.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "saved_questions")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        id: String,
        version: i32,
        organisation_id: Option<String>,
        council_id: Option<String>,
        hub_id: Option<String>,
        project_id: Option<String>,
        slug: String,
        edition: i32,
        document: String,
        definition: String,
        title_sv: String,
        title_sv_key: String,
        title_en: String,
        title_en_key: String,
        theme: String,
        sharing: String,
        shared_council_id: Option<String>,
        reader_council_id: Option<String>,
        status: String,
        status_reason: Option<String>,
        created_by: String,
        created_at: i64,
        updated_by: String,
        updated_at: i64,
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl SavedQuestion {
    /// Those with one of these addresses.
    pub fn at(slugs: &[String]) -> Filter<Column> {
        Filter::Is(Column::Slug, Compare::In(slugs.iter().map(|slug| slug.as_str().into()).collect()))
    }
}

impl Record for SavedQuestion {
    type Kind = kind::SavedQuestion;
    type Entity = Entity;
    type ActiveModel = ActiveModel;
    const READ: Action = Action::ReadSavedQuestions;
    const ID: Column = Column::Id;
    const VERSION: Option<Column> = Some(Column::Version);
    const NEEDED: &'static [Column] = &[Column::OrganisationId, Column::CouncilId, Column::HubId, Column::ProjectId];

    fn reach() -> Reach<Column> {
        Reach {
            organisation: vec![Column::OrganisationId],
            council: vec![Column::CouncilId, Column::ReaderCouncilId],
            hub: vec![Column::HubId],
            project: vec![Column::ProjectId],
            open: Some(
                Condition::all()
                    .add(Column::Status.eq(QuestionStatus::Published.as_str()))
                    .add(Column::Sharing.eq(Sharing::SignedIn.as_str())),
            ),
            ..Reach::default()
        }
    }

    fn id(&self) -> SavedQuestionId {
        self.id
    }

    fn version(&self) -> i32 {
        self.version
    }

    fn set_version(&mut self, version: i32) {
        self.version = version;
    }

    fn from_model(row: Model) -> Result<Self> {
        let owner = Owner::stored(
            row.organisation_id.as_deref(),
            row.council_id.as_deref(),
            row.hub_id.as_deref(),
            row.project_id.as_deref(),
        )?;
        Ok(Self {
            id: stored_id(&row.id)?,
            version: row.version,
            owner,
            slug: row.slug,
            edition: row.edition,
            document: row.document,
            definition: serde_json::from_str(&row.definition).map_err(|error| Error::broken(error.to_string()))?,
            title: Text::new(row.title_sv, row.title_en),
            theme: stored_enum(&row.theme, QuestionTheme::parse)?,
            sharing: stored_enum(&row.sharing, Sharing::parse)?,
            shared_council: stored_id_opt(row.shared_council_id.as_deref())?,
            status: stored_enum(&row.status, QuestionStatus::parse)?,
            status_reason: row.status_reason,
            created_by: row.created_by,
            created_at: instant(row.created_at)?,
            updated_by: row.updated_by,
            updated_at: instant(row.updated_at)?,
        })
    }

    fn to_model(&self) -> Model {
        Model {
            id: self.id.to_string(),
            version: self.version,
            organisation_id: self.owner.organisation().map(|id| id.to_string()),
            council_id: self.owner.council().map(|id| id.to_string()),
            hub_id: self.owner.hub().map(|id| id.to_string()),
            project_id: self.owner.project().map(|id| id.to_string()),
            slug: self.slug.clone(),
            edition: self.edition,
            document: self.document.clone(),
            definition: self.definition.to_string(),
            title_sv: self.title.sv.clone(),
            title_sv_key: sort_key(&self.title.sv),
            title_en: self.title.en.clone(),
            title_en_key: sort_key(&self.title.en),
            theme: self.theme.to_string(),
            sharing: self.sharing.to_string(),
            shared_council_id: self.shared_council.map(|id| id.to_string()),
            reader_council_id: self.reader_council().map(|id| id.to_string()),
            status: self.status.to_string(),
            status_reason: self.status_reason.clone(),
            created_by: self.created_by.clone(),
            created_at: micros(self.created_at),
            updated_by: self.updated_by.clone(),
            updated_at: micros(self.updated_at),
        }
    }
}
