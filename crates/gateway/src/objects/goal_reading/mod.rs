//! Avläsning av ett mål.

mod mutation;

pub use mutation::mutations;

use graph::{Field, Fields, FilterInput, Object, OrderInput, Table, table};
use industry_councils::{
    GoalReading,
    goal_reading::{self, GoalReadingColumn as C},
};
use kernel::Label;

use crate::objects::{
    NodeKind, Registration, about, action_plan::ActionPlanObject, council::CouncilObject, plan_goal::PlanGoalObject,
};

pub(crate) const REGISTRATION: Registration = Registration {
    mutations,
    nodes: &[NodeKind::of::<GoalReadingObject>()],
    rules: &[goal_reading::rules::ALL],
    events: &[("GoalValueNoted", "Målets värde lästes av", "The goal's value was noted")],
    ..Registration::NONE
};

pub type GoalReadingObject = Object<GoalReadingFields>;
pub type GoalReadingFilter = FilterInput<GoalReadingFields>;
pub type GoalReadingOrder = OrderInput<GoalReadingFields>;

type F = Field<GoalReadingFields>;

/// The fields of [`GoalReading`].
pub struct GoalReadingFields;

impl Fields for GoalReadingFields {
    type Record = GoalReading;

    const NAME: &'static str = "GoalReading";
    const ABOUT: Label = Label {
        sv: "Avläsning av ett mål: vilket värde det hade en dag.",
        en: "Reading of a goal: which value it had on a day.",
    };
    const TITLE: &'static str = "goal { id title } value notedOn";

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(GoalReadingFields, [
            F::int("value", C::Value, |row| row.value, ("Värde, i målets enhet.", "Value, in the goal's unit.")).filtered(),
            F::date("notedOn", C::NotedOn, |row| row.noted_on, ("Avläst den.", "Noted on.")).filtered().ordered(),
            F::maybe_text("note", C::Note, |row| row.note.as_deref(), ("Anteckning.", "Note.")),
            F::one::<PlanGoalObject>("goal", C::GoalId, |row| Some(row.goal), ("Mål.", "Goal.")).filtered().by_id(),
            F::one::<ActionPlanObject>("plan", C::PlanId, |row| Some(row.plan), ("Handlingsplan.", "Action plan.")).by_id(),
            F::the::<CouncilObject>("council", C::CouncilId, |row| row.council, about::COUNCIL).by_id(),
        ])
    }
}
