//! How a plan line is stored.

use access::Action;
use kernel::Result;
use sea_orm::entity::prelude::*;
use store::{Reach, Record};

use super::entity::PlanLine;

store::stored! {
    /// Rows of `plan_lines`.
    PlanLine as kind::PlanLine in "plan_lines" {
        id: String => id,
        version: i32 => version,
        plan_id: String => plan,
        organisation_id: String => organisation,
        project_id: Option<String> => project,
        gap_id: Option<String> => gap,
        skill_code: String => skill,
        action: String => action,
        effort_id: Option<String> => effort,
        own_activity: Option<String> => own_activity,
        responsible: String => responsible,
        due_on: Date => due_on,
        goal_id: Option<String> => goal,
        result: Option<String> => result,
        done_on: Option<Date> => done_on,
    }
}

impl Record for PlanLine {
    const READ: Action = Action::ReadRequirements;

    /// No project column: a project reads the plan's counts, never what its lines say.
    fn reach() -> Reach<Column> {
        Reach { organisation: vec![Column::OrganisationId], ..Reach::default() }
    }
}
