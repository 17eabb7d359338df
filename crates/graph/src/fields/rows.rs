//! The kinds of rows: what each holds, how it is compared, and what follows for filters, files and plans.

use std::sync::Arc;

use async_graphql::{Context, ID, InputType, InputValueError, OutputType, ServerResult, Value, indexmap::IndexMap};
use futures_util::future::BoxFuture;
use kernel::{Money, TextEnum, Timestamp, command::Enumeration};
use store::{Column, Filter, Mapped};
use taxonomy::Scheme;

use super::{Arguments, Below, Field, Fields, FilterField, How, Matcher};
use crate::{
    CodeValue, EnumFilter,
    batch::Node,
    choice::Choice,
    filter::{BooleanFilter, CodeFilter, DateFilter, IdFilter, IntFilter, KeyFilter, TextFilter},
    plan::{CodePlan, ValuePlan},
    scalar::{Date, DateTime, MoneyValue},
    shown::Shown,
    writer::Writer,
};

fn no_arguments() -> Arguments {
    Box::new(|_| IndexMap::new())
}

fn leaf<T: Fields, V: OutputType>(
    name: &'static str,
    about: (&'static str, &'static str),
    write: impl Fn(&T::Record, &mut dyn Writer) + Send + Sync + 'static,
) -> Field<T> {
    Field::new(name, about, How::Leaf(<V as OutputType>::create_type_info, Box::new(write)))
}

/// What a part of a filter asks of the records of `T`.
type Compared<T> = kernel::Result<Filter<Column<<T as Fields>::Record>>>;

