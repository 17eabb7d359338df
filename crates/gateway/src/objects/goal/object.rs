//! How a business goal is shown.

use async_graphql::{Context, Object, Result};
use graph::{Asked, Connection, Field, Fields, FilterInput, Object, OrderInput, Table, connect, table};
use kernel::Label;
use store::{Family, Filter};
use workplaces::{
    goal::{self, BusinessGoalColumn as C},
    plan_line::PlanLineColumn,
};

use crate::objects::{organisation::OrganisationObject, plan_line::PlanLineObject};

pub type BusinessGoalObject = Object<BusinessGoalFields>;
pub type BusinessGoalFilter = FilterInput<BusinessGoalFields>;
pub type BusinessGoalOrder = OrderInput<BusinessGoalFields>;

type F = Field<BusinessGoalFields>;

/// The fields of [`goal::BusinessGoal`].
pub struct BusinessGoalFields;

impl Fields for BusinessGoalFields {
    type Record = goal::BusinessGoal;

    const NAME: &'static str = "BusinessGoal";
    const ABOUT: Label = Label {
        sv: "Verksamhetsmål: vad arbetsgivarens verksamhetsplan säger, som planrader knyts till.",
        en: "Business goal: what the employer's business plan says, to which plan lines are tied.",
    };
    const TITLE: &'static str = "statement";

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(BusinessGoalFields, [
            F::text("statement", C::Statement, |row| &row.statement, ("Mål: vad som ska nås.", "Goal: what is to be reached.")),
            F::date("validFrom", C::ValidFrom, |row| row.valid_from, ("Första dag.", "First day.")).filtered().ordered(),
            F::maybe_date("validTo", C::ValidTo, |row| row.valid_to,
                ("Sista dag; saknas medan det gäller.", "Last day; absent while it holds.")).filtered(),
            F::the::<OrganisationObject>("organisation", C::OrganisationId, |row| row.organisation,
                ("Organisation.", "Organisation.")).filtered().by_id(),
            F::many::<PlanLineObject>("planLines", Family::Column(PlanLineColumn::GoalId),
                ("Planrader som tjänar målet.", "Plan lines that serve the goal.")),
            F::where_some::<PlanLineObject>("somePlanLine", PlanLineColumn::GoalId,
                ("Har någon planrad som uppfyller detta.", "Has some plan line that fulfils this.")),
        ])
    }
}

/// Frågor om verksamhetsmål.
#[derive(Default)]
pub struct BusinessGoalQuery;

#[Object]
impl BusinessGoalQuery {
    /// Verksamhetsmål within your reach: your own organisation's.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn business_goals(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Antal framåt, 1–100.")] first: Option<i32>,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
        #[graphql(desc = "Antal bakåt, 1–100.")] last: Option<i32>,
        #[graphql(desc = "Före markören.")] before: Option<String>,
        #[graphql(desc = "Filter.")] filter: Option<Box<BusinessGoalFilter>>,
        #[graphql(desc = "Ordning.")] order_by: Option<Vec<BusinessGoalOrder>>,
    ) -> Result<Connection<BusinessGoalObject>> {
        connect(ctx, Asked { first, after, last, before, filter, order_by, also: Filter::default() }).await
    }
}
