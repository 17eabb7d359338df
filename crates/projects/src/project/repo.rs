//! How a project is stored.

use access::Action;
use chrono::NaiveDate;
use kernel::{Money, Result, id::kind, text::sort_key};
use sea_orm::entity::prelude::*;
use store::{Compare, Filter, Reach, Record, Via, stored_enum, stored_id};

use super::{
    card::{Precision, ProgrammePeriod, ProjectCard},
    entity::{Project, ProjectStatus},
};

/// From a project to those it builds on.
pub const PREDECESSORS: Via = Via { table: "project_predecessors", parent: "project_id", child: "predecessor_id" };

/// From a project to those that build on it.
pub const SUCCESSORS: Via = Via { table: "project_predecessors", parent: "predecessor_id", child: "project_id" };

store::row! {
    /// One row of `projects`. The programme codes hold the full stored form of their lists, period included.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "projects")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        id: String,
        version: i32,
        number: Option<String>,
        name: String,
        name_key: String,
        acronym: Option<String>,
        status: String,
        owner_id: String,
        owner_unit: Option<String>,
        esf_region_code: Option<String>,
        programme_period: String,
        programme_area: Option<String>,
        specific_objective: Option<String>,
        intervention_field: Option<String>,
        starts_on: Option<Date>,
        ends_on: Option<Date>,
        planned_participants: Option<i32>,
        planned_precision: String,
        total_budget_minor: Option<i64>,
        granted_support_minor: Option<i64>,
        money_precision: String,
        union_rate_basis_points: Option<i32>,
        contact_name: Option<String>,
        contact_email: Option<String>,
        postcode: Option<String>,
        address: Option<String>,
        description: Option<String>,
        status_reason: Option<String>,
        demonstration: bool,
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Project {
    /// Projects whose period holds `day`; those without a stated start are left out.
    pub fn running_on(day: NaiveDate) -> Filter<Column> {
        Filter::All(vec![
            Filter::Is(Column::StartsOn, Compare::Lte(day.into())),
            Filter::Any(vec![
                Filter::Is(Column::EndsOn, Compare::Absent(true)),
                Filter::Is(Column::EndsOn, Compare::Gte(day.into())),
            ]),
        ])
    }
}

impl Record for Project {
    type Kind = kind::Project;
    type Entity = Entity;
    type ActiveModel = ActiveModel;
    const READ: Action = Action::ReadProjects;
    const ID: Column = Column::Id;
    const VERSION: Option<Column> = Some(Column::Version);

    fn reach() -> Reach<Column> {
        Reach { project: vec![Column::Id], ..Reach::default() }
    }

    fn id(&self) -> kernel::id::ProjectId {
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
            status: stored_enum(&row.status, ProjectStatus::parse)?,
            card: ProjectCard {
                number: row.number,
                name: row.name,
                acronym: row.acronym,
                owner: stored_id(&row.owner_id)?,
                owner_unit: row.owner_unit,
                esf_region: row.esf_region_code,
                programme_period: stored_enum(&row.programme_period, ProgrammePeriod::parse)?,
                programme_area: row.programme_area,
                specific_objective: row.specific_objective,
                intervention_field: row.intervention_field,
                starts_on: row.starts_on,
                ends_on: row.ends_on,
                planned_participants: row.planned_participants,
                planned_precision: stored_enum(&row.planned_precision, Precision::parse)?,
                total_budget: row.total_budget_minor.map(|minor| Money { minor }),
                granted_support: row.granted_support_minor.map(|minor| Money { minor }),
                money_precision: stored_enum(&row.money_precision, Precision::parse)?,
                union_rate_basis_points: row.union_rate_basis_points,
                contact_name: row.contact_name,
                contact_email: row.contact_email,
                postcode: row.postcode,
                address: row.address,
                description: row.description,
            },
            status_reason: row.status_reason,
            demonstration: row.demonstration,
        })
    }

    fn to_model(&self) -> Model {
        let card = self.card.clone();
        Model {
            id: self.id.to_string(),
            version: self.version,
            number: card.number,
            name_key: sort_key(&card.name),
            name: card.name,
            acronym: card.acronym,
            status: self.status.to_string(),
            owner_id: card.owner.to_string(),
            owner_unit: card.owner_unit,
            esf_region_code: card.esf_region,
            programme_period: card.programme_period.to_string(),
            programme_area: card.programme_area,
            specific_objective: card.specific_objective,
            intervention_field: card.intervention_field,
            starts_on: card.starts_on,
            ends_on: card.ends_on,
            planned_participants: card.planned_participants,
            planned_precision: card.planned_precision.to_string(),
            total_budget_minor: card.total_budget.map(|money| money.minor),
            granted_support_minor: card.granted_support.map(|money| money.minor),
            money_precision: card.money_precision.to_string(),
            union_rate_basis_points: card.union_rate_basis_points,
            contact_name: card.contact_name,
            contact_email: card.contact_email,
            postcode: card.postcode,
            address: card.address,
            description: card.description,
            status_reason: self.status_reason.clone(),
            demonstration: self.demonstration,
        }
    }
}
