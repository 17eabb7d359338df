//! How a skill requirement is stored.

use access::Action;
use kernel::{Result, id::CompetenceAnalysisId};
use sea_orm::{QueryOrder, QueryTrait, entity::prelude::*};
use store::{Compare, Db, Filter, Reach, Record};

use super::entity::SkillRequirement;

store::stored! {
    /// Rows of `skill_requirements`.
    SkillRequirement as kind::SkillRequirement in "skill_requirements" {
        id: String => id,
        analysis_id: String => analysis,
        organisation_id: String => organisation,
        ssyk_code: String => ssyk,
        role_title: String => role_title,
        skill_code: String => skill,
        level: i32 => level,
    }
}

impl SkillRequirement {
    /// What is demanded of the same role in the same skill.
    pub(super) fn alike(&self) -> Filter<Column> {
        let is = |column, value: &str| Filter::Is(column, Compare::Eq(value.into()));
        Filter::All(vec![
            is(Column::AnalysisId, self.analysis.as_str()),
            is(Column::SsykCode, &self.ssyk),
            is(Column::SkillCode, &self.skill),
        ])
    }
}

/// The requirements of these analyses, in the order of their ids.
///
/// A reading without a grant: who is to be assessed, or assesses herself, is told which skills that is asked of in her role, by the
/// employees whom her grant has reached already; not which level.
pub(crate) async fn of_analyses(db: &Db, analyses: &[CompetenceAnalysisId]) -> Result<Vec<SkillRequirement>> {
    if analyses.is_empty() {
        return Ok(Vec::new());
    }
    let select =
        Entity::find().filter(Column::AnalysisId.is_in(analyses.iter().map(|id| id.as_str()))).order_by_asc(Column::Id);
    let rows = db.all(select.build(db.connection().get_database_backend())).await?;
    store::records(&rows)
}

impl Record for SkillRequirement {
    const READ: Action = Action::ReadRequirements;

    fn reach() -> Reach<Column> {
        Reach { organisation: vec![Column::OrganisationId], ..Reach::default() }
    }
}
