//! How councils and industry councils meet: whose seats and charters are whose, and what an industry council's course asks of
//! the mandates in it.

use std::sync::Arc;

use access::{Actor, Request};
use councils::{
    Bodies, Body, Branch, Council, IndustryCouncilDirectory, council::member_organisations, dissolution::vacate,
    meeting::has_held,
};
use futures_util::future::BoxFuture;
use industry_councils::{
    IndustryCouncil, SeatPort,
    industry_council::{IndustryCouncilColumn, IndustryCouncilStatus},
};
use kernel::{
    Result,
    id::{CouncilId, IndustryCouncilId},
};
use store::{Compare, Db, Filter, RecordReader, Tx};

/// Councils, with the industry councils that `db` holds.
pub(crate) fn bodies(db: &Db) -> Bodies {
    Bodies::new(Arc::new(Branches(db.clone())))
}

/// The seats of industry councils.
pub(crate) fn seats() -> Arc<dyn SeatPort> {
    Arc::new(Seats)
}

/// Public facts of industry councils: asked as the public, so that the port never widens anyone's reach.
struct Branches(Db);

impl IndustryCouncilDirectory for Branches {
    fn branch(&self, id: IndustryCouncilId) -> BoxFuture<'_, Result<Branch>> {
        Box::pin(async move {
            let request = Arc::new(Request::new(Actor::public(), "port"));
            let found = RecordReader::<IndustryCouncil>::new(&self.0).one(&request, id).await?;
            let is_dissolved = found.status == IndustryCouncilStatus::Dissolved;
            Ok(Branch { council: found.council, is_dissolved })
        })
    }

    fn living_under(&self, council: CouncilId) -> BoxFuture<'_, Result<usize>> {
        Box::pin(async move {
            let request = Arc::new(Request::new(Actor::public(), "port"));
            let living =
                Filter::Is(IndustryCouncilColumn::CouncilId, Compare::Eq(council.as_str().into())).and(Filter::Is(
                    IndustryCouncilColumn::Status,
                    Compare::Ne(IndustryCouncilStatus::Dissolved.as_str().into()),
                ));
            let count = RecordReader::<IndustryCouncil>::new(&self.0).count(&request, &living).await?;
            Ok(usize::try_from(count).unwrap_or(usize::MAX))
        })
    }
}

/// Seats, within the transaction that changes whose they are.
struct Seats;

impl SeatPort for Seats {
    fn hold_parent<'a>(&'a self, tx: &'a mut Tx, council: CouncilId) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let council: Council = tx.lock(council).await.map_err(|error| error.at("councilId"))?;
            council.require_open()
        })
    }

    fn require_open<'a>(&'a self, tx: &'a mut Tx, council: CouncilId) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move { tx.look_up::<Council>(council).await?.require_open() })
    }

    fn members<'a>(
        &'a self,
        tx: &'a mut Tx,
        council: CouncilId,
        id: IndustryCouncilId,
    ) -> BoxFuture<'a, Result<usize>> {
        Box::pin(async move {
            let today = tx.db().clock().today();
            member_organisations(tx, Body { council, industry_council: Some(id) }, today).await
        })
    }

    fn has_met<'a>(&'a self, tx: &'a mut Tx, council: CouncilId) -> BoxFuture<'a, Result<bool>> {
        Box::pin(has_held(tx, Body { council, industry_council: None }))
    }

    fn working_groups<'a>(
        &'a self,
        tx: &'a mut Tx,
        council: CouncilId,
        id: IndustryCouncilId,
    ) -> BoxFuture<'a, Result<usize>> {
        Box::pin(async move {
            tx.lock::<Council>(council).await?;
            Ok(tx.look_through::<Council>(Council::groups_of(id)).await?.len())
        })
    }

    fn vacate<'a>(
        &'a self,
        tx: &'a mut Tx,
        council: CouncilId,
        id: IndustryCouncilId,
        reason: &'a str,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let today = tx.db().clock().today();
            vacate(tx, Body { council, industry_council: Some(id) }, today, reason).await
        })
    }
}
