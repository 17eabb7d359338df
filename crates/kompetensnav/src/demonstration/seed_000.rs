//! Seed 000: Avanto, "avancerad tillväxtorganisering" (facts S0-F1 … S0-F13).
//!
//! "Ett 60-tal verksamheter": one is named, the others, the council and the hub are invented.

use competence_hub::hub::HubStatus;
use councils::{council::CouncilKind, membership::SeatKind, organisation::OrganisationKind};
use efforts::effort::{EffortKind as K, EffortStatus};
use kernel::{Result, id::OrganisationId};
use projects::{
    partner::Part,
    principle_measure::HorizontalPrinciple,
    project::{Precision, ProgrammePeriod, ProjectCard, ProjectStatus},
    target::{EffectLevel, TargetKind, TargetScope},
};

use super::{
    bank::{NewHub, bare},
    catalogue::{Giver, Line, Note, line},
    identity::Generation,
    industries::INDUSTRIES,
    parties::{Origin, Party, Seat},
    programme::{AT_WORK, Employer, Given, LONG_OVER, Programme},
    results,
    world::{World, day},
};

/// Organisations beside Matthews Swedot AB: sector, industry, SNI, what they are called, women in a hundred, how many.
const SECTORS: [(&str, usize, &str, &str, OrganisationKind, u32, usize); 3] = [
    ("Tillväxt", 4, "28", "Tillväxtbolag", OrganisationKind::Company, 32, 25),
    ("Fordon", 0, "293", "Fordonsleverantör", OrganisationKind::Company, 24, 20),
    ("Offentlig", 6, "84", "Verksamhet", OrganisationKind::Municipality, 74, 14),
];

const PLACES: [(&str, &str); 5] =
    [("1480", "Göteborg"), ("1481", "Mölndal"), ("1482", "Kungälv"), ("1402", "Partille"), ("1384", "Kungsbacka")];

const CATALOGUE: [Line; 10] = [
    line("Lärande miljöer i verksamheten", K::OrganisationDevelopment, 24, Some("Handledning av vuxna i lärande")),
    line("Delaktighet i vision, mål och strategier", K::Workshop, 16, Some("Kommunikationsstrategi")),
    line("Jämställdhet i organisationen", K::Workshop, 12, Some("Jämställdhetsarbete")),
    line("Jämställdhet mot kund", K::Workshop, 8, Some("Jämställdhetsfrågor")),
    line("Gränsöverskridande lärmöte", K::LearningMeeting, 6, None),
    line("Strategisk kompetensförsörjning", K::Programme, 40, Some("Ledarskapsutveckling")),
    line("Kunskapsöverföring mellan kollegor", K::CollegialLearning, 12, None),
    line("Coachning av förändringsledare", K::Coaching, 16, Some("Coaching/Coachning")),
    line("Ständiga förbättringar", K::Course, 24, Some("Ständiga förbättringar/Lean")),
    line("Studiebesök hos andra branscher", K::StudyVisit, 4, None),
];

/// Which of the project's aims an effort serves, where it is one of them more than the others.
const SERVED: [(&str, usize); 6] = [
    ("Lärande miljöer i verksamheten", 0),
    ("Kunskapsöverföring mellan kollegor", 0),
    ("Delaktighet i vision, mål och strategier", 1),
    ("Strategisk kompetensförsörjning", 1),
    ("Jämställdhet i organisationen", 2),
    ("Jämställdhet mot kund", 2),
];

