//! Relay connections, the same for every object type.

use std::{borrow::Cow, ops::Range, sync::Arc};

use access::{Anchors, Grant};
use async_graphql::{
    Context, ContextSelectionSet, Enum, InputType, Object, ObjectType, OutputType, Positioned, SelectionField,
    ServerResult, SimpleObject, TypeName, Value,
    context::QueryEnv,
    parser::types::{Field, SelectionSet},
    registry::Registry,
};
use edge::{LargePage, RawParts};
use futures_util::future::BoxFuture;
use kernel::{Direction, PageRequest, error::in_range, page::MAX_PAGE};
use store::{Column, Family, Filter, Query, Record, Under, is_whole};

use super::{
    batch::{Answering, Batch, Node},
    column_sink::{Columns, Target},
    filter::Filtering,
    plan::{ConnectionPlan, ObjectPlan, PageView},
    refusal::refuse,
    shown::ShownObject,
    weighed::Weighed,
};
use crate::context::{caller, reader};

/// A GraphQL object over one kind of row.
pub trait RecordObject: ObjectType + From<Node<Self::Record>> + Send + Sync + 'static {
    /// The domain value it shows.
    type Record: Record;
    /// Its filter input.
    type Filter: Filtering<Column<Self::Record>>;
    /// Its ordering input.
    type Order: Ordering<Column<Self::Record>>;
    /// Its type name.
    const NAME: &'static str;

    /// The columns that a field looks at; `None` when it may be any. Columns that every row has may be left out.
    fn looks_at(field: &str) -> Option<&'static [Column<Self::Record>]>;

    /// Fields that a file may take as columns: what the answer says is what is stored, to everyone who reaches the row. A coded value
    /// is `field.code`.
    fn leaves() -> &'static [(&'static str, Column<Self::Record>)];

    /// Fields that are one other thing, which a file may follow, with the column of its id.
    fn points() -> &'static [(&'static str, Column<Self::Record>, Target)];

    /// How pages show it.
    fn shown() -> ShownObject;

    /// How `set` of it is written at once; none where it has to be resolved.
    fn plan(_env: &QueryEnv, _set: &SelectionSet) -> Option<ObjectPlan<Self::Record>> {
        None
    }
}

/// Direction of order.
///
/// Svenska: Sorteringsriktning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum OrderDirection {
    /// Ascending.
    ///
    /// Svenska: Stigande.
    Asc,
    /// Descending.
    ///
    /// Svenska: Fallande.
    Desc,
}

impl From<OrderDirection> for Direction {
    fn from(direction: OrderDirection) -> Self {
        match direction {
            OrderDirection::Asc => Self::Asc,
            OrderDirection::Desc => Self::Desc,
        }
    }
}

/// One ordering key of an object type.
pub trait Ordering<C>: InputType {
    /// The column and direction it stands for.
    fn key(&self) -> (C, Direction);
}

/// The arguments of a connection, as they came.
pub struct Asked<O: RecordObject> {
    /// `first`.
    pub first: Option<i32>,
    /// `after`.
    pub after: Option<String>,
    /// `last`.
    pub last: Option<i32>,
    /// `before`.
    pub before: Option<String>,
    /// `filter`.
    pub filter: Option<Box<O::Filter>>,
    /// `orderBy`.
    pub order_by: Option<Vec<O::Order>>,
    /// What the field itself demands besides the filter, e.g. an as-of date.
    pub also: Filter<Column<O::Record>>,
}

/// Most ordering keys in one query.
const MAX_ORDER_KEYS: usize = 4;

impl<O: RecordObject> Asked<O> {
    pub(super) fn query(self, ctx: &Context<'_>) -> async_graphql::Result<Query<Column<O::Record>>> {
        self.checked(ctx).map_err(|error| refuse(ctx, error))
    }

