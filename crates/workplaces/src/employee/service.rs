//! What can be done with employees.

use std::sync::Arc;

use access::{Action, Anchors, Request};
use chrono::NaiveDate;
use kernel::{
    Error, Id, Result,
    error::{both, holds, rules as common},
    id::{EmployeeId, OrganisationId, ParticipantId, WorkplaceId},
};
use store::{Db, RecordReader, Tx};

use super::entity::{Employee, RegisterEmployee, rules};
use crate::{port::PeopleDirectory, workplace::Workplace};

/// De anställda.
#[derive(Clone)]
pub struct Employees {
    db: Db,
    people: Arc<dyn PeopleDirectory>,
}

impl Employees {
    /// Over `db`, asking `people` who employs whom.
    pub fn new(db: &Db, people: Arc<dyn PeopleDirectory>) -> Self {
        Self { db: db.clone(), people }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<Employee> {
        RecordReader::new(&self.db)
    }

    /// Registrera anställd.
    ///
    /// # Errors
    /// `Denied` outside the caller's organisation; `Invalid` naming the field, also for a workplace or a person that is not the
    /// employer's, and for a staff number that is taken.
    pub async fn register(&self, request: &Arc<Request>, command: RegisterEmployee) -> Result<Employee> {
        self.db
            .write(request, Action::ManageAnalysis, async |tx| {
                let employee = self.register_in(tx, command).await?;
                Ok(employee)
            })
            .await
    }

    /// As [`Employees::register`], as one of several changes in a transaction begun for that act.
    ///
    /// # Errors
    /// As [`Employees::register`].
    pub async fn register_in(&self, tx: &mut Tx, command: RegisterEmployee) -> Result<Employee> {
        let employer = command.organisation;
        tx.grant().require(&Anchors { organisation: Some(employer), ..Anchors::default() })?;
        let request = Arc::new(tx.grant().request().clone());
        let workplace = must_be_of(tx, employer, command.workplace).await;
        let person = self.must_employ(&request, employer, command.participant).await;
        let registered = Employee::register(Id::new(self.db.ids()), command);
        let (_, (employee, event)) = both(both(workplace, person), registered)?;
        let alike: Vec<Employee> = tx.matching(employee.alike()).await?;
        holds(
            alike.iter().all(|one| one.reference == employee.reference),
            "reference",
            rules::REFERENCE_IS_WRITTEN_OTHERWISE,
        )?;
        tx.insert_at(&employee, "reference", employee.alike(), |known| known.id.public().into()).await?;
        tx.emit(event);
        Ok(employee)
    }

    /// Avsluta anställning.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused`; `Invalid`.
    pub async fn end(
        &self,
        request: &Arc<Request>,
        id: EmployeeId,
        expected: i32,
        employed_to: NaiveDate,
    ) -> Result<Employee> {
        self.db
            .write(request, Action::ManageAnalysis, async |tx| {
                let mut employee: Employee = tx.load_at(id, expected).await?;
                let event = employee.end(employed_to)?;
                tx.update(&mut employee).await?;
                tx.emit(event);
                Ok(employee)
            })
            .await
    }

    async fn must_employ(
        &self,
        request: &Arc<Request>,
        employer: OrganisationId,
        person: Option<ParticipantId>,
    ) -> Result<()> {
        let Some(person) = person else { return Ok(()) };
        let is_employed = self.people.takes_part(request, person, employer, None).await?;
        holds(is_employed, "participantId", common::REFERENCE_IS_UNKNOWN)
    }
}

async fn must_be_of(tx: &mut Tx, employer: OrganisationId, workplace: Option<WorkplaceId>) -> Result<()> {
    let Some(id) = workplace else { return Ok(()) };
    match tx.load::<Workplace>(id).await {
        Ok(workplace) if workplace.organisation == employer => Ok(()),
        Ok(_) | Err(Error::NotFound) => Err(Error::invalid("workplaceId", common::REFERENCE_IS_UNKNOWN)),
        Err(error) => Err(error),
    }
}
