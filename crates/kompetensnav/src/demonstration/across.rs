//! What shows across organisations: a dozen of Avanto's with workplaces that reflect and analyses that are published, members of
//! networks who took a course for their role, what networks share, what came of the measures for the horizontal principles and which
//! companies have their own, and what goes on after the knowledge lift. The sources tell none of it so far, so it is invented. Made
//! after what each organisation has by itself, so that no other row's id moves.

use chrono::NaiveDate;
use kernel::{
    Error, Id, Result, SequentialIds,
    id::{EffortId, OrganisationId, ParticipantId, ProjectTargetId},
};
use projects::{PrincipleMeasure, principle_measure::HorizontalPrinciple};
use store::Tx;
use workplaces::{
    Material, NetworkMember, ProfessionalNetwork, SustainedResult, Workplace,
    analysis::AnalysisStatus,
    material::{MaterialKind, PublishMaterial},
    network::NetworkStatus,
    network_member::JoinNetwork,
    sustained::{RecordSustainedResult, StillInUse},
};

use super::{
    competence_supply::{CompetenceSupply, five_steps},
    draw::Draw,
    learning::Learning,
    networks::Between,
    programme::Programme,
    reflections::{Ground, Trend, given_by, workplace},
    supply_001::{CNC, Employer, LEADING, LEAN, employees},
    world::{World, day, ids_from},
};

/// Keeps these draws apart from the others'.
const SERIES: u64 = 207;
/// Ids of their own, for what was added later, so that no other row's moves.
const IDS_FROM: u128 = ids_from(3);

/// Which of Avanto's, as seed 000 orders them: four a sector. Their ids are told apart by their last letters, as noise asks for.
const DOZEN: [usize; 12] = [1, 2, 3, 4, 29, 31, 32, 33, 46, 47, 48, 49];

/// Which of Robotdalen's companies, as seed 001 orders them, do something of their own for each of its principles: one a county.
const FOR_EACH: [usize; 3] = [3, 6, 11];
/// And one that does for equality alone.
const FOR_EQUALITY: usize = 14;

/// The first of the public sector.
const PUBLIC: usize = 46;

/// The two years that their workplaces have the film.
const OPENED_ON: NaiveDate = day(2021, 1, 11);
const UNTIL: NaiveDate = day(2022, 12, 16);

/// So many of a network's members, at most, are noted for a course of their role.
const OF_THE_ROLE: usize = 2;

/// What there is already.
pub(super) struct Already<'a> {
    pub(super) avanto: &'a Programme,
    pub(super) robotdalen: &'a Programme,
    pub(super) knowledge: &'a Programme,
    /// Who publishes the film, and gives what workplaces may tell of.
    pub(super) publisher: OrganisationId,
    pub(super) film: &'a Material,
    /// The knowledge lift's networks by role.
    pub(super) networks: &'a Between,
    /// Who has begun which effort of it, and for whom they work.
    pub(super) courses: &'a [(ParticipantId, OrganisationId, EffortId)],
}

/// Rows across organisations.
pub(super) struct Across {
    pub(super) learning: Learning,
    supply: CompetenceSupply,
    pub(super) between: Between,
    measures: Vec<PrincipleMeasure>,
}

impl Across {
    /// In the order that references ask for.
    ///
    /// # Errors
    /// As [`Tx::insert`].
    pub(super) async fn insert(&self, tx: &mut Tx) -> Result<()> {
        self.learning.insert(tx).await?;
        self.supply.insert(tx).await?;
        self.between.insert(tx).await?;
        tx.insert_many(&self.measures).await
    }
}

/// # Errors
/// As the rows' own steps; `Broken` where what they rest on is missing.
pub(super) fn build(world: &World, already: &Already<'_>) -> Result<Across> {
    let mut learning = Learning::default();
    for (nth, at) in DOZEN.into_iter().enumerate() {
        let employer = &already.avanto.employers[at];
        let name = if at < PUBLIC { "Verkstaden (demonstration)" } else { "Mottagningen (demonstration)" };
        let place = (name, 12 + 3 * nth as i32, trend(nth));
        learning.workplaces.push(workplace(world, employer.organisation, place, employer.municipality, OPENED_ON)?);
    }
    let efforts = given_by(world, already.publisher);
    let ground = Ground { world, material: already.film, efforts: &efforts };
    let workplaces = std::mem::take(&mut learning.workplaces);
    reflect(&mut learning, &ground, &workplaces, UNTIL, 0)?;
    learning.workplaces = workplaces;
    learning.materials = shared(world, already)?;
    let supply = analysed(world, already.avanto)?;
    let between = Between {
        members: in_both(world, already.knowledge, already.networks, already.courses, day(2021, 2, 8))?,
        sustained: sustained(world, already)?,
        ..Between::default()
    };
    // The place of a row that is no more, so that no other row's id moves.
    let _: ProjectTargetId = world.id();
    let mut measures = at_companies(world, already.robotdalen);
    measures.extend(adapted(world, already.knowledge)?);
    Ok(Across { learning, supply, between, measures })
}

