//! Spårlogg: who did what, and who read whose personal data.

use access::{Action, view};
use async_graphql::{Context, ID, Object, Result};
use graph::{DateTime, context::caller, id, refuse};
use kernel::{Error, error::rules};
use store::trace::{Entry, Reading};

use crate::{app::app, objects::Registration};

pub(crate) const REGISTRATION: Registration = Registration { queries: &[&AuditQuery], ..Registration::NONE };

/// A line of the audit trail.
pub struct AuditEntryObject(Entry);

/// Spårpost: one thing that became true, with who did it, in which role and why.
#[Object(name = "AuditEntry")]
impl AuditEntryObject {
    /// Id.
    async fn id(&self) -> ID {
        self.0.id.public().into()
    }

    /// Tidpunkt.
    async fn at(&self) -> DateTime {
        DateTime(self.0.at)
    }

    /// Vem, as `issuer|subject`.
    async fn principal(&self) -> &str {
        &self.0.principal
    }

    /// Handling, e.g. `REPORT_NEED`.
    async fn action(&self) -> &str {
        &self.0.action
    }

    /// Händelse, e.g. `NeedReported`.
    async fn event(&self) -> &str {
        &self.0.event
    }

    /// Vad det hände med (id).
    async fn subject_id(&self) -> ID {
        self.0.subject.clone().into()
    }

    /// Tidigare status.
    async fn from(&self) -> Option<&str> {
        self.0.from.as_deref()
    }

    /// Ny status.
    async fn to(&self) -> Option<&str> {
        self.0.to.as_deref()
    }

    /// Skäl.
    async fn reason(&self) -> Option<&str> {
        self.0.reason.as_deref()
    }

    /// Anropets id, as in the log.
    async fn request_id(&self) -> &str {
        &self.0.request
    }
}

/// A line of the read log.
pub struct ReadingObject(Reading);

/// Läsning: someone read personal fields of a person.
#[Object(name = "Reading")]
impl ReadingObject {
    /// Tidpunkt.
    async fn at(&self) -> DateTime {
        DateTime(self.0.at)
    }

    /// Vem, as `issuer|subject`.
    async fn principal(&self) -> &str {
        &self.0.principal
    }

    /// I vilka roller, separated by spaces.
    async fn roles(&self) -> &str {
        &self.0.roles
    }

    /// Ändamål, as stated.
    async fn purpose(&self) -> Option<&str> {
        self.0.purpose.as_deref()
    }

    /// Vilka uppgifter, e.g. `name`.
    async fn fields(&self) -> &str {
        &self.0.fields
    }
}

/// Most lines in one answer.
const MAX_LINES: i32 = 100;

fn lines(ctx: &Context<'_>, first: i32) -> Result<u64> {
    match u64::try_from(first) {
        Ok(n) if (1..=MAX_LINES as u64).contains(&n) => Ok(n),
        _ => Err(refuse(ctx, Error::invalid("first", rules::PAGE_SIZE_IS_WRONG))),
    }
}

/// Frågor om spår.
#[derive(Default)]
pub struct AuditQuery;

#[Object]
impl AuditQuery {
    /// Spårlogg for one thing, oldest first; empty without reach. Roles: data protection officer, auditor.
    async fn audit_trail(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Vad (id).")] subject_id: ID,
        #[graphql(desc = "Antal, 1–100.")] first: i32,
    ) -> Result<Vec<AuditEntryObject>> {
        let grant = view(&caller(ctx).request, Action::ReadAudit);
        let found = app(ctx).db.trail(&grant, &subject_id, lines(ctx, first)?).await;
        Ok(found.map_err(|error| refuse(ctx, error))?.into_iter().map(AuditEntryObject).collect())
    }

    /// Läslogg: who read a person's personal data, newest first; empty without reach. Roles: data protection officer, auditor,
    /// and the person herself.
    async fn read_log(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Person (id).")] participant_id: ID,
        #[graphql(desc = "Antal, 1–100.")] first: i32,
    ) -> Result<Vec<ReadingObject>> {
        let grant = view(&caller(ctx).request, Action::ReadAudit);
        let person = id("participantId", &participant_id).map_err(|error| refuse(ctx, error))?;
        let found = app(ctx).db.readings(&grant, person, lines(ctx, first)?).await;
        Ok(found.map_err(|error| refuse(ctx, error))?.into_iter().map(ReadingObject).collect())
    }
}
