//! What happens between organisations while someone looks: meetings across industries and networks by role of the
//! project that goes on, up to the day of loading, what is planned next, and lessons that it took up. All of it is
//! invented.

use chrono::NaiveDate;
use kernel::{
    Result,
    id::{OrganisationId, ParticipantId, ProjectId},
};
use workplaces::{
    LearningMeeting, Lesson,
    attendance::Sector,
    lesson::{LessonKind, RecordLesson},
    meeting::PlanMeeting,
    network::NetworkStatus,
};

use super::{
    draw::{Draw, later},
    networks::{Between, Held, meeting},
    networks_more::{Ground, Network, role_network},
    ongoing::COMPANIES,
    programme::Programme,
    reflections::{months_before, workday},
    world::{World, day},
};

/// Keeps these draws apart from the others'.
const SERIES: u64 = 206;

/// Themes of the meetings across industries, and so many months ago each was.
const MEETINGS: [(&str, u32); 8] = [
    ("Kompetens som delas mellan branscher", 22),
    ("Lärande i vardagen", 19),
    ("Ständiga förbättringar", 16),
    ("Rekrytera bredare", 13),
    ("Handledning på arbetsplatsen", 10),
    ("Jämställdhet i praktiken", 7),
    ("Generativ AI i produktionen", 4),
    ("Validering som vi litar på", 1),
];

/// So many months ago the networks met.
const NETWORKS_MET: [u32; 6] = [20, 16, 12, 8, 5, 2];

/// Of the people, those who take part in the project. `earlier` is the invented project that the hub learnt from before
/// `sources_own`, the one of the sources.
///
/// # Errors
/// As the meetings', networks' and lessons' own steps.
pub(super) fn build(
    world: &World,
    programme: &Programme,
    (earlier, sources_own): (ProjectId, ProjectId),
    people: &[(ParticipantId, OrganisationId)],
) -> Result<Between> {
    let today = world.today;
    let mut between = Between::default();
    for (theme, ago) in MEETINGS {
        across_industries(world, programme, theme, workday(months_before(today, ago)), &mut between)?;
    }
    between.meetings.push(next(world, programme.project)?);

    let days = NETWORKS_MET.map(|ago| workday(months_before(today, ago)));
    let ground = Ground {
        programme,
        sector: Sector::VehicleIndustry,
        place: "Göteborg",
        joined_on: months_before(today, 23),
        left_on: months_before(today, 6),
        first_on: months_before(today, 3),
    };
    // The first of each leaves; the vehicle company, which is the first of all, stays.
    let networks: [Network<'_>; 3] = [
        ("Underhållstekniker", "7233", NetworkStatus::Active, &[1, 0, 2, 4, 6, 8], &days),
        ("Arbetsledare", "3122", NetworkStatus::Active, &[3, 0, 5, 7, 9, 11], &days[2..]),
        ("Industrielektriker", "7412", NetworkStatus::Forming, &[10], &[]),
    ];
    for network in networks {
        role_network(world, &ground, network, people, &mut between)?;
    }
    lessons(world, programme.project, (earlier, sources_own), &mut between)?;
    Ok(between)
}

/// Vehicle companies and others, at a meeting that is documented.
fn across_industries(
    world: &World,
    programme: &Programme,
    theme: &str,
    held_on: NaiveDate,
    between: &mut Between,
) -> Result<()> {
    let mut draw = Draw::of(SERIES, between.meetings.len() as u32);
    let (vehicle, other) = programme.employers.split_at(COMPANIES.min(programme.employers.len()));
    let mut came = Vec::new();
    for (employers, sector) in [(vehicle, Sector::VehicleIndustry), (other, Sector::OtherIndustry)] {
        let begin = draw.below(employers.len());
        let some = employers.iter().cycle().skip(begin).take(3);
        came.extend(some.map(|employer| (employer.organisation, sector, draw.between(1, 6))));
    }
    let title = "Lärmöte över branschgränserna";
    let held = Held { project: programme.project, network: None, title, theme, held_on, place: "Göteborg" };
    let (meeting, attendances) = meeting(world, &held, &came)?;
    between.meetings.push(meeting);
    between.attendances.extend(attendances);
    Ok(())
}

/// The meeting to come, to which they are invited.
fn next(world: &World, project: ProjectId) -> Result<LearningMeeting> {
    let plan = PlanMeeting {
        project,
        network: None,
        title: "Lärmöte över branschgränserna".to_owned(),
        theme: Some("Så stannar det vi lär oss".to_owned()),
        planned_on: later(world.today, 21),
        place: Some("Göteborg".to_owned()),
    };
    let (mut meeting, _) = LearningMeeting::plan(world.id(), None, plan)?;
    meeting.invite()?;
    Ok(meeting)
}

/// Two of the earlier project, which later ones took up, and one that is new.
fn lessons(
    world: &World,
    project: ProjectId,
    (earlier, sources_own): (ProjectId, ProjectId),
    between: &mut Between,
) -> Result<()> {
    let ended_on = day(2018, 8, 31);
    let lately = workday(months_before(world.today, 2));
    let learnt = [
        (
            earlier,
            LessonKind::CooperationForm,
            "Branscherna behöver mötas (demonstration)",
            "Behoven syns först när branscherna beskriver dem med samma ord.",
            ended_on,
            vec![sources_own, project],
        ),
        (
            earlier,
            LessonKind::SuccessFactor,
            "Chefen går först (demonstration)",
            "Där chefen själv gick kursen fick fler tid att gå den.",
            ended_on,
            vec![project],
        ),
        (
            project,
            LessonKind::SuccessFactor,
            "Planera in tid att öva (demonstration)",
            "De som fick öva på arbetstid använde det de hade lärt sig.",
            lately,
            Vec::new(),
        ),
    ];
    for (learnt_in, kind, title, text, recorded_on, taken_up_by) in learnt {
        let record = RecordLesson {
            project: learnt_in,
            kind,
            title: title.to_owned(),
            text: text.to_owned(),
            said_by: None,
            published_by: None,
            publication_url: None,
            recorded_on: Some(recorded_on),
        };
        let (mut lesson, _) = Lesson::record(world.id(), record, world.today)?;
        for project in taken_up_by {
            lesson.reuse(project)?;
            between.reused.push((lesson.id, project));
        }
        between.lessons.push(lesson);
    }
    Ok(())
}
