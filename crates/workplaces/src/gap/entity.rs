//! What a skill gap is, and how it is counted. It is never changed: it tells how it was when the gaps were calculated.

use std::{cmp::Reverse, collections::HashMap, sync::Arc};

use access::{Action, Anchors, Request, view};
use chrono::NaiveDate;
use kernel::id::{CompetenceAnalysisId, EmployeeId, OrganisationId, ProjectId, SkillGapId, SkillRequirementId};

use crate::{
    analysis::CompetenceAnalysis, assessment::SkillAssessment, employee::Employee, requirement::SkillRequirement,
};

/// Gap i en analys: one a requirement.
#[derive(Clone, Debug)]
pub struct SkillGap {
    /// Id.
    pub id: SkillGapId,
    /// The analysis.
    pub analysis: CompetenceAnalysisId,
    /// The analysis's employer, copied so that the reach is the employer's.
    pub organisation: OrganisationId,
    /// The analysis's project, copied, for what is told of a whole project. No project reaches the row.
    pub project: Option<ProjectId>,
    /// The requirement.
    pub requirement: SkillRequirementId,
    /// The role as SSYK 2012, copied from the requirement, as what follows is.
    pub ssyk: String,
    /// What the role is called.
    pub role_title: String,
    /// The skill.
    pub skill: String,
    /// The level that the role demands.
    pub required_level: i32,
    /// Employees of the role whose level was assessed; see [`SkillGap::counts_for`].
    pub assessed: i32,
    /// Those among them whose level is below the one demanded; see [`SkillGap::counts_for`].
    pub below: i32,
    /// Whether its numbers may be told beyond those who read levels; see [`SkillGap::tell_apart`].
    pub told_widely: bool,
}

/// The numbers of a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GapCounts {
    /// Employees of the role whose level was assessed.
    pub assessed: i32,
    /// Those among them whose level is below the one demanded.
    pub below: i32,
}

/// The level that counts, of each employee of the day and each skill: the manager's latest, else her own latest.
#[derive(Debug)]
pub struct CountedLevels<'a> {
    levels: HashMap<&'a str, Vec<(&'a Employee, i32)>>,
}

impl<'a> CountedLevels<'a> {
    /// Those of `assessments` of one analysis, for the `employees` who are employed on `day`.
    pub fn of(employees: &'a [Employee], assessments: &'a [SkillAssessment], day: NaiveDate) -> Self {
        let employed: HashMap<EmployeeId, &Employee> =
            employees.iter().filter(|one| one.is_employed_on(day)).map(|one| (one.id, one)).collect();
        let mut counted: HashMap<(EmployeeId, &str), &SkillAssessment> = HashMap::new();
        for one in assessments {
            let best = counted.entry((one.employee, one.skill.as_str())).or_insert(one);
            if one.counts_before(best) {
                *best = one;
            }
        }
        let mut levels: HashMap<&str, Vec<(&Employee, i32)>> = HashMap::new();
        for ((employee, skill), one) in counted {
            if let Some(employee) = employed.get(&employee).copied() {
                levels.entry(skill).or_default().push((employee, one.level));
            }
        }
        Self { levels }
    }

    /// The levels in the requirement's skill of those in its role.
    fn concerned<'b>(&'b self, requirement: &'b SkillRequirement) -> impl Iterator<Item = i32> + 'b {
        let assessed = self.levels.get(requirement.skill.as_str()).into_iter().flatten();
        assessed.filter(move |(employee, _)| requirement.concerns(&employee.ssyk)).map(|(_, level)| *level)
    }
}

impl SkillGap {
    /// The gap between `requirement` of `analysis` and the levels that count, told to nobody else before [`SkillGap::tell_apart`].
    pub fn of(
        id: SkillGapId,
        analysis: &CompetenceAnalysis,
        requirement: &SkillRequirement,
        levels: &CountedLevels<'_>,
    ) -> Self {
        let (mut assessed, mut below) = (0, 0);
        for level in levels.concerned(requirement) {
            assessed += 1;
            below += i32::from(level < requirement.level);
        }
        Self {
            id,
            analysis: analysis.id,
            organisation: analysis.organisation,
            project: analysis.project,
            requirement: requirement.id,
            ssyk: requirement.ssyk.clone(),
            role_title: requirement.role_title.clone(),
            skill: requirement.skill.clone(),
            required_level: requirement.level,
            assessed,
            below,
            told_widely: false,
        }
    }

