//! How a role assignment is stored.

use access::{Action, Assignment, Role};
use chrono::NaiveDate;
use kernel::{Error, Result, id::kind};
use sea_orm::{
    Condition, ExprTrait, QueryOrder, QueryTrait,
    entity::prelude::*,
    sea_query::{Alias, Func, Query},
};
use store::{Compare, Db, Filter, Reach, Record, stored_enum, stored_id, stored_id_opt};

use super::entity::{RoleAnchors, RoleAssignment};

store::row! {
    /// One row of `role_assignments`.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "role_assignments")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        id: String,
        version: i32,
        issuer: String,
        subject: String,
        role: String,
        organisation_id: Option<String>,
        council_id: Option<String>,
        hub_id: Option<String>,
        project_id: Option<String>,
        participant_id: Option<String>,
        valid_from: Date,
        valid_to: Option<Date>,
        ended_reason: Option<String>,
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The roles that `issuer`'s `subject` holds on `on`.
///
/// The one reading without a grant: it is what a grant is made from, so nobody could have given one before it.
/// It answers about the caller alone and is called by the sign-in path only.
///
/// # Errors
/// `Unavailable`, `Broken`.
pub async fn held(db: &Db, issuer: &str, subject: &str, on: NaiveDate) -> Result<Vec<Assignment>> {
    let select = Entity::find()
        .filter(Condition::all().add(Column::Issuer.eq(issuer)).add(Column::Subject.eq(subject)))
        .order_by_asc(Column::Id);
    let rows = db.all(select.build(db.connection().get_database_backend())).await?;
    let assigned: Vec<RoleAssignment> = store::records(&rows)?;
    Ok(assigned.iter().filter(|assignment| assignment.held_on(on)).map(RoleAssignment::held).collect())
}

/// A number that grows with every assignment made or ended, by whichever instance: rows are never deleted and a
/// version is only counted up. While it and the date stand still, what [`held`] answered is still true.
///
/// # Errors
/// `Unavailable`, `Broken`.
pub async fn last_change(db: &Db) -> Result<i64> {
    let sum = Expr::expr(Func::sum(Expr::col(Column::Version))).cast_as(Alias::new("bigint"));
    let select = Query::select().expr(sum).from(Entity).to_owned();
    let rows = db.all(db.connection().get_database_backend().build(&select)).await?;
    let sum: Option<i64> = rows.first().map_or(Ok(None), |row| row.try_get_by_index(0)).map_err(broken)?;
    Ok(sum.unwrap_or(0))
}

fn broken(error: DbErr) -> Error {
    Error::broken(error.to_string())
}

impl RoleAssignment {
    /// The roles held on `day`: [`RoleAssignment::held_on`] as a filter.
    pub fn as_of(day: NaiveDate) -> Filter<Column> {
        let last = |compare| Filter::Is(Column::ValidTo, compare);
        let ended = |absent| Filter::Is(Column::EndedReason, Compare::Absent(absent));
        Filter::All(vec![
            Filter::Is(Column::ValidFrom, Compare::Lte(day.into())),
            Filter::Any(vec![
                last(Compare::Absent(true)),
                ended(true).and(last(Compare::Gte(day.into()))),
                ended(false).and(last(Compare::Gt(day.into()))),
            ]),
        ])
    }
}

impl Record for RoleAssignment {
    type Kind = kind::RoleAssignment;
    type Entity = Entity;
    type ActiveModel = ActiveModel;
    const READ: Action = Action::ReadRoles;
    const ID: Column = Column::Id;
    const VERSION: Option<Column> = Some(Column::Version);

    fn reach() -> Reach<Column> {
        Reach { council: vec![Column::CouncilId], ..Reach::default() }
    }

    fn id(&self) -> kernel::id::RoleAssignmentId {
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
            issuer: row.issuer,
            subject: row.subject,
            role: stored_enum(&row.role, Role::parse)?,
            anchors: RoleAnchors {
                organisation: stored_id_opt(row.organisation_id.as_deref())?,
                council: stored_id_opt(row.council_id.as_deref())?,
                hub: stored_id_opt(row.hub_id.as_deref())?,
                project: stored_id_opt(row.project_id.as_deref())?,
                participant: stored_id_opt(row.participant_id.as_deref())?,
            },
            valid_from: row.valid_from,
            valid_to: row.valid_to,
            ended_reason: row.ended_reason,
        })
    }

    fn to_model(&self) -> Model {
        Model {
            id: self.id.to_string(),
            version: self.version,
            issuer: self.issuer.clone(),
            subject: self.subject.clone(),
            role: self.role.to_string(),
            organisation_id: self.anchors.organisation.map(|id| id.to_string()),
            council_id: self.anchors.council.map(|id| id.to_string()),
            hub_id: self.anchors.hub.map(|id| id.to_string()),
            project_id: self.anchors.project.map(|id| id.to_string()),
            participant_id: self.anchors.participant.map(|id| id.to_string()),
            valid_from: self.valid_from,
            valid_to: self.valid_to,
            ended_reason: self.ended_reason.clone(),
        }
    }
}
