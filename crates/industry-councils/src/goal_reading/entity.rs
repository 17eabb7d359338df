//! What a reading of a goal is.

use chrono::NaiveDate;
use kernel::{
    Command, Error, Result, command,
    command::{UNTIL_TODAY, VERSION, number, text},
    error::holds,
    id::{ActionPlanId, CouncilId, GoalReadingId, PlanGoalId},
};
use store::Event;

use crate::{action_plan::ActionPlan, plan_goal::PlanGoal};

/// Rules of readings of goals.
pub mod rules {
    pub use kernel::error::rules::DATE_IS_IN_THE_FUTURE;

    kernel::rules! {
        /// A goal is followed up while its plan is in force. Detail: the plan's status.
        ACTION_PLAN_IS_NOT_IN_FORCE:
            "Mål följs upp medan planen gäller.",
            "Goals are followed up while the plan is in force.";
    }
}

/// Avläsning av ett mål.
#[derive(Clone, Debug)]
pub struct GoalReading {
    /// Id.
    pub id: GoalReadingId,
    /// The goal.
    pub goal: PlanGoalId,
    /// The goal's plan, copied.
    pub plan: ActionPlanId,
    /// The plan's council, copied so that the reach is the plan's.
    pub council: CouncilId,
    /// The value, in the goal's unit.
    pub value: i32,
    /// The day it was so.
    pub noted_on: NaiveDate,
    /// Note, at most 2,000 characters.
    pub note: Option<String>,
}

command! {
    pub struct NoteGoalValue as "NoteGoalValueInput" ("Anteckna ett måls värde.", "Note the value of a goal.") {
        goal: PlanGoalId as "planGoalId" ("Mål i en gällande plan.", "Goal of a plan in force."),
        expected_version: i32 as "expectedVersion" [VERSION]
            ("Målets version, som du har sett den.", "The goal's version, as you have seen it."),
        value: i32 as "value" [number(-1_000_000_000, 1_000_000_000)] ("Värde, i målets enhet.", "Value, in the goal's unit."),
        noted_on: Option<NaiveDate> as "notedOn" [UNTIL_TODAY]
            ("Avläst den; i dag när den saknas.", "Noted on; today when absent."),
        note: Option<String> as "note" [text(2000)] ("Anteckning.", "Note."),
    }
}

impl GoalReading {
    /// The value of `goal`, which knows the latest of them.
    ///
    /// # Errors
    /// `Refused` for a plan that is not in force; `Invalid` naming the field.
    pub fn of(
        id: GoalReadingId,
        plan: &ActionPlan,
        goal: &mut PlanGoal,
        command: NoteGoalValue,
        today: NaiveDate,
    ) -> Result<(Self, Event)> {
        let command = command.checked()?;
        let day = command.noted_on.unwrap_or(today);
        holds(day <= today, "notedOn", rules::DATE_IS_IN_THE_FUTURE)?;
        if !plan.status.takes_readings() {
            return Err(Error::refused(rules::ACTION_PLAN_IS_NOT_IN_FORCE, plan.status.label()));
        }
        goal.note(command.value, day);
        let reading = Self {
            id,
            goal: goal.id,
            plan: goal.plan,
            council: goal.council,
            value: command.value,
            noted_on: day,
            note: command.note,
        };
        Ok((reading, Event::new("GoalValueNoted", id.public())))
    }
}
