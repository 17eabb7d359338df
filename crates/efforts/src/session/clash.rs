//! Where two sessions would be in one room at once: none is added so, but a contract may say afterwards that one provider gives both.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use access::{Action, Request, view};
use kernel::{Result, Stored, Timestamp, id::SessionId};
use store::{Compare, Filter};

use super::{entity::Session, repo::Column, service::Sessions};
use crate::{
    enrolment::{one_of, reached},
    occasion::{Occasion, OccasionColumn, OccasionStatus},
};

/// A session of another occasion that the provider has in the room meanwhile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoomClash {
    /// The other session.
    pub other: SessionId,
    /// From when the two overlap.
    pub starts_at: Timestamp,
    /// Until when.
    pub ends_at: Timestamp,
}

impl Sessions {
    /// Where each of `sessions`, which the caller has reached, shares its room with others that the caller reaches, too, as they begin.
    /// What is cancelled is in no room. At most two statements.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn clashes(
        &self,
        request: &Arc<Request>,
        sessions: &[Session],
    ) -> Result<HashMap<SessionId, Vec<RoomClash>>> {
        let in_rooms: Vec<&Session> = sessions.iter().filter(|one| one.room().is_some()).collect();
        let providers: BTreeSet<&str> =
            in_rooms.iter().filter_map(|one| one.provider.as_ref()).map(|id| id.as_str()).collect();
        let first = in_rooms.iter().map(|one| one.starts_at).min();
        let last = in_rooms.iter().map(|one| one.ends_at).max();
        let (Some(first), Some(last), false) = (first, last, providers.is_empty()) else { return Ok(HashMap::new()) };
        let grant = view(request, Action::ReadEfforts);
        let meanwhile = one_of(Column::ProviderId, providers)
            .and(Filter::Is(Column::StartsAt, Compare::Lt(last.to_value().into())))
            .and(Filter::Is(Column::EndsAt, Compare::Gt(first.to_value().into())));
        let theirs: Vec<Session> = reached(self.db(), &grant, &meanwhile).await?;
        let occasions: BTreeSet<&str> =
            in_rooms.iter().copied().chain(&theirs).map(|one| one.occasion.as_str()).collect();
        let cancelled = one_of(OccasionColumn::Id, occasions)
            .and(Filter::Is(OccasionColumn::Status, Compare::Eq(OccasionStatus::Cancelled.as_str().into())));
        let cancelled: Vec<Occasion> = reached(self.db(), &grant, &cancelled).await?;
        let is_held = |one: &Session| cancelled.iter().all(|occasion| occasion.id != one.occasion);
        let clashes = |own: &Session| -> Vec<RoomClash> {
            let others = theirs.iter().filter(|other| is_held(own) && is_held(other) && own.shares_a_room_with(other));
            let mut found: Vec<RoomClash> = others
                .map(|other| RoomClash {
                    other: other.id,
                    starts_at: own.starts_at.max(other.starts_at),
                    ends_at: own.ends_at.min(other.ends_at),
                })
                .collect();
            found.sort_by_key(|clash| (clash.starts_at, clash.other));
            found
        };
        Ok(in_rooms.into_iter().map(|own| (own.id, clashes(own))).collect())
    }
}
