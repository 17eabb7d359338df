//! How an industry council is shown.

use async_graphql::{Context, Object, Result};
use industry_councils::{
    industry_council::{self, IndustryCouncilColumn as C},
    need::NeedColumn,
};
use kernel::Label;
use store::{Family, Filter};
use taxonomy::Scheme;

use crate::{
    graph::{Asked, Choice, CodeValue, Connection, Field, Fields, FilterInput, Object, OrderInput, Table, connect},
    objects::{council::CouncilObject, need::NeedObject},
    table,
};

pub type IndustryCouncilStatus = Choice<industry_council::IndustryCouncilStatus>;
pub type IndustryCouncilObject = Object<industry_council::IndustryCouncil>;
pub type IndustryCouncilFilter = FilterInput<industry_council::IndustryCouncil>;
pub type IndustryCouncilOrder = OrderInput<industry_council::IndustryCouncil>;

type F = Field<industry_council::IndustryCouncil>;

impl Fields for industry_council::IndustryCouncil {
    const NAME: &'static str = "IndustryCouncil";
    const ABOUT: Label = Label {
        sv: "Branschråd: samlar en branschs parter under ett regionalt råd.",
        en: "Industry council: gathers the parties of one industry under a regional council.",
    };

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(industry_council::IndustryCouncil, [
            F::text("name", C::Name, |row| &row.name,
                ("Namn.", "Name.")).filtered_on(C::NameKey).ordered_on(C::NameKey),
            F::choice("status", C::Status, |row| row.status, ("Status.", "Status.")).filtered(),
            F::steps(|row| row.status, industry_council::TRANSITIONS),
            F::computed::<Vec<CodeValue>>("industries", |row| row.sni.iter().map(|code| CodeValue::new(Scheme::Sni2007, code)).collect(),
                ("Bransch: en eller flera i SNI 2007.", "Industry: one or several of SNI 2007.")).looking_at(&[]),
            F::maybe_date("establishedOn", C::EstablishedOn, |row| row.established_on,
                ("Inrättat den.", "Established on.")),
            F::maybe_text("decisionReference", C::DecisionReference, |row| row.decision_reference.as_deref(),
                ("Beslutsreferens: det överordnade rådets beslut.", "Decision reference: the parent council's decision.")),
            F::yes_no("demonstration", C::Demonstration, |row| row.demonstration,
                ("Påhittat för demonstration.", "Invented for the demonstration.")),
            F::the::<CouncilObject>("council", C::CouncilId, |council| council.council,
                ("Råd: det som inrättade branschrådet.", "Council: the one that established it.")).filtered().by_id(),
            F::many::<NeedObject>("needs", Family::Column(NeedColumn::IndustryCouncilId),
                ("Behov som anmälts till branschrådet.", "Needs reported to the industry council.")),
            F::where_some::<NeedObject>("someNeed", NeedColumn::IndustryCouncilId,
                ("Har något behov som du når och som uppfyller detta.", "Has some need that you reach and that fulfils this.")),
        ])
    }
}

/// Frågor om branschråd.
#[derive(Default)]
pub struct IndustryCouncilQuery;

#[Object]
impl IndustryCouncilQuery {
    /// Branschråd; public.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn industry_councils(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Antal framåt, 1–100.")] first: Option<i32>,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
        #[graphql(desc = "Antal bakåt, 1–100.")] last: Option<i32>,
        #[graphql(desc = "Före markören.")] before: Option<String>,
        #[graphql(desc = "Filter.")] filter: Option<Box<IndustryCouncilFilter>>,
        #[graphql(desc = "Ordning.")] order_by: Option<Vec<IndustryCouncilOrder>>,
    ) -> Result<Connection<IndustryCouncilObject>> {
        connect(ctx, Asked { first, after, last, before, filter, order_by, also: Filter::default() }).await
    }
}
