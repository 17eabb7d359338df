//! The schema, put together.

use std::{
    borrow::Cow,
    sync::{Arc, LazyLock},
};

use async_graphql::{
    ContainerType, Context, ContextSelectionSet, CustomDirective, Directive, ID, InputType, ObjectType, OutputType,
    Positioned, Request, Response, SchemaBuilder, ServerError, ServerResult, Value,
    extensions::ExtensionFactory,
    parser::types::Field,
    registry::{MetaTypeId, Registry},
    resolver_utils::resolve_container,
};
use bytes::Bytes;
use edge::{ByRows, Engine, Weighing};
use futures_util::{future::BoxFuture, stream::BoxStream};
use graph::{MutationTable, meta_object, refuse};
use kernel::{Error, Label, error::rules};
use store::Db;

use crate::{
    app::App,
    objects::{NodeKind, REGISTRATIONS, RootFields, event::EventSubscription, nodes},
};

/// Everything that can be asked: the root fields of every object type.
#[derive(Default)]
pub struct Query;

impl OutputType for Query {
    fn type_name() -> Cow<'static, str> {
        "Query".into()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        registry.create_output_type::<Self, _>(MetaTypeId::Object, |registry| {
            // What other services of a federated graph point at, by id.
            for kind in nodes() {
                (kind.register)(registry);
                registry.add_keys(kind.name, "id");
            }
            let about = Label {
                sv: "Frågor: allt som kan frågas, inom det du når.",
                en: "Queries: everything that can be asked, within your reach.",
            };
            let fields = queries().flat_map(|query| query.fields(registry)).collect();
            meta_object("Query", about, fields, std::any::type_name::<Self>())
        })
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, _field: &Positioned<Field>) -> ServerResult<Value> {
        resolve_container(ctx, self).await
    }
}

impl ContainerType for Query {
    async fn resolve_field(&self, ctx: &Context<'_>) -> ServerResult<Option<Value>> {
        for query in queries() {
            if let Some(value) = query.resolve(ctx).await? {
                return Ok(Some(value));
            }
        }
        Ok(None)
    }

    async fn find_entity(&self, ctx: &Context<'_>, representation: &Value) -> ServerResult<Option<Value>> {
        let Some((kind, id)) = entity(representation) else { return Err(no_entity(ctx, representation)) };
        let found = (kind.entity)(ctx, &id).await.map_err(|error| error.into_server_error(ctx.item.pos));
        let found = found.map_err(|error| ctx.set_error_path(error))?;
        let below = ctx.with_selection_set(&ctx.item.node.selection_set);
        OutputType::resolve(&found, &below, ctx.item).await.map(Some)
    }
}

impl ObjectType for Query {}

/// The kind and the id that a representation names.
fn entity(representation: &Value) -> Option<(&'static NodeKind, ID)> {
    let Value::Object(given) = representation else { return None };
    let Some(Value::String(name)) = given.get("__typename") else { return None };
    let kind = nodes().find(|kind| kind.name == name)?;
    Some((kind, ID::parse(given.get("id").cloned()).ok()?))
}

/// Representations among which a wrong one is looked for.
const SEARCHED: usize = 250;

/// The refusal of a representation that names no entity, with its place among the others.
fn no_entity(ctx: &Context<'_>, representation: &Value) -> ServerError {
    // Routers have them in a variable. That all are wrong must not cost the square of them.
    let place = ctx.query_env.variables.values().find_map(|given| match given {
        Value::List(all) => all.iter().take(SEARCHED).position(|one| one == representation),
        _ => None,
    });
    let field = place.map_or_else(|| "representations".to_owned(), |place| format!("representations.{place}"));
    let refused = refuse(ctx, Error::invalid(field, rules::ENTITY_IS_UNKNOWN));
    ctx.set_error_path(refused.into_server_error(ctx.item.pos))
}

fn queries() -> impl Iterator<Item = &'static dyn RootFields> {
    REGISTRATIONS.iter().flat_map(|one| one.queries.iter().copied())
}

/// Everything that can be done: the rows of [`mutations`].
#[derive(Default)]
pub struct Mutation;

/// Every mutation, in the order of their aggregates.
pub fn mutations() -> &'static MutationTable {
    static TABLE: LazyLock<MutationTable> =
        LazyLock::new(|| MutationTable::of(REGISTRATIONS.iter().flat_map(|one| (one.mutations)()).collect()));
    &TABLE
}

