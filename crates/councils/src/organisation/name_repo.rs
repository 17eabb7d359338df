//! How the names of organisations are stored.

use access::Action;
use chrono::NaiveDate;
use kernel::Result;
use sea_orm::entity::prelude::*;
use store::{Compare, Filter, Reach, Record};

use super::name::OrganisationName;

store::stored! {
    /// Rows of `organisation_names`.
    OrganisationName as kind::OrganisationName in "organisation_names" {
        id: String => id,
        version: i32 => version,
        organisation_id: String => organisation,
        name: String => name,
        valid_from: Date => valid_from,
        valid_to: Option<Date> => valid_to,
    }
}

impl OrganisationName {
    /// The names borne on `day`.
    pub fn as_of(day: NaiveDate) -> Filter<Column> {
        Filter::All(vec![
            Filter::Is(Column::ValidFrom, Compare::Lte(day.into())),
            Filter::Any(vec![
                Filter::Is(Column::ValidTo, Compare::Absent(true)),
                Filter::Is(Column::ValidTo, Compare::Gte(day.into())),
            ]),
        ])
    }
}

impl Record for OrganisationName {
    const READ: Action = Action::ReadOrganisations;

    fn reach() -> Reach<Column> {
        Reach { organisation: vec![Column::OrganisationId], ..Reach::default() }
    }
}
