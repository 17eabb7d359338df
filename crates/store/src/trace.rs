//! The audit trail: who did what to what, when, in which role, and why; and who read whose personal data.

use std::collections::HashMap;

use access::{Anchors, Grant};
use kernel::{
    Id, Result, Stored, Timestamp,
    id::{AuditEntryId, ParticipantId},
};
use sea_orm::{
    ExprTrait,
    sea_query::{Expr, Order, Query},
};

use crate::{
    db::{Db, fault},
    filter::one_of,
    outbox::Event,
    tx::{ROWS_PER_INSERT, Tx},
};

/// One line of the audit trail.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Id.
    pub id: AuditEntryId,
    /// When.
    pub at: Timestamp,
    /// Who, as `issuer|subject`.
    pub principal: String,
    /// The act.
    pub action: String,
    /// What became true.
    pub event: String,
    /// Public id of what it happened to.
    pub subject: String,
    /// State before.
    pub from: Option<String>,
    /// State after.
    pub to: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// The request.
    pub request: String,
}

/// When the trail of a thing begins, and how far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// Its first line.
    pub first: Timestamp,
    /// Its latest.
    pub last: Timestamp,
}

/// One line of the read log.
#[derive(Clone, Debug)]
pub struct Reading {
    /// When.
    pub at: Timestamp,
    /// Who, as `issuer|subject`.
    pub principal: String,
    /// In which roles.
    pub roles: String,
    /// Why, as stated.
    pub purpose: Option<String>,
    /// Which fields.
    pub fields: String,
}

const COLUMNS: [&str; 11] =
    ["id", "at", "principal", "roles", "action", "event", "subject", "from_state", "to_state", "reason", "request"];

pub(crate) async fn write(tx: &Tx, events: &[Event], at: Timestamp) -> Result<()> {
    let grant = tx.grant();
    for events in events.chunks(ROWS_PER_INSERT) {
        let mut insert = Query::insert();
        insert.into_table("audit_entries").columns(COLUMNS);
        for event in events {
            let id: AuditEntryId = Id::new(tx.db().ids());
            insert.values_panic([
                id.as_str().into(),
                at.to_value().into(),
                grant.request().actor.principal().into(),
                roles(grant).into(),
                grant.action().as_str().into(),
                event.name.into(),
                event.subject.as_str().into(),
                event.from.into(),
                event.to.into(),
                event.reason.as_deref().into(),
                grant.request().id.as_str().into(),
            ]);
        }
        tx.execute(tx.db().backend().build(&insert)).await?;
    }
    Ok(())
}

fn roles(grant: &Grant) -> String {
    grant.roles().iter().map(|role| role.as_str()).collect::<Vec<_>>().join(" ")
}

