//! Filters as data: built by the gateway from input, made SQL here.

use kernel::text::sort_key;
use sea_orm::{
    ColumnTrait, Condition, DbBackend, ExprTrait, Value,
    sea_query::{ArrayType, BinOper, Expr, LikeExpr, SelectStatement, extension::postgres::PgFunc},
};

/// A predicate over the columns `C` of one table.
#[derive(Clone, Debug)]
pub enum Filter<C> {
    /// All hold; empty holds always.
    All(Vec<Filter<C>>),
    /// Any holds; empty never holds.
    Any(Vec<Filter<C>>),
    /// Does not hold (a row where the value is absent does not hold either way it is asked).
    Not(Box<Filter<C>>),
    /// A column compared.
    Is(C, Compare),
    /// A column's value is in a set made by another domain, with that domain's own scope inside.
    InSet(C, IdSet),
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
    /// Begins with, letter for letter (codes).
    Prefix(String),
    /// Is absent, or is present.
    Absent(bool),
}

/// A set of ids as a sub-select. Only a repository makes one, so the scope of its domain is inside.
#[derive(Clone, Debug)]
pub struct IdSet(pub(crate) Box<SelectStatement>);

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

    pub(crate) fn condition(&self) -> Condition {
        match self {
            Self::All(parts) => parts.iter().fold(Condition::all(), |all, part| all.add(part.condition())),
            Self::Any(parts) if parts.is_empty() => Condition::all().add(Expr::cust("1 = 0")),
            Self::Any(parts) => parts.iter().fold(Condition::any(), |any, part| any.add(part.condition())),
            Self::Not(part) => part.condition().not(),
            Self::Is(column, compare) => Condition::all().add(compare.expr(column)),
            Self::InSet(column, set) => Condition::all()
                .add(Expr::col((column.entity_name(), *column)).in_subquery(SelectStatement::clone(&set.0))),
        }
    }
}

impl Compare {
    fn expr<C: ColumnTrait>(&self, column: &C) -> Expr {
        let col = Expr::col((column.entity_name(), *column));
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
            Self::Contains(text) => col.like(like(format!("%{}%", sort_key(text)))),
            Self::StartsWith(text) => col.like(like(format!("{}%", sort_key(text)))),
            Self::Prefix(text) => col.like(like(format!("{}%", escaped(text)))),
            Self::Absent(true) => col.is_null(),
            Self::Absent(false) => col.is_not_null(),
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
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
