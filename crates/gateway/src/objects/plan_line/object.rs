//! How a plan line is shown.

use graph::{Field, Fields, FilterInput, Object, OrderInput, Table, table};
use kernel::Label;
use taxonomy::Scheme;
use workplaces::plan_line::{self, PlanLineColumn as C};

use crate::objects::{
    about, effort::EffortObject, gap::SkillGapObject, goal::BusinessGoalObject, organisation::OrganisationObject,
    plan::DevelopmentPlanObject, project::ProjectObject,
};

pub type PlanLineObject = Object<PlanLineFields>;
pub type PlanLineFilter = FilterInput<PlanLineFields>;
pub type PlanLineOrder = OrderInput<PlanLineFields>;

type F = Field<PlanLineFields>;

/// The fields of [`plan_line::PlanLine`].
pub struct PlanLineFields;

impl Fields for PlanLineFields {
    type Record = plan_line::PlanLine;

    const NAME: &'static str = "PlanLine";
    const ABOUT: Label = Label {
        sv: "Planrad: vad som görs åt ett gap, av vilken funktion och när, vilket verksamhetsmål det tjänar och vad det ledde till.",
        en: "Plan line: what is done about a gap, by which function and when, which business goal it serves and what came of it.",
    };
    const TITLE: &'static str = "action skill { code label }";

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(PlanLineFields, [
            F::text("action", C::Action, |row| &row.action, ("Åtgärd: vad som görs.", "Action: what is done.")),
            F::code("skill", C::SkillCode, Scheme::Skill, |row| Some(&row.skill), about::SKILL).filtered(),
            F::maybe_text("ownActivity", C::OwnActivity, |row| row.own_activity.as_deref(),
                ("Egen aktivitet, i stället för en insats.", "Own activity, in place of an effort.")),
            F::text("responsible", C::Responsible, |row| &row.responsible,
                ("Ansvarig: en funktion, aldrig ett namn.", "Responsible: a function, never a name.")),
            F::date("dueOn", C::DueOn, |row| row.due_on, ("Klar senast.", "Due on.")).filtered().ordered(),
            F::maybe_text("result", C::Result, |row| row.result.as_deref(), ("Resultat: vad det ledde till.", "Result: what came of it.")),
            F::maybe_date("doneOn", C::DoneOn, |row| row.done_on, ("Genomförd den.", "Done on.")).filtered().ordered(),
            F::one::<DevelopmentPlanObject>("plan", C::PlanId, |row| Some(row.plan),
                ("Kompetensutvecklingsplan.", "Development plan.")).filtered().by_id(),
            F::one::<SkillGapObject>("gap", C::GapId, |row| row.gap, ("Gap som raden svarar mot.", "Gap that the line answers.")).filtered().by_id(),
            F::one::<EffortObject>("effort", C::EffortId, |row| row.effort,
                ("Insats: den som åtgärden görs genom.", "Effort: the one by which it is done.")).filtered().by_id(),
            F::one::<BusinessGoalObject>("goal", C::GoalId, |row| row.goal,
                ("Verksamhetsmål: det som raden tjänar.", "Business goal: the one that the line serves.")).filtered().by_id(),
            F::the::<OrganisationObject>("organisation", C::OrganisationId, |row| row.organisation,
                about::EMPLOYER).by_id(),
            F::one::<ProjectObject>("project", C::ProjectId, |row| row.project,
                ("Projekt: det som planen görs inom.", "Project: the one within which the plan is made.")).by_id(),
            F::changed_since(),
        ])
    }
}
