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
        taken_name: Option<String> = |workplace| workplace.taken_name(),
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

impl Workplace {
    /// Others of the employer that have its name: those that it is taken by and, of a name that is `new` to it, every open one.
    /// Names that were alike before they had to differ are taken by one of them.
    pub(super) fn namesakes(&self, new: bool) -> Filter<Column> {
        let key = sort_key(&self.name);
        let mut alike = vec![Filter::Is(Column::TakenName, Compare::Eq(key.clone().into()))];
        if new {
            let open = Filter::Is(Column::ClosedOn, Compare::Absent(true));
            alike.push(Filter::Is(Column::NameKey, Compare::Eq(key.into())).and(open));
        }
        Filter::All(vec![
            Filter::Is(Column::OrganisationId, Compare::Eq(self.organisation.as_str().into())),
            Filter::Is(Column::Id, Compare::Ne(self.id.as_str().into())),
            Filter::Any(alike),
        ])
    }
}

impl Record for Workplace {
    const READ: Action = Action::ReadWorkplaces;

    fn reach() -> Reach<Column> {
        Reach { organisation: vec![Column::OrganisationId], ..Reach::default() }
    }
}
