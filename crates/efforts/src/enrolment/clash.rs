//! Where someone would have to be at two places at once: sessions of what she is enrolled in that overlap.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use access::{Action, Request, view};
use kernel::{
    Result, Timestamp,
    id::{EnrolmentId, OccasionId},
};
use store::{Compare, Filter};

use super::{
    entity::{Enrolment, EnrolmentStatus},
    repo::{Column, reached},
    service::Enrolments,
};
use crate::session::{Session, SessionColumn};

/// The states in which someone is to be there, or may come to be.
const GOING: [EnrolmentStatus; 7] = [
    EnrolmentStatus::Nominated,
    EnrolmentStatus::Applied,
    EnrolmentStatus::Eligible,
    EnrolmentStatus::Waitlisted,
    EnrolmentStatus::Offered,
    EnrolmentStatus::Confirmed,
    EnrolmentStatus::Started,
];

/// A session of another occasion that overlaps one of the enrolment's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clash {
    /// The person's other enrolment.
    pub other: EnrolmentId,
    /// From when the two overlap.
    pub starts_at: Timestamp,
    /// Until when.
    pub ends_at: Timestamp,
}

impl Enrolments {
    /// Where each of `enrolments`, which the caller has reached, clashes with others of the same person that the caller reaches, too,
    /// as they begin. What is over clashes with nothing. At most two statements.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn clashes(
        &self,
        request: &Arc<Request>,
        enrolments: &[Enrolment],
    ) -> Result<HashMap<EnrolmentId, Vec<Clash>>> {
        let going: Vec<&Enrolment> = enrolments.iter().filter(|e| GOING.contains(&e.status)).collect();
        let people: BTreeSet<&str> = going.iter().map(|e| e.participant.as_str()).collect();
        if people.is_empty() {
            return Ok(HashMap::new());
        }
        let theirs = one_of(Column::ParticipantId, people)
            .and(one_of(Column::Status, GOING.iter().map(|status| status.as_str())));
        let theirs: Vec<Enrolment> = reached(self.db(), &view(request, Action::ReadEnrolments), &theirs).await?;
        let occasions = going.iter().copied().chain(&theirs).map(|e| e.occasion.as_str());
        let at = one_of(SessionColumn::OccasionId, occasions.collect::<BTreeSet<_>>());
        let sessions: Vec<Session> = reached(self.db(), &view(request, Action::ReadEfforts), &at).await?;
        let mut by_occasion: HashMap<OccasionId, Vec<&Session>> = HashMap::new();
        for session in &sessions {
            by_occasion.entry(session.occasion).or_default().push(session);
        }
        let of = |enrolment: &Enrolment| by_occasion.get(&enrolment.occasion).map(Vec::as_slice).unwrap_or_default();
        let clashes = |own: &Enrolment| -> Vec<Clash> {
            let others = theirs.iter().filter(|e| e.participant == own.participant && e.occasion != own.occasion);
            let mut found: Vec<Clash> = others.flat_map(|other| overlaps(of(own), of(other), other.id)).collect();
            found.sort_by_key(|clash| (clash.starts_at, clash.other));
            found
        };
        Ok(going.into_iter().map(|own| (own.id, clashes(own))).collect())
    }
}

pub(crate) fn one_of<'a, C>(column: C, values: impl IntoIterator<Item = &'a str>) -> Filter<C> {
    Filter::Is(column, Compare::In(values.into_iter().map(Into::into).collect()))
}

/// One may begin the instant another ends.
fn overlaps(own: &[&Session], others: &[&Session], other: EnrolmentId) -> Vec<Clash> {
    let pairs = own.iter().flat_map(|one| others.iter().map(move |two| (one, two)));
    let both = pairs.filter(|(one, two)| one.starts_at < two.ends_at && two.starts_at < one.ends_at);
    both.map(|(one, two)| Clash {
        other,
        starts_at: one.starts_at.max(two.starts_at),
        ends_at: one.ends_at.min(two.ends_at),
    })
    .collect()
}
