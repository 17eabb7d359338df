//! How an employer supplies itself with competence: the analysis and the plan of seed 003's vehicle company.

use kernel::{Result, id::OrganisationId};
use store::Tx;
use taxonomy::Scheme;
use workplaces::{
    BusinessGoal, CompetenceAnalysis, DevelopmentPlan, Employee, LevelScale, PlanLine, SkillAssessment, SkillGap,
    SkillRequirement,
    analysis::{StartAnalysis, ValidatingPart},
    assessment::{AssessSkill, AssessedBy},
    employee::RegisterEmployee,
    gap::CountedLevels,
    goal::SetBusinessGoal,
    plan::DraftPlan,
    plan_line::AddPlanLine,
    requirement::RequireSkill,
    scale::DefineLevelScale,
};

use super::world::{World, day, labelled};

/// Rows of one employer.
pub(super) struct CompetenceSupply {
    scales: Vec<LevelScale>,
    analyses: Vec<CompetenceAnalysis>,
    requirements: Vec<SkillRequirement>,
    employees: Vec<Employee>,
    levels: Vec<SkillAssessment>,
    gaps: Vec<SkillGap>,
    goals: Vec<BusinessGoal>,
    plans: Vec<DevelopmentPlan>,
    lines: Vec<PlanLine>,
}

impl CompetenceSupply {
    /// In the order that references ask for.
    ///
    /// # Errors
    /// As [`Tx::insert`].
    pub(super) async fn insert(&self, tx: &mut Tx) -> Result<()> {
        tx.insert_many(&self.scales).await?;
        tx.insert_many(&self.analyses).await?;
        tx.insert_many(&self.requirements).await?;
        tx.insert_many(&self.employees).await?;
        tx.insert_many(&self.levels).await?;
        tx.insert_many(&self.gaps).await?;
        tx.insert_many(&self.goals).await?;
        tx.insert_many(&self.plans).await?;
        tx.insert_many(&self.lines).await
    }
}

/// How the vehicle company supplies itself with competence: an analysis, its gap, and a plan of which a half is tied to the business.
/// The source names none, so it is invented.
pub(super) fn build(world: &World, employer: OrganisationId) -> Result<CompetenceSupply> {
    let mut lines = Vec::new();
    let (started_on, assessed_on, published_on) = (day(2021, 1, 11), day(2021, 2, 15), day(2021, 3, 15));
    let steps = ["Nybörjare", "Avancerad nybörjare", "Kompetent", "Skicklig", "Expert"].map(str::to_owned).to_vec();
    let define = DefineLevelScale { organisation: employer, name: "Fem steg (demonstration)".to_owned(), steps };
    let (scale, _) = LevelScale::define(world.id(), define)?;
    let start = StartAnalysis {
        organisation: employer,
        project: None,
        scale: scale.id,
        title: "Kompetensanalys 2021 (demonstration)".to_owned(),
        started_on: Some(started_on),
    };
    let (mut analysis, _) = CompetenceAnalysis::start(world.id(), start, started_on)?;
    let skill = labelled(Scheme::Skill, "CNC-programmering")?;
    let require = RequireSkill {
        analysis: analysis.id,
        ssyk: "7223".to_owned(),
        role_title: "Operatör".to_owned(),
        skill: skill.clone(),
        level: 3,
    };
    let (requirement, _) = SkillRequirement::of(world.id(), &analysis, &scale, require)?;
    analysis.collect()?;
    let (mut employees, mut levels) = (Vec::new(), Vec::new());
    for (reference, level) in [("D-1001", 2), ("D-1002", 2), ("D-1003", 3), ("D-1004", 4), ("D-1005", 1)] {
        let register = RegisterEmployee {
            organisation: employer,
            workplace: None,
            participant: None,
            reference: reference.to_owned(),
            ssyk: "7223".to_owned(),
            employed_from: day(2019, 1, 7),
            employed_to: None,
        };
        let (employee, _) = Employee::register(world.id(), register)?;
        let assess = AssessSkill {
            analysis: analysis.id,
            employee: employee.id,
            skill: skill.clone(),
            level,
            by: Some(AssessedBy::Manager),
            assessed_on: Some(assessed_on),
        };
        let (assessment, _) =
            SkillAssessment::of(world.id(), (&analysis, &scale), &employee, assess, false, assessed_on)?;
        employees.push(employee);
        levels.push(assessment);
    }
    let counted = CountedLevels::of(&employees, &levels, assessed_on);
    let gap = SkillGap::of(world.id(), &analysis, &requirement, &counted);
    analysis.calculate(1)?;
    analysis.validate(ValidatingPart::Union, published_on)?;
    analysis.validate(ValidatingPart::Management, published_on)?;
    analysis.publish(published_on)?;
    let set = SetBusinessGoal {
        organisation: employer,
        statement: "Elektrifierad produktionslinje i drift 2022".to_owned(),
        valid_from: started_on,
        valid_to: None,
    };
    let (goal, _) = BusinessGoal::set(world.id(), set)?;
    let draft = DraftPlan {
        organisation: employer,
        project: None,
        analysis: Some(analysis.id),
        valid_from: day(2021, 4, 1),
        valid_to: day(2022, 12, 31),
    };
    let (mut plan, _) = DevelopmentPlan::draft(world.id(), draft)?;
    for (action, goal) in [("Utbilda operatörerna i CNC", Some(goal.id)), ("Repetera säkerhet", None)] {
        let add = AddPlanLine {
            plan: plan.id,
            gap: Some(gap.id),
            skill: None,
            action: action.to_owned(),
            effort: None,
            own_activity: Some("Handledning vid maskinen".to_owned()),
            responsible: "Produktionschef".to_owned(),
            due_on: day(2022, 6, 30),
            goal,
        };
        let (line, _) = PlanLine::of(world.id(), &plan, Some(&gap), add)?;
        plan.count_line(line.is_strategic());
        lines.push(line);
    }
    plan.adopt(day(2021, 3, 22), day(2021, 3, 22), &[])?;
    plan.begin()?;
    Ok(CompetenceSupply {
        scales: vec![scale],
        analyses: vec![analysis],
        requirements: vec![requirement],
        employees,
        levels,
        gaps: vec![gap],
        goals: vec![goal],
        plans: vec![plan],
        lines,
    })
}