/// What the same workplaces have done in the two years up to the day of loading.
///
/// # Errors
/// As the reflections' own steps.
pub(super) fn of_today(ground: &Ground<'_>, workplaces: &[Workplace]) -> Result<Learning> {
    let mut learning = Learning::default();
    reflect(&mut learning, ground, workplaces, ground.world.today, 100)?;
    Ok(learning)
}

fn reflect(
    learning: &mut Learning,
    ground: &Ground<'_>,
    workplaces: &[Workplace],
    until: NaiveDate,
    draws: u32,
) -> Result<()> {
    for (nth, place) in workplaces.iter().enumerate() {
        learning.at(ground, place, trend(nth), (until, until), &mut Draw::of(SERIES, draws + nth as u32))?;
    }
    Ok(())
}

const fn trend(nth: usize) -> Trend {
    if nth % 3 == 2 { Trend::Down } else { Trend::Up }
}

/// An analysis each, published within the project.
fn analysed(world: &World, avanto: &Programme) -> Result<CompetenceSupply> {
    let owner = world.projects.iter().find(|project| project.id == avanto.project);
    let owner = owner.ok_or_else(|| Error::broken("Avanto's project is missing"))?.card.owner;
    let scale = five_steps(world, owner, "Avantos fem steg (demonstration)")?;
    let mut supply = CompetenceSupply::default();
    for (nth, at) in DOZEN.into_iter().enumerate() {
        let organisation = avanto.employers[at].organisation;
        let employees = employees(world, organisation, nth)?;
        let skills: &'static [&'static str] = if at < PUBLIC { &[CNC, LEADING] } else { &[LEADING, LEAN] };
        let employer = Employer { organisation, project: avanto.project, scale: &scale, employees: &employees, skills };
        let begun = ("Kompetensanalys 2012 (demonstration)", day(2012, 3, 5));
        let (analysis, _) = employer.analysis(world, &mut supply, begun, AnalysisStatus::Published)?;
        supply.analyses.push(analysis);
        supply.employees.extend(employees);
    }
    supply.scales.push(scale);
    Ok(supply)
}

/// Some who took a course of the programme's for the role of a network that their employer is in, and came to be in it themselves.
///
/// # Errors
/// As [`NetworkMember::join`].
pub(super) fn in_both(
    world: &World,
    programme: &Programme,
    between: &Between,
    courses: &[(ParticipantId, OrganisationId, EffortId)],
    joined_on: NaiveDate,
) -> Result<Vec<NetworkMember>> {
    let mut joined: Vec<NetworkMember> = Vec::new();
    for network in between.networks.iter().filter(|network| network.status != NetworkStatus::Closed) {
        let id = network.id;
        let members = || between.members.iter().filter(move |member| member.network == id);
        let mut persons: Vec<_> = members().filter_map(|member| member.participant).collect();
        let before = persons.len();
        for (person, organisation, effort) in courses {
            let is_member = || members().any(|own| own.organisation == *organisation);
            let fits = is_for(programme, *effort, network) && is_member();
            if persons.len() == before + OF_THE_ROLE || !fits || persons.contains(person) {
                continue;
            }
            let join = JoinNetwork {
                network: network.id,
                organisation: *organisation,
                participant: Some(*person),
                joined_on: Some(joined_on),
            };
            joined.push(NetworkMember::join(world.id(), (network, None), join, world.today)?.0);
            persons.push(*person);
        }
    }
    Ok(joined)
}

fn is_for(programme: &Programme, effort: EffortId, network: &ProfessionalNetwork) -> bool {
    let given = programme.efforts.iter().find(|given| given.effort.id == effort);
    let role = given.and_then(|given| given.effort.codes.ssyk.as_deref());
    role.zip(network.ssyk.as_deref()).is_some_and(|(role, of)| role.starts_with(of))
}