impl Db {
    /// What became true of one thing, latest first, without who did it. The caller has been shown the thing.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn history(&self, subject: &str, limit: u64) -> Result<Vec<Entry>> {
        let mut entries = self.entries(subject, Order::Desc, limit).await?;
        for entry in &mut entries {
            entry.principal.clear();
        }
        Ok(entries)
    }

    /// When each of these things, by its public id, was first and last written; one without a trail is absent. The caller has been
    /// shown the things.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn written(&self, subjects: &[String]) -> Result<HashMap<String, Written>> {
        if subjects.is_empty() {
            return Ok(HashMap::new());
        }
        let texts: Vec<&str> = subjects.iter().map(String::as_str).collect();
        let mut select = Query::select();
        select
            .column("subject")
            .expr(Expr::col("at").min())
            .expr(Expr::col("at").max())
            .from("audit_entries")
            .and_where(one_of(self.backend(), Expr::col("subject"), &texts))
            .group_by_col("subject");
        let rows = self.all(self.backend().build(&select)).await?;
        rows.iter()
            .map(|row| {
                let subject: String = row.try_get_by_index(0).map_err(fault)?;
                let at = |i| Timestamp::from_cell(row.try_get_by_index(i).map_err(fault)?);
                Ok((subject, Written { first: at(1)?, last: at(2)? }))
            })
            .collect()
    }

    /// The audit trail of one thing, oldest first. The caller has been granted `READ_AUDIT`.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn trail(&self, grant: &Grant, subject: &str, limit: u64) -> Result<Vec<Entry>> {
        if !grant.scope().all {
            return Ok(Vec::new());
        }
        self.entries(subject, Order::Asc, limit).await
    }

    async fn entries(&self, subject: &str, order: Order, limit: u64) -> Result<Vec<Entry>> {
        let mut select = Query::select();
        select
            .columns(COLUMNS)
            .from("audit_entries")
            .and_where(Expr::col("subject").eq(subject))
            .order_by("id", order)
            .limit(limit);
        let rows = self.all(self.backend().build(&select)).await?;
        rows.iter()
            .map(|row| {
                let text = |i| row.try_get_by_index::<Option<String>>(i).map_err(fault);
                Ok(Entry {
                    id: Id::from_stored(&text(0)?.unwrap_or_default())?,
                    at: Timestamp::from_cell(row.try_get_by_index(1).map_err(fault)?)?,
                    principal: text(2)?.unwrap_or_default(),
                    action: text(4)?.unwrap_or_default(),
                    event: text(5)?.unwrap_or_default(),
                    subject: text(6)?.unwrap_or_default(),
                    from: text(7)?,
                    to: text(8)?,
                    reason: text(9)?,
                    request: text(10)?.unwrap_or_default(),
                })
            })
            .collect()
    }

    /// Who read a person's personal fields, newest first: for all with `READ_AUDIT`, and for the person herself.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn readings(&self, grant: &Grant, person: ParticipantId, limit: u64) -> Result<Vec<Reading>> {
        if !grant.covers(&Anchors { person: Some(person), ..Anchors::default() }) {
            return Ok(Vec::new());
        }
        let mut select = Query::select();
        select
            .columns(["at", "principal", "roles", "purpose", "fields"])
            .from("read_log")
            .and_where(Expr::col("participant_id").eq(person.as_str()))
            .order_by("id", Order::Desc)
            .limit(limit);
        let rows = self.all(self.backend().build(&select)).await?;
        rows.iter()
            .map(|row| {
                let text = |i| row.try_get_by_index::<Option<String>>(i).map_err(fault);
                Ok(Reading {
                    at: Timestamp::from_cell(row.try_get_by_index(0).map_err(fault)?)?,
                    principal: text(1)?.unwrap_or_default(),
                    roles: text(2)?.unwrap_or_default(),
                    purpose: text(3)?,
                    fields: text(4)?.unwrap_or_default(),
                })
            })
            .collect()
    }

    /// Notes that personal fields of these people are being read, before they are shown.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`: then nothing may be shown.
    pub async fn note_reading(&self, grant: &Grant, fields: &str, people: &[ParticipantId]) -> Result<()> {
        if people.is_empty() {
            return Ok(());
        }
        let at = self.clock.now().to_value();
        let request = grant.request();
        let mut insert = Query::insert();
        insert.into_table("read_log").columns([
            "id",
            "at",
            "principal",
            "roles",
            "purpose",
            "participant_id",
            "fields",
            "request",
        ]);
        for person in people {
            let id: AuditEntryId = Id::new(&*self.ids);
            insert.values_panic([
                id.as_str().into(),
                at.into(),
                request.actor.principal().into(),
                roles(grant).into(),
                request.purpose.as_deref().into(),
                person.as_str().into(),
                fields.into(),
                request.id.as_str().into(),
            ]);
        }
        self.write_one(self.backend().build(&insert)).await
    }

    /// Notes that a document that is not everyone's, by its public id, is being handed out, before it is.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`: then it may not be handed out.
    pub async fn note_document_reading(&self, grant: &Grant, subject: &str) -> Result<()> {
        let id: AuditEntryId = Id::new(&*self.ids);
        let request = grant.request();
        let mut insert = Query::insert();
        insert
            .into_table("document_readings")
            .columns(["id", "at", "principal", "roles", "purpose", "subject", "request"])
            .values_panic([
                id.as_str().into(),
                self.clock.now().to_value().into(),
                request.actor.principal().into(),
                roles(grant).into(),
                request.purpose.as_deref().into(),
                subject.into(),
                request.id.as_str().into(),
            ]);
        self.write_one(self.backend().build(&insert)).await
    }

    /// To whom a document that is not everyone's was handed out, newest first: for all with `READ_AUDIT`.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn document_readings(&self, grant: &Grant, subject: &str, limit: u64) -> Result<Vec<Reading>> {
        if !grant.scope().all {
            return Ok(Vec::new());
        }
        let mut select = Query::select();
        select
            .columns(["at", "principal", "roles", "purpose"])
            .from("document_readings")
            .and_where(Expr::col("subject").eq(subject))
            .order_by("id", Order::Desc)
            .limit(limit);
        let rows = self.all(self.backend().build(&select)).await?;
        rows.iter()
            .map(|row| {
                let text = |i| row.try_get_by_index::<Option<String>>(i).map_err(fault);
                Ok(Reading {
                    at: Timestamp::from_cell(row.try_get_by_index(0).map_err(fault)?)?,
                    principal: text(1)?.unwrap_or_default(),
                    roles: text(2)?.unwrap_or_default(),
                    purpose: text(3)?,
                    fields: "file".to_owned(),
                })
            })
            .collect()
    }
}
