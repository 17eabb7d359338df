//! What can be done with charters.

use std::sync::Arc;

use access::{Action, Request};
use chrono::NaiveDate;
use kernel::{Error, Id, Result};
use store::{Db, RecordReader, Tx};

use super::entity::{AdoptCharter, CouncilCharter, rules};
use crate::{
    body::{Bodies, Body},
    meeting,
};

/// Arbetsordningarna.
#[derive(Clone)]
pub struct CouncilCharters {
    db: Db,
    bodies: Bodies,
}

impl CouncilCharters {
    /// Over `db`, for councils that `bodies` knows.
    pub fn new(db: &Db, bodies: &Bodies) -> Self {
        Self { db: db.clone(), bodies: bodies.clone() }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<CouncilCharter> {
        RecordReader::new(&self.db)
    }

    /// Anta arbetsordning. The version before it ends the day before. None begins while a meeting of its days is in session.
    ///
    /// # Errors
    /// `Denied` outside the caller's council; `Invalid` naming the field; `Refused`.
    pub async fn adopt(&self, request: &Arc<Request>, command: AdoptCharter) -> Result<CouncilCharter> {
        self.db
            .write(request, Action::ManageCouncil, async |tx| {
                let (body, _) = self.bodies.open(tx, command.council, command.industry_council).await?;
                let earlier = tx.matching::<CouncilCharter>(CouncilCharter::of(body)).await?;
                let today = self.db.clock().today();
                let (charter, before, event) =
                    CouncilCharter::adopt(Id::new(self.db.ids()), body, command, &earlier, today)?;
                if let Some(meeting) = meeting::in_session_from(tx, body, charter.valid_from).await? {
                    return Err(Error::refused(rules::MEETING_GOES_ON, meeting.meets_on().to_string()));
                }
                for mut before in before {
                    tx.update(&mut before).await?;
                }
                tx.insert(&charter).await?;
                meeting::follow_charters(tx, body, charter.valid_from).await?;
                tx.emit(event);
                Ok(charter)
            })
            .await
    }
}

/// Whether approved minutes of `body` are everyone's, of a meeting on `day`: by its charter, or where an industry council has none,
/// by that of the council above it. Nothing is published where neither says so.
///
/// # Errors
/// `Unavailable`, `Broken`.
pub async fn publishes_minutes(tx: &mut Tx, body: Body, day: NaiveDate) -> Result<bool> {
    let own = in_force(tx, body, day).await?;
    let charter = match (own, body.industry_council) {
        (None, Some(_)) => in_force(tx, Body { industry_council: None, ..body }, day).await?,
        (own, _) => own,
    };
    Ok(charter.is_some_and(|charter| charter.publishes_minutes))
}

/// The charter of `body` in force on `day`, within the transaction's reach; nothing where none had been adopted.
///
/// # Errors
/// `Unavailable`, `Broken`.
pub async fn in_force(tx: &mut Tx, body: Body, day: NaiveDate) -> Result<Option<CouncilCharter>> {
    let versions = tx.matching::<CouncilCharter>(CouncilCharter::of(body).and(CouncilCharter::as_of(day))).await?;
    Ok(versions.into_iter().next())
}
