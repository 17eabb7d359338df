//! The rows of many parents in one statement, each parent's cut to its own page.

use std::collections::HashMap;

use access::Grant;
use kernel::{Result, Slice};
use sea_orm::{
    EntityTrait, Iterable, QueryFilter, QueryResult, QuerySelect, QueryTrait,
    sea_query::{
        Alias, Asterisk, Expr, ExprTrait, Func, JoinType, Query as SqlQuery, SelectStatement, WindowStatement,
    },
};

use crate::{
    db::{Db, Dialect, fault},
    filter::{Filter, one_of, text_array},
    read::{Column, Paged, Query, within},
    record::Record,
    row::Cells,
};

/// A table that links parents to children of another domain. Its owner makes it; its names stay there.
#[derive(Clone, Copy, Debug)]
pub struct Via {
    /// The linking table.
    pub table: &'static str,
    /// Its column with the parent's id.
    pub parent: &'static str,
    /// Its column with the child's id.
    pub child: &'static str,
}

/// How children know their parent.
#[derive(Clone, Copy, Debug)]
pub enum Family<C> {
    /// By a column of their own.
    Column(C),
    /// By a linking table.
    Via(Via),
}

const PARENT: &str = "parent_";
const RANK: &str = "rank_";

impl Db {
    /// Each parent's page of children, the same whether `parents` names one once or several times. Parents without any are absent.
    ///
    /// # Errors
    /// `Invalid` for a cursor of another ordering; `Unavailable`, `Broken`.
    pub async fn children<T: Record>(
        &self,
        grant: &Grant,
        family: Family<Column<T>>,
        parents: &[&str],
        query: &Query<Column<T>>,
    ) -> Result<HashMap<String, Slice<T>>> {
        if parents.is_empty() || grant.scope().is_empty() {
            return Ok(HashMap::new());
        }
        let paged = Paged::<T>::new(grant, query)?;
        // A row that was come to from several stands once for each of them, and has one page of children.
        let mut parents = parents.to_vec();
        parents.sort_unstable();
        parents.dedup();
        let parents = parents.as_slice();
        // Through a linking table every link of a parent is read either way, for the order is the children's; then one join for
        // all parents costs less than one for each. By a column of their own, an index stops at the page's end.
        let statement = match (self.dialect(), family) {
            (Dialect::Postgres, Family::Column(column)) => lateral(&paged, column, parents),
            (Dialect::Sqlite, Family::Column(column)) => joined(&paged, column, parents),
            (_, Family::Via(via)) => ranked(self, &paged, via, parents),
        };
        group(&paged, self.select(&statement).await?)
    }

    /// How many children each parent has. Parents without any are absent.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn count_children<T: Record>(
        &self,
        grant: &Grant,
        family: Family<Column<T>>,
        parents: &[&str],
        filter: &Filter<Column<T>>,
    ) -> Result<HashMap<String, u64>> {
        self.count_by_parent::<T>(grant, family, parents, filter, Expr::col(Asterisk).count()).await
    }

    /// As [`Db::count_children`], how many different values of `column` they have.
    ///
    /// # Errors
    /// As [`Db::count_children`].
    pub async fn count_different<T: Record>(
        &self,
        grant: &Grant,
        family: Family<Column<T>>,
        parents: &[&str],
        filter: &Filter<Column<T>>,
        column: Column<T>,
    ) -> Result<HashMap<String, u64>> {
        let different = Expr::col((T::Entity::default(), column)).count_distinct();
        self.count_by_parent::<T>(grant, family, parents, filter, different).await
    }

    async fn count_by_parent<T: Record>(
        &self,
        grant: &Grant,
        family: Family<Column<T>>,
        parents: &[&str],
        filter: &Filter<Column<T>>,
        count: Expr,
    ) -> Result<HashMap<String, u64>> {
        if parents.is_empty() || grant.scope().is_empty() {
            return Ok(HashMap::new());
        }
        let mut statement = within::<T>(grant).filter(filter.condition()).select_only().into_query();
        let parent = join::<T>(&mut statement, family);
        statement
            .expr_as(parent.clone(), PARENT)
            .expr(count)
            .and_where(one_of(self.backend(), parent.clone(), parents))
            .add_group_by([parent]);
        let mut counts = HashMap::new();
        for row in self.select(&statement).await? {
            let parent: String = row.try_get_by_index(0).map_err(fault)?;
            let count: i64 = row.try_get_by_index(1).map_err(fault)?;
            counts.insert(parent, count.unsigned_abs());
        }
        Ok(counts)
    }
}

