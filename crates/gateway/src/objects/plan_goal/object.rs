//! How a goal of an action plan is shown.

use graph::{Choice, Field, Fields, Object, Shown, Table, table};
use industry_councils::{
    PlanGoal,
    goal_reading::GoalReadingColumn,
    plan_goal::{self, PlanGoalColumn as C},
};
use kernel::Label;
use store::Family;

use crate::objects::{
    about,
    action_plan::ActionPlanObject,
    council::CouncilObject,
    goal_reading::GoalReadingObject,
    plan_priority::PlanPriorityObject,
    statistics::{GoalFigure, goal_figure},
};

pub type GoalMetric = Choice<plan_goal::GoalMetric>;
pub type PlanGoalObject = Object<PlanGoalFields>;

type F = Field<PlanGoalFields>;

/// The fields of [`PlanGoal`].
pub struct PlanGoalFields;

impl Fields for PlanGoalFields {
    type Record = PlanGoal;

    const NAME: &'static str = "PlanGoal";
    const ABOUT: Label = Label {
        sv: "Mätbart mål: vad en prioritering ska nå, varifrån och till när, och hur långt den har kommit.",
        en: "Measurable goal: what a priority is to reach, from where and by when, and how far it has come.",
    };

    const FIRST: &'static [&'static str] =
        &["title", "metric", "baseline", "target", "unit", "latestValue", "wayGone", "dueOn", "readings"];

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(PlanGoalFields, [
            F::text("title", C::Title, |row| &row.title, ("Vad som ska nås.", "What is to be reached.")),
            F::choice("metric", C::Metric, |row| row.metric, ("Mått.", "Metric.")).filtered().ordered(),
            F::text("unit", C::Unit, |row| &row.unit, ("Enhet: vad värdena räknas i.", "Unit: what the values are counted in.")),
            F::int("baseline", C::Baseline, |row| row.baseline, ("Utgångsvärde.", "Baseline.")),
            F::int("target", C::Target, |row| row.target, ("Målvärde.", "Target.")),
            F::date("dueOn", C::DueOn, |row| row.due_on, ("Senast den.", "By this day.")).filtered().ordered(),
            F::int("year", C::Year, |row| row.year, ("Planens år.", "The plan's year.")).filtered().ordered(),
            F::maybe_int("latestValue", C::LatestValue, |row| row.latest_value,
                ("Senast antecknade värde.", "Latest value noted.")).filtered(),
            F::maybe_date("latestOn", C::LatestOn, |row| row.latest_on,
                ("Dagen för det värdet.", "The day of that value.")).filtered().ordered(),
            F::computed::<Option<f64>>("wayGone", |row| row.way_gone(),
                ("Avverkad del av vägen: från utgångsvärde till målvärde, efter senast antecknade värde; 0 vid det ena, 1 vid det andra.", "Share of the way covered: from baseline to target, by the latest value noted; 0 at the one, 1 at the other."))
                .looking_at(&[C::Baseline, C::Target, C::LatestValue]).showing(Shown::Share),
            F::computed::<bool>("isReached", |row| row.is_reached(),
                ("Nått: efter senast antecknade värde.", "Reached: by the latest value noted."))
                .looking_at(&[C::Baseline, C::Target, C::LatestValue]).showing(Shown::YesNo),
            F::resolved::<Option<GoalFigure>>("figure",
                ("Statistikens tal för rådet under planens år, som du får se det; saknas för mått som statistiken inte har, och där du inte får ställa frågan.", "The figure of statistics for the council in the plan's year, as you may see it; absent for metrics that the statistics do not have, and where you may not ask."),
                |node, ctx| Box::pin(goal_figure(ctx, node))),
            F::one::<PlanPriorityObject>("priority", C::PriorityId, |row| Some(row.priority),
                ("Prioritering.", "Priority.")).filtered().by_id(),
            F::one::<ActionPlanObject>("plan", C::PlanId, |row| Some(row.plan), ("Handlingsplan.", "Action plan.")).filtered().by_id(),
            F::the::<CouncilObject>("council", C::CouncilId, |row| row.council, about::COUNCIL).filtered().by_id(),
            F::one::<PlanGoalObject>("earlier", C::EarlierId, |row| row.earlier,
                ("Samma mål i planens förra version.", "The same goal in the plan's previous version.")),
            F::many::<GoalReadingObject>("readings", Family::Column(GoalReadingColumn::GoalId),
                ("Antecknade värden.", "Values noted.")),
            F::changed_since(),
        ])
    }
}
