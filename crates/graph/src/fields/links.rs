//! The rows that lead to other rows: what a row points at, what points at it, and the filters by those.

use std::sync::Arc;

use async_graphql::{Context, InputType, InputValueError, OutputType, ServerResult};
use store::{Around, Column, Family, Filter, Mapped};

use super::{
    Below, Field, Fields, FilterField, How, IdOf, Matcher,
    rows::{answered, compare},
};
use crate::{
    Connection,
    column_sink::Target,
    connection::{Asked, RecordObject},
    context::{caller, reader},
    filter::{Filtering, IdFilter, set},
    plan::{ManyPlan, OnePlan},
    scalar::Date,
    shown::Shown,
};

/// A filter of other rows: those whose `own` column is among the `theirs` of those that match.
pub(super) fn of_others<T, O>(own: Column<T::Record>, theirs: Column<O::Record>) -> Matcher<T>
where
    T: Fields,
    O: RecordObject,
{
    Matcher {
        register: Option::<Box<O::Filter>>::create_type_info,
        read: Box::new(move |value| {
            let given = <O::Filter as InputType>::parse(Some(value)).map_err(InputValueError::propagate)?;
            Ok(Arc::new(move |ctx| {
                let found = set::<O::Record>(ctx, Some(Box::new(given.clone())), theirs)?;
                Ok(found.map_or_else(Filter::default, |found| Filter::InSet(own, found)))
            }))
        }),
    }
}

