//! What the link between a need and an effort is.

use kernel::{
    Command, Result, Timestamp, command,
    command::REASON,
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

command! {
    pub struct LinkEffort as "LinkEffortToNeedInput" ("Koppla insats till behov.", "Link an effort to a need.") {
        hub: HubId as "hubId" ("Kompetensnav: det som kopplar.", "Competence hub: the one that links them."),
        need: NeedId as "needId" ("Behov.", "Need."),
        effort: EffortId as "effortId" ("Insats: den som svarar mot behovet.", "Effort: the one that answers it."),
        waiver_reason: Option<String> as "waiverReason" [REASON]
            ("Skäl att börja utan förankring; krävs när behovet inte är förankrat.",
             "Reason to begin without endorsement; asked for when the need is not endorsed."),
    }
}

impl NeedEffort {
    /// The link that `hub` makes.
    ///
    /// # Errors
    /// `Refused` when the hub is closed; `Invalid` naming the field.
    pub fn of(id: NeedEffortId, hub: &Hub, command: LinkEffort, now: Timestamp) -> Result<(Self, Event)> {
        hub.must_be_open()?;
        let command = command.checked()?;
        let link = Self {
            id,
            need: command.need,
            effort: command.effort,
            hub: hub.id,
            council: hub.council,
            waiver_reason: command.waiver_reason,
            linked_at: now,
        };
        Ok((link, Event::new("EffortLinkedToNeed", id.public())))
    }
}
