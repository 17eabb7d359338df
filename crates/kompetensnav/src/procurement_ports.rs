//! How procurements meet hubs and efforts: who buys for a hub, whose an effort is, and whether an effort waits for an award.

use std::sync::Arc;

use access::{Actor, Grant, Request};
use competence_hub::Hub;
use councils::Organisation;
use efforts::{Award, Effort, SourcingDirectory, effort::give_provider};
use futures_util::future::BoxFuture;
use kernel::{
    Result,
    id::{EffortId, HubId, OrganisationId, ProcurementId},
};
use procurements::{
    Buyer, ContractVersions, EffortDirectory, HubDirectory, Procurement, Procurements,
    procurement::{EFFORT_TO_PROCUREMENT, PROCUREMENT_TO_EFFORT, ProcurementStatus},
};
use store::{Db, Family, Query, RecordReader, Tx};

/// Most procurements that one effort is looked for in.
const MOST: u32 = 100;

/// The procurements, with what they ask of others.
pub(crate) fn services(db: &Db) -> Procurements {
    Procurements::new(db, Arc::new(Hubs(db.clone())), Arc::new(Efforts(db.clone())))
}

/// Their contracts, with what these do to efforts.
pub(crate) fn contracts(db: &Db) -> ContractVersions {
    ContractVersions::new(db, Arc::new(Efforts(db.clone())))
}

/// Hubs are public: asked as the public, so that the port widens nobody's reach.
struct Hubs(Db);

impl HubDirectory for Hubs {
    fn buyer_for(&self, hub: HubId) -> BoxFuture<'_, Result<Buyer>> {
        Box::pin(async move {
            let request = Arc::new(Request::new(Actor::public(), "port"));
            let hub = RecordReader::<Hub>::new(&self.0).one(&request, hub).await?;
            Ok(Buyer { organisation: hub.operator, council: hub.council })
        })
    }
}

/// Efforts, asked within the caller's reach; who signs a contract need not reach those that it is of.
struct Efforts(Db);

impl EffortDirectory for Efforts {
    fn hub_of<'a>(&'a self, request: &'a Arc<Request>, effort: EffortId) -> BoxFuture<'a, Result<HubId>> {
        Box::pin(async move { Ok(RecordReader::<Effort>::new(&self.0).one(request, effort).await?.hub) })
    }

    fn is_given_by<'a>(
        &'a self,
        tx: &'a mut Tx,
        procurement: ProcurementId,
        supplier: OrganisationId,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let efforts: Vec<EffortId> = tx.linked_beyond(PROCUREMENT_TO_EFFORT, procurement).await?;
            if !efforts.is_empty() {
                // The provider before the occasions, as everyone who adds a session does.
                tx.look_beyond_in_turn::<Organisation>(supplier).await?;
            }
            for effort in efforts {
                give_provider(tx, effort, supplier).await?;
            }
            Ok(())
        })
    }
}

/// Procurements, for efforts: a hub procures its own, and reaches them.
pub(crate) struct Sourcing(pub(crate) Db);

impl SourcingDirectory for Sourcing {
    fn award<'a>(&'a self, grant: &'a Grant, effort: EffortId) -> BoxFuture<'a, Result<Award>> {
        Box::pin(async move {
            let (way, query) = (Family::Via(EFFORT_TO_PROCUREMENT), Query::first(MOST));
            let found = self.0.children::<Procurement>(grant, way, &[effort.as_str()], &query).await?;
            let found = found.into_values().flat_map(|page| page.rows);
            let open: Vec<Procurement> = found.filter(|one| one.status != ProcurementStatus::Cancelled).collect();
            let is_appealed = |one: &Procurement| one.status == ProcurementStatus::Appealed;
            let mut appealed = open.iter().filter(|one| is_appealed(one));
            let appealed = appealed.find_map(|one| Some((one.id, one.appealed_on?)));
            Ok(match open.as_slice() {
                [] => Award::NotProcured,
                open if open.iter().any(|one| one.is_awarded() && !is_appealed(one)) => Award::Decided,
                _ => appealed.map_or(Award::Awaited, |(procurement, on)| Award::Appealed { procurement, on }),
            })
        })
    }
}