/// A part of a filter read as `F` and laid on a column.
pub(super) fn compare<T, F>(on: impl Fn(F) -> Compared<T> + Send + Sync + 'static) -> Matcher<T>
where
    T: Fields,
    F: InputType + Clone + Send + Sync + 'static,
{
    let on = Arc::new(on);
    Matcher {
        register: Option::<F>::create_type_info,
        read: Box::new(move |value| {
            let (given, on) = (F::parse(Some(value)).map_err(InputValueError::propagate)?, Arc::clone(&on));
            Ok(Arc::new(move |_| on(given.clone())))
        }),
    }
}

pub(super) fn id_row<T: Fields>() -> Field<T> {
    let mut row =
        leaf::<T, ID>("id", ("Id.", "Id: opaque, the same for ever."), |row, out| out.text(&row.id().public()));
    row = row.stored(<T::Record as Mapped>::ID, |column| {
        compare::<T, IdFilter>(move |given| given.on::<_, <T::Record as Mapped>::Kind>(column))
    });
    row.filtered()
}

pub(super) fn version_row<T: Fields>(column: Column<T::Record>) -> Field<T> {
    let about = ("Version, för `expectedVersion`.", "Version, for `expectedVersion`.");
    let mut row = leaf::<T, i32>("version", about, |row, out| out.int(row.version().into()));
    row.looks_at = Some(vec![column]);
    row.leaf = Some(("version", column));
    row
}

impl<T: Fields> Field<T> {
    /// A text.
    pub fn text(
        name: &'static str,
        column: Column<T::Record>,
        get: fn(&T::Record) -> &str,
        about: (&'static str, &'static str),
    ) -> Field<T> {
        leaf::<T, String>(name, about, move |row, out| out.text(get(row))).stored(column, texts).showing(Shown::Text)
    }

    /// A text that may be absent.
    pub fn maybe_text(
        name: &'static str,
        column: Column<T::Record>,
        get: fn(&T::Record) -> Option<&str>,
        about: (&'static str, &'static str),
    ) -> Field<T> {
        leaf::<T, Option<String>>(name, about, move |row, out| out.maybe_text(get(row)))
            .stored(column, texts)
            .showing(Shown::Text)
    }

    /// A key written letter for letter.
    pub fn key(
        name: &'static str,
        column: Column<T::Record>,
        get: fn(&T::Record) -> &str,
        about: (&'static str, &'static str),
    ) -> Field<T> {
        leaf::<T, String>(name, about, move |row, out| out.text(get(row)))
            .stored(column, |column| compare::<T, KeyFilter>(move |given| given.on(column)))
            .showing(Shown::Text)
    }

    /// A key written letter for letter, which may be absent.
    pub fn maybe_key(
        name: &'static str,
        column: Column<T::Record>,
        get: fn(&T::Record) -> Option<&str>,
        about: (&'static str, &'static str),
    ) -> Field<T> {
        leaf::<T, Option<String>>(name, about, move |row, out| out.maybe_text(get(row)))
            .stored(column, |column| compare::<T, KeyFilter>(move |given| given.on(column)))
            .showing(Shown::Text)
    }

    /// A whole number.
    pub fn int(
        name: &'static str,
        column: Column<T::Record>,
        get: fn(&T::Record) -> i32,
        about: (&'static str, &'static str),
    ) -> Field<T> {
        leaf::<T, i32>(name, about, move |row, out| out.int(get(row).into()))
            .stored(column, ints)
            .showing(Shown::Number)
    }

    /// A whole number that may be absent.
    pub fn maybe_int(
        name: &'static str,
        column: Column<T::Record>,
        get: fn(&T::Record) -> Option<i32>,
        about: (&'static str, &'static str),
    ) -> Field<T> {
        leaf::<T, Option<i32>>(name, about, move |row, out| or_null(out, get(row), |out, n| out.int(n.into())))
            .stored(column, ints)
            .showing(Shown::Number)
    }

    /// Yes or no.
    pub fn yes_no(
        name: &'static str,
        column: Column<T::Record>,
        get: fn(&T::Record) -> bool,
        about: (&'static str, &'static str),
    ) -> Field<T> {
        leaf::<T, bool>(name, about, move |row, out| out.truth(get(row))).stored(column, truths).showing(Shown::YesNo)
    }

    /// A mark: told where it is true.
    pub fn mark(
        name: &'static str,
        column: Column<T::Record>,
        get: fn(&T::Record) -> bool,
        about: (&'static str, &'static str),
    ) -> Field<T> {
        Self::yes_no(name, column, get, about).showing(Shown::Mark)
    }

    /// A day.
    pub fn date(
        name: &'static str,
        column: Column<T::Record>,
        get: fn(&T::Record) -> chrono::NaiveDate,
        about: (&'static str, &'static str),
    ) -> Field<T> {
        leaf::<T, Date>(name, about, move |row, out| out.date(get(row))).stored(column, days).showing(Shown::Date)
    }

    /// A day that may be absent.
    pub fn maybe_date(
        name: &'static str,
        column: Column<T::Record>,
        get: fn(&T::Record) -> Option<chrono::NaiveDate>,
        about: (&'static str, &'static str),
    ) -> Field<T> {
        leaf::<T, Option<Date>>(name, about, move |row, out| or_null(out, get(row), |out, day| out.date(day)))
            .stored(column, days)
            .showing(Shown::Date)
    }

    /// An instant.
    pub fn instant(
        name: &'static str,
        column: Column<T::Record>,
        get: fn(&T::Record) -> Timestamp,
        about: (&'static str, &'static str),
    ) -> Field<T> {
        uncompared(leaf::<T, DateTime>(name, about, move |row, out| out.instant(get(row))), column)
            .showing(Shown::Instant)
    }

    /// An instant that may be absent.
    pub fn maybe_instant(
        name: &'static str,
        column: Column<T::Record>,
        get: fn(&T::Record) -> Option<Timestamp>,
        about: (&'static str, &'static str),
    ) -> Field<T> {
        uncompared(
            leaf::<T, Option<DateTime>>(name, about, move |row, out| or_null(out, get(row), |out, at| out.instant(at))),
            column,
        )
        .showing(Shown::Instant)
    }

    /// A value of an enumeration.
    pub fn choice<E: TextEnum>(
        name: &'static str,
        column: Column<T::Record>,
        get: fn(&T::Record) -> E,
        about: (&'static str, &'static str),
    ) -> Field<T> {
        leaf::<T, Choice<E>>(name, about, move |row, out| out.name(get(row).code()))
            .stored(column, choices::<T, E>)
            .showing(Shown::Choice(const { &Enumeration::of::<E>() }))
    }

    /// A value of an enumeration that may be absent.
    pub fn maybe_choice<E: TextEnum>(
        name: &'static str,
        column: Column<T::Record>,
        get: fn(&T::Record) -> Option<E>,
        about: (&'static str, &'static str),
    ) -> Field<T> {
        leaf::<T, Option<Choice<E>>>(name, about, move |row, out| {
            or_null(out, get(row), |out, value: E| out.name(value.code()));
        })
        .stored(column, choices::<T, E>)
        .showing(Shown::Choice(const { &Enumeration::of::<E>() }))
    }

    /// A code of a list, which may be absent. A file takes it as `name.code`.
    pub fn code(
        name: &'static str,
        column: Column<T::Record>,
        scheme: Scheme,
        get: fn(&T::Record) -> Option<&String>,
        about: (&'static str, &'static str),
    ) -> Field<T> {
        let mut row = Self::resolved::<Option<CodeValue>>(name, about, move |node, _| {
            let value = CodeValue::maybe(scheme, get(node.row()));
            Box::pin(async move { Ok(value) })
        })
        .stored(column, move |column| compare::<T, CodeFilter>(move |given| given.on(column, scheme)));
        row.shown = Some(Shown::Code(scheme));
        row.plan = Some(Box::new(move |env, field| CodePlan::compile(env, field, scheme, get)));
        row.leaf = Some((Box::leak(format!("{name}.code").into_boxed_str()), column));
        row
    }

    /// Computed from the row alone.
    pub fn computed<V: OutputType + 'static>(
        name: &'static str,
        get: fn(&T::Record) -> V,
        about: (&'static str, &'static str),
    ) -> Field<T> {
        Self::resolved::<V>(name, about, move |node, _| {
            let value = get(node.row());
            Box::pin(async move { Ok(value) })
        })
    }

    /// As [`computed`], from the row and an argument.
    pub fn computed_of<A: InputType + 'static, V: OutputType + 'static>(
        name: &'static str,
        get: fn(&T::Record, A) -> V,
        about: (&'static str, &'static str),
        (argument, argument_about): (&'static str, (&'static str, &'static str)),
    ) -> Field<T> {
        Self::resolved::<V>(name, about, move |node, ctx| {
            let given = ctx.param_value::<A>(argument, None);
            let value = given.map(|(_, given)| get(node.row(), given));
            Box::pin(async move { value.map_err(|error| error.message.into()) })
        })
        .argument::<A>(argument, argument_about)
    }

    /// Resolved by own logic.
    pub fn resolved<V: OutputType + 'static>(
        name: &'static str,
        about: (&'static str, &'static str),
        resolve: impl for<'a> Fn(&'a Node<T::Record>, &'a Context<'a>) -> BoxFuture<'a, async_graphql::Result<V>>
        + Send
        + Sync
        + 'static,
    ) -> Field<T> {
        let resolve = Arc::new(resolve);
        let below: Below<T::Record> = Box::new(move |node, ctx| {
            let resolve = Arc::clone(&resolve);
            Box::pin(async move {
                let value = resolve(node, ctx).await;
                answered(ctx, value).await
            })
        });
        let below = Arc::new(below);
        let each = Arc::clone(&below);
        let mut row = Field::new(name, about, How::Below(<V as OutputType>::create_type_info, no_arguments(), below));
        row.plan = Some(Box::new(move |_, field| ValuePlan::compile(field, &each)));
        row
    }

    /// A filter read as `F`, and no field.
    pub fn only_filter<F: InputType + Clone + 'static>(
        name: &'static str,
        on: fn(F) -> Compared<T>,
        about: (&'static str, &'static str),
    ) -> Self {
        let mut row = Self::new(name, about, How::Nothing);
        row.filters.push(FilterField { name: name.to_owned(), about: row.about, matcher: compare::<T, F>(on) });
        row
    }

    /// As [`Field::only_filter`], by who asks as well.
    pub fn only_filter_for<F: InputType + Clone + 'static>(
        name: &'static str,
        on: fn(&Context<'_>, F) -> Filter<Column<T::Record>>,
        about: (&'static str, &'static str),
    ) -> Self {
        let mut row = Self::new(name, about, How::Nothing);
        let matcher = Matcher {
            register: Option::<F>::create_type_info,
            read: Box::new(move |value| {
                let given = F::parse(Some(value)).map_err(InputValueError::propagate)?;
                Ok(Arc::new(move |ctx| Ok(on(ctx, given.clone()))))
            }),
        };
        row.filters.push(FilterField { name: name.to_owned(), about: row.about, matcher });
        row
    }

    /// Something that lists are ordered by, and no field.
    pub fn only_order(name: &'static str, column: Column<T::Record>, about: (&'static str, &'static str)) -> Self {
        let mut row = Self::new(name, about, How::Nothing);
        row.order = Some(column);
        row
    }

    /// An amount of money.
    pub fn maybe_money(
        name: &'static str,
        column: Column<T::Record>,
        get: fn(&T::Record) -> Option<Money>,
        about: (&'static str, &'static str),
    ) -> Self {
        Self::resolved::<Option<MoneyValue>>(name, about, move |node, _| {
            let amount = get(node.row()).map(MoneyValue);
            Box::pin(async move { Ok(amount) })
        })
        .looking_at(&[column])
        .showing(Shown::Money)
    }

    /// Made or changed since an instant: a filter, no field.
    pub fn changed_since() -> Field<T> {
        let about = ("Gjort eller ändrat då eller senare.", "Made or changed at this instant or later.");
        let mut row = Field::new("changedSince", about, How::Nothing);
        let matcher = compare::<T, DateTime>(|at| Ok(store::changed_since::<T::Record>(at.0)));
        row.filters.push(FilterField { name: "changedSince".to_owned(), about: row.about, matcher });
        row
    }
}

