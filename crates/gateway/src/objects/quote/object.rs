//! How a quote is shown.

use graph::{Field, Fields, FilterInput, Object, OrderInput, Table, table};
use kernel::Label;
use procurements::{
    Procurement,
    procurement::ProcurementMethod,
    quote::{self, QuoteColumn as C, QuoteVerb},
};

use crate::objects::{about, organisation::OrganisationObject, procurement::ProcurementObject};

pub type QuoteObject = Object<QuoteFields>;
pub type QuoteFilter = FilterInput<QuoteFields>;
pub type QuoteOrder = OrderInput<QuoteFields>;

type F = Field<QuoteFields>;

/// The fields of [`quote::Quote`].
pub struct QuoteFields;

impl Fields for QuoteFields {
    type Record = quote::Quote;

    const NAME: &'static str = "Quote";
    const ABOUT: Label = Label {
        sv: "Anbud: vem som bjuder, till vilket pris, och hur det bedömdes. Hemligt tills tilldelning är beslutad.",
        en: "Quote: who bids, at which price, and how it was judged. Secret until an award is decided.",
    };
    const TITLE: &'static str = "bidder { id name } procurement { id title }";

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(QuoteFields, [
            F::choice("status", C::Status, |row| row.status, about::STATUS).filtered().ordered(),
            F::steps_within::<_, _, Procurement>(|row| row.status, quote::TRANSITIONS, |row| row.procurement,
                |_, procurement, verb| verb == QuoteVerb::SetAside || procurement.status.takes_judgements(procurement.method == ProcurementMethod::Direct)),
            F::the::<OrganisationObject>("bidder", C::BidderId, |row| row.bidder,
                ("Anbudsgivare.", "Bidder.")).filtered().by_id(),
            F::maybe_money("amount", C::AmountMinor, |row| Some(row.amount),
                ("Pris: det hela, utan moms.", "Price: the whole, without VAT.")),
            F::date("receivedOn", C::ReceivedOn, |row| row.received_on, ("Inkommet den.", "Received on.")).filtered().ordered(),
            F::maybe_int("points", C::Points, |row| row.points,
                ("Poäng i utvärderingen.", "Points of the evaluation.")).filtered().ordered(),
            F::maybe_text("judgement", C::Judgement, |row| row.judgement.as_deref(),
                ("Bedömning: hur kraven är uppfyllda.", "Judgement: how the requirements are met.")),
            F::the::<ProcurementObject>("procurement", C::ProcurementId, |row| row.procurement,
                ("Upphandling.", "Procurement.")).filtered().by_id(),
        ])
    }
}
