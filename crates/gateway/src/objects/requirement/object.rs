//! How a skill requirement is shown.

use graph::{Field, Fields, FilterInput, Object, OrderInput, Table, table};
use kernel::Label;
use taxonomy::Scheme;
use workplaces::requirement::{self, SkillRequirementColumn as C};

use crate::objects::{about, analysis::CompetenceAnalysisObject, organisation::OrganisationObject};

pub type SkillRequirementObject = Object<SkillRequirementFields>;
pub type SkillRequirementFilter = FilterInput<SkillRequirementFields>;
pub type SkillRequirementOrder = OrderInput<SkillRequirementFields>;

type F = Field<SkillRequirementFields>;

/// The fields of [`requirement::SkillRequirement`].
pub struct SkillRequirementFields;

impl Fields for SkillRequirementFields {
    type Record = requirement::SkillRequirement;

    const NAME: &'static str = "SkillRequirement";
    const ABOUT: Label = Label {
        sv: "Krav: vilken nivå av en kompetens som en roll kräver.",
        en: "Requirement: which level of a skill a role demands.",
    };
    const TITLE: &'static str = "roleTitle skill { code label } level";

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(SkillRequirementFields, [
            F::text("roleTitle", C::RoleTitle, |row| &row.role_title,
                ("Rollens namn hos arbetsgivaren.", "What the role is called at the employer.")),
            F::code("ssyk", C::SsykCode, Scheme::Ssyk2012, |row| Some(&row.ssyk),
                ("Roll: SSYK 2012. De i smalare yrken har också rollen.", "Role: SSYK 2012. Those in narrower occupations have it too.")).filtered(),
            F::code("skill", C::SkillCode, Scheme::Skill, |row| Some(&row.skill), about::SKILL).filtered(),
            F::int("level", C::Level, |row| row.level,
                ("Nivå: ett steg på analysens skala.", "Level: a step of the analysis's scale.")).filtered().ordered(),
            F::one::<CompetenceAnalysisObject>("analysis", C::AnalysisId, |row| Some(row.analysis),
                ("Kompetensanalys.", "Competence analysis.")).filtered().by_id(),
            F::the::<OrganisationObject>("organisation", C::OrganisationId, |row| row.organisation,
                about::EMPLOYER).by_id(),
        ])
    }
}
