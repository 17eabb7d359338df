//! The analyses and plans of Robotdalen's seventeen companies (S1-F7), in every state that they can have. The source says that each
//! is to have them and nothing of what stands in them, so that is invented.
//!
//! Three skills are wanting in three published analyses or more, two in two only: what companies have in common may be told of the
//! first, and not of the second.

use chrono::NaiveDate;
use kernel::{
    Error, Result,
    id::{OrganisationId, ProjectId},
};
use statistics::disclosure::DisclosurePolicy;
use taxonomy::Scheme;
use workplaces::{
    BusinessGoal, CompetenceAnalysis, Employee, LevelScale, SkillAssessment, SkillGap, SkillRequirement,
    analysis::{AnalysisStatus as A, StartAnalysis, ValidatingPart},
    assessment::{AssessSkill, AssessedBy},
    employee::RegisterEmployee,
    gap::CountedLevels,
    goal::SetBusinessGoal,
    plan::{DraftPlan, PlanStatus as P},
    requirement::RequireSkill,
};

use super::{
    competence_supply::{CompetenceSupply, Doing, five_steps},
    draw::{Draw, later},
    programme::Programme,
    world::{World, day, labelled},
};

/// Keeps these draws apart from the others'.
const SERIES: u64 = 201;

pub(super) const ROBOTS: &str = "Robotteknik";
pub(super) const CNC: &str = "CNC-programmering";
pub(super) const WELDING: &str = "Robotsvetsning";
pub(super) const LEADING: &str = "Ledarskapsutveckling";
pub(super) const LEAN: &str = "Ständiga förbättringar/Lean";

/// How far a company has come with its analysis and its plan, and what its analysis demands.
type Company = (Option<A>, Option<P>, &'static [&'static str]);

/// As seed 001 orders them. Two have begun nothing.
const COMPANIES: [Company; 17] = [
    (None, None, &[]),
    (Some(A::Published), Some(P::InProgress), &[ROBOTS, WELDING]),
    (Some(A::Published), Some(P::Reviewed), &[ROBOTS, CNC]),
    (Some(A::Published), Some(P::InProgress), &[ROBOTS, CNC]),
    (Some(A::Started), None, &[ROBOTS]),
    (Some(A::DataCollection), None, &[ROBOTS, CNC]),
    (Some(A::GapCalculated), Some(P::Draft), &[ROBOTS, CNC]),
    (Some(A::Published), Some(P::Completed), &[ROBOTS, CNC]),
    (Some(A::Published), Some(P::Reviewed), &[ROBOTS, LEADING]),
    (Some(A::Published), Some(P::Draft), &[CNC, WELDING]),
    (Some(A::Started), None, &[CNC]),
    (Some(A::DataCollection), None, &[ROBOTS]),
    (Some(A::Validated), Some(P::Draft), &[ROBOTS, CNC]),
    (Some(A::Published), Some(P::InProgress), &[ROBOTS, LEAN]),
    (Some(A::Published), Some(P::Completed), &[CNC, LEADING]),
    (Some(A::Superseded), Some(P::Superseded), &[WELDING, LEAN]),
    (None, None, &[]),
];

/// The states of an analysis, in the order in which it comes to them.
const ORDER: [A; 5] = [A::Started, A::DataCollection, A::GapCalculated, A::Validated, A::Published];

/// What the analyses are called and when they were begun; the earlier one is superseded.
const LATER: (&str, NaiveDate) = ("Kompetensanalys 2012 (demonstration)", day(2012, 5, 14));
const EARLIER: (&str, NaiveDate) = ("Första kompetensanalysen (demonstration)", day(2012, 1, 12));

/// The level that each role demands, of five.
const DEMANDED: i32 = 3;
/// Levels of those who were assessed, in turn: most of them below.
const LEVELS: [i32; 7] = [2, 1, 3, 2, 4, 2, 1];

/// What all its analyses are made of.
pub(super) struct Employer<'a> {
    pub(super) organisation: OrganisationId,
    pub(super) project: ProjectId,
    pub(super) scale: &'a LevelScale,
    pub(super) employees: &'a [Employee],
    pub(super) skills: &'static [&'static str],
}

