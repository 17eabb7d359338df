//! The competence analyses in which an employee's level may be assessed.

use std::{collections::HashMap, sync::Arc};

use async_graphql::{Context, ID, Result, SimpleObject};
use graph::Node;
use kernel::id::EmployeeId;
use workplaces::{Employee, SkillAssessments, assessment::Assessable};

use crate::app::app;

/// Analysis to assess in: a competence analysis that collects levels now. Who assesses her own level does not reach the
/// analysis, and is told no more of it than this.
///
/// Svenska: Analys att bedöma i: en kompetensanalys som samlar in nivåer nu. Den som bedömer sin egen nivå når inte
/// analysen, och får inte veta mer om den än detta.
#[derive(Clone, Debug, SimpleObject)]
pub struct AssessableAnalysis {
    /// Id.
    ///
    /// Svenska: Id.
    id: ID,
    /// Title.
    ///
    /// Svenska: Rubrik.
    title: String,
}

/// Those of the employee, read with her siblings': one statement.
///
/// # Errors
/// `UNAVAILABLE`, `INTERNAL`.
pub(super) async fn assessable(ctx: &Context<'_>, node: &Node<Employee>) -> Result<Vec<AssessableAnalysis>> {
    let told = node.shared(ctx, || async { SkillAssessments::new(&app(ctx).db).assessable(node.siblings()).await });
    let told: Arc<HashMap<EmployeeId, Vec<Assessable>>> = told.await?;
    let own = told.get(&node.row().id).map(Vec::as_slice).unwrap_or_default();
    Ok(own.iter().map(|one| AssessableAnalysis { id: one.id.public().into(), title: one.title.clone() }).collect())
}
