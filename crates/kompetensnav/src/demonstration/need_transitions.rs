//! The steps by which each need came to its state, on the days that its endorsement, its triage and its efforts tell.

use chrono::NaiveDate;
use industry_councils::{
    Need, NeedTransition,
    need::NeedStatus::{self, Endorsed, InAction, Lapsed, Met, PartlyMet, Prioritised, Qualified, Reported},
};

use super::{draw::later, world::World};

/// Of every need in `world`.
pub(super) fn build(world: &World) -> Vec<NeedTransition> {
    world.needs.iter().flat_map(|need| steps(world, need)).collect()
}

/// Dates what is counted of every need in `world`, which is not stored yet.
pub(super) fn date(world: &mut World) {
    let courses: Vec<_> = world.needs.iter().map(|need| dated(world, need)).collect();
    for (need, course) in world.needs.iter_mut().zip(courses) {
        for (to, day) in course {
            need.reached(to, day);
        }
    }
}

fn steps(world: &World, need: &Need) -> Vec<NeedTransition> {
    let mut from = Reported;
    let step = |(to, taken_on): (NeedStatus, NaiveDate)| NeedTransition {
        id: world.id(),
        need: need.id,
        council: need.council,
        industry_council: need.industry_council,
        organisation: need.organisation,
        from: std::mem::replace(&mut from, to),
        to,
        taken_on,
    };
    dated(world, need).into_iter().map(step).collect()
}

/// [`course`], with no day before the one of the state before it, and none to come.
fn dated(world: &World, need: &Need) -> Vec<(NeedStatus, NaiveDate)> {
    let mut earliest = need.reported_on;
    let taken = |(to, day): (NeedStatus, NaiveDate)| {
        earliest = day.min(world.today).max(earliest);
        (to, earliest)
    };
    course(world, need).into_iter().map(taken).collect()
}

/// The states that it went through after its report, each with its day.
fn course(world: &World, need: &Need) -> Vec<(NeedStatus, NaiveDate)> {
    if need.status == Reported {
        return Vec::new();
    }
    let triages = world.triages.iter().filter(|triage| triage.need == need.id);
    let links = world.links.iter().filter(|link| link.need == need.id);
    let begun = links.map(|link| link.linked_at.date_naive()).min();
    let mut course = vec![(Qualified, later(need.reported_on, 5))];
    course.extend(need.endorsed_on.map(|day| (Endorsed, day)));
    course.extend(triages.map(|triage| (Prioritised, triage.triaged_at.date_naive())));
    course.extend(begun.map(|day| (InAction, day)));
    if course.last().is_some_and(|(state, _)| *state == need.status) {
        return course;
    }
    let endorsements = world.endorsements.iter().filter(|endorsement| endorsement.need == need.id);
    let withdrawn = endorsements.filter_map(|endorsement| endorsement.withdrawn_on).max();
    let last = match need.status {
        Met | PartlyMet => begun.map(|day| later(day, 180)),
        Lapsed => withdrawn,
        _ => None,
    };
    course.push((need.status, last.unwrap_or_else(|| later(need.reported_on, 30))));
    course
}
