//! What a measurable goal of an action plan is, and how far it has come.

use chrono::{Datelike, NaiveDate};
use kernel::{
    Command, Result, command,
    command::{line, number},
    error::{all, holds},
    id::{ActionPlanId, CouncilId, PlanGoalId, PlanPriorityId},
    text_enum,
};
use store::Event;

use crate::{action_plan::ActionPlan, plan_priority::PlanPriority};

/// Rules of goals of action plans.
pub mod rules {
    kernel::rules! {
        /// A goal is something else than what is already.
        GOAL_ASKS_FOR_NOTHING:
            "Målvärdet är detsamma som utgångsvärdet.",
            "The target is the same as the baseline.";
        /// A goal is reached in its plan's year or later.
        GOAL_PRECEDES_ITS_PLAN: "Dagen ligger före planens år.", "The day lies before the plan's year.";
    }
}

text_enum! {
    pub enum GoalMetric ("Vad ett mål mäts med.", "What a goal is measured by.") {
        Participants = "PARTICIPANTS" ("Deltagare", "Participants"),
        CompletedEnrolments = "COMPLETED_ENROLMENTS" ("Slutförda anmälningar", "Completed enrolments"),
        NeedsReported = "NEEDS_REPORTED" ("Anmälda behov", "Reported needs"),
        NeedsMet = "NEEDS_MET" ("Tillgodosedda behov", "Needs that are met", ("bland dem som anmälts under året", "among those reported in the year")),
        Efforts = "EFFORTS" ("Insatser", "Efforts"),
        Other = "OTHER" ("Annat mått", "Another metric", ("som målet självt beskriver", "which the goal itself describes")),
    }
}

/// Mätbart mål.
#[derive(Clone, Debug)]
pub struct PlanGoal {
    /// Id.
    pub id: PlanGoalId,
    /// Version, counted up when a value is noted.
    pub version: i32,
    /// The priority that it is of.
    pub priority: PlanPriorityId,
    /// The plan, copied.
    pub plan: ActionPlanId,
    /// The plan's council, copied so that the reach is the plan's.
    pub council: CouncilId,
    /// The plan's year, copied: that of the figure it is held against.
    pub year: i32,
    /// What is to be reached, 1–300 characters.
    pub title: String,
    /// Metric.
    pub metric: GoalMetric,
    /// What one is, 1–60 characters.
    pub unit: String,
    /// Where it begins.
    pub baseline: i32,
    /// What is to be reached, above or below the baseline.
    pub target: i32,
    /// By when.
    pub due_on: NaiveDate,
    /// The latest value noted.
    pub latest_value: Option<i32>,
    /// The day of that value.
    pub latest_on: Option<NaiveDate>,
    /// The same goal in the version of the plan before.
    pub earlier: Option<PlanGoalId>,
}

command! {
    pub struct AddPlanGoal as "AddPlanGoalInput" ("Lägg till mätbart mål.", "Add a measurable goal.") {
        priority: PlanPriorityId as "priorityId" ("Prioritering: i planen.", "Priority: of the plan."),
        title: String as "title" [line(300)] ("Vad som ska nås.", "What is to be reached."),
        metric: GoalMetric as "metric" ("Mått.", "Metric."),
        unit: String as "unit" [line(60)] ("Enhet: vad värdena räknas i.", "Unit: what the values are counted in."),
        baseline: i32 as "baseline" [number(-1_000_000_000, 1_000_000_000)] ("Utgångsvärde.", "Baseline."),
        target: i32 as "target" [number(-1_000_000_000, 1_000_000_000)] ("Målvärde.", "Target."),
        due_on: NaiveDate as "dueOn" ("Senast den.", "By this day."),
    }
}

impl PlanGoal {
    /// A goal of `priority` in `plan`.
    ///
    /// # Errors
    /// `Refused` once the plan is adopted; `Invalid` naming the field.
    pub fn of(
        id: PlanGoalId,
        plan: &mut ActionPlan,
        priority: &PlanPriority,
        command: AddPlanGoal,
    ) -> Result<(Self, Event)> {
        let command = command.checked()?;
        all([
            holds(command.target != command.baseline, "target", rules::GOAL_ASKS_FOR_NOTHING),
            holds(plan.year <= command.due_on.year(), "dueOn", rules::GOAL_PRECEDES_ITS_PLAN),
        ])?;
        plan.count_goal()?;
        let goal = Self {
            id,
            version: 1,
            priority: priority.id,
            plan: plan.id,
            council: plan.council,
            year: plan.year,
            title: command.title,
            metric: command.metric,
            unit: command.unit,
            baseline: command.baseline,
            target: command.target,
            due_on: command.due_on,
            latest_value: None,
            latest_on: None,
            earlier: None,
        };
        Ok((goal, Event::new("PlanGoalAdded", id.public())))
    }

