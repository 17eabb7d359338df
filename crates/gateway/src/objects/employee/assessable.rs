//! The competence analyses in which an employee's level may be assessed.

use std::{collections::HashMap, sync::Arc};

use async_graphql::{Context, ID, Result, SimpleObject};
use graph::{CodeValue, Node};
use kernel::id::EmployeeId;
use taxonomy::Scheme;
use workplaces::{Employee, SkillAssessments, assessment::Assessable};

use crate::app::app;

/// Analysis to assess in: a competence analysis that collects levels now, with what is assessed of the employee's role. Who
/// assesses her own level does not reach the analysis, and is told no more of it than this.
///
/// Svenska: Analys att bedöma i: en kompetensanalys som samlar in nivåer nu, med det som bedöms i den anställdas roll. Den
/// som bedömer sin egen nivå når inte analysen, och får inte veta mer om den än detta.
#[derive(SimpleObject)]
pub struct AssessableAnalysis {
    /// Id.
    ///
    /// Svenska: Id.
    id: ID,
    /// Title.
    ///
    /// Svenska: Rubrik.
    title: String,
    /// Skills that it requires of the role; not at which level.
    ///
    /// Svenska: Kompetenser som den kräver av rollen; inte på vilken nivå.
    skills: Vec<CodeValue>,
    /// Steps: what its levels are called, from 1 up.
    ///
    /// Svenska: Steg: vad nivåerna heter, från 1 och uppåt.
    steps: Vec<String>,
}

/// Those of the employee, read with her siblings': three statements.
///
/// # Errors
/// `UNAVAILABLE`, `INTERNAL`.
pub(super) async fn assessable(ctx: &Context<'_>, node: &Node<Employee>) -> Result<Vec<AssessableAnalysis>> {
    let told = node.shared(ctx, || async { SkillAssessments::new(&app(ctx).db).assessable(node.siblings()).await });
    let told: Arc<HashMap<EmployeeId, Vec<Assessable>>> = told.await?;
    let own = told.get(&node.row().id).map(Vec::as_slice).unwrap_or_default();
    let assessable = |one: &Assessable| AssessableAnalysis {
        id: one.id.public().into(),
        title: one.title.clone(),
        skills: one.skills.iter().map(|code| CodeValue::new(Scheme::Skill, code)).collect(),
        steps: one.steps.clone(),
    };
    Ok(own.iter().map(assessable).collect())
}
