//! How a project is stored.

use access::Action;
use chrono::NaiveDate;
use kernel::{Result, text::sort_key};
use sea_orm::entity::prelude::*;
use store::{Compare, Filter, Reach, Record, Via};

use super::{card::ProjectCard, entity::Project};

/// From a project to those it builds on.
pub const PREDECESSORS: Via = Via { table: "project_predecessors", parent: "project_id", child: "predecessor_id" };

/// From a project to those that build on it.
pub const SUCCESSORS: Via = Via { table: "project_predecessors", parent: "predecessor_id", child: "project_id" };

/// What stands between the themes of a project in the text that is searched, so that no search finds the end of one with the
/// beginning of the next.
const BETWEEN: &str = " ¶ ";

store::stored! {
    /// Rows of `projects`. The programme codes hold the full stored form of their lists, period included.
    Project as kind::Project in "projects" {
        id: String => id,
        version: i32 => version,
        card: ProjectCard {
            number: Option<String> => number,
            name: String => name,
            acronym: Option<String> => acronym,
            owner_id: String => owner,
            owner_unit: Option<String> => owner_unit,
            esf_region_code: Option<String> => esf_region,
            programme_period: String => programme_period,
            programme_area: Option<String> => programme_area,
            specific_objective: Option<String> => specific_objective,
            intervention_field: Option<String> => intervention_field,
            starts_on: Option<Date> => starts_on,
            ends_on: Option<Date> => ends_on,
            planned_participants: Option<i32> => planned_participants,
            planned_precision: String => planned_precision,
            total_budget_minor: Option<i64> => total_budget,
            granted_support_minor: Option<i64> => granted_support,
            money_precision: String => money_precision,
            union_rate_basis_points: Option<i32> => union_rate_basis_points,
            contact_name: Option<String> => contact_name,
            contact_email: Option<String> => contact_email,
            postcode: Option<String> => postcode,
            address: Option<String> => address,
            description: Option<String> => description,
            themes: String => themes,
            source_title: Option<String> => source_title,
            source_url: Option<String> => source_url,
        },
        themes_key: String = |project| sort_key(&project.card.themes.join(BETWEEN)),
        name_key: String = |project| sort_key(&project.card.name),
        acronym_key: String = |project| project.card.acronym.as_deref().map(sort_key).unwrap_or_default(),
        status: String => status,
        status_reason: Option<String> => status_reason,
        demonstration: bool => demonstration,
    }
}

impl Project {
    /// Projects that are about something which holds these words as they stand.
    pub fn about(words: String) -> Filter<Column> {
        Filter::Is(Column::ThemesKey, Compare::Contains(words))
    }

    /// The one of the same number.
    pub(super) fn alike(&self) -> Filter<Column> {
        Filter::Is(Column::Number, Compare::Eq(self.card.number.clone().unwrap_or_default().into()))
    }

    /// Projects whose period holds `day`; those without a stated start are left out.
    pub fn running_on(day: NaiveDate) -> Filter<Column> {
        Filter::lasting(Column::StartsOn, Column::EndsOn, day)
    }
}

impl Record for Project {
    const READ: Action = Action::ReadProjects;

    fn reach() -> Reach<Column> {
        Reach { project: vec![Column::Id], ..Reach::default() }
    }
}
