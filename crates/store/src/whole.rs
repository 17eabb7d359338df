//! Whether a grant reaches every row that is asked for: by what is asked and by the reach alone, never by which rows there are, so that
//! nothing is betrayed by it.

use access::{Anchors, Grant};
use kernel::Id;
use sea_orm::{ColumnTrait, IdenStatic, Value};

use crate::{
    filter::{Compare, Filter},
    read::Column,
    record::Record,
};

/// Whose rows are asked for, beside what the filter says.
#[derive(Clone, Copy, Debug)]
pub struct Under<'a, C> {
    /// The column with the parent's id, and that id.
    pub parent: Option<(C, &'a str)>,
    /// What every row under the parent is anchored in, where it has such columns.
    pub anchors: &'a Anchors,
}

/// Whether `grant` reaches every row of `T` that `filter` and `under` leave.
pub fn is_whole<T: Record>(grant: &Grant, filter: &Filter<Column<T>>, under: Under<'_, Column<T>>) -> bool {
    let (scope, reach) = (grant.scope(), T::reach());
    let holds = |columns: &[Column<T>], anchor: Option<&str>, ids: &[&str]| {
        let of_parent = |column: &Column<T>| {
            under.parent.is_some_and(|(own, id)| own.as_str() == column.as_str() && ids.contains(&id))
        };
        let anchored = !columns.is_empty() && anchor.is_some_and(|anchor| ids.contains(&anchor));
        anchored || columns.iter().any(|column| of_parent(column) || keeps_to(filter, column, ids))
    };
    let anchors = under.anchors;
    // Of what is not shared whoever is not the council's own reaches a part only.
    let councils = if reach.shared.is_some() { &scope.own_councils } else { &scope.councils };
    scope.all
        || holds(&reach.organisation, text(anchors.organisation.as_ref()), &texts(&scope.organisations))
        || holds(&reach.council, text(anchors.council.as_ref()), &texts(councils))
        || holds(&reach.hub, text(anchors.hub.as_ref()), &texts(&scope.hubs))
        || holds(&reach.project, text(anchors.project.as_ref()), &texts(&scope.projects))
        || holds(&reach.person, text(anchors.person.as_ref()), &texts(&scope.persons))
        // Of what it provides an organisation may reach a part only.
        || (reach.provided.is_none()
            && holds(&reach.provider, text(anchors.provider.as_ref()), &texts(&scope.providers)))
}

/// Whether `filter` leaves only rows with one of `ids` in `column`.
fn keeps_to<C: ColumnTrait>(filter: &Filter<C>, column: &C, ids: &[&str]) -> bool {
    let among = |value: &Value| matches!(value, Value::String(Some(text)) if ids.contains(&text.as_str()));
    match filter {
        Filter::All(parts) => parts.iter().any(|part| keeps_to(part, column, ids)),
        Filter::Any(parts) => !parts.is_empty() && parts.iter().all(|part| keeps_to(part, column, ids)),
        Filter::Is(own, Compare::Eq(value)) => own.as_str() == column.as_str() && among(value),
        Filter::Is(own, Compare::In(values)) => {
            own.as_str() == column.as_str() && !values.is_empty() && values.iter().all(among)
        }
        _ => false,
    }
}

fn text<K>(id: Option<&Id<K>>) -> Option<&str> {
    id.map(Id::as_str)
}

fn texts<K>(ids: &[Id<K>]) -> Vec<&str> {
    ids.iter().map(Id::as_str).collect()
}
