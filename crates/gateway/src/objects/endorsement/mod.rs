//! Förankring.

mod mutation;

pub use mutation::mutations;

use graph::{Date, Field, Fields, FilterInput, Object, OrderInput, Table, table};
use industry_councils::{
    Endorsement,
    endorsement::{self, EndorsementColumn as C},
};
use kernel::{Label, command::Enumeration};

use crate::objects::{
    NodeKind, Registration, RootList, about, council::CouncilObject, council_decision::CouncilDecisionObject,
    industry_council::IndustryCouncilObject, need::NeedObject, organisation::OrganisationObject,
};

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<EndorsementObject>::new(
        "endorsements",
        (
            "Förankringar av behov inom din räckvidd; även återtagna.",
            "Endorsements of needs within your reach; withdrawn ones too.",
        ),
    )],
    mutations,
    nodes: &[NodeKind::of::<EndorsementObject>()],
    rules: &[endorsement::rules::ALL, industry_councils::decision::rules::ALL],
    enumerations: &[Enumeration::of::<endorsement::EndorsementStatus>()],
    events: &[
        ("EndorsementGiven", "Rådet förankrade behovet", "The council endorsed the need"),
        ("EndorsementWithdrawn", "Förankringen återtogs", "The endorsement was withdrawn"),
    ],
};

pub type EndorsementObject = Object<EndorsementFields>;
pub type EndorsementFilter = FilterInput<EndorsementFields>;
pub type EndorsementOrder = OrderInput<EndorsementFields>;

type F = Field<EndorsementFields>;

/// The fields of [`Endorsement`].
pub struct EndorsementFields;

impl Fields for EndorsementFields {
    type Record = Endorsement;

    const NAME: &'static str = "Endorsement";
    const ABOUT: Label = Label {
        sv: "Förankring: ett råds stöd för ett behov – vem som stod bakom det, när och enligt vilket protokoll.",
        en: "Endorsement: a council's backing of a need, who stood behind it, when, by which minutes.",
    };
    const TITLE: &'static str = "need { id title } industryCouncil { id name } council { id name } decidedOn";

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(EndorsementFields, [
            F::choice("status", C::Status, |e| e.status, about::STATUS).filtered(),
            F::steps(|e| e.status, endorsement::TRANSITIONS),
            F::date("decidedOn", C::DecidedOn, |e| e.decided_on, ("Förankrat den: dagen för beslutet.", "Endorsed on: the day of the decision.")).filtered().ordered(),
            F::text("reference", C::Reference, |e| &e.reference, ("Beslutsreferens: protokoll och paragraf.", "Decision reference: minutes and section.")),
            F::maybe_text("statement", C::Statement, |e| e.statement.as_deref(), ("Uttalande.", "Statement.")),
            F::maybe_date("withdrawnOn", C::WithdrawnOn, |e| e.withdrawn_on, ("Återtagen den.", "Withdrawn on.")),
            F::maybe_text("statusReason", C::StatusReason, |e| e.status_reason.as_deref(),
                ("Varför den återtogs.", "Why it was withdrawn.")),
            F::one::<CouncilDecisionObject>("decision", C::DecisionId, |e| e.decision,
                ("Rådsbeslut: det vid ett möte som förankringen vilar på, inom din räckvidd. Äldre har bara sin referens.", "Council decision: that of a meeting which the endorsement rests on, within your reach. Older ones have their reference alone.")).filtered(),
            F::computed_of("heldOn", |e, day: Date| e.held_on(day.0),
                ("Gällde den dagen.", "Held on that day."), ("day", ("Dag.", "Day."))).looking_at(&[C::WithdrawnOn]),
            F::one::<NeedObject>("need", C::NeedId, |e| Some(e.need), ("Behov.", "Need.")).filtered(),
            F::the::<CouncilObject>("council", C::CouncilId, |e| e.council,
                ("Råd: det vars bild behovet är en del av.", "Council: the one whose picture the need is part of.")).by_id(),
            F::one::<OrganisationObject>("organisation", C::OrganisationId, |e| e.organisation,
                ("Organisation: den som har behovet.", "Organisation: the one that has the need.")).by_id(),
            F::one::<IndustryCouncilObject>("industryCouncil", C::IndustryCouncilId, |e| e.industry_council,
                ("Branschråd: det som beslutade; saknas när det regionala rådet självt gjorde det.", "Industry council: the one that decided; absent when the regional council itself did.")).by_id().filtered(),
        ])
    }
}