fn texts<T: Fields>(column: Column<T::Record>) -> Matcher<T> {
    compare::<T, TextFilter>(move |given| Ok(given.on(column)))
}

fn ints<T: Fields>(column: Column<T::Record>) -> Matcher<T> {
    compare::<T, IntFilter>(move |given| Ok(given.on(column)))
}

fn truths<T: Fields>(column: Column<T::Record>) -> Matcher<T> {
    compare::<T, BooleanFilter>(move |given| Ok(given.on(column)))
}

fn days<T: Fields>(column: Column<T::Record>) -> Matcher<T> {
    compare::<T, DateFilter>(move |given| Ok(given.on(column)))
}

fn or_null<V>(out: &mut dyn Writer, value: Option<V>, write: impl Fn(&mut dyn Writer, V)) {
    match value {
        Some(value) => write(out, value),
        None => out.null(),
    }
}

/// Stored, and lists are filtered by it in no way.
fn uncompared<T: Fields>(mut row: Field<T>, column: Column<T::Record>) -> Field<T> {
    row.looks_at = Some(vec![column]);
    row.column = Some(column);
    row.leaf = Some((row.name, column));
    row
}

fn choices<T: Fields, E: TextEnum>(column: Column<T::Record>) -> Matcher<T> {
    compare::<T, EnumFilter<Choice<E>>>(move |given| Ok(given.on(column)))
}

/// A value, resolved with what is selected below it.
pub(crate) async fn answered<V: OutputType>(
    ctx: &Context<'_>,
    value: async_graphql::Result<V>,
) -> ServerResult<Option<Value>> {
    let value = value.map_err(|error| ctx.set_error_path(error.into_server_error(ctx.item.pos)))?;
    let below = ctx.with_selection_set(&ctx.item.node.selection_set);
    OutputType::resolve(&value, &below, ctx.item).await.map(Some)
}
