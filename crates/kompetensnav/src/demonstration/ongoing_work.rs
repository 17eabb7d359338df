//! What is done where the work is while someone looks: reflections, changes and assessments of the last two years, plans of this year and
//! the two before it, and workforce figures. Loaded after all else of today, with days that follow the clock; none has come later than
//! the day of loading but what is planned.

use chrono::{Datelike, NaiveDate};
use councils::WorkforceSnapshot;
use kernel::{
    Result,
    id::{EffortId, OrganisationId},
};
use store::Tx;
use workplaces::{Material, Workplace, reflection::ReflectionKind};

use super::{
    competence_supply::CompetenceSupply,
    draw::{Draw, later},
    learning::Learning,
    programme::{Employer, Programme},
    reflections::{self, Ground, PLACES, Trend, months_before, planned, workplace},
    supply_000,
    world::{World, day},
};

/// Keeps these draws apart from the others'.
const SERIES: u64 = 204;

/// So many of the employer's workplaces, in the order of [`PLACES`], have gone on until today; then one went on until 13 months ago, and the
/// others until what the sources tell.
const GO_ON: usize = 5;

/// At the vehicle company, whose contact leads reflections.
const AT_THE_COMPANY: [reflections::Place; 3] = [
    ("Slutmonteringen Demo", 64, Trend::Up),
    ("Lackeringen Demo", 23, Trend::Down),
    ("Reservdelslagret Demo", 12, Trend::Up),
];

/// One of the ten that has not counted its people for more than two years: which.
const NOT_COUNTED: usize = 8;

/// Where it is done.
pub(super) struct Place<'a> {
    /// The workplaces of [`PLACES`].
    pub(super) employer: &'a [Workplace],
    /// The vehicle company.
    pub(super) company: OrganisationId,
    pub(super) film: &'a Material,
    /// What the employer may be told of.
    pub(super) efforts: &'a [EffortId],
    /// What the project that goes on gives, which the vehicle company may be told of.
    pub(super) given: &'a [EffortId],
    /// Västmanland's ten.
    pub(super) ten: &'a [Employer],
    /// Others who go on counting their people, as they counted them last in the sources.
    pub(super) counted: &'a [WorkforceSnapshot],
}

/// Rows of today.
pub(super) struct OngoingWork {
    learning: Learning,
    supply: CompetenceSupply,
    workforce: Vec<WorkforceSnapshot>,
}

impl OngoingWork {
    /// In the order that references ask for.
    ///
    /// # Errors
    /// As [`Tx::insert`].
    pub(super) async fn insert(&self, tx: &mut Tx) -> Result<()> {
        tx.insert_many(&self.workforce).await?;
        self.learning.insert(tx).await?;
        self.supply.insert(tx).await
    }
}

pub(super) fn build(world: &mut World, avanto: &Programme, place: &Place<'_>) -> Result<OngoingWork> {
    let workforce = workforce(world, place);
    Ok(OngoingWork { learning: learning(world, place)?, supply: supply_000::of_today(world, avanto)?, workforce })
}

fn learning(world: &World, place: &Place<'_>) -> Result<Learning> {
    let today = world.today;
    let ground = Ground { world, material: place.film, efforts: place.efforts };
    let mut learning = Learning::default();
    for (nth, (workplace, (_, _, trend))) in place.employer.iter().zip(PLACES).enumerate().take(GO_ON + 1) {
        let until = if nth < GO_ON { today } else { months_before(today, 13) };
        learning.at(&ground, workplace, trend, (until, today), &mut Draw::of(SERIES, nth as u32))?;
    }
    let ground = Ground { efforts: place.given, ..ground };
    for (nth, own) in AT_THE_COMPANY.into_iter().enumerate() {
        let opened_on = months_before(today, 60);
        let workplace = workplace(world, place.company, own, "1480", opened_on)?;
        let until = if nth < 2 { today } else { months_before(today, 14) };
        learning.at(&ground, &workplace, own.2, (until, today), &mut Draw::of(SERIES, 100 + nth as u32))?;
        if nth < 2 {
            // One for today, to be led, and one to come.
            let to_come =
                [(ReflectionKind::FilmAndReflection, today), (ReflectionKind::AfterActionReview, later(today, 14))];
            for (kind, on) in to_come {
                learning.reflections.push(planned(&ground, &workplace, kind, on)?);
            }
        }
        learning.workplaces.push(workplace);
    }
    Ok(learning)
}

/// The last two ends of a year at the ten, but for one of them, whose last count is a year older, and at those who go on
/// counting.
fn workforce(world: &mut World, place: &Place<'_>) -> Vec<WorkforceSnapshot> {
    let already = world.workforce.len();
    let year = world.today.year();
    let mut draw = Draw::of(SERIES, 200);
    for (nth, employer) in place.ten.iter().enumerate() {
        let ends: &[i32] = if nth == NOT_COUNTED { &[3] } else { &[2, 1] };
        for ago in ends {
            let counted_on: NaiveDate = day(year - ago, 12, 31);
            let people = draw.between(300, 1_500);
            let women = people * employer.women as i32 / 100 + draw.between(0, 20);
            world.workforce(employer.organisation, counted_on, women, people - women);
        }
    }
    for last in place.counted {
        // More of those who come are women than of those who leave.
        let (mut women, mut men) = (last.women, last.men);
        for ago in [2, 1] {
            women += draw.between(0, 2 + women / 20);
            men += draw.between(-men / 20, men / 25);
            world.workforce(last.organisation, day(year - ago, 12, 31), women, men);
        }
    }
    world.workforce.split_off(already)
}
