//! Seed 003: 2020/00312 GR kompetensomställning, Göteborgsregionens kompetensråd and its Kompetensnav.
//!
//! Facts S3-F1 … S3-F18. The ten members of the council that the source does not name, the employers, the providers
//! and the hub's money after the project are invented.

use competence_hub::{funding::FundingKind, hub::HubStatus};
use councils::organisation::OrganisationKind;
use kernel::{
    Result,
    id::{CouncilId, HubId, IndustryCouncilId, OrganisationId, ProjectId},
};
use projects::{
    partner::Part,
    principle_measure::HorizontalPrinciple,
    project::{Precision, ProgrammePeriod, ProjectCard, ProjectStatus},
    target::TargetKind,
};

use super::{
    bank::{NewHub, bare, coded, funded},
    catalogue::{Giver, Note},
    catalogue_003::{AFTERWARDS, IN_PROJECT},
    council_003::{council, industry_councils},
    identity::Generation,
    industries::{IN_THE_PROJECT, INDUSTRIES},
    needs::{Ground, IN_THE_SOURCES},
    parties::{Origin, Party},
    programme::{Employer, Given, IN_TRANSITION, Programme, REPORTING},
    results,
    world::{World, day},
};

/// The project's number.
pub(super) const NUMBER: &str = "2020/00312";

/// The thirteen municipalities of the Gothenburg region.
pub(super) const PLACES: [(&str, &str); 13] = [
    ("1480", "Göteborg"),
    ("1481", "Mölndal"),
    ("1402", "Partille"),
    ("1401", "Härryda"),
    ("1384", "Kungsbacka"),
    ("1482", "Kungälv"),
    ("1440", "Ale"),
    ("1441", "Lerum"),
    ("1489", "Alingsås"),
    ("1415", "Stenungsund"),
    ("1419", "Tjörn"),
    ("1407", "Öckerö"),
    ("1462", "Lilla Edet"),
];

const ACCESSIBILITY: &str =
    "Textade filmer, skärmläsarvänligt material, teckenspråkstolk vid behov, lokaler utan trösklar";

/// What the roles and the other seeds need to know of it.
pub(super) struct Gothenburg {
    pub(super) council: CouncilId,
    pub(super) hub: HubId,
    pub(super) project: ProjectId,
    pub(super) brg: OrganisationId,
    /// The hub's operator, Göteborgsregionen.
    pub(super) operator: OrganisationId,
    /// In the order of the industries.
    pub(super) industry_councils: Vec<IndustryCouncilId>,
    /// An invented vehicle company in Göteborg.
    pub(super) vehicle_company: OrganisationId,
    pub(super) provider: OrganisationId,
    pub(super) programme: Programme,
}

/// The public parties that the source names.
pub(super) struct Parties {
    pub(super) gr: OrganisationId,
    pub(super) city: OrganisationId,
    pub(super) brg: OrganisationId,
    pub(super) region: OrganisationId,
}

pub(super) fn build(world: &mut World) -> Result<Gothenburg> {
    let parties = public_parties(world)?;
    let council = council(world, &parties)?;
    let industry_councils = industry_councils(world, council)?;
    let employers = employers(world)?;
    let project = project(world, &parties)?;
    let hub = hub(world, &parties, council, project);
    let provider = providers(world)?;
    let (efforts, afterwards) = efforts(world, council, hub, project, &provider)?;
    needs(world, council, hub, &industry_councils, &employers, &efforts, &afterwards)?;
    let programme = Programme {
        series: 3,
        project,
        council,
        generation: Generation::Later,
        first: day(2020, 8, 1),
        last: day(2022, 12, 31),
        until: None,
        people: 1_700,
        employers: employers.into_iter().filter(|employer| employer.industry < IN_THE_PROJECT).collect(),
        efforts,
        occasions: 4,
        situations: IN_TRANSITION,
        statuses: REPORTING,
        outcomes: results::TRANSITION,
        afterwards,
    };
    let vehicle_company = programme.employers[0].organisation;
    Ok(Gothenburg {
        council,
        hub,
        project,
        brg: parties.brg,
        operator: parties.gr,
        industry_councils,
        vehicle_company,
        provider: provider[0],
        programme,
    })
}