/// As [`of_others`], of those that fulfil what `alike` asks of them too.
fn alike_others<T, O>(
    own: Column<T::Record>,
    theirs: Column<O::Record>,
    alike: fn(&Context<'_>) -> Filter<Column<O::Record>>,
) -> Matcher<T>
where
    T: Fields,
    O: RecordObject,
{
    Matcher {
        register: Option::<Box<O::Filter>>::create_type_info,
        read: Box::new(move |value| {
            let given = <O::Filter as InputType>::parse(Some(value)).map_err(InputValueError::propagate)?;
            Ok(Arc::new(move |ctx| {
                let same = Filter::Equal(theirs, Around::row(own));
                let filter = given.clone().filter(ctx)?.and(alike(ctx)).and(same);
                Ok(Filter::InSet(own, reader::<O::Record>(ctx).set(&caller(ctx).request, &filter, theirs)))
            }))
        }),
    }
}

impl<T: Fields> Field<T> {
    /// What the row points at; absent where it points at nothing or at something outside the caller's reach.
    pub fn one<O: RecordObject>(
        name: &'static str,
        column: Column<T::Record>,
        get: fn(&T::Record) -> Option<IdOf<O>>,
        about: (&'static str, &'static str),
    ) -> Field<T> {
        let mut row = Self::resolved::<Option<O>>(name, about, move |node, ctx| node.one::<O>(ctx, get));
        row.plan = Some(Box::new(move |env, field| OnePlan::<T::Record, O, _>::compile(env, field, get, false)));
        pointing::<T, O>(row, column, Target::some::<O>()).showing(Shown::One(O::NAME))
    }

    /// What the row points at, which everyone may see and which must be there.
    pub fn the<O: RecordObject>(
        name: &'static str,
        column: Column<T::Record>,
        get: fn(&T::Record) -> IdOf<O>,
        about: (&'static str, &'static str),
    ) -> Field<T> {
        let mut row = Self::resolved::<O>(name, about, move |node, ctx| node.the::<O>(ctx, get));
        let key = move |row: &T::Record| Some(get(row));
        row.plan = Some(Box::new(move |env, field| OnePlan::<T::Record, O, _>::compile(env, field, key, true)));
        pointing::<T, O>(row, column, Target::the::<O>()).showing(Shown::One(O::NAME))
    }

    /// The rows that point at this one, as a connection.
    pub fn many<O: RecordObject>(
        name: &'static str,
        family: Family<Column<O::Record>>,
        about: (&'static str, &'static str),
    ) -> Field<T> {
        let read = |ctx: &Context<'_>| Asked::<O>::read(ctx);
        let mut row = Self::pages::<O>(name, family, about, read);
        row.looks_at = Some(Vec::new());
        row.showing(Shown::Many(O::NAME))
    }

    /// The pages of a connection, whose arguments `asked` reads.
    fn pages<O: RecordObject>(
        name: &'static str,
        family: Family<Column<O::Record>>,
        about: (&'static str, &'static str),
        asked: impl Fn(&Context<'_>) -> ServerResult<Asked<O>> + Copy + Send + Sync + 'static,
    ) -> Field<T> {
        let below: Below<T::Record> = Box::new(move |node, ctx| {
            Box::pin(async move {
                let asked = asked(ctx).map_err(|error| ctx.set_error_path(error))?;
                answered(ctx, node.many::<O>(ctx, family, asked).await).await
            })
        });
        let register = <Connection<O> as OutputType>::create_type_info;
        let how = How::Below(register, Box::new(Asked::<O>::arguments), Arc::new(below));
        let mut row = Field::new(name, about, how);
        row.plan = Some(Box::new(move |env, field| ManyPlan::<O, _>::compile(env, field, family, asked)));
        row
    }

    /// The rows that point at this one and held on a day, where one is given as `asOf`.
    pub fn many_as_of<O: RecordObject>(
        name: &'static str,
        family: Family<Column<O::Record>>,
        held: fn(chrono::NaiveDate) -> Filter<Column<O::Record>>,
        about: (&'static str, &'static str),
        day_about: (&'static str, &'static str),
    ) -> Self {
        let read = move |ctx: &Context<'_>| Asked::<O>::read_as_of(ctx, held);
        let mut row = Self::pages::<O>(name, family, about, read);
        row.looks_at = Some(Vec::new());
        row.showing(Shown::Many(O::NAME)).argument::<Option<Date>>("asOf", day_about)
    }

    /// A filter by rows of another kind, whose column `theirs` holds this record's id; the object has no such field.
    pub fn where_some<O: RecordObject>(
        name: &'static str,
        theirs: Column<O::Record>,
        about: (&'static str, &'static str),
    ) -> Field<T> {
        Self::where_some_by::<O>(name, <T::Record as Mapped>::ID, theirs, about)
    }

    /// As [`Field::where_some`], of the rows whose column `theirs` holds what this record has in `own`: of one person, say.
    pub fn where_some_by<O: RecordObject>(
        name: &'static str,
        own: Column<T::Record>,
        theirs: Column<O::Record>,
        about: (&'static str, &'static str),
    ) -> Field<T> {
        let mut row = Field::new(name, about, How::Nothing);
        row.filters.push(FilterField {
            name: name.to_owned(),
            about: row.about,
            matcher: of_others::<T, O>(own, theirs),
        });
        row
    }

    /// As [`Field::where_some_by`], of the rows that share something more with this one: `alike` says what.
    pub fn where_some_alike<O: RecordObject>(
        name: &'static str,
        own: Column<T::Record>,
        theirs: Column<O::Record>,
        alike: fn(&Context<'_>) -> Filter<Column<O::Record>>,
        about: (&'static str, &'static str),
    ) -> Field<T> {
        let mut row = Field::new(name, about, How::Nothing);
        row.filters.push(FilterField {
            name: name.to_owned(),
            about: row.about,
            matcher: alike_others::<T, O>(own, theirs, alike),
        });
        row
    }
}

fn pointing<T: Fields, O: RecordObject>(mut row: Field<T>, column: Column<T::Record>, target: Target) -> Field<T> {
    row = row.stored(column, move |column| of_others::<T, O>(column, <O::Record as Mapped>::ID));
    row.leaf = None;
    row.point = Some((column, target));
    row.by_id = Some(Box::new(|column| {
        compare::<T, IdFilter>(move |given| given.on::<_, <O::Record as Mapped>::Kind>(column))
    }));
    row
}
