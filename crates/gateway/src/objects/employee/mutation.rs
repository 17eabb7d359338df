//! What can be done with employees.

use access::Action;
use graph::{Changed, MutationField};
use workplaces::employee::{EndEmployment, RegisterEmployee};

use super::object::EmployeeFields;
use crate::app::Mutation;

impl Changed for EmployeeFields {
    const PAYLOAD: &'static str = "EmployeePayload";
    const FIELD: &'static str = "employee";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        EmployeeFields::mutation(
            "registerEmployee",
            &[Action::ManageAnalysis],
            (
                "Registrera anställd, med anställningsnummer och utan namn.",
                "Register an employee, by staff number and without a name.",
            ),
            |app, request, command: RegisterEmployee| Box::pin(app.employees.register(request, command)),
        ),
        EmployeeFields::mutation(
            "endEmployment",
            &[Action::ManageAnalysis],
            ("Avsluta anställning.", "End an employment."),
            |app, request, c: EndEmployment| {
                Box::pin(app.employees.end(request, c.id, c.expected_version, c.employed_to))
            },
        ),
    ]
}
