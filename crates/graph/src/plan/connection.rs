//! Pages of rows, at the root of an answer or each parent's own.

use std::{collections::HashMap, ops::Range, sync::Arc};

use async_graphql::{
    Context, ContextSelectionSet, Positioned, Value,
    context::QueryEnv,
    parser::types::{Field, SelectionSet},
};
use edge::{FieldCount, RawParts};
use futures_util::future::BoxFuture;
use store::{Column, Family, Record};

use super::{Declined, Execution, ObjectExecution, ObjectPlan, Part, Plan, finish, list, selected};
use crate::{
    batch::{Batch, Children},
    connection::{Asked, RecordObject, Total, is_whole_below},
    context::caller,
    writer::{JsonWriter, Writer},
};

/// What is asked of a page.
pub(crate) struct ConnectionPlan<O: RecordObject> {
    parts: Vec<Part<ConnectionPart<O>>>,
}

enum ConnectionPart<O: RecordObject> {
    TypeName,
    Nodes(ObjectPlan<O::Record>),
    Edges(Vec<Part<EdgePart<O>>>),
    PageInfo(Vec<Part<PageInfoPart>>),
    TotalCount,
    FullCount,
}

enum EdgePart<O: RecordObject> {
    TypeName,
    Node(ObjectPlan<O::Record>),
    Cursor,
}

/// Pages in one request.
struct ConnectionExecution<'p, O: RecordObject> {
    plan: &'p ConnectionPlan<O>,
    /// The rows of each part that shows them.
    shown: Vec<Shown<'p, O>>,
    times: u64,
    rows: u64,
}

/// How a part of a page shows its rows.
enum Shown<'p, O: RecordObject> {
    Not,
    Nodes(ObjectExecution<'p, O::Record>),
    /// The node of each part of an edge that is one.
    Edges(Vec<Option<ObjectExecution<'p, O::Record>>>),
}

#[derive(Clone, Copy)]
enum PageInfoPart {
    TypeName,
    HasNextPage,
    HasPreviousPage,
    StartCursor,
    EndCursor,
}

/// A page that has been read.
pub(crate) struct PageView<'v> {
    /// Its rows, among those of the batch.
    pub(crate) range: Range<usize>,
    /// Their cursors, where they are wanted.
    pub(crate) cursors: &'v [String],
    /// Whether there are rows before it.
    pub(crate) has_previous: bool,
    /// Whether there are rows after it.
    pub(crate) has_next: bool,
    /// How many rows there are in all, where that is asked for.
    pub(crate) total: u64,
    /// Whether the caller reaches all such rows, where that is asked for.
    pub(crate) is_whole: bool,
}

impl<O: RecordObject> ConnectionPlan<O> {
    /// Of this selection; none where only the library can tell.
    pub(crate) fn of(env: &QueryEnv, set: &SelectionSet) -> Option<Self> {
        let name = format!("{}Connection", O::NAME);
        let mut parts = Vec::with_capacity(set.items.len());
        for field in selected(env, set, &|on| on == name)? {
            let below = &field.node.selection_set.node;
            let value = match field.node.name.node.as_str() {
                "__typename" => ConnectionPart::TypeName,
                "nodes" => ConnectionPart::Nodes(O::plan(env, below)?),
                "edges" => ConnectionPart::Edges(edge_parts::<O>(env, below)?),
                "pageInfo" => ConnectionPart::PageInfo(page_info_parts(env, below)?),
                "totalCount" => ConnectionPart::TotalCount,
                "fullCount" => ConnectionPart::FullCount,
                _ => return None,
            };
            parts.push(Part::of(field, value));
        }
        Some(Self { parts })
    }

    /// The field that asks how many rows there are in all, whether or not others may lie outside the caller's reach.
    fn total(&self) -> Option<&Positioned<Field>> {
        self.parts.iter().find(|part| matches!(part.value, ConnectionPart::TotalCount)).map(|part| &part.field)
    }