pub(super) fn build(world: &World, robotdalen: &Programme) -> Result<CompetenceSupply> {
    let owner = world.projects.iter().find(|project| project.id == robotdalen.project);
    let owner = owner.ok_or_else(|| Error::broken("Robotdalen's project is missing"))?.card.owner;
    let scale = five_steps(world, owner, "Plattformens fem steg (demonstration)")?;
    let mut supply = CompetenceSupply::default();
    for (nth, ((analysed, planned, skills), company)) in COMPANIES.into_iter().zip(&robotdalen.employers).enumerate() {
        let Some(analysed) = analysed else { continue };
        let employees = employees(world, company.organisation, nth)?;
        let employer = Employer {
            organisation: company.organisation,
            project: robotdalen.project,
            scale: &scale,
            employees: &employees,
            skills,
        };
        let reached = if analysed == A::Superseded { A::Published } else { analysed };
        let (analysis, gaps) = employer.analysis(world, &mut supply, LATER, reached)?;
        if analysed == A::Superseded {
            let (mut earlier, _) = employer.analysis(world, &mut supply, EARLIER, A::Published)?;
            earlier.supersede(&analysis, &[])?;
            supply.analyses.extend([analysis.clone(), earlier]);
        } else {
            supply.analyses.push(analysis.clone());
        }
        if let Some(reached) = planned {
            // Decided towards the end of the project, for the year after it.
            let answer = Answer {
                programme: robotdalen,
                goal: "En robot till i varje cell (demonstration)",
                from: day(2013, 7, 1),
                to: day(2014, 6, 30),
                tied: 50,
                reached,
            };
            answer.plans(world, &mut supply, &analysis, &gaps, &mut Draw::of(SERIES, nth as u32))?;
        }
        supply.employees.extend(employees);
    }
    supply.scales.push(scale);
    Ok(supply)
}

/// Operators, and from four on one in four who leads them.
///
/// # Errors
/// As [`Employee::register`].
pub(super) fn employees(world: &World, organisation: OrganisationId, nth: usize) -> Result<Vec<Employee>> {
    let count = 8 + nth % 5;
    let register = |place: usize| RegisterEmployee {
        organisation,
        workplace: None,
        participant: None,
        reference: format!("R-{}", 1001 + place),
        ssyk: if place % 4 == 3 { "3122" } else { "7223" }.to_owned(),
        employed_from: day(2008, 1, 7),
        employed_to: None,
    };
    (0..count).map(|place| Ok(Employee::register(world.id(), register(place))?.0)).collect()
}

impl Employer<'_> {
    /// An analysis as far as `reached`, with its gaps where they are calculated. All but the analysis itself is kept.
    ///
    /// # Errors
    /// As the analysis's own steps.
    pub(super) fn analysis(
        &self,
        world: &World,
        supply: &mut CompetenceSupply,
        (title, started_on): (&str, NaiveDate),
        reached: A,
    ) -> Result<(CompetenceAnalysis, Vec<SkillGap>)> {
        let far = ORDER.iter().position(|known| *known == reached).unwrap_or_default();
        let (assessed_on, published_on) = (later(started_on, 30), later(started_on, 120));
        let start = StartAnalysis {
            organisation: self.organisation,
            project: Some(self.project),
            scale: self.scale.id,
            title: title.to_owned(),
            started_on: Some(started_on),
        };
        let (mut analysis, _) = CompetenceAnalysis::start(world.id(), start, world.today)?;
        let requirements = self.requirements(world, &analysis)?;
        if far >= 1 {
            analysis.collect()?;
        }
        let levels = if far >= 1 { self.levels(world, &analysis, &requirements, assessed_on)? } else { Vec::new() };
        let mut gaps = Vec::new();
        if far >= 2 {
            let counted = CountedLevels::of(self.employees, &levels, assessed_on);
            let of = |requirement| SkillGap::of(world.id(), &analysis, requirement, &counted);
            gaps = requirements.iter().map(of).collect();
            SkillGap::tell_apart(&mut gaps, DisclosurePolicy::fewest_people());
            analysis.calculate(requirements.len())?;
        }
        if far >= 3 {
            analysis.validate(ValidatingPart::Union, published_on)?;
            analysis.validate(ValidatingPart::Management, published_on)?;
        }
        if far >= 4 {
            analysis.publish(published_on)?;
        }
        supply.requirements.extend(requirements);
        supply.levels.extend(levels);
        supply.gaps.extend(gaps.iter().cloned());
        Ok((analysis, gaps))
    }

    fn requirements(&self, world: &World, analysis: &CompetenceAnalysis) -> Result<Vec<SkillRequirement>> {
        let mut made = Vec::new();
        for label in self.skills {
            let leads = matches!(*label, LEADING | LEAN);
            let (ssyk, role_title) = if leads { ("3122", "Arbetsledare") } else { ("7223", "Operatör") };
            let require = RequireSkill {
                analysis: analysis.id,
                ssyk: ssyk.to_owned(),
                role_title: role_title.to_owned(),
                skill: labelled(Scheme::Skill, label)?,
                level: DEMANDED,
            };
            made.push(SkillRequirement::of(world.id(), analysis, self.scale, require)?.0);
        }
        Ok(made)
    }

    /// What managers say of those in the roles.
    fn levels(
        &self,
        world: &World,
        analysis: &CompetenceAnalysis,
        requirements: &[SkillRequirement],
        assessed_on: NaiveDate,
    ) -> Result<Vec<SkillAssessment>> {
        let mut made = Vec::new();
        for requirement in requirements {
            let concerned = self.employees.iter().filter(|employee| requirement.concerns(&employee.ssyk));
            for (place, employee) in concerned.enumerate() {
                let assess = AssessSkill {
                    analysis: analysis.id,
                    employee: employee.id,
                    skill: requirement.skill.clone(),
                    level: LEVELS[place % LEVELS.len()],
                    by: Some(AssessedBy::Manager),
                    assessed_on: Some(assessed_on),
                };
                let of = (analysis, self.scale);
                made.push(SkillAssessment::of(world.id(), of, employee, assess, false, world.today)?.0);
            }
        }
        Ok(made)
    }
}

