//! Filters as data: built by the gateway from input, made SQL here.

use chrono::NaiveDate;
use kernel::{Error, Result, error::rules, text::sort_key};
use sea_orm::{
    ColumnTrait, Condition, DbBackend, ExprTrait, Statement, Value,
    sea_query::{ArrayType, BinOper, Expr, Func, LikeExpr, Query, SelectStatement, extension::postgres::PgFunc},
};

use crate::{read::Column, record::Record, search::Search};

/// A predicate over the columns `C` of one table.
#[derive(Clone, Debug)]
pub enum Filter<C> {
    /// All hold; empty holds always.
    All(Vec<Filter<C>>),
    /// Any holds; empty never holds.
    Any(Vec<Filter<C>>),
    /// Does not hold: of a row where the value is absent nothing holds that is asked of the value.
    Not(Box<Filter<C>>),
    /// A column compared.
    Is(C, Compare),
    /// What one number column is of another, compared; absent where that other is zero. No index finds it: it is for records
    /// whose reach, an organisation or a project, holds few.
    Share {
        /// The part.
        part: C,
        /// The whole.
        whole: C,
        /// How.
        compare: Compare,
    },
    /// The column that keeps a record's words holds those that are searched for.
    Words(C, Search),
    /// A column's value is in a set made by another domain, with that domain's own scope inside.
    InSet(C, IdSet),
    /// A code is another one or lies under it, as codes whose places say where they belong do; never where either is absent.
    Under(C, Around),
    /// Equal to a value of the row around the set. It follows from being in the set, and an index begins at it.
    Equal(C, Around),
}

impl<C> Default for Filter<C> {
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

/// How a column is compared.
#[derive(Clone, Debug)]
pub enum Compare {
    /// Equal.
    Eq(Value),
    /// Not equal (absent values are not equal).
    Ne(Value),
    /// One of.
    In(Vec<Value>),
    /// Less than.
    Lt(Value),
    /// At most.
    Lte(Value),
    /// Greater than.
    Gt(Value),
    /// At least.
    Gte(Value),
    /// Contains, on a folded `_key` column.
    Contains(String),
    /// Begins with, on a folded `_key` column.
    StartsWith(String),
    /// Is absent, or is present.
    Absent(bool),
}

/// A set of ids as a sub-select. Only a repository makes one, so the scope of its domain is inside.
#[derive(Clone, Debug)]
pub struct IdSet(pub(crate) Box<SelectStatement>);

/// A value of the row that a set is made for, told within that set. Only a repository makes one.
#[derive(Clone, Debug)]
pub struct Around(Box<Expr>);

impl Around {
    /// `own` of the row around the set itself.
    pub fn row<C: ColumnTrait>(own: C) -> Self {
        Self(Box::new(plain(&own)))
    }

    /// `column` of the `T` that each row around the set points at by `own`.
    pub fn of<T: Record, C: ColumnTrait>(column: Column<T>, own: C) -> Self {
        let mut select = Query::select();
        select.expr(plain(&column)).from(T::Entity::default()).and_where(plain(&T::ID).eq(plain(&own)));
        Self(Box::new(Expr::SubQuery(None, Box::new(select.into()))))
    }
}

impl<C: ColumnTrait> Filter<C> {
    /// A filter that adds nothing.
    pub fn everything() -> Self {
        Self::default()
    }

    /// Whether it adds nothing.
    pub fn is_everything(&self) -> bool {
        matches!(self, Self::All(parts) if parts.iter().all(Self::is_everything))
    }

    /// Both hold.
    pub fn and(self, other: Self) -> Self {
        Self::All(vec![self, other])
    }

    /// What lasts on `day`, from its first day to its last; open where that is absent.
    pub fn lasting(first: C, last: C, day: NaiveDate) -> Self {
        Self::begun(first, last, Compare::Gte(day.into()), day)
    }

    /// What holds on `day`, from its first day until another holds instead, or nothing does; still, where that day is absent.
    pub fn holding(first: C, until: C, day: NaiveDate) -> Self {
        Self::begun(first, until, Compare::Gt(day.into()), day)
    }

    fn begun(first: C, end: C, not_over: Compare, day: NaiveDate) -> Self {
        let goes_on = vec![Self::Is(end, Compare::Absent(true)), Self::Is(end, not_over)];
        Self::Is(first, Compare::Lte(day.into())).and(Self::Any(goes_on))
    }

