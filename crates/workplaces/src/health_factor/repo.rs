//! How a health factor is stored.

use access::Action;
use kernel::{Result, text::sort_key};
use sea_orm::entity::prelude::*;
use store::{Compare, Filter, Reach, Record};

use super::entity::HealthFactor;

store::stored! {
    /// Rows of `health_factors`.
    HealthFactor as kind::HealthFactor in "health_factors" {
        id: String => id,
        version: i32 => version,
        code: String => code,
        name: String => name,
        name_key: String = |factor| sort_key(&factor.name),
        name_en: String => name_en,
        description: Option<String> => description,
        source_title: Option<String> => source_title,
        source_url: Option<String> => source_url,
    }
}

impl HealthFactor {
    /// The one of the same code.
    pub(super) fn alike(&self) -> Filter<Column> {
        Filter::Is(Column::Code, Compare::Eq(self.code.as_str().into()))
    }
}

impl Record for HealthFactor {
    const READ: Action = Action::ReadMaterials;

    /// Nobody's own: everyone reads it, and those who manage it manage all.
    fn reach() -> Reach<Column> {
        Reach::default()
    }
}
