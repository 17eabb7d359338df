//! How the link between a need and an effort is shown.

use competence_hub::need_effort::{self, NeedEffortColumn as C};
use kernel::Label;

use crate::{
    graph::{Field, Fields, FilterInput, Object, OrderInput, Table},
    objects::{effort::EffortObject, hub::HubObject, need::NeedObject},
    table,
};

pub type NeedEffortObject = Object<need_effort::NeedEffort>;
pub type NeedEffortFilter = FilterInput<need_effort::NeedEffort>;
pub type NeedEffortOrder = OrderInput<need_effort::NeedEffort>;

type F = Field<need_effort::NeedEffort>;

impl Fields for need_effort::NeedEffort {
    const NAME: &'static str = "NeedEffort";
    const ABOUT: Label = Label {
        sv: "Koppling mellan behov och insats: vilken insats som svarar mot vilket behov, och på vems beslut.",
        en: "Link between need and effort: which effort answers which need, and by whose decision.",
    };
    const TITLE: &'static str = "need { id title } effort { id title }";

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(need_effort::NeedEffort, [
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
