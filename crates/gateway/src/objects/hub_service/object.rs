//! How a hub's service is shown.

use competence_hub::{
    HubService,
    hub_service::{self, HubServiceColumn as C},
};
use graph::{Choice, Date, Field, Fields, FilterInput, Object, OrderInput, Table, table};
use kernel::Label;

use crate::objects::{about, hub::HubObject, hub_funding::HubFundingObject};

pub type HubServiceKind = Choice<hub_service::HubServiceKind>;
pub type HubServiceObject = Object<HubServiceFields>;
pub type HubServiceFilter = FilterInput<HubServiceFields>;
pub type HubServiceOrder = OrderInput<HubServiceFields>;

type F = Field<HubServiceFields>;

/// The fields of [`HubService`].
pub struct HubServiceFields;

impl Fields for HubServiceFields {
    type Record = HubService;

    const NAME: &'static str = "HubService";
    const TITLE: &'static str = "name runsFrom runsTo";
    const ABOUT: Label = Label {
        sv: "Tjänst: vad ett kompetensnav gör för andra, och vem som betalar.",
        en: "Service: what a competence hub does for others, and who pays.",
    };

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(HubServiceFields, [
            F::text("name", C::Name, |row| &row.name, about::NAME).filtered_on(C::NameKey).ordered_on(C::NameKey),
            F::choice("kind", C::Kind, |row| row.kind, ("Slag av tjänst.", "Kind of service.")).filtered(),
            F::date("runsFrom", C::RunsFrom, |row| row.runs_from, about::FIRST_DAY).filtered().ordered(),
            F::maybe_date("runsTo", C::RunsTo, |row| row.runs_to,
                ("Sista dag; saknas medan tjänsten pågår.", "Last day; absent while the service runs on.")).filtered(),
            F::computed_of::<Date,
            bool>("runsOn", |row, day| row.runs_on(day.0),
                ("Pågår den dagen.", "Runs on that day."), ("day", ("Dag.", "Day."))),
            F::the::<HubObject>("hub", C::HubId, |service| service.hub,
                ("Kompetensnav.", "Competence hub.")).filtered().by_id(),
            F::the::<HubFundingObject>("funding", C::FundingId, |service| service.funding,
                ("Finansiering: den av navets som betalar.", "Funding: the one of the hub's that pays.")).filtered().by_id(),
            F::only_filter::<Date>("runsOn", |day| Ok(HubService::running_on(day.0)),
                ("Pågår den dagen.", "Runs on that day.")),
        ])
    }
}
