//! Some columns of rows, without making records of them: for whole files, where a record is made only to be taken apart.

use access::Grant;
use chrono::NaiveDate;
use kernel::{Datum, Error, Kind, Result, Slice};
use sea_orm::{
    ColumnTrait, ColumnType, IdenStatic, QueryFilter, QueryResult, QuerySelect, QueryTrait, Value, sea_query::Expr,
};

use crate::{
    cursor,
    db::Db,
    filter::one_of,
    read::{Column, Paged, Query, within},
    record::{Record, instant, micros},
    row::Cells,
};

/// How a column's cells are read.
#[derive(Clone, Copy)]
enum Reading {
    /// After this kind's prefix.
    Id(&'static str),
    Text,
    Integer,
    Instant,
    Date,
    Boolean,
}

impl Reading {
    /// The row's own id in its public form, all else as it is stored.
    fn of<T: Record>(column: Column<T>) -> Result<Self> {
        match column.as_str() == T::ID.as_str() {
            true => Ok(Self::Id(T::Kind::PREFIX)),
            false => Self::stored(column),
        }
    }

    fn stored<C: ColumnTrait>(column: C) -> Result<Self> {
        Ok(match column.def().get_column_type() {
            ColumnType::Char(_) | ColumnType::String(_) | ColumnType::Text => Self::Text,
            ColumnType::Integer => Self::Integer,
            ColumnType::BigInteger if column.as_str().ends_with("_at") => Self::Instant,
            ColumnType::Date => Self::Date,
            ColumnType::Boolean => Self::Boolean,
            other => return Err(Error::broken(format!("{} cannot be read alone: it is {other:?}", column.as_str()))),
        })
    }

    fn take(self, cells: &mut Cells<'_>) -> Result<Datum> {
        Ok(match self {
            Self::Id(prefix) => cells.take::<Option<&str>>()?.map(|id| Datum::Text([prefix, "_", id].concat())),
            Self::Text => cells.take::<Option<String>>()?.map(Datum::Text),
            Self::Integer => cells.take::<Option<i32>>()?.map(|number| Datum::Integer(number.into())),
            Self::Instant => cells.take::<Option<i64>>()?.map(instant).transpose()?.map(Datum::Instant),
            Self::Date => cells.take::<Option<NaiveDate>>()?.map(Datum::Date),
            Self::Boolean => cells.take::<Option<bool>>()?.map(Datum::Boolean),
        }
        .unwrap_or(Datum::Absent))
    }
}

fn data(rows: &[QueryResult], readings: &[Reading]) -> Result<Vec<Vec<Datum>>> {
    let row = |row| {
        let mut cells = Cells::of(row)?;
        readings.iter().map(|reading| reading.take(&mut cells)).collect()
    };
    rows.iter().map(row).collect()
}

fn value(datum: &Datum) -> Value {
    match datum {
        Datum::Text(text) => text.clone().into(),
        Datum::Integer(number) => (*number).into(),
        Datum::Instant(at) => micros(*at).into(),
        Datum::Date(day) => (*day).into(),
        Datum::Boolean(value) => (*value).into(),
        Datum::Absent => Value::String(None),
    }
}

impl Db {
    /// As [`Db::page`], of which only `columns` are read, in this order; the row's id in its public form. Of the cursors, only
    /// the first's and the last's.
    ///
    /// # Errors
    /// As [`Db::page`]; `Broken` for a column that is neither text, number, instant, day nor yes or no.
    pub async fn parts<T: Record>(
        &self,
        grant: &Grant,
        query: &Query<Column<T>>,
        columns: &[Column<T>],
    ) -> Result<Slice<Vec<Datum>>> {
        if grant.scope().is_empty() {
            return Ok(Slice::default());
        }
        let paged = Paged::<T>::new(grant, query)?;
        let ordering = paged.order.iter().map(|(column, _)| *column);
        let shown = columns.iter().map(|column| Reading::of::<T>(*column));
        let readings = shown.chain(ordering.clone().map(Reading::stored)).collect::<Result<Vec<_>>>()?;
        let read = columns.iter().copied().chain(ordering);
        let statement = paged.select.clone().select_only().columns(read).limit(paged.limit()).into_query();
        let mut slice = paged.cut(data(&self.select(&statement).await?, &readings)?);
        if query.cursors {
            let ends = [slice.rows.first(), slice.rows.last()].into_iter().flatten();
            let encode = |row: &Vec<Datum>| cursor::encode(paged.asked(), |at, _| value(&row[columns.len() + at]));
            slice.cursors = ends.map(encode).collect::<Result<_>>()?;
        }
        slice.rows.iter_mut().for_each(|row| row.truncate(columns.len()));
        Ok(slice)
    }

    /// Of the rows with these stored ids, in no particular order, the stored id and then `columns` as [`Db::parts`] reads
    /// them; rows outside the reach are absent.
    ///
    /// # Errors
    /// As [`Db::parts`].
    pub async fn parts_of<T: Record>(
        &self,
        grant: &Grant,
        ids: &[&str],
        columns: &[Column<T>],
    ) -> Result<Vec<Vec<Datum>>> {
        if ids.is_empty() || grant.scope().is_empty() {
            return Ok(Vec::new());
        }
        let id = Expr::col((T::Entity::default(), T::ID));
        let select = within::<T>(grant).filter(one_of(self.backend(), id, ids));
        let statement =
            select.select_only().columns(std::iter::once(T::ID).chain(columns.iter().copied())).into_query();
        let shown = columns.iter().map(|column| Reading::of::<T>(*column));
        let readings = std::iter::once(Ok(Reading::Text)).chain(shown).collect::<Result<Vec<_>>>()?;
        data(&self.select(&statement).await?, &readings)
    }
}
