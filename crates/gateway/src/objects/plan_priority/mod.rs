//! Prioritering i en handlingsplan.

mod mutation;

pub use mutation::mutations;

use graph::{Field, Fields, FilterInput, Object, OrderInput, Table, table};
use industry_councils::{PlanPriority, plan_goal::PlanGoalColumn, plan_priority::PlanPriorityColumn as C};
use kernel::Label;
use store::Family;
use taxonomy::Scheme;

use crate::objects::{
    NodeKind, Registration, about, action_plan::ActionPlanObject, council::CouncilObject,
    industry_council::IndustryCouncilObject, plan_goal::PlanGoalObject,
};

pub(crate) const REGISTRATION: Registration = Registration {
    mutations,
    nodes: &[NodeKind::of::<PlanPriorityObject>()],
    events: &[("PlanPriorityAdded", "Prioriteringen lades till", "The priority was added")],
    ..Registration::NONE
};

pub type PlanPriorityObject = Object<PlanPriorityFields>;
pub type PlanPriorityFilter = FilterInput<PlanPriorityFields>;
pub type PlanPriorityOrder = OrderInput<PlanPriorityFields>;

type F = Field<PlanPriorityFields>;

/// The fields of [`PlanPriority`].
pub struct PlanPriorityFields;

impl Fields for PlanPriorityFields {
    type Record = PlanPriority;

    const NAME: &'static str = "PlanPriority";
    const ABOUT: Label = Label {
        sv: "Prioritering: vad ett råd lägger sin kraft på under ett år, med mål som kan mätas.",
        en: "Priority: what a council concentrates on in a year, with goals that can be measured.",
    };

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(PlanPriorityFields, [
            F::int("place", C::Place, |row| row.place, ("Ordning i planen.", "Order in the plan.")).filtered().ordered(),
            F::text("title", C::Title, |row| &row.title, about::TITLE),
            F::maybe_text("text", C::Text, |row| row.text.as_deref(), about::DESCRIPTION),
            F::code("sni", C::SniCode, Scheme::Sni2007, |row| row.sni.as_ref(),
                ("Bransch: SNI 2007; saknas för alla branscher.", "Industry: SNI 2007; absent for all industries.")).filtered(),
            F::one::<IndustryCouncilObject>("industryCouncil", C::IndustryCouncilId, |row| row.industry_council,
                ("Branschråd: det som bär prioriteringen.", "Industry council: the one that carries the priority.")).filtered().by_id(),
            F::one::<ActionPlanObject>("plan", C::PlanId, |row| Some(row.plan), ("Handlingsplan.", "Action plan.")).filtered().by_id(),
            F::the::<CouncilObject>("council", C::CouncilId, |row| row.council, about::COUNCIL).by_id(),
            F::many::<PlanGoalObject>("planGoals", Family::Column(PlanGoalColumn::PriorityId),
                ("Mätbara mål.", "Measurable goals.")),
        ])
    }
}
