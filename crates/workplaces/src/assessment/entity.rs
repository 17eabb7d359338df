//! What a skill assessment is. It is never changed: a later one follows it, and the latest counts.

use chrono::NaiveDate;
use kernel::{
    Command, Error, Lang, Result, command,
    error::{Detail, all, both, holds, holds_with},
    id::{CompetenceAnalysisId, EmployeeId, OrganisationId, ParticipantId, SkillAssessmentId},
    text_enum,
};
use store::Event;
use taxonomy::{Scheme, code, lookup, written};

use crate::{
    analysis::CompetenceAnalysis,
    employee::Employee,
    possible_ones,
    requirement::SkillRequirement,
    scale::{LEVEL, LevelScale},
};

/// Rules of skill assessments.
pub mod rules {
    pub use kernel::error::rules::{DATE_IS_IN_THE_FUTURE, FIELD_IS_REQUIRED};

    kernel::rules! {
        /// Who assesses herself does not do it as her manager.
        OWN_LEVEL_IS_ASSESSED_AS_ONES_OWN:
            "Den som bedömer sig själv gör det inte som chef.",
            "Those who assess themselves do not do it as their manager.";
        /// A level is that of a skill which the employee's role demands in the analysis; detail: those that it does.
        SKILL_IS_NOT_REQUIRED:
            "Rollen kräver inte den kompetensen i analysen. Bedöm en som den kräver, eller ange den som krav först.",
            "The role does not require that skill in the analysis. Assess one that it requires, or require it first.";
        /// A level is that of one who is employed on the day; detail: the days of her employment.
        EMPLOYEE_IS_NOT_EMPLOYED_THAT_DAY:
            "Den anställda var inte anställd den dagen.",
            "The employee was not employed on that day.";
    }
}

text_enum! {
    pub enum AssessedBy ("Vem som bedömt en nivå.", "Who assessed a level.") {
        Own = "SELF" ("Den anställda själv", "The employee herself"),
        Manager = "MANAGER" ("Chefen", "The manager"),
    }
}

/// An analysis in which levels may be assessed, as those are told of it who may not read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessable {
    /// The analysis.
    pub id: CompetenceAnalysisId,
    /// Its title.
    pub title: String,
    /// The skills that it requires of the employee's role, as JobTech concept ids; never at which level.
    pub skills: Vec<String>,
    /// What its levels are called, from 1 up.
    pub steps: Vec<String>,
}

/// The skills that some of `requirements` demand of `ssyk`, each once.
pub(super) fn required_of<'r>(
    requirements: impl IntoIterator<Item = &'r SkillRequirement>,
    ssyk: &str,
) -> Vec<&'r str> {
    let mut skills: Vec<&str> = Vec::new();
    for one in requirements.into_iter().filter(|one| one.concerns(ssyk)) {
        if !skills.contains(&one.skill.as_str()) {
            skills.push(&one.skill);
        }
    }
    skills
}

/// Refuses a skill that is none of `required`; one that is no concept is at fault otherwise.
///
/// # Errors
/// `Invalid { skill, SKILL_IS_NOT_REQUIRED }`, which names them.
pub(super) fn must_be_required(skill: &str, required: &[&str]) -> Result<()> {
    let Some(skill) = lookup(Scheme::Skill, &written(Scheme::Skill, skill)) else { return Ok(()) };
    let named = |lang: Lang| {
        let labels = required.iter().filter_map(|code| lookup(Scheme::Skill, code));
        possible_ones(labels.map(|concept| format!("{} ({})", concept.label(lang), concept.code)))
    };
    holds_with(required.contains(&skill.code), "skill", rules::SKILL_IS_NOT_REQUIRED, || Detail {
        sv: named(Lang::Sv).sv,
        en: named(Lang::En).en,
    })
}

/// Bedömning av en anställds nivå.
#[derive(Clone, Debug)]
pub struct SkillAssessment {
    /// Id.
    pub id: SkillAssessmentId,
    /// The analysis.
    pub analysis: CompetenceAnalysisId,
    /// The employer, copied so that the reach is the employee's.
    pub organisation: OrganisationId,
    /// The employee.
    pub employee: EmployeeId,
    /// The employee's person, copied.
    pub participant: Option<ParticipantId>,
    /// The skill: JobTech concept id.
    pub skill: String,
    /// The level: a step of the analysis's scale.
    pub level: i32,
    /// Who assessed it.
    pub by: AssessedBy,
    /// Assessed on; once a day, skill and assessor.
    pub assessed_on: NaiveDate,
}