    /// Says of all gaps of one analysis whether their numbers may be told beyond those who read levels: where they are of `fewest`
    /// people at least, and so is what is left of them without any of the narrower roles that are told of the same skill, unless that
    /// is nobody. For whoever reads the numbers of a role and of roles within it can take the one from the other. The narrowest roles
    /// are told first, so that a wide one that adds a few to them is not.
    pub fn tell_apart(gaps: &mut [Self], fewest: i64) {
        let mut narrowest_first: Vec<usize> = (0..gaps.len()).collect();
        narrowest_first.sort_by_key(|at| Reverse(gaps[*at].ssyk.len()));
        // Those that are told, and how many of theirs are in none of the narrower ones that are.
        let mut told: Vec<(usize, i32)> = Vec::new();
        for at in narrowest_first {
            let gap = &gaps[at];
            let within = told.iter().filter(|(other, _)| gaps[*other].is_of_a_role_within(gap));
            let left = gap.assessed - within.map(|(_, own)| own).sum::<i32>();
            if i64::from(gap.assessed) >= fewest && (left == 0 || i64::from(left) >= fewest) {
                told.push((at, left));
            }
        }
        for (at, _) in told {
            gaps[at].told_widely = true;
        }
    }

    fn is_of_a_role_within(&self, other: &Self) -> bool {
        self.skill == other.skill && self.ssyk.starts_with(&other.ssyk)
    }
}

impl SkillGap {
    /// Its numbers as the caller may be told them. In a role of few they are what each of them can, in a role of one a person's level:
    /// of fewer than `fewest`, and where others' numbers would tell of so few ([`SkillGap::tell_apart`]), they are told to those only
    /// who may read the levels themselves.
    pub fn counts_for(&self, request: &Arc<Request>, fewest: i64) -> Option<GapCounts> {
        let own = Anchors { organisation: Some(self.organisation), ..Anchors::default() };
        let is_of_many = self.told_widely && i64::from(self.assessed) >= fewest;
        let is_told = is_of_many || view(request, Action::ReadAssessments).covers(&own);
        is_told.then_some(GapCounts { assessed: self.assessed, below: self.below })
    }
}

#[cfg(test)]
mod tests {
    use access::{Actor, Assignment, Role};
    use kernel::{Id, SequentialIds};

    use super::*;
    use crate::assessment::{AssessedBy, fixture::assessment};

    fn employee(seed: u128, ssyk: &str, to: Option<&str>) -> Employee {
        let ids = SequentialIds::starting_at(seed);
        Employee {
            id: Id::new(&ids),
            version: 1,
            organisation: Id::new(&ids),
            workplace: None,
            participant: None,
            reference: seed.to_string(),
            ssyk: ssyk.to_owned(),
            employed_from: "2011-02-01".parse().expect("a date"),
            employed_to: to.map(|to| to.parse().expect("a date")),
        }
    }

    fn requirement(ssyk: &str, skill: &str) -> SkillRequirement {
        let ids = SequentialIds::starting_at(5_000);
        SkillRequirement {
            id: Id::new(&ids),
            analysis: Id::new(&ids),
            organisation: Id::new(&ids),
            ssyk: ssyk.to_owned(),
            role_title: "Operatör".to_owned(),
            skill: skill.to_owned(),
            level: 3,
        }
    }

    #[test]
    fn those_below_are_counted_among_those_who_are_assessed_and_employed() {
        use AssessedBy::{Manager, Own};
        let left = Some("2011-12-31");
        let employees = [
            employee(100, "7223", None),
            employee(200, "7223", None),
            employee(300, "7223", None),
            employee(400, "7223", left),
            employee(500, "2144", None),
        ];
        let of = |at: usize, by, level: i32, day| {
            assessment(1_000 + at as u128 * 10 + level as u128, employees[at].id, by, level, day)
        };
        let assessments = [
            // Her own level is above, the manager's below.
            of(0, Own, 4, "2012-02-02"),
            of(0, Manager, 2, "2012-02-01"),
            // She was below and is no longer.
            of(1, Own, 1, "2012-02-01"),
            of(1, Own, 3, "2012-03-01"),
            // Employed no more, and of another role.
            of(3, Manager, 1, "2011-12-01"),
            of(4, Manager, 1, "2012-02-01"),
        ];
        let levels = CountedLevels::of(&employees, &assessments, "2012-03-31".parse().expect("a date"));
        let counts = |ssyk, skill| {
            let concerned: Vec<i32> = levels.concerned(&requirement(ssyk, skill)).collect();
            (concerned.len(), concerned.iter().filter(|level| **level < 3).count())
        };
        assert_eq!(counts("7223", "JFDz_Uyg_Nmy"), (2, 1));
        assert_eq!(counts("7", "JFDz_Uyg_Nmy"), (2, 1), "a wider role has those of the narrower");
        assert_eq!(counts("2144", "JFDz_Uyg_Nmy"), (1, 1));
        assert_eq!(counts("7223", "rdtv_EuD_NfB"), (0, 0));
    }

