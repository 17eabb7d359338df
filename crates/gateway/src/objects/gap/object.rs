//! How a skill gap is shown.

use async_graphql::Context;
use graph::{Field, Fields, FilterInput, Node, Object, OrderInput, Shown, Table, context::caller, table};
use kernel::Label;
use statistics::disclosure::DisclosurePolicy;
use store::Family;
use taxonomy::Scheme;
use workplaces::{
    gap::{self, GapCounts, SkillGapColumn as C},
    plan_line::PlanLineColumn,
};

use crate::objects::{
    about, analysis::CompetenceAnalysisObject, organisation::OrganisationObject, plan_line::PlanLineObject,
    project::ProjectObject, requirement::SkillRequirementObject,
};

pub type SkillGapObject = Object<SkillGapFields>;
pub type SkillGapFilter = FilterInput<SkillGapFields>;
pub type SkillGapOrder = OrderInput<SkillGapFields>;

type F = Field<SkillGapFields>;
/// What the numbers look at.
const COUNTED: &[C] = &[C::OrganisationId, C::Assessed, C::Below, C::ToldWidely];

/// The numbers of the gap, where they are told: of so many people as figures of others' people are told of.
fn counts(node: &Node<gap::SkillGap>, ctx: &Context<'_>) -> Option<GapCounts> {
    node.row().counts_for(&caller(ctx).request, DisclosurePolicy::fewest_people())
}

/// The fields of [`gap::SkillGap`].
pub struct SkillGapFields;

impl Fields for SkillGapFields {
    type Record = gap::SkillGap;

    const NAME: &'static str = "SkillGap";
    const ABOUT: Label = Label {
        sv: "Gap: hur många i en roll som ligger under den nivå som rollen kräver, när gapen beräknades; personer.",
        en: "Gap: how many of those in a role fall below the level that it demands, when the gaps were calculated; people.",
    };
    const TITLE: &'static str = "roleTitle skill { code label } requiredLevel below";

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(SkillGapFields, [
            F::text("roleTitle", C::RoleTitle, |row| &row.role_title,
                ("Rollens namn hos arbetsgivaren.", "What the role is called at the employer.")),
            F::code("ssyk", C::SsykCode, Scheme::Ssyk2012, |row| Some(&row.ssyk), ("Roll: SSYK 2012.", "Role: SSYK 2012.")).filtered(),
            F::code("skill", C::SkillCode, Scheme::Skill, |row| Some(&row.skill), about::SKILL).filtered(),
            F::int("requiredLevel", C::RequiredLevel, |row| row.required_level,
                ("Nivå som rollen kräver.", "Level that the role demands.")).filtered().ordered(),
            F::resolved::<Option<i32>>("assessed",
                ("Anställda i rollen med bedömd nivå; i en roll med få, och i en bred som lägger få till en smalare, visas antalet bara för dem som ser nivåerna.", "Employees of the role whose level was assessed; in a role of few, and in a wide one that adds few to a narrower, the number is shown only to those who see the levels."), |node, ctx| Box::pin(async move { Ok(counts(node, ctx).map(|told| told.assessed)) })).looking_at(COUNTED).showing(Shown::Number),
            F::resolved::<Option<i32>>("below",
                ("De av dem som ligger under kravet; visas som antalet bedömda. Chefens nivå gäller, annars den egna; den senaste av dem.", "Those among them below the demand; shown as the number assessed is. The manager's level counts, else their own; the latest of those."), |node, ctx| Box::pin(async move { Ok(counts(node, ctx).map(|told| told.below)) })).looking_at(COUNTED).showing(Shown::Number),
            F::one::<CompetenceAnalysisObject>("analysis", C::AnalysisId, |row| Some(row.analysis),
                ("Kompetensanalys.", "Competence analysis.")).filtered().by_id(),
            F::one::<SkillRequirementObject>("requirement", C::RequirementId, |row| Some(row.requirement), ("Krav.", "Requirement.")).by_id(),
            F::the::<OrganisationObject>("organisation", C::OrganisationId, |row| row.organisation,
                about::EMPLOYER).filtered().by_id(),
            F::one::<ProjectObject>("project", C::ProjectId, |row| row.project,
                ("Projekt: det som analysen görs inom.", "Project: the one within which the analysis is made.")).by_id(),
            F::many::<PlanLineObject>("planLines", Family::Column(PlanLineColumn::GapId),
                ("Planrader som svarar mot gapet.", "Plan lines that answer the gap.")),
            F::where_some::<PlanLineObject>("somePlanLine", PlanLineColumn::GapId,
                ("Har någon planrad som uppfyller detta.", "Has some plan line that fulfils this.")),
        ])
    }
}
