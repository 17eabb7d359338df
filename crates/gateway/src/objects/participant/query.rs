//! Questions about who someone is.

use async_graphql::{Context, Enum, ID, Object, Result};
use graph::{Date, context::caller, id, refuse};
use kernel::PersonalIdentity;

use super::object::ParticipantObject;
use crate::app::app;

/// Slag av personbeteckning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "kernel::IdentityKind")]
pub enum IdentityKind {
    /// Personnummer.
    PersonalIdentityNumber,
    /// Samordningsnummer.
    CoordinationNumber,
    /// Interimspersonnummer.
    InterimNumber,
    /// Platshållare vid skyddade uppgifter.
    ProtectedPlaceholder,
    /// Annan beteckning.
    Other,
}

/// An identifier, read.
pub struct PersonalIdentityObject(PersonalIdentity);

/// Personbeteckning: read for a purpose, and noted.
#[Object(name = "PersonalIdentity")]
impl PersonalIdentityObject {
    /// Slag av beteckning.
    async fn kind(&self) -> IdentityKind {
        self.0.kind().into()
    }

    /// Nummer: `YYYYMMDD-NNNC`, or the identifier as it was given.
    async fn number(&self) -> String {
        self.0.formatted()
    }

    /// Födelsedatum, where the number holds a whole one.
    async fn birth_date(&self) -> Option<Date> {
        self.0.birth_date().map(Date)
    }
}

/// Frågor om personer.
#[derive(Default)]
pub struct ParticipantQuery;

#[Object]
impl ParticipantQuery {
    /// Personen med detta id; nothing when you reach nothing about her.
    async fn participant(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Id.")] id: ID,
    ) -> Result<Option<ParticipantObject>> {
        let Some(person) = kernel::Id::parse(&id) else { return Ok(None) };
        let reached = app(ctx).participants.reaches(&caller(ctx).request, person).await;
        Ok(reached.map_err(|error| refuse(ctx, error))?.then(|| ParticipantObject::alone(person)))
    }

    /// Personnummer, for a stated purpose. Roles: project manager and auditor, for the own project. Noted.
    async fn personal_identity(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Personen.")] participant_id: ID,
        #[graphql(desc = "Ändamål, 1–200 characters.")] purpose: String,
    ) -> Result<PersonalIdentityObject> {
        let read = async {
            let person = id("participantId", &participant_id)?;
            app(ctx).participants.identity(&caller(ctx).request, person, &purpose).await
        };
        read.await.map(PersonalIdentityObject).map_err(|error| refuse(ctx, error))
    }
}
