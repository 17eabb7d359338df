//! Seed 004: Ett kompetenslyft för Sverige, its predecessor Smart kompetens and React-EU Industrilyft
//! (facts S4-F1 … S4-F16).
//!
//! The ten companies are those the region names. Their workforce figures, the council, the hub, the provider, the
//! twenty-eight companies of Smart kompetens and its owner are invented.

use chrono::NaiveDate;
use competence_hub::{funding::FundingKind, hub::HubStatus};
use councils::{council::CouncilKind, membership::SeatKind, organisation::OrganisationKind};
use kernel::{
    Path, Result,
    id::{CouncilId, HubId, OrganisationId, ProjectId},
};
use projects::{
    partner::Part,
    principle_measure::HorizontalPrinciple,
    project::{Precision, ProgrammePeriod, ProjectCard, ProjectStatus},
    target::TargetKind,
};

use super::{
    bank::{NewHub, bare, coded, funded},
    catalogue::{Giver, Line, Note},
    catalogue_004::{INDUSTRY_LIFT, KNOWLEDGE_LIFT, SMART},
    identity::Generation,
    industries::INDUSTRIES,
    needs::{Ground, IN_THE_SOURCES},
    parties::{Origin, Party, Seat},
    programme::{AT_WORK, Employer, Given, LONG_OVER, Programme, REPORTING},
    results,
    world::{World, day},
};

/// Name, municipality, SNI, women and men (invented), women in a hundred among those who take part.
const COMPANIES: [(&str, &str, &str, i32, i32, u32); 10] = [
    ("ABB", "1980", "27", 640, 1_960, 26),
    ("ABB Power Grids", "1980", "27", 410, 1_190, 24),
    ("Bombardier Transportation", "1980", "30", 190, 760, 18),
    ("Northvolt", "1980", "272", 260, 540, 35),
    ("Westinghouse", "1980", "24", 250, 820, 21),
    ("Mälarenergi", "1980", "35", 230, 520, 31),
    ("Epiroc", "1982", "28", 90, 410, 17),
    ("Uponor", "1907", "22", 70, 280, 22),
    ("Kanthal", "1961", "24", 110, 390, 20),
    ("Systemair", "1904", "28", 150, 330, 33),
];

/// Technology and industry, among the industries.
const INDUSTRY: usize = 4;

const SMART_PLACES: [(&str, &str); 7] = [
    ("1980", "Västerås"),
    ("1983", "Köping"),
    ("1981", "Sala"),
    ("1984", "Arboga"),
    ("1982", "Fagersta"),
    ("1961", "Hallstahammar"),
    ("1962", "Norberg"),
];

const ACCESSIBILITY: &str =
    "Krav på leverantören: utbildningen anpassas så att alla deltagare stärks, oavsett funktionsvariation";

/// What the roles need to know of it.
pub(super) struct Vastmanland {
    /// An invented company in Västmanland.
    pub(super) company: OrganisationId,
    pub(super) programmes: Vec<Programme>,
}

/// Where the three projects' efforts are given.
#[derive(Clone, Copy)]
struct Place {
    region: OrganisationId,
    council: CouncilId,
    hub: HubId,
    provider: OrganisationId,
}

pub(super) fn build(world: &mut World) -> Result<Vastmanland> {
    let number = Some("232100-0172");
    let region = Party::new("Region Västmanland", OrganisationKind::Region, "1980", Origin::Real);
    let region = world.organisation(&Party { number, ..region })?;
    let ten = ten_companies(world)?;
    let smart = smart_companies(world)?;
    let company = smart[0].organisation;
    let place = place(world, region, &ten)?;
    let (knowledge, predecessor) = (knowledge_lift(world, place, ten)?, smart_programme(world, place, smart)?);
    world.predecessors.push((knowledge.project, predecessor.project));
    needs(world, place, &knowledge)?;
    let lift = industry_lift(world, place, &knowledge)?;
    Ok(Vastmanland { company, programmes: vec![predecessor, knowledge, lift] })
}

fn ten_companies(world: &mut World) -> Result<Vec<Employer>> {
    let mut made = Vec::new();
    for (name, municipality, sni, women, men, share) in COMPANIES {
        let party = Party::new(name, OrganisationKind::Company, municipality, Origin::Real);
        let organisation = world.organisation(&Party { sni: Some(sni), ..party })?;
        match name {
            "Bombardier Transportation" => world.rename(organisation, "Alstom", day(2021, 1, 29)),
            "ABB Power Grids" => world.rename(organisation, "Hitachi Energy", day(2021, 10, 13)),
            _ => {}
        }
        for (nth, year) in (2019..=2022).enumerate() {
            let more = nth as i32 * 2;
            world.workforce(organisation, day(year, 12, 31), women + more * 3, men + more);
        }
        made.push(Employer { organisation, municipality, sni, industry: INDUSTRY, women: share });
    }
    Ok(made)
}

