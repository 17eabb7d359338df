//! How a business goal is shown.

use graph::{Field, Fields, Object, Table, table};
use kernel::Label;
use store::Family;
use workplaces::{
    goal::{self, BusinessGoalColumn as C},
    plan_line::PlanLineColumn,
};

use crate::objects::{about, organisation::OrganisationObject, plan_line::PlanLineObject};

pub type BusinessGoalObject = Object<BusinessGoalFields>;

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
            F::date("validFrom", C::ValidFrom, |row| row.valid_from, about::FIRST_DAY).filtered().ordered(),
            F::maybe_date("validTo", C::ValidTo, |row| row.valid_to,
                ("Sista dag; saknas medan det gäller.", "Last day; absent while it holds.")).filtered(),
            F::the::<OrganisationObject>("organisation", C::OrganisationId, |row| row.organisation,
                about::ORGANISATION).filtered().by_id(),
            F::many::<PlanLineObject>("planLines", Family::Column(PlanLineColumn::GoalId),
                ("Planrader som tjänar målet.", "Plan lines that serve the goal.")),
            F::where_some::<PlanLineObject>("somePlanLine", PlanLineColumn::GoalId,
                ("Har någon planrad som uppfyller detta.", "Has some plan line that fulfils this.")),
        ])
    }
}
