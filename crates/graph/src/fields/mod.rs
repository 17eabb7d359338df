//! A field is one row: its name, what it tells in both languages, the column it is stored in, how it is read from a record, and
//! whether lists can be filtered and ordered by it. The object type, its filter, its order, the columns that a list reads and those
//! that a file may take all follow from the rows.

mod links;
mod rows;
mod search;
mod several;

use std::{collections::HashMap, sync::Arc};

use async_graphql::{
    Context, InputType, InputValueError, ServerResult, Value,
    indexmap::IndexMap,
    registry::{MetaInputValue, Registry},
};
use futures_util::future::BoxFuture;
use kernel::{Id, Label};
use store::{Column, Filter, Mapped, Record};

pub(super) use self::rows::answered;
use self::{
    links::of_others,
    rows::{id_row, version_row},
};
use super::{
    batch::Node, column_sink::Target, connection::RecordObject, meta::argument, object::FilterInput, plan::Compile,
    shown::Shown, writer::Writer,
};

/// An object type over one kind of record: which fields it has. A type of its own, for the record belongs to its domain, which
/// knows no schema.
pub trait Fields: Sized + Send + Sync + 'static {
    /// What it shows.
    type Record: Record;
    /// The type's name.
    const NAME: &'static str;
    /// What it is, in Swedish and English.
    const ABOUT: Label;

    /// What stands for one of them among others, as a selection of its fields; its `name` or `title` where this is empty.
    const TITLE: &'static str = "";

    /// What people look for first on the page of one, by its fields' names and in this order; the others follow by what they are
    /// ([`ShownObject`](super::ShownObject)).
    const FIRST: &'static [&'static str] = &[];

    /// Whether it has an id of its own in the schema, by which it is found again.
    const IS_NODE: bool = true;

    /// Its fields, in the order the schema tells them: [`table!`].
    fn table() -> &'static Table<Self>;
}

/// Gives [`Fields::table`] its rows, put together once.
#[macro_export]
macro_rules! table {
    ($fields:ty, [$($row:expr),* $(,)?]) => {{
        static TABLE: std::sync::LazyLock<$crate::Table<$fields>> =
            std::sync::LazyLock::new(|| $crate::Table::of(vec![$($row),*]));
        &TABLE
    }};
}

