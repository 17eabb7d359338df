//! How a skill assessment is stored.

use access::Action;
use kernel::Result;
use sea_orm::entity::prelude::*;
use store::{Compare, Filter, Reach, Record};

use super::entity::SkillAssessment;

store::stored! {
    /// Rows of `skill_assessments`.
    SkillAssessment as kind::SkillAssessment in "skill_assessments" {
        id: String => id,
        analysis_id: String => analysis,
        organisation_id: String => organisation,
        employee_id: String => employee,
        participant_id: Option<String> => participant,
        skill_code: String => skill,
        level: i32 => level,
        assessed_by: String => by,
        assessed_on: Date => assessed_on,
    }
}

impl SkillAssessment {
    /// Who assessed the same level of the same person on the same day.
    pub(super) fn alike(&self) -> Filter<Column> {
        let is = |column, value: &str| Filter::Is(column, Compare::Eq(value.into()));
        Filter::All(vec![
            is(Column::AnalysisId, self.analysis.as_str()),
            is(Column::EmployeeId, self.employee.as_str()),
            is(Column::SkillCode, &self.skill),
            is(Column::AssessedBy, self.by.as_str()),
            Filter::Is(Column::AssessedOn, Compare::Eq(self.assessed_on.into())),
        ])
    }
}

impl Record for SkillAssessment {
    const READ: Action = Action::ReadAssessments;

    /// No project column: a person's level stays with her and the employer.
    fn reach() -> Reach<Column> {
        Reach { organisation: vec![Column::OrganisationId], person: vec![Column::ParticipantId], ..Reach::default() }
    }
}