fn smart_companies(world: &mut World) -> Result<Vec<Employer>> {
    let mut made = Vec::new();
    for nth in 0..28 {
        let (municipality, place) = SMART_PLACES[nth % SMART_PLACES.len()];
        let trade = ["Mekaniska", "Automation", "Komponent", "Verktyg"][nth / SMART_PLACES.len()];
        let organisation =
            world.organisation(&Party::company(&format!("{place} {trade} Demo AB"), "25", municipality))?;
        world.workforce(organisation, day(2018, 12, 31), 12 + nth as i32, 60 + 2 * nth as i32);
        made.push(Employer { organisation, municipality, sni: "25", industry: INDUSTRY, women: 19 });
    }
    Ok(made)
}

fn place(world: &mut World, region: OrganisationId, ten: &[Employer]) -> Result<Place> {
    let since = day(2018, 1, 15);
    let name = "Västmanlands kompetensråd (demonstration)";
    let council = world.council(CouncilKind::Regional, name, Some("VASTMANLAND"), since, Origin::Invented)?;
    world.seat(council, Seat::member(region, SeatKind::Region, since));
    for employer in &ten[..4] {
        world.seat(council, Seat::member(employer.organisation, SeatKind::Employer, day(2019, 12, 1)));
    }
    let provider =
        Party::new("Mälardalens Utbildning Demo AB", OrganisationKind::EducationProvider, "1980", Origin::Invented);
    let provider = world.organisation(&Party { sni: Some("855"), ..provider })?;
    let hub = world.hub(&NewHub {
        council,
        operator: region,
        name: "Kompetensnav Västmanland (demonstration)",
        status: HubStatus::Permanent,
        established_on: since,
        closed_on: None,
        reason: Some("Regionen bär navet vidare"),
        origin: Origin::Invented,
    });
    world.paid_by(hub, FundingKind::RegionalGrant, region, 900_000, day(2023, 1, 1));
    Ok(Place { region, council, hub, provider })
}

/// The card from the project bank (S4-F14); hopes stay words (S4-F13).
fn knowledge_lift(world: &mut World, place: Place, employers: Vec<Employer>) -> Result<Programme> {
    let (first, last) = (day(2019, 12, 1), day(2022, 12, 31));
    let card = ProjectCard {
        number: Some("2019/00446".to_owned()),
        owner_unit: Some("Centrum för regional utveckling".to_owned()),
        esf_region: Some("NATIONAL".to_owned()),
        starts_on: Some(first),
        ends_on: Some(last),
        planned_participants: Some(11_650),
        contact_name: Some("Emma Linnman".to_owned()),
        description: Some(
            "Tio industriföretag gör resan tillsammans: utbildningar, tjänstespecifika nätverk och ett gemensamt varför. \
             Behovet är större än vad som hinner genomföras i projektet."
                .to_owned(),
        ),
        ..bare("Ett kompetenslyft för Sverige", place.region, ProgrammePeriod::From2014)
    };
    let card = funded(coded(card, "1", "1.1", "117", 5_000), 38_888_951, 18_035_539);
    let project = world.project(card, ProjectStatus::FinalReport, Origin::Real)?;
    companies(world, project, place.provider, &employers);
    world.target(project, TargetKind::Participants, 11_650, Precision::Exact, None);
    // How far it had come when the region told of it, which is no target (S4-F15).
    if let Some(told) = world.targets.last_mut() {
        told.reached = Some(400);
        told.follow_up = Some("Omkring 400 personer och 4 500 utbildningstimmar till april 2021.".to_owned());
        told.followed_up_on = Some(day(2021, 4, 1));
    }
    world.target(project, TargetKind::Organisations, 10, Precision::Exact, Some("tio industriföretag"));
    for hope in [
        "Ökad mångfald",
        "Fler ser industrin som sin bransch",
        "Livslångt lärande är naturligt",
        "Modigare rekrytering",
    ] {
        world.objective(project, hope);
    }
    for (principle, measure) in [
        (
            HorizontalPrinciple::GenderEquality,
            "Andelen kvinnor och män i företaget ska avspeglas bland dem som får delta",
        ),
        (HorizontalPrinciple::Accessibility, ACCESSIBILITY),
        (
            HorizontalPrinciple::NonDiscrimination,
            "Kunskap om likabehandling hos företag, individer och projektledning, även i ledarskapsutbildningar",
        ),
    ] {
        world.measure(project, principle, measure);
    }
    world.paid_by_project(place.hub, project, first, last);
    let efforts = give(world, place, project, first, &KNOWLEDGE_LIFT)?;
    // By one provider, who was procured (S4-F5).
    for effort in world.efforts.iter_mut().filter(|effort| effort.project == Some(project)) {
        effort.path = Some(Path::Procure);
    }
    Ok(Programme {
        series: 4,
        statuses: REPORTING,
        people: 1_500,
        occasions: 5,
        ..programme(place, project, (first, last), employers, efforts)
    })
}

