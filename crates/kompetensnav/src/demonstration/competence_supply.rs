//! How an employer supplies itself with competence: the analysis and the plan of seed 003's vehicle company, and what is needed for
//! those of others.

use chrono::NaiveDate;
use kernel::{
    Result,
    id::{BusinessGoalId, EffortId, OrganisationId},
};
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
    plan::{DraftPlan, PlanStatus},
    plan_line::{AddPlanLine, CompletePlanLine},
    requirement::RequireSkill,
    scale::DefineLevelScale,
};

use super::{
    draw::later,
    world::{World, day, labelled},
};

/// Rows of employers.
#[derive(Default)]
pub(super) struct CompetenceSupply {
    pub(super) scales: Vec<LevelScale>,
    pub(super) analyses: Vec<CompetenceAnalysis>,
    pub(super) requirements: Vec<SkillRequirement>,
    pub(super) employees: Vec<Employee>,
    pub(super) levels: Vec<SkillAssessment>,
    pub(super) gaps: Vec<SkillGap>,
    pub(super) goals: Vec<BusinessGoal>,
    pub(super) plans: Vec<DevelopmentPlan>,
    pub(super) lines: Vec<PlanLine>,
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

    /// A plan as far as `reached`, with the lines of `doings`, which are tied to `goal` where they serve one. Its lines are kept, the plan
    /// is the caller's.
    ///
    /// # Errors
    /// As the plan's own steps.
    pub(super) fn plan(
        &mut self,
        world: &World,
        draft: DraftPlan,
        goal: Option<BusinessGoalId>,
        doings: &[Doing<'_>],
        reached: PlanStatus,
    ) -> Result<DevelopmentPlan> {
        let (from, to, today) = (draft.valid_from, draft.valid_to, world.today);
        let (mut plan, _) = DevelopmentPlan::draft(world.id(), draft)?;
        for doing in doings {
            let line = doing.line(world, &plan, goal.filter(|_| doing.is_strategic))?;
            plan.count_line(line.is_strategic());
            self.lines.push(line);
        }
        if reached == PlanStatus::Draft {
            return Ok(plan);
        }
        plan.adopt(later(from, -14), today, &[])?;
        if reached == PlanStatus::Adopted {
            return Ok(plan);
        }
        plan.begin()?;
        if matches!(reached, PlanStatus::Reviewed | PlanStatus::Completed) {
            plan.review(later(to, -60), today)?;
        }
        if reached == PlanStatus::Completed {
            plan.complete(to, today)?;
        }
        Ok(plan)
    }
}

/// What a line of a plan says.
pub(super) struct Doing<'a> {
    pub(super) gap: Option<&'a SkillGap>,
    /// The gap's when absent.
    pub(super) skill: Option<String>,
    pub(super) action: &'a str,
    /// Absent where the employer does it itself.
    pub(super) effort: Option<EffortId>,
    pub(super) responsible: &'a str,
    pub(super) due_on: NaiveDate,
    pub(super) is_strategic: bool,
    /// Whether it was done on the day it was due.
    pub(super) is_done: bool,
}

impl Doing<'_> {
    fn line(&self, world: &World, plan: &DevelopmentPlan, goal: Option<BusinessGoalId>) -> Result<PlanLine> {
        let add = AddPlanLine {
            plan: plan.id,
            gap: self.gap.map(|gap| gap.id),
            skill: self.skill.clone(),
            action: self.action.to_owned(),
            effort: self.effort,
            own_activity: self.effort.is_none().then(|| "Handledning på plats".to_owned()),
            responsible: self.responsible.to_owned(),
            due_on: self.due_on,
            goal,
        };
        let (mut line, _) = PlanLine::of(world.id(), plan, self.gap, add)?;
        if self.is_done {
            let done_on = Some(self.due_on);
            let result = "Påhittat för demonstration: de som behövde det har lärt sig det.".to_owned();
            let complete = CompletePlanLine { id: line.id, expected_version: line.version, result, done_on };
            line.complete(plan, complete, world.today)?;
        }
        Ok(line)
    }
}

/// The steps from novice to expert.
///
/// # Errors
/// `Invalid` for a name that is none.
pub(super) fn five_steps(world: &World, organisation: OrganisationId, name: &str) -> Result<LevelScale> {
    let steps = ["Nybörjare", "Avancerad nybörjare", "Kompetent", "Skicklig", "Expert"].map(str::to_owned).to_vec();
    let define = DefineLevelScale { organisation, name: name.to_owned(), steps };
    Ok(LevelScale::define(world.id(), define)?.0)
}

/// How the vehicle company supplies itself with competence: an analysis, its gap, and a plan of which a half is tied to the business.
/// The source names none, so it is invented.
pub(super) fn build(world: &World, employer: OrganisationId) -> Result<CompetenceSupply> {
    let mut lines = Vec::new();
    let (started_on, assessed_on, published_on) = (day(2021, 1, 11), day(2021, 2, 15), day(2021, 3, 15));
    let scale = five_steps(world, employer, "Fem steg (demonstration)")?;
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
