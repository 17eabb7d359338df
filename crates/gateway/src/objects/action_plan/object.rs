//! How an action plan is shown.

use graph::{Choice, Date, Field, Fields, FilterInput, Object, Shown, Table, table};
use industry_councils::{
    ActionPlan,
    action_plan::{self, ActionPlanColumn as C, ScoreWeights},
    need_score::Grounds,
    plan_goal::PlanGoalColumn,
    plan_priority::PlanPriorityColumn,
};
use kernel::{Command, Label};
use store::Family;

use super::grounds::ScoreGrounds;
use crate::objects::{
    about, council::CouncilObject, council_decision::CouncilDecisionObject, plan_goal::PlanGoalObject,
    plan_priority::PlanPriorityObject,
};

pub type ActionPlanStatus = Choice<action_plan::ActionPlanStatus>;
pub type ActionPlanObject = Object<ActionPlanFields>;
pub type ActionPlanFilter = FilterInput<ActionPlanFields>;

type F = Field<ActionPlanFields>;

/// The fields of [`ActionPlan`].
pub struct ActionPlanFields;

impl Fields for ActionPlanFields {
    type Record = ActionPlan;

    const NAME: &'static str = "ActionPlan";
    const ABOUT: Label = Label {
        sv: "Handlingsplan: vad ett råd har beslutat att arbeta för under ett år, version för version.",
        en: "Action plan: what a council has decided to work for in a year, version by version.",
    };

    const TITLE: &'static str = "title edition status";

    const FIRST: &'static [&'static str] = &[
        "title",
        "council",
        "year",
        "edition",
        "status",
        "inForceFrom",
        "decisionReference",
        "priorities",
        "planGoals",
        "followUp",
    ];

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(ActionPlanFields, [
            F::text("title", C::Title, |row| &row.title, about::TITLE).filtered_on(C::TitleKey).ordered_on(C::TitleKey),
            F::maybe_text("text", C::Text, |row| row.text.as_deref(), ("Inriktning.", "Direction.")),
            F::int("year", C::Year, |row| row.year, ("År som planen gäller.", "Year that the plan is for.")).filtered().ordered(),
            F::int("edition", C::Edition, |row| row.edition,
                ("Planversion, från 1.", "Version of the plan, from 1.")).filtered().ordered(),
            F::choice("status", C::Status, |row| row.status, about::STATUS).filtered().ordered(),
            F::steps(|row| row.status, action_plan::TRANSITIONS),
            F::maybe_date("consultationUntil", C::ConsultationUntil, |row| row.consultation_until,
                ("Synpunkter lämnas senast.", "Comments are due by.")).filtered(),
            F::maybe_date("adoptedOn", C::AdoptedOn, |row| row.adopted_on, ("Antagen den.", "Adopted on.")).filtered().ordered(),
            F::maybe_text("decisionReference", C::DecisionReference, |row| row.decision_reference.as_deref(),
                ("Beslutsreferens: protokoll och paragraf.", "Decision reference: minutes and section.")),
            F::one::<CouncilDecisionObject>("decision", C::DecisionId, |row| row.decision,
                ("Rådsbeslut: det som planen antogs genom, inom din räckvidd. Äldre har bara sin referens.", "Council decision: the one by which the plan was adopted, within your reach. Older ones have their reference alone.")).filtered(),
            F::maybe_date("inForceFrom", C::InForceFrom, |row| row.in_force_from,
                ("Gäller från och med.", "In force from.")).filtered().ordered(),
            F::maybe_date("endedOn", C::EndedOn, |row| row.ended_on,
                ("Slutade gälla den: reviderad eller avslutad.", "In force no longer from: revised or closed.")).filtered(),
            F::maybe_text("followUp", C::FollowUp, |row| row.follow_up.as_deref(),
                ("Uppföljning: vad planen ledde till.", "Follow-up: what came of the plan.")),
            F::computed::<ScoreGrounds>("weights", |row| Grounds::from(row.weights).into(),
                ("Vikter för rangordning av behov: varje grunds.", "Weights for the ranking of needs: of each ground.")).showing(Shown::Group(ScoreWeights::TABLE)),
            F::int("priorityCount", C::Priorities, |row| row.priorities, ("Antal prioriteringar.", "Number of priorities.")).filtered(),
            F::int("goalCount", C::Goals, |row| row.goals, ("Antal mätbara mål.", "Number of measurable goals.")).filtered(),
            F::computed_of("heldOn", |row, day: Date| row.held_on(day.0),
                ("Gällde den dagen.", "Was in force on that day."), ("day", ("Dag.", "Day."))).looking_at(&[C::InForceFrom, C::EndedOn]),
            F::the::<CouncilObject>("council", C::CouncilId, |row| row.council,
                ("Råd: det vars plan det är.", "Council: the one whose plan it is.")).filtered().by_id(),
            F::one::<ActionPlanObject>("revises", C::RevisesId, |row| row.revises,
                ("Planen som detta är en ny version av.", "The plan that this is a new version of.")).by_id(),
            F::many::<ActionPlanObject>("nextVersions", Family::Column(C::RevisesId),
                ("Nästa version, när den finns inom din räckvidd.", "The next version, where there is one within your reach.")),
            F::many::<PlanPriorityObject>("priorities", Family::Column(PlanPriorityColumn::PlanId),
                ("Prioriteringar.", "Priorities.")),
            F::many::<PlanGoalObject>("planGoals", Family::Column(PlanGoalColumn::PlanId),
                ("Mätbara mål i alla prioriteringar.", "Measurable goals of all priorities.")),
            F::changed_since(),
            F::only_filter::<Date>("heldOn", |day| Ok(ActionPlan::holding_on(day.0)),
                ("Gällde den dagen.", "Was in force on that day.")),
            F::where_some::<PlanPriorityObject>("somePriority", PlanPriorityColumn::PlanId,
                ("Har någon prioritering som uppfyller detta.", "Has some priority that fulfils this.")),
            F::where_some::<PlanGoalObject>("someGoal", PlanGoalColumn::PlanId,
                ("Har något mål som uppfyller detta.", "Has some goal that fulfils this.")),
        ])
    }
}
