//! How an action plan is stored.

use access::Action;
use chrono::NaiveDate;
use kernel::{
    Result,
    id::{CouncilDecisionId, CouncilId},
    text::sort_key,
};
use sea_orm::{Condition, QuerySelect, QueryTrait, entity::prelude::*};
use store::{Compare, Filter, Reach, Record};

use super::entity::{ActionPlan, ActionPlanStatus, ScoreWeights};

store::stored! {
    /// Rows of `action_plans`.
    ActionPlan as kind::ActionPlan in "action_plans" {
        id: String => id,
        version: i32 => version,
        council_id: String => council,
        year: i32 => year,
        edition: i32 => edition,
        revises_id: Option<String> => revises,
        title: String => title,
        title_key: String = |plan| sort_key(&plan.title),
        text: Option<String> => text,
        status: String => status,
        weights: ScoreWeights {
            weight_volume: i32 => volume,
            weight_urgency: i32 => urgency,
            weight_substitutability_gap: i32 => substitutability_gap,
            weight_endorsements: i32 => endorsements,
            weight_equality_effect: i32 => equality_effect,
            weight_existing_supply: i32 => existing_supply,
        },
        consultation_until: Option<Date> => consultation_until,
        adopted_on: Option<Date> => adopted_on,
        decision_reference: Option<String> => decision_reference,
        decision_id: Option<String> => decision,
        in_force_from: Option<Date> => in_force_from,
        ended_on: Option<Date> => ended_on,
        follow_up: Option<String> => follow_up,
        priorities: i32 => priorities,
        goals: i32 => goals,
    }
}

impl ActionPlan {
    /// The council's plans of its year that are in force, or have been.
    pub(super) fn in_force_beside(&self) -> Filter<Column> {
        Filter::All(vec![
            Filter::Is(Column::CouncilId, Compare::Eq(self.council.as_str().into())),
            Filter::Is(Column::Year, Compare::Eq(self.year.into())),
            Filter::Is(Column::InForceFrom, Compare::Absent(false)),
        ])
    }

    /// The council's plans in force on `day`.
    pub fn of_council_on(council: CouncilId, day: NaiveDate) -> Filter<Column> {
        Filter::Is(Column::CouncilId, Compare::Eq(council.as_str().into())).and(Self::holding_on(day))
    }

    /// Those in force that a decision adopted.
    pub fn in_force_by(decision: CouncilDecisionId) -> Filter<Column> {
        let in_force = Compare::Eq(ActionPlanStatus::InForce.as_str().into());
        Filter::Is(Column::DecisionId, Compare::Eq(decision.as_str().into())).and(Filter::Is(Column::Status, in_force))
    }

    /// Its next versions.
    pub(super) fn next_versions(&self) -> Filter<Column> {
        Filter::Is(Column::RevisesId, Compare::Eq(self.id.as_str().into()))
    }

    /// Those in force on `day`, as [`ActionPlan::held_on`].
    pub fn holding_on(day: NaiveDate) -> Filter<Column> {
        Filter::holding(Column::InForceFrom, Column::EndedOn, day)
    }
}

/// The rows of what belongs to plans that are everyone's, by their column with the plan's id: adopted plans are.
pub(crate) fn published<C: ColumnTrait>(plan: C) -> Condition {
    let adopted = Entity::find().select_only().column(Column::Id).filter(is_adopted()).into_query();
    Condition::all().add(plan.in_subquery(adopted))
}

fn is_adopted() -> Expr {
    Column::Status.is_not_in(ActionPlan::UNADOPTED.map(ActionPlanStatus::as_str))
}

impl Record for ActionPlan {
    const READ: Action = Action::ReadActionPlans;

    /// What a council has adopted is public; its priorities and goals are as open as it is.
    fn reach() -> Reach<Column> {
        let open = Condition::all().add(is_adopted());
        Reach { council: vec![Column::CouncilId], open: Some(open), ..Reach::default() }
    }
}
