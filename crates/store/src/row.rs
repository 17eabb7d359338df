//! Stored rows by position. Reading by name looks each name up for each row, and SeaORM words an error for every empty value
//! before it answers "none"; a list of fifty needs spent a seventh of its time on that.

use kernel::{Error, Result, Stored};
use sea_orm::{
    QueryResult,
    sqlx::{
        Decode, Error as SqlxError, Postgres, Row as _, Sqlite, Type, TypeInfo as _, ValueRef as _, postgres::PgRow,
        sqlite::SqliteRow,
    },
};

/// A model whose fields stand in the order of its table's columns. [`row!`](crate::row) makes it.
pub trait Row: Sized {
    /// Takes one cell for each field.
    ///
    /// # Errors
    /// `Broken` when a cell is missing or of another type.
    fn read(cells: &mut Cells<'_>) -> Result<Self>;
}

/// The cells of one row, from left to right.
pub struct Cells<'r> {
    source: Source<'r>,
    next: usize,
}

enum Source<'r> {
    Postgres(&'r PgRow),
    Sqlite(&'r SqliteRow),
}

impl<'r> Cells<'r> {
    /// All of them.
    ///
    /// # Errors
    /// `Broken` for a row of neither database.
    pub fn of(row: &'r QueryResult) -> Result<Self> {
        Self::from(row, 0)
    }

    /// Those from `first` on.
    pub(crate) fn from(row: &'r QueryResult, first: usize) -> Result<Self> {
        let postgres = row.try_as_pg_row().map(Source::Postgres);
        let source = postgres.or_else(|| row.try_as_sqlite_row().map(Source::Sqlite));
        Ok(Self { source: source.ok_or_else(|| Error::broken("a row of an unknown database"))?, next: first })
    }

    /// The next.
    ///
    /// # Errors
    /// `Broken` when there is none, or one of another type.
    pub fn take<T: Cell<'r>>(&mut self) -> Result<T> {
        let at = self.next;
        self.next += 1;
        match self.source {
            Source::Postgres(row) => row.try_get(at),
            Source::Sqlite(row) => row.try_get(at),
        }
        .map_err(|error: SqlxError| Error::broken(error.to_string()))
    }
}

impl<'r> Cells<'r> {
    /// The next, as the value that stands in it.
    ///
    /// # Errors
    /// `Broken` when there is none, or what is stored is none of ours.
    pub fn stored<T>(&mut self) -> Result<T>
    where
        T: Stored<Cell<'r>: Cell<'r>>,
    {
        T::from_cell(self.take()?)
    }

    /// Leaves out the next.
    pub fn skip(&mut self) {
        self.next += 1;
    }
}

/// Bytes of the values of `row` that may be long: texts and what is sealed.
pub(crate) fn weight(row: &QueryResult) -> u64 {
    let bytes: usize = if let Some(row) = row.try_as_pg_row() {
        let cell = |at| row.try_get_raw(at).ok().and_then(|raw| raw.as_bytes().ok().map(<[u8]>::len));
        (0..row.len()).filter_map(cell).sum()
    } else if let Some(row) = row.try_as_sqlite_row() {
        let cell = |at| {
            let raw = row.try_get_raw(at).ok().filter(|raw| matches!(raw.type_info().name(), "TEXT" | "BLOB"))?;
            <&[u8] as Decode<Sqlite>>::decode(raw).ok().map(<[u8]>::len)
        };
        (0..row.len()).filter_map(cell).sum()
    } else {
        0
    };
    bytes as u64
}

/// What a cell may hold: the same in both databases.
pub trait Cell<'r>: Decode<'r, Postgres> + Type<Postgres> + Decode<'r, Sqlite> + Type<Sqlite> {}

impl<'r, T: Decode<'r, Postgres> + Type<Postgres> + Decode<'r, Sqlite> + Type<Sqlite>> Cell<'r> for T {}

/// Makes a SeaORM model that is read by position: `row! { #[derive(…)] pub struct Model { … } }`.
#[macro_export]
macro_rules! row {
    ($(#[$attribute:meta])* $visible:vis struct Model { $($body:tt)* }) => {
        $(#[$attribute])*
        $visible struct Model { $($body)* }
        $crate::row!(@read { $($body)* });
    };
    (@read { $($(#[$attribute:meta])* $field:ident: $type:ty),* $(,)? }) => {
        impl $crate::Row for Model {
            fn read(cells: &mut $crate::Cells<'_>) -> ::kernel::Result<Self> {
                Ok(Self { $($field: cells.take()?),* })
            }
        }
    };
}
