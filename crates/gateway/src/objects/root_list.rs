//! A list among the root fields: its name and what is said of it are a row; arguments, reach and pages are every connection's.

use async_graphql::{
    Context, InputType, OutputType, ServerResult, Value,
    indexmap::IndexMap,
    registry::{MetaField, Registry},
};
use chrono::NaiveDate;
use futures_util::future::BoxFuture;
use graph::{Asked, Connection, Date, RecordObject, argument, connect, meta_field};
use kernel::Label;
use store::{Column, Filter};

use super::RootFields;

/// What is said of the argument `asOf`, and which rows held on its day.
type AsOf<O> = (Label, fn(NaiveDate) -> Filter<Column<<O as RecordObject>::Record>>);

/// The rows of `O` that the caller reaches.
pub struct RootList<O: RecordObject> {
    name: &'static str,
    about: Label,
    as_of: Option<AsOf<O>>,
}

/// Sentences in Swedish and English.
type About = (&'static str, &'static str);

const fn label(about: About) -> Label {
    Label { sv: about.0, en: about.1 }
}

impl<O: RecordObject> RootList<O> {
    /// All that the caller reaches.
    pub const fn new(name: &'static str, about: About) -> Self {
        Self { name, about: label(about), as_of: None }
    }

    /// Those that `held` on a day, where one is given as `asOf`.
    pub const fn as_of(
        name: &'static str,
        held: fn(NaiveDate) -> Filter<Column<O::Record>>,
        about: About,
        day_about: About,
    ) -> Self {
        Self { name, about: label(about), as_of: Some((label(day_about), held)) }
    }
}

impl<O: RecordObject> RootFields for RootList<O> {
    fn fields(&self, registry: &mut Registry) -> IndexMap<String, MetaField> {
        let mut arguments = Asked::<O>::arguments(registry);
        if let Some((about, _)) = self.as_of {
            let ty = <Option<Date> as InputType>::create_type_info(registry);
            arguments.insert("asOf".to_owned(), argument("asOf", about, ty));
        }
        let ty = <Connection<O> as OutputType>::create_type_info(registry);
        IndexMap::from([(self.name.to_owned(), meta_field(self.name, self.about, ty, arguments))])
    }

    fn resolve<'a>(&'a self, ctx: &'a Context<'_>) -> BoxFuture<'a, ServerResult<Option<Value>>> {
        Box::pin(async move {
            if ctx.item.node.name.node.as_str() != self.name {
                return Ok(None);
            }
            let asked = match self.as_of {
                Some((_, held)) => Asked::<O>::read_as_of(ctx, held),
                None => Asked::<O>::read(ctx),
            };
            let asked = asked.map_err(|error| ctx.set_error_path(error))?;
            let page = connect(ctx, asked).await;
            let page = page.map_err(|error| ctx.set_error_path(error.into_server_error(ctx.item.pos)))?;
            let below = ctx.with_selection_set(&ctx.item.node.selection_set);
            OutputType::resolve(&page, &below, ctx.item).await.map(Some)
        })
    }
}
