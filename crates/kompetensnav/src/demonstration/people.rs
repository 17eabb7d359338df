//! People of one programme in one round: who they are, when they took part, and in what.

use chrono::{Datelike, NaiveDate};
use efforts::enrolment::EnrolmentStatus;
use kernel::{IdentityKind, Ids, PersonalIdentity, Result, Sex};
use participants::{
    Participant, Participation, Spell,
    participant::{Person, silent_id},
    participation::{Answer, Entry, EntryFacts, Guarded, ParticipationStatus},
};
use store::Sealer;

use super::{
    batch::Batch,
    draw::{Draw, later},
    identity::{Numbers, name},
    industries::INDUSTRIES,
    programme::{Employer, Programme},
    results,
    timetable::{Enrolling, Planned, length},
    world::{World, day, noon},
};

/// Levels of education, SUN 2020, by weight; the empty one is a question left open.
const LEVELS: &[(&str, u32)] =
    &[("206", 11), ("337", 44), ("336", 14), ("417", 9), ("527", 6), ("537", 7), ("547", 5), ("640", 1), ("", 3)];

/// What becomes of an application for an occasion that is over.
const ENDINGS: &[(EnrolmentStatus, u32)] = &[
    (EnrolmentStatus::Completed, 79),
    (EnrolmentStatus::DroppedOut, 7),
    (EnrolmentStatus::NoShow, 4),
    (EnrolmentStatus::Withdrawn, 3),
    (EnrolmentStatus::Waitlisted, 5),
    (EnrolmentStatus::Rejected, 2),
];

/// What is needed to make people.
pub(super) struct Maker<'a> {
    pub(super) world: &'a World,
    pub(super) sealer: &'a Sealer,
    pub(super) numbers: &'a mut Numbers,
    pub(super) draw: Draw,
}

