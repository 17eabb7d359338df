//! More happenings between organisations than the sources tell one by one: Avanto's learning meetings across its three sectors (S0-F8),
//! and the networks by role of Västmanland's ten companies (S4-F6), in every state, with their meetings. All of it is invented.

use chrono::NaiveDate;
use kernel::{
    Result,
    id::{OrganisationId, ParticipantId},
};
use workplaces::{
    LearningMeeting, NetworkMember, ProfessionalNetwork,
    attendance::Sector,
    meeting::PlanMeeting,
    network::{FormNetwork, NetworkStatus},
    network_member::JoinNetwork,
};

use super::{
    draw::Draw,
    networks::{Between, Held, meeting},
    programme::Programme,
    world::{World, day},
};

/// Keeps these draws apart from the others'.
const SERIES: u64 = 202;

/// Days of Avanto's meetings, their themes, and whether sectors meet there.
const MEETINGS: [(NaiveDate, &str, bool); 8] = [
    (day(2011, 5, 18), "Lärande miljöer", true),
    (day(2011, 9, 7), "Jämställdhet mot kund", false),
    (day(2011, 11, 23), "Ständiga förbättringar", true),
    (day(2012, 1, 25), "Delaktighet i mål och vision", false),
    (day(2012, 4, 18), "Kunskapsöverföring mellan kollegor", true),
    (day(2012, 9, 12), "Strategisk kompetensförsörjning", true),
    (day(2012, 11, 14), "Jämställdhet i organisationen", false),
    (day(2013, 1, 16), "Vad som fortgår efter Avanto", true),
];

/// A network of a programme's employers: its role, the occupation, how far it has come, which of them are in it, and the
/// days on which it met.
pub(super) type Network<'a> = (&'static str, &'static str, NetworkStatus, &'a [usize], &'a [NaiveDate]);

/// Where a programme's networks meet.
pub(super) struct Ground<'a> {
    pub(super) programme: &'a Programme,
    pub(super) sector: Sector,
    pub(super) place: &'static str,
    pub(super) joined_on: NaiveDate,
    /// When the first member of each left it.
    pub(super) left_on: NaiveDate,
    /// Of the first meeting of one that did not come about.
    pub(super) first_on: NaiveDate,
}

const NETWORKS: [Network<'static>; 5] = [
    (
        "Underhållstekniker",
        "7233",
        NetworkStatus::Active,
        &[0, 1, 2, 4, 6, 8],
        &[day(2020, 3, 11), day(2020, 9, 16), day(2021, 3, 17), day(2021, 9, 15), day(2022, 3, 16)],
    ),
    (
        "HR-specialist",
        "2423",
        NetworkStatus::Active,
        &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
        &[day(2020, 4, 22), day(2020, 11, 18), day(2021, 5, 19), day(2022, 5, 18)],
    ),
    (
        "Arbetsledare",
        "3122",
        NetworkStatus::Dormant,
        &[1, 3, 5, 9],
        &[day(2020, 5, 13), day(2020, 10, 14), day(2021, 4, 14)],
    ),
    ("Industrielektriker", "7412", NetworkStatus::Closed, &[2, 5, 7], &[day(2020, 6, 3), day(2021, 6, 2)]),
    // One organisation is no network yet.
    ("Operatör", "7223", NetworkStatus::Forming, &[7], &[]),
];

/// Of the people, those who take part in the knowledge lift, at the ten.
///
/// # Errors
/// As the meetings' and networks' own steps.
pub(super) fn build(
    world: &World,
    avanto: &Programme,
    knowledge: &Programme,
    people: &[(ParticipantId, OrganisationId)],
) -> Result<Between> {
    let mut between = Between::default();
    avanto_meets(world, avanto, &mut between)?;
    let ground = Ground {
        programme: knowledge,
        sector: Sector::OtherIndustry,
        place: "Västerås",
        joined_on: day(2020, 2, 10),
        left_on: day(2022, 1, 31),
        first_on: day(2022, 9, 14),
    };
    for (nth, network) in NETWORKS.into_iter().enumerate() {
        // Some of each network's members are persons.
        let own = people.iter().skip(nth).step_by(NETWORKS.len()).take(6).copied().collect::<Vec<_>>();
        role_network(world, &ground, network, &own, &mut between)?;
    }
    Ok(between)
}

