//! How a hub's funding is shown.

use competence_hub::{
    HubFunding,
    funding::{self, HubFundingColumn as C},
    hub_service::HubServiceColumn,
};
use graph::{Choice, Date, Field, Fields, FilterInput, Object, OrderInput, Table, table};
use kernel::Label;
use store::Family;

use crate::objects::{
    about, hub::HubObject, hub_service::HubServiceObject, organisation::OrganisationObject, project::ProjectObject,
};

pub type HubFundingKind = Choice<funding::FundingKind>;
pub type HubFundingObject = Object<HubFundingFields>;
pub type HubFundingFilter = FilterInput<HubFundingFields>;
pub type HubFundingOrder = OrderInput<HubFundingFields>;

type F = Field<HubFundingFields>;

/// The fields of [`HubFunding`].
pub struct HubFundingFields;

impl Fields for HubFundingFields {
    type Record = HubFunding;

    const NAME: &'static str = "HubFunding";
    const ABOUT: Label = Label {
        sv: "Finansiering av ett kompetensnav: vem som betalar, från vilken dag till vilken.",
        en: "Funding of a competence hub: who pays, from which day to which.",
    };
    const TITLE: &'static str =
        "hub { id name } kind funder { id name } project { id name } amount { amount } validFrom";

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(HubFundingFields, [
            F::choice("kind", C::Kind, |row| row.kind, ("Slag av finansiering.", "Kind of funding.")).filtered().ordered(),
            F::maybe_money("amount", C::AmountMinor, |row| row.amount,
                ("Belopp: det hela, där det är angivet.", "Amount: the whole, where it is stated.")),
            F::date("validFrom", C::ValidFrom, |row| row.valid_from, about::FIRST_DAY).filtered().ordered(),
            F::maybe_date("validTo", C::ValidTo, |row| row.valid_to,
                ("Sista dag; saknas medan det pågår.", "Last day; absent while it runs on.")).filtered(),
            F::maybe_text("followUp", C::FollowUp, |row| row.follow_up.as_deref(),
                ("Uppföljning: vad som kom av det.", "Follow-up: what came of it.")),
            F::maybe_date("followedUpOn", C::FollowedUpOn, |row| row.followed_up_on,
                ("Uppföljd den.", "Followed up on.")).filtered(),
            F::computed_of::<Date,
            bool>("paysOn", |row, day| row.pays_on(day.0),
                ("Betalar den dagen.", "Pays on that day."), ("day", ("Dag.", "Day."))),
            F::the::<HubObject>("hub", C::HubId, |funding| funding.hub,
                ("Kompetensnav.", "Competence hub.")).by_id(),
            F::one::<OrganisationObject>("funder", C::FunderId, |funding| funding.funder,
                ("Finansiär.", "Funder.")).by_id(),
            F::one::<ProjectObject>("project", C::ProjectId, |funding| funding.project,
                ("Projekt: det vars medel det är.", "Project: the one whose money it is.")).by_id(),
            F::many::<HubServiceObject>("services", Family::Column(HubServiceColumn::FundingId),
                ("Tjänster som finansieringen betalar.", "Services that the funding pays for.")),
            F::only_filter::<Date>("paysOn", |day| Ok(HubFunding::paying_on(day.0)),
                ("Betalar den dagen.", "Pays on that day.")),
            F::only_order("hub", C::HubId, ("Kompetensnav: ett navs rader intill varandra.", "Competence hub: a hub's rows beside one another.")),
        ])
    }
}
