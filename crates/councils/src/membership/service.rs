//! What can be done with seats.

use std::sync::Arc;

use access::{Action, Anchors, Grant, Request, view};
use chrono::NaiveDate;
use kernel::{
    Error, Id, Period, Result,
    id::{CouncilId, MembershipId, OrganisationId},
};
use store::{Compare, Db, Event, Filter, RecordReader, Tx};

use super::{
    entity::{InviteMember, Membership},
    repo::Column,
};
use crate::council::Council;

/// Ledamotskapen.
#[derive(Clone)]
pub struct Memberships {
    db: Db,
}

impl Memberships {
    /// Over `db`.
    pub fn new(db: &Db) -> Self {
        Self { db: db.clone() }
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
                tx.grant().require(&Anchors { council: Some(command.council), ..Anchors::default() })?;
                let council: Council = tx.load(command.council).await.map_err(|e| e.at("councilId"))?;
                let others = seats_of(tx, command.council, command.organisation).await?;
                let (seat, event) = Membership::invite(Id::new(self.db.ids()), command, &council, &others)?;
                tx.insert(&seat).await?;
                tx.emit(event);
                Ok(seat)
            })
            .await
    }

    /// Tacka ja till plats.
    ///
    /// # Errors
    /// `NotFound`; `Denied` to others than the organisation and the council; `Conflict`; `Refused`.
    pub async fn accept(&self, request: &Arc<Request>, id: MembershipId, expected: i32) -> Result<Membership> {
        let grant = self.answering(request, id).await?;
        self.db
            .write_within(request, &grant, async |tx| {
                let mut seat: Membership = tx.load_at(id, expected).await?;
                let event = seat.accept()?;
                save(tx, seat, event).await
            })
            .await
    }

    /// Tacka nej till plats.
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
                let mut seat: Membership = tx.load_at(id, expected).await?;
                let event = seat.decline(reason)?;
                save(tx, seat, event).await
            })
            .await
    }

    /// The answer is the invited organisation's; the council may note one that came by letter.
    async fn answering(&self, request: &Arc<Request>, id: MembershipId) -> Result<Grant> {
        let seat = self.read().one(request, id).await?;
        let anchors =
            Anchors { organisation: Some(seat.organisation), council: Some(seat.council), ..Anchors::default() };
        [Action::ManageOrganisation, Action::ManageCouncil]
            .into_iter()
            .map(|action| view(request, action))
            .find(|grant| grant.covers(&anchors))
            .ok_or(Error::Denied)
    }

    /// Påbörja mandat, for `mandate` or else as proposed in the invitation.
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
                let mut seat: Membership = tx.load_at(id, expected).await?;
                let council: Council = tx.load(seat.council).await?;
                let others = seats_of(tx, seat.council, seat.organisation).await?;
                let event = seat.start_mandate(mandate, &council, &others)?;
                save(tx, seat, event).await
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

    /// Avsluta mandat, med skäl. `last` is its last day, today when absent.
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
                let mut seat: Membership = tx.load_at(id, expected).await?;
                let event = seat.end_mandate(last.unwrap_or_else(|| self.db.clock().today()), reason)?;
                save(tx, seat, event).await
            })
            .await
    }
}

/// Every seat the organisation has had in the council.
async fn seats_of(tx: &mut Tx, council: CouncilId, organisation: OrganisationId) -> Result<Vec<Membership>> {
    let filter = Filter::Is(Column::CouncilId, Compare::Eq(council.as_str().into()))
        .and(Filter::Is(Column::OrganisationId, Compare::Eq(organisation.as_str().into())));
    tx.matching(filter).await
}

async fn save(tx: &mut Tx, mut seat: Membership, event: Event) -> Result<Membership> {
    tx.update(&mut seat).await?;
    tx.emit(event);
    Ok(seat)
}
