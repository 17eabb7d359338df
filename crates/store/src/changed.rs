//! What changed since an instant, told by the outbox: every change leaves an event about what it changed.

use kernel::{Kind, Stored, Timestamp};
use sea_orm::sea_query::{Expr, ExprTrait, Func, Query};

use crate::{
    filter::{Filter, IdSet},
    read::Column,
    record::Record,
};

/// The rows of `T` that were made or changed at `since` or later. It narrows what is read within a reach and shows nothing
/// of its own. Rows that came without an event, as a loaded demonstration's, count as never changed.
pub fn changed_since<T: Record>(since: Timestamp) -> Filter<Column<T>> {
    let prefix = T::Kind::PREFIX;
    let id = i32::try_from(prefix.len() + 2).unwrap_or(i32::MAX);
    let subject = || Expr::col("subject");
    let mut select = Query::select();
    select
        .expr(Func::cust("substr").args([subject(), Expr::val(id)]))
        .from("outbox")
        .and_where(Expr::col("at").gte(since.to_value()))
        // All of this kind: a grave accent follows the underscore.
        .and_where(subject().gte(format!("{prefix}_")))
        .and_where(subject().lt(format!("{prefix}`")));
    Filter::InSet(T::ID, IdSet(Box::new(select)))
}
