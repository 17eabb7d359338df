//! How a competence analysis is stored.

use access::Action;
use kernel::{
    Error, Result,
    id::{CompetenceAnalysisId, OrganisationId},
    text::sort_key,
};
use sea_orm::{QueryOrder, QueryTrait, entity::prelude::*};
use store::{Compare, Db, Filter, Reach, Record};

use super::entity::{AnalysisStatus, CompetenceAnalysis};

store::stored! {
    /// Rows of `competence_analyses`.
    CompetenceAnalysis as kind::CompetenceAnalysis in "competence_analyses" {
        id: String => id,
        version: i32 => version,
        organisation_id: String => organisation,
        project_id: Option<String> => project,
        scale_id: String => scale,
        title: String => title,
        title_key: String = |analysis| sort_key(&analysis.title),
        status: String => status,
        started_on: Date => started_on,
        management_validated_on: Option<Date> => management_validated_on,
        union_validated_on: Option<Date> => union_validated_on,
        published_on: Option<Date> => published_on,
        superseded_by_id: Option<String> => superseded_by,
    }
}

/// The analysis with this id, if it is this employer's.
///
/// A reading without a grant: who assesses her own level reaches no analysis, and the employer is that of an employee whom the
/// caller's grant has reached already. It decides whether an assessment may be made, and is shown to nobody.
pub(crate) async fn of_employer(
    db: &Db,
    employer: OrganisationId,
    id: CompetenceAnalysisId,
) -> Result<CompetenceAnalysis> {
    let select = Entity::find().filter(Column::Id.eq(id.as_str())).filter(Column::OrganisationId.eq(employer.as_str()));
    let rows = db.all(select.build(db.connection().get_database_backend())).await?;
    store::records(&rows)?.pop().ok_or(Error::NotFound)
}

/// The analyses of these employers that collect levels, in the order of their ids.
///
/// A reading without a grant, for the reason that [`of_employer`] has: who assesses her own level is told in which analyses she may,
/// by the employees whom her grant has reached already.
pub(crate) async fn collecting(db: &Db, employers: &[OrganisationId]) -> Result<Vec<CompetenceAnalysis>> {
    if employers.is_empty() {
        return Ok(Vec::new());
    }
    let select = Entity::find()
        .filter(Column::OrganisationId.is_in(employers.iter().map(|id| id.as_str())))
        .filter(Column::Status.eq(AnalysisStatus::DataCollection.as_str()))
        .order_by_asc(Column::Id);
    let rows = db.all(select.build(db.connection().get_database_backend())).await?;
    store::records(&rows)
}

impl CompetenceAnalysis {
    /// Those of its organisation, itself among them.
    pub(super) fn of_its_employer(&self) -> Filter<Column> {
        Filter::Is(Column::OrganisationId, Compare::Eq(self.organisation.as_str().into()))
    }
}

impl Record for CompetenceAnalysis {
    const READ: Action = Action::ReadAnalyses;

    fn reach() -> Reach<Column> {
        Reach { organisation: vec![Column::OrganisationId], project: vec![Column::ProjectId], ..Reach::default() }
    }
}