/// Adds the link if there is one; returns the expression of the parent's id.
fn join<T: Record>(statement: &mut SelectStatement, family: Family<Column<T>>) -> Expr {
    match family {
        Family::Column(column) => Expr::col((T::Entity::default(), column)),
        Family::Via(via) => {
            let link = Alias::new(via.table);
            statement.join(
                JoinType::InnerJoin,
                via.table,
                Expr::col((link.clone(), Alias::new(via.child))).equals((T::Entity::default(), T::ID)),
            );
            Expr::col((link, Alias::new(via.parent)))
        }
    }
}

/// PostgreSQL: one short index scan a parent.
fn lateral<T: Record>(paged: &Paged<T>, parent: Column<T>, parents: &[&str]) -> SelectStatement {
    let mut inner = paged.select.clone().limit(paged.limit()).into_query();
    inner.and_where(Expr::col((T::Entity::default(), parent)).eq(Expr::col(("p", "p"))));
    let mut outer = SqlQuery::select();
    outer
        .expr_as(Expr::col(("p", "p")), PARENT)
        .column(("t", Asterisk))
        .from_function(Func::cust("unnest").arg(Expr::val(text_array(parents)).cast_as("text[]")), "p")
        .join_lateral(JoinType::InnerJoin, inner, "t", Expr::cust("true"));
    outer
}

/// SQLite has no lateral join, but finds the ids of each parent's page in as short an index scan. A cross join is the one whose
/// sides it does not exchange.
fn joined<T: Record>(paged: &Paged<T>, parent: Column<T>, parents: &[&str]) -> SelectStatement {
    let of_parent = Expr::col((T::Entity::default(), parent)).eq(Expr::col(("p", "value")));
    let page = paged.select.clone().select_only().column(T::ID).filter(of_parent).limit(paged.limit()).into_query();
    let mut outer = SqlQuery::select();
    outer
        .expr_as(Expr::col(("p", "value")), PARENT)
        .column(("t", Asterisk))
        .from_function(Func::cust("json_each").arg(serde_json::json!(parents).to_string()), "p")
        .join_subquery(JoinType::CrossJoin, paged.lean().into_query(), "t", Expr::col(("t", T::ID)).in_subquery(page));
    for key in &paged.order {
        key.sort(&mut outer, Expr::col(("t", key.column)));
    }
    outer
}

/// Rank within each parent.
fn ranked<T: Record>(db: &Db, paged: &Paged<T>, via: Via, parents: &[&str]) -> SelectStatement {
    let mut inner = paged.select.clone().into_query();
    inner.clear_order_by();
    let parent = join::<T>(&mut inner, Family::Via(via));
    let mut window = WindowStatement::partition_by((via.table, via.parent));
    for key in &paged.order {
        key.sort(&mut window, Expr::col((T::Entity::default(), key.column)));
    }
    inner.expr_as(parent.clone(), PARENT).expr_window_as(Func::cust("row_number"), window, RANK).and_where(one_of(
        db.backend(),
        parent,
        parents,
    ));
    let mut outer = SqlQuery::select();
    outer
        .column(PARENT)
        .columns(<T::Entity as EntityTrait>::Column::iter())
        .from_subquery(inner, "t")
        .and_where(Expr::col(RANK).lte(paged.limit()))
        .order_by(PARENT, sea_orm::Order::Asc)
        .order_by(RANK, sea_orm::Order::Asc);
    outer
}

fn group<T: Record>(paged: &Paged<T>, rows: Vec<QueryResult>) -> Result<HashMap<String, Slice<T>>> {
    let mut children: HashMap<&str, Vec<&QueryResult>> = HashMap::new();
    for row in &rows {
        children.entry(Cells::of(row)?.take()?).or_default().push(row);
    }
    children.into_iter().map(|(parent, rows)| Ok((parent.to_owned(), paged.slice(rows, 1)?))).collect()
}
