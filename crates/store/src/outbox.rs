//! Events: what became true, ids only, no personal data. One table feeds subscriptions, webhooks and refresh.

use std::collections::BTreeSet;

use kernel::{Error, Id, Result, Stored, Timestamp, id::EventId};
use sea_orm::{
    ConnectionTrait, ExprTrait, QueryResult, Statement,
    sea_query::{Expr, Order, Query, SelectStatement},
};

use crate::{
    db::{Db, Dialect, fault},
    tx::{ROWS_PER_INSERT, Tx},
};

/// What became true, in the past tense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// RecordObject and participle: `NeedReported`.
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
    /// Position in the outbox: given before commit, so a later one may be seen before.
    pub position: i64,
    /// The transaction that wrote it; on SQLite, where one commits after the other, its position.
    pub written: i64,
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

impl Happening {
    /// Bytes that it takes.
    fn bytes(&self) -> usize {
        size_of::<Self>() + self.name.len() + self.subject.len() + self.to.as_ref().map_or(0, String::len)
    }
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
                at.to_value().into(),
            ]);
        }
        tx.execute(tx.db().backend().build(&insert)).await?;
    }
    Ok(())
}

/// Which events have been seen: those of every transaction that was committed at an instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// All before this are.
    below: i64,
    /// None from this on is.
    end: i64,
    /// Between them these are not: they were under way.
    but: BTreeSet<i64>,
}

impl Seen {
    /// Everything that `written` less than this.
    fn before(written: i64) -> Self {
        Self { below: written, end: written, but: BTreeSet::new() }
    }

    /// From PostgreSQL's words for a snapshot, `xmin:xmax:xip,xip…`.
    fn parse(snapshot: &str) -> Option<Self> {
        let mut parts = snapshot.split(':');
        let (below, end) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        let but: std::result::Result<BTreeSet<i64>, _> =
            parts.next()?.split(',').filter(|xid| !xid.is_empty()).map(str::parse).collect();
        Some(Self { below, end, but: but.ok()? })
    }

    /// PostgreSQL's words for it.
    fn snapshot(&self) -> String {
        let but: Vec<String> = self.but.iter().map(ToString::to_string).collect();
        format!("{}:{}:{}", self.below, self.end, but.join(","))
    }

    /// Whether the event is among them.
    pub fn has(&self, event: &Happening) -> bool {
        event.written < self.below || (event.written < self.end && !self.but.contains(&event.written))
    }
}

/// An event that somebody has had, and what was seen for certain when it was written.
#[derive(Clone, Debug)]
pub struct Had {
    /// Its position.
    position: i64,
    written: i64,
    /// All that had ended before it was written.
    pub seen: Seen,
}

impl Had {
    /// Whether the other was told with it or before, for certain.
    pub fn includes(&self, event: &Happening) -> bool {
        self.seen.has(event) || (event.written == self.written && event.position <= self.position)
    }
}

/// Bytes of events that are given at once: what passes them is the last that is given.
const MOST_BYTES: usize = 64 * 1024;