    #[test]
    fn in_a_role_of_few_the_numbers_are_for_those_who_may_read_levels() {
        let requirement = requirement("7223", "JFDz_Uyg_Nmy");
        let gap = |assessed| SkillGap {
            id: Id::new(&SequentialIds::starting_at(6_000)),
            analysis: requirement.analysis,
            organisation: requirement.organisation,
            project: None,
            requirement: requirement.id,
            ssyk: requirement.ssyk.clone(),
            role_title: requirement.role_title.clone(),
            skill: requirement.skill.clone(),
            required_level: requirement.level,
            assessed,
            below: 1,
            told_widely: true,
        };
        let told = |role: Role, employer: OrganisationId, assessed| {
            let held = Assignment { organisation: Some(employer), ..Assignment::bare(role) };
            let actor = Actor::signed_in("i".into(), "s".into(), vec![held]);
            gap(assessed).counts_for(&Arc::new(Request::new(actor, "r")), 10).map(|told| (told.assessed, told.below))
        };
        let (own, other) = (requirement.organisation, Id::new(&SequentialIds::starting_at(900)));
        for role in [Role::OrgContact, Role::LineManager] {
            assert_eq!(told(role, own, 1), Some((1, 1)), "{role}");
            assert_eq!(told(role, other, 1), None, "{role}");
        }
        assert_eq!([1, 9, 10].map(|assessed| told(Role::UnionRep, own, assessed)), [None, None, Some((10, 1))]);
    }

    #[test]
    fn no_number_that_is_told_is_another_without_a_few() {
        // Of each gap: role, skill, and how many were assessed; and what is told of 10 or more.
        let told = |gaps: &[(&str, &str, i32)]| -> Vec<bool> {
            let of = |(nth, (ssyk, skill, assessed)): (usize, &(&str, &str, i32))| SkillGap {
                id: Id::new(&SequentialIds::starting_at(7_000 + nth as u128)),
                analysis: Id::new(&SequentialIds::starting_at(7_100)),
                organisation: Id::new(&SequentialIds::starting_at(7_200)),
                project: None,
                requirement: Id::new(&SequentialIds::starting_at(7_300 + nth as u128)),
                ssyk: (*ssyk).to_owned(),
                role_title: "Operatör".to_owned(),
                skill: (*skill).to_owned(),
                required_level: 3,
                assessed: *assessed,
                below: 1,
                told_widely: false,
            };
            let mut gaps: Vec<SkillGap> = gaps.iter().enumerate().map(of).collect();
            SkillGap::tell_apart(&mut gaps, 10);
            gaps.into_iter().map(|gap| gap.told_widely).collect()
        };
        let (cnc, welding) = ("JFDz_Uyg_Nmy", "rdtv_EuD_NfB");
        assert_eq!(told(&[("7", cnc, 11), ("7223", cnc, 10)]), [false, true], "one is left");
        assert_eq!(told(&[("7", cnc, 20), ("7223", cnc, 10)]), [true, true]);
        assert_eq!(told(&[("7", cnc, 10), ("7223", cnc, 10)]), [true, true], "they are the same people");
        assert_eq!(told(&[("7223", cnc, 10), ("7", cnc, 11)]), [true, false], "in any order");
        assert_eq!(told(&[("7", cnc, 11), ("7223", welding, 10)]), [true, true], "of another skill");
        assert_eq!(told(&[("7", cnc, 12), ("7223", cnc, 9)]), [true, false], "nothing is taken from it");
        let two_within = [("72", cnc, 25), ("7223", cnc, 10), ("7221", cnc, 10)];
        assert_eq!(told(&two_within), [false, true, true], "five are left");
        // What is within what is within is taken once.
        let nested = [("7", cnc, 40), ("72", cnc, 30), ("722", cnc, 20), ("7223", cnc, 10)];
        assert_eq!(told(&nested), [true; 4]);
        assert_eq!(told(&[("7", cnc, 31), ("72", cnc, 30), ("7223", cnc, 10)]), [false, true, true]);
        assert_eq!(told(&[("7", cnc, 9)]), [false]);
    }
}
