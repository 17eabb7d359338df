//! How a step of a need is stored.

use access::Action;
use kernel::{Id, Result};
use sea_orm::entity::prelude::*;
use store::{Event, Reach, Record, Tx};

use super::entity::NeedTransition;
use crate::need::Need;

store::stored! {
    /// Rows of `need_transitions`.
    NeedTransition as kind::NeedTransition in "need_transitions" {
        id: String => id,
        need_id: String => need,
        council_id: String => council,
        industry_council_id: Option<String> => industry_council,
        organisation_id: Option<String> => organisation,
        from_status: String => from,
        to_status: String => to,
        taken_on: Date => taken_on,
    }
}

impl Record for NeedTransition {
    const READ: Action = Action::ReadNeeds;

    fn reach() -> Reach<Column> {
        Reach { organisation: vec![Column::OrganisationId], council: vec![Column::CouncilId], ..Reach::default() }
    }
}

/// Writes the need after the step that `event` tells of, the step beside it, and tells it: the one way to change a need's state.
///
/// # Errors
/// As [`Tx::update`].
pub(crate) async fn take(tx: &mut Tx, need: &mut Need, event: Event) -> Result<()> {
    let today = tx.db().clock().today();
    let step = NeedTransition::of(Id::new(tx.db().ids()), need, &event, today);
    if let Some(step) = &step {
        need.reached(step.to, today);
    }
    tx.update(need).await?;
    if let Some(step) = &step {
        tx.insert(step).await?;
    }
    tx.emit(event);
    Ok(())
}
