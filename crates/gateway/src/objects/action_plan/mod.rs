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
        ("ActionPlanAdopted", "Handlingsplanen antogs", "The action plan was adopted"),
        ("ActionPlanBroughtIntoForce", "Handlingsplanen började gälla", "The action plan came into force"),
        ("ActionPlanChanged", "Handlingsplanen ändrades", "The action plan was changed"),
        ("ActionPlanClosed", "Handlingsplanen avslutades", "The action plan was closed"),
        ("ActionPlanDrafted", "Utkastet till handlingsplan skrevs", "The action plan was drafted"),
        ("ActionPlanRevised", "En ny version gäller i stället", "A new version is in force instead"),
        ("ActionPlanRevisionDrafted", "Utkastet till en ny version skrevs", "A new version was drafted"),
        ("ActionPlanSentForConsultation", "Planen gick ut på remiss", "The plan was sent out for consultation"),
    ],
};
