//! How the names of organisations are stored.

use access::Action;
use chrono::NaiveDate;
use kernel::Result;
use sea_orm::entity::prelude::*;
use store::{Filter, Reach, Record};

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
        Filter::lasting(Column::ValidFrom, Column::ValidTo, day)
    }
}

impl Record for OrganisationName {
    const READ: Action = Action::ReadOrganisations;

    fn reach() -> Reach<Column> {
        Reach { organisation: vec![Column::OrganisationId], ..Reach::default() }
    }
}