impl Maker<'_> {
    /// One round of `programme`, with so many people.
    ///
    /// # Errors
    /// `Invalid` when there are more people than test numbers.
    pub(super) fn round(&mut self, programme: &Programme, people: usize) -> Result<Batch> {
        let mut batch = Batch::default();
        let mut timetable = self.timetable(programme);
        for _ in 0..people {
            self.person(programme, &mut timetable, &mut batch)?;
        }
        let mut afterwards = self.afterwards(programme, &mut batch)?;
        for planned in timetable.iter_mut().flat_map(|of_effort| of_effort.drain(..)).chain(afterwards.drain(..)) {
            batch.sessions.extend(planned.sessions(&self.world.ids));
            batch.occasions.push(planned.settled(&mut self.draw));
        }
        Ok(batch)
    }

    /// Every effort's occasions in this round.
    fn timetable(&mut self, programme: &Programme) -> Vec<Vec<Planned>> {
        let of_effort = |given: &super::programme::Given, draw: &mut Draw, ids: &dyn Ids| {
            let length = length(given.effort.hours);
            let (first, last) = (later(programme.first, 30), later(programme.last, -length - 10));
            (0..programme.occasions)
                .map(|nth| {
                    let employer = draw.pick(&programme.employers);
                    let (first, last) = match programme.until {
                        // One of each effort is not over yet.
                        Some(until) if nth == 0 => (later(until, -length), until),
                        Some(until) => (first, last.min(until)),
                        None => (first, last),
                    };
                    let starts_on = draw.day(first, last);
                    Planned::of(ids, &given.effort, starts_on, employer.municipality, programme.until)
                })
                .collect()
        };
        programme.efforts.iter().map(|given| of_effort(given, &mut self.draw, &self.world.ids)).collect()
    }

    fn person(&mut self, programme: &Programme, timetable: &mut [Vec<Planned>], batch: &mut Batch) -> Result<()> {
        let employer = self.draw.pick(&programme.employers);
        let chosen = self.choose(programme, employer, timetable);
        let days = chosen.iter().map(|(effort, nth)| timetable[*effort][*nth].occasion.period());
        let starts_on = days.clone().map(|days| days.from).min().unwrap_or(programme.first);
        let left = days.filter_map(|days| days.to).max().unwrap_or(programme.last);
        let status = so_far(self.draw.weighted(programme.statuses), left, programme.until);

        let (participant, mut participation) = self.entered(programme, employer, starts_on, left, status)?;
        self.spells(&mut participation, batch);
        let who = Enrolling {
            participant: participant.id,
            participation: Some(participation.id),
            organisation: participation.organisation,
        };
        for (place, (effort, nth)) in chosen.into_iter().enumerate() {
            let planned = &mut timetable[effort][nth];
            let goes_on = programme.until.is_some_and(|until| planned.occasion.ends_on >= until);
            let ending = if goes_on { EnrolmentStatus::Started } else { self.ending(status, place) };
            let enrolment = planned.enrol(&self.world.ids, self.sealer, &mut self.draw, who, ending)?;
            let told =
                programme.until.is_none_or(|until| later(planned.occasion.ends_on, results::TOLD_AFTER) <= until);
            if told && ending == EnrolmentStatus::Completed {
                results::of_enrolment(
                    &self.world.ids,
                    &mut self.draw,
                    &enrolment,
                    programme.outcomes,
                    &mut batch.outcomes,
                );
            }
            batch.enrolments.push(enrolment);
        }
        results::of_participation(&self.world.ids, &mut self.draw, &participation, &mut batch.outcomes);
        batch.participants.push(participant);
        batch.participations.push(participation);
        Ok(())
    }

    /// One to four efforts for the employer's industry, and an occasion of each.
    fn choose(
        &mut self,
        programme: &Programme,
        employer: &Employer,
        timetable: &[Vec<Planned>],
    ) -> Vec<(usize, usize)> {
        let wanted = self.draw.weighted(&[(1, 25), (2, 35), (3, 25), (4, 15)]);
        let mut chosen: Vec<(usize, usize)> = Vec::with_capacity(wanted);
        // Every programme has efforts for all industries, so that a first one is soon found.
        for tries in 0..200 {
            if chosen.len() == wanted || (tries > 20 && !chosen.is_empty()) {
                break;
            }
            let effort = self.draw.below(timetable.len());
            let fits = programme.efforts[effort].industry.is_none_or(|made_for| made_for == employer.industry);
            if fits && chosen.iter().all(|(other, _)| *other != effort) {
                chosen.push((effort, self.draw.below(timetable[effort].len())));
            }
        }
        chosen
    }

    /// Whoever takes part has begun at least one effort; whoever is only registered has begun none.
    fn ending(&mut self, status: ParticipationStatus, place: usize) -> EnrolmentStatus {
        match (status, place) {
            (ParticipationStatus::Registered, _) => EnrolmentStatus::Withdrawn,
            (_, 0) if self.draw.percent(93) => EnrolmentStatus::Completed,
            (_, 0) => EnrolmentStatus::DroppedOut,
            _ => self.draw.weighted(ENDINGS),
        }
    }

    fn entered(
        &mut self,
        programme: &Programme,
        employer: &Employer,
        starts_on: NaiveDate,
        left: NaiveDate,
        status: ParticipationStatus,
    ) -> Result<(Participant, Participation)> {
        let draw = &mut self.draw;
        let male = !draw.percent(employer.women);
        let identity = match draw.below(1_000) {
            0 => self.numbers.protected(draw, male)?,
            other => of_working_age(self.numbers, programme, male, other < 20)?,
        };
        let level = draw.weighted(LEVELS);
        let sex = match draw.below(200) {
            0 => Some(Sex::NonBinary),
            1 => Some(Sex::Unknown),
            _ => None,
        };
        let answers = [(Answer::No, 70), (Answer::Declined, 12), (Answer::NotAsked, 10), (Answer::Yes, 8)];
        let entry = Entry {
            sex,
            birth_date: None,
            employment_situation: draw.weighted(programme.situations),
            in_education: draw.percent(4),
            sun_level: (!level.is_empty()).then(|| level.to_owned()),
            municipality: Some(
                if draw.percent(70) { employer } else { draw.pick(&programme.employers) }.municipality.to_owned(),
            ),
            ssyk: Some(draw.pick(&INDUSTRIES[employer.industry].occupations).0.to_owned()),
            sni: Some(employer.sni.to_owned()),
            disability: draw.weighted(&answers),
            minority: draw.weighted(&answers),
        };
        let sensitive = entry.sensitive();
        let facts = EntryFacts::of(entry, &identity, starts_on)?;
        let person = Person {
            name: name(draw, identity.legal_sex().unwrap_or(Sex::Unknown)),
            protected: identity.kind() == IdentityKind::ProtectedPlaceholder,
            identity,
        };
        let mut participant =
            Participant::register(silent_id(self.sealer, &self.world.ids)?, self.sealer, &person, noon(starts_on))?;
        participant.demonstration = true;
        let id: kernel::id::ParticipationId = kernel::Id::new(&self.world.ids);
        let stays = matches!(status, ParticipationStatus::Active | ParticipationStatus::Registered);
        let participation = Participation {
            id,
            version: 1,
            participant: participant.id,
            project: programme.project,
            organisation: Some(employer.organisation),
            council: Some(programme.council),
            status,
            starts_on,
            ends_on: (!stays).then_some(left),
            is_complete: facts.is_complete(),
            entry: facts,
            guarded: Guarded::new(sensitive),
            results_cleared_on: None,
            status_reason: None,
            record_key: self.sealer.record_key(id.as_str())?,
            demonstration: true,
        };
        Ok((participant, participation))
    }

    /// One stay, or two for those who came back.
    fn spells(&mut self, participation: &mut Participation, batch: &mut Batch) {
        if participation.status == ParticipationStatus::Registered {
            return;
        }
        let spell = Spell {
            id: kernel::Id::new(&self.world.ids),
            version: 1,
            participation: participation.id,
            participant: participation.participant,
            project: participation.project,
            organisation: participation.organisation,
            starts_on: participation.starts_on,
            ends_on: participation.ends_on,
        };
        let days = spell.ends_on.map_or(0, |left| (left - spell.starts_on).num_days());
        if days > 150 && self.draw.percent(8) {
            let away_from = later(spell.starts_on, i32::try_from(days / 3).unwrap_or(0));
            let back_on = later(away_from, 30);
            participation.results_cleared_on = Some(back_on);
            batch.spells.push(Spell { ends_on: Some(away_from), ..spell.clone() });
            batch.spells.push(Spell { id: kernel::Id::new(&self.world.ids), starts_on: back_on, ..spell });
        } else {
            batch.spells.push(spell);
        }
    }

    /// What the permanent hub gives to some of the same people, with no project behind it.
    fn afterwards(&mut self, programme: &Programme, batch: &mut Batch) -> Result<Vec<Planned>> {
        let mut all = Vec::new();
        for given in &programme.afterwards {
            let Some(starts_on) = starts_afterwards(given.effort.status, self.world) else { continue };
            let mut planned = Planned::of(&self.world.ids, &given.effort, starts_on, "1480", None);
            let stages = stages(given.effort.status);
            let people = if stages.is_empty() { 0 } else { batch.participations.len().min(30) };
            let from = self.draw.below(batch.participations.len());
            for nth in 0..people {
                let of = &batch.participations[(from + nth) % batch.participations.len()];
                let who = Enrolling { participant: of.participant, participation: None, organisation: of.organisation };
                let stage = self.draw.weighted(stages);
                batch.enrolments.push(planned.enrol(&self.world.ids, self.sealer, &mut self.draw, who, stage)?);
            }
            all.push(planned);
        }
        Ok(all)
    }
}

