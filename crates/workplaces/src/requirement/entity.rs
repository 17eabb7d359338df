//! What a skill requirement is. It is never changed: gaps are calculated from it.

use kernel::{
    Command, Result, command,
    command::line,
    error::both,
    id::{CompetenceAnalysisId, OrganisationId, SkillRequirementId},
};
use store::Event;
use taxonomy::{Scheme, code};

use crate::{
    analysis::CompetenceAnalysis,
    scale::{LEVEL, LevelScale},
};

/// Krav på en kompetens i en roll.
#[derive(Clone, Debug)]
pub struct SkillRequirement {
    /// Id.
    pub id: SkillRequirementId,
    /// The analysis.
    pub analysis: CompetenceAnalysisId,
    /// The analysis's employer, copied so that the reach is the employer's.
    pub organisation: OrganisationId,
    /// The role as SSYK 2012, on any level: those in narrower occupations have the role too.
    pub ssyk: String,
    /// What the role is called at the employer, 1–200 characters.
    pub role_title: String,
    /// The skill: JobTech concept id.
    pub skill: String,
    /// The level that the role demands: a step of the analysis's scale.
    pub level: i32,
}

command! {
    pub struct RequireSkill as "RequireSkillInput" ("Ange krav på kompetens.", "Require a skill.") {
        analysis: CompetenceAnalysisId as "analysisId" ("Kompetensanalys.", "Competence analysis."),
        ssyk: String as "ssyk" [code(Scheme::Ssyk2012)]
            ("Roll: SSYK 2012, på valfri nivå.", "Role: SSYK 2012, any level."),
        role_title: String as "roleTitle" [line(200)]
            ("Rollens namn hos arbetsgivaren.", "What the role is called at the employer."),
        skill: String as "skill" [code(Scheme::Skill)]
            ("Kompetens: ett begrepp hos JobTech.", "Skill: JobTech concept id."),
        level: i32 as "level" [LEVEL]
            ("Nivå: den som rollen kräver, ett steg på analysens skala.", "Level: what the role demands, a step of the analysis's scale."),
    }
}

impl SkillRequirement {
    /// A requirement of `analysis`, whose scale is `scale`.
    ///
    /// # Errors
    /// `Refused` once the gaps are calculated; `Invalid` naming the field.
    pub fn of(
        id: SkillRequirementId,
        analysis: &CompetenceAnalysis,
        scale: &LevelScale,
        command: RequireSkill,
    ) -> Result<(Self, Event)> {
        analysis.must_take_requirements()?;
        let (_, command) = both(scale.must_have(command.level), command.checked())?;
        let requirement = Self {
            id,
            analysis: analysis.id,
            organisation: analysis.organisation,
            ssyk: command.ssyk,
            role_title: command.role_title,
            skill: command.skill,
            level: command.level,
        };
        Ok((requirement, Event::new("SkillRequired", id.public())))
    }

    /// Whether it concerns those in the occupation `ssyk`: that of the role, or a narrower one, whose code begins with it.
    pub fn concerns(&self, ssyk: &str) -> bool {
        ssyk.starts_with(&self.ssyk)
    }
}
