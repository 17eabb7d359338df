//! How a level scale is stored.

use access::Action;
use kernel::{Result, id::LevelScaleId, text::sort_key};
use sea_orm::{QueryTrait, entity::prelude::*};
use store::{Compare, Db, Filter, Reach, Record};

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

impl LevelScale {
    /// The employer's of the same name.
    pub(super) fn alike(&self) -> Filter<Column> {
        Filter::All(vec![
            Filter::Is(Column::OrganisationId, Compare::Eq(self.organisation.as_str().into())),
            Filter::Is(Column::NameKey, Compare::Eq(sort_key(&self.name).into())),
        ])
    }
}

/// These scales.
///
/// A reading without a grant: everyone reads scales.
pub(crate) async fn of_ids(db: &Db, scales: &[LevelScaleId]) -> Result<Vec<LevelScale>> {
    if scales.is_empty() {
        return Ok(Vec::new());
    }
    let select = Entity::find().filter(Column::Id.is_in(scales.iter().map(|id| id.as_str())));
    let rows = db.all(select.build(db.connection().get_database_backend())).await?;
    store::records(&rows)
}

impl Record for LevelScale {
    const READ: Action = Action::ReadMaterials;

    fn reach() -> Reach<Column> {
        Reach { organisation: vec![Column::OrganisationId], ..Reach::default() }
    }
}