/// What the gaps of an analysis are answered with.
pub(super) struct Answer<'a> {
    pub(super) programme: &'a Programme,
    pub(super) goal: &'static str,
    pub(super) from: NaiveDate,
    pub(super) to: NaiveDate,
    /// Lines in a hundred that are tied to the goal.
    pub(super) tied: u32,
    pub(super) reached: P,
}

impl Answer<'_> {
    /// The plan, and the one before it where it is superseded.
    ///
    /// # Errors
    /// As the plan's own steps.
    pub(super) fn plans(
        &self,
        world: &World,
        supply: &mut CompetenceSupply,
        analysis: &CompetenceAnalysis,
        gaps: &[SkillGap],
        draw: &mut Draw,
    ) -> Result<()> {
        let organisation = analysis.organisation;
        let set = SetBusinessGoal {
            organisation,
            statement: self.goal.to_owned(),
            valid_from: self.from,
            valid_to: Some(self.to),
        };
        let (goal, _) = BusinessGoal::set(world.id(), set)?;
        let is_over = matches!(self.reached, P::Reviewed | P::Completed);
        let mut doings = Vec::new();
        for (place, gap) in gaps.iter().enumerate() {
            for action in ["Utbilda dem som behöver det mest", "Lär av varandra vid maskinen"] {
                doings.push(Doing {
                    gap: Some(gap),
                    skill: None,
                    action,
                    effort: draw.percent(60).then(|| draw.pick(&self.programme.efforts).effort.id),
                    responsible: "Produktionschef",
                    due_on: later(self.from, 60 + 90 * place as i32),
                    is_strategic: draw.percent(self.tied),
                    is_done: is_over && draw.percent(75),
                });
            }
        }
        let draft = || DraftPlan {
            organisation,
            project: Some(self.programme.project),
            analysis: Some(analysis.id),
            valid_from: self.from,
            valid_to: self.to,
        };
        if self.reached == P::Superseded {
            let followed = supply.plan(world, draft(), Some(goal.id), &doings, P::InProgress)?;
            let mut given_up = supply.plan(world, draft(), Some(goal.id), &doings[..1], P::Draft)?;
            given_up.supersede(&followed, world.today, &[])?;
            supply.plans.extend([followed, given_up]);
        } else {
            let plan = supply.plan(world, draft(), Some(goal.id), &doings, self.reached)?;
            supply.plans.push(plan);
        }
        supply.goals.push(goal);
        Ok(())
    }
}
