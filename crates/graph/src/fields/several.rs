//! Rows that hold several values.

use kernel::{TextEnum, command::Enumeration};
use store::Column;

use super::{Field, Fields};
use crate::{choice::Choice, shown::Shown};

impl<T: Fields> Field<T> {
    /// Several values of an enumeration, in order, which `columns` tell.
    pub fn choices<E: TextEnum>(
        name: &'static str,
        columns: &[Column<T::Record>],
        get: fn(&T::Record) -> Vec<E>,
        about: (&'static str, &'static str),
    ) -> Field<T> {
        Self::resolved::<Vec<Choice<E>>>(name, about, move |node, _| {
            let values: Vec<Choice<E>> = get(node.row()).into_iter().map(Choice).collect();
            Box::pin(async move { Ok(values) })
        })
        .looking_at(columns)
        .showing(Shown::Choices(const { &Enumeration::of::<E>() }))
    }
}
