//! Göteborgsregionens kompetensråd: its members over time, and the industry councils it established.

use councils::{
    council::CouncilKind,
    membership::{MembershipStatus, SeatKind, Standing},
    organisation::OrganisationKind,
};
use kernel::{
    Result,
    id::{CouncilId, IndustryCouncilId},
};

use super::{
    draw::later,
    industries::INDUSTRIES,
    parties::{Origin, Party, Seat},
    seed_003::Parties,
    world::{World, day},
};

/// Fourteen members from 2018 (S3-F8). One gave way to another at the end of 2019, a fifteenth came in 2021, and one
/// left in 2022: whoever asks must say for which day.
pub(super) fn council(world: &mut World, parties: &Parties) -> Result<CouncilId> {
    use OrganisationKind as O;
    use SeatKind as S;
    let from = day(2018, 6, 1);
    let council = world.council(
        CouncilKind::SubRegional,
        "Göteborgsregionens kompetensråd",
        Some("GOTEBORGSREGIONEN"),
        from,
        Origin::Real,
    )?;
    for (organisation, seat) in [
        (parties.gr, S::Municipality),
        (parties.city, S::Municipality),
        (parties.brg, S::Other),
        (parties.region, S::Region),
    ] {
        world.seat(council, Seat::member(organisation, seat, from));
    }
    let invented =
        |world: &mut World, name, kind| world.organisation(&Party::new(name, kind, "1480", Origin::Invented));
    for (name, kind, seat) in [
        ("Fordonsbranschen Väst Demo", O::IndustryAssociation, S::IndustryAssociation),
        ("Handelns branschförbund Väst Demo", O::IndustryAssociation, S::IndustryAssociation),
        ("Industrifacket Väst Demo", O::Union, S::Union),
        ("Västkustens universitet Demo", O::University, S::University),
        ("Hamnens högskola Demo", O::University, S::University),
        ("Arbetsmarknadsmyndigheten Väst Demo", O::StateAgency, S::StateAgency),
        ("Älvstrandens teknikpark Demo", O::SciencePark, S::SciencePark),
        ("Yrkeskollegiet Väst Demo", O::EducationProvider, S::EducationProvider),
    ] {
        let organisation = invented(world, name, kind)?;
        world.seat(council, Seat::member(organisation, seat, from));
    }
    let left = invented(world, "Tjänstemannafacket Väst Demo", O::Union)?;
    let replaced = invented(world, "Vuxenskolan Väst Demo", O::EducationProvider)?;
    let replacing = invented(world, "Lärcentrum Väst Demo", O::EducationProvider)?;
    let later_on = invented(world, "Besöksnäringens förening Väst Demo", O::IndustryAssociation)?;
    let adjunct = invented(world, "Kunskapsinstitutet Demo", O::Other)?;
    let (declined, invited) = (invented(world, "Byggföretagen Väst Demo", O::IndustryAssociation)?, left);
    let ended = |to, reason| (MembershipStatus::Ended, Some(to), Some(reason));
    for (organisation, kind, from, (status, to, reason)) in [
        (left, S::Union, from, ended(day(2022, 6, 30), "Lämnade rådet på egen begäran")),
        (replaced, S::EducationProvider, from, ended(day(2019, 12, 31), "Ersatt av Lärcentrum Väst Demo")),
        (replacing, S::EducationProvider, day(2020, 1, 1), (MembershipStatus::Active, None, None)),
        (later_on, S::IndustryAssociation, day(2021, 3, 1), (MembershipStatus::OnLeave, None, Some("Vakant post"))),
        (invited, S::Union, world.in_months(2), (MembershipStatus::Invited, None, None)),
        (
            declined,
            S::IndustryAssociation,
            day(2021, 3, 1),
            (MembershipStatus::Declined, None, Some("Deltar i branschråd")),
        ),
    ] {
        world.seat(council, Seat { status, to, reason, ..Seat::member(organisation, kind, from) });
    }
    world.seat(council, Seat { standing: Standing::Adjunct, ..Seat::member(adjunct, S::Other, day(2021, 1, 1)) });
    Ok(council)
}

/// To establish industry councils is the council's task (S3-F9).
pub(super) fn industry_councils(world: &mut World, council: CouncilId) -> Result<Vec<IndustryCouncilId>> {
    let mut made = Vec::new();
    for (index, industry) in INDUSTRIES.iter().enumerate() {
        let established_on = later(day(2018, 10, 15), index as i32 * 45);
        made.push(world.industry_council(council, industry.council, industry.sni, established_on)?);
    }
    Ok(made)
}
