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

use super::{Declined, ObjectPlan, Planned, finish, list, selected};
use crate::{
    batch::{Batch, Children},
    connection::{Asked, RecordObject, Total},
    writer::{JsonWriter, Writer, key},
};

/// What is asked of a page.
pub(crate) struct ConnectionPlan<'d, O: RecordObject> {
    parts: Vec<Part<'d, ConnectionPart<'d, O>>>,
    times: u64,
    rows: u64,
}

struct Part<'d, V> {
    field: &'d Positioned<Field>,
    key: Box<[u8]>,
    value: V,
}

impl<'d, V> Part<'d, V> {
    fn of(field: &'d Positioned<Field>, value: V) -> Self {
        Self { field, key: key(&field.node.response_key().node), value }
    }

    fn count(&self, times: u64, below: Vec<FieldCount>) -> FieldCount {
        FieldCount { key: self.field.node.response_key().node.clone(), times, below }
    }
}

enum ConnectionPart<'d, O: RecordObject> {
    TypeName,
    Nodes(ObjectPlan<'d, O::Record>),
    Edges(Vec<Part<'d, EdgePart<'d, O>>>),
    PageInfo(Vec<Part<'d, PageInfoPart>>),
    TotalCount,
}

enum EdgePart<'d, O: RecordObject> {
    TypeName,
    Node(ObjectPlan<'d, O::Record>),
    Cursor,
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
}

impl<'d, O: RecordObject> ConnectionPlan<'d, O> {
    /// Of this selection; none where only the library can tell.
    pub(crate) fn of(env: &'d QueryEnv, set: &'d SelectionSet) -> Option<Self> {
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
                _ => return None,
            };
            parts.push(Part::of(field, value));
        }
        Some(Self { parts, times: 0, rows: 0 })
    }

    /// The field that asks how many rows there are in all.
    fn total(&self) -> Option<&'d Positioned<Field>> {
        self.parts.iter().find(|part| matches!(part.value, ConnectionPart::TotalCount)).map(|part| part.field)
    }

    async fn load(&mut self, ctx: &ContextSelectionSet<'_>, rows: &Arc<Batch<O::Record>>) -> Result<(), Declined> {
        for part in &mut self.parts {
            let ctx = ctx.with_field(part.field);
            let ctx = ctx.with_selection_set(&part.field.node.selection_set);
            match &mut part.value {
                ConnectionPart::Nodes(object) => object.load(&ctx, rows).await?,
                ConnectionPart::Edges(edge) => {
                    for part in edge {
                        if let EdgePart::Node(object) = &mut part.value {
                            let ctx = ctx.with_field(part.field);
                            let ctx = ctx.with_selection_set(&part.field.node.selection_set);
                            object.load(&ctx, rows).await?;
                        }
                    }
                }
                ConnectionPart::TypeName | ConnectionPart::PageInfo(_) | ConnectionPart::TotalCount => {}
            }
        }
        Ok(())
    }

    fn write(&mut self, rows: &Batch<O::Record>, page: &PageView<'_>, out: &mut JsonWriter) {
        self.times += 1;
        self.rows += page.range.len() as u64;
        out.raw(b"{");
        for (place, part) in self.parts.iter_mut().enumerate() {
            out.key(&part.key, place == 0);
            match &mut part.value {
                ConnectionPart::TypeName => out.type_name(&format!("{}Connection", O::NAME)),
                ConnectionPart::Nodes(object) => {
                    list(out, page.range.clone(), |out, at| object.write(rows, at, out));
                }
                ConnectionPart::Edges(edge) => {
                    list(out, page.range.clone(), |out, at| {
                        let cursor = page.cursors.get(at - page.range.start).map_or("", String::as_str);
                        write_edge(edge, rows, at, cursor, out);
                    });
                }
                ConnectionPart::PageInfo(parts) => write_page_info(parts, page, out),
                ConnectionPart::TotalCount => out.int(i64::try_from(page.total).unwrap_or(i64::MAX)),
            }
        }
        out.raw(b"}");
    }

    fn counts(&self) -> Vec<FieldCount> {
        let count = |part: &Part<'d, ConnectionPart<'d, O>>| {
            let below = match &part.value {
                ConnectionPart::Nodes(object) => object.counts(),
                ConnectionPart::Edges(edge) => edge
                    .iter()
                    .map(|part| match &part.value {
                        EdgePart::Node(object) => part.count(self.rows, object.counts()),
                        EdgePart::TypeName | EdgePart::Cursor => part.count(self.rows, Vec::new()),
                    })
                    .collect(),
                ConnectionPart::PageInfo(parts) => {
                    parts.iter().map(|part| part.count(self.times, Vec::new())).collect()
                }
                ConnectionPart::TypeName | ConnectionPart::TotalCount => Vec::new(),
            };
            part.count(self.times, below)
        };
        self.parts.iter().map(count).collect()
    }

    /// The page alone; `total` is asked where that is asked for.
    pub(crate) async fn page(
        mut self,
        ctx: &ContextSelectionSet<'_>,
        parts: &RawParts,
        rows: &Arc<Batch<O::Record>>,
        mut page: PageView<'_>,
        total: &Total<O::Record>,
    ) -> Option<Value> {
        if let Some(field) = self.total() {
            page.total = total.count(&ctx.with_field(field)).await.ok()?;
        }
        self.load(ctx, rows).await.ok()?;
        let mut out = JsonWriter::default();
        self.write(rows, &page, &mut out);
        Some(finish(parts, out, self.counts()).await)
    }
}

