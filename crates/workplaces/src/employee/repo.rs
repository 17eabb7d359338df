//! How an employee is stored.

use access::Action;
use kernel::Result;
use sea_orm::entity::prelude::*;
use store::{Compare, Filter, Reach, Record};

use super::entity::Employee;

store::stored! {
    /// Rows of `employees`.
    Employee as kind::Employee in "employees" {
        id: String => id,
        version: i32 => version,
        organisation_id: String => organisation,
        workplace_id: Option<String> => workplace,
        participant_id: Option<String> => participant,
        reference: String => reference,
        ssyk_code: String => ssyk,
        employed_from: Date => employed_from,
        employed_to: Option<Date> => employed_to,
    }
}

impl Record for Employee {
    const READ: Action = Action::ReadAssessments;

    /// No project column: what an employee can stays with her and the employer.
    fn reach() -> Reach<Column> {
        Reach { organisation: vec![Column::OrganisationId], person: vec![Column::ParticipantId], ..Reach::default() }
    }
}

impl Employee {
    /// Those of the employer whose numbers may be hers, written otherwise, and herself.
    pub(super) fn alike(&self) -> Filter<Column> {
        let written = self.written().map(Into::into).collect();
        Filter::Is(Column::OrganisationId, Compare::Eq(self.organisation.as_str().into()))
            .and(Filter::Is(Column::Reference, Compare::In(written)))
    }
}
