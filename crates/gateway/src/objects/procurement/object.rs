//! How a procurement is shown.

use graph::{Field, Fields, Object, Shown, Table, table};
use kernel::Label;
use procurements::{
    Procurement,
    contract::ContractVersionColumn,
    procurement::{self, PROCUREMENT_TO_EFFORT, ProcurementColumn as C},
    quote::QuoteColumn,
    requirement::ProcurementRequirementColumn,
};
use store::Family;
use taxonomy::Scheme;

use crate::objects::{
    about, contract_version::ContractVersionObject, council::CouncilObject, effort::EffortObject, hub::HubObject,
    organisation::OrganisationObject, procurement_requirement::ProcurementRequirementObject, project::ProjectObject,
    quote::QuoteObject,
};

pub type ProcurementObject = Object<ProcurementFields>;

type F = Field<ProcurementFields>;

/// The fields of [`Procurement`].
pub struct ProcurementFields;

impl Fields for ProcurementFields {
    type Record = Procurement;

    const NAME: &'static str = "Procurement";
    const ABOUT: Label = Label {
        sv: "Upphandling: vad ett kompetensnavs huvudman köper av andra, från plan till leverans.",
        en: "Procurement: what a hub's operator buys of others, from plan to delivery.",
    };

    const FIRST: &'static [&'static str] = &[
        "title",
        "status",
        "statusReason",
        "method",
        "buyer",
        "supplier",
        "estimatedValue",
        "quotesDueOn",
        "awardedOn",
        "requirements",
        "quotes",
        "contractVersions",
        "efforts",
    ];

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(ProcurementFields, [
            F::text("title", C::Title, |row| &row.title, about::TITLE).filtered_on(C::TitleKey).ordered_on(C::TitleKey),
            F::maybe_text("description", C::Description, |row| row.description.as_deref(), about::DESCRIPTION),
            F::choice("status", C::Status, |row| row.status, about::STATUS).filtered().ordered(),
            F::steps(|row| row.status, procurement::TRANSITIONS),
            F::maybe_text("statusReason", C::StatusReason, |row| row.status_reason.as_deref(), about::STATUS_REASON),
            F::choice("method", C::Method, |row| row.method, ("Förfarande.", "Procedure.")).filtered(),
            F::choice("regime", C::Regime, |row| row.regime, ("Regelverk.", "Rules.")).filtered(),
            F::choice("category", C::Category, |row| row.category,
                ("Tjänstekategori.", "Category of services.")).filtered(),
            F::code("cpv", C::CpvCode, Scheme::Cpv, |row| Some(&row.cpv),
                ("Vad som köps: CPV.", "What is bought: CPV.")).filtered(),
            F::maybe_money("estimatedValue", C::EstimatedValueMinor, |row| Some(row.estimated_value),
                ("Beräknat värde: hela avtalet, utan moms.", "Estimated value: the whole contract, without VAT.")),
            F::date("plannedOn", C::PlannedOn, |row| row.planned_on, ("Planerad den.", "Planned on.")).filtered().ordered(),
            F::maybe_date("publishedOn", C::PublishedOn, |row| row.published_on,
                ("Annonserad den.", "Published on.")).filtered().ordered(),
            F::maybe_date("quotesDueOn", C::QuotesDueOn, |row| row.quotes_due_on,
                ("Sista anbudsdag.", "Last day for quotes.")).filtered().ordered(),
            F::maybe_text("advertisedIn", C::AdvertisedIn, |row| row.advertised_in.as_deref(),
                ("Annonsdatabas: den registrerade databas som annonsen står i.", "Advertisement database: the registered one that holds the notice.")),
            F::maybe_text("noticeNumber", C::NoticeNumber, |row| row.notice_number.as_deref(),
                ("Annonsens nummer.", "Number of the notice.")),
            F::maybe_date("awardedOn", C::AwardedOn, |row| row.awarded_on,
                ("Tilldelad den.", "Awarded on.")).filtered().ordered(),
            F::maybe_text("awardReason", C::AwardReason, |row| row.award_reason.as_deref(),
                ("Skäl för tilldelningen.", "Reason for the award.")),
            F::maybe_date("disclosedOn", C::DisclosedOn, |row| row.disclosed_on,
                ("Anbuden är offentliga från och med: den första tilldelningen.", "Quotes are public from: the first award.")).filtered(),
            F::computed::<Option<i64>>("daysToAward", |row| row.days_to_award(),
                ("Dagar från plan till tilldelning.", "Days from plan to award.")).looking_at(&[C::PlannedOn, C::AwardedOn]).showing(Shown::Number),
            F::maybe_date("standstillUntil", C::StandstillUntil, |row| row.standstill_until,
                ("Avtalsspärrens sista dag.", "Last day of the standstill.")).filtered(),
            F::maybe_date("appealedOn", C::AppealedOn, |row| row.appealed_on,
                ("Överprövad den.", "Appealed on.")).filtered(),
            F::maybe_date("contractedOn", C::ContractedOn, |row| row.contracted_on,
                ("Avtal slöts den.", "Contract signed on.")).filtered().ordered(),
            F::maybe_date("deliveredOn", C::DeliveredOn, |row| row.delivered_on,
                ("Levererad den.", "Delivered on.")).filtered(),
            F::maybe_text("deliveryNote", C::DeliveryNote, |row| row.delivery_note.as_deref(),
                ("Om leveransen: vad som avvek från avtalet.", "On the delivery: what differed from the contract.")),
            F::the::<OrganisationObject>("buyer", C::OrganisationId, |row| row.buyer,
                ("Upphandlande organisation.", "Buyer.")).filtered().by_id(),
            F::one::<OrganisationObject>("supplier", C::SupplierId, |row| row.supplier,
                ("Leverantör: den som har tilldelats kontraktet.", "Supplier: the one that the contract is awarded to.")).filtered().by_id(),
            F::the::<HubObject>("hub", C::HubId, |row| row.hub,
                ("Kompetensnav: det vars huvudman upphandlar.", "Competence hub: the one whose operator buys.")).filtered().by_id(),
            F::the::<CouncilObject>("council", C::CouncilId, |row| row.council,
                ("Råd: det som navet hör till.", "Council: the one the hub belongs to.")).by_id(),
            F::one::<ProjectObject>("project", C::ProjectId, |row| row.project,
                ("Projekt: det som betalar.", "Project: the one that pays.")).filtered().by_id(),
            F::many::<EffortObject>("efforts", Family::Via(PROCUREMENT_TO_EFFORT),
                ("Insatser som upphandlas, inom din räckvidd.", "Efforts that are procured, within your reach.")),
            F::many::<ProcurementRequirementObject>("requirements", Family::Column(ProcurementRequirementColumn::ProcurementId),
                ("Krav på den som levererar.", "Requirements of the supplier.")),
            F::many::<QuoteObject>("quotes", Family::Column(QuoteColumn::ProcurementId),
                ("Anbud: den upphandlandes egna tills tilldelning är beslutad.", "Quotes: the buyer's own until an award is decided.")),
            F::many::<ContractVersionObject>("contractVersions", Family::Column(ContractVersionColumn::ProcurementId),
                ("Avtalsversioner.", "Contract versions.")),
            F::changed_since(),
            F::where_some::<ProcurementRequirementObject>("someRequirement", ProcurementRequirementColumn::ProcurementId,
                ("Har något krav som uppfyller detta.", "Has some requirement that fulfils this.")),
            F::where_some::<QuoteObject>("someQuote", QuoteColumn::ProcurementId,
                ("Har något anbud inom din räckvidd som uppfyller detta.", "Has some quote within your reach that fulfils this.")),
        ])
    }
}
