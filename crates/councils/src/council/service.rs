//! What can be done with councils.

use std::{collections::HashSet, sync::Arc};

use access::{Action, Grant, Request, view};
use chrono::NaiveDate;
use kernel::{Id, Result, id::CouncilId};
use store::{Compare, Db, Event, Filter, RecordReader, Tx};

use super::entity::{Council, DissolveCouncil, FoundCouncil};
use crate::{
    body::{Bodies, Body},
    charter::CouncilCharter,
    dissolution::{ground, vacate},
    membership::{Membership, MembershipColumn, MembershipStatus, Standing},
};

/// Kompetensråden.
#[derive(Clone)]
pub struct Councils {
    db: Db,
    bodies: Bodies,
}

impl Councils {
    /// Over `db`, with the industry councils that `bodies` knows.
    pub fn new(db: &Db, bodies: &Bodies) -> Self {
        Self { db: db.clone(), bodies: bodies.clone() }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<Council> {
        RecordReader::new(&self.db)
    }

    /// Bilda råd.
    ///
    /// # Errors
    /// `Denied`; `Invalid` naming the field.
    pub async fn found(&self, request: &Arc<Request>, command: FoundCouncil) -> Result<Council> {
        self.db
            .write(request, Action::FoundCouncil, async |tx| {
                let over = match command.industry_council {
                    Some(id) => Some(self.bodies.council_over(id).await?),
                    None => command.parent,
                };
                let parent: Option<Council> = match over {
                    // Held, so that neither it nor an industry council under it is dissolved meanwhile.
                    Some(id) => Some(tx.lock(id).await.map_err(|e| e.at("parentId"))?),
                    None => None,
                };
                if let Some(parent) = &parent {
                    let body = Body { council: parent.id, industry_council: command.industry_council };
                    self.bodies.require_living(body).await?;
                }
                let now = self.db.clock().now();
                let (council, event) = Council::found(Id::new(self.db.ids()), command, parent.as_ref(), now)?;
                tx.insert(&council).await?;
                tx.emit(event);
                Ok(council)
            })
            .await
    }

    /// Aktivera råd, when charter and members are in place. `charter_on` replaces what was noted before; where nothing was, it is the
    /// day that the first charter was decided.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused`; `Invalid`.
    pub async fn activate(
        &self,
        request: &Arc<Request>,
        id: CouncilId,
        expected: i32,
        charter_on: Option<NaiveDate>,
    ) -> Result<Council> {
        self.db
            .write(request, Action::ManageCouncil, async |tx| {
                let mut council: Council = tx.load_at(id, expected).await?;
                let today = self.db.clock().today();
                let members = member_organisations(tx, body(id), today).await?;
                let charter_on = match charter_on.or(council.charter_on) {
                    Some(day) => Some(day),
                    None => first_decided(tx, id).await?,
                };
                let event = council.activate(charter_on, members, today)?;
                save(tx, council, event).await
            })
            .await
    }

    /// Låt råd vila, med skäl.
    ///
    /// # Errors
    /// As [`Councils::activate`].
    pub async fn pause(&self, request: &Arc<Request>, id: CouncilId, expected: i32, reason: &str) -> Result<Council> {
        self.db
            .write(request, Action::ManageCouncil, async |tx| {
                let mut council: Council = tx.load_at(id, expected).await?;
                let event = council.pause(reason)?;
                save(tx, council, event).await
            })
            .await
    }

    /// Återuppta råd.
    ///
    /// # Errors
    /// As [`Councils::activate`].
    pub async fn resume(&self, request: &Arc<Request>, id: CouncilId, expected: i32) -> Result<Council> {
        self.db
            .write(request, Action::ManageCouncil, async |tx| {
                let mut council: Council = tx.load_at(id, expected).await?;
                let event = council.resume()?;
                save(tx, council, event).await
            })
            .await
    }

    /// Upplös råd, med skäl, when no council or industry council under it is left, by decision of the council that it works under, or
    /// its own. Its mandates end the same day, its seats are closed, and its meetings to come are cancelled.
    ///
    /// # Errors
    /// As [`Councils::activate`]; `Invalid` naming `decisionId`.
    pub async fn dissolve(&self, request: &Arc<Request>, command: DissolveCouncil) -> Result<Council> {
        let (id, reason) = (command.id, command.reason.as_str());
        self.db
            .write(request, Action::ManageCouncil, async |tx| {
                // Held, so that none is founded or established under it meanwhile.
                tx.lock::<Council>(id).await?;
                let councils = self.living_under(&view(request, Action::ReadCouncils), id).await?;
                let under = councils + self.bodies.living_under(id).await?;
                let mut council: Council = tx.load_at(id, command.expected_version).await?;
                let ground = ground(tx, council.dissolved_by()?, command.decision).await?;
                let today = self.db.clock().today();
                let event = council.dissolve(reason, ground, under, today)?;
                vacate(tx, body(id), today, reason).await?;
                save(tx, council, event).await
            })
            .await
    }

    /// Counted by the reading grant: a council's own grant does not reach those under it.
    async fn living_under(&self, grant: &Grant, id: CouncilId) -> Result<usize> {
        let count = self.db.count::<Council>(grant, &Council::living_under(id)).await?;
        Ok(usize::try_from(count).unwrap_or(usize::MAX))
    }
}

/// The council itself, and none under it.
fn body(id: CouncilId) -> Body {
    Body { council: id, industry_council: None }
}

/// The day that the council's first charter was decided.
async fn first_decided(tx: &mut Tx, id: CouncilId) -> Result<Option<NaiveDate>> {
    let charters = tx.matching::<CouncilCharter>(CouncilCharter::of(body(id))).await?;
    Ok(charters.iter().map(|charter| charter.decided_on).min())
}

/// How many organisations hold a member's seat in `body` today: substitutes and the co-opted do not make a council.
///
/// # Errors
/// `Unavailable`, `Broken`.
pub async fn member_organisations(tx: &mut Tx, body: Body, today: NaiveDate) -> Result<usize> {
    let filter = Filter::All(vec![
        Membership::of(body),
        Filter::Is(MembershipColumn::Status, Compare::Eq(MembershipStatus::Active.as_str().into())),
        Filter::Is(MembershipColumn::Standing, Compare::Eq(Standing::Member.as_str().into())),
        Membership::as_of(today),
    ]);
    let members = tx.matching::<Membership>(filter).await?;
    Ok(members.iter().map(|seat| seat.organisation).collect::<HashSet<_>>().len())
}

async fn save(tx: &mut Tx, mut council: Council, event: Event) -> Result<Council> {
    tx.update(&mut council).await?;
    tx.emit(event);
    Ok(council)
}
