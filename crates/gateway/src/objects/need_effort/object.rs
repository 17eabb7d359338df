//! How the link between a need and an effort is shown.

use competence_hub::need_effort::{self, NeedEffortColumn as C};
use graph::{Field, Fields, FilterInput, Object, OrderInput, Table, table};
use kernel::Label;

use crate::objects::{effort::EffortObject, hub::HubObject, need::NeedObject};

pub type NeedEffortObject = Object<NeedEffortFields>;
pub type NeedEffortFilter = FilterInput<NeedEffortFields>;
pub type NeedEffortOrder = OrderInput<NeedEffortFields>;

type F = Field<NeedEffortFields>;

/// The fields of [`need_effort::NeedEffort`].
pub struct NeedEffortFields;

impl Fields for NeedEffortFields {
    type Record = need_effort::NeedEffort;

    const NAME: &'static str = "NeedEffort";
    const ABOUT: Label = Label {
        sv: "Koppling mellan behov och insats: vilken insats som svarar mot vilket behov, och på vems beslut.",
        en: "Link between need and effort: which effort answers which need, and by whose decision.",
    };
    const TITLE: &'static str = "need { id title } effort { id title }";

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(NeedEffortFields, [
            F::instant("linkedAt", C::LinkedAt, |row| row.linked_at, ("Kopplad.", "Linked.")).ordered(),
            F::maybe_text("waiverReason", C::WaiverReason, |row| row.waiver_reason.as_deref(),
                ("Skäl att börja utan förankring.", "Reason to begin without endorsement.")),
            F::one::<NeedObject>("need", C::NeedId, |link| Some(link.need),
                ("Behov.", "Need.")).filtered().by_id(),
            F::the::<HubObject>("hub", C::HubId, |link| link.hub,
                ("Kompetensnav: det som kopplade.", "Competence hub: the one that linked them.")).by_id(),
            F::one::<EffortObject>("effort", C::EffortId, |row| Some(row.effort),
                ("Insats.", "Effort.")).filtered().by_id(),
        ])
    }
}
