//! What Avanto's organisations plan, year by year: the share of lines that is tied to the business plan grows (S0-F10). The source says
//! that they plan and not what, so it is invented; Matthews Swedot AB, which is real, has no invented plans.

use chrono::{Datelike, NaiveDate};
use kernel::Result;
use taxonomy::Scheme;
use workplaces::{
    BusinessGoal,
    goal::SetBusinessGoal,
    plan::{DraftPlan, PlanStatus},
};

use super::{
    competence_supply::{CompetenceSupply, Doing},
    draw::{Draw, later},
    programme::Programme,
    world::{World, day, labelled},
};

/// Keeps these draws apart from the people's.
const SERIES: u64 = 200;

/// A sector of Avanto's: how much more often than all of them its lines are tied to a goal, in a hundred, and what it wants.
struct Sector {
    more: i32,
    goal: &'static str,
    responsible: &'static str,
    /// What is done, and the skill that it gives.
    actions: [(&'static str, &'static str); 4],
}

const GROWTH: Sector = Sector {
    more: 10,
    goal: "Fördubblad omsättning med samma arbetssätt (demonstration)",
    responsible: "Verksamhetsledare",
    actions: [
        ("Förbättra arbetssätten varje vecka", "Ständiga förbättringar/Lean"),
        ("Utbilda dem som leder andra", "Ledarskapsutveckling"),
        ("Lär alla handleda nya", "Handledning av vuxna i lärande"),
        ("Gör vision och mål kända", "Kommunikationsstrategi"),
    ],
};

const VEHICLE: Sector = Sector {
    more: 0,
    goal: "Leverantör till nästa generations fordon (demonstration)",
    responsible: "Produktionschef",
    actions: [
        ("Utbilda operatörerna i CNC", "CNC-programmering"),
        ("Lär robotarna svetsa det nya", "Robotsvetsning"),
        ("Sköt robotarna själva", "Robotteknik"),
        ("Utbilda dem som leder andra", "Ledarskapsutveckling"),
    ],
};

const PUBLIC: Sector = Sector {
    more: -10,
    goal: "Rätt bemötande för alla som vi är till för (demonstration)",
    responsible: "Enhetschef",
    actions: [
        ("Bygg in jämställdhet i vardagen", "Jämställdhetsarbete"),
        ("Lär alla handleda nya", "Handledning av vuxna i lärande"),
        ("Gör vision och mål kända", "Kommunikationsstrategi"),
        ("Utbilda dem som leder andra", "Ledarskapsutveckling"),
    ],
};

/// As seed 000 orders them: the growth companies after the one that is named, the vehicle industry, the public sector.
const fn sector(nth: usize) -> &'static Sector {
    match nth {
        0..26 => &GROWTH,
        26..46 => &VEHICLE,
        _ => &PUBLIC,
    }
}

/// A year of planning.
struct Year {
    from: NaiveDate,
    to: NaiveDate,
    /// Lines in a hundred that are tied to a business goal.
    tied: i32,
    reached: PlanStatus,
}

/// The two years of the project, and for every other organisation the one that was planned at its end.
///
/// # Errors
/// `Broken` for a skill that is none.
pub(super) fn build(world: &World, avanto: &Programme) -> Result<CompetenceSupply> {
    let years = [
        Year { from: day(2011, 2, 1), to: day(2012, 1, 31), tied: 25, reached: PlanStatus::Completed },
        Year { from: day(2012, 2, 1), to: day(2013, 1, 31), tied: 45, reached: PlanStatus::Completed },
        Year { from: day(2013, 2, 1), to: day(2013, 12, 31), tied: 65, reached: PlanStatus::InProgress },
    ];
    let mut supply = CompetenceSupply::default();
    for nth in 1..avanto.employers.len() {
        let planned = if nth % 2 == 0 { &years[..] } else { &years[..2] };
        organisation(world, &mut supply, avanto, nth, planned)?;
    }
    Ok(supply)
}

/// What every third of them plans in the year of loading, and planned in the two before it.
///
/// # Errors
/// As [`build`].
pub(super) fn of_today(world: &World, avanto: &Programme) -> Result<CompetenceSupply> {
    let year = |ago: i32, tied, reached| {
        let year = world.today.year() - ago;
        Year { from: day(year, 1, 1), to: day(year, 12, 31), tied, reached }
    };
    let years =
        [year(2, 40, PlanStatus::Completed), year(1, 55, PlanStatus::Completed), year(0, 70, PlanStatus::InProgress)];
    let mut supply = CompetenceSupply::default();
    for nth in (1..avanto.employers.len()).step_by(3) {
        organisation(world, &mut supply, avanto, nth, &years)?;
    }
    Ok(supply)
}

fn organisation(
    world: &World,
    supply: &mut CompetenceSupply,
    avanto: &Programme,
    nth: usize,
    years: &[Year],
) -> Result<()> {
    let (organisation, sector) = (avanto.employers[nth].organisation, sector(nth));
    let set = SetBusinessGoal {
        organisation,
        statement: sector.goal.to_owned(),
        valid_from: years[0].from,
        valid_to: years.last().map(|year| year.to),
    };
    let (goal, _) = BusinessGoal::set(world.id(), set)?;
    let mut draw = Draw::of(SERIES, nth as u32);
    for year in years {
        // What is decided when the project is over is not the project's.
        let project = (later(year.from, -14) <= avanto.last).then_some(avanto.project);
        let draft = DraftPlan { organisation, project, analysis: None, valid_from: year.from, valid_to: year.to };
        let count = draw.between(2, 5);
        let length = (year.to - year.from).num_days() as i32;
        let chance = (year.tied + sector.more).clamp(0, 100) as u32;
        let mut doings = Vec::new();
        for place in 0..count {
            let (action, skill) = sector.actions[place as usize % sector.actions.len()];
            let due_on = later(year.from, length * (place + 1) / (count + 1));
            doings.push(Doing {
                gap: None,
                skill: Some(labelled(Scheme::Skill, skill)?),
                action,
                effort: project.and_then(|_| draw.percent(50).then(|| draw.pick(&avanto.efforts).effort.id)),
                responsible: sector.responsible,
                due_on,
                is_strategic: draw.percent(chance),
                is_done: due_on <= world.today && draw.percent(80),
            });
        }
        let plan = supply.plan(world, draft, Some(goal.id), &doings, year.reached)?;
        supply.plans.push(plan);
    }
    supply.goals.push(goal);
    Ok(())
}
