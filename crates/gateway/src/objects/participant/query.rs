//! Questions about who someone is.

use async_graphql::{Context, ID, Object, Result};
use graph::{Choice, Date, context::caller, id, refuse};
use kernel::PersonalIdentity;

use super::object::ParticipantObject;
use crate::app::app;

/// In answers.
pub type IdentityKind = Choice<kernel::IdentityKind>;

/// An identifier, read.
pub struct PersonalIdentityObject(PersonalIdentity);

/// Personal identifier: read for a purpose, and noted.
///
/// Svenska: Personbeteckning: läses för ett ändamål, och antecknas.
#[Object(name = "PersonalIdentity")]
impl PersonalIdentityObject {
    /// Kind of identifier.
    ///
    /// Svenska: Slag av beteckning.
    async fn kind(&self) -> IdentityKind {
        self.0.kind().into()
    }

    /// Number: `YYYYMMDD-NNNC`, or the identifier as it was given.
    ///
    /// Svenska: Nummer: `ÅÅÅÅMMDD-NNNC`, eller beteckningen som den angavs.
    async fn number(&self) -> String {
        self.0.formatted()
    }

    /// Date of birth, where the number holds a whole one.
    ///
    /// Svenska: Födelsedatum, där numret innehåller ett helt.
    async fn birth_date(&self) -> Option<Date> {
        self.0.birth_date().map(Date)
    }
}

/// Frågor om personer.
#[derive(Default)]
pub struct ParticipantQuery;

#[Object]
impl ParticipantQuery {
    /// Person with this id; nothing when you reach nothing about her.
    ///
    /// Svenska: Personen med detta id; saknas när du inte når något om henne.
    async fn participant(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Id.\n\nSvenska: Id.")] id: ID,
    ) -> Result<Option<ParticipantObject>> {
        let Some(person) = kernel::Id::parse(&id) else { return Ok(None) };
        let reached = app(ctx).participants.reaches(&caller(ctx).request, person).await;
        Ok(reached.map_err(|error| refuse(ctx, error))?.then(|| ParticipantObject::alone(person)))
    }

    /// Personal identity number, for a stated purpose. Roles: project manager and auditor, for the own project. Noted.
    ///
    /// Svenska: Personnummer, för ett angivet ändamål. Roller: projektledare och revisor, för det egna projektet.
    /// Antecknas.
    async fn personal_identity(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Person.\n\nSvenska: Personen.")] participant_id: ID,
        #[graphql(desc = "Purpose, 1–200 characters.\n\nSvenska: Ändamål, 1–200 tecken.")] purpose: String,
    ) -> Result<PersonalIdentityObject> {
        let read = async {
            let person = id("participantId", &participant_id)?;
            app(ctx).participants.identity(&caller(ctx).request, person, &purpose).await
        };
        read.await.map(PersonalIdentityObject).map_err(|error| refuse(ctx, error))
    }
}
