//! How a skill assessment is shown.

use graph::{Choice, Field, Fields, FilterInput, Object, OrderInput, Table, table};
use kernel::Label;
use taxonomy::Scheme;
use workplaces::assessment::{self, SkillAssessmentColumn as C};

use crate::objects::{
    about, analysis::CompetenceAnalysisObject, employee::EmployeeObject, organisation::OrganisationObject,
};

pub type AssessedBy = Choice<assessment::AssessedBy>;
pub type SkillAssessmentObject = Object<SkillAssessmentFields>;
pub type SkillAssessmentFilter = FilterInput<SkillAssessmentFields>;
pub type SkillAssessmentOrder = OrderInput<SkillAssessmentFields>;

type F = Field<SkillAssessmentFields>;

/// The fields of [`assessment::SkillAssessment`].
pub struct SkillAssessmentFields;

impl Fields for SkillAssessmentFields {
    type Record = assessment::SkillAssessment;

    const NAME: &'static str = "SkillAssessment";
    const ABOUT: Label = Label {
        sv: "Bedömning: en anställds nivå av en kompetens, enligt henne själv eller chefen. Den stannar hos henne och arbetsgivaren.",
        en: "Assessment: an employee's level of a skill, by herself or by the manager. It stays with her and the employer.",
    };
    const TITLE: &'static str = "employee { id reference } skill { code label } assessedOn";

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(SkillAssessmentFields, [
            F::code("skill", C::SkillCode, Scheme::Skill, |row| Some(&row.skill), about::SKILL).filtered(),
            F::int("level", C::Level, |row| row.level,
                ("Nivå: ett steg på analysens skala.", "Level: a step of the analysis's scale.")).filtered().ordered(),
            F::choice("by", C::AssessedBy, |row| row.by, ("Vem som bedömt nivån.", "Who assessed the level.")).filtered(),
            F::date("assessedOn", C::AssessedOn, |row| row.assessed_on, ("Bedömd den.", "Assessed on.")).filtered().ordered(),
            F::one::<EmployeeObject>("employee", C::EmployeeId, |row| Some(row.employee), ("Anställd.", "Employee.")).filtered().by_id(),
            F::one::<CompetenceAnalysisObject>("analysis", C::AnalysisId, |row| Some(row.analysis),
                ("Kompetensanalys: inom din räckvidd.", "Competence analysis: within your reach.")).filtered().by_id(),
            F::the::<OrganisationObject>("organisation", C::OrganisationId, |row| row.organisation,
                about::EMPLOYER).by_id(),
        ])
    }
}
