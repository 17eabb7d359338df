//! Handlingsplan.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{
    ActionPlanFilter, ActionPlanObject, ActionPlanOrder, ActionPlanQuery, ActionPlanStatus, ScoreGrounds,
};

use crate::objects::{NodeKind, Registration};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&ActionPlanQuery],
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
