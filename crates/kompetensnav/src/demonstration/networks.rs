//! What the sources tell of happenings between organisations: learning meetings across sectors (S0-F8), what is to go on after Avanto
//! (S0-F11), what was written of it (S0-F13), networks by role (S4-F6) and what was learnt (S4-F7, S4-F12, S4-F13). Days, numbers of people, which organisations met and
//! what was found afterwards are invented.

use chrono::NaiveDate;
use kernel::{
    Result,
    id::{LessonId, OrganisationId, ProjectId},
};
use projects::partner::Part;
use store::Tx;
use workplaces::{
    LearningMeeting, Lesson, MeetingAttendance, NetworkMember, ProfessionalNetwork, SustainedResult,
    attendance::{RecordMeetingAttendance, Sector},
    lesson::{LessonKind, REUSING_PROJECTS, RecordLesson},
    meeting::{HoldMeeting, PlanMeeting},
    network::FormNetwork,
    network_member::JoinNetwork,
    sustained::{RecordSustainedResult, StillInUse},
};

use super::{
    programme::Programme,
    world::{World, day},
};

/// Rows between organisations.
#[derive(Default)]
pub(super) struct Between {
    pub(super) networks: Vec<ProfessionalNetwork>,
    pub(super) members: Vec<NetworkMember>,
    pub(super) meetings: Vec<LearningMeeting>,
    pub(super) attendances: Vec<MeetingAttendance>,
    pub(super) lessons: Vec<Lesson>,
    /// Which lesson was taken up by which project.
    pub(super) reused: Vec<(LessonId, ProjectId)>,
    pub(super) sustained: Vec<SustainedResult>,
}

impl Between {
    /// Counts its networks' organisations, of its own members and `further` ones.
    ///
    /// # Errors
    /// As [`ProfessionalNetwork::count`].
    pub(super) fn count(&mut self, further: &[NetworkMember]) -> Result<()> {
        let all: Vec<NetworkMember> = self.members.iter().chain(further).cloned().collect();
        for network in &mut self.networks {
            network.count(&all)?;
        }
        Ok(())
    }

    /// In the order that references ask for.
    ///
    /// # Errors
    /// As [`Tx::insert`].
    pub(super) async fn insert(&self, tx: &mut Tx) -> Result<()> {
        tx.insert_many(&self.networks).await?;
        tx.insert_many(&self.members).await?;
        tx.insert_many(&self.meetings).await?;
        tx.insert_many(&self.attendances).await?;
        tx.insert_many(&self.lessons).await?;
        for (lesson, project) in &self.reused {
            tx.link(REUSING_PROJECTS, *lesson, *project).await?;
        }
        tx.insert_many(&self.sustained).await
    }
}

/// Of Avanto, whose first employer is the source's own, and of the knowledge lift with its ten companies.
pub(super) fn build(world: &World, avanto: &Programme, knowledge: &Programme) -> Result<Between> {
    let of = |programme: &Programme, nth: usize| programme.employers[nth].organisation;
    // Avanto's growth companies stand before its suppliers to the vehicle industry, and those before the public sector.
    let (growth, vehicle, public) = (Sector::GrowthCompany, Sector::VehicleIndustry, Sector::PublicSector);
    let across = [(of(avanto, 0), growth, 4), (of(avanto, 26), vehicle, 3), (of(avanto, 46), public, 6)];
    let within = [(of(avanto, 1), growth, 5), (of(avanto, 2), growth, 3)];
    let theme = "Strategisk kompetensförsörjning";
    let held =
        |title, held_on| Held { project: avanto.project, network: None, title, theme, held_on, place: "Göteborg" };
    let crossing = meeting(world, &held("Gränsöverskridande lärmöte", day(2012, 2, 29)), &across)?;
    let growing = meeting(world, &held("Lärmöte för tillväxtföretag", day(2011, 10, 12)), &within)?;
    let (meetings, attendances): (Vec<_>, Vec<_>) = [crossing, growing].into_iter().unzip();

    let (mut network, _) = ProfessionalNetwork::form(
        world.id(),
        FormNetwork {
            project: knowledge.project,
            name: "Produktionsledarnas nätverk (demonstration)".to_owned(),
            role: "Produktionsledare".to_owned(),
            ssyk: Some("3111".to_owned()),
            purpose: Some("Tjänstespecifikt erfarenhetsutbyte mellan de tio företagen".to_owned()),
        },
    )?;
    let joined = [0, 3, 5].map(|nth| JoinNetwork {
        network: network.id,
        organisation: of(knowledge, nth),
        participant: None,
        joined_on: Some(day(2020, 2, 3)),
    });
    let members =
        joined.into_iter().map(|one| Ok(NetworkMember::join(world.id(), (&network, None), one, world.today)?.0));
    let members: Vec<NetworkMember> = members.collect::<Result<_>>()?;
    network.activate(&members)?;

    Ok(Between {
        networks: vec![network],
        members,
        meetings,
        attendances: attendances.into_iter().flatten().collect(),
        lessons: lessons(world, avanto.project, knowledge.project)?,
        reused: Vec::new(),
        sustained: sustained(world, avanto)?,
    })
}

