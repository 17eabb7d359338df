//! The schema, put together.

use async_graphql::{EmptySubscription, MergedObject};

use crate::{
    app::App,
    noun::{
        endorsement::EndorsementMutation,
        industry_council::{IndustryCouncilMutation, IndustryCouncilQuery},
        need::{NeedMutation, NeedQuery},
    },
};

/// Frågor: everything that can be asked, within the caller's reach.
#[derive(MergedObject, Default)]
pub struct Query(IndustryCouncilQuery, NeedQuery);

/// Ändringar: everything that can be done. Each field is one transaction.
#[derive(MergedObject, Default)]
pub struct Mutation(IndustryCouncilMutation, NeedMutation, EndorsementMutation);

/// The schema's type.
pub type Schema = async_graphql::Schema<Query, Mutation, EmptySubscription>;

/// The schema over these rooms.
pub fn build(app: App) -> Schema {
    Schema::build(Query::default(), Mutation::default(), EmptySubscription).data(app).finish()
}
