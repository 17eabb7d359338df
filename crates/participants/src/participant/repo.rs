//! How a person is stored, and the one place that decides whose rows a caller may open.

use access::{Action, Grant, Role, view};
use kernel::{
    Result,
    id::{ParticipantId, ParticipationId},
};
use sea_orm::{
    Condition, DbBackend, ExprTrait, Order, QueryFilter, QueryResult, QuerySelect, QueryTrait,
    entity::prelude::*,
    sea_query::{Expr, Func},
};
use store::{Cells, Db, Dialect, Mapped, Reach, Record, Sealer};

use super::entity::Participant;
use crate::participation::{
    Called, CalledColumn, CalledEntity, Participation, ParticipationColumn, ParticipationEntity,
};

store::stored! {
    /// Rows of `participants`.
    Participant as kind::Participant in "participants" {
        id: String => id,
        version: i32 => version,
        identity_kind: String => identity_kind,
        identity_sealed: Vec<u8> => identity_sealed,
        identity_index: Option<String> => identity_index,
        name_sealed: Vec<u8> => name_sealed,
        protected: bool => protected,
        demonstration: bool => demonstration,
        created_at: i64 => created_at,
    }
}

impl Record for Participant {
    const READ: Action = Action::ReadNames;

    /// The row has no anchor but the person herself: everyone else's reach goes through participations, in [`named`].
    fn reach() -> Reach<Column> {
        Reach { person: vec![Column::Id], ..Reach::default() }
    }
}

/// A person with one of her participations within a grant, and what the project calls her.
pub(crate) struct Named {
    /// The person.
    pub(crate) person: Participant,
    /// The participation; none where she reaches herself without one.
    pub(crate) participation: Option<ParticipationId>,
    called: Option<Vec<u8>>,
    /// Whether she is protected, as far as the project was told.
    pub(crate) protected: bool,
}

impl Named {
    /// The name by which the project registered her. Only for who may read it, after the reading is noted.
    ///
    /// # Errors
    /// `Broken` when the seal does not open.
    pub(crate) fn name(&self, sealer: &Sealer) -> Result<String> {
        match (&self.called, self.participation) {
            (Some(sealed), Some(id)) => Called::open(sealer, id, sealed),
            _ => self.person.name(sealer),
        }
    }

    fn of(row: &QueryResult) -> Result<Self> {
        let mut cells = Cells::of(row)?;
        let person = Participant::read(&mut cells)?;
        let participation = cells.stored()?;
        let called = cells.take()?;
        let from: Option<i32> = cells.take()?;
        let protected = person.protected && person.version >= from.unwrap_or(0);
        Ok(Self { person, participation, called, protected })
    }
}

/// Participations within `grant`, or the person herself; of the protected only those that the grant's project managers
/// reach, or her own. What another project knows of her plays no part.
fn within(grant: &Grant) -> Condition {
    let handler = narrowed(grant);
    let from = Func::coalesce([Expr::col((CalledEntity, CalledColumn::ProtectedFrom)), Expr::val(0)]);
    let unaware = Expr::expr(from).gt(Expr::col((Entity, Column::Version)));
    let open = Condition::any().add(Expr::col((Entity, Column::Protected)).eq(false)).add(unaware);
    Condition::any().add(Condition::all().add(open).add(reached(grant))).add(reached(&handler))
}

fn reached(grant: &Grant) -> Condition {
    if grant.scope().is_empty() {
        return Condition::all().add(Expr::cust("1 = 0"));
    }
    let through = Participation::reach().condition(grant.scope()).unwrap_or_else(Condition::all);
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

/// Those of `ids` that the grant reaches, once for each participation through which it does, the earliest first; in one
/// statement.
///
/// # Errors
/// `Unavailable`, `Broken`.
pub(crate) async fn named(db: &Db, grant: &Grant, ids: &[ParticipantId]) -> Result<Vec<Named>> {
    match ids {
        [] => Ok(Vec::new()),
        _ => select(db, grant, Condition::all().add(Column::Id.is_in(ids.iter().map(|id| id.as_str())))).await,
    }
}

/// As [`named`], everyone whom the grant reaches.
///
/// # Errors
/// `Unavailable`, `Broken`.
pub(crate) async fn all_named(db: &Db, grant: &Grant) -> Result<Vec<Named>> {
    select(db, grant, Condition::all()).await
}

async fn select(db: &Db, grant: &Grant, asked: Condition) -> Result<Vec<Named>> {
    if grant.scope().is_empty() {
        return Ok(Vec::new());
    }
    let participation = |column: ParticipationColumn| Expr::col((ParticipationEntity, column));
    let called = |column: CalledColumn| Expr::col((CalledEntity, column));
    let mut select = Entity::find().filter(asked).filter(within(grant)).into_query();
    select
        .expr(participation(ParticipationColumn::Id))
        .expr(called(CalledColumn::NameSealed))
        .expr(called(CalledColumn::ProtectedFrom))
        .left_join(ParticipationEntity, participation(ParticipationColumn::ParticipantId).equals((Entity, Column::Id)))
        .left_join(CalledEntity, called(CalledColumn::Id).equals((ParticipationEntity, ParticipationColumn::Id)))
        .order_by((ParticipationEntity, ParticipationColumn::Id), Order::Asc);
    db.all(db.connection().get_database_backend().build(&select)).await?.iter().map(Named::of).collect()
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

/// One of all, whoever it is: to try a key on.
///
/// # Errors
/// `Unavailable`, `Broken`.
pub(super) async fn anyone(db: &Db) -> Result<Option<Participant>> {
    Ok(found(db, Entity::find().limit(1)).await?.pop())
}

async fn read(db: &Db, condition: Condition) -> Result<Vec<Participant>> {
    found(db, Entity::find().filter(condition)).await
}

async fn found(db: &Db, select: Select<Entity>) -> Result<Vec<Participant>> {
    let backend = match db.dialect() {
        Dialect::Sqlite => DbBackend::Sqlite,
        Dialect::Postgres => DbBackend::Postgres,
    };
    store::records(&db.all(select.build(backend)).await?)
}
