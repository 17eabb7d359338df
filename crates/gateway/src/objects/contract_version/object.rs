//! How a version of a contract is shown.

use graph::{Field, Fields, FilterInput, Object, OrderInput, Table, table};
use kernel::Label;
use procurements::contract::{self, ContractVersionColumn as C};
use store::Family;

use crate::objects::{about, organisation::OrganisationObject, procurement::ProcurementObject, quote::QuoteObject};

pub type ContractVersionObject = Object<ContractVersionFields>;
pub type ContractVersionFilter = FilterInput<ContractVersionFields>;
pub type ContractVersionOrder = OrderInput<ContractVersionFields>;

type F = Field<ContractVersionFields>;

/// The fields of [`contract::ContractVersion`].
pub struct ContractVersionFields;

impl Fields for ContractVersionFields {
    type Record = contract::ContractVersion;

    const NAME: &'static str = "ContractVersion";
    const ABOUT: Label = Label {
        sv: "Avtalsversion: vad som är avtalat från och med en dag, med länk till den version som den ändrar.",
        en: "Contract version: what is agreed as of a day, with a link to the version that it amends.",
    };
    const TITLE: &'static str = "procurement { id title } edition signedOn";

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(ContractVersionFields, [
            F::int("edition", C::Edition, |row| row.edition,
                ("Vilken version, från 1.", "Which version, from 1.")).filtered().ordered(),
            F::date("signedOn", C::SignedOn, |row| row.signed_on, ("Undertecknat den.", "Signed on.")).filtered().ordered(),
            F::text("contents", C::Contents, |row| &row.terms.contents, ("Innehåll: vad som ges.", "Contents: what is given.")),
            F::maybe_text("timetable", C::Timetable, |row| row.terms.timetable.as_deref(),
                ("Tider och plats.", "Times and place.")),
            F::maybe_money("amount", C::AmountMinor, |row| Some(row.terms.amount),
                ("Avtalat pris: det hela, utan moms.", "Agreed price: the whole, without VAT.")),
            F::maybe_text("reference", C::Reference, |row| row.terms.reference.as_deref(),
                ("Avtalsnummer.", "Contract number.")),
            F::date("validFrom", C::ValidFrom, |row| row.terms.valid_from, about::FIRST_DAY).filtered(),
            F::maybe_date("validTo", C::ValidTo, |row| row.terms.valid_to,
                ("Sista dag; saknas när avtalet löper tills vidare.", "Last day; absent while it runs on.")).filtered(),
            F::maybe_text("reason", C::Reason, |row| row.reason.as_deref(),
                ("Skäl till ändringen.", "Reason for the amendment.")),
            F::the::<OrganisationObject>("supplier", C::SupplierId, |row| row.supplier,
                ("Leverantör.", "Supplier.")).filtered().by_id(),
            F::one::<QuoteObject>("quote", C::QuoteId, |row| Some(row.quote),
                ("Anbud: det som antogs.", "Quote: the one that was accepted.")).by_id(),
            F::one::<ContractVersionObject>("amends", C::AmendsId, |row| row.amends,
                ("Versionen som denna ändrar.", "The version that this one amends.")).by_id(),
            F::many::<ContractVersionObject>("nextVersions", Family::Column(C::AmendsId),
                ("Nästa version, när den finns.", "The next version, where there is one.")),
            F::the::<ProcurementObject>("procurement", C::ProcurementId, |row| row.procurement,
                ("Upphandling.", "Procurement.")).filtered().by_id(),
        ])
    }
}
