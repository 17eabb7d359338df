//! How an organisation is stored.

use access::Action;
use kernel::{Result, text::sort_key};
use sea_orm::entity::prelude::*;
use store::{Compare, Filter, Reach, Record};

use super::entity::Organisation;

store::stored! {
    /// Rows of `organisations`.
    Organisation as kind::Organisation in "organisations" {
        id: String => id,
        version: i32 => version,
        number: Option<String> => number,
        number_is_personal: bool = |organisation| organisation.number_is_personal(),
        name: String => name,
        name_key: String = |organisation| sort_key(&organisation.name),
        kind: String => kind,
        sni_code: Option<String> => sni,
        municipality_code: Option<String> => municipality,
        demonstration: bool => demonstration,
        created_at: i64 => created_at,
    }
}

impl Organisation {
    /// The one of the same number, unless that is somebody's personal number, which tells nothing of its owner.
    pub(super) fn alike(&self) -> Filter<Column> {
        match self.number.as_ref().filter(|number| !number.is_personal()) {
            Some(number) => Filter::Is(Column::Number, Compare::Eq(number.as_str().into())),
            None => Filter::Any(Vec::new()),
        }
    }
}

impl Record for Organisation {
    const READ: Action = Action::ReadOrganisations;

    fn reach() -> Reach<Column> {
        Reach { organisation: vec![Column::Id], ..Reach::default() }
    }
}
