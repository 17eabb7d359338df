//! Some columns of rows, without making records of them: for whole files, where a record is made only to be taken apart.

use access::Grant;
use chrono::NaiveDate;
use kernel::{Datum, Error, Kind, Result, Slice, Stored};
use sea_orm::{
    ColumnTrait, ColumnType, IdenStatic, QueryFilter, QueryResult, QuerySelect, QueryTrait, Value, sea_query::Expr,
};

use crate::{
    cursor,
    db::Db,
    filter::one_of,
    read::{Column, Paged, Query, within},
    record::Record,
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
        Ok(match column.def().get_column_type() {
            _ if is_id::<T>(column) => Self::Id(T::Kind::PREFIX),
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
            Self::Instant => cells.stored::<Option<_>>()?.map(Datum::Instant),
            Self::Date => cells.take::<Option<NaiveDate>>()?.map(Datum::Date),
            Self::Boolean => cells.take::<Option<bool>>()?.map(Datum::Boolean),
        }
        .unwrap_or(Datum::Absent))
    }
}

fn data(row: &QueryResult, readings: &[Reading]) -> Result<Vec<Datum>> {
    let mut cells = Cells::of(row)?;
    let mut data = Vec::with_capacity(readings.len());
    for reading in readings {
        data.push(reading.take(&mut cells)?);
    }
    Ok(data)
}

fn is_id<T: Record>(column: Column<T>) -> bool {
    column.as_str() == T::ID.as_str()
}

/// What the column holds, for a cursor.
fn value<T: Record>(column: Column<T>, datum: &Datum) -> Value {
    match datum {
        Datum::Text(id) if is_id::<T>(column) => id.rsplit_once('_').map(|(_, stored)| stored).into(),
        Datum::Text(text) => text.clone().into(),
        Datum::Integer(number) => (*number).into(),
        Datum::Instant(at) => at.to_value().into(),
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
        let mut read = columns.to_vec();
        let place = |(column, _): &(Column<T>, _)| {
            read.iter().position(|each| each.as_str() == column.as_str()).unwrap_or_else(|| {
                read.push(*column);
                read.len() - 1
            })
        };
        let places: Vec<usize> = paged.asked().iter().map(place).collect();
        let readings = read.iter().map(|column| Reading::of::<T>(*column)).collect::<Result<Vec<_>>>()?;
        let statement = paged.select.clone().select_only().columns(read).limit(paged.limit()).into_query();
        let mut slice = paged.cut(self.each(self.backend().build(&statement), |row| data(&row, &readings)).await?);
        if query.cursors {
            let ends = [slice.rows.first(), slice.rows.last()].into_iter().flatten();
            let encode =
                |row: &Vec<Datum>| cursor::encode(paged.asked(), |at, column| value::<T>(column, &row[places[at]]));
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
        self.each(self.backend().build(&statement), |row| data(&row, &readings)).await
    }

    /// Of the rows whose `key` is one of `values`, in no particular order, `columns` as [`Db::parts`] reads them. However many values
    /// there are, the statement's text is the same.
    ///
    /// # Errors
    /// As [`Db::parts`].
    pub async fn parts_where<T: Record>(
        &self,
        grant: &Grant,
        key: Column<T>,
        values: &[&str],
        columns: &[Column<T>],
    ) -> Result<Vec<Vec<Datum>>> {
        if values.is_empty() || grant.scope().is_empty() {
            return Ok(Vec::new());
        }
        let key = Expr::col((T::Entity::default(), key));
        let select = within::<T>(grant).filter(one_of(self.backend(), key, values));
        let statement = select.select_only().columns(columns.iter().copied()).into_query();
        let readings = columns.iter().map(|column| Reading::of::<T>(*column)).collect::<Result<Vec<_>>>()?;
        self.each(self.backend().build(&statement), |row| data(&row, &readings)).await
    }
}
