//! What goes on while someone looks: an invented project of the Gothenburg hub, whose days follow the clock.
//!
//! The sources end in 2022. So that "the last twelve months" always holds something, this project begins two years before
//! the year of loading and goes on past it; nothing in it has happened after the day of loading. It is loaded beside the
//! seeds, with ids and chance of its own: their rows are the same with it or without it.

use chrono::{Datelike, Months, NaiveDate};
use efforts::effort::{EffortKind as K, EffortStatus as S};
use industry_councils::need::NeedStatus;
use kernel::Result;
use projects::{
    partner::Part,
    principle_measure::HorizontalPrinciple,
    project::{Precision, ProgrammePeriod, ProjectCard, ProjectStatus},
    target::TargetKind,
};

use super::{
    bank::{bare, funded},
    catalogue::{Giver, Line, Note, line},
    draw::later,
    identity::Generation,
    industries::{IN_THE_PROJECT, INDUSTRIES},
    needs::{Ground, Reported},
    parties::Origin,
    programme::{Given, IN_TRANSITION, Programme, REPORTING},
    results,
    seed_003::{Gothenburg, PLACES},
    world::{World, day},
};

/// What the project gives, one effort for each industry and five for all.
const CATALOGUE: [Line; 10] = [
    line("Högvoltsarbete på fordon", K::Course, 40, Some("Hybridteknik")).of(0).now(S::Running).for_role("7233"),
    line("Handel i flera kanaler", K::Course, 24, Some("E-handel, erfarenhet")).of(1).now(S::Running),
    line("Byta roll under lågsäsong", K::JobRotation, 8, Some("Kundbemötande och service")).of(2).now(S::Running),
    line("Transportledning med digitala verktyg", K::Programme, 60, Some("Transportledning, vägtrafik"))
        .of(3)
        .now(S::Running),
    line("Robotprogrammering, steg två", K::Course, 40, Some("Robotsvetsning")).of(4).now(S::Running),
    line("Generativ AI i det dagliga arbetet", K::Module, 12, Some("Machine learning/Maskininlärning"))
        .distance()
        .now(S::Running),
    line("Leda i omställning", K::LeadershipTraining, 32, Some("Ledarskapsutveckling"))
        .now(S::Running)
        .for_role("3122"),
    line(
        "Validering mot branschens krav",
        K::Validation,
        24,
        Some("Bedömning av reell kompetens/Valideringsbedömning"),
    )
    .now(S::Running),
    line("Svenska på arbetsplatsen", K::Course, 48, Some("Yrkessvenska, industriell tillverkning")).now(S::Running),
    line("Coachning vid neddragning", K::Coaching, 8, Some("Coaching/Coachning")).now(S::Running),
];

/// So many of the employers, those of the vehicle industry, take part as companies.
pub(super) const COMPANIES: usize = 12;

/// Decided upon by now.
const DECIDED: [NeedStatus; 6] = [
    NeedStatus::InAction,
    NeedStatus::Endorsed,
    NeedStatus::Prioritised,
    NeedStatus::InAction,
    NeedStatus::Qualified,
    NeedStatus::Rejected,
];

/// Reported lately.
const NEW: [NeedStatus; 3] = [NeedStatus::Reported, NeedStatus::Reported, NeedStatus::Qualified];

/// The project, its efforts and needs in `world`, and the programme of its people.
///
/// # Errors
/// `Broken` for a code that is none.
pub(super) fn build(world: &mut World, gothenburg: &Gothenburg) -> Result<Programme> {
    let today = world.today;
    let (first, last) = (day(today.year() - 2, 1, 1), day(today.year() + 1, 12, 31));
    let card = ProjectCard {
        owner_unit: Some("Kompetensnav Göteborgsregionen".to_owned()),
        esf_region: Some("SE23".to_owned()),
        starts_on: Some(first),
        ends_on: Some(last),
        planned_participants: Some(1_200),
        description: Some(
            "Demonstration: navets arbete fortsätter i ett påhittat projekt, vars dagar följer kalendern.".to_owned(),
        ),
        ..bare("Kompetensnavet i dag (demonstration)", gothenburg.operator, ProgrammePeriod::From2021)
    };
    let project = world.project(funded(card, 18_400_000, 9_200_000), ProjectStatus::Started, Origin::Invented)?;
    world.partner(project, gothenburg.operator, Part::Lead);
    world.partner(project, gothenburg.brg, Part::Partner);
    for employer in gothenburg.programme.employers.iter().take(COMPANIES) {
        world.partner(project, employer.organisation, Part::ParticipatingCompany);
    }
    world.target(project, TargetKind::Participants, 1_200, Precision::Exact, None);
    world.measure(project, HorizontalPrinciple::GenderEquality, "Kvinnors och mäns andel följs upp varje kvartal");
    world.paid_by_project(gothenburg.hub, project, first, last);

    let since = later(first, 14);
    let mut efforts = Vec::new();
    for line in &CATALOGUE {
        let giver = Giver {
            hub: gothenburg.hub,
            council: gothenburg.council,
            project: Some(project),
            provider: Some(gothenburg.provider),
            since,
        };
        let note = Note { sni: line.industry.map(|industry| INDUSTRIES[industry].sni[0]), ..Note::default() };
        let at = world.effort(giver, line, note)?;
        efforts.push(Given { effort: world.efforts[at].clone(), industry: line.industry });
    }
    needs(world, gothenburg, &efforts)?;
    Ok(Programme {
        series: 7,
        project,
        council: gothenburg.council,
        generation: Generation::Later,
        first,
        // What has begun may go on for some weeks more.
        last: later(today, 60),
        until: Some(today),
        people: 900,
        employers: gothenburg.programme.employers.clone(),
        efforts,
        occasions: 14,
        situations: IN_TRANSITION,
        statuses: REPORTING,
        outcomes: results::TRANSITION,
        afterwards: Vec::new(),
    })
}

/// What the industries of the project have reported in the last year and a half.
fn needs(world: &mut World, gothenburg: &Gothenburg, efforts: &[Given]) -> Result<()> {
    let today = world.today;
    let efforts: Vec<_> = efforts.iter().collect();
    let municipalities = PLACES.map(|(code, _)| code);
    // What follows upon a report takes up to half a year.
    let decided = Reported { first: before(today, 18), last: before(today, 7), states: &DECIDED };
    let new = Reported { first: before(today, 2), last: later(today, -3), states: &NEW };
    for (index, industry) in INDUSTRIES.iter().enumerate().take(IN_THE_PROJECT) {
        let employers: Vec<_> = gothenburg
            .programme
            .employers
            .iter()
            .filter(|employer| employer.industry == index)
            .map(|employer| employer.organisation)
            .collect();
        for (nth, reported) in [decided, new].into_iter().enumerate() {
            world.needs(&Ground {
                council: gothenburg.council,
                hub: gothenburg.hub,
                industry_council: gothenburg.industry_councils[index],
                industry,
                index,
                series: (100 + 10 * nth + index) as u32,
                employers: &employers,
                municipalities: &municipalities,
                region: "GOTEBORGSREGIONEN",
                efforts: &efforts,
                reported,
            })?;
        }
    }
    Ok(())
}

fn before(today: NaiveDate, months: u32) -> NaiveDate {
    today.checked_sub_months(Months::new(months)).unwrap_or(today)
}
