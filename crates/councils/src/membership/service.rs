//! What can be done with seats and the mandates on them.

use std::sync::Arc;

use access::{Action, Anchors, Grant, Request, view};
use chrono::NaiveDate;
use kernel::{
    Error, Id, Period, Result,
    error::rules::FIELD_IS_REQUIRED,
    id::{CouncilId, CouncilSeatId, MembershipId, OrganisationId},
};
use store::{Compare, Db, Event, Filter, Record, RecordReader, Tx};

use super::{
    entity::{InviteMember, Membership, MembershipStatus, Standing},
    repo::Column,
};
use crate::{
    body::{Bodies, Body},
    meeting::presence,
    representative::{end_with, refit},
    seat::CouncilSeat,
};

/// Ledamotskapen.
#[derive(Clone)]
pub struct Memberships {
    db: Db,
    bodies: Bodies,
}

impl Memberships {
    /// Over `db`, for councils that `bodies` knows.
    pub fn new(db: &Db, bodies: &Bodies) -> Self {
        Self { db: db.clone(), bodies: bodies.clone() }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<Membership> {
        RecordReader::new(&self.db)
    }

    /// Bjud in organisation till en plats i rådet.
    ///
    /// # Errors
    /// `Denied` outside the caller's council; `Invalid` naming the field; `Refused`.
    pub async fn invite(&self, request: &Arc<Request>, command: InviteMember) -> Result<Membership> {
        self.db
            .write(request, Action::ManageCouncil, async |tx| {
                let (body, _) = self.bodies.open(tx, command.council, command.industry_council).await?;
                let seat = match command.council_seat {
                    Some(id) => Some(tx.load::<CouncilSeat>(id).await.map_err(|e| e.at("councilSeatId"))?),
                    None if command.standing == Standing::Member => Some(self.own_seat(tx, body, &command).await?),
                    None => None,
                };
                let rivals = rivals(tx, body, command.organisation, seat.as_ref().map(|seat| seat.id)).await?;
                let today = self.db.clock().today();
                let id = Id::new(self.db.ids());
                let (mandate, event) = Membership::invite(id, command, body, seat.as_ref(), &rivals, today)?;
                tx.insert(&mandate).await?;
                tx.emit(event);
                Ok(mandate)
            })
            .await
    }

    /// The seat that the organisation had last in the body, where it is free on the days it is invited for; or else a new one.
    async fn own_seat(&self, tx: &mut Tx, body: Body, command: &InviteMember) -> Result<CouncilSeat> {
        let days = Period::new("mandateTo", command.mandate_from, command.mandate_to)?;
        let had = rivals(tx, body, command.organisation, None).await?;
        let had = had.iter().filter(|had| {
            had.standing == Standing::Member
                && had.status != MembershipStatus::Declined
                && command.seat.is_none_or(|kind| kind == had.seat)
        });
        if let Some(id) = had.max_by_key(|had| had.mandate_from).and_then(|had| had.council_seat) {
            let seat: CouncilSeat = tx.load(id).await?;
            let others = tx.matching::<Membership>(on_seat(id)).await?;
            let is_others = |other: &Membership| {
                other.organisation != command.organisation && other.claims_seat() && other.mandate().overlaps(&days)
            };
            if seat.opened_on <= days.from && seat.closed_on.is_none() && !others.iter().any(is_others) {
                return Ok(seat);
            }
        }
        let kind = command.seat.ok_or_else(|| Error::invalid("seat", FIELD_IS_REQUIRED))?;
        let (seat, event) = CouncilSeat::for_invited(Id::new(self.db.ids()), body, kind, days.from);
        tx.insert(&seat).await?;
        tx.emit(event);
        Ok(seat)
    }

    /// Tacka ja till plats.
    ///
    /// # Errors
    /// `NotFound`; `Denied` to others than the organisation and the council; `Conflict`; `Refused`, by a dissolved council too.
    pub async fn accept(&self, request: &Arc<Request>, id: MembershipId, expected: i32) -> Result<Membership> {
        let grant = self.answering(request, id).await?;
        self.db
            .write_within(request, &grant, async |tx| {
                let mut seat: Membership = tx.load_at(id, expected).await?;
                let event = seat.accept()?;
                self.bodies.require_open(tx, seat.body()).await?;
                save(tx, seat, event).await
            })
            .await
    }

    /// Tacka nej till plats. Whoever was to sit there never does.
    ///
    /// # Errors
    /// As [`Memberships::accept`].
    pub async fn decline(
        &self,
        request: &Arc<Request>,
        id: MembershipId,
        expected: i32,
        reason: Option<&str>,
    ) -> Result<Membership> {
        let grant = self.answering(request, id).await?;
        self.db
            .write_within(request, &grant, async |tx| {
                // As in `end_mandate`.
                tx.lock::<Membership>(id).await?;
                let mut seat: Membership = tx.load_at(id, expected).await?;
                let event = seat.decline(reason)?;
                leave_seat(tx, seat, event).await
            })
            .await
    }

    async fn answering(&self, request: &Arc<Request>, id: MembershipId) -> Result<Grant> {
        let answering = Answering::of(request)?;
        let seat = self.read().one(request, id).await?;
        answering.at(seat.organisation, seat.council)
    }

    /// Påbörja mandat, for `mandate` or else as proposed in the invitation. Whoever was named to sit there sits on its days.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused`; `Invalid`.
    pub async fn start_mandate(
        &self,
        request: &Arc<Request>,
        id: MembershipId,
        expected: i32,
        mandate: Option<Period>,
    ) -> Result<Membership> {
        self.db
            .write(request, Action::ManageCouncil, async |tx| {
                let mut invited: Membership = tx.load_at(id, expected).await?;
                let body = invited.body();
                self.bodies.open(tx, body.council, body.industry_council).await?;
                let seat = match invited.council_seat {
                    Some(id) => Some(tx.load::<CouncilSeat>(id).await?),
                    None => None,
                };
                let rivals = rivals(tx, body, invited.organisation, invited.council_seat).await?;
                let proposed = invited.mandate();
                let event = invited.start_mandate(mandate, seat.as_ref(), &rivals)?;
                refit(tx, &invited, proposed).await?;
                save(tx, invited, event).await
            })
            .await
    }

    /// Ta ledigt från plats, med skäl.
    ///
    /// # Errors
    /// As [`Memberships::start_mandate`].
    pub async fn leave(
        &self,
        request: &Arc<Request>,
        id: MembershipId,
        expected: i32,
        reason: &str,
    ) -> Result<Membership> {
        self.db
            .write(request, Action::ManageCouncil, async |tx| {
                let mut seat: Membership = tx.load_at(id, expected).await?;
                let event = seat.leave(reason)?;
                save(tx, seat, event).await
            })
            .await
    }

    /// Återkom till plats.
    ///
    /// # Errors
    /// As [`Memberships::start_mandate`].
    pub async fn return_from_leave(
        &self,
        request: &Arc<Request>,
        id: MembershipId,
        expected: i32,
    ) -> Result<Membership> {
        self.db
            .write(request, Action::ManageCouncil, async |tx| {
                let mut seat: Membership = tx.load_at(id, expected).await?;
                let event = seat.return_from_leave()?;
                save(tx, seat, event).await
            })
            .await
    }

    /// Avsluta mandat, med skäl. `last` is its last day, today when absent. Whoever sat there for the organisation leaves, too.
    ///
    /// # Errors
    /// As [`Memberships::start_mandate`].
    pub async fn end_mandate(
        &self,
        request: &Arc<Request>,
        id: MembershipId,
        expected: i32,
        last: Option<NaiveDate>,
        reason: &str,
    ) -> Result<Membership> {
        self.db
            .write(request, Action::ManageCouncil, async |tx| {
                // Held, so that nobody is named to sit there meanwhile.
                tx.lock::<Membership>(id).await?;
                let mut mandate: Membership = tx.load_at(id, expected).await?;
                let met = presence::latest_of(tx, id).await?;
                let event = mandate.end_mandate(last.unwrap_or_else(|| self.db.clock().today()), met, reason)?;
                leave_seat(tx, mandate, event).await
            })
            .await
    }
}

/// The acts of those who may answer for a mandate: the organisation whose it is, and the council, which may note what came by
/// letter.
pub(crate) struct Answering([Grant; 2]);

impl Answering {
    /// Those of `request`.
    ///
    /// # Errors
    /// `Denied` to who answers for none at all, whatever there is.
    pub(crate) fn of(request: &Arc<Request>) -> Result<Self> {
        let grants = [Action::ManageOrganisation, Action::ManageCouncil].map(|action| view(request, action));
        if grants.iter().all(|grant| grant.scope().is_empty()) { Err(Error::Denied) } else { Ok(Self(grants)) }
    }

