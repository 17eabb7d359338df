//! Who gives an effort, where a contract says so.

use kernel::{
    Result,
    id::{EffortId, OrganisationId},
};
use store::{Column, Compare, Filter, Record, Tx};

use super::Effort;
use crate::{
    enrolment::{Enrolment, EnrolmentColumn},
    occasion::{Occasion, OccasionColumn},
    session::{Session, SessionColumn},
};

/// A row that copied the effort's provider.
trait Given: Record {
    /// The column of the effort.
    const EFFORT: Column<Self>;

    /// Its provider.
    fn provider(&mut self) -> &mut Option<OrganisationId>;
}

impl Given for Occasion {
    const EFFORT: Column<Self> = OccasionColumn::EffortId;

    fn provider(&mut self) -> &mut Option<OrganisationId> {
        &mut self.provider
    }
}

impl Given for Enrolment {
    const EFFORT: Column<Self> = EnrolmentColumn::EffortId;

    fn provider(&mut self) -> &mut Option<OrganisationId> {
        &mut self.provider
    }
}

/// `provider` gives the effort from now on, in the transaction that a contract of it is signed in, and its occasions with their sessions
/// and enrolments, which copied that nobody did. An effort that has a provider keeps it, and so does one that is over. Whoever signs
/// need not read the effort, and is told nothing of it.
///
/// # Errors
/// `Conflict` when someone else was first; `Unavailable`, `Broken`.
pub async fn give_provider(tx: &mut Tx, effort: EffortId, provider: OrganisationId) -> Result<()> {
    let mut effort: Effort = tx.look_beyond_held(effort).await?;
    let Some(event) = effort.is_given_by(provider) else { return Ok(()) };
    tx.update(&mut effort).await?;
    tx.emit(event);
    let occasions = copied::<Occasion>(tx, effort.id, provider).await?;
    let given = occasions.iter().filter(|one| one.provider == Some(provider)).map(|one| one.id.as_str().into());
    // A session is as it was planned: who gives it is its occasion's.
    let theirs = Filter::Is(SessionColumn::OccasionId, Compare::In(given.collect()));
    tx.anchor_beyond::<Session, _>(&theirs, SessionColumn::ProviderId, provider).await?;
    copied::<Enrolment>(tx, effort.id, provider).await?;
    Ok(())
}

/// Those of the effort, each with a provider.
async fn copied<T: Given>(tx: &mut Tx, effort: EffortId, provider: OrganisationId) -> Result<Vec<T>> {
    let own = Filter::Is(T::EFFORT, Compare::Eq(effort.as_str().into()));
    let mut rows: Vec<T> = tx.look_through_beyond_held(&own).await?;
    for row in &mut rows {
        if row.provider().is_none() {
            *row.provider() = Some(provider);
            tx.update(row).await?;
        }
    }
    Ok(rows)
}