pub(super) fn build(world: &mut World, brg: OrganisationId) -> Result<Programme> {
    let (first, last) = (day(2011, 2, 1), day(2013, 1, 31));
    let employers = employers(world)?;
    let card = ProjectCard {
        acronym: Some("Avanto".to_owned()),
        esf_region: Some("SE23".to_owned()),
        programme_area: Some("2007-2013:1".to_owned()),
        starts_on: Some(first),
        ends_on: Some(last),
        planned_participants: Some(2_800),
        contact_name: Some("Karin Ingelhag".to_owned()),
        description: Some(
            "Nya sätt att hantera Västsveriges strategiska kompetensförsörjning. Tre hörnstenar: lärande, delaktighet \
             och jämställdhet, på individ- och organisationsnivå. Christina Johnson, Matthews Swedot AB: ”Nu satsar vi \
             på en organisatorisk förändring som ska fortgå även efter Avantos avslut.”"
                .to_owned(),
        ),
        themes: ["Lärande", "Delaktighet", "Jämställdhet"].map(str::to_owned).to_vec(),
        source_title: Some("Produktionslyftet: Kontinuerligt lärande, ledare den 29 februari 2012".to_owned()),
        ..bare("avancerad tillväxtorganisering", brg, ProgrammePeriod::From2007)
    };
    let project = world.project(card, ProjectStatus::Closed, Origin::Real)?;
    world.target(project, TargetKind::Organisations, 60, Precision::Approximate, Some("ett 60-tal verksamheter"));
    world.target(project, TargetKind::Participants, 2_800, Precision::Exact, None);
    let mut aims = Vec::new();
    for (aim, scope) in [
        ("Utveckla lärande miljöer inom verksamheten", TargetScope::Internal),
        ("Öka delaktigheten av vision, mål och strategier", TargetScope::Internal),
        ("Främja jämställdhetsarbetet såväl inom verksamheten som mot kund", TargetScope::Both),
    ] {
        let objective = world.objective(project, aim);
        (objective.scope, objective.level) = (Some(scope), Some(EffectLevel::Both));
        aims.push(objective.id);
    }
    let measure = "Jämställdhetsarbete inom verksamheten och mot kund, på individ- och organisationsnivå";
    world.measure(project, HorizontalPrinciple::GenderEquality, measure);
    if let Some(measure) = world.measures.last_mut() {
        measure.target = aims.last().copied();
    }
    for employer in &employers {
        world.partner(project, employer.organisation, Part::ParticipatingCompany);
    }
    let spread = Party::new("Produktionslyftet", OrganisationKind::Association, "1480", Origin::Real);
    let spread = world.organisation(&spread)?;
    world.partner(project, spread, Part::Spread);

    let name = "Avantos samverkansråd (demonstration)";
    let council = world.council(CouncilKind::Regional, name, Some("VASTRA_GOTALAND"), first, Origin::Invented)?;
    world.seat(council, Seat::member(brg, SeatKind::Other, first));
    world.seat(council, Seat::member(employers[1].organisation, SeatKind::Employer, first));
    let hub = world.hub(&NewHub {
        council,
        operator: brg,
        name: "Avantos lärnav (demonstration)",
        status: HubStatus::Closed,
        established_on: first,
        closed_on: Some(last),
        reason: Some("Projektet är slut"),
        origin: Origin::Invented,
    });
    world.paid_by_project(hub, project, first, last);
    let giver = Giver { hub, council, project: Some(project), provider: Some(brg), since: first };
    let efforts = give(world, giver, &CATALOGUE)?;
    for effort in world.efforts.iter_mut().filter(|effort| effort.project == Some(project)) {
        let served = SERVED.iter().find(|(title, _)| *title == effort.title);
        effort.target = served.map(|(_, aim)| aims[*aim]);
    }
    Ok(Programme {
        series: 0,
        project,
        council,
        generation: Generation::Earlier,
        first,
        last,
        until: None,
        people: 800,
        employers,
        efforts,
        occasions: 6,
        situations: AT_WORK,
        statuses: LONG_OVER,
        outcomes: results::DEVELOPMENT,
        afterwards: Vec::new(),
    })
}

/// Sixty organisations of three sectors.
fn employers(world: &mut World) -> Result<Vec<Employer>> {
    let mut made = Vec::new();
    let named =
        Party { sni: Some("28"), ..Party::new("Matthews Swedot AB", OrganisationKind::Company, "1480", Origin::Real) };
    let organisation = world.organisation(&named)?;
    made.push(Employer { organisation, municipality: "1480", sni: "28", industry: 4, women: 28 });
    for (sector, industry, sni, called, kind, women, count) in SECTORS {
        for nth in 0..count {
            let (municipality, place) = PLACES[nth % PLACES.len()];
            let name = format!("{sector} {called} {place} {} Demo", nth + 1);
            let party = Party { sni: Some(sni), ..Party::new(&name, kind, municipality, Origin::Invented) };
            let organisation = world.organisation(&party)?;
            made.push(Employer { organisation, municipality, sni, industry, women });
        }
    }
    Ok(made)
}

/// The closed efforts of a project that is over.
pub(super) fn give(world: &mut World, giver: Giver, catalogue: &[Line]) -> Result<Vec<Given>> {
    let mut made = Vec::new();
    for line in catalogue {
        let note = Note { sni: line.industry.map(|industry| INDUSTRIES[industry].sni[0]), ..Note::default() };
        let at = world.effort(giver, &line.now(EffortStatus::Closed), note)?;
        made.push(Given { effort: world.efforts[at].clone(), industry: line.industry });
    }
    Ok(made)
}