    /// The field that asks how many there are where the caller reaches all.
    fn full(&self) -> Option<&Positioned<Field>> {
        self.parts.iter().find(|part| matches!(part.value, ConnectionPart::FullCount)).map(|part| &part.field)
    }

    fn begin(&self) -> ConnectionExecution<'_, O> {
        let shown = self.parts.iter().map(|part| match &part.value {
            ConnectionPart::Nodes(object) => Shown::Nodes(object.begin()),
            ConnectionPart::Edges(parts) => Shown::Edges(
                parts
                    .iter()
                    .map(|part| match &part.value {
                        EdgePart::Node(object) => Some(object.begin()),
                        EdgePart::TypeName | EdgePart::Cursor => None,
                    })
                    .collect(),
            ),
            ConnectionPart::TypeName
            | ConnectionPart::PageInfo(_)
            | ConnectionPart::TotalCount
            | ConnectionPart::FullCount => Shown::Not,
        });
        ConnectionExecution { plan: self, shown: shown.collect(), times: 0, rows: 0 }
    }

    /// The page alone; `total` is asked where that is asked for.
    pub(crate) async fn page(
        &self,
        ctx: &ContextSelectionSet<'_>,
        parts: &RawParts,
        rows: &Arc<Batch<O::Record>>,
        mut page: PageView<'_>,
        total: &Total<O::Record>,
    ) -> Option<Value> {
        let full = self.full().map(|field| ctx.with_field(field));
        page.is_whole = full.as_ref().is_some_and(|ctx| total.is_whole(ctx));
        if let Some(ctx) = self.total().map(|field| ctx.with_field(field)).or(full.filter(|_| page.is_whole)) {
            page.total = total.count(&ctx).await.ok()?;
        }
        let mut pages = self.begin();
        pages.load(ctx, rows).await.ok()?;
        let mut out = JsonWriter::default();
        pages.write(rows, &page, &mut out);
        Some(finish(parts, out, pages.counts()).await)
    }
}

