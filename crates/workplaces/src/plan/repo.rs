//! How a development plan is stored.

use access::Action;
use kernel::Result;
use sea_orm::entity::prelude::*;
use store::{Compare, Filter, Reach, Record};

use super::entity::DevelopmentPlan;

store::stored! {
    /// Rows of `development_plans`.
    DevelopmentPlan as kind::DevelopmentPlan in "development_plans" {
        id: String => id,
        version: i32 => version,
        organisation_id: String => organisation,
        project_id: Option<String> => project,
        analysis_id: Option<String> => analysis,
        valid_from: Date => valid_from,
        valid_to: Date => valid_to,
        status: String => status,
        adopted_on: Option<Date> => adopted_on,
        reviewed_on: Option<Date> => reviewed_on,
        completed_on: Option<Date> => completed_on,
        superseded_by_id: Option<String> => superseded_by,
        lines: i32 => lines,
        strategic_lines: i32 => strategic_lines,
    }
}

impl DevelopmentPlan {
    /// Those of its organisation, itself among them.
    pub(super) fn of_its_employer(&self) -> Filter<Column> {
        Filter::Is(Column::OrganisationId, Compare::Eq(self.organisation.as_str().into()))
    }

    /// Those of its organisation, itself among them, that have some of its days.
    pub(super) fn of_its_days(&self) -> Filter<Column> {
        Filter::All(vec![
            self.of_its_employer(),
            Filter::Is(Column::ValidFrom, Compare::Lte(self.valid_to.into())),
            Filter::Is(Column::ValidTo, Compare::Gte(self.valid_from.into())),
        ])
    }
}

impl Record for DevelopmentPlan {
    const READ: Action = Action::ReadAnalyses;

    fn reach() -> Reach<Column> {
        Reach { organisation: vec![Column::OrganisationId], project: vec![Column::ProjectId], ..Reach::default() }
    }
}
