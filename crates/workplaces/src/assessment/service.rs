//! What can be done with skill assessments.

use std::{collections::HashMap, sync::Arc};

use access::{Action, Request, Role};
use kernel::{
    Id, Result,
    error::{Detail, both},
    id::{EmployeeId, OrganisationId},
};
use store::{Db, RecordReader, Tx};

use super::entity::{AssessSkill, Assessable, SkillAssessment, must_be_required, required_of};
use crate::{
    analysis::{CompetenceAnalysis, collecting, of_employer},
    employee::Employee,
    requirement::of_analyses,
    scale::{LevelScale, of_ids},
};

/// Bedömningarna.
#[derive(Clone)]
pub struct SkillAssessments {
    db: Db,
}

impl SkillAssessments {
    /// Over `db`.
    pub fn new(db: &Db) -> Self {
        Self { db: db.clone() }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<SkillAssessment> {
        RecordReader::new(&self.db)
    }

    /// Bedöm kompetens: the person her own, the employer and the managers their employees'.
    ///
    /// # Errors
    /// `Invalid` naming the field, also for an employee outside the reach, an analysis that is not of her employer and a second one
    /// of that day; `Refused` outside the data collection.
    pub async fn assess(&self, request: &Arc<Request>, command: AssessSkill) -> Result<SkillAssessment> {
        self.db
            .write(request, Action::AssessSkill, async |tx| {
                let assessment = self.assess_in(tx, command).await?;
                Ok(assessment)
            })
            .await
    }

    /// As [`SkillAssessments::assess`], as one of several changes in a transaction begun for that act.
    ///
    /// # Errors
    /// As [`SkillAssessments::assess`].
    pub async fn assess_in(&self, tx: &mut Tx, command: AssessSkill) -> Result<SkillAssessment> {
        let employee: Employee = tx.load(command.employee).await.map_err(|e| e.at("employeeId"))?;
        let analysis = of_employer(&self.db, employee.organisation, command.analysis).await;
        let analysis = analysis.map_err(|e| e.at("analysisId"))?;
        let scale: LevelScale = tx.look_up(analysis.scale).await?;
        let is_own = tx.grant().request().actor.assignments.iter().any(|held| {
            held.role == Role::Participant && held.participant.is_some() && held.participant == employee.participant
        });
        let (id, today) = (Id::new(self.db.ids()), self.db.clock().today());
        let requirements = of_analyses(&self.db, &[analysis.id]).await?;
        let required = must_be_required(&command.skill, &required_of(&requirements, &employee.ssyk));
        let assessed = SkillAssessment::of(id, (&analysis, &scale), &employee, command, is_own, today);
        let (_, (assessment, event)) = both(required, assessed)?;
        tx.insert_at(&assessment, "assessedOn", assessment.alike(), |known| {
            let (level, id) = (known.level, known.id.public());
            Detail { sv: format!("nivå {level}, {id}"), en: format!("level {level}, {id}") }
        })
        .await?;
        tx.emit(event);
        Ok(assessment)
    }

    /// The analyses in which each of `employees`, whom the caller has reached, may be assessed today: those of the employer that
    /// collect levels, while the employment lasts, with what is assessed of her role. Three statements.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn assessable(&self, employees: &[Employee]) -> Result<HashMap<EmployeeId, Vec<Assessable>>> {
        let today = self.db.clock().today();
        let employed = employees.iter().filter(|employee| employee.is_employed_on(today));
        let mut employers: Vec<OrganisationId> = employed.clone().map(|employee| employee.organisation).collect();
        employers.sort_unstable();
        employers.dedup();
        let collecting = collecting(&self.db, &employers).await?;
        let (analyses, scales): (Vec<_>, Vec<_>) = collecting.iter().map(|one| (one.id, one.scale)).unzip();
        let requirements = of_analyses(&self.db, &analyses).await?;
        let scales = of_ids(&self.db, &scales).await?;
        let of = |employee: &Employee| -> Vec<Assessable> {
            let own = collecting.iter().filter(|analysis| analysis.organisation == employee.organisation);
            let assessable = |analysis: &CompetenceAnalysis| {
                let required = requirements.iter().filter(|one| one.analysis == analysis.id);
                let steps = scales.iter().find(|scale| scale.id == analysis.scale).map(|scale| scale.steps.clone());
                Assessable {
                    id: analysis.id,
                    title: analysis.title.clone(),
                    skills: required_of(required, &employee.ssyk).into_iter().map(str::to_owned).collect(),
                    steps: steps.unwrap_or_default(),
                }
            };
            own.map(assessable).collect()
        };
        Ok(employed.map(|employee| (employee.id, of(employee))).collect())
    }
}
