//! Reading only what will be looked at: a list of titles need not carry descriptions.

use sea_orm::{ColumnTrait, ColumnType, EntityTrait, IdenStatic, Iterable, QuerySelect, Select, sea_query::Expr};

use crate::{read::Column, record::Record};

/// What stands for a column nobody looks at. Only columns that may be empty, and the folded texts that exist for ordering and searching,
/// can be left out: every other value is needed to make the record at all, and so are those that the record says are
/// ([`Record::NEEDED`]).
fn blank<C: ColumnTrait>(column: C) -> Option<&'static str> {
    let definition = column.def();
    let text = matches!(definition.get_column_type(), ColumnType::String(_) | ColumnType::Text);
    if definition.is_null() {
        Some("NULL")
    } else if text && column.as_str().ends_with("_key") {
        Some("''")
    } else {
        None
    }
}

/// `select` with blanks for the columns that may be left out and are not among `looked_at`.
pub(crate) fn only<T: Record>(select: Select<T::Entity>, looked_at: &[Column<T>]) -> Select<T::Entity> {
    let named = |column: &Column<T>| looked_at.iter().chain(T::NEEDED).any(|asked| asked.as_str() == column.as_str());
    <T::Entity as EntityTrait>::Column::iter().fold(select.select_only(), |select, column| match blank(column) {
        Some(blank) if !named(&column) => select.column_as(Expr::cust(blank), column.as_str()),
        _ => select.column(column),
    })
}
