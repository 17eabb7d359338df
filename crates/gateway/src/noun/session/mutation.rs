//! What can be done with sessions.

use async_graphql::{Context, ID, InputObject, Object, Result};
use efforts::session;

use super::object::SessionObject;
use crate::{
    app::app,
    graph::{DateTime, id, writing},
    noun::effort::Delivery,
    payload,
};

/// Lägg till kurstillfälle.
#[derive(Clone, Debug, InputObject)]
pub struct AddSessionInput {
    /// Tillfället.
    occasion_id: ID,
    /// Början.
    starts_at: DateTime,
    /// Slut.
    ends_at: DateTime,
    /// Lokal eller länk, at most 200 characters.
    place: Option<String>,
    /// Genomförandeform; the occasion's when absent.
    delivery: Option<Delivery>,
}

impl AddSessionInput {
    fn command(self) -> kernel::Result<session::AddSession> {
        Ok(session::AddSession {
            occasion: id("occasionId", &self.occasion_id)?,
            starts_at: self.starts_at.0,
            ends_at: self.ends_at.0,
            place: self.place,
            delivery: self.delivery.map(|delivery| delivery.0),
        })
    }
}

payload!(
    /// Svar på en ändring av ett kurstillfälle.
    SessionPayload {
        /// Kurstillfället efter ändringen.
        session: SessionObject
    }
);

/// Ändringar av kurstillfällen.
#[derive(Default)]
pub struct SessionMutation;

#[Object]
impl SessionMutation {
    /// Lägg till kurstillfälle; it may not overlap another of the occasion. Roles: hub, for the own hub.
    async fn add_session(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Kurstillfället.")] input: AddSessionInput,
    ) -> Result<SessionPayload> {
        let request = writing(ctx)?;
        let done = async { app(ctx).sessions.add(&request, input.command()?).await }.await;
        SessionPayload::from_result(ctx, done)
    }
}
