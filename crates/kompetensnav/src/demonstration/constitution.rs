//! How the councils are constituted: their charters, the seats of the industry councils with two years of mandates up to the day of
//! loading, substitutes, and who sits for whom. All of it is invented but the task of Göteborgsregionens kompetensråd (S3-F9).

use chrono::NaiveDate;
use councils::{
    Body, CouncilCharter, CouncilSeat, Membership, Representative,
    charter::{AdoptCharter, DecisionRule},
    membership::{MembershipStatus, SeatKind, Standing},
    representative::NameRepresentative,
};
use kernel::{
    Result,
    id::{CouncilId, CouncilSeatId, IndustryCouncilId, OrganisationId},
};
use store::Tx;

use super::{
    draw::later,
    parties::designation,
    reflections::months_before,
    seed_003::Gothenburg,
    world::{World, day},
};

/// What the council of Göteborgsregionen was formed for.
const TASK: &str = "Att inrätta branschråd, och att arbeta långsiktigt med kompetensförsörjningen i Göteborgsregionen";

const FIRST_NAMES: [&str; 11] =
    ["Astrid", "Bo", "Cecilia", "David", "Elin", "Fatima", "Gustav", "Hanna", "Ivan", "Jamila", "Karl"];
const LAST_NAMES: [&str; 7] =
    ["Demosson", "Exempelgren", "Provberg", "Mallström", "Tänkvist", "Påhittsdotter", "Skissander"];

/// What was made.
#[derive(Default)]
pub(super) struct Constitution {
    charters: Vec<CouncilCharter>,
    seats: Vec<CouncilSeat>,
    mandates: Vec<Membership>,
    representatives: Vec<Representative>,
}

impl Constitution {
    /// In the order that references ask for.
    ///
    /// # Errors
    /// As [`Tx::insert`].
    pub(super) async fn insert(&self, tx: &mut Tx) -> Result<()> {
        tx.insert_many(&self.charters).await?;
        tx.insert_many(&self.seats).await?;
        tx.insert_many(&self.mandates).await?;
        tx.insert_many(&self.representatives).await
    }

    /// Takes a version in, and gives the one before it its last day.
    fn adopt(&mut self, world: &World, body: Body, command: AdoptCharter) -> Result<()> {
        let earlier: Vec<_> = self.charters.iter().filter(|charter| charter.body() == body).cloned().collect();
        let (charter, before, _) = CouncilCharter::adopt(world.id(), body, command, &earlier, world.today)?;
        for before in before {
            self.charters.retain(|charter| charter.id != before.id);
            self.charters.push(before);
        }
        self.charters.push(charter);
        Ok(())
    }

    fn seat(&mut self, world: &World, body: Body, kind: SeatKind, opened_on: NaiveDate) -> CouncilSeatId {
        let id = world.id();
        let of_kind = self.seats.iter().filter(|seat| seat.body() == body && seat.kind == kind).count();
        self.seats.push(CouncilSeat {
            id,
            version: 1,
            council: body.council,
            industry_council: body.industry_council,
            kind,
            name: designation(of_kind),
            opened_on,
            closed_on: None,
        });
        id
    }

    /// Whoever sits for a mandate that is held, and for some whoever sat there before.
    fn represent(&mut self, world: &World, mandate: &Membership) -> Result<()> {
        let begins = mandate.mandate_from.max(months_before(world.today, 24));
        let changed =
            self.representatives.len().is_multiple_of(3).then(|| months_before(world.today, 10).max(later(begins, 1)));
        let mut here: Vec<Representative> = Vec::new();
        for from in [Some(begins), changed].into_iter().flatten() {
            let nth = self.representatives.len() + here.len();
            let (first, last) = (FIRST_NAMES[nth % FIRST_NAMES.len()], LAST_NAMES[nth % LAST_NAMES.len()]);
            let command = NameRepresentative {
                membership: mandate.id,
                name: format!("{first} {last} (demonstration)"),
                valid_from: Some(from),
                published: matches!(mandate.seat, SeatKind::Municipality | SeatKind::Region | SeatKind::StateAgency),
            };
            let (named, before, _) = Representative::name(world.id(), mandate, command, &here, world.today)?;
            if let Some(before) = before {
                here.retain(|person| person.id != before.id);
                here.push(before);
            }
            here.push(named);
        }
        self.representatives.extend(here);
        Ok(())
    }
}