    /// For a repository's own statement.
    pub fn condition(&self) -> Condition {
        match self {
            Self::All(parts) => parts.iter().fold(Condition::all(), |all, part| all.add(part.condition())),
            Self::Any(parts) if parts.is_empty() => Condition::all().add(Expr::cust("1 = 0")),
            Self::Any(parts) => parts.iter().fold(Condition::any(), |any, part| any.add(part.condition())),
            // By two values: where a comparison with what is absent is unknown, it does not hold.
            Self::Not(part) if part.is_everything() => Condition::all().add(Expr::cust("1 = 0")),
            Self::Not(part) => {
                let known = Func::coalesce([part.condition().into(), Expr::cust("FALSE")]);
                Condition::all().add(Expr::from(known).not())
            }
            Self::Is(column, compare) => Condition::all().add(compare.expr(plain(column))),
            Self::Words(column, search) => Condition::all().add(search.expr(column)),
            Self::Share { part, whole, compare } => Condition::all().add(compare.expr(quotient(part, whole))),
            Self::InSet(column, set) => Condition::all().add(plain(column).in_subquery(SelectStatement::clone(&set.0))),
            Self::Under(column, code) => Condition::all().add(under(plain(column), &code.0)),
            Self::Equal(column, value) => Condition::all().add(plain(column).eq((*value.0).clone())),
        }
    }
}

fn plain<C: ColumnTrait>(column: &C) -> Expr {
    Expr::col((column.entity_name(), *column))
}

/// As long as the code above, they are the same.
fn under(column: Expr, code: &Expr) -> Expr {
    let length = Func::cust("length").arg(code.clone());
    Func::cust("substr").args([column, Expr::val(1), length.into()]).eq(code.clone())
}

/// As a fraction, for whole numbers would be divided into whole ones; of zero there is none.
fn quotient<C: ColumnTrait>(part: &C, whole: &C) -> Expr {
    plain(part).cast_as("double precision").div(Func::cust("nullif").args([plain(whole), Expr::val(0)]))
}

impl Compare {
    fn expr(&self, col: Expr) -> Expr {
        let like = |pattern: String| LikeExpr::new(pattern).escape('\\');
        match self {
            Self::Eq(value) => col.eq(value.clone()),
            Self::Ne(value) => col.ne(value.clone()),
            Self::In(values) if values.is_empty() => Expr::cust("1 = 0"),
            Self::In(values) => col.is_in(values.iter().cloned()),
            Self::Lt(value) => col.lt(value.clone()),
            Self::Lte(value) => col.lte(value.clone()),
            Self::Gt(value) => col.gt(value.clone()),
            Self::Gte(value) => col.gte(value.clone()),
            Self::Contains(text) | Self::StartsWith(text) => match (key_of(text), self) {
                (None, _) => Expr::cust("1 = 0"),
                (Some(key), Self::StartsWith(_)) => col.like(like(format!("{key}%"))),
                (Some(key), _) => col.like(like(format!("%{key}%"))),
            },
            Self::Absent(true) => col.is_null(),
            Self::Absent(false) => col.is_not_null(),
        }
    }
}

/// Longest key looked for, in bytes: no stored one is as long, and SQLite takes no pattern of more than 50,000.
const LONGEST_KEY: usize = 10_000;

/// The folded form of a text that is looked for; `None` when no key can hold it. Blanks are looked for in vain nowhere, signs
/// that keys leave out everywhere.
fn key_of(text: &str) -> Option<String> {
    let key = sort_key(text);
    let nothing_left = key.is_empty() && !text.trim().is_empty();
    (!nothing_left && key.len() <= LONGEST_KEY).then_some(key)
}

/// Refuses a statement that carries the character NUL: PostgreSQL holds no such text, SQLite would.
pub(crate) fn checked(statement: Statement) -> Result<Statement> {
    fn holds_nul(value: &Value) -> bool {
        match value {
            Value::String(Some(text)) => text.contains('\0'),
            Value::Array(_, Some(items)) => items.iter().any(holds_nul),
            _ => false,
        }
    }
    match &statement.values {
        Some(values) if values.iter().any(holds_nul) => Err(Error::invalid("input", rules::TEXT_HOLDS_AN_ODD_SIGN)),
        _ => Ok(statement),
    }
}

/// `column` is one of `ids`, as one bound value: the statement's text stays the same whatever the number.
pub(crate) fn one_of(backend: DbBackend, column: Expr, ids: &[&str]) -> Expr {
    match backend {
        DbBackend::Sqlite => column.binary(
            BinOper::In,
            Expr::cust_with_values("(SELECT value FROM json_each(?))", [serde_json::json!(ids).to_string()]),
        ),
        _ => column.eq(PgFunc::any(text_array(ids))),
    }
}

/// PostgreSQL `text[]`.
pub(crate) fn text_array(ids: &[&str]) -> Value {
    Value::Array(ArrayType::String, Some(Box::new(ids.iter().map(|id| Value::from(*id)).collect())))
}