fn public_parties(world: &mut World) -> Result<Parties> {
    let mut party =
        |name, kind, number| world.organisation(&Party { number, ..Party::new(name, kind, "1480", Origin::Real) });
    Ok(Parties {
        gr: party("Göteborgsregionen", OrganisationKind::MunicipalFederation, Some("222000-0265"))?,
        city: party("Göteborgs Stad", OrganisationKind::Municipality, Some("212000-1355"))?,
        brg: party("Business Region Göteborg AB", OrganisationKind::Company, None)?,
        region: party("Västra Götalandsregionen", OrganisationKind::Region, Some("232100-0131"))?,
    })
}

/// Twelve invented companies in each industry of the target group, three in the others.
fn employers(world: &mut World) -> Result<Vec<Employer>> {
    let mut made = Vec::new();
    for (index, industry) in INDUSTRIES.iter().enumerate() {
        for nth in 0..if index < IN_THE_PROJECT { 12 } else { 3 } {
            let (municipality, place) = PLACES[nth % PLACES.len()];
            let (sni, trade) = (industry.sni[0], industry.trades[nth % 3]);
            let organisation =
                world.organisation(&Party::company(&format!("{place} {trade} Demo AB"), sni, municipality))?;
            let people = 450 + 10 * nth as i32;
            let women = people * industry.women as i32 / 100;
            world.workforce(organisation, day(2020, 9, 1), women, people - women);
            made.push(Employer { organisation, municipality, sni, industry: index, women: industry.women });
        }
    }
    Ok(made)
}

/// The card as the project bank shows it (S3-F1 … S3-F7). Support equals budget at a Union rate of 50 %.
fn project(world: &mut World, parties: &Parties) -> Result<ProjectId> {
    let card = ProjectCard {
        number: Some(NUMBER.to_owned()),
        owner_unit: Some("GR Utbildning".to_owned()),
        esf_region: Some("SE23".to_owned()),
        starts_on: Some(day(2020, 8, 1)),
        ends_on: Some(day(2022, 12, 31)),
        planned_participants: Some(1_750),
        contact_name: Some("Lena Hamberger".to_owned()),
        contact_email: Some("lena.hamberger@goteborgsregionen.se".to_owned()),
        postcode: Some("40222".to_owned()),
        description: Some(
            "Samverkansprojekt som etablerar ett Kompetensnav: infrastruktur och operativ motor för branschernas \
             kompetensomställning, som ska fortleva efter projektet. Råden ger inspel, omvärldsbevakning och \
             legitimitet; navet verkställer insatserna tillsammans med branschråden."
                .to_owned(),
        ),
        ..bare("GR kompetensomställning", parties.gr, ProgrammePeriod::From2014)
    };
    let card = funded(coded(card, "1", "1.1", "117", 5_000), 29_177_901, 29_177_901);
    let project = world.project(card, ProjectStatus::FinalReport, Origin::Real)?;
    for organisation in [parties.brg, parties.region, parties.city] {
        world.partner(project, organisation, Part::Partner);
    }
    world.partner(project, parties.gr, Part::Lead);
    let statement = "Varslade, permitterade eller anställda kvinnor och män inom fordonsindustri, handel, besöksnäring, \
                     transport och teknik/industri";
    world.target(project, TargetKind::Participants, 1_750, Precision::Exact, Some(statement));
    world.objective(
        project,
        "Stärkt position inom nuvarande bransch, eller bättre rustad för ett annat företag eller en annan bransch",
    );
    world.objective(project, "Ett Kompetensnav som permanent organisation, som fortlever efter projektet");
    world.objective(project, "Insatser som kan användas löpande och inom alla branscher");
    for (principle, measure) in [
        (
            HorizontalPrinciple::GenderEquality,
            "Branschernas bedömning av covid-19 görs för kvinnor och män var för sig",
        ),
        (HorizontalPrinciple::Accessibility, "Insatserna går att följa på distans och med hjälpmedel"),
        (HorizontalPrinciple::NonDiscrimination, "Urvalet till insatserna redovisas och granskas"),
    ] {
        world.measure(project, principle, measure);
    }
    let earlier = ProjectCard {
        starts_on: Some(day(2016, 9, 1)),
        ends_on: Some(day(2018, 8, 31)),
        description: Some(
            "Demonstration: ett av de tidigare projekt som visade behovet av en gemensam plattform.".to_owned(),
        ),
        ..bare("Gemensam plattform (demonstration)", parties.gr, ProgrammePeriod::From2014)
    };
    let earlier = world.project(earlier, ProjectStatus::Closed, Origin::Invented)?;
    world.predecessors.push((project, earlier));
    Ok(project)
}

