//! Spårlogg: who did what, and who read whose personal data.

use access::{Action, view};
use async_graphql::{Context, ID, Object, Result};
use graph::{DateTime, context::caller, id, refuse};
use kernel::{Error, error::rules, id::MeetingPaperId};
use store::trace::{Entry, Reading};

use crate::{app::app, objects::Registration};

pub(crate) const REGISTRATION: Registration = Registration { queries: &[&AuditQuery], ..Registration::NONE };

/// A line of the audit trail.
pub struct AuditEntryObject(Entry);

/// Audit entry: one thing that became true, with who did it, in which role and why.
///
/// Svenska: Spårpost: en sak som blev sann, med vem som gjorde det, i vilken roll och varför.
#[Object(name = "AuditEntry")]
impl AuditEntryObject {
    /// Id.
    ///
    /// Svenska: Id.
    async fn id(&self) -> ID {
        self.0.id.public().into()
    }

    /// The instant.
    ///
    /// Svenska: Tidpunkt.
    async fn at(&self) -> DateTime {
        DateTime(self.0.at)
    }

    /// Who, as `issuer|subject`.
    ///
    /// Svenska: Vem, som `issuer|subject`.
    async fn principal(&self) -> &str {
        &self.0.principal
    }

    /// Act, e.g. `REPORT_NEED`.
    ///
    /// Svenska: Handling, t.ex. `REPORT_NEED`.
    async fn action(&self) -> &str {
        &self.0.action
    }

    /// Event, e.g. `NeedReported`.
    ///
    /// Svenska: Händelse, t.ex. `NeedReported`.
    async fn event(&self) -> &str {
        &self.0.event
    }

    /// What it happened to (id).
    ///
    /// Svenska: Vad det hände med (id).
    async fn subject_id(&self) -> ID {
        self.0.subject.clone().into()
    }

    /// Status before.
    ///
    /// Svenska: Tidigare status.
    async fn from(&self) -> Option<&str> {
        self.0.from.as_deref()
    }

    /// New status.
    ///
    /// Svenska: Ny status.
    async fn to(&self) -> Option<&str> {
        self.0.to.as_deref()
    }

    /// Reason.
    ///
    /// Svenska: Skäl.
    async fn reason(&self) -> Option<&str> {
        self.0.reason.as_deref()
    }

    /// The request's id, as in the log.
    ///
    /// Svenska: Anropets id, som i loggen.
    async fn request_id(&self) -> &str {
        &self.0.request
    }
}

/// A line of the read log.
pub struct ReadingObject(Reading);

/// Reading: someone read personal fields of a person, or was handed a document that is not everyone's.
///
/// Svenska: Läsning: någon läste en persons personuppgifter, eller fick ut en handling som inte är allas.
#[Object(name = "Reading")]
impl ReadingObject {
    /// The instant.
    ///
    /// Svenska: Tidpunkt.
    async fn at(&self) -> DateTime {
        DateTime(self.0.at)
    }

    /// Who, as `issuer|subject`.
    ///
    /// Svenska: Vem, som `issuer|subject`.
    async fn principal(&self) -> &str {
        &self.0.principal
    }

    /// In which roles, separated by spaces.
    ///
    /// Svenska: I vilka roller, åtskilda av mellanslag.
    async fn roles(&self) -> &str {
        &self.0.roles
    }

    /// Purpose, as stated.
    ///
    /// Svenska: Ändamål, som det angavs.
    async fn purpose(&self) -> Option<&str> {
        self.0.purpose.as_deref()
    }

    /// Which fields, e.g. `name`; of a document `file`.
    ///
    /// Svenska: Vilka uppgifter, t.ex. `name`; för en handling `file`.
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
    /// Audit trail of one thing, oldest first; empty without reach. Roles: data protection officer, auditor.
    ///
    /// Svenska: Spårlogg för en sak, det äldsta först; tom utan räckvidd. Roller: dataskyddsombud, revisor.
    async fn audit_trail(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What (id).\n\nSvenska: Vad (id).")] subject_id: ID,
        #[graphql(desc = "How many, 1–100.\n\nSvenska: Antal, 1–100.")] first: i32,
    ) -> Result<Vec<AuditEntryObject>> {
        let grant = view(&caller(ctx).request, Action::ReadAudit);
        let found = app(ctx).db.trail(&grant, &subject_id, lines(ctx, first)?).await;
        Ok(found.map_err(|error| refuse(ctx, error))?.into_iter().map(AuditEntryObject).collect())
    }

    /// Read log: who read a person's personal data, newest first; empty without reach. Roles: data protection officer,
    /// auditor, and the person herself.
    ///
    /// Svenska: Läslogg: vem som läst en persons personuppgifter, det senaste först; tom utan räckvidd. Roller:
    /// dataskyddsombud, revisor och personen själv.
    async fn read_log(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Person (id).\n\nSvenska: Person (id).")] participant_id: ID,
        #[graphql(desc = "How many, 1–100.\n\nSvenska: Antal, 1–100.")] first: i32,
    ) -> Result<Vec<ReadingObject>> {
        let grant = view(&caller(ctx).request, Action::ReadAudit);
        let person = id("participantId", &participant_id).map_err(|error| refuse(ctx, error))?;
        let found = app(ctx).db.readings(&grant, person, lines(ctx, first)?).await;
        Ok(found.map_err(|error| refuse(ctx, error))?.into_iter().map(ReadingObject).collect())
    }

    /// Read log of documents: to whom the file of a paper that is not everyone's was handed out, newest first; empty without
    /// reach. Roles: data protection officer, auditor.
    ///
    /// Svenska: Läslogg för handlingar: vem som fått ut filen till ett beslutsunderlag som inte är allas, det senaste
    /// först; tom utan räckvidd. Roller: dataskyddsombud, revisor.
    async fn document_readings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Paper (id).\n\nSvenska: Beslutsunderlag (id).")] paper_id: ID,
        #[graphql(desc = "How many, 1–100.\n\nSvenska: Antal, 1–100.")] first: i32,
    ) -> Result<Vec<ReadingObject>> {
        let grant = view(&caller(ctx).request, Action::ReadAudit);
        let paper: MeetingPaperId = id("paperId", &paper_id).map_err(|error| refuse(ctx, error))?;
        let found = app(ctx).db.document_readings(&grant, &paper.public(), lines(ctx, first)?).await;
        Ok(found.map_err(|error| refuse(ctx, error))?.into_iter().map(ReadingObject).collect())
    }
}