/// Of every council a charter, of Göteborgsregionen's all the rest.
///
/// # Errors
/// As the charters' and representatives' own steps.
pub(super) fn build(world: &World, gothenburg: &Gothenburg) -> Result<Constitution> {
    let mut made = Constitution::default();
    for council in &world.councils {
        let body = Body { council: council.id, industry_council: None };
        let decided_on = council.charter_on.unwrap_or(day(2018, 6, 1));
        let task = (council.id == gothenburg.council).then(|| TASK.to_owned());
        made.adopt(world, body, charter(body, task, decided_on, DecisionRule::Consensus))?;
    }
    let body = Body { council: gothenburg.council, industry_council: None };
    let revised_on = months_before(world.today, 24);
    let revised = charter(body, Some(TASK.to_owned()), revised_on, DecisionRule::Majority);
    made.adopt(world, body, AdoptCharter { notice_days: 10, casting_vote: true, ..revised })?;

    let held: Vec<&Membership> = world
        .seats
        .iter()
        .filter(|seat| seat.council == gothenburg.council && seat.standing == Standing::Member)
        .filter(|seat| matches!(seat.status, MembershipStatus::Active | MembershipStatus::OnLeave))
        .collect();
    for member in held.iter().take(3) {
        let substitute = Membership {
            id: world.id(),
            standing: Standing::Substitute,
            mandate_from: revised_on,
            ..Membership::clone(member)
        };
        made.mandates.push(substitute);
    }
    for member in &held {
        made.represent(world, member)?;
    }
    for (nth, id) in gothenburg.industry_councils.iter().enumerate() {
        industry_council(world, gothenburg, (nth, *id), &held, &mut made)?;
    }
    Ok(made)
}

fn charter(body: Body, task: Option<String>, decided_on: NaiveDate, decision_rule: DecisionRule) -> AdoptCharter {
    AdoptCharter {
        council: body.council,
        industry_council: body.industry_council,
        valid_from: decided_on,
        decided_on,
        decision_reference: Some(format!("Protokoll {decided_on}, § 2")),
        task,
        quorum_percent: Some(51),
        quorum_seats: None,
        decision_rule,
        notice_days: 7,
        casting_vote: false,
        publishes_minutes: Some(true),
    }
}

/// Two seats of employers, of which one is soon to be filled anew, one each of those who speak for the industry and for its
/// employees, and in every second council one for education that nobody holds.
fn industry_council(
    world: &World,
    gothenburg: &Gothenburg,
    (nth, id): (usize, IndustryCouncilId),
    held: &[&Membership],
    made: &mut Constitution,
) -> Result<()> {
    let (council, today) = (gothenburg.council, world.today);
    let body = Body { council, industry_council: Some(id) };
    let established = world.industry_councils.iter().find(|row| row.id == id).and_then(|row| row.established_on);
    let established = established.unwrap_or(day(2018, 10, 15));
    made.adopt(world, body, charter(body, None, established, DecisionRule::Consensus))?;

    let mut employers = gothenburg.programme.employers.iter().filter(|employer| employer.industry == nth);
    let of_kind =
        |kind: SeatKind| held.iter().filter(move |member| member.seat == kind).map(|member| member.organisation);
    let (began, ends) = (months_before(today, 24), later(today, 20 + 9 * nth as i32));
    let places = [
        (SeatKind::Employer, employers.next().map(|employer| employer.organisation), Some(ends)),
        (SeatKind::IndustryAssociation, of_kind(SeatKind::IndustryAssociation).cycle().nth(nth), None),
        (SeatKind::Union, of_kind(SeatKind::Union).next(), None),
        (
            SeatKind::EducationProvider,
            of_kind(SeatKind::EducationProvider).next().filter(|_| nth.is_multiple_of(2)),
            None,
        ),
    ];
    for (kind, organisation, to) in places {
        let seat = made.seat(world, body, kind, established);
        let Some(organisation) = organisation else { continue };
        let mandate = mandate(world, (council, id), seat, (kind, organisation), (began, to));
        made.represent(world, &mandate)?;
        made.mandates.push(mandate);
    }
    // One gave its seat up, and whom the council would have there instead has not answered yet.
    let seat = made.seat(world, body, SeatKind::Employer, established);
    for (at, organisation) in employers.take(2).map(|employer| employer.organisation).enumerate() {
        let whose = (SeatKind::Employer, organisation);
        let row = if at == 0 {
            Membership {
                status: MembershipStatus::Ended,
                status_reason: Some("Avsade sig platsen".to_owned()),
                ..mandate(world, (council, id), seat, whose, (began, Some(months_before(today, 5))))
            }
        } else {
            Membership {
                version: 1,
                status: MembershipStatus::Invited,
                invited_on: Some(later(today, -12 - 7 * nth as i32)),
                ..mandate(world, (council, id), seat, whose, (world.in_months(2), None))
            }
        };
        made.mandates.push(row);
    }
    Ok(())
}

/// An ordinary mandate that runs.
fn mandate(
    world: &World,
    (council, industry_council): (CouncilId, IndustryCouncilId),
    seat: CouncilSeatId,
    (kind, organisation): (SeatKind, OrganisationId),
    (from, to): (NaiveDate, Option<NaiveDate>),
) -> Membership {
    Membership {
        id: world.id(),
        version: 3,
        council,
        industry_council: Some(industry_council),
        organisation,
        council_seat: Some(seat),
        seat: kind,
        standing: Standing::Member,
        status: MembershipStatus::Active,
        mandate_from: from,
        mandate_to: to,
        invited_on: None,
        status_reason: None,
    }
}
