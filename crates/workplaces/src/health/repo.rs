//! How an assessment of the health factor is stored.

use access::Action;
use kernel::Result;
use sea_orm::entity::prelude::*;
use store::{Compare, Filter, Reach, Record};

use super::entity::HealthAssessment;

store::stored! {
    /// Rows of `health_assessments`.
    HealthAssessment as kind::HealthAssessment in "health_assessments" {
        id: String => id,
        factor_id: String => factor,
        workplace_id: String => workplace,
        organisation_id: String => organisation,
        assessed_on: Date => assessed_on,
        has_forum: String => has_forum,
        has_time: String => has_time,
        shares_after_courses: String => shares_after_courses,
        may_change_role: String => may_change_role,
        evaluates_ways_of_working: String => evaluates_ways_of_working,
    }
}

impl HealthAssessment {
    /// That of the same factor at the same workplace on the same day.
    pub(super) fn alike(&self) -> Filter<Column> {
        Filter::All(vec![
            Filter::Is(Column::WorkplaceId, Compare::Eq(self.workplace.as_str().into())),
            Filter::Is(Column::FactorId, Compare::Eq(self.factor.as_str().into())),
            Filter::Is(Column::AssessedOn, Compare::Eq(self.assessed_on.into())),
        ])
    }
}

impl Record for HealthAssessment {
    const READ: Action = Action::ReadWorkplaces;

    fn reach() -> Reach<Column> {
        Reach { organisation: vec![Column::OrganisationId], ..Reach::default() }
    }
}
