//! Seed 001: Företag i utveckling i Robotdalen (facts S1-F1 … S1-F14).
//!
//! The source counts seventeen companies in three counties and names none: they are invented, as are council and hub.
//! The project's days are not stated; its people's are placed in 2012.

use competence_hub::hub::HubStatus;
use councils::{council::CouncilKind, membership::SeatKind, organisation::OrganisationKind};
use efforts::effort::EffortKind as K;
use industry_councils::{
    Need,
    need::{NeedBasis, NeedCause, NeedCodes, NeedHorizon, NeedLevels, NeedStatus, TargetGroup},
};
use kernel::{Money, Result};
use projects::{
    partner::Part,
    principle_measure::HorizontalPrinciple,
    project::{Precision, ProgrammePeriod, ProjectCard, ProjectStatus},
    target::{TargetHorizon, TargetKind},
};
use taxonomy::Scheme;

use super::{
    bank::{NewHub, bare},
    catalogue::{Giver, Line, line},
    identity::Generation,
    parties::{Origin, Party, Seat},
    programme::{AT_WORK, Employer, LONG_OVER, Programme},
    results,
    seed_000::give,
    world::{World, day, labelled},
};

/// Seventeen companies: six in Örebro county, five in Södermanland, six in Västmanland.
const COMPANIES: [(&str, &str); 17] = [
    ("1883", "Karlskoga Precision Demo AB"),
    ("1883", "Bofors Bearbetning Demo AB"),
    ("1862", "Degerfors Rostfria Demo AB"),
    ("1880", "Örebro Robotsystem Demo AB"),
    ("1882", "Askersund Verktyg Demo AB"),
    ("1885", "Lindesberg Pressning Demo AB"),
    ("0484", "Eskilstuna Hydraulik Demo AB"),
    ("0484", "Smedjan Mekaniska Demo AB"),
    ("0483", "Katrineholm Gjuteri Demo AB"),
    ("0486", "Strängnäs Montering Demo AB"),
    ("0480", "Nyköping Plåt Demo AB"),
    ("1980", "Västerås Automation Demo AB"),
    ("1980", "Mälardalens Styrteknik Demo AB"),
    ("1983", "Köping Transmission Demo AB"),
    ("1981", "Sala Svets Demo AB"),
    ("1984", "Arboga Maskin Demo AB"),
    ("1961", "Hallstahammar Smide Demo AB"),
];

const CATALOGUE: [Line; 6] = [
    line(
        "Kompetensanalys på företaget",
        K::OrganisationDevelopment,
        16,
        Some("Bedömning av reell kompetens/Valideringsbedömning"),
    ),
    line("Utvecklingsplan på företaget", K::OrganisationDevelopment, 16, Some("Ledarskapsutveckling")),
    line("Robotteknik för operatörer", K::Course, 32, Some("Robotteknik")),
    line("CNC, fortsättning", K::Course, 40, Some("CNC-programmering")),
    line("Jämställdhet, integration och tillgänglighet", K::KnowledgeRaising, 8, Some("Jämställdhetsarbete")),
    line("Ledning av lärande", K::LeadershipTraining, 24, Some("Ledarskapsutveckling")),
];

