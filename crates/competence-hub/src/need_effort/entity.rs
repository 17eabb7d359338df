//! What the link between a need and an effort is.

use kernel::{
    Result, Timestamp,
    error::optional_text,
    id::{CouncilId, EffortId, HubId, NeedEffortId, NeedId},
};
use store::Event;

use crate::hub::Hub;

/// Koppling mellan behov och insats. The effort may be another hub's: what exists is used first.
#[derive(Clone, Debug)]
pub struct NeedEffort {
    /// Id.
    pub id: NeedEffortId,
    /// The need.
    pub need: NeedId,
    /// The effort that answers it.
    pub effort: EffortId,
    /// The hub that linked them.
    pub hub: HubId,
    /// The hub's council.
    pub council: CouncilId,
    /// Why work begins without endorsement, where it does.
    pub waiver_reason: Option<String>,
    /// When they were linked.
    pub linked_at: Timestamp,
}

/// Koppla insats till behov: the command.
#[derive(Clone, Debug)]
pub struct LinkEffort {
    /// The hub.
    pub hub: HubId,
    /// The need.
    pub need: NeedId,
    /// The effort.
    pub effort: EffortId,
    /// Why work begins without endorsement, at most 1,000 characters.
    pub waiver_reason: Option<String>,
}

impl NeedEffort {
    /// The link that `hub` makes.
    ///
    /// # Errors
    /// `Refused` when the hub is closed; `Invalid` naming the field.
    pub fn of(id: NeedEffortId, hub: &Hub, command: &LinkEffort, now: Timestamp) -> Result<(Self, Event)> {
        hub.must_be_open()?;
        let link = Self {
            id,
            need: command.need,
            effort: command.effort,
            hub: hub.id,
            council: hub.council,
            waiver_reason: optional_text("waiverReason", command.waiver_reason.as_deref(), 1000)?,
            linked_at: now,
        };
        Ok((link, Event::new("EffortLinkedToNeed", id.public())))
    }
}