impl<O: RecordObject> ConnectionExecution<'_, O> {
    async fn load(&mut self, ctx: &ContextSelectionSet<'_>, rows: &Arc<Batch<O::Record>>) -> Result<(), Declined> {
        for (part, shown) in self.plan.parts.iter().zip(&mut self.shown) {
            let ctx = ctx.with_field(&part.field);
            let ctx = ctx.with_selection_set(&part.field.node.selection_set);
            match (&part.value, shown) {
                (_, Shown::Nodes(object)) => object.load(&ctx, rows).await?,
                (ConnectionPart::Edges(parts), Shown::Edges(nodes)) => {
                    for (part, node) in parts.iter().zip(nodes) {
                        if let Some(object) = node {
                            let ctx = ctx.with_field(&part.field);
                            let ctx = ctx.with_selection_set(&part.field.node.selection_set);
                            object.load(&ctx, rows).await?;
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn write(&mut self, rows: &Batch<O::Record>, page: &PageView<'_>, out: &mut JsonWriter) {
        self.times += 1;
        self.rows += page.range.len() as u64;
        out.raw(b"{");
        for (place, (part, shown)) in self.plan.parts.iter().zip(&mut self.shown).enumerate() {
            out.key(&part.key, place == 0);
            match (&part.value, shown) {
                (_, Shown::Nodes(object)) => {
                    list(out, page.range.clone(), |out, at| object.write(rows, at, out));
                }
                (ConnectionPart::Edges(parts), Shown::Edges(nodes)) => {
                    list(out, page.range.clone(), |out, at| {
                        let cursor = page.cursors.get(at - page.range.start).map_or("", String::as_str);
                        write_edge(parts, nodes, rows, at, cursor, out);
                    });
                }
                (ConnectionPart::PageInfo(parts), _) => write_page_info(parts, page, out),
                (ConnectionPart::FullCount, _) if !page.is_whole => out.null(),
                (ConnectionPart::TotalCount | ConnectionPart::FullCount, _) => {
                    out.int(i64::try_from(page.total).unwrap_or(i64::MAX));
                }
                _ => out.type_name(&format!("{}Connection", O::NAME)),
            }
        }
        out.raw(b"}");
    }

    fn counts(&self) -> Vec<FieldCount> {
        let counted = self.plan.parts.iter().zip(&self.shown).map(|(part, shown)| {
            let below = match (&part.value, shown) {
                (_, Shown::Nodes(object)) => object.counts(),
                (ConnectionPart::Edges(parts), Shown::Edges(nodes)) => parts
                    .iter()
                    .zip(nodes)
                    .map(|(part, node)| {
                        part.count(self.rows, node.as_ref().map_or_else(Vec::new, ObjectExecution::counts))
                    })
                    .collect(),
                (ConnectionPart::PageInfo(parts), _) => {
                    parts.iter().map(|part| part.count(self.times, Vec::new())).collect()
                }
                _ => Vec::new(),
            };
            part.count(self.times, below)
        });
        counted.collect()
    }
}

fn edge_parts<O: RecordObject>(env: &QueryEnv, set: &SelectionSet) -> Option<Vec<Part<EdgePart<O>>>> {
    let name = format!("{}Edge", O::NAME);
    let mut parts = Vec::new();
    for field in selected(env, set, &|on| on == name)? {
        let value = match field.node.name.node.as_str() {
            "__typename" => EdgePart::TypeName,
            "node" => EdgePart::Node(O::plan(env, &field.node.selection_set.node)?),
            "cursor" => EdgePart::Cursor,
            _ => return None,
        };
        parts.push(Part::of(field, value));
    }
    Some(parts)
}

fn page_info_parts(env: &QueryEnv, set: &SelectionSet) -> Option<Vec<Part<PageInfoPart>>> {
    let mut parts = Vec::new();
    for field in selected(env, set, &|on| on == "PageInfo")? {
        let value = match field.node.name.node.as_str() {
            "__typename" => PageInfoPart::TypeName,
            "hasNextPage" => PageInfoPart::HasNextPage,
            "hasPreviousPage" => PageInfoPart::HasPreviousPage,
            "startCursor" => PageInfoPart::StartCursor,
            "endCursor" => PageInfoPart::EndCursor,
            _ => return None,
        };
        parts.push(Part::of(field, value));
    }
    Some(parts)
}

fn write_edge<O: RecordObject>(
    parts: &[Part<EdgePart<O>>],
    nodes: &mut [Option<ObjectExecution<'_, O::Record>>],
    rows: &Batch<O::Record>,
    at: usize,
    cursor: &str,
    out: &mut JsonWriter,
) {
    out.raw(b"{");
    for (place, (part, node)) in parts.iter().zip(nodes).enumerate() {
        out.key(&part.key, place == 0);
        match (&part.value, node) {
            (EdgePart::Cursor, _) => out.text(cursor),
            (_, Some(object)) => object.write(rows, at, out),
            (_, None) => out.type_name(&format!("{}Edge", O::NAME)),
        }
    }
    out.raw(b"}");
}

fn write_page_info(parts: &[Part<PageInfoPart>], page: &PageView<'_>, out: &mut JsonWriter) {
    out.raw(b"{");
    for (place, part) in parts.iter().enumerate() {
        out.key(&part.key, place == 0);
        match part.value {
            PageInfoPart::TypeName => out.type_name("PageInfo"),
            PageInfoPart::HasNextPage => out.truth(page.has_next),
            PageInfoPart::HasPreviousPage => out.truth(page.has_previous),
            PageInfoPart::StartCursor => out.maybe_text(page.cursors.first().map(String::as_str)),
            PageInfoPart::EndCursor => out.maybe_text(page.cursors.last().map(String::as_str)),
        }
    }
    out.raw(b"}");
}

/// Each row's page of the rows that point at it.
pub(crate) struct ManyPlan<O: RecordObject, R> {
    field: Positioned<Field>,
    family: Family<Column<O::Record>>,
    /// Reads the arguments.
    asked: R,
    connection: ConnectionPlan<O>,
}

/// The pages in one request.
struct ManyExecution<'p, O: RecordObject, R> {
    plan: &'p ManyPlan<O, R>,
    connection: ConnectionExecution<'p, O>,
    children: Option<Arc<Children<O::Record>>>,
    totals: Option<Arc<HashMap<String, u64>>>,
    /// Whether the caller reaches all of each parent's rows, where that is asked for; in the order of the parents.
    whole: Vec<bool>,
}

impl<O, R> ManyPlan<O, R>
where
    O: RecordObject,
    R: Fn(&Context<'_>) -> async_graphql::ServerResult<Asked<O>> + Copy + Send + Sync + 'static,
{
    pub(crate) fn compile<T: Record>(
        env: &QueryEnv,
        field: &Positioned<Field>,
        family: Family<Column<O::Record>>,
        asked: R,
    ) -> Option<Box<dyn Plan<T>>> {
        let connection = ConnectionPlan::of(env, &field.node.selection_set.node)?;
        Some(Box::new(Self { field: field.clone(), family, asked, connection }))
    }
}

impl<T, O, R> Plan<T> for ManyPlan<O, R>
where
    T: Record,
    O: RecordObject,
    R: Fn(&Context<'_>) -> async_graphql::ServerResult<Asked<O>> + Copy + Send + Sync + 'static,
{
    fn begin(&self) -> Box<dyn Execution<T> + '_> {
        let connection = self.connection.begin();
        Box::new(ManyExecution { plan: self, connection, children: None, totals: None, whole: Vec::new() })
    }
}

impl<T, O, R> Execution<T> for ManyExecution<'_, O, R>
where
    T: Record,
    O: RecordObject,
    R: Fn(&Context<'_>) -> async_graphql::ServerResult<Asked<O>> + Copy + Send + Sync + 'static,
{
    fn load<'a>(&'a mut self, ctx: &'a Context<'a>, rows: &'a Arc<Batch<T>>) -> BoxFuture<'a, Result<(), Declined>> {
        Box::pin(async move {
            let ManyPlan { field, family, asked, connection } = self.plan;
            let asked = asked(ctx).map_err(|_| Declined)?;
            let query = asked.query(ctx).map_err(|_| Declined)?;
            let below = ctx.with_selection_set(&field.node.selection_set);
            if rows.is_empty() {
                return Ok(());
            }
            if connection.full().is_some() {
                let grant = access::view(&caller(ctx).request, O::Record::READ);
                let is_whole = |row: &T| is_whole_below::<O::Record, T>(&grant, &query.filter, *family, row);
                self.whole = rows.rows().iter().map(is_whole).collect();
            }
            let full = connection.full().filter(|_| self.whole.contains(&true));
            if let Some(field) = connection.total().or(full) {
                let ctx = below.with_field(field);
                self.totals = Some(rows.totals::<O::Record>(&ctx, *family, &query.filter).await.map_err(|_| Declined)?);
            }
            let children = rows.children::<O>(ctx, *family, query).await.map_err(|_| Declined)?;
            self.connection.load(&below, &children.batch).await?;
            self.children = Some(children);
            Ok(())
        })
    }

    fn write(&mut self, rows: &Batch<T>, at: usize, out: &mut JsonWriter) {
        let Some(children) = &self.children else { return out.null() };
        let id = rows.rows()[at].id();
        let total = self.totals.as_ref().and_then(|totals| totals.get(id.as_str())).copied().unwrap_or(0);
        let is_whole = self.whole.get(at).copied().unwrap_or(false);
        let page = match children.pages.get(id.as_str()) {
            None => PageView { range: 0..0, cursors: &[], has_previous: false, has_next: false, total, is_whole },
            Some(page) => PageView {
                range: page.range.clone(),
                cursors: &page.cursors,
                has_previous: page.has_previous,
                has_next: page.has_next,
                total,
                is_whole,
            },
        };
        self.connection.write(&children.batch, &page, out);
    }

    fn counts(&self) -> Vec<FieldCount> {
        self.connection.counts()
    }
}
