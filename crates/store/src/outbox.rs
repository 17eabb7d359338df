//! Events: what became true, ids only, no personal data. One table feeds subscriptions, webhooks and refresh.

use kernel::{Id, Result, Timestamp, id::EventId};
use sea_orm::{
    ExprTrait,
    sea_query::{Expr, Order, Query},
};

use crate::{
    db::{Db, fault},
    record::{instant, micros},
    tx::{ROWS_PER_INSERT, Tx},
};

/// What became true, in the past tense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Noun and participle: `NeedReported`.
    pub name: &'static str,
    /// Public id of what it happened to.
    pub subject: String,
    /// State before, where the event is a transition.
    pub from: Option<&'static str>,
    /// State after, where the event is a transition.
    pub to: Option<&'static str>,
    /// Why, for the audit trail only.
    pub reason: Option<String>,
}

impl Event {
    /// An event about `subject`.
    pub fn new(name: &'static str, subject: String) -> Self {
        Self { name, subject, from: None, to: None, reason: None }
    }

    /// A transition of `subject`.
    #[must_use]
    pub fn transition(mut self, from: &'static str, to: &'static str, reason: Option<String>) -> Self {
        (self.from, self.to, self.reason) = (Some(from), Some(to), reason);
        self
    }
}

/// An event as it stands in the outbox.
#[derive(Clone, Debug)]
pub struct Happening {
    /// Position in the outbox.
    pub position: i64,
    /// The event's id, the same at every delivery.
    pub id: EventId,
    /// Its name.
    pub name: String,
    /// Public id of what it happened to.
    pub subject: String,
    /// State after, where it is a transition.
    pub to: Option<String>,
    /// When.
    pub at: Timestamp,
}

pub(crate) async fn write(tx: &Tx, events: &[Event], at: Timestamp) -> Result<()> {
    for events in events.chunks(ROWS_PER_INSERT) {
        let mut insert = Query::insert();
        insert.into_table("outbox").columns(["id", "name", "version", "subject", "to_state", "at"]);
        for event in events {
            let id: EventId = Id::new(tx.db().ids());
            insert.values_panic([
                id.as_str().into(),
                event.name.into(),
                1.into(),
                event.subject.as_str().into(),
                event.to.into(),
                micros(at).into(),
            ]);
        }
        tx.execute(tx.db().backend().build(&insert)).await?;
    }
    Ok(())
}

impl Db {
    /// Events after `position`, oldest first.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn happenings(&self, position: i64, limit: u64) -> Result<Vec<Happening>> {
        let mut select = Query::select();
        select
            .columns(["position", "id", "name", "subject", "to_state", "at"])
            .from("outbox")
            .and_where(Expr::col("position").gt(position))
            .order_by("position", Order::Asc)
            .limit(limit);
        let rows = self.all(self.backend().build(&select)).await?;
        rows.iter()
            .map(|row| {
                Ok(Happening {
                    position: row.try_get_by_index(0).map_err(fault)?,
                    id: Id::from_stored(&row.try_get_by_index::<String>(1).map_err(fault)?)?,
                    name: row.try_get_by_index(2).map_err(fault)?,
                    subject: row.try_get_by_index(3).map_err(fault)?,
                    to: row.try_get_by_index(4).map_err(fault)?,
                    at: instant(row.try_get_by_index(5).map_err(fault)?)?,
                })
            })
            .collect()
    }

    /// The position of the event with this id, if it is there.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn position_of(&self, event: EventId) -> Result<Option<i64>> {
        let mut select = Query::select();
        select.column("position").from("outbox").and_where(Expr::col("id").eq(event.as_str()));
        let rows = self.all(self.backend().build(&select)).await?;
        rows.first().map(|row| row.try_get_by_index(0)).transpose().map_err(fault)
    }

    /// The outbox's last position, 0 when empty.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn last_position(&self) -> Result<i64> {
        let mut select = Query::select();
        select.expr(Expr::col("position").max()).from("outbox");
        let rows = self.all(self.backend().build(&select)).await?;
        let last: Option<i64> = rows.first().map_or(Ok(None), |row| row.try_get_by_index(0)).map_err(fault)?;
        Ok(last.unwrap_or(0))
    }

    /// Waits until something was committed through this handle.
    pub async fn changed(&self) {
        self.changed.notified().await;
    }
}
