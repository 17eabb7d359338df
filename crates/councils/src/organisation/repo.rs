//! How an organisation is stored.

use access::Action;
use kernel::{Result, text::sort_key};
use sea_orm::entity::prelude::*;
use store::{Reach, Record};

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

impl Record for Organisation {
    const READ: Action = Action::ReadOrganisations;

    fn reach() -> Reach<Column> {
        Reach { organisation: vec![Column::Id], ..Reach::default() }
    }
}