/// A number of someone who has not left working life when the programme begins, where it goes on today.
fn of_working_age(
    numbers: &mut Numbers,
    programme: &Programme,
    male: bool,
    coordination: bool,
) -> Result<PersonalIdentity> {
    let oldest = programme.until.map(|_| programme.first.year() - 64);
    loop {
        let identity = numbers.next(programme.generation, male, coordination)?;
        if oldest.is_none_or(|year| identity.birth_date().is_none_or(|born| born.year() >= year)) {
            return Ok(identity);
        }
    }
}

/// How far a participation can have come on the day `until`: an answer after six months takes six months.
fn so_far(status: ParticipationStatus, left: NaiveDate, until: Option<NaiveDate>) -> ParticipationStatus {
    use ParticipationStatus as S;
    let Some(until) = until else { return status };
    let days = (until - left).num_days();
    match status {
        _ if days <= 0 => S::Active,
        S::FollowedUp | S::Archived if days < 200 => so_far(S::ResultRecorded, left, Some(until)),
        S::ResultRecorded if days < 60 => S::Exited,
        other => other,
    }
}

/// When the hub's own efforts are given.
fn starts_afterwards(status: efforts::effort::EffortStatus, world: &World) -> Option<NaiveDate> {
    use efforts::effort::EffortStatus as S;
    match status {
        S::Scheduled => Some(world.in_months(4)),
        S::Open => Some(world.in_months(3)),
        // Some weeks ago.
        S::Running => Some(later(world.in_months(0), -27)),
        S::Cancelled => Some(day(2024, 10, 1)),
        _ => None,
    }
}

/// How far people have come in an effort that is open or running.
fn stages(status: efforts::effort::EffortStatus) -> &'static [(EnrolmentStatus, u32)] {
    use EnrolmentStatus as E;
    use efforts::effort::EffortStatus as S;
    match status {
        S::Open => &[
            (E::Applied, 20),
            (E::Nominated, 20),
            (E::Eligible, 15),
            (E::Offered, 15),
            (E::Confirmed, 20),
            (E::Waitlisted, 7),
            (E::Withdrawn, 3),
        ],
        S::Running => &[(E::Started, 85), (E::DroppedOut, 5), (E::NoShow, 5), (E::Waitlisted, 5)],
        _ => &[],
    }
}
