//! How a role assignment is stored.

use access::{Action, Assignment};
use chrono::NaiveDate;
use kernel::{Error, Result};
use sea_orm::{
    Condition, ExprTrait, QueryOrder, QueryTrait,
    entity::prelude::*,
    sea_query::{Alias, Func, Query},
};
use store::{Compare, Db, Filter, Reach, Record};

use super::entity::{RoleAnchors, RoleAssignment};

store::stored! {
    /// Rows of `role_assignments`.
    RoleAssignment as kind::RoleAssignment in "role_assignments" {
        id: String => id,
        version: i32 => version,
        issuer: String => issuer,
        subject: String => subject,
        role: String => role,
        anchors: RoleAnchors {
            organisation_id: Option<String> => organisation,
            council_id: Option<String> => council,
            hub_id: Option<String> => hub,
            project_id: Option<String> => project,
            participant_id: Option<String> => participant,
        },
        valid_from: Date => valid_from,
        valid_to: Option<Date> => valid_to,
        ended_reason: Option<String> => ended_reason,
    }
}

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
    const READ: Action = Action::ReadRoles;

    fn reach() -> Reach<Column> {
        Reach { council: vec![Column::CouncilId], ..Reach::default() }
    }
}
