//! How a workforce figure is shown.

use async_graphql::{Context, ID, Object, Result};
use councils::workforce;
use store::Filter;

use super::filter::{WorkforceSnapshotFilter, WorkforceSnapshotOrder};
use crate::{
    graph::{Asked, Connection, Date, DateTime, Node, Noun, connect},
    noun::organisation::OrganisationObject,
};

/// A workforce figure.
pub struct WorkforceSnapshotObject(Node<workforce::WorkforceSnapshot>);

impl From<Node<workforce::WorkforceSnapshot>> for WorkforceSnapshotObject {
    fn from(node: Node<workforce::WorkforceSnapshot>) -> Self {
        Self(node)
    }
}

impl Noun for WorkforceSnapshotObject {
    type Record = workforce::WorkforceSnapshot;
    type Filter = WorkforceSnapshotFilter;
    type Order = WorkforceSnapshotOrder;
    const NAME: &'static str = "WorkforceSnapshot";
}

/// Arbetsstyrkeuppgift: how many women and men an organisation employed on a day; people.
#[Object(name = "WorkforceSnapshot")]
impl WorkforceSnapshotObject {
    /// Id.
    pub async fn id(&self) -> ID {
        self.0.row().id.public().into()
    }

    /// Räknat den.
    async fn counted_on(&self) -> Date {
        Date(self.0.row().counted_on)
    }

    /// Kvinnor, people.
    async fn women(&self) -> i32 {
        self.0.row().women
    }

    /// Män, people.
    async fn men(&self) -> i32 {
        self.0.row().men
    }

    /// Övriga eller inte angivet, people.
    async fn others(&self) -> i32 {
        self.0.row().others
    }

    /// Alla, people.
    async fn total(&self) -> i32 {
        self.0.row().total()
    }

    /// Källa.
    async fn source(&self) -> Option<&str> {
        self.0.row().source.as_deref()
    }

    /// Rapporterad, the instant.
    async fn reported_at(&self) -> DateTime {
        DateTime(self.0.row().created_at)
    }

    /// Organisationen.
    async fn organisation(&self, ctx: &Context<'_>) -> Result<OrganisationObject> {
        self.0.the(ctx, |snapshot| snapshot.organisation).await
    }
}

/// Frågor om arbetsstyrka.
#[derive(Default)]
pub struct WorkforceQuery;

#[Object]
impl WorkforceQuery {
    /// Arbetsstyrkeuppgifter within your reach: your own organisation's.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn workforce_snapshots(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Antal framåt, 1–100.")] first: Option<i32>,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
        #[graphql(desc = "Antal bakåt, 1–100.")] last: Option<i32>,
        #[graphql(desc = "Före markören.")] before: Option<String>,
        #[graphql(desc = "Filter.")] filter: Option<Box<WorkforceSnapshotFilter>>,
        #[graphql(desc = "Ordning.")] order_by: Option<Vec<WorkforceSnapshotOrder>>,
    ) -> Result<Connection<WorkforceSnapshotObject>> {
        connect(ctx, Asked { first, after, last, before, filter, order_by, also: Filter::default() }).await
    }
}
