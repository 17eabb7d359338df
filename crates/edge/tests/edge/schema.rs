//! A small schema that does everything the edge must stand before.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use async_graphql::{
    Context, Error, ErrorExtensions, ID, InputObject, Interface, Object, Result, SimpleObject, Subscription,
};
use chrono::NaiveDate;
use edge::{CallInfo, Identity, LastEventId, RequestId, Tables, Turns};
use futures_util::{Stream, StreamExt, stream};
use kernel::Lang;
use parking_lot::Mutex;

/// What the resolvers saw and did.
#[derive(Default)]
pub struct Seen {
    pub touched: AtomicUsize,
    pub dropped: AtomicUsize,
    /// Events that are resolved, and most of them at once.
    pub resolved: AtomicUsize,
    pub most_resolved: AtomicUsize,
    pub calls: Mutex<Vec<CallInfo>>,
    pub identities: Mutex<Vec<Option<Identity>>>,
}

pub struct Query;
pub struct Mutation;
pub struct Subscriptions;

#[derive(SimpleObject)]
#[graphql(complex)]
pub struct Thing {
    id: ID,
    name: String,
}

#[async_graphql::ComplexObject]
impl Thing {
    async fn fails(&self) -> Result<i32> {
        Err(Error::new("hunter2"))
    }
    async fn may_fail(&self) -> Result<Option<i32>> {
        Err(Error::new("hunter2"))
    }
    async fn maybe(&self) -> Option<Thing> {
        Some(thing(0))
    }
    async fn list(&self) -> Vec<Option<Thing>> {
        vec![Some(thing(1)), Some(thing(2))]
    }
    async fn parts(&self, first: Option<i32>) -> Things {
        things(first.unwrap_or(1))
    }
    async fn next(&self) -> Thing {
        thing(0)
    }
    /// Its name, after the others.
    async fn late(&self) -> String {
        tokio::time::sleep(Duration::from_millis(20)).await;
        self.name.clone()
    }
    /// A text of so many bytes.
    async fn text(&self, bytes: usize) -> String {
        "a".repeat(bytes)
    }
    /// So many texts of so many bytes.
    async fn texts(&self, count: usize, bytes: usize) -> Vec<String> {
        vec!["a".repeat(bytes); count]
    }
}

#[derive(SimpleObject)]
pub struct Place {
    id: ID,
    name: String,
}

/// Of several types.
#[derive(Interface)]
#[graphql(field(name = "id", ty = "&ID"), field(name = "name", ty = "&String"))]
pub enum Any {
    Thing(Thing),
    Place(Place),
}

#[derive(SimpleObject)]
pub struct Things {
    edges: Vec<Edges>,
    nodes: Vec<Thing>,
    page_info: PageInfo,
    total_count: i32,
}

#[derive(SimpleObject)]
pub struct Edges {
    node: Thing,
}

#[derive(SimpleObject)]
pub struct PageInfo {
    has_next_page: bool,
}

#[derive(InputObject)]
pub struct Filter {
    and: Option<Vec<Filter>>,
    name: Option<String>,
}

fn thing(n: i32) -> Thing {
    Thing { id: ID(format!("thing_{n}")), name: format!("sak {n}") }
}

fn things(first: i32) -> Things {
    let list = || (0..first).map(thing);
    Things {
        edges: list().map(|node| Edges { node }).collect(),
        nodes: list().collect(),
        page_info: PageInfo { has_next_page: false },
        total_count: first,
    }
}

/// Counts being dropped before its time.
struct Dropped<'a>(&'a Seen, bool);

impl Drop for Dropped<'_> {
    fn drop(&mut self) {
        if !self.1 {
            self.0.dropped.fetch_add(1, Ordering::SeqCst);
        }
    }
}

/// A database that does not answer.
fn away() -> Error {
    Error::new("Borta.").extend_with(|_, e| e.set("code", "UNAVAILABLE"))
}