command! {
    pub struct AssessSkill as "AssessSkillInput" ("Bedöm kompetens.", "Assess a skill.") {
        analysis: CompetenceAnalysisId as "analysisId" ("Kompetensanalys.", "Competence analysis."),
        employee: EmployeeId as "employeeId" ("Anställd.", "Employee."),
        skill: String as "skill" [code(Scheme::Skill)] ("Kompetens: ett begrepp hos JobTech.", "Skill: JobTech concept id."),
        level: i32 as "level" [LEVEL]
            ("Nivå: ett steg på analysens skala.", "Level: a step of the analysis's scale."),
        by: Option<AssessedBy> as "by"
            ("Vem som bedömt nivån; saknas för den som bedömer sig själv.",
             "Who assessed the level; absent for one who assesses herself."),
        assessed_on: Option<NaiveDate> as "assessedOn" [command::UNTIL_TODAY]
            ("Bedömd den; i dag när den saknas.", "Assessed on; today when absent."),
    }
}

impl SkillAssessment {
    /// A level of `employee` in `analysis`, whose scale is `scale`. `is_own` tells that the employee herself states it.
    ///
    /// # Errors
    /// `Refused` outside the data collection; `Invalid` naming the field.
    pub fn of(
        id: SkillAssessmentId,
        (analysis, scale): (&CompetenceAnalysis, &LevelScale),
        employee: &Employee,
        command: AssessSkill,
        is_own: bool,
        today: NaiveDate,
    ) -> Result<(Self, Event)> {
        analysis.must_collect_data()?;
        let assessed_on = command.assessed_on.unwrap_or(today);
        let by = assessor(command.by, is_own);
        let day = all([
            scale.must_have(command.level),
            holds(assessed_on <= today, "assessedOn", rules::DATE_IS_IN_THE_FUTURE),
            holds_with(
                employee.is_employed_on(assessed_on),
                "assessedOn",
                rules::EMPLOYEE_IS_NOT_EMPLOYED_THAT_DAY,
                || employee.employment().to_string(),
            ),
        ]);
        let ((_, by), command) = both(both(day, by), command.checked())?;
        let assessment = Self {
            id,
            analysis: analysis.id,
            organisation: employee.organisation,
            employee: employee.id,
            participant: employee.participant,
            skill: command.skill,
            level: command.level,
            by,
            assessed_on,
        };
        Ok((assessment, Event::new("SkillAssessed", id.public())))
    }

    /// Whether it counts before `other` of the same employee and skill: the manager's before her own, the later before the
    /// earlier.
    pub fn counts_before(&self, other: &Self) -> bool {
        let weight = |one: &Self| (one.by == AssessedBy::Manager, one.assessed_on, one.id);
        weight(self) > weight(other)
    }
}

fn assessor(stated: Option<AssessedBy>, is_own: bool) -> Result<AssessedBy> {
    match (stated, is_own) {
        (None | Some(AssessedBy::Own), true) => Ok(AssessedBy::Own),
        (Some(AssessedBy::Manager), true) => Err(Error::invalid("by", rules::OWN_LEVEL_IS_ASSESSED_AS_ONES_OWN)),
        (Some(by), false) => Ok(by),
        (None, false) => Err(Error::invalid("by", rules::FIELD_IS_REQUIRED)),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use kernel::{Id, SequentialIds};

    use super::*;

    /// One of `employee`.
    pub(crate) fn assessment(
        seed: u128,
        employee: EmployeeId,
        by: AssessedBy,
        level: i32,
        assessed_on: &str,
    ) -> SkillAssessment {
        let ids = SequentialIds::starting_at(seed);
        SkillAssessment {
            id: Id::new(&ids),
            analysis: Id::new(&ids),
            organisation: Id::new(&ids),
            employee,
            participant: None,
            skill: "JFDz_Uyg_Nmy".to_owned(),
            level,
            by,
            assessed_on: assessed_on.parse().expect("a date"),
        }
    }

    #[test]
    fn the_managers_level_counts_before_ones_own_and_the_later_before_the_earlier() {
        let employee = Id::new(&SequentialIds::starting_at(0));
        let of = |seed, by, day| assessment(seed, employee, by, 1, day);
        let own = of(10, AssessedBy::Own, "2012-03-01");
        let manager = of(20, AssessedBy::Manager, "2012-02-01");
        assert!(manager.counts_before(&own) && !own.counts_before(&manager));
        let later = of(30, AssessedBy::Manager, "2012-02-02");
        assert!(later.counts_before(&manager) && !manager.counts_before(&later));
        assert!(!manager.counts_before(&manager), "one and the same");
    }

    #[test]
    fn who_assesses_follows_from_who_asks() {
        assert_eq!(assessor(None, true).ok(), Some(AssessedBy::Own));
        assert_eq!(assessor(Some(AssessedBy::Own), false).ok(), Some(AssessedBy::Own));
        let rule = |stated, is_own| match assessor(stated, is_own) {
            Err(Error::Invalid { rule, .. }) => rule,
            other => panic!("{other:?}"),
        };
        assert_eq!(rule(Some(AssessedBy::Manager), true), rules::OWN_LEVEL_IS_ASSESSED_AS_ONES_OWN);
        assert_eq!(rule(None, false), rules::FIELD_IS_REQUIRED);
    }
}
