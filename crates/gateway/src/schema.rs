//! The schema, put together.

use std::{borrow::Cow, sync::LazyLock};

use async_graphql::{
    ContainerType, Context, ContextSelectionSet, CustomDirective, Directive, MergedObject, ObjectType, OutputType,
    Positioned, Request, Response, SchemaBuilder, ServerResult, Value,
    extensions::ExtensionFactory,
    parser::types::Field,
    registry::{MetaTypeId, Registry},
    resolver_utils::resolve_container,
};
use edge::{ByRows, Engine, Weighing};
use futures_util::{future::BoxFuture, stream::BoxStream};
use kernel::Label;

use crate::{
    app::App,
    graph::{MutationTable, concept::TaxonomyQuery, meta_object},
    noun::{
        self,
        access_token::AccessTokenQuery,
        audit::AuditQuery,
        council::CouncilQuery,
        effort::EffortQuery,
        enrolment::EnrolmentQuery,
        event::EventSubscription,
        hub::HubQuery,
        industry_council::IndustryCouncilQuery,
        membership::MembershipQuery,
        need::NeedQuery,
        node::{EntityQuery, NodeQuery},
        occasion::OccasionQuery,
        organisation::OrganisationQuery,
        outcome::OutcomeQuery,
        participant::ParticipantQuery,
        participation::ParticipationQuery,
        project::ProjectQuery,
        role_assignment::RoleAssignmentQuery,
        saved_question::SavedQuestionQuery,
        statistics::{StatisticsOptionsQuery, StatisticsQuery},
        triage::TriageQuery,
        viewer::ViewerQuery,
        words::WordsQuery,
        workforce::WorkforceQuery,
    },
};

/// Frågor: everything that can be asked, within the caller's reach.
#[derive(MergedObject, Default)]
pub struct Query(
    ViewerQuery,
    AuditQuery,
    NodeQuery,
    EntityQuery,
    TaxonomyQuery,
    OrganisationQuery,
    WorkforceQuery,
    CouncilQuery,
    MembershipQuery,
    RoleAssignmentQuery,
    IndustryCouncilQuery,
    NeedQuery,
    HubQuery,
    ProjectQuery,
    TriageQuery,
    EffortQuery,
    OccasionQuery,
    EnrolmentQuery,
    OutcomeQuery,
    ParticipantQuery,
    ParticipationQuery,
    StatisticsQuery,
    StatisticsOptionsQuery,
    SavedQuestionQuery,
    AccessTokenQuery,
    WordsQuery,
);

/// Everything that can be done: the rows of [`mutations`].
#[derive(Default)]
pub struct Mutation;

/// Every mutation, in the order of their aggregates.
pub fn mutations() -> &'static MutationTable {
    static TABLE: LazyLock<MutationTable> = LazyLock::new(|| {
        let aggregates = [
            noun::organisation::mutations,
            noun::workforce::mutations,
            noun::council::mutations,
            noun::membership::mutations,
            noun::role_assignment::mutations,
            noun::industry_council::mutations,
            noun::need::mutations,
            noun::endorsement::mutations,
            noun::hub::mutations,
            noun::hub_funding::mutations,
            noun::triage::mutations,
            noun::need_effort::mutations,
            noun::project::mutations,
            noun::project_partner::mutations,
            noun::project_target::mutations,
            noun::principle_measure::mutations,
            noun::effort::mutations,
            noun::occasion::mutations,
            noun::session::mutations,
            noun::enrolment::mutations,
            noun::outcome::mutations,
            noun::participation::mutations,
            noun::saved_question::mutations,
            noun::access_token::mutations,
        ];
        MutationTable::of(aggregates.into_iter().flat_map(|of| of()).collect())
    });
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

/// The schema over these services.
pub fn build(app: App) -> Schema {
    builder().extension(Weighing).data(app.db.clone()).data(app).finish()
}

/// The schema as the front door asks it: every field is weighed, but where pages are all that is asked their rows are, which costs less.
pub(crate) struct Weighed {
    fields: Schema,
    rows: Schema,
}

impl Weighed {
    pub(crate) fn over(app: App) -> Self {
        let rows = builder().data(ByRows).data(app.db.clone()).data(app.clone()).finish();
        Self { fields: build(app), rows }
    }
}

impl Engine for Weighed {
    fn execute(&self, request: Request) -> BoxFuture<'_, Response> {
        Engine::execute(&self.fields, request)
    }

    fn execute_pages(&self, request: Request) -> BoxFuture<'_, Response> {
        Engine::execute(&self.rows, request)
    }

    fn stream(&self, request: Request) -> BoxStream<'static, Response> {
        Engine::stream(&self.fields, request)
    }

    fn sdl(&self) -> String {
        Engine::sdl(&self.fields)
    }

    fn federated_sdl(&self) -> String {
        Engine::federated_sdl(&self.fields)
    }
}

/// The schema without services, for `extension` to ask about documents: nothing may be run by it.
pub(crate) fn unrun(extension: impl ExtensionFactory) -> Schema {
    builder().extension(extension).finish()
}

fn builder() -> SchemaBuilder<Query, Mutation, EventSubscription> {
    Schema::build(Query::default(), Mutation, EventSubscription).directive(idempotent)
}

/// Idempotensnyckel: the mutation is done once however often it is sent with this key. Above the header `Idempotency-Key`.
#[Directive(location = "Field")]
pub fn idempotent(
    #[graphql(desc = "Nyckel: 1–200 printable ASCII characters.")] key: String
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
        true => Engine::federated_sdl(&schema),
        false => edge::schema_text(&schema),
    }
}