fn edge_parts<'d, O: RecordObject>(env: &'d QueryEnv, set: &'d SelectionSet) -> Option<Vec<Part<'d, EdgePart<'d, O>>>> {
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

fn page_info_parts<'d>(env: &'d QueryEnv, set: &'d SelectionSet) -> Option<Vec<Part<'d, PageInfoPart>>> {
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
    parts: &mut [Part<'_, EdgePart<'_, O>>],
    rows: &Batch<O::Record>,
    at: usize,
    cursor: &str,
    out: &mut JsonWriter,
) {
    out.raw(b"{");
    for (place, part) in parts.iter_mut().enumerate() {
        out.key(&part.key, place == 0);
        match &mut part.value {
            EdgePart::TypeName => out.type_name(&format!("{}Edge", O::NAME)),
            EdgePart::Node(object) => object.write(rows, at, out),
            EdgePart::Cursor => out.text(cursor),
        }
    }
    out.raw(b"}");
}

fn write_page_info(parts: &[Part<'_, PageInfoPart>], page: &PageView<'_>, out: &mut JsonWriter) {
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
pub(crate) struct ManyPlan<'d, O: RecordObject, R> {
    field: &'d Positioned<Field>,
    family: Family<Column<O::Record>>,
    /// Reads the arguments.
    asked: R,
    connection: ConnectionPlan<'d, O>,
    children: Option<Arc<Children<O::Record>>>,
    totals: Option<Arc<HashMap<String, u64>>>,
}

impl<'d, O, R> ManyPlan<'d, O, R>
where
    O: RecordObject,
    R: Fn(&Context<'_>) -> async_graphql::ServerResult<Asked<O>> + Copy + Send + Sync + 'static,
{
    pub(crate) fn compile<T: Record>(
        env: &'d QueryEnv,
        field: &'d Positioned<Field>,
        family: Family<Column<O::Record>>,
        asked: R,
    ) -> Option<Box<dyn Planned<T> + 'd>> {
        let connection = ConnectionPlan::of(env, &field.node.selection_set.node)?;
        Some(Box::new(Self { field, family, asked, connection, children: None, totals: None }))
    }
}

impl<T, O, R> Planned<T> for ManyPlan<'_, O, R>
where
    T: Record,
    O: RecordObject,
    R: Fn(&Context<'_>) -> async_graphql::ServerResult<Asked<O>> + Copy + Send + Sync + 'static,
{
    fn load<'a>(&'a mut self, ctx: &'a Context<'a>, rows: &'a Arc<Batch<T>>) -> BoxFuture<'a, Result<(), Declined>> {
        Box::pin(async move {
            let asked = (self.asked)(ctx).map_err(|_| Declined)?;
            let query = asked.query(ctx).map_err(|_| Declined)?;
            let below = ctx.with_selection_set(&self.field.node.selection_set);
            if rows.is_empty() {
                return Ok(());
            }
            if let Some(field) = self.connection.total() {
                let ctx = below.with_field(field);
                self.totals =
                    Some(rows.totals::<O::Record>(&ctx, self.family, &query.filter).await.map_err(|_| Declined)?);
            }
            let children = rows.children::<O>(ctx, self.family, query).await.map_err(|_| Declined)?;
            self.connection.load(&below, &children.batch).await?;
            self.children = Some(children);
            Ok(())
        })
    }

    fn write(&mut self, rows: &Batch<T>, at: usize, out: &mut JsonWriter) {
        let Some(children) = &self.children else { return out.null() };
        let id = rows.rows()[at].id();
        let total = self.totals.as_ref().and_then(|totals| totals.get(id.as_str())).copied().unwrap_or(0);
        let page = match children.pages.get(id.as_str()) {
            None => PageView { range: 0..0, cursors: &[], has_previous: false, has_next: false, total },
            Some(page) => PageView {
                range: page.range.clone(),
                cursors: &page.cursors,
                has_previous: page.has_previous,
                has_next: page.has_next,
                total,
            },
        };
        self.connection.write(&children.batch, &page, out);
    }

    fn counts(&self) -> Vec<FieldCount> {
        self.connection.counts()
    }
}