    /// The same in the plan's `next` version, with the value that was noted last. Where that is for a later year, it is due by the end
    /// of that year at the earliest.
    pub fn carried(&self, id: PlanGoalId, priority: PlanPriorityId, next: &ActionPlan) -> Self {
        let (plan, year, earlier) = (next.id, next.year, Some(self.id));
        let last_day = NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(self.due_on);
        let due_on = if self.due_on.year() < year { last_day } else { self.due_on };
        Self { id, version: 1, priority, plan, year, due_on, earlier, ..self.clone() }
    }

    /// Knows the latest value of `earlier`, the same goal in the version before. Whether that is another than it knew.
    pub fn take_over(&mut self, earlier: &Self) -> bool {
        let is_new = (self.latest_value, self.latest_on) != (earlier.latest_value, earlier.latest_on);
        (self.latest_value, self.latest_on) = (earlier.latest_value, earlier.latest_on);
        is_new
    }

    /// Notes `value`, unless a later one is known.
    pub fn note(&mut self, value: i32, on: NaiveDate) {
        if self.latest_on.is_none_or(|latest| latest <= on) {
            (self.latest_value, self.latest_on) = (Some(value), Some(on));
        }
    }

    /// How much of the way from baseline to target is gone, by the latest value: 0 at the one, 1 at the other, and beyond.
    pub fn way_gone(&self) -> Option<f64> {
        let (from, to) = (f64::from(self.baseline), f64::from(self.target));
        self.latest_value.map(|value| (f64::from(value) - from) / (to - from))
    }

    /// Whether the latest value is the target, or beyond it.
    pub fn is_reached(&self) -> bool {
        self.way_gone().is_some_and(|gone| gone >= 1.0)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use kernel::{Error, Id, SequentialIds};

    use super::*;
    use crate::{action_plan::tests::draft, plan_priority::AddPlanPriority};

    /// A goal of `plan` from `baseline` to `target`.
    pub(crate) fn goal(plan: &mut ActionPlan, baseline: i32, target: i32) -> Result<PlanGoal> {
        let ids = SequentialIds::starting_at(500);
        let command = AddPlanPriority {
            plan: plan.id,
            expected_version: 1,
            place: 1,
            title: "Elektrifiering".into(),
            text: None,
            sni: None,
            industry_council: None,
        };
        let (priority, _) = PlanPriority::of(Id::new(&ids), plan, None, command)?;
        let command = AddPlanGoal {
            priority: priority.id,
            title: "Montörer som har utbildats".into(),
            metric: GoalMetric::Participants,
            unit: "personer".into(),
            baseline,
            target,
            due_on: "2026-12-31".parse().expect("a date"),
        };
        PlanGoal::of(Id::new(&ids), plan, &priority, command).map(|(goal, _)| goal)
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn how_far_a_goal_has_come_is_told_upwards_and_downwards() {
        for (baseline, target, value, gone, reached) in
            [(0, 200, 50, 0.25, false), (0, 200, 250, 1.25, true), (40, 20, 30, 0.5, false), (40, 20, 20, 1.0, true)]
        {
            let mut goal = goal(&mut draft(100, 2026), baseline, target).expect("a goal");
            assert_eq!((goal.way_gone(), goal.is_reached()), (None, false));
            goal.note(value, day("2026-06-30"));
            assert_eq!((goal.way_gone(), goal.is_reached()), (Some(gone), reached), "{baseline} {target} {value}");
        }
    }

    #[test]
    fn the_latest_value_counts_whenever_it_was_written_down() {
        let mut goal = goal(&mut draft(100, 2026), 0, 200).expect("a goal");
        goal.note(90, day("2026-06-30"));
        goal.note(40, day("2026-03-31"));
        assert_eq!((goal.latest_value, goal.latest_on), (Some(90), Some(day("2026-06-30"))));
        goal.note(95, day("2026-06-30"));
        assert_eq!(goal.latest_value, Some(95), "a value of the same day corrects it");
    }

    #[test]
    fn a_goal_that_is_carried_is_due_in_its_own_plans_time() {
        let (held, ids) = (goal(&mut draft(100, 2026), 0, 200).expect("a goal"), SequentialIds::starting_at(900));
        for (year, due_on) in [(2026, "2026-12-31"), (2028, "2028-12-31")] {
            let carried = held.carried(Id::new(&ids), held.priority, &draft(200, year));
            assert_eq!((carried.year, carried.due_on, carried.earlier), (year, day(due_on), Some(held.id)));
        }
    }

    #[test]
    fn a_goal_asks_for_something_in_its_plans_time() {
        let nothing = goal(&mut draft(100, 2026), 7, 7);
        assert!(matches!(nothing, Err(Error::Invalid { rule: rules::GOAL_ASKS_FOR_NOTHING, .. })), "{nothing:?}");
        let late = goal(&mut draft(100, 2027), 0, 1);
        assert!(matches!(late, Err(Error::Invalid { rule: rules::GOAL_PRECEDES_ITS_PLAN, .. })), "{late:?}");
    }
}
