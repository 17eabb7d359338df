//! How a level scale is stored.

use access::Action;
use kernel::{Result, text::sort_key};
use sea_orm::entity::prelude::*;
use store::{Reach, Record};

use super::entity::LevelScale;

store::stored! {
    /// Rows of `level_scales`. `steps` holds the levels' names from 1 up.
    LevelScale as kind::LevelScale in "level_scales" {
        id: String => id,
        organisation_id: String => organisation,
        name: String => name,
        name_key: String = |scale| sort_key(&scale.name),
        steps: String => steps,
    }
}

impl Record for LevelScale {
    const READ: Action = Action::ReadMaterials;

    fn reach() -> Reach<Column> {
        Reach { organisation: vec![Column::OrganisationId], ..Reach::default() }
    }
}
