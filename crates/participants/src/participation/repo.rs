//! How a participation is stored.

use access::Action;
use kernel::{Result, Sex, id::kind};
use sea_orm::entity::prelude::*;
use store::{Reach, Record, stored_enum, stored_id, stored_id_opt};

use super::{
    entity::{Participation, ParticipationStatus},
    entry::{Answer, EmploymentSituation, EntryFacts, Guarded, Sensitive},
};

store::row! {
    /// One row of `participations`.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "participations")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        id: String,
        version: i32,
        participant_id: String,
        project_id: String,
        organisation_id: Option<String>,
        council_id: Option<String>,
        status: String,
        starts_on: Date,
        ends_on: Option<Date>,
        sex: String,
        birth_year: Option<i32>,
        age_at_entry: Option<i32>,
        employment_situation: String,
        in_education: bool,
        sun_level_code: Option<String>,
        municipality_code: Option<String>,
        ssyk_code: Option<String>,
        sni_code: Option<String>,
        disability: String,
        minority: String,
        is_complete: bool,
        results_cleared_on: Option<Date>,
        status_reason: Option<String>,
        record_key: i64,
        demonstration: bool,
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Record for Participation {
    type Kind = kind::Participation;
    type Entity = Entity;
    type ActiveModel = ActiveModel;
    const READ: Action = Action::ReadParticipations;
    const ID: Column = Column::Id;
    const VERSION: Option<Column> = Some(Column::Version);

    /// No council column: councils see protected counts, never rows about people.
    fn reach() -> Reach<Column> {
        Reach {
            organisation: vec![Column::OrganisationId],
            project: vec![Column::ProjectId],
            person: vec![Column::ParticipantId],
            ..Reach::default()
        }
    }

    fn id(&self) -> kernel::id::ParticipationId {
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
            council: stored_id_opt(row.council_id.as_deref())?,
            status: stored_enum(&row.status, ParticipationStatus::parse)?,
            starts_on: row.starts_on,
            ends_on: row.ends_on,
            entry: EntryFacts {
                sex: stored_enum(&row.sex, Sex::parse)?,
                birth_year: row.birth_year,
                age_at_entry: row.age_at_entry,
                employment_situation: stored_enum(&row.employment_situation, EmploymentSituation::parse)?,
                in_education: row.in_education,
                sun_level: row.sun_level_code,
                municipality: row.municipality_code,
                ssyk: row.ssyk_code,
                sni: row.sni_code,
            },
            guarded: Guarded::new(Sensitive {
                disability: stored_enum(&row.disability, Answer::parse)?,
                minority: stored_enum(&row.minority, Answer::parse)?,
            }),
            is_complete: row.is_complete,
            results_cleared_on: row.results_cleared_on,
            status_reason: row.status_reason,
            record_key: row.record_key,
            demonstration: row.demonstration,
        })
    }

    fn to_model(&self) -> Model {
        let sensitive = self.guarded.stored();
        Model {
            id: self.id.to_string(),
            version: self.version,
            participant_id: self.participant.to_string(),
            project_id: self.project.to_string(),
            organisation_id: self.organisation.map(|id| id.to_string()),
            council_id: self.council.map(|id| id.to_string()),
            status: self.status.to_string(),
            starts_on: self.starts_on,
            ends_on: self.ends_on,
            sex: self.entry.sex.to_string(),
            birth_year: self.entry.birth_year,
            age_at_entry: self.entry.age_at_entry,
            employment_situation: self.entry.employment_situation.to_string(),
            in_education: self.entry.in_education,
            sun_level_code: self.entry.sun_level.clone(),
            municipality_code: self.entry.municipality.clone(),
            ssyk_code: self.entry.ssyk.clone(),
            sni_code: self.entry.sni.clone(),
            disability: sensitive.disability.to_string(),
            minority: sensitive.minority.to_string(),
            is_complete: self.is_complete,
            results_cleared_on: self.results_cleared_on,
            status_reason: self.status_reason.clone(),
            record_key: self.record_key,
            demonstration: self.demonstration,
        }
    }
}
