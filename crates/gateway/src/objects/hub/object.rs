//! How a hub is shown.

use competence_hub::{
    HubFunding, HubService,
    funding::HubFundingColumn,
    hub::{self, HubColumn as C},
    hub_service::HubServiceColumn,
    triage::TriageColumn,
};
use efforts::{effort::EffortColumn, enrolment::EnrolmentColumn, outcome::OutcomeColumn};
use graph::{Choice, Field, Fields, FilterInput, Object, Table, table};
use kernel::Label;
use store::Family;

use crate::objects::{
    about, council::CouncilObject, council_decision::CouncilDecisionObject, effort::EffortObject,
    enrolment::EnrolmentObject, hub_funding::HubFundingObject, hub_service::HubServiceObject,
    organisation::OrganisationObject, outcome::OutcomeObject, triage::TriageObject,
};

pub type HubStatus = Choice<hub::HubStatus>;
pub type HubObject = Object<HubFields>;
pub type HubFilter = FilterInput<HubFields>;

type F = Field<HubFields>;

/// The fields of [`hub::Hub`].
pub struct HubFields;

impl Fields for HubFields {
    type Record = hub::Hub;

    const NAME: &'static str = "Hub";
    const ABOUT: Label = Label {
        sv: "Kompetensnav: ett regionalt råds operativa motor.",
        en: "Competence hub: the operative engine of a regional council.",
    };

    const FIRST: &'static [&'static str] = &["services", "efforts", "triages", "fundings", "enrolments", "outcomes"];

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(HubFields, [
            F::text("name", C::Name, |row| &row.name, about::NAME).filtered_on(C::NameKey).ordered_on(C::NameKey),
            F::choice("status", C::Status, |row| row.status, about::STATUS).filtered(),
            F::steps(|row| row.status, hub::TRANSITIONS),
            F::maybe_text("statusReason", C::StatusReason, |row| row.status_reason.as_deref(), about::STATUS_REASON),
            F::date("establishedOn", C::EstablishedOn, |row| row.established_on,
                ("Inrättat den.", "Established on.")).filtered().ordered(),
            F::maybe_date("closedOn", C::ClosedOn, |row| row.closed_on, ("Nedlagt den.", "Closed on.")),
            F::one::<CouncilDecisionObject>("decision", C::DecisionId, |hub| hub.decision,
                ("Rådsbeslut: det som navet blev permanent genom, inom din räckvidd.", "Council decision: the one by which the hub became permanent, within your reach.")),
            F::maybe_money("yearlyBudget", C::YearlyBudgetMinor, |hub| hub.yearly_budget,
                ("Budget per år: enligt beslutet att permanenta navet.", "Yearly budget: by the decision to make the hub permanent.")),
            F::mark("demonstration", C::Demonstration, |row| row.demonstration, about::DEMONSTRATION),
            F::the::<CouncilObject>("council", C::CouncilId, |hub| hub.council,
                ("Råd: det som navet arbetar för.", "Council: the one the hub works for.")).filtered().by_id(),
            F::the::<OrganisationObject>("operator", C::OperatorId, |hub| hub.operator,
                ("Huvudman: organisationen som driver det.", "Operator: the organisation that runs it.")).filtered().by_id(),
            F::many_as_of::<HubFundingObject>("fundings", Family::Column(HubFundingColumn::HubId), HubFunding::paying_on,
                ("Finansiering: vem som betalar, och när. Flera kan betala samtidigt.", "Funding: who pays, and when. Several may pay at once."), ("De som betalar den dagen.", "Those that pay on that day.")),
            F::many_as_of::<HubServiceObject>("services", Family::Column(HubServiceColumn::HubId), HubService::running_on,
                ("Tjänster: vad navet gör för andra, och vem som betalar för det.", "Services: what the hub does for others, and who pays for it."), ("De som pågår den dagen.", "Those that run on that day.")),
            F::many::<TriageObject>("triages", Family::Column(TriageColumn::HubId),
                ("Sorterade och prioriterade behov, inom din räckvidd.", "Triaged needs, within your reach.")),
            F::many::<EffortObject>("efforts", Family::Column(EffortColumn::HubId),
                ("Insatser, inom din räckvidd: allmänheten ser katalogen.", "Efforts, within your reach: the public sees the catalogue.")),
            F::many::<EnrolmentObject>("enrolments", Family::Column(EnrolmentColumn::HubId),
                ("Anmälningar, inom din räckvidd.", "Enrolments, within your reach.")),
            F::many::<OutcomeObject>("outcomes", Family::Column(OutcomeColumn::HubId),
                ("Resultat, inom din räckvidd.", "Outcomes, within your reach.")),
            F::where_some::<EffortObject>("someEffort", EffortColumn::HubId,
                ("Har någon insats som du når och som uppfyller detta.", "Has some effort that you reach and that fulfils this.")),
            F::where_some::<HubServiceObject>("someService", HubServiceColumn::HubId,
                ("Har någon tjänst som uppfyller detta.", "Has some service that fulfils this.")),
            F::where_some::<HubFundingObject>("someFunding", HubFundingColumn::HubId,
                ("Har någon finansiering som uppfyller detta, t.ex. andra medel än ett projekts en dag.", "Has some funding that fulfils this, e.g. other money than a project's on a day.")),
        ])
    }
}
