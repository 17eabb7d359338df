//! How companies of the project that goes on supply themselves with competence: an analysis a year and the plan that
//! answers it, the latest of them within the last year. Days follow the clock; all of it is invented.

use chrono::{Datelike, NaiveDate};
use kernel::{Result, id::OrganisationId};
use workplaces::{analysis::AnalysisStatus as A, plan::PlanStatus as P};

use super::{
    competence_supply::{CompetenceSupply, five_steps},
    draw::{Draw, later},
    programme::Programme,
    reflections::months_before,
    supply_001::{Answer, CNC, Employer, LEADING, LEAN, ROBOTS, WELDING, employees},
    world::World,
};

/// Keeps these draws apart from the others'.
const SERIES: u64 = 205;

const TO_BE_VALIDATED: &str = "Kompetensanalys att validera (demonstration)";

/// How far a company has come with its latest analysis, what that demands, and for how many years it has made one.
type Company = (A, &'static [&'static str], u32);

/// The project's first companies, the vehicle company before the others; those after these have begun nothing.
const COMPANIES: [Company; 9] = [
    (A::Published, &[ROBOTS, CNC, WELDING], 3),
    (A::Published, &[ROBOTS, CNC], 2),
    (A::Published, &[ROBOTS, WELDING], 2),
    (A::Published, &[CNC, LEADING], 1),
    (A::Published, &[ROBOTS, LEAN], 1),
    (A::Published, &[ROBOTS, LEADING], 1),
    (A::GapCalculated, &[ROBOTS, CNC], 1),
    (A::DataCollection, &[CNC], 1),
    (A::Started, &[ROBOTS], 1),
];

/// The analyses and plans, measured by a scale of `owner`'s.
///
/// # Errors
/// As the analyses' and plans' own steps.
pub(super) fn build(world: &World, programme: &Programme, owner: OrganisationId) -> Result<CompetenceSupply> {
    let scale = five_steps(world, owner, "Navets fem steg (demonstration)")?;
    let mut supply = CompetenceSupply::default();
    for (nth, (company, (reached, skills, years))) in programme.employers.iter().zip(COMPANIES).enumerate() {
        let employees = employees(world, company.organisation, nth)?;
        let employer = Employer {
            organisation: company.organisation,
            project: programme.project,
            scale: &scale,
            employees: &employees,
            skills,
        };
        if reached == A::Published {
            year_by_year(world, &mut supply, &employer, programme, (nth, years))?;
            if nth == 0 {
                // Both parts are left to find it right.
                let began = (TO_BE_VALIDATED, later(world.today, -60));
                let (analysis, _) = employer.analysis(world, &mut supply, began, A::GapCalculated)?;
                supply.analyses.push(analysis);
            }
        } else {
            let began = later(world.today, -40);
            let (analysis, _) = employer.analysis(world, &mut supply, (&title(began), began), reached)?;
            supply.analyses.push(analysis);
        }
        supply.employees.extend(employees);
    }
    supply.scales.push(scale);
    Ok(supply)
}

/// The analyses and plans of the `nth` company in so many years, the latest first; its analysis takes the place of those
/// before.
fn year_by_year(
    world: &World,
    supply: &mut CompetenceSupply,
    employer: &Employer<'_>,
    programme: &Programme,
    (nth, years): (usize, u32),
) -> Result<()> {
    let mut draw = Draw::of(SERIES, nth as u32);
    let newest = supply.analyses.len();
    // The companies plan one after the other.
    let latest = later(world.today, -15 - 20 * nth as i32);
    let mut to = later(latest, 364);
    for ago in 0..years {
        let from = months_before(latest, 12 * ago);
        // So that it is published before the plan is adopted.
        let began = later(from, -135);
        let (mut analysis, gaps) = employer.analysis(world, supply, (&title(began), began), A::Published)?;
        let answer = Answer {
            programme,
            goal: "Elektrifierad produktion utan uppsägningar (demonstration)",
            from,
            to,
            tied: 75 - 20 * ago,
            reached: if ago == 0 { P::InProgress } else { P::Completed },
        };
        answer.plans(world, supply, &analysis, &gaps, &mut draw)?;
        if let Some(newest) = supply.analyses.get(newest) {
            analysis.supersede(newest, &[])?;
        }
        supply.analyses.push(analysis);
        to = later(from, -1);
    }
    Ok(())
}

fn title(began: NaiveDate) -> String {
    format!("Kompetensanalys {} (demonstration)", began.year())
}