    fn checked(self, ctx: &Context<'_>) -> kernel::Result<Query<Column<O::Record>>> {
        let order = self.order_by.unwrap_or_default();
        in_range("orderBy", order.len(), 0..=MAX_ORDER_KEYS)?;
        let filter = match self.filter {
            Some(filter) => filter.filter(ctx)?.and(self.also),
            None => self.also,
        };
        Ok(Query {
            filter,
            order: order.iter().map(Ordering::key).collect(),
            page: PageRequest::within(most_rows(ctx), self.first, self.after, self.last, self.before)?,
            cursors: wants_cursors(ctx),
            looked_at: looked_at_in_list::<O>(ctx),
        })
    }
}

/// The columns that a field of `O`s' selection looks at; `None` when it may be any.
pub(super) fn looked_at<'a, O: RecordObject>(
    selection: impl Iterator<Item = SelectionField<'a>>,
) -> Option<Vec<Column<O::Record>>> {
    let mut columns = Vec::new();
    for field in selection.filter(|field| field.name() != "__typename") {
        columns.extend_from_slice(O::looks_at(field.name())?);
    }
    Some(columns)
}

fn looked_at_in_list<O: RecordObject>(ctx: &Context<'_>) -> Option<Vec<Column<O::Record>>> {
    let mut rows = Vec::new();
    for part in ctx.field().selection_set() {
        match part.name() {
            "nodes" => rows.extend(part.selection_set()),
            "edges" => {
                let nodes = part.selection_set().filter(|edge| edge.name() == "node").collect::<Vec<_>>();
                nodes.iter().for_each(|node| rows.extend(node.selection_set()));
            }
            _ => {}
        }
    }
    looked_at::<O>(rows.into_iter())
}

/// The page of a reader of the service's own, where it turns this very connection.
fn large_page<'a>(ctx: &'a Context<'_>) -> Option<&'a LargePage> {
    let here = |page: &&LargePage| ctx.path_node.is_some_and(|path| path.to_string_vec() == page.at);
    ctx.data_opt::<LargePage>().filter(here)
}

fn most_rows(ctx: &Context<'_>) -> u32 {
    large_page(ctx).map_or(MAX_PAGE, |page| page.most)
}

fn wants_cursors(ctx: &Context<'_>) -> bool {
    let ahead = ctx.look_ahead();
    ahead.field("edges").field("cursor").exists()
        || ahead.field("pageInfo").field("startCursor").exists()
        || ahead.field("pageInfo").field("endCursor").exists()
}

/// The page of a root field.
///
/// # Errors
/// `INVALID` for paging or filters; `UNAVAILABLE`, `INTERNAL`.
pub fn connect<'a, O: RecordObject>(ctx: &'a Context<'_>, asked: Asked<O>) -> Answering<'a, Connection<O>> {
    Box::pin(async move {
        let query = asked.query(ctx)?;
        let slice = match large_page(ctx).and_then(|page| Columns::<O>::wanted(ctx, page)) {
            Some(columns) => columns.give(ctx, &query).await?,
            None => {
                let records = reader::<O::Record>(ctx);
                records.page(&caller(ctx).request, &query).await.map_err(|error| refuse(ctx, error))?
            }
        };
        let batch = Batch::of(slice.rows);
        Ok(Connection(Page {
            range: 0..batch.len(),
            batch,
            cursors: slice.cursors,
            has_previous: slice.has_previous,
            has_next: slice.has_next,
            total: Total::Root(query.filter),
        }))
    })
}

type Counting = dyn for<'a> Fn(&'a Context<'a>) -> BoxFuture<'a, async_graphql::Result<u64>> + Send + Sync;
type Reaching = dyn Fn(&Grant) -> bool + Send + Sync;

/// Whether `grant` reaches all of `parent`'s rows that match.
pub(super) fn is_whole_below<U: Record, T: Record>(
    grant: &Grant,
    filter: &Filter<Column<U>>,
    family: Family<Column<U>>,
    parent: &T,
) -> bool {
    let (id, anchors) = (parent.id(), parent.anchors_below());
    let parent = match family {
        Family::Column(column) => Some((column, id.as_str())),
        Family::Via(_) => None,
    };
    is_whole::<U>(grant, filter, Under { parent, anchors: &anchors })
}