    /// The one that covers such a mandate.
    ///
    /// # Errors
    /// `Denied` where none does.
    pub(crate) fn at(self, organisation: OrganisationId, council: CouncilId) -> Result<Grant> {
        let anchors = Anchors { organisation: Some(organisation), council: Some(council), ..Anchors::default() };
        self.0.into_iter().find(|grant| grant.covers(&anchors)).ok_or(Error::Denied)
    }

    /// The row that the very change which is sent again made before, within the reach of the acts: it may be what took the row from
    /// what its maker reads.
    ///
    /// # Errors
    /// `NotFound` where no such change was made, or the row lies outside; `Conflict { IDEMPOTENCY_KEY_REUSED }`; `Unavailable`, `Broken`.
    pub(crate) async fn changed_before<T: Record>(&self, db: &Db, id: Id<T::Kind>) -> Result<T> {
        for grant in &self.0 {
            if db.replayed::<T::Kind>(grant).await? == Some(id) {
                match db.one(grant, id).await {
                    Err(Error::NotFound) => {}
                    found => return found,
                }
            }
        }
        Err(Error::NotFound)
    }
}

/// Saves a mandate that is over, or never begins, and ends what remains of who sits for it.
async fn leave_seat(tx: &mut Tx, mandate: Membership, event: Event) -> Result<Membership> {
    let mandate = save(tx, mandate, event).await?;
    end_with(tx, std::slice::from_ref(&mandate)).await?;
    Ok(mandate)
}

fn on_seat(seat: CouncilSeatId) -> Filter<Column> {
    Filter::Is(Column::SeatId, Compare::Eq(seat.as_str().into()))
}

/// Every mandate that the organisation has had in the body, and every one there has been on the seat.
async fn rivals(
    tx: &mut Tx,
    body: Body,
    organisation: OrganisationId,
    seat: Option<CouncilSeatId>,
) -> Result<Vec<Membership>> {
    let own = Filter::Is(Column::OrganisationId, Compare::Eq(organisation.as_str().into()));
    let either = [Some(own), seat.map(on_seat)].into_iter().flatten().collect();
    tx.matching(Membership::of(body).and(Filter::Any(either))).await
}

async fn save(tx: &mut Tx, mut seat: Membership, event: Event) -> Result<Membership> {
    tx.update(&mut seat).await?;
    tx.emit(event);
    Ok(seat)
}
