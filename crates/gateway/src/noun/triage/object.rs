//! How a triage is shown.

use async_graphql::{Context, Enum, ID, Object, Result, SimpleObject};
use competence_hub::triage::{self, TriageColumn};
use industry_councils::Need;
use kernel::Id;
use store::{Family, Filter, Query, Shelf};

use super::filter::{TriageFilter, TriageOrder};
use crate::{
    app::{app, caller},
    graph::{Asked, Batch, Connection, DateTime, Node, Noun, connect},
    noun::{hub::HubObject, need::NeedObject},
};

/// Väg: how a need is to be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "triage::Path")]
pub enum TriagePath {
    /// Använd befintligt utbud.
    UseExisting,
    /// Anpassa befintligt utbud.
    AdaptExisting,
    /// Beställ av det offentliga utbildningssystemet.
    CommissionPublic,
    /// Upphandla.
    Procure,
    /// Genomför internt eller kollegialt.
    InHouse,
    /// Hänvisa vidare.
    Refer,
}

/// Bedömningsgrunder: one number, 0–100, for each ground.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct TriageFactors {
    /// Volym: how many people it concerns.
    volume: i32,
    /// Brådska: how soon it is needed.
    urgency: i32,
    /// Utbytbarhetsgap: how little other occupations can stand in.
    substitutability_gap: i32,
    /// Förankring: how widely councils back it.
    endorsements: i32,
    /// Jämställdhetseffekt: how much an answer would further equality.
    equality_effect: i32,
    /// Befintligt utbud: counts against.
    existing_supply: i32,
}

impl From<triage::Factors> for TriageFactors {
    fn from(factors: triage::Factors) -> Self {
        Self {
            volume: factors.volume,
            urgency: factors.urgency,
            substitutability_gap: factors.substitutability_gap,
            endorsements: factors.endorsements,
            equality_effect: factors.equality_effect,
            existing_supply: factors.existing_supply,
        }
    }
}

/// A triage.
pub struct TriageObject(Node<triage::Triage>);

impl From<Node<triage::Triage>> for TriageObject {
    fn from(node: Node<triage::Triage>) -> Self {
        Self(node)
    }
}

impl Noun for TriageObject {
    type Record = triage::Triage;
    type Filter = TriageFilter;
    type Order = TriageOrder;
    const NAME: &'static str = "Triage";
}

impl TriageObject {
    /// The triage of each of these needs, loaded for all of them at once.
    pub async fn of_need(ctx: &Context<'_>, need: &Node<Need>) -> Result<Option<Self>> {
        let triages = need.shared(ctx, || async {
            let keys: Vec<_> = need.siblings().iter().map(|need| need.id).collect();
            let parents: Vec<&str> = keys.iter().map(Id::as_str).collect();
            let shelf = Shelf::<triage::Triage>::new(&app(ctx).db);
            let family = Family::Column(TriageColumn::NeedId);
            let slices = shelf.children(&caller(ctx).request, family, &parents, &Query::first(1)).await?;
            Ok(Batch::of(slices.into_values().flat_map(|slice| slice.rows).collect()))
        });
        let triages = triages.await?;
        let at = triages.rows().iter().position(|triage| triage.need == need.row().id);
        Ok(at.map(|at| Node::new(&triages, at).into()))
    }
}

/// Sortering och prioritering: which way a need goes and how it ranks, with everything the rank rests on.
#[Object(name = "Triage")]
impl TriageObject {
    /// Id.
    pub async fn id(&self) -> ID {
        self.0.row().id.public().into()
    }

    /// Version, for `expectedVersion`.
    async fn version(&self) -> i32 {
        self.0.row().version
    }

    /// Väg.
    async fn path(&self) -> TriagePath {
        self.0.row().path.into()
    }

    /// Poäng: each input times its weight, summed, existing supply counted against; −10,000 to 50,000.
    async fn score(&self) -> i32 {
        self.0.row().score
    }

    /// Bedömningsgrunder as assessed.
    async fn inputs(&self) -> TriageFactors {
        self.0.row().inputs.into()
    }

    /// Vikter used.
    async fn weights(&self) -> TriageFactors {
        self.0.row().weights.into()
    }

    /// Motivering.
    async fn rationale(&self) -> Option<&str> {
        self.0.row().rationale.as_deref()
    }

    /// Bedömt.
    async fn triaged_at(&self) -> DateTime {
        DateTime(self.0.row().triaged_at)
    }

    /// Behovet.
    async fn need(&self, ctx: &Context<'_>) -> Result<Option<NeedObject>> {
        self.0.one(ctx, |triage| Some(triage.need)).await
    }

    /// Kompetensnavet som bedömde.
    async fn hub(&self, ctx: &Context<'_>) -> Result<HubObject> {
        self.0.the(ctx, |triage| triage.hub).await
    }
}

/// Frågor om sortering och prioritering.
#[derive(Default)]
pub struct TriageQuery;

#[Object]
impl TriageQuery {
    /// Sorterade och prioriterade behov of your council, e.g. by score.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn triages(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Antal framåt, 1–100.")] first: Option<i32>,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
        #[graphql(desc = "Antal bakåt, 1–100.")] last: Option<i32>,
        #[graphql(desc = "Före markören.")] before: Option<String>,
        #[graphql(desc = "Filter.")] filter: Option<Box<TriageFilter>>,
        #[graphql(desc = "Ordning.")] order_by: Option<Vec<TriageOrder>>,
    ) -> Result<Connection<TriageObject>> {
        connect(ctx, Asked { first, after, last, before, filter, order_by, also: Filter::default() }).await
    }
}