/// What two of the networks share, by the one who gives the project's education.
fn shared(world: &World, already: &Already<'_>) -> Result<Vec<Material>> {
    let mut materials = Vec::new();
    for (role, title, address, prompt) in [
        (
            "Underhållstekniker",
            "Checklista för förebyggande underhåll (demonstration)",
            "https://example.org/checklista",
            "Vilken punkt skulle ni lägga till?",
        ),
        (
            "HR-specialist",
            "Frågor till medarbetarsamtalet (demonstration)",
            "https://example.org/medarbetarsamtal",
            "Vilken fråga öppnar för lärande?",
        ),
    ] {
        let network = already.networks.networks.iter().find(|network| network.role == role);
        let network = network.ok_or_else(|| Error::broken(format!("there is no network of {role:?}")))?;
        let publish = PublishMaterial {
            organisation: provider(already.knowledge)?,
            network: Some(network.id),
            kind: MaterialKind::Text,
            title: title.to_owned(),
            url: Some(address.to_owned()),
            minutes: Some(5),
            language: Some("sv".to_owned()),
            prompt: prompt.to_owned(),
            further_prompts: Vec::new(),
            prompt_minutes: 10,
        };
        materials.push(Material::publish(world.id(), Some(network), publish, day(2021, 3, 17))?.0);
    }
    Ok(materials)
}

fn provider(programme: &Programme) -> Result<OrganisationId> {
    let given = programme.efforts.iter().find_map(|given| given.effort.provider);
    given.ok_or_else(|| Error::broken("nobody gives the project's efforts"))
}

/// Six and twelve months after the knowledge lift.
fn sustained(world: &World, already: &Already<'_>) -> Result<Vec<SustainedResult>> {
    let (ended_on, today) = (Some(already.knowledge.last), world.today);
    let mut found = Vec::new();
    for (practice, run_by, organisation, later) in [
        ("Yrkesnätverken möts utan projektet (demonstration)", "Företagen, med egna medel", None, StillInUse::Yes),
        (
            "Kurserna ges i det ordinarie utbudet (demonstration)",
            "Anordnaren, mot avgift",
            Some(provider(already.knowledge)?),
            StillInUse::Partly,
        ),
    ] {
        let record = |checked_on, still_in_use, earlier| RecordSustainedResult {
            project: already.knowledge.project,
            organisation,
            practice: practice.to_owned(),
            checked_on,
            still_in_use,
            run_by: Some(run_by.to_owned()),
            note: Some("Påhittat för demonstration.".to_owned()),
            earlier,
        };
        let first = record(day(2023, 6, 30), StillInUse::Yes, None);
        let (mut six, _) = SustainedResult::record(world.id(), ended_on, None, first, today)?;
        let second = record(day(2023, 12, 31), later, Some(six.id));
        let (twelve, _) = SustainedResult::record(world.id(), ended_on, Some(&mut six), second, today)?;
        found.extend([six, twelve]);
    }
    Ok(found)
}

/// What some of Robotdalen's companies do for its principles, each at its own place (S1-F8).
fn at_companies(world: &World, robotdalen: &Programme) -> Vec<PrincipleMeasure> {
    let mut measures = Vec::new();
    for like in world.measures.iter().filter(|measure| measure.project == robotdalen.project) {
        let one = (like.principle == HorizontalPrinciple::GenderEquality).then_some(FOR_EQUALITY);
        for at in FOR_EACH.into_iter().chain(one) {
            measures.push(PrincipleMeasure {
                id: world.id(),
                version: 1,
                organisation: Some(robotdalen.employers[at].organisation),
                evidence: Some("Anteckningar från arbetsplatsträffen (demonstration)".to_owned()),
                responsible: Some("HR-ansvarig".to_owned()),
                follow_up: None,
                followed_up_on: None,
                ..like.clone()
            });
        }
    }
    measures
}

/// What is adapted in efforts of the knowledge lift, so that everyone who takes part can take them to heart (S4-F9): which effort, what
/// is done, and what shows it.
const ADAPTED: [(&str, &str, &str); 6] = [
    (
        "Robotprogrammering",
        "Övningarna går att göra sittande, och på en skärm med uppläsning",
        "Kursplanen (demonstration)",
    ),
    ("Kraftelektronik", "Längre provtid, och muntligt prov för den som vill", "Provanvisningen (demonstration)"),
    ("Batteriteknik", "Lokalen har hörslinga och är fri från trösklar", "Anordnarens lokalbeskrivning (demonstration)"),
    ("Dataanalys i produktionen", "Filmerna är textade och finns att läsa", "Kursrummet (demonstration)"),
    ("Cybersäkerhet för industrin", "Materialet följer WCAG 2.1 AA", "Anordnarens granskning (demonstration)"),
    (
        "Ledarskap med jämställdhet, tillgänglighet och likabehandling",
        "Teckenspråkstolk på begäran, och material i förväg",
        "Avtalets bilaga om tillgänglighet (demonstration)",
    ),
];