/// What the ten need, more than the project can give (S4-F11).
fn needs(world: &mut World, place: Place, knowledge: &Programme) -> Result<()> {
    let (name, industry) = ("Branschråd Industri Västmanland (demonstration)", &INDUSTRIES[INDUSTRY]);
    let industry_council = world.industry_council(place.council, name, industry.sni, day(2019, 12, 2))?;
    world.needs(&Ground {
        council: place.council,
        hub: place.hub,
        industry_council,
        industry,
        index: INDUSTRY,
        series: 100,
        employers: &knowledge.employers.iter().map(|employer| employer.organisation).collect::<Vec<_>>(),
        municipalities: &SMART_PLACES.map(|(code, _)| code),
        region: "VASTMANLAND",
        efforts: &knowledge.efforts.iter().collect::<Vec<_>>(),
        reported: IN_THE_SOURCES,
    })
}

/// 2018–2020 (S4-F16). Number, owner and days are not stated: the owner is invented, the years are taken whole.
fn smart_programme(world: &mut World, place: Place, employers: Vec<Employer>) -> Result<Programme> {
    let (first, last) = (day(2018, 1, 1), day(2020, 12, 31));
    let owner =
        Party::new("Projektägare Smart kompetens (demonstration)", OrganisationKind::Other, "1980", Origin::Invented);
    let owner = world.organisation(&owner)?;
    let card = ProjectCard {
        starts_on: Some(first),
        ends_on: Some(last),
        planned_participants: Some(1_500),
        planned_precision: Precision::Approximate,
        money_precision: Precision::Approximate,
        description: Some("Projekt 2018–2020; ägare och exakta dagar framgår inte av källan.".to_owned()),
        ..bare("Smart kompetens", owner, ProgrammePeriod::From2014)
    };
    let card = ProjectCard { granted_support: None, ..funded(card, 9_300_000, 0) };
    let project = world.project(card, ProjectStatus::Closed, Origin::Real)?;
    companies(world, project, place.provider, &employers);
    world.target(project, TargetKind::Organisations, 28, Precision::Exact, None);
    world.target(project, TargetKind::Participants, 1_500, Precision::Approximate, None);
    world.target(project, TargetKind::Hours, 28_000, Precision::Approximate, None);
    world.target(project, TargetKind::Efforts, 220, Precision::AtLeast, Some("över 220 insatser"));
    world.paid_by_project(place.hub, project, first, last);
    let efforts = give(world, place, project, first, &SMART)?;
    Ok(Programme {
        series: 5,
        statuses: LONG_OVER,
        people: 530,
        occasions: 20,
        ..programme(place, project, (first, last), employers, efforts)
    })
}

fn industry_lift(world: &mut World, place: Place, like: &Programme) -> Result<Programme> {
    let (first, last) = (day(2022, 5, 2), day(2023, 4, 30));
    let card = ProjectCard {
        number: Some("2022/00194".to_owned()),
        esf_region: Some("NATIONAL".to_owned()),
        starts_on: Some(first),
        ends_on: Some(last),
        planned_participants: Some(2_200),
        ..bare("React-EU Industrilyft", place.region, ProgrammePeriod::From2014)
    };
    let card = funded(coded(card, "7", "7.1", "102", 10_000), 7_526_972, 7_526_972);
    let project = world.project(card, ProjectStatus::Closed, Origin::Real)?;
    world.target(project, TargetKind::Participants, 2_200, Precision::Exact, None);
    world.partner(project, place.provider, Part::Provider);
    world.paid_by_project(place.hub, project, first, last);
    let same = |from: &Employer| Employer { ..*from };
    let employers = like.employers.iter().map(same).collect();
    let efforts = give(world, place, project, first, &INDUSTRY_LIFT)?;
    Ok(Programme {
        series: 6,
        statuses: LONG_OVER,
        people: 300,
        occasions: 3,
        ..programme(place, project, (first, last), employers, efforts)
    })
}

fn companies(world: &mut World, project: ProjectId, provider: OrganisationId, employers: &[Employer]) {
    for employer in employers {
        world.partner(project, employer.organisation, Part::ParticipatingCompany);
    }
    world.partner(project, provider, Part::Provider);
}

fn give(world: &mut World, place: Place, project: ProjectId, since: NaiveDate, lines: &[Line]) -> Result<Vec<Given>> {
    let Place { hub, council, provider, .. } = place;
    let mut made = Vec::new();
    for line in lines {
        let giver = Giver { hub, council, project: Some(project), provider: Some(provider), since };
        let note = Note { accessibility: Some(ACCESSIBILITY), sni: Some("25"), ..Note::default() };
        let at = world.effort(giver, line, note)?;
        made.push(Given { effort: world.efforts[at].clone(), industry: None });
    }
    Ok(made)
}

fn programme(
    place: Place,
    project: ProjectId,
    (first, last): (NaiveDate, NaiveDate),
    employers: Vec<Employer>,
    efforts: Vec<Given>,
) -> Programme {
    Programme {
        series: 0,
        project,
        council: place.council,
        generation: Generation::Later,
        first,
        last,
        until: None,
        people: 0,
        employers,
        efforts,
        occasions: 0,
        situations: AT_WORK,
        statuses: REPORTING,
        outcomes: results::DEVELOPMENT,
        afterwards: Vec::new(),
    }
}
