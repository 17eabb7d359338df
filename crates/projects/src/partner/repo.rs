//! How a project partner is stored.

use access::Action;
use chrono::NaiveDate;
use kernel::{
    Result,
    id::{OrganisationId, ProjectId},
};
use sea_orm::{Condition, entity::prelude::*};
use store::{Compare, Filter, Reach, Record};

use super::entity::ProjectPartner;

store::stored! {
    /// Rows of `project_partners`.
    ProjectPartner as kind::ProjectPartner in "project_partners" {
        id: String => id,
        version: i32 => version,
        project_id: String => project,
        organisation_id: String => organisation,
        part: String => part,
        valid_from: Option<Date> => valid_from,
        valid_to: Option<Date> => valid_to,
        contact_role: Option<String> => contact_role,
        contact_address: Option<String> => contact_address,
        follow_up: Option<String> => follow_up,
        followed_up_on: Option<Date> => followed_up_on,
        withdrawn_reason: Option<String> => withdrawn_reason,
    }
}

impl ProjectPartner {
    /// Those of `organisation` in `project`.
    pub(super) fn of_organisation(project: ProjectId, organisation: OrganisationId) -> Filter<Column> {
        Filter::Is(Column::ProjectId, Compare::Eq(project.as_str().into()))
            .and(Filter::Is(Column::OrganisationId, Compare::Eq(organisation.as_str().into())))
    }

    /// Partners on `day`; an absent end is the project's own, which the partner's row does not know.
    pub fn valid_on(day: NaiveDate) -> Filter<Column> {
        let open_or =
            |column, compare| Filter::Any(vec![Filter::Is(column, Compare::Absent(true)), Filter::Is(column, compare)]);
        Filter::All(vec![
            open_or(Column::ValidFrom, Compare::Lte(day.into())),
            open_or(Column::ValidTo, Compare::Gte(day.into())),
        ])
    }
}

impl Record for ProjectPartner {
    const READ: Action = Action::ReadProjects;

    /// What was withdrawn was added by mistake and is told to nobody; within the project's own changes it is found by its id.
    fn reach() -> Reach<Column> {
        let standing = Condition::all().add(Column::WithdrawnReason.is_null());
        Reach { project: vec![Column::ProjectId], standing: Some(standing), ..Reach::default() }
    }
}