/// The fields of one object type.
pub struct Table<T: Fields> {
    pub(super) fields: Vec<Field<T>>,
    pub(super) filters: Vec<FilterField<T>>,
    pub(super) orders: Vec<OrderField<T>>,
    places: HashMap<&'static str, usize>,
    pub(super) leaves: Vec<(&'static str, Column<T::Record>)>,
    pub(super) points: Vec<(&'static str, Column<T::Record>, Target)>,
}

impl<T: Fields> Table<T> {
    /// Of these rows; [`table!`] calls it once a type.
    pub fn of(rows: Vec<Field<T>>) -> Self {
        let mut table = Self {
            fields: Vec::with_capacity(rows.len() + 2),
            filters: Vec::new(),
            orders: Vec::new(),
            places: HashMap::new(),
            leaves: Vec::new(),
            points: Vec::new(),
        };
        let own =
            [T::IS_NODE.then(id_row::<T>), <T::Record as Mapped>::VERSION.filter(|_| T::IS_NODE).map(version_row::<T>)];
        for mut row in own.into_iter().flatten().chain(rows) {
            table.filters.append(&mut row.filters);
            if let Some(column) = row.order {
                table.orders.push(OrderField { name: screaming(row.name), about: row.about, column });
            }
            if let Some((path, column)) = row.leaf {
                table.leaves.push((path, column));
            }
            if let Some((column, target)) = row.point {
                table.points.push((row.name, column, target));
            }
            if let How::Nothing = row.how {
                continue;
            }
            table.places.insert(row.name, table.fields.len());
            table.fields.push(row);
        }
        table
    }

    pub(super) fn field(&self, name: &str) -> Option<&Field<T>> {
        self.places.get(name).map(|at| &self.fields[*at])
    }

    /// The columns that a field looks at; `None` when it may be any.
    pub(super) fn looks_at(&self, name: &str) -> Option<&[Column<T::Record>]> {
        self.field(name)?.looks_at.as_deref()
    }
}

/// One row of a [`Table`].
pub struct Field<T: Fields> {
    pub(super) name: &'static str,
    pub(super) about: Label,
    pub(super) how: How<T>,
    looks_at: Option<Vec<Column<T::Record>>>,
    column: Option<Column<T::Record>>,
    comparable: Option<OnColumn<T>>,
    by_id: Option<OnColumn<T>>,
    filters: Vec<FilterField<T>>,
    order: Option<Column<T::Record>>,
    leaf: Option<(&'static str, Column<T::Record>)>,
    point: Option<(Column<T::Record>, Target)>,
    pub(super) shown: Option<Shown>,
    /// How it is written at once, where it is not a leaf and can be.
    pub(super) plan: Option<Compile<T::Record>>,
}

/// A filter's field, laid on a column.
type OnColumn<T> = Box<dyn Fn(Column<<T as Fields>::Record>) -> Matcher<T> + Send + Sync>;
pub(super) type Leaf<R> = Box<dyn Fn(&R, &mut dyn Writer) + Send + Sync>;
pub(super) type Below<R> =
    Box<dyn for<'a> Fn(&'a Node<R>, &'a Context<'a>) -> BoxFuture<'a, ServerResult<Option<Value>>> + Send + Sync>;
type Register = fn(&mut Registry) -> String;
type Arguments = Box<dyn Fn(&mut Registry) -> IndexMap<String, MetaInputValue> + Send + Sync>;

/// The id of what an object type shows.
pub type IdOf<O> = Id<<<O as RecordObject>::Record as Mapped>::Kind>;

/// How a field's value comes about.
pub(super) enum How<T: Fields> {
    /// From the row alone.
    Leaf(Register, Leaf<T::Record>),
    /// By resolving what stands below it.
    Below(Register, Arguments, Arc<Below<T::Record>>),
    /// Only a filter; the object has no such field.
    Nothing,
}

/// One part of a filter.
pub(super) type Part<R> = Arc<dyn Fn(&Context<'_>) -> kernel::Result<Filter<Column<R>>> + Send + Sync>;
type Read<T> = Box<dyn Fn(Value) -> Result<Part<<T as Fields>::Record>, InputValueError<FilterInput<T>>> + Send + Sync>;

/// How a filter's field is read.
pub struct Matcher<T: Fields> {
    pub(super) register: Register,
    pub(super) read: Read<T>,
}

/// A field of a filter.
pub struct FilterField<T: Fields> {
    pub(super) name: String,
    pub(super) about: Label,
    pub(super) matcher: Matcher<T>,
}

/// Something that lists can be ordered by.
pub(super) struct OrderField<T: Fields> {
    pub(super) name: String,
    pub(super) about: Label,
    pub(super) column: Column<T::Record>,
}

impl<T: Fields> Field<T> {
    fn new(name: &'static str, about: (&'static str, &'static str), how: How<T>) -> Self {
        Self {
            name,
            about: Label { sv: about.0, en: about.1 },
            how,
            looks_at: None,
            column: None,
            comparable: None,
            by_id: None,
            filters: Vec::new(),
            order: None,
            leaf: None,
            point: None,
            shown: None,
            plan: None,
        }
    }

    /// What it holds, for those who show it to people.
    pub fn showing(mut self, shown: Shown) -> Self {
        self.shown = Some(shown);
        self
    }

    fn stored(
        mut self,
        column: Column<T::Record>,
        compare: impl Fn(Column<T::Record>) -> Matcher<T> + Send + Sync + 'static,
    ) -> Self {
        self.looks_at = Some(vec![column]);
        self.column = Some(column);
        self.leaf = Some((self.name, column));
        self.comparable = Some(Box::new(compare));
        self
    }

    /// Lists can be filtered by it.
    pub fn filtered(self) -> Self {
        match self.column {
            Some(column) => self.filtered_on(column),
            None => self,
        }
    }

    /// As [`Field::filtered`], by another column, e.g. the folded text that is compared without regard to case.
    pub fn filtered_on(mut self, column: Column<T::Record>) -> Self {
        if let Some(compare) = &self.comparable {
            let matcher = compare(column);
            self.filters.push(FilterField { name: self.name.to_owned(), about: self.about, matcher });
        }
        self
    }

    /// Lists can be filtered by the id of what it points at, as `nameId`.
    pub fn by_id(mut self) -> Self {
        if let (Some(by_id), Some(column)) = (&self.by_id, self.column) {
            let matcher = by_id(column);
            self.filters.push(FilterField { name: format!("{}Id", self.name), about: self.about, matcher });
        }
        self
    }

    /// Lists can be ordered by it.
    pub fn ordered(mut self) -> Self {
        self.order = self.column;
        self
    }

    /// Shown by pages, and filled in by forms, as a code of `scheme`.
    pub fn coded(mut self, scheme: taxonomy::Scheme) -> Self {
        self.shown = Some(Shown::Code(scheme));
        self
    }

    /// As [`Field::ordered`], by another column.
    pub fn ordered_on(mut self, column: Column<T::Record>) -> Self {
        self.order = Some(column);
        self
    }

    /// Lists can be filtered by some of the rows it leads to, as `name`, a filter of those rows. `theirs` is the column that
    /// holds this record's id.
    pub fn some<O: RecordObject>(
        mut self,
        name: &'static str,
        theirs: Column<O::Record>,
        about: (&'static str, &'static str),
    ) -> Self {
        let matcher = of_others::<T, O>(<T::Record as Mapped>::ID, theirs);
        let about = Label { sv: about.0, en: about.1 };
        self.filters.push(FilterField { name: name.to_owned(), about, matcher });
        self
    }

    /// The columns that a computed field looks at.
    pub fn looking_at(mut self, columns: &[Column<T::Record>]) -> Self {
        self.looks_at = Some(columns.to_vec());
        self
    }

    /// Takes an argument of type `A`, read by `ctx.param_value`.
    pub fn argument<A: InputType>(mut self, name: &'static str, about: (&'static str, &'static str)) -> Self {
        if let How::Below(register, arguments, below) = self.how {
            let about = Label { sv: about.0, en: about.1 };
            let arguments: Arguments = Box::new(move |registry| {
                let mut all = arguments(registry);
                let ty = A::create_type_info(registry);
                all.insert(name.to_owned(), argument(name, about, ty));
                all
            });
            self.how = How::Below(register, arguments, below);
        }
        self
    }
}

/// `decidedOn` → `DECIDED_ON`.
fn screaming(name: &str) -> String {
    let mut screaming = String::with_capacity(name.len() + 4);
    for letter in name.chars() {
        if letter.is_ascii_uppercase() {
            screaming.push('_');
        }
        screaming.push(letter.to_ascii_uppercase());
    }
    screaming
}

impl<T: Fields> std::fmt::Debug for Table<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.fields.iter().map(|field| field.name)).finish()
    }
}
