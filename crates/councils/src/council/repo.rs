//! How a council is stored.

use access::Action;
use kernel::{
    Result,
    id::{CouncilId, IndustryCouncilId},
    text::sort_key,
};
use sea_orm::entity::prelude::*;
use store::{Compare, Filter, Reach, Record};

use super::entity::{Council, CouncilStatus};

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
        industry_council_id: Option<String> => industry_council,
        region_code: Option<String> => region,
        founded_year: Option<i32> => founded_year,
        charter_on: Option<Date> => charter_on,
        dissolved_on: Option<Date> => dissolved_on,
        dissolution_reference: Option<String> => dissolution_reference,
        dissolution_id: Option<String> => dissolution,
        demonstration: bool => demonstration,
        created_at: i64 => created_at,
    }
}

impl Council {
    /// Those under a council that are not dissolved, working groups of its industry councils among them.
    pub(super) fn living_under(id: CouncilId) -> Filter<Column> {
        Filter::Is(Column::ParentId, Compare::Eq(id.as_str().into())).and(Self::living())
    }

    /// The working groups of an industry council that are not dissolved.
    pub fn groups_of(id: IndustryCouncilId) -> Filter<Column> {
        Filter::Is(Column::IndustryCouncilId, Compare::Eq(id.as_str().into())).and(Self::living())
    }

    fn living() -> Filter<Column> {
        Filter::Is(Column::Status, Compare::Ne(CouncilStatus::Dissolved.as_str().into()))
    }
}

impl Record for Council {
    const READ: Action = Action::ReadCouncils;

    fn reach() -> Reach<Column> {
        Reach { council: vec![Column::Id], ..Reach::default() }
    }
}
