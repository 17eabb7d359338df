//! How a workplace is stored.

use access::Action;
use chrono::NaiveDate;
use kernel::{Result, text::sort_key};
use sea_orm::entity::prelude::*;
use store::{Compare, Filter, Reach, Record};

use super::entity::Workplace;

store::stored! {
    /// Rows of `workplaces`.
    Workplace as kind::Workplace in "workplaces" {
        id: String => id,
        version: i32 => version,
        organisation_id: String => organisation,
        name: String => name,
        name_key: String = |workplace| sort_key(&workplace.name),
        municipality_code: Option<String> => municipality,
        headcount: Option<i32> => headcount,
        opened_on: Option<Date> => opened_on,
        closed_on: Option<Date> => closed_on,
    }
}

impl Workplace {
    /// Those that have this day.
    pub fn open_on(day: NaiveDate) -> Filter<Column> {
        let open_or =
            |column, compare| Filter::Any(vec![Filter::Is(column, Compare::Absent(true)), Filter::Is(column, compare)]);
        Filter::All(vec![
            open_or(Column::OpenedOn, Compare::Lte(day.into())),
            open_or(Column::ClosedOn, Compare::Gte(day.into())),
        ])
    }
}

impl Record for Workplace {
    const READ: Action = Action::ReadWorkplaces;

    fn reach() -> Reach<Column> {
        Reach { organisation: vec![Column::OrganisationId], ..Reach::default() }
    }
}