impl Db {
    /// Everything that is committed now.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn seen_now(&self) -> Result<Seen> {
        if self.dialect() == Dialect::Sqlite {
            return Ok(Seen::before(self.last_position().await? + 1));
        }
        let rows = self.all(Statement::from_string(self.backend(), NOW)).await?;
        let text: Option<String> = rows.first().map(|row| row.try_get_by_index(0)).transpose().map_err(fault)?;
        text.as_deref().and_then(Seen::parse).ok_or_else(|| Error::broken("a snapshot that cannot be read"))
    }

    /// Events that are among `now` and were not among `seen`, those of one transaction in their order: of those after this position,
    /// which is 0 for the first, `most` at the most, and no more than take some 64 kB; and the position after which the others come, if
    /// there may be others. What is committed meanwhile is not among them. Of one `now` after the other, read to its end, every event
    /// comes, and once, however late its transaction is committed.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn happenings_between(
        &self,
        seen: &Seen,
        now: &Seen,
        after: i64,
        most: u64,
    ) -> Result<(Vec<Happening>, Option<i64>)> {
        let mut select = self.committed_between(seen, now);
        select.and_where(Expr::col("position").gt(after)).limit(most);
        let rows = self.all(self.backend().build(&select)).await?;
        let mut events = Vec::with_capacity(rows.len());
        let (mut last, mut bytes) = (after, 0);
        for row in &rows {
            if bytes >= MOST_BYTES {
                return Ok((events, Some(last)));
            }
            last = row.try_get_by_index(0).map_err(fault)?;
            match happening(row) {
                Ok(event) => {
                    bytes += event.bytes();
                    events.push(event);
                }
                // Everybody else's events go on.
                Err(cause) => {
                    tracing::error!(position = last, %cause, "an event in the outbox cannot be read and is passed over")
                }
            }
        }
        Ok((events, (rows.len() as u64 >= most).then_some(last)))
    }

    /// Whether more than `most` events are among `now` and were not among `seen`.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn more_happened(&self, seen: &Seen, now: &Seen, most: u64) -> Result<bool> {
        let mut select = self.committed_between(seen, now);
        select.limit(1).offset(most);
        Ok(!self.all(self.backend().build(&select)).await?.is_empty())
    }

    /// In the order of their positions.
    fn committed_between(&self, seen: &Seen, now: &Seen) -> SelectStatement {
        let mut select = Query::select();
        select.columns(["position", "id", "name", "subject", "to_state", "at"]).from("outbox");
        match self.dialect() {
            Dialect::Sqlite => {
                select.column("position").and_where(Expr::col("position").gte(seen.end));
                select.and_where(Expr::col("position").lt(now.end));
            }
            Dialect::Postgres => {
                let visible = |snapshot: &Seen| {
                    let sql = "pg_visible_in_snapshot(CAST(CAST(written AS text) AS xid8), CAST($1 AS pg_snapshot))";
                    Expr::cust_with_values(sql, [snapshot.snapshot()])
                };
                select.column("written").and_where(Expr::col("written").gte(seen.below));
                select.and_where(visible(seen).not()).and_where(visible(now));
            }
        }
        select.order_by("position", Order::Asc);
        select
    }

    /// The event with this id, as somebody who has had it, if it is there.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn had(&self, event: EventId) -> Result<Option<Had>> {
        let postgres = self.dialect() == Dialect::Postgres;
        let (written, horizon) = if postgres { ("written", "horizon") } else { ("position", "position") };
        let mut select = Query::select();
        select.columns(["position", written, horizon]).from("outbox").and_where(Expr::col("id").eq(event.as_str()));
        let rows = self.all(self.backend().build(&select)).await?;
        let had = |row: &QueryResult| {
            let (position, written) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
            Ok(Had { position, written, seen: Seen::before(row.try_get_by_index(2)?) })
        };
        rows.first().map(had).transpose().map_err(fault)
    }

    /// After a database was put back in another cluster: transactions count anew there, and what the events say of theirs would be
    /// of the future. Once at every start.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn settle_outbox(&self) -> Result<()> {
        if self.dialect() == Dialect::Sqlite {
            return Ok(());
        }
        let settle = "UPDATE outbox SET written = 0, horizon = 0 \
                      WHERE written >= CAST(CAST(pg_snapshot_xmax(pg_current_snapshot()) AS text) AS bigint)";
        self.conn.execute_unprepared(settle).await.map(|_| ()).map_err(fault)
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

const NOW: &str = "SELECT CAST(pg_current_snapshot() AS text)";

fn happening(row: &QueryResult) -> Result<Happening> {
    Ok(Happening {
        position: row.try_get_by_index(0).map_err(fault)?,
        id: Id::from_stored(&row.try_get_by_index::<String>(1).map_err(fault)?)?,
        name: row.try_get_by_index(2).map_err(fault)?,
        subject: row.try_get_by_index(3).map_err(fault)?,
        to: row.try_get_by_index(4).map_err(fault)?,
        at: Timestamp::from_cell(row.try_get_by_index(5).map_err(fault)?)?,
        written: row.try_get_by_index(6).map_err(fault)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(written: i64) -> Happening {
        let at = Timestamp::from_cell(0).expect("an instant");
        let id = Id::from_stored("00000000000000000000000001").expect("an id");
        Happening { position: 1, written, id, name: "A".into(), subject: "s".into(), to: None, at }
    }

    #[test]
    fn a_snapshot_has_what_was_committed_then() {
        let seen = Seen::parse("10:20:12,17").expect("a snapshot");
        for (xid, has) in [(9, true), (10, true), (12, false), (13, true), (17, false), (19, true), (20, false)] {
            assert_eq!(seen.has(&written(xid)), has, "{xid}");
        }
        assert_eq!(Seen::parse(&seen.snapshot()), Some(seen));
        assert_eq!(Seen::parse("5:5:"), Some(Seen::before(5)));
        assert_eq!(Seen::parse("5:x:"), None);
    }
}
