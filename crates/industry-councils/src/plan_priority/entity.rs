//! What a priority of an action plan is.

use kernel::{
    Command, Result, command,
    command::{VERSION, line, number, text},
    error::holds,
    id::{ActionPlanId, CouncilId, IndustryCouncilId, PlanPriorityId},
};
use store::Event;
use taxonomy::{Scheme, code};

use crate::{action_plan::ActionPlan, industry_council::IndustryCouncil, signal_assessment::rules};

/// Prioritering.
#[derive(Clone, Debug)]
pub struct PlanPriority {
    /// Id.
    pub id: PlanPriorityId,
    /// The plan.
    pub plan: ActionPlanId,
    /// The plan's council, copied so that the reach is the plan's.
    pub council: CouncilId,
    /// Its place among the plan's, from 1; several may share one.
    pub place: i32,
    /// Title, 1–200 characters.
    pub title: String,
    /// What it is about, at most 4,000 characters.
    pub text: Option<String>,
    /// The industry that it is of, SNI 2007; absent for all industries.
    pub sni: Option<String>,
    /// The industry council that carries it.
    pub industry_council: Option<IndustryCouncilId>,
}

command! {
    pub struct AddPlanPriority as "AddPlanPriorityInput"
        ("Lägg till prioritering i handlingsplan.", "Add a priority to an action plan.") {
        plan: ActionPlanId as "actionPlanId" ("Handlingsplan: ett utkast, eller på remiss.", "Action plan: a draft, or out for consultation."),
        expected_version: i32 as "expectedVersion" [VERSION]
            ("Handlingsplanens version, som du har sett den.", "The action plan's version, as you have seen it."),
        place: i32 as "place" [number(1, 100)] ("Ordning i planen.", "Order in the plan."),
        title: String as "title" [line(200)] ("Rubrik.", "Title."),
        text: Option<String> as "text" [text(4000)] ("Beskrivning.", "Description."),
        sni: Option<String> as "sni" [code(Scheme::Sni2007)]
            ("Bransch: SNI 2007; saknas för alla branscher.", "Industry: SNI 2007; absent for all industries."),
        industry_council: Option<IndustryCouncilId> as "industryCouncilId"
            ("Branschråd: det som bär prioriteringen.", "Industry council: the one that carries the priority."),
    }
}

impl PlanPriority {
    /// A priority of `plan`, carried by `council` where one is named.
    ///
    /// # Errors
    /// `Refused` once the plan is adopted; `Invalid` naming the field.
    pub fn of(
        id: PlanPriorityId,
        plan: &mut ActionPlan,
        council: Option<&IndustryCouncil>,
        command: AddPlanPriority,
    ) -> Result<(Self, Event)> {
        let command = command.checked()?;
        let is_own = council.is_none_or(|council| council.council == plan.council);
        holds(is_own, "industryCouncilId", rules::INDUSTRY_COUNCIL_IS_ANOTHERS)?;
        plan.count_priority()?;
        let priority = Self {
            id,
            plan: plan.id,
            council: plan.council,
            place: command.place,
            title: command.title,
            text: command.text,
            sni: command.sni,
            industry_council: council.map(|council| council.id),
        };
        Ok((priority, Event::new("PlanPriorityAdded", id.public())))
    }

    /// The same in the plan's `next` version.
    pub fn carried(&self, id: PlanPriorityId, next: &ActionPlan) -> Self {
        Self { id, plan: next.id, ..self.clone() }
    }
}
