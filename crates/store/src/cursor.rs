//! Opaque cursors: the values of the ordering columns and the id, tied to the table and the ordering they came from.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::Datelike;
use kernel::{Direction, Error, Result, error::rules};
use sea_orm::{
    ColumnTrait, ColumnType, Condition, ExprTrait, Iden, Order as SqlOrder, Value,
    sea_query::{Expr, NullOrdering, OrderedStatement},
};
use serde::{Deserialize, Serialize};

/// The ordering columns with directions; the id is always last.
pub(crate) type Order<C> = Vec<(C, Direction)>;

/// An ordering column as a statement sorts by it. Rows without a value come last, whichever the direction and whichever the database; a
/// page that is read backwards meets them first.
#[derive(Clone, Copy)]
pub(crate) struct Key<C> {
    pub(crate) column: C,
    direction: Direction,
    is_backward: bool,
}

impl<C: ColumnTrait> Key<C> {
    pub(crate) fn new((column, direction): (C, Direction), is_backward: bool) -> Self {
        let direction = if is_backward { direction.flip() } else { direction };
        Self { column, direction, is_backward }
    }

    /// Sorts `statement` by it, called `name` there.
    pub(crate) fn sort<S: OrderedStatement>(&self, statement: &mut S, name: Expr) {
        let direction = match self.direction {
            Direction::Asc => SqlOrder::Asc,
            Direction::Desc => SqlOrder::Desc,
        };
        match (may_be_absent(self.column), self.is_backward) {
            (false, _) => statement.order_by_expr(name, direction),
            (true, false) => statement.order_by_expr_with_nulls(name, direction, NullOrdering::Last),
            (true, true) => statement.order_by_expr_with_nulls(name, direction, NullOrdering::First),
        };
    }

    fn expr(&self) -> Expr {
        Expr::col((self.column.entity_name(), self.column))
    }

    /// Rows that have the same.
    fn equal(&self, value: Option<&Value>) -> Expr {
        value.map_or_else(|| self.expr().is_null(), |value| self.expr().eq(value.clone()))
    }

    /// Rows that come later; none where none can.
    fn later(&self, value: Option<&Value>) -> Option<Expr> {
        let Some(value) = value else { return self.is_backward.then(|| self.expr().is_not_null()) };
        let later = match self.direction {
            Direction::Asc => self.expr().gt(value.clone()),
            Direction::Desc => self.expr().lt(value.clone()),
        };
        let absent_later = may_be_absent(self.column) && !self.is_backward;
        Some(if absent_later { later.or(self.expr().is_null()) } else { later })
    }

    /// What follows from being the same or later, where an index can begin at it.
    fn bound(&self, value: Option<&Value>) -> Option<Expr> {
        let value = value.filter(|_| !may_be_absent(self.column))?.clone();
        Some(match self.direction {
            Direction::Asc => self.expr().gte(value),
            Direction::Desc => self.expr().lte(value),
        })
    }
}

fn may_be_absent<C: ColumnTrait>(column: C) -> bool {
    column.def().is_null()
}

#[derive(Serialize, Deserialize)]
enum Part {
    T(String),
    I(i64),
    D(chrono::NaiveDate),
    B(bool),
    /// No value.
    N,
}

#[derive(Serialize, Deserialize)]
struct Cursor {
    o: String,
    v: Vec<Part>,
}

impl Part {
    /// Whether the column can hold it: a cursor comes from outside, and of a value that does not fit one database makes an error and
    /// the other a guess.
    fn fits<C: ColumnTrait>(&self, column: C) -> bool {
        match (self, column.def().get_column_type()) {
            (Self::N, _) => may_be_absent(column),
            (Self::T(text), ColumnType::Text | ColumnType::String(_) | ColumnType::Char(_)) => !text.contains('\0'),
            (Self::I(number), ColumnType::Integer) => i32::try_from(*number).is_ok(),
            (Self::I(_), ColumnType::BigInteger) | (Self::B(_), ColumnType::Boolean) => true,
            (Self::D(day), ColumnType::Date) => (0..=9999).contains(&day.year()),
            _ => false,
        }
    }
}

fn signature<C: ColumnTrait>(order: &Order<C>) -> String {
    let table = order.first().map(|(column, _)| column.entity_name().to_string());
    let columns = order.iter().map(|(column, direction)| {
        format!("{}{}", if *direction == Direction::Asc { '+' } else { '-' }, Iden::unquoted(column))
    });
    table.into_iter().chain(columns).collect()
}

/// The cursor of a row, whose `value` of an ordering column is asked for by the column's place in the ordering and itself.
pub(crate) fn encode<C: ColumnTrait>(order: &Order<C>, value: impl Fn(usize, C) -> Value) -> Result<String> {
    let part = |(at, (column, _)): (usize, &(C, Direction))| match part(value(at, *column))? {
        Part::N if !may_be_absent(*column) => Err(Error::broken("a row has no value to order by")),
        part => Ok(part),
    };
    let v = order.iter().enumerate().map(part).collect::<Result<_>>()?;
    let json = serde_json::to_vec(&Cursor { o: signature(order), v }).map_err(|e| Error::broken(e.to_string()))?;
    Ok(URL_SAFE_NO_PAD.encode(json))
}

fn part(value: Value) -> Result<Part> {
    match value {
        Value::String(Some(text)) => Ok(Part::T(text)),
        Value::BigInt(Some(number)) => Ok(Part::I(number)),
        Value::Int(Some(number)) => Ok(Part::I(i64::from(number))),
        Value::Bool(Some(flag)) => Ok(Part::B(flag)),
        Value::ChronoDate(Some(day)) => Ok(Part::D(day)),
        Value::String(None) | Value::BigInt(None) | Value::Int(None) | Value::Bool(None) | Value::ChronoDate(None) => {
            Ok(Part::N)
        }
        other => Err(Error::broken(format!("cannot order by a value like {other:?}"))),
    }
}

/// The rows after the cursor of the ordering `asked`, sorted by `order`.
pub(crate) fn after<C: ColumnTrait>(
    asked: &Order<C>,
    order: &[Key<C>],
    cursor: &str,
    field: &str,
) -> Result<Condition> {
    let invalid = || Error::invalid(field, rules::CURSOR_IS_INVALID);
    let bytes = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| invalid())?;
    let cursor: Cursor = serde_json::from_slice(&bytes).map_err(|_| invalid())?;
    if cursor.o != signature(asked) || cursor.v.len() != order.len() {
        return Err(invalid());
    }
    if !cursor.v.iter().zip(order).all(|(part, key)| part.fits(key.column)) {
        return Err(invalid());
    }
    let values: Vec<Option<Value>> = cursor
        .v
        .into_iter()
        .map(|part| match part {
            Part::T(text) => Some(text.into()),
            Part::I(number) => Some(number.into()),
            Part::D(day) => Some(day.into()),
            Part::B(flag) => Some(flag.into()),
            Part::N => None,
        })
        .collect();
    // (a > x) or (a = x and b > y) or …: directions may differ, so no row comparison. Neither database begins an index at such
    // a choice; at a ≥ x, which follows from it, both do.
    let first = order.first().filter(|_| order.len() > 1).and_then(|key| key.bound(values[0].as_ref()));
    let mut any = Condition::any();
    for (i, key) in order.iter().enumerate() {
        let Some(later) = key.later(values[i].as_ref()) else { continue };
        let same = order[..i].iter().zip(&values).map(|(earlier, value)| earlier.equal(value.as_ref()));
        any = any.add(same.fold(Condition::all(), |all, same| all.add(same)).add(later));
    }
    Ok(Condition::all().add_option(first).add(any))
}