#[Object]
impl Query {
    async fn hello(&self) -> &'static str {
        "hej"
    }
    async fn late(&self) -> &'static str {
        tokio::time::sleep(Duration::from_millis(20)).await;
        "sent"
    }
    async fn any(&self) -> Vec<Any> {
        vec![Any::Thing(thing(0)), Any::Place(Place { id: ID("place_0".into()), name: "plats".into() })]
    }
    async fn late_failure(&self) -> Result<Option<i32>> {
        tokio::time::sleep(Duration::from_millis(20)).await;
        Err(Error::new("hunter2"))
    }
    async fn things(&self, first: Option<i32>, filter: Option<Filter>) -> Things {
        drop(filter.map(|f| (f.and.map(|list| list.len()), f.name)));
        things(first.unwrap_or(1))
    }
    async fn count(&self, numbers: Vec<i32>) -> usize {
        numbers.len()
    }
    async fn on(&self, day: NaiveDate) -> String {
        day.to_string()
    }
    async fn maybe_on(&self, day: NaiveDate) -> Option<String> {
        Some(day.to_string())
    }
    async fn secret(&self) -> Result<Option<String>> {
        Err(Error::new("connection to 10.0.0.7 failed: password hunter2"))
    }
    async fn pretended(&self) -> Result<Option<String>> {
        Err(Error::new("table persons is gone").extend_with(|_, e| e.set("code", "SQLSTATE_42P01")))
    }
    async fn missing(&self) -> Result<Option<String>> {
        Err(Error::new("Finns inte.").extend_with(|_, e| e.set("code", "NOT_FOUND")))
    }
    async fn away(&self) -> Result<i32> {
        Err(away())
    }
    async fn maybe_away(&self) -> Result<Option<i32>> {
        Err(away())
    }
    async fn panics(&self) -> Option<String> {
        let nobody: Vec<String> = Vec::new();
        Some(nobody.into_iter().next().expect("unexpected hunter2"))
    }
    async fn slow(&self, ctx: &Context<'_>) -> Result<bool> {
        let mut dropped = Dropped(ctx.data::<Arc<Seen>>()?, false);
        tokio::time::sleep(Duration::from_secs(3_600)).await;
        dropped.1 = true;
        Ok(true)
    }
    /// One of others' tables.
    async fn table(&self, ctx: &Context<'_>, name: String) -> Result<usize> {
        let tables = ctx.data::<Arc<Tables>>()?;
        tables.learn(&name).map_err(|fault| fault.spoken(Lang::En)).map(|()| name.len())
    }
    async fn maybe_table(&self, ctx: &Context<'_>, name: String) -> Result<Option<usize>> {
        self.table(ctx, name).await.map(Some)
    }
    async fn request_id(&self, ctx: &Context<'_>) -> Result<String> {
        Ok(ctx.data::<RequestId>()?.0.clone())
    }
}

#[Object]
impl Mutation {
    async fn away(&self) -> Result<i32> {
        Err(away())
    }
    async fn touch(&self, ctx: &Context<'_>) -> Result<usize> {
        Ok(ctx.data::<Arc<Seen>>()?.touched.fetch_add(1, Ordering::SeqCst) + 1)
    }
}

#[derive(SimpleObject)]
pub struct Tick {
    event_id: String,
    number: i32,
}

/// What became true.
pub struct Change(i32);

#[Object]
impl Change {
    async fn number(&self) -> i32 {
        self.0
    }
    /// None of so many.
    async fn things(&self, first: i32) -> Things {
        things(first.min(0))
    }
    /// Its number, after so many milliseconds.
    async fn after(&self, ctx: &Context<'_>, millis: u64) -> Result<i32> {
        let seen = ctx.data::<Arc<Seen>>()?;
        let now = seen.resolved.fetch_add(1, Ordering::SeqCst) + 1;
        seen.most_resolved.fetch_max(now, Ordering::SeqCst);
        tokio::time::sleep(Duration::from_millis(millis)).await;
        seen.resolved.fetch_sub(1, Ordering::SeqCst);
        Ok(self.0)
    }
}

#[Subscription]
impl Subscriptions {
    async fn changes(&self, count: i32) -> impl Stream<Item = Change> + use<> {
        stream::iter((0..count).map(Change))
    }
    /// Of which all but the last are out of reach, each with so many bytes.
    async fn reached(&self, ctx: &Context<'_>, count: i32, bytes: u64) -> Result<impl Stream<Item = Change> + use<>> {
        let turns = Arc::clone(ctx.data::<Arc<Turns>>()?);
        Ok(stream::iter(1..=count).filter_map(move |number| {
            let turns = Arc::clone(&turns);
            async move {
                turns.take().await;
                store::held::hold(bytes).await;
                if number < count {
                    turns.pass_over();
                }
                (number == count).then_some(Change(number))
            }
        }))
    }
    /// Opened after so many milliseconds; its one event comes after so many more.
    async fn opens(&self, ctx: &Context<'_>, millis: u64, then: u64) -> Result<impl Stream<Item = i32> + use<>> {
        tokio::time::sleep(Duration::from_millis(millis)).await;
        ctx.data::<Arc<Turns>>()?.opened();
        Ok(stream::once(async move {
            tokio::time::sleep(Duration::from_millis(then)).await;
            1
        }))
    }
    async fn ticks(&self, ctx: &Context<'_>, count: i32) -> Result<impl Stream<Item = Tick> + use<>> {
        let last = ctx.data::<LastEventId>()?.0.as_deref().and_then(|id| id.strip_prefix("event_")?.parse().ok());
        let from: i32 = last.map_or(0, |last: i32| last + 1);
        Ok(stream::iter((from..count).map(|number| Tick { event_id: format!("event_{number}"), number })))
    }
    async fn forever(&self) -> impl Stream<Item = i32> + use<> {
        stream::iter([1]).chain(stream::pending())
    }
    async fn texts(&self, bytes: Vec<usize>) -> impl Stream<Item = String> + use<> {
        stream::iter(bytes).map(|bytes| "a".repeat(bytes))
    }
    async fn breaks(&self) -> impl Stream<Item = Result<i32>> + use<> {
        stream::iter([Err(Error::new("hunter2"))])
    }
}