fn adapted(world: &World, knowledge: &Programme) -> Result<Vec<PrincipleMeasure>> {
    let is_like = |own: &&PrincipleMeasure| {
        own.project == knowledge.project && own.principle == HorizontalPrinciple::Accessibility
    };
    let like = world.measures.iter().find(is_like).ok_or_else(|| Error::broken("the lift has no such measure"))?;
    let ids = SequentialIds::starting_at(IDS_FROM);
    let adapted = ADAPTED.into_iter().map(|(title, measure, evidence)| {
        let given = knowledge.efforts.iter().find(|given| given.effort.title == title);
        let effort = given.ok_or_else(|| Error::broken(format!("the lift gives no {title}")))?.effort.id;
        Ok(PrincipleMeasure {
            id: Id::new(&ids),
            version: 1,
            measure: measure.to_owned(),
            evidence: Some(evidence.to_owned()),
            responsible: Some("Anordnarens kursansvariga".to_owned()),
            effort: Some(effort),
            organisation: None,
            target: None,
            follow_up: None,
            followed_up_on: None,
            ..like.clone()
        })
    });
    adapted.collect()
}

/// What came of a measure.
struct Followed {
    measure: &'static str,
    /// The effort that carries it out.
    effort: Option<&'static str>,
    /// Whether it is done where the project is owned.
    at_the_owner: bool,
    evidence: &'static str,
    responsible: &'static str,
    follow_up: &'static str,
    on: NaiveDate,
}

const FOLLOWED: [Followed; 4] = [
    Followed {
        measure: "Jämställdhetsarbete inom verksamheten och mot kund, på individ- och organisationsnivå",
        effort: Some("Jämställdhet i organisationen"),
        at_the_owner: false,
        evidence: "Lärmötenas dokumentation (demonstration)",
        responsible: "Projektledare",
        follow_up: "Fler verksamheter har en egen plan för jämställdhet (demonstration)",
        on: day(2013, 1, 31),
    },
    Followed {
        measure: "Öka företagens kunskaper kring jämställdhet",
        effort: Some("Jämställdhet, integration och tillgänglighet"),
        at_the_owner: false,
        evidence: "Närvaron vid tillfällena (demonstration)",
        responsible: "Projektledare",
        follow_up: "Alla sjutton har deltagit (demonstration)",
        on: day(2013, 6, 28),
    },
    Followed {
        measure: "Branschernas bedömning av covid-19 görs för kvinnor och män var för sig",
        effort: None,
        at_the_owner: true,
        evidence: "Bedömningarna i branschrådens underlag (demonstration)",
        responsible: "Processledare",
        follow_up: "Skillnaderna är med i prioriteringen (demonstration)",
        on: day(2021, 12, 15),
    },
    Followed {
        measure: "Kunskap om likabehandling hos företag, individer och projektledning, även i ledarskapsutbildningar",
        effort: None,
        at_the_owner: false,
        evidence: "Kursplanerna för ledarskapsutbildningarna (demonstration)",
        responsible: "Anordnarens kursansvariga",
        follow_up: "Ämnet är med i varje ledarskapsutbildning (demonstration)",
        on: day(2022, 12, 15),
    },
];

/// Notes what came of some of the measures. They change, and get no ids.
pub(super) fn follow_up(world: &mut World) {
    for measure in &mut world.measures {
        let Some(followed) = FOLLOWED.iter().find(|followed| followed.measure == measure.measure) else { continue };
        let project = measure.project;
        let is_it = |title: &str| {
            let own = world.efforts.iter().find(|effort| effort.project == Some(project) && effort.title == title);
            own.map(|effort| effort.id)
        };
        let owner = world.projects.iter().find(|own| own.id == project).map(|own| own.card.owner);
        measure.version += 1;
        measure.evidence = Some(followed.evidence.to_owned());
        measure.responsible = Some(followed.responsible.to_owned());
        measure.effort = followed.effort.and_then(is_it);
        measure.organisation = owner.filter(|_| followed.at_the_owner);
        measure.follow_up = Some(followed.follow_up.to_owned());
        measure.followed_up_on = Some(followed.on);
    }
}
