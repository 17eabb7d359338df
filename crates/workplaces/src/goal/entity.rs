//! What a business goal is. It is never changed: a new one follows it.

use chrono::NaiveDate;
use kernel::{
    Command, Period, Result, command,
    command::text,
    error::{both, holds_with},
    id::{BusinessGoalId, OrganisationId},
};
use store::Event;

/// Rules of business goals.
pub mod rules {
    kernel::rules! {
        /// A line serves a goal that holds some day of its plan; detail: the goal's days.
        GOAL_HOLDS_AT_ANOTHER_TIME:
            "Verksamhetsmålet gäller inte någon dag under planen.",
            "The business goal holds on no day of the plan.";
    }
}

/// Verksamhetsmål.
#[derive(Clone, Debug)]
pub struct BusinessGoal {
    /// Id.
    pub id: BusinessGoalId,
    /// The organisation.
    pub organisation: OrganisationId,
    /// What is to be reached, 1–1,000 characters.
    pub statement: String,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day; absent while it holds on.
    pub valid_to: Option<NaiveDate>,
}

command! {
    pub struct SetBusinessGoal as "SetBusinessGoalInput" ("Sätt verksamhetsmål.", "Set a business goal.") {
        organisation: OrganisationId as "organisationId" ("Organisation.", "Organisation."),
        statement: String as "statement" [text(1000)] ("Mål: vad som ska nås.", "Goal: what is to be reached."),
        valid_from: NaiveDate as "validFrom" ("Första dag.", "First day."),
        valid_to: Option<NaiveDate> as "validTo" ("Sista dag; saknas medan det gäller.", "Last day; absent while it holds."),
    }
}

impl BusinessGoal {
    /// A newly set goal.
    ///
    /// # Errors
    /// `Invalid` naming the field.
    pub fn set(id: BusinessGoalId, command: SetBusinessGoal) -> Result<(Self, Event)> {
        let period = Period::new("validTo", command.valid_from, command.valid_to);
        let (period, command) = both(period, command.checked())?;
        let goal = Self {
            id,
            organisation: command.organisation,
            statement: command.statement,
            valid_from: period.from,
            valid_to: period.to,
        };
        Ok((goal, Event::new("BusinessGoalSet", id.public())))
    }

    /// Refuses to be served by a plan of other days.
    ///
    /// # Errors
    /// `Invalid { goalId, GOAL_HOLDS_AT_ANOTHER_TIME }`, which names the goal's days.
    pub fn must_hold_during(&self, plan: &Period) -> Result<()> {
        let own = Period { from: self.valid_from, to: self.valid_to };
        holds_with(own.overlaps(plan), "goalId", rules::GOAL_HOLDS_AT_ANOTHER_TIME, || own.to_string())
    }
}