/// A meeting that was held.
pub(super) struct Held<'a> {
    pub(super) project: ProjectId,
    pub(super) network: Option<&'a ProfessionalNetwork>,
    pub(super) title: &'a str,
    pub(super) theme: &'a str,
    pub(super) held_on: NaiveDate,
    pub(super) place: &'a str,
}

/// The meeting, documented, and who came to it.
///
/// # Errors
/// As the meeting's own steps.
pub(super) fn meeting(
    world: &World,
    held: &Held<'_>,
    came: &[(OrganisationId, Sector, i32)],
) -> Result<(LearningMeeting, Vec<MeetingAttendance>)> {
    let held_on = held.held_on;
    let plan = PlanMeeting {
        project: held.project,
        network: held.network.map(|network| network.id),
        title: held.title.to_owned(),
        theme: Some(held.theme.to_owned()),
        planned_on: held_on,
        place: Some(held.place.to_owned()),
    };
    let (mut meeting, _) = LearningMeeting::plan(world.id(), held.network, plan)?;
    meeting.invite()?;
    let held = HoldMeeting { id: meeting.id, expected_version: meeting.version, held_on, place: None };
    meeting.hold(held, None, world.today)?;
    let mut attendances = Vec::new();
    for (organisation, sector, head_count) in came {
        let (organisation, sector, head_count) = (*organisation, *sector, *head_count);
        let came = RecordMeetingAttendance { meeting: meeting.id, organisation, sector, head_count };
        attendances.push(MeetingAttendance::of(world.id(), &meeting, came)?.0);
    }
    meeting.count(&attendances);
    meeting.document("Deltagarna berättade för varandra hur de gör lärandet till en del av arbetet.")?;
    Ok((meeting, attendances))
}

fn lessons(world: &World, avanto: ProjectId, knowledge: ProjectId) -> Result<Vec<Lesson>> {
    let lesson = |project, kind, title: &str, text: &str, said_by: Option<&str>, on| {
        let command = RecordLesson {
            project,
            kind,
            title: title.to_owned(),
            text: text.to_owned(),
            said_by: said_by.map(str::to_owned),
            published_by: None,
            publication_url: None,
            recorded_on: Some(on),
        };
        Ok(Lesson::record(world.id(), command, world.today)?.0)
    };
    let spring = day(2020, 4, 15);
    let mut lessons: Vec<Lesson> = [
        lesson(
            avanto,
            LessonKind::Statement,
            "Ingen enskild kurs",
            "”Nu satsar vi på en organisatorisk förändring som ska fortgå även efter Avantos avslut.”",
            Some("Christina Johnson, Matthews Swedot AB"),
            day(2012, 2, 29),
        ),
        lesson(
            knowledge,
            LessonKind::SuccessFactor,
            "Styrkan i att vara tio",
            "En samlad grupp företag med ett gemensamt varför.",
            None,
            spring,
        ),
        lesson(
            knowledge,
            LessonKind::CooperationForm,
            "Tjänstespecifika yrkesnätverk",
            "Nya samverkansformer är lika viktiga som själva insatserna.",
            None,
            spring,
        ),
        lesson(
            knowledge,
            LessonKind::PublicEducationPartnership,
            "Samarbete med det offentliga utbildningssystemet",
            "Behovet är större än vad ett projekt kan möta, så samarbetet behöver vara långsiktigt.",
            None,
            spring,
        ),
        lesson(
            knowledge,
            LessonKind::Vision,
            "Livslångt lärande som något naturligt",
            "Större mångfald, fler som ser industrin som sin, och modigare rekrytering.",
            None,
            spring,
        ),
        lesson(
            avanto,
            LessonKind::Statement,
            "Kontinuerligt lärande",
            "Kompetensförsörjningen hör ihop med verksamhetens plan. Ur en ledare som Produktionslyftet spred.",
            Some("Karin Ingelhag, projektledare, Business Region Göteborg AB"),
            day(2012, 2, 29),
        ),
    ]
    .into_iter()
    .collect::<Result<_>>()?;
    let spread = world.partners.iter().find(|partner| partner.project == avanto && partner.part == Part::Spread);
    if let Some(editorial) = lessons.last_mut() {
        editorial.published_by = spread.map(|partner| partner.organisation);
    }
    Ok(lessons)
}

/// Six and twelve months after Avanto (S0, question d).
fn sustained(world: &World, avanto: &Programme) -> Result<Vec<SustainedResult>> {
    let found = |checked_on, still_in_use, earlier| RecordSustainedResult {
        project: avanto.project,
        organisation: Some(avanto.employers[0].organisation),
        practice: "Alla anställda deltar i förändringsarbetet".to_owned(),
        checked_on,
        still_in_use,
        run_by: Some("Företaget, med egna medel".to_owned()),
        note: Some("Påhittat för demonstration.".to_owned()),
        earlier,
    };
    let (ended_on, today) = (Some(avanto.last), world.today);
    let first = found(day(2013, 7, 31), StillInUse::Yes, None);
    let (mut six, _) = SustainedResult::record(world.id(), ended_on, None, first, today)?;
    let second = found(day(2014, 1, 31), StillInUse::Partly, Some(six.id));
    let (twelve, _) = SustainedResult::record(world.id(), ended_on, Some(&mut six), second, today)?;
    Ok(vec![six, twelve])
}