/// How to count the whole list, when someone asks.
pub(super) enum Total<U: Record> {
    /// All rows that match.
    Root(Filter<Column<U>>),
    /// One parent's rows, counted with its siblings', and whether a grant reaches all of them.
    Children(Box<Counting>, Box<Reaching>),
}

impl<U: Record> Total<U> {
    pub(super) fn of_children<T: Record>(
        parent: &Node<T>,
        family: Family<Column<U>>,
        filter: Filter<Column<U>>,
    ) -> Self {
        let parent = parent.clone();
        let (of, asked) = (parent.clone(), filter.clone());
        let reaches = move |grant: &Grant| is_whole_below::<U, T>(grant, &asked, family, of.row());
        let count: Box<Counting> = Box::new(move |ctx| {
            let (parent, filter) = (parent.clone(), filter.clone());
            Box::pin(async move { parent.count::<U>(ctx, family, &filter).await })
        });
        Self::Children(count, Box::new(reaches))
    }

    /// Whether the caller reaches all of them.
    pub(super) fn is_whole(&self, ctx: &Context<'_>) -> bool {
        let grant = access::view(&caller(ctx).request, U::READ);
        match self {
            Self::Root(filter) => is_whole::<U>(&grant, filter, Under { parent: None, anchors: &Anchors::default() }),
            Self::Children(_, reaches) => reaches(&grant),
        }
    }

    pub(super) async fn count(&self, ctx: &Context<'_>) -> async_graphql::Result<u64> {
        match self {
            Self::Root(filter) => {
                let records = reader::<U>(ctx);
                records.count(&caller(ctx).request, filter).await.map_err(|error| refuse(ctx, error))
            }
            Self::Children(count, _) => count(ctx).await,
        }
    }
}

/// A page of a list, as Relay wants it.
pub struct Connection<O: RecordObject>(pub(super) Page<O>);

impl<O: RecordObject> Connection<O> {
    pub(super) fn empty(total: Total<O::Record>) -> Self {
        Self(Page {
            batch: Batch::of(Vec::new()),
            range: 0..0,
            cursors: Vec::new(),
            has_previous: false,
            has_next: false,
            total,
        })
    }
}

impl<O: RecordObject> OutputType for Connection<O> {
    fn type_name() -> Cow<'static, str> {
        <Page<O> as OutputType>::type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        Page::<O>::create_type_info(registry)
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, field: &Positioned<Field>) -> ServerResult<Value> {
        match self.0.planned(ctx).await {
            Some(written) => Ok(written),
            None => self.0.resolve(ctx, field).await,
        }
    }
}

/// The fields of a [`Connection`].
pub(super) struct Page<O: RecordObject> {
    pub(super) batch: Arc<Batch<O::Record>>,
    pub(super) range: Range<usize>,
    pub(super) cursors: Vec<String>,
    pub(super) has_previous: bool,
    pub(super) has_next: bool,
    pub(super) total: Total<O::Record>,
}

impl<O: RecordObject> Page<O> {
    /// The page written at once, where the transport takes that and what is asked of it allows it.
    async fn planned(&self, ctx: &ContextSelectionSet<'_>) -> Option<Value> {
        let parts = ctx.data_opt::<Arc<RawParts>>()?;
        let plan = parts.plans.plan::<O, _>(ctx.item.pos, || ConnectionPlan::<O>::of(ctx.query_env, &ctx.item.node))?;
        let page = PageView {
            range: self.range.clone(),
            cursors: &self.cursors,
            has_previous: self.has_previous,
            has_next: self.has_next,
            total: 0,
            is_whole: false,
        };
        // Boxed: what a plan needs while it loads is large, and is made for pages only.
        Box::pin(plan.page(ctx, parts, &self.batch, page, &self.total)).await
    }