pub(super) fn build(world: &mut World) -> Result<Programme> {
    let (first, last) = (day(2012, 1, 9), day(2013, 6, 28));
    let lead = Party::new("Lärcentrum Karlskoga", OrganisationKind::EducationProvider, "1883", Origin::Real);
    let lead = world.organisation(&lead)?;
    let partner = Party::new("Robotdalen", OrganisationKind::Association, "1980", Origin::Real);
    let partner = world.organisation(&partner)?;
    let mut employers = Vec::new();
    for (municipality, name) in COMPANIES {
        let organisation = world.organisation(&Party::company(name, "25", municipality))?;
        employers.push(Employer { organisation, municipality, sni: "25", industry: 4, women: 20 });
    }
    let card = ProjectCard {
        esf_region: Some("SE12".to_owned()),
        programme_area: Some("2007-2013:1".to_owned()),
        granted_support: Some(Money::kronor(1_200_000)),
        money_precision: Precision::Approximate,
        contact_name: Some("Jan Mannerhag".to_owned()),
        description: Some(
            "En gemensam plattform för verksamhets- och kompetensutveckling: detaljerade kompetensanalyser och planer \
             för kompetensutveckling för vart och ett av företagen. Robotdalens ansvariga för teknik- och \
             kompetensspridning: Marianne Karlsson. En lärande miljö ger företagen kunnig och innovativ personal."
                .to_owned(),
        ),
        themes: ["Lärande miljö", "Verksamhetsutveckling", "Innovativ arbetskraft"].map(str::to_owned).to_vec(),
        source_title: Some("Robotdalen: Satsning på kompetensutveckling får 1,2 miljoner".to_owned()),
        ..bare("Företag i utveckling i Robotdalen", lead, ProgrammePeriod::From2007)
    };
    let project = world.project(card, ProjectStatus::Closed, Origin::Real)?;
    world.partner(project, lead, Part::Lead);
    world.partner(project, partner, Part::Partner).contact_role =
        Some("Ansvarig för arbetet med teknik- och kompetensspridning".to_owned());
    for employer in &employers {
        world.partner(project, employer.organisation, Part::ParticipatingCompany);
    }
    world.target(
        project,
        TargetKind::Organisations,
        17,
        Precision::Exact,
        Some("17 företag i Örebro, Södermanlands och Västmanlands län"),
    );
    let aim = "På lång sikt: företagsledning och medarbetare har kompetens och verktyg för ett strukturerat arbete med verksamhets- och kompetensutveckling";
    world.objective(project, aim).horizon = Some(TargetHorizon::Long);
    for (principle, measure) in [
        (HorizontalPrinciple::GenderEquality, "Öka företagens kunskaper kring jämställdhet"),
        (HorizontalPrinciple::Integration, "Öka företagens kunskaper kring integration"),
        (HorizontalPrinciple::Accessibility, "Öka företagens kunskaper kring tillgänglighet"),
    ] {
        world.measure(project, principle, measure);
    }
    let council = world.council(
        CouncilKind::Regional,
        "Robotdalens samverkansråd (demonstration)",
        None,
        first,
        Origin::Invented,
    )?;
    world.seat(council, Seat::member(lead, SeatKind::EducationProvider, first));
    world.seat(council, Seat::member(partner, SeatKind::Other, first));
    for employer in &employers {
        let need = need(world, council, employer)?;
        world.needs.push(need);
    }
    let hub = world.hub(&NewHub {
        council,
        operator: lead,
        name: "Företagens plattform (demonstration)",
        status: HubStatus::Closed,
        established_on: first,
        closed_on: Some(last),
        reason: Some("Projektet är slut"),
        origin: Origin::Invented,
    });
    world.paid_by_project(hub, project, first, last);
    let giver = Giver { hub, council, project: Some(project), provider: Some(lead), since: first };
    let efforts = give(world, giver, &CATALOGUE)?;
    Ok(Programme {
        series: 1,
        project,
        council,
        generation: Generation::Earlier,
        first,
        last,
        until: None,
        people: 170,
        employers,
        efforts,
        occasions: 4,
        situations: AT_WORK,
        statuses: LONG_OVER,
        outcomes: results::DEVELOPMENT,
        afterwards: Vec::new(),
    })
}

/// What the forced change of technology asks of those who are there and of those to be recruited (S1-F9, S1-F10).
fn need(world: &World, council: kernel::id::CouncilId, employer: &Employer) -> Result<Need> {
    Ok(Need {
        id: world.id(),
        version: 1,
        council,
        industry_council: None,
        organisation: Some(employer.organisation),
        title: "Robotteknik för operatörer och ledning".to_owned(),
        description: Some(
            "Teknikutvecklingen går snabbare än det reguljära utbildningssystemet hinner anpassa sig".to_owned(),
        ),
        status: NeedStatus::Qualified,
        basis: NeedBasis::Both,
        cause: NeedCause::EducationLag,
        further_causes: vec![NeedCause::TechnologyShift],
        horizon: NeedHorizon::Medium,
        target_group: TargetGroup::All,
        codes: NeedCodes {
            skill: Some(labelled(Scheme::Skill, "Robotteknik")?),
            ssyk: Some("7223".to_owned()),
            sni: Some(employer.sni.to_owned()),
            municipality: Some(employer.municipality.to_owned()),
            ..NeedCodes::default()
        },
        people_needed: 12,
        people_now: Some(3),
        levels: NeedLevels { now: Some("3".to_owned()), needed: Some("4".to_owned()), ..NeedLevels::default() },
        needed_by: Some(day(2013, 12, 31)),
        reported_on: day(2012, 2, 1),
        endorsed_on: None,
        // Given by [`super::need_transitions::date`].
        triaged_on: None,
        begun_on: None,
        met_on: None,
        is_waived: false,
        merged_into: None,
        status_reason: None,
        follow_up: None,
        reported_gap: None,
        record_key: 0,
        demonstration: true,
    })
}
