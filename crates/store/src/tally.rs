//! Counts of rows by what one of their columns holds.

use access::Grant;
use kernel::Result;
use sea_orm::{
    QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Asterisk, Expr, ExprTrait},
};

use crate::{
    db::{Db, fault},
    filter::Filter,
    read::{Column, within},
    record::Record,
};

/// The rows that hold the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// What they hold; nothing where they hold nothing.
    pub value: Option<String>,
    /// How many there are.
    pub rows: i64,
    /// What the column that was summed comes to in them.
    pub sum: i64,
}

impl Db {
    /// How many rows hold each value of `by`, a column of codes, however many rows there are; and what `summed`, whole
    /// numbers of 32 bits, comes to in them.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn tally<T: Record>(
        &self,
        grant: &Grant,
        filter: &Filter<Column<T>>,
        by: Column<T>,
        summed: Option<Column<T>>,
    ) -> Result<Vec<Tally>> {
        if grant.scope().is_empty() {
            return Ok(Vec::new());
        }
        let column = |column: Column<T>| Expr::col((T::Entity::default(), column));
        let mut statement = within::<T>(grant).filter(filter.condition()).select_only().into_query();
        statement.expr(column(by)).expr(Expr::col(Asterisk).count()).add_group_by([column(by)]);
        if let Some(summed) = summed {
            statement.expr(column(summed).sum());
        }
        let rows = self.select(&statement).await?;
        rows.iter()
            .map(|row| {
                // The sum of nothing at all is none, and not 0.
                let sum = match summed {
                    Some(_) => row.try_get_by_index::<Option<i64>>(2).map_err(fault)?.unwrap_or_default(),
                    None => 0,
                };
                Ok(Tally {
                    value: row.try_get_by_index(0).map_err(fault)?,
                    rows: row.try_get_by_index(1).map_err(fault)?,
                    sum,
                })
            })
            .collect()
    }
}
