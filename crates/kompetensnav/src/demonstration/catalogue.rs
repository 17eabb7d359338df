//! Efforts, and what a hub gives to whom.

use chrono::NaiveDate;
use efforts::{
    Effort,
    effort::{Delivery, EffortCodes, EffortKind, EffortStatus, Eligibility, Path, TargetGroup},
};
use kernel::{
    Money, Result,
    id::{CouncilId, HubId, OrganisationId, ProjectId},
};
use taxonomy::Scheme;

use super::{
    procured,
    world::{World, labelled, noon},
};

/// Who gives an effort, within what.
#[derive(Clone, Copy)]
pub(super) struct Giver {
    pub(super) hub: HubId,
    pub(super) council: CouncilId,
    pub(super) project: Option<ProjectId>,
    pub(super) provider: Option<OrganisationId>,
    /// The day the effort was noted down.
    pub(super) since: NaiveDate,
}

/// An effort as a line of a catalogue.
#[derive(Clone, Copy)]
pub(super) struct Line {
    pub(super) title: &'static str,
    pub(super) kind: EffortKind,
    pub(super) hours: i32,
    pub(super) delivery: Delivery,
    /// The skill's label.
    pub(super) skill: Option<&'static str>,
    /// Which of the industries it is made for; absent for all of them.
    pub(super) industry: Option<usize>,
    pub(super) status: EffortStatus,
    /// The occupation group that it is for.
    pub(super) ssyk: Option<&'static str>,
}

/// A line for everyone, completed and followed up.
pub(super) const fn line(title: &'static str, kind: EffortKind, hours: i32, skill: Option<&'static str>) -> Line {
    let (delivery, status) = (Delivery::Hybrid, EffortStatus::FollowedUp);
    Line { title, kind, hours, delivery, skill, industry: None, status, ssyk: None }
}

impl Line {
    /// For one industry.
    pub(super) const fn of(self, industry: usize) -> Self {
        Self { industry: Some(industry), delivery: Delivery::Place, ..self }
    }

    /// At a distance.
    pub(super) const fn distance(self) -> Self {
        Self { delivery: Delivery::Distance, ..self }
    }

    /// For those of one occupation group.
    pub(super) const fn for_role(self, ssyk: &'static str) -> Self {
        Self { ssyk: Some(ssyk), ..self }
    }

    /// In another status.
    pub(super) const fn now(self, status: EffortStatus) -> Self {
        Self { status, ..self }
    }
}

/// What is told of an effort beside its line.
#[derive(Clone, Copy, Default)]
pub(super) struct Note<'a> {
    pub(super) description: Option<&'a str>,
    pub(super) accessibility: Option<&'a str>,
    pub(super) evidence: Option<&'a str>,
    pub(super) sni: Option<&'a str>,
    pub(super) ssyk: Option<&'a str>,
}

impl World {
    /// An effort; returns its place in [`World::efforts`].
    ///
    /// # Errors
    /// `Broken` for a code that is none.
    pub(super) fn effort(&mut self, giver: Giver, line: &Line, note: Note<'_>) -> Result<usize> {
        use EffortStatus as S;
        let codes = EffortCodes {
            skill: line.skill.map(|label| labelled(Scheme::Skill, label)).transpose()?,
            ssyk: note.ssyk.or(line.ssyk).map(str::to_owned),
            sni: note.sni.map(str::to_owned),
            sun_field: None,
        };
        let reason = match line.status {
            S::Postponed => Some("Praktiska moment flyttas till nästa termin"),
            S::Cancelled => Some("För få anmälda"),
            _ => None,
        };
        let is_approved = !matches!(line.status, S::Idea | S::Triaged);
        self.efforts.push(Effort {
            id: self.id(),
            version: 1,
            hub: giver.hub,
            council: giver.council,
            project: giver.project,
            provider: if matches!(line.status, S::Idea | S::Triaged) { None } else { giver.provider },
            title: line.title.to_owned(),
            description: note.description.map(str::to_owned),
            kind: line.kind,
            status: line.status,
            delivery: line.delivery,
            target_group: target_group(line.kind),
            codes,
            hours: line.hours,
            reusable: line.industry.is_none(),
            accessibility: note.accessibility.map(str::to_owned),
            evidence: note.evidence.map(str::to_owned),
            target: None,
            path: path(line),
            budget: is_approved.then(|| Money::kronor(i64::from(line.hours) * 2_500)),
            budget_line: is_approved.then(|| "Utbildning".to_owned()),
            goals: is_approved.then(|| GOALS.to_owned()),
            referred_to: None,
            referral: None,
            referred_on: None,
            eligibility: eligibility(line),
            follow_up_waiver: None,
            template: None,
            status_reason: reason.map(str::to_owned),
            demonstration: true,
            created_at: noon(giver.since),
        });
        Ok(self.efforts.len() - 1)
    }
}

const GOALS: &str = "Fyra av fem deltagare använder det de lärt sig i arbetet inom ett halvår (demonstration).";

/// By which way it comes about: what the hub procures, and otherwise by its kind.
fn path(line: &Line) -> Option<Path> {
    use EffortKind as K;
    match line.kind {
        _ if line.status == EffortStatus::Idea => None,
        _ if procured::is_procured(line.title) => Some(Path::Procure),
        K::ELearning | K::Module => Some(Path::UseExisting),
        K::Validation | K::Programme => Some(Path::CommissionPublic),
        K::Course | K::Workshop | K::LeadershipTraining | K::KnowledgeRaising => Some(Path::AdaptExisting),
        _ => Some(Path::InHouse),
    }
}

/// Whom it is open to, from the day it opens: everyone.
fn eligibility(line: &Line) -> Eligibility {
    use EffortStatus as S;
    if matches!(line.status, S::Idea | S::Triaged | S::Approved | S::Sourcing | S::Scheduled | S::Cancelled) {
        return Eligibility::default();
    }
    Eligibility { open_to_all: true, ..Eligibility::default() }
}

fn target_group(kind: EffortKind) -> TargetGroup {
    match kind {
        EffortKind::LeadershipTraining | EffortKind::OrganisationDevelopment => TargetGroup::Management,
        EffortKind::Validation => TargetGroup::UnderNotice,
        EffortKind::ELearning => TargetGroup::Furloughed,
        _ => TargetGroup::Employees,
    }
}