fn avanto_meets(world: &World, avanto: &Programme, between: &mut Between) -> Result<()> {
    let mut draw = Draw::of(SERIES, 0);
    for (held_on, theme, is_crossing) in MEETINGS {
        let title = if is_crossing { "Gränsöverskridande lärmöte" } else { "Lärmöte inom sektorn" };
        // As seed 000 orders its organisations.
        let sectors: &[(Sector, usize, usize)] = if is_crossing {
            &[(Sector::GrowthCompany, 1, 25), (Sector::VehicleIndustry, 26, 20), (Sector::PublicSector, 46, 14)]
        } else {
            &[(Sector::PublicSector, 46, 14)]
        };
        let mut came = Vec::new();
        for (sector, first, of) in sectors {
            let begin = draw.below(*of);
            for step in 0..3 {
                let organisation = avanto.employers[first + (begin + step) % of].organisation;
                came.push((organisation, *sector, draw.between(1, 8)));
            }
        }
        let held = Held { project: avanto.project, network: None, title, theme, held_on, place: "Göteborg" };
        let (mut meeting, attendances) = meeting(world, &held, &came)?;
        meeting.close()?;
        between.meetings.push(meeting);
        between.attendances.extend(attendances);
    }
    Ok(())
}

/// A network with its members and meetings; of `people` those whose employers are in it are members themselves.
///
/// # Errors
/// As the network's and the meetings' own steps.
pub(super) fn role_network(
    world: &World,
    ground: &Ground<'_>,
    (role, ssyk, status, companies, days): Network<'_>,
    people: &[(ParticipantId, OrganisationId)],
    between: &mut Between,
) -> Result<()> {
    let programme = ground.programme;
    let form = FormNetwork {
        project: programme.project,
        name: format!("Nätverket för yrkesrollen {role} (demonstration)"),
        role: role.to_owned(),
        ssyk: Some(ssyk.to_owned()),
        purpose: Some("Tjänstespecifikt erfarenhetsutbyte mellan företagen".to_owned()),
    };
    let (mut network, _) = ProfessionalNetwork::form(world.id(), form)?;
    let organisations: Vec<_> = companies.iter().map(|nth| programme.employers[*nth].organisation).collect();
    let persons = people.iter().filter(|(_, organisation)| organisations.contains(organisation));
    let persons = persons.map(|(person, organisation)| (Some(*person), *organisation));
    let mut members = Vec::new();
    for (participant, organisation) in organisations.iter().map(|one| (None, *one)).chain(persons) {
        let joined_on = Some(ground.joined_on);
        let join = JoinNetwork { network: network.id, organisation, participant, joined_on };
        members.push(NetworkMember::join(world.id(), (&network, None), join, world.today)?.0);
    }
    if status != NetworkStatus::Forming {
        network.activate(&members)?;
    }
    let mut draw = Draw::of(SERIES, companies.len() as u32);
    for held_on in days {
        let theme = "Så gör vi hos oss";
        let title = format!("Nätverksmöte: {role}");
        let held = Held {
            project: programme.project,
            network: Some(&network),
            title: &title,
            theme,
            held_on: *held_on,
            place: ground.place,
        };
        let staying = organisations.iter().filter(|_| draw.percent(80)).copied().collect::<Vec<_>>();
        let came: Vec<_> = staying.into_iter().map(|one| (one, ground.sector, draw.between(1, 4))).collect();
        let (meeting, attendances) = meeting(world, &held, &came)?;
        between.meetings.push(meeting);
        between.attendances.extend(attendances);
    }
    if let Some(first) = members.first_mut().filter(|_| status == NetworkStatus::Active) {
        first.leave(Some(ground.left_on), world.today)?;
    }
    match status {
        NetworkStatus::Dormant => {
            network.rest("Vilar medan produktionen ställs om (demonstration)")?;
        }
        NetworkStatus::Closed => {
            network.close("Uppgick i ett annat nätverk (demonstration)")?;
        }
        // It meets for the first time when it has a second organisation.
        NetworkStatus::Forming => between.meetings.push(first_meeting(world, ground, &network)?),
        NetworkStatus::Active => {}
    }
    between.networks.push(network);
    between.members.extend(members);
    Ok(())
}

/// A meeting that never was, as nobody else joined.
fn first_meeting(world: &World, ground: &Ground<'_>, network: &ProfessionalNetwork) -> Result<LearningMeeting> {
    let plan = PlanMeeting {
        project: network.project,
        network: Some(network.id),
        title: "Första mötet".to_owned(),
        theme: None,
        planned_on: ground.first_on,
        place: Some(ground.place.to_owned()),
    };
    let (mut meeting, _) = LearningMeeting::plan(world.id(), Some(network), plan)?;
    meeting.cancel("Bara ett företag hade anmält sig (demonstration)")?;
    Ok(meeting)
}
