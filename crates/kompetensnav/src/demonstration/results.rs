//! What became of people: after an effort, within four weeks of leaving a project, and after six months.

use chrono::{Months, NaiveDate};
use efforts::{
    Enrolment, Outcome,
    outcome::{OutcomeKind, OutcomeSource, OutcomeStatus},
};
use kernel::{Id, Ids};
use participants::{Participation, participation::ParticipationStatus};

use super::{
    draw::{Draw, later},
    world::noon,
};

/// The seed's own goals (S3-F13) among others, by weight.
pub(super) const TRANSITION: &[(OutcomeKind, u32)] = &[
    (OutcomeKind::StrengthenedInIndustry, 46),
    (OutcomeKind::PreparedOtherCompany, 20),
    (OutcomeKind::PreparedOtherIndustry, 14),
    (OutcomeKind::Qualification, 14),
    (OutcomeKind::NoChange, 6),
];

/// For people who stay where they are and learn more.
pub(super) const DEVELOPMENT: &[(OutcomeKind, u32)] =
    &[(OutcomeKind::StrengthenedInIndustry, 72), (OutcomeKind::Qualification, 18), (OutcomeKind::NoChange, 10)];

const ON_LEAVING: &[(OutcomeKind, u32)] = &[
    (OutcomeKind::InEmployment, 52),
    (OutcomeKind::Qualification, 24),
    (OutcomeKind::JobSearching, 11),
    (OutcomeKind::InEducation, 8),
    (OutcomeKind::NoChange, 5),
];

const AFTER_SIX_MONTHS: &[(OutcomeKind, u32)] = &[
    (OutcomeKind::ImprovedSituation, 36),
    (OutcomeKind::InEmployment, 26),
    (OutcomeKind::NewJob, 18),
    (OutcomeKind::NoChange, 20),
];

/// Days after which what an effort gave has been observed and noted down.
pub(super) const TOLD_AFTER: i32 = OBSERVED_AFTER + NOTED_AFTER;

const OBSERVED_AFTER: i32 = 14;

const NOTED_AFTER: i32 = 7;

/// What a completed effort gave, for some.
pub(super) fn of_enrolment(
    ids: &dyn Ids,
    draw: &mut Draw,
    enrolment: &Enrolment,
    kinds: &[(OutcomeKind, u32)],
    into: &mut Vec<Outcome>,
) {
    let Some(ended_on) = enrolment.ended_on.filter(|_| draw.percent(45)) else { return };
    let observed_on = later(ended_on, OBSERVED_AFTER);
    let sources = [(OutcomeSource::Participant, 60), (OutcomeSource::Employer, 25), (OutcomeSource::Hub, 15)];
    into.push(Outcome {
        id: Id::new(ids),
        version: 1,
        enrolment: Some(enrolment.id),
        participation: enrolment.participation,
        effort: Some(enrolment.effort),
        hub: Some(enrolment.hub),
        council: Some(enrolment.council),
        project: enrolment.project,
        participant: enrolment.participant,
        organisation: enrolment.organisation,
        kind: draw.weighted(kinds),
        status: OutcomeStatus::Recorded,
        source: draw.weighted(&sources),
        observed_on,
        recorded_at: noon(later(observed_on, NOTED_AFTER)),
        status_reason: None,
    });
}

/// What became of someone who left a project, as far as the participation's state says it was asked.
pub(super) fn of_participation(ids: &dyn Ids, draw: &mut Draw, of: &Participation, into: &mut Vec<Outcome>) {
    use ParticipationStatus as S;
    let Some(left) = of.ends_on else { return };
    let followed_up = matches!(of.status, S::FollowedUp | S::Archived);
    if followed_up || of.status == S::ResultRecorded {
        let observed_on = later(left, draw.between(0, 28));
        let outcome = observed(ids, of, draw.weighted(ON_LEAVING), OutcomeSource::Participant, observed_on);
        corrected(ids, draw, outcome, into);
    }
    // Not everyone answers.
    if followed_up
        && draw.percent(80)
        && let Some(observed_on) = left.checked_add_months(Months::new(6))
    {
        let source = draw.weighted(&[(OutcomeSource::Participant, 70), (OutcomeSource::Register, 30)]);
        into.push(observed(ids, of, draw.weighted(AFTER_SIX_MONTHS), source, observed_on));
    }
}

fn observed(
    ids: &dyn Ids,
    of: &Participation,
    kind: OutcomeKind,
    source: OutcomeSource,
    observed_on: NaiveDate,
) -> Outcome {
    Outcome {
        id: Id::new(ids),
        version: 1,
        enrolment: None,
        participation: Some(of.id),
        effort: None,
        hub: None,
        council: None,
        project: Some(of.project),
        participant: of.participant,
        organisation: of.organisation,
        kind,
        status: OutcomeStatus::Recorded,
        source,
        observed_on,
        recorded_at: noon(later(observed_on, 10)),
        status_reason: None,
    }
}

/// Now and then an answer was wrong: the new one takes its place, the old one stays.
fn corrected(ids: &dyn Ids, draw: &mut Draw, mut first: Outcome, into: &mut Vec<Outcome>) {
    if draw.percent(2) {
        let newer = Outcome { id: Id::new(ids), kind: OutcomeKind::InEmployment, ..first.clone() };
        first.version = 2;
        first.status = OutcomeStatus::Superseded;
        first.status_reason = Some("Rättat efter deltagarens svar".to_owned());
        into.push(first);
        into.push(newer);
    } else {
        into.push(first);
    }
}