/// Project money to the end of 2022, then the members' own (S3-F15). What they pay is invented.
fn hub(world: &mut World, parties: &Parties, council: CouncilId, project: ProjectId) -> HubId {
    let (from, last, after) = (day(2020, 8, 1), day(2022, 12, 31), day(2023, 1, 1));
    let hub = world.hub(&NewHub {
        council,
        operator: parties.gr,
        name: "Kompetensnav Göteborgsregionen",
        status: HubStatus::Permanent,
        established_on: from,
        closed_on: None,
        reason: Some("Rådets medlemmar bär navet från 2023"),
        origin: Origin::Invented,
    });
    world.paid_by_project(hub, project, from, last);
    world.paid_by(hub, FundingKind::MemberContribution, parties.gr, 2_400_000, after);
    world.paid_by(hub, FundingKind::MemberContribution, parties.city, 1_800_000, after);
    world.paid_by(hub, FundingKind::RegionalGrant, parties.region, 1_500_000, after);
    hub
}

fn providers(world: &mut World) -> Result<Vec<OrganisationId>> {
    ["Västra Utbildningshuset Demo AB", "Teknikskolan Hisingen Demo AB", "Distansakademin Demo AB"]
        .into_iter()
        .map(|name| {
            let kind = OrganisationKind::EducationProvider;
            world.organisation(&Party { sni: Some("855"), ..Party::new(name, kind, "1480", Origin::Invented) })
        })
        .collect()
}

/// Those of the project, reusable in every industry where none is named (S3-F17), and the hub's own after it.
fn efforts(
    world: &mut World,
    council: CouncilId,
    hub: HubId,
    project: ProjectId,
    providers: &[OrganisationId],
) -> Result<(Vec<Given>, Vec<Given>)> {
    let mut make = |project, since, catalogue: &[super::catalogue::Line]| {
        let mut made = Vec::new();
        for (nth, line) in catalogue.iter().enumerate() {
            let provider = Some(providers[nth % providers.len()]);
            let note = Note {
                accessibility: Some(ACCESSIBILITY),
                sni: line.industry.map(|industry| INDUSTRIES[industry].sni[0]),
                ..Note::default()
            };
            let at = world.effort(Giver { hub, council, project, provider, since }, line, note)?;
            made.push(Given { effort: world.efforts[at].clone(), industry: line.industry });
        }
        Ok::<_, kernel::Error>(made)
    };
    let in_project = make(Some(project), day(2020, 9, 1), &IN_PROJECT)?;
    let afterwards = make(None, day(2023, 2, 1), &AFTERWARDS)?;
    for (title, after) in REUSED {
        let own = |sought: &str| world.efforts.iter().position(|one| one.hub == hub && one.title == sought);
        if let Some((at, template)) = own(title).zip(own(after)) {
            world.efforts[at].template = Some(world.efforts[template].id);
        }
    }
    Ok((in_project, afterwards))
}

/// What of the hub's own efforts is made after which of the project's, in one industry or in all of them (S3-F17).
const REUSED: [(&str, &str); 3] = [
    ("Fossilfria transporter", "Hållbar omställning"),
    ("Förstelinjechef", "Ledarskap i förändring"),
    ("Agila arbetssätt", "Ständiga förbättringar"),
];

fn needs(
    world: &mut World,
    council: CouncilId,
    hub: HubId,
    industry_councils: &[IndustryCouncilId],
    employers: &[Employer],
    efforts: &[Given],
    afterwards: &[Given],
) -> Result<()> {
    let efforts: Vec<_> = efforts.iter().chain(afterwards).collect();
    let municipalities = PLACES.map(|(code, _)| code);
    for ((index, industry), industry_council) in INDUSTRIES.iter().enumerate().zip(industry_councils) {
        let own: Vec<_> = employers
            .iter()
            .filter(|employer| employer.industry == index)
            .map(|employer| employer.organisation)
            .collect();
        world.needs(&Ground {
            council,
            hub,
            industry_council: *industry_council,
            industry,
            index,
            series: index as u32,
            employers: &own,
            municipalities: &municipalities,
            region: "GOTEBORGSREGIONEN",
            efforts: &efforts,
            reported: IN_THE_SOURCES,
        })?;
    }
    Ok(())
}
