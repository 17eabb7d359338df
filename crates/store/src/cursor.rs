//! Opaque cursors: the values of the ordering columns and the id, tied to the table and the ordering they came from.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::Datelike;
use kernel::{Direction, Error, Result, error::rules};
use sea_orm::{ColumnTrait, ColumnType, Condition, ExprTrait, Iden, Value, sea_query::Expr};
use serde::{Deserialize, Serialize};

/// The ordering columns with directions; the id is always last.
pub(crate) type Order<C> = Vec<(C, Direction)>;

#[derive(Serialize, Deserialize)]
enum Part {
    T(String),
    I(i64),
    D(chrono::NaiveDate),
    B(bool),
}

#[derive(Serialize, Deserialize)]
struct Cursor {
    o: String,
    v: Vec<Part>,
}

impl Part {
    /// Whether a column of `kind` can hold it: a cursor comes from outside, and of a value that does not fit one database makes
    /// an error and the other a guess.
    fn fits(&self, kind: &ColumnType) -> bool {
        match (self, kind) {
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
    let v = order.iter().enumerate().map(|(at, (column, _))| part(value(at, *column))).collect::<Result<_>>()?;
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
        other => Err(Error::broken(format!("cannot order by a value like {other:?}"))),
    }
}

/// The rows after the cursor in `order` (already flipped for backward pages).
pub(crate) fn after<C: ColumnTrait>(
    asked: &Order<C>,
    order: &Order<C>,
    cursor: &str,
    field: &str,
) -> Result<Condition> {
    let invalid = || Error::invalid(field, rules::CURSOR_IS_INVALID);
    let bytes = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| invalid())?;
    let cursor: Cursor = serde_json::from_slice(&bytes).map_err(|_| invalid())?;
    if cursor.o != signature(asked) || cursor.v.len() != order.len() {
        return Err(invalid());
    }
    let fits = cursor.v.iter().zip(order).all(|(part, (column, _))| part.fits(column.def().get_column_type()));
    if !fits {
        return Err(invalid());
    }
    let values: Vec<Value> = cursor
        .v
        .into_iter()
        .map(|part| match part {
            Part::T(text) => text.into(),
            Part::I(number) => number.into(),
            Part::D(day) => day.into(),
            Part::B(flag) => flag.into(),
        })
        .collect();
    // (a > x) or (a = x and b > y) or …: directions may differ, so no row comparison. Neither database begins an index at such
    // a choice; at a ≥ x, which follows from it, both do.
    let first = order.first().filter(|_| order.len() > 1).map(|(column, direction)| {
        let column = Expr::col((column.entity_name(), *column));
        match direction {
            Direction::Asc => column.gte(values[0].clone()),
            Direction::Desc => column.lte(values[0].clone()),
        }
    });
    let mut any = Condition::any();
    for (i, (column, direction)) in order.iter().enumerate() {
        let mut all = Condition::all();
        for (j, (earlier, _)) in order[..i].iter().enumerate() {
            all = all.add(Expr::col((earlier.entity_name(), *earlier)).eq(values[j].clone()));
        }
        let col = Expr::col((column.entity_name(), *column));
        all = all.add(match direction {
            Direction::Asc => col.gt(values[i].clone()),
            Direction::Desc => col.lt(values[i].clone()),
        });
        any = any.add(all);
    }
    Ok(Condition::all().add_option(first).add(any))
}
