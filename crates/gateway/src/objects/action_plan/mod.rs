//! Handlingsplan.

mod grounds;
mod mutation;
mod object;

pub use grounds::ScoreGrounds;
pub use mutation::mutations;
pub use object::{ActionPlanFilter, ActionPlanObject, ActionPlanStatus};

use crate::objects::{NodeKind, Registration, RootList};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<ActionPlanObject>::new(
        "actionPlans",
        (
            "Handlingsplaner: de som ett råd har antagit, och det egna rådets utkast.",
            "Action plans: those that a council has adopted, and drafts of your own council.",
        ),
    )],
    mutations,
    nodes: &[NodeKind::of::<ActionPlanObject>()],
    rules: &[industry_councils::action_plan::rules::ALL],
    enumerations: &[Enumeration::of::<industry_councils::action_plan::ActionPlanStatus>()],
    events: &[
        "ActionPlanAdopted",
        "ActionPlanBroughtIntoForce",
        "ActionPlanChanged",
        "ActionPlanClosed",
        "ActionPlanDrafted",
        "ActionPlanRevised",
        "ActionPlanRevisionDrafted",
        "ActionPlanSentForConsultation",
    ],
};