    fn shown(&self) -> impl Iterator<Item = O> + '_ {
        self.range.clone().map(|at| Node::new(&self.batch, at).into())
    }
}

impl<O: RecordObject> TypeName for Page<O> {
    fn type_name() -> Cow<'static, str> {
        format!("{}Connection", O::NAME).into()
    }
}

/// List: one page, with what is needed to turn it.
///
/// Svenska: Lista: en sida, med det som behövs för att bläddra.
#[Object(name_type)]
impl<O: RecordObject> Page<O> {
    /// Rows: those of the page, without cursors.
    ///
    /// Svenska: Rader: sidans rader, utan markörer.
    async fn nodes(&self) -> Vec<Weighed<O>> {
        self.shown().map(Weighed).collect()
    }

    /// Edges: the page's rows with a cursor each.
    ///
    /// Svenska: Kanter: sidans rader med var sin markör.
    async fn edges(&self) -> Vec<Edge<O>> {
        let mut cursors = self.cursors.iter();
        self.shown()
            .map(|node| Edge { node: Weighed(node), cursor: cursors.next().cloned().unwrap_or_default() })
            .collect()
    }

    /// Where the page stands in the list.
    ///
    /// Svenska: Sidinformation: var sidan står i listan.
    async fn page_info(&self) -> PageInfo {
        PageInfo {
            has_next_page: self.has_next,
            has_previous_page: self.has_previous,
            start_cursor: self.cursors.first().cloned(),
            end_cursor: self.cursors.last().cloned(),
        }
    }

    /// Total count: how many rows match the filter within your reach, whatever the page. Costs a count of its own.
    ///
    /// Svenska: Antal totalt: hur många rader inom din räckvidd som uppfyller filtret, oavsett sida. Kostar en egen
    /// räkning.
    async fn total_count(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<u64>> {
        self.total.count(ctx).await.map(Some)
    }

    /// Full count: as `totalCount` where you reach all such rows; absent where others may lie outside your reach, whether
    /// there are any or not. For a number that is told as that of all.
    ///
    /// Svenska: Antal av alla: som `totalCount` där du når alla sådana rader; saknas där andra kan ligga utanför din
    /// räckvidd, vare sig det finns några eller inte. För ett tal som sägs gälla alla.
    async fn full_count(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<u64>> {
        if !self.total.is_whole(ctx) {
            return Ok(None);
        }
        self.total.count(ctx).await.map(Some)
    }
}

/// A row with its cursor.
pub struct Edge<O: RecordObject> {
    node: Weighed<O>,
    cursor: String,
}

impl<O: RecordObject> TypeName for Edge<O> {
    fn type_name() -> Cow<'static, str> {
        format!("{}Edge", O::NAME).into()
    }
}

/// Edge: a row with its place in the list.
///
/// Svenska: Kant: en rad med sin plats i listan.
#[Object(name_type)]
impl<O: RecordObject> Edge<O> {
    /// The row.
    ///
    /// Svenska: Raden.
    async fn node(&self) -> &Weighed<O> {
        &self.node
    }

    /// Cursor: opaque, for `after` and `before` with the same ordering.
    ///
    /// Svenska: Markör: säger inget i sig, och används i `after` och `before` med samma ordning.
    async fn cursor(&self) -> &str {
        &self.cursor
    }
}

/// Where the page stands in the list.
///
/// Svenska: Sidinformation: var sidan står i listan.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(shareable)]
pub struct PageInfo {
    /// More rows after.
    ///
    /// Svenska: Fler rader efter.
    has_next_page: bool,
    /// More rows before.
    ///
    /// Svenska: Fler rader före.
    has_previous_page: bool,
    /// Cursor of the first row.
    ///
    /// Svenska: Första radens markör.
    start_cursor: Option<String>,
    /// Cursor of the last row.
    ///
    /// Svenska: Sista radens markör.
    end_cursor: Option<String>,
}
