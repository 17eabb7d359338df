//! How a person is stored, and the one place that decides whose rows a caller may open.

use access::{Action, Grant, Role, view};
use kernel::{
    IdentityKind, Result,
    id::{ParticipantId, kind},
};
use sea_orm::{
    Condition, DbBackend, ExprTrait, QueryFilter, QuerySelect, QueryTrait, entity::prelude::*, sea_query::Expr,
};
use store::{Db, Dialect, Reach, Record, instant, micros, stored_enum, stored_id};

use super::entity::Participant;
use crate::participation::{Participation, ParticipationColumn, ParticipationEntity};

store::row! {
    /// One row of `participants`.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "participants")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        id: String,
        version: i32,
        identity_kind: String,
        identity_sealed: Vec<u8>,
        identity_index: Option<String>,
        name_sealed: Vec<u8>,
        protected: bool,
        demonstration: bool,
        created_at: i64,
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Record for Participant {
    type Kind = kind::Participant;
    type Entity = Entity;
    type ActiveModel = ActiveModel;
    const READ: Action = Action::ReadNames;
    const ID: Column = Column::Id;
    const VERSION: Option<Column> = Some(Column::Version);

    /// The row has no anchor but the person herself: everyone else's reach goes through participations, in [`named`].
    fn reach() -> Reach<Column> {
        Reach { person: vec![Column::Id], ..Reach::default() }
    }

    fn id(&self) -> ParticipantId {
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
            identity_kind: stored_enum(&row.identity_kind, IdentityKind::parse)?,
            identity_sealed: row.identity_sealed,
            identity_index: row.identity_index,
            name_sealed: row.name_sealed,
            protected: row.protected,
            demonstration: row.demonstration,
            created_at: instant(row.created_at)?,
        })
    }

    fn to_model(&self) -> Model {
        Model {
            id: self.id.to_string(),
            version: self.version,
            identity_kind: self.identity_kind.to_string(),
            identity_sealed: self.identity_sealed.clone(),
            identity_index: self.identity_index.clone(),
            name_sealed: self.name_sealed.clone(),
            protected: self.protected,
            demonstration: self.demonstration,
            created_at: micros(self.created_at),
        }
    }
}

/// Persons whose participations, or who themselves, lie within `grant`; of the protected only those whom the
/// grant's project managers reach, or the person herself.
fn within(grant: &Grant) -> Condition {
    let handler = narrowed(grant);
    let open = Condition::all().add(Column::Protected.eq(false)).add(reached(grant));
    Condition::any().add(open).add(reached(&handler))
}

fn reached(grant: &Grant) -> Condition {
    if grant.scope().is_empty() {
        return Condition::all().add(Expr::cust("1 = 0"));
    }
    let mut participations = ParticipationEntity::find().select_only().column(ParticipationColumn::ParticipantId);
    if let Some(condition) = Participation::reach().condition(grant.scope()) {
        participations = participations.filter(condition);
    }
    let through = Expr::col((Entity, Column::Id)).in_subquery(participations.into_query());
    let mut any = Condition::any().add(through);
    if let Some(own) = Participant::reach().condition(grant.scope()) {
        any = any.add(own);
    }
    any
}

/// The same act with the assignments only that may open a protected person's row.
fn narrowed(grant: &Grant) -> Grant {
    let mut request = grant.request().clone();
    request.actor.assignments.retain(|held| matches!(held.role, Role::ProjectManager | Role::Participant));
    view(&std::sync::Arc::new(request), grant.action())
}

/// Those of `ids` that the grant reaches, in one statement.
///
/// # Errors
/// `Unavailable`, `Broken`.
pub(crate) async fn named(db: &Db, grant: &Grant, ids: &[ParticipantId]) -> Result<Vec<Participant>> {
    if ids.is_empty() || grant.scope().is_empty() {
        return Ok(Vec::new());
    }
    let asked = ids.iter().map(|id| id.as_str());
    read(db, Condition::all().add(Column::Id.is_in(asked)).add(within(grant))).await
}

/// The person with this keyed hash, whoever asks: for matching a registration only. What it finds is never shown.
///
/// # Errors
/// `Unavailable`, `Broken`.
pub(crate) async fn of_index(db: &Db, index: &str) -> Result<Option<Participant>> {
    Ok(read(db, Condition::all().add(Column::IdentityIndex.eq(index))).await?.pop())
}

/// As [`of_index`], for many at once.
///
/// # Errors
/// `Unavailable`, `Broken`.
pub(crate) async fn of_indexes(db: &Db, indexes: &[String]) -> Result<Vec<Participant>> {
    read(db, Condition::all().add(Column::IdentityIndex.is_in(indexes))).await
}

async fn read(db: &Db, condition: Condition) -> Result<Vec<Participant>> {
    let backend = match db.dialect() {
        Dialect::Sqlite => DbBackend::Sqlite,
        Dialect::Postgres => DbBackend::Postgres,
    };
    let rows = db.all(Entity::find().filter(condition).build(backend)).await?;
    store::records(&rows)
}
