//! What an object type adds to the schema, said by the object type itself: everything that goes through all of them reads this.

use std::{borrow::Cow, sync::Arc};

use access::Request;
use async_graphql::{
    Context, ContextSelectionSet, ID, ObjectType, OutputType, Positioned, ServerResult, Value,
    indexmap::IndexMap,
    parser::types::Field,
    registry::{MetaField, MetaType, MetaTypeId, Registry},
};
use futures_util::future::BoxFuture;
use graph::{Batch, MutationField, Node, RecordObject, ShownObject, description, is_column, meta_field};
use kernel::{Id, Label, Rule, command::Enumeration};
use store::{Mapped, RecordReader};

use super::{entity::entity, nodes};
use crate::app::App;

/// What an object type adds to the schema.
pub struct Registration {
    /// Objects that anyone may ask for whose fields are root fields of queries.
    pub queries: &'static [&'static dyn RootFields],
    /// Its mutations, in the order in which its page shows them.
    pub mutations: fn() -> Vec<MutationField>,
    /// Its objects with an id.
    pub nodes: &'static [NodeKind],
    /// Rules that its input may break.
    pub rules: &'static [&'static [Rule]],
    /// Enumerations of its fields.
    pub enumerations: &'static [Enumeration],
    /// What its events are called, and what happened in Swedish and in English, as a thing's history tells it.
    pub events: &'static [(&'static str, &'static str, &'static str)],
}

impl Registration {
    /// Nothing.
    pub const NONE: Self =
        Self { queries: &[], mutations: Vec::new, nodes: &[], rules: &[], enumerations: &[], events: &[] };
}

/// An object whose fields are root fields.
pub trait RootFields: Send + Sync {
    /// Its fields in the schema.
    fn fields(&self, registry: &mut Registry) -> IndexMap<String, MetaField>;

    /// The field being resolved, if it is one of them.
    fn resolve<'a>(&'a self, ctx: &'a Context<'_>) -> BoxFuture<'a, ServerResult<Option<Value>>>;
}

impl<Q: ObjectType> RootFields for Q {
    fn fields(&self, registry: &mut Registry) -> IndexMap<String, MetaField> {
        match registry.create_fake_output_type::<Q>() {
            MetaType::Object { fields, .. } => fields,
            _ => IndexMap::new(),
        }
    }

    fn resolve<'a>(&'a self, ctx: &'a Context<'_>) -> BoxFuture<'a, ServerResult<Option<Value>>> {
        Box::pin(self.resolve_field(ctx))
    }
}

/// Objects by their public ids.
pub type Found = Vec<(String, AnyNode)>;

type Load = for<'a> fn(&'a App, &'a Arc<Request>, &'a [String]) -> BoxFuture<'a, kernel::Result<Found>>;

/// A kind of object with an id.
pub struct NodeKind {
    /// Its type's name.
    pub name: &'static str,
    /// How pages show it.
    pub shown: fn() -> ShownObject,
    /// Whether a text is written as its id.
    pub is_id: fn(&str) -> bool,
    /// Whether whole files read a field of it as a column, e.g. `effort.title`.
    pub is_column: fn(&str) -> bool,
    /// Puts its type into the schema.
    pub register: fn(&mut Registry) -> String,
    /// Loads what the caller reaches of ids, those of other kinds among them.
    pub load: Load,
    /// The entity of a federated graph with this id.
    pub entity: for<'a> fn(&'a Context<'_>, &'a ID) -> BoxFuture<'a, async_graphql::Result<Option<AnyNode>>>,
    /// Bytes of the future of one of its fields.
    #[cfg(test)]
    pub field_future: fn() -> usize,
}

impl NodeKind {
    /// That of `O`.
    pub const fn of<O: RecordObject>() -> Self {
        Self {
            name: O::NAME,
            shown: O::shown,
            is_id: |text| Id::<<O::Record as Mapped>::Kind>::parse(text).is_some(),
            is_column: is_column::<O>,
            register: O::create_type_info,
            load: |app, request, ids| Box::pin(load::<O>(app, request, ids)),
            entity: |ctx, id| Box::pin(async move { Ok(entity::<O>(ctx, id).await?.map(AnyNode::of)) }),
            #[cfg(test)]
            field_future: || {
                fn size<A, B, F>(_: impl Fn(A, B) -> F) -> usize {
                    size_of::<F>()
                }
                size::<&'static O, &'static Context<'static>, _>(|object, ctx| {
                    <O as async_graphql::ContainerType>::resolve_field(object, ctx)
                })
            },
        }
    }
}

async fn load<O: RecordObject>(app: &App, request: &Arc<Request>, ids: &[String]) -> kernel::Result<Found> {
    let ids: Vec<Id<<O::Record as Mapped>::Kind>> = ids.iter().filter_map(|id| Id::parse(id)).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let batch = Batch::of(RecordReader::<O::Record>::new(&app.db).by_ids(request, &ids).await?);
    let named = |at: usize| batch.rows()[at].id().public();
    Ok((0..batch.len()).map(|at| (named(at), AnyNode::of(O::from(Node::new(&batch, at))))).collect())
}

/// An object of any kind: the schema's interface `Node`.
pub struct AnyNode(Box<dyn Resolved>);

trait Resolved: Send + Sync {
    fn name(&self) -> &'static str;

    fn resolve<'a>(
        &'a self,
        ctx: &'a ContextSelectionSet<'_>,
        field: &'a Positioned<Field>,
    ) -> BoxFuture<'a, ServerResult<Value>>;
}

impl<O: RecordObject> Resolved for O {
    fn name(&self) -> &'static str {
        O::NAME
    }

    fn resolve<'a>(
        &'a self,
        ctx: &'a ContextSelectionSet<'_>,
        field: &'a Positioned<Field>,
    ) -> BoxFuture<'a, ServerResult<Value>> {
        Box::pin(OutputType::resolve(self, ctx, field))
    }
}

impl AnyNode {
    fn of<O: RecordObject>(object: O) -> Self {
        Self(Box::new(object))
    }
}

impl OutputType for AnyNode {
    fn type_name() -> Cow<'static, str> {
        "Node".into()
    }

    fn introspection_type_name(&self) -> Cow<'static, str> {
        self.0.name().into()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        registry.create_output_type::<Self, _>(MetaTypeId::Interface, |registry| {
            for kind in nodes() {
                (kind.register)(registry);
                registry.add_implements(kind.name, "Node");
            }
            let about =
                Label { sv: "Id: oföränderligt, och säger inget i sig.", en: "Id: opaque, the same for ever." };
            let id = meta_field("id", about, ID::create_type_info(registry), IndexMap::new());
            MetaType::Interface {
                name: "Node".to_owned(),
                description: Some(description(Label { sv: "Något med ett id.", en: "Something with an id." })),
                fields: IndexMap::from([("id".to_owned(), id)]),
                possible_types: nodes().map(|kind| kind.name.to_owned()).collect(),
                extends: false,
                keys: None,
                visible: None,
                inaccessible: false,
                tags: Vec::new(),
                rust_typename: Some(std::any::type_name::<Self>()),
                directive_invocations: Vec::new(),
                requires_scopes: Vec::new(),
            }
        })
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, field: &Positioned<Field>) -> ServerResult<Value> {
        self.0.resolve(ctx, field).await
    }
}
