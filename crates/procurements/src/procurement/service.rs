//! What can be done with procurements.

use std::sync::Arc;

use access::{Action, Anchors, Request};
use chrono::NaiveDate;
use kernel::{
    Id, Result,
    error::{holds, rules as common},
    id::ProcurementId,
};
use store::{Db, Event, RecordReader, Tx};

use super::{
    commands::{
        AcknowledgeDelivery, AwardProcurement, BeginEvaluation, BeginStandstill, CancelProcurement, ChangeProcurement,
        CloseProcurement, NoteAppeal, PlanProcurement, ProcureEffort, PublishProcurement, SettleAppeal,
    },
    entity::Procurement,
    repo::PROCUREMENT_TO_EFFORT,
};
use crate::{
    contract::ContractVersion,
    port::{EffortDirectory, HubDirectory},
    quote::Quote,
    requirement::ProcurementRequirement,
};

/// Upphandlingarna.
#[derive(Clone)]
pub struct Procurements {
    db: Db,
    hubs: Arc<dyn HubDirectory>,
    efforts: Arc<dyn EffortDirectory>,
}

impl Procurements {
    /// Over `db`, asking `hubs` who buys for them and `efforts` whose they are.
    pub fn new(db: &Db, hubs: Arc<dyn HubDirectory>, efforts: Arc<dyn EffortDirectory>) -> Self {
        Self { db: db.clone(), hubs, efforts }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<Procurement> {
        RecordReader::new(&self.db)
    }

    /// Planera upphandling.
    ///
    /// # Errors
    /// `Denied` outside the caller's hub and organisation; `Invalid` naming the field.
    pub async fn plan(&self, request: &Arc<Request>, command: PlanProcurement) -> Result<Procurement> {
        self.db
            .write(request, Action::ManageProcurement, async |tx| {
                let buyer = self.hubs.buyer_for(command.hub).await.map_err(|e| e.at("hubId"))?;
                let (hub, organisation) = (Some(command.hub), Some(buyer.organisation));
                tx.grant().require(&Anchors { hub, organisation, ..Anchors::default() })?;
                let id = Id::new(self.db.ids());
                let (procurement, event) = Procurement::plan(id, buyer, command, self.db.clock().today())?;
                tx.insert(&procurement).await?;
                tx.emit(event);
                Ok(procurement)
            })
            .await
    }

    /// Ändra upphandling, until it is published or awarded.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused`; `Invalid`.
    pub async fn change(&self, request: &Arc<Request>, command: ChangeProcurement) -> Result<Procurement> {
        self.manage(request, command.id, command.expected_version, |one, _| one.change(command)).await
    }

    /// Upphandla insats: it is scheduled only when an award is decided. Where a contract is signed, its supplier gives the effort, if nobody
    /// is named to.
    ///
    /// # Errors
    /// As [`Procurements::change`]; `Invalid` also for an effort that is procured by it already.
    pub async fn procure(&self, request: &Arc<Request>, command: ProcureEffort) -> Result<Procurement> {
        self.db
            .write(request, Action::ManageProcurement, async |tx| {
                let mut procurement = held(tx, command.procurement, command.expected_version).await?;
                let hub = self.efforts.hub_of(request, command.effort).await.map_err(|e| e.at("effortId"))?;
                let event = procurement.procure(hub)?;
                let linked = tx.link(PROCUREMENT_TO_EFFORT, procurement.id, command.effort).await;
                linked.map_err(|e| e.at("effortId"))?;
                tx.update(&mut procurement).await?;
                tx.emit(event);
                let signed: Vec<ContractVersion> = tx.matching(ContractVersion::of_procurement(procurement.id)).await?;
                if let Some(latest) = signed.iter().max_by_key(|version| version.edition) {
                    self.efforts.is_given_by(tx, procurement.id, latest.supplier).await?;
                }
                Ok(procurement)
            })
            .await
    }

    /// Annonsera upphandling.
    ///
    /// # Errors
    /// As [`Procurements::change`].
    pub async fn publish(&self, request: &Arc<Request>, command: PublishProcurement) -> Result<Procurement> {
        self.db
            .write(request, Action::ManageProcurement, async |tx| {
                let mut procurement = held(tx, command.id, command.expected_version).await?;
                let accessible = is_accessible(tx, procurement.id).await?;
                let quotes: Vec<Quote> = tx.matching(Quote::of_procurement(procurement.id)).await?;
                let event = procurement.publish(command, accessible, quotes.len(), self.db.clock().today())?;
                save(tx, procurement, event).await
            })
            .await
    }

    /// Börja utvärdera anbud.
    ///
    /// # Errors
    /// As [`Procurements::change`].
    pub async fn evaluate(&self, request: &Arc<Request>, command: BeginEvaluation) -> Result<Procurement> {
        self.db
            .write(request, Action::ManageProcurement, async |tx| {
                let mut procurement = held(tx, command.id, command.expected_version).await?;
                let quotes: Vec<Quote> = tx.matching(Quote::of_procurement(procurement.id)).await?;
                let event = procurement.evaluate(quotes.len(), self.db.clock().today())?;
                save(tx, procurement, event).await
            })
            .await
    }

    /// Tilldela kontrakt.
    ///
    /// # Errors
    /// As [`Procurements::change`].
    pub async fn award(&self, request: &Arc<Request>, command: AwardProcurement) -> Result<Procurement> {
        self.db
            .write(request, Action::AwardProcurement, async |tx| {
                let mut procurement = held(tx, command.id, command.expected_version).await?;
                let mut quote: Quote = tx.lock(command.quote).await.map_err(|e| e.at("quoteId"))?;
                holds(quote.procurement == procurement.id, "quoteId", common::REFERENCE_IS_UNKNOWN)?;
                let quotes: Vec<Quote> = tx.matching(Quote::of_procurement(procurement.id)).await?;
                let accessible = is_accessible(tx, procurement.id).await?;
                let today = self.db.clock().today();
                let (awarded, accepted) = procurement.award(&mut quote, quotes.len(), accessible, command, today)?;
                tx.update(&mut quote).await?;
                tx.emit(accepted);
                save(tx, procurement, awarded).await
            })
            .await
    }

    /// Underrätta om tilldelningen.
    ///
    /// # Errors
    /// As [`Procurements::change`].
    pub async fn begin_standstill(&self, request: &Arc<Request>, command: BeginStandstill) -> Result<Procurement> {
        self.manage(request, command.id, command.expected_version, |one, today| one.begin_standstill(command, today))
            .await
    }

    /// Notera överprövning.
    ///
    /// # Errors
    /// As [`Procurements::change`].
    pub async fn appeal(&self, request: &Arc<Request>, command: NoteAppeal) -> Result<Procurement> {
        self.manage(request, command.id, command.expected_version, |one, today| one.appeal(command, today)).await
    }

    /// Notera hur överprövning slutade.
    ///
    /// # Errors
    /// As [`Procurements::change`].
    pub async fn settle_appeal(&self, request: &Arc<Request>, command: SettleAppeal) -> Result<Procurement> {
        self.db
            .write(request, Action::ManageProcurement, async |tx| {
                let mut procurement = held(tx, command.id, command.expected_version).await?;
                let mut accepted: Option<Quote> = tx.matching(Quote::accepted_in(procurement.id)).await?.pop();
                let (event, set_aside) = procurement.settle_appeal(command, accepted.as_mut())?;
                if let (Some(quote), Some(set_aside)) = (&mut accepted, set_aside) {
                    tx.update(quote).await?;
                    tx.emit(set_aside);
                }
                save(tx, procurement, event).await
            })
            .await
    }

    /// Godkänn leverans.
    ///
    /// # Errors
    /// As [`Procurements::change`].
    pub async fn deliver(&self, request: &Arc<Request>, command: AcknowledgeDelivery) -> Result<Procurement> {
        self.manage(request, command.id, command.expected_version, |one, today| one.deliver(command, today)).await
    }

    /// Avsluta upphandling.
    ///
    /// # Errors
    /// As [`Procurements::change`].
    pub async fn close(&self, request: &Arc<Request>, command: CloseProcurement) -> Result<Procurement> {
        self.manage(request, command.id, command.expected_version, |one, _| one.close()).await
    }

    /// Avbryt upphandling.
    ///
    /// # Errors
    /// As [`Procurements::change`].
    pub async fn cancel(&self, request: &Arc<Request>, command: CancelProcurement) -> Result<Procurement> {
        self.manage(request, command.id, command.expected_version, |one, _| one.cancel(&command.reason)).await
    }

    async fn manage(
        &self,
        request: &Arc<Request>,
        id: ProcurementId,
        expected: i32,
        decide: impl FnOnce(&mut Procurement, NaiveDate) -> Result<Event>,
    ) -> Result<Procurement> {
        self.db
            .write(request, Action::ManageProcurement, async |tx| {
                let mut procurement = held(tx, id, expected).await?;
                let event = decide(&mut procurement, self.db.clock().today())?;
                save(tx, procurement, event).await
            })
            .await
    }
}

/// The procurement at the version that was seen, and no quote or requirement comes to it meanwhile.
///
/// # Errors
/// `NotFound` outside the reach; `Conflict` for a stale version.
pub(crate) async fn held(tx: &mut Tx, id: ProcurementId, expected: i32) -> Result<Procurement> {
    tx.lock::<Procurement>(id).await?;
    tx.load_at(id, expected).await
}

async fn is_accessible(tx: &mut Tx, procurement: ProcurementId) -> Result<bool> {
    let demanded: Vec<ProcurementRequirement> = tx.matching(ProcurementRequirement::of_access_in(procurement)).await?;
    Ok(!demanded.is_empty())
}

async fn save(tx: &mut Tx, mut procurement: Procurement, event: Event) -> Result<Procurement> {
    tx.update(&mut procurement).await?;
    tx.emit(event);
    Ok(procurement)
}
