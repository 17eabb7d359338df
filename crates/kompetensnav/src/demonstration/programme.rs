//! What a project does for how many, and where they come from.

use chrono::NaiveDate;
use efforts::{Effort, outcome::OutcomeKind};
use kernel::id::{CouncilId, OrganisationId, ProjectId};
use participants::participation::{EmploymentSituation, ParticipationStatus};

use super::identity::Generation;

/// People's situations at entry in the project 2020/00312 (S3-F12), by weight.
pub(super) const IN_TRANSITION: &[(EmploymentSituation, u32)] = &[
    (EmploymentSituation::Employed, 54),
    (EmploymentSituation::Furloughed, 26),
    (EmploymentSituation::UnderNotice, 19),
    (EmploymentSituation::Unknown, 1),
];

/// The same where only the employed take part.
pub(super) const AT_WORK: &[(EmploymentSituation, u32)] =
    &[(EmploymentSituation::Employed, 98), (EmploymentSituation::SelfEmployed, 1), (EmploymentSituation::Unknown, 1)];

/// How far people's participations have come, in a project that is being reported.
pub(super) const REPORTING: &[(ParticipationStatus, u32)] = &[
    (ParticipationStatus::FollowedUp, 62),
    (ParticipationStatus::ResultRecorded, 14),
    (ParticipationStatus::Archived, 8),
    (ParticipationStatus::Exited, 9),
    (ParticipationStatus::Active, 5),
    (ParticipationStatus::Registered, 2),
];

/// The same in a project that is long closed.
pub(super) const LONG_OVER: &[(ParticipationStatus, u32)] = &[
    (ParticipationStatus::Archived, 74),
    (ParticipationStatus::FollowedUp, 21),
    (ParticipationStatus::ResultRecorded, 3),
    (ParticipationStatus::Exited, 2),
];

/// An organisation that sends people.
#[derive(Clone, Copy)]
pub(super) struct Employer {
    pub(super) organisation: OrganisationId,
    pub(super) municipality: &'static str,
    pub(super) sni: &'static str,
    /// Its place among the industries.
    pub(super) industry: usize,
    /// Women in a hundred of those it sends.
    pub(super) women: u32,
}

/// An effort and the industry it is made for.
pub(super) struct Given {
    pub(super) effort: Effort,
    pub(super) industry: Option<usize>,
}

/// One project's people.
pub(super) struct Programme {
    /// Keeps its draws apart from the others'.
    pub(super) series: u64,
    pub(super) project: ProjectId,
    pub(super) council: CouncilId,
    pub(super) generation: Generation,
    pub(super) first: NaiveDate,
    pub(super) last: NaiveDate,
    /// A day after which nothing has happened yet, in a programme that goes on; absent in one that is over.
    pub(super) until: Option<NaiveDate>,
    /// People a round.
    pub(super) people: usize,
    pub(super) employers: Vec<Employer>,
    pub(super) efforts: Vec<Given>,
    /// Times a round that each effort is given.
    pub(super) occasions: usize,
    pub(super) situations: &'static [(EmploymentSituation, u32)],
    pub(super) statuses: &'static [(ParticipationStatus, u32)],
    pub(super) outcomes: &'static [(OutcomeKind, u32)],
    /// What the hub gives when the project is over, to the same people.
    pub(super) afterwards: Vec<Given>,
}
