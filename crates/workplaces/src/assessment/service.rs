//! What can be done with skill assessments.

use std::{collections::HashMap, sync::Arc};

use access::{Action, Request, Role};
use kernel::{
    Id, Result,
    id::{EmployeeId, OrganisationId},
};
use store::{Db, RecordReader, Tx};

use super::entity::{AssessSkill, Assessable, SkillAssessment};
use crate::{
    analysis::{collecting, of_employer},
    employee::Employee,
    scale::LevelScale,
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

    /// Bedöm färdighet: the person her own, the employer and the managers their employees'.
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
        let (assessment, event) = SkillAssessment::of(id, (&analysis, &scale), &employee, command, is_own, today)?;
        tx.insert(&assessment).await.map_err(|e| e.at("assessedOn"))?;
        tx.emit(event);
        Ok(assessment)
    }

    /// The analyses in which each of `employees`, whom the caller has reached, may be assessed today: those of the employer that
    /// collect levels, while the employment lasts. One statement.
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
        let of = |employee: &Employee| -> Vec<Assessable> {
            let own = collecting.iter().filter(|analysis| analysis.organisation == employee.organisation);
            own.map(|analysis| Assessable { id: analysis.id, title: analysis.title.clone() }).collect()
        };
        Ok(employed.map(|employee| (employee.id, of(employee))).collect())
    }
}