impl OutputType for Mutation {
    fn type_name() -> Cow<'static, str> {
        "Mutation".into()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        registry.create_output_type::<Self, _>(MetaTypeId::Object, |registry| {
            let about = Label {
                sv: "Ändringar: allt som kan göras. Varje fält är en transaktion.",
                en: "Changes: everything that can be done. Each field is one transaction.",
            };
            let fields = mutations().fields(registry);
            meta_object("Mutation", about, fields, std::any::type_name::<Self>())
        })
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, _field: &Positioned<Field>) -> ServerResult<Value> {
        resolve_container(ctx, self).await
    }
}

impl ContainerType for Mutation {
    async fn resolve_field(&self, ctx: &Context<'_>) -> ServerResult<Option<Value>> {
        mutations().resolve(ctx).await
    }
}

impl ObjectType for Mutation {}

/// The schema's type.
pub type Schema = async_graphql::Schema<Query, Mutation, EventSubscription>;

/// The schema whose every field is weighed.
static FIELDS: LazyLock<Schema> = LazyLock::new(|| builder().extension(Weighing).finish());
/// The schema whose rows are: for where pages are all that is asked, which costs less.
static ROWS: LazyLock<Schema> = LazyLock::new(|| builder().data(ByRows).finish());
static TEXT: LazyLock<Bytes> = LazyLock::new(|| Engine::sdl(&*FIELDS));
static FEDERATED_TEXT: LazyLock<Bytes> = LazyLock::new(|| Engine::federated_sdl(&*FIELDS));

/// Makes what rests on no service, in threads of its own: the schema need not wait for the database.
pub fn prepare() {
    std::thread::spawn(|| (LazyLock::force(&TEXT), LazyLock::force(&FEDERATED_TEXT)));
    std::thread::spawn(|| LazyLock::force(&ROWS));
}

/// The schema over its services, as the front door asks it.
pub(crate) struct Weighed {
    db: Db,
    app: Arc<App>,
}

impl Weighed {
    pub(crate) fn over(app: App) -> Self {
        Self { db: app.db.clone(), app: Arc::new(app) }
    }

    fn with_services(&self, request: Request) -> Request {
        request.data(self.db.clone()).data(Arc::clone(&self.app))
    }
}

impl Engine for Weighed {
    fn execute(&self, request: Request) -> BoxFuture<'_, Response> {
        Engine::execute(&*FIELDS, self.with_services(request))
    }

    fn execute_pages(&self, request: Request) -> BoxFuture<'_, Response> {
        Engine::execute(&*ROWS, self.with_services(request))
    }

    fn stream(&self, request: Request) -> BoxStream<'static, Response> {
        Engine::stream(&*FIELDS, self.with_services(request))
    }

    fn sdl(&self) -> Bytes {
        TEXT.clone()
    }

    fn federated_sdl(&self) -> Bytes {
        FEDERATED_TEXT.clone()
    }
}

/// The schema without services, for `extension` to ask about documents: nothing may be run by it.
pub(crate) fn unrun(extension: impl ExtensionFactory) -> Schema {
    builder().extension(extension).finish()
}

fn builder() -> SchemaBuilder<Query, Mutation, EventSubscription> {
    Schema::build(Query, Mutation, EventSubscription).directive(idempotent)
}

/// Idempotency key: the mutation is done once however often it is sent with this key. Above the header
/// `Idempotency-Key`.
///
/// Svenska: Idempotensnyckel: ändringen görs en gång hur ofta den än skickas med den här nyckeln. Går före huvudet
/// `Idempotency-Key`.
#[Directive(location = "Field")]
pub fn idempotent(
    #[graphql(desc = "Key: 1–200 printable ASCII characters.\n\nSvenska: Nyckel: 1–200 utskrivbara ASCII-tecken.")] key: String,
) -> impl CustomDirective {
    Idempotent { _key: key }
}

/// Read by `graph::payload::writing`; the field itself is resolved as ever.
struct Idempotent {
    _key: String,
}

impl CustomDirective for Idempotent {}

/// The schema's text, without a database; that of a federated subgraph is what `_service` answers, to the letter.
pub fn sdl(federation: bool) -> String {
    let schema = builder().finish();
    match federation {
        true => String::from_utf8_lossy(&Engine::federated_sdl(&schema)).into_owned(),
        false => edge::schema_text(&schema),
    }
}
