//! How a council is stored.

use access::Action;
use kernel::{Result, text::sort_key};
use sea_orm::entity::prelude::*;
use store::{Reach, Record};

use super::entity::Council;

store::stored! {
    /// Rows of `councils`.
    Council as kind::Council in "councils" {
        id: String => id,
        version: i32 => version,
        kind: String => kind,
        name: String => name,
        name_key: String = |council| sort_key(&council.name),
        status: String => status,
        parent_id: Option<String> => parent,
        region_code: Option<String> => region,
        founded_year: Option<i32> => founded_year,
        charter_on: Option<Date> => charter_on,
        demonstration: bool => demonstration,
        created_at: i64 => created_at,
    }
}

impl Record for Council {
    const READ: Action = Action::ReadCouncils;

    fn reach() -> Reach<Column> {
        Reach { council: vec![Column::Id], ..Reach::default() }
    }
}
