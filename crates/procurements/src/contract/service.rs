//! What can be done with contracts.

use std::sync::Arc;

use access::{Action, Request};
use kernel::{Error, Id, Result};
use store::Db;

use super::entity::{AmendContract, ContractVersion, SignContract, rules};
use crate::{port::EffortDirectory, procurement::held, quote::Quote};

/// Avtalen.
#[derive(Clone)]
pub struct ContractVersions {
    db: Db,
    efforts: Arc<dyn EffortDirectory>,
}

impl ContractVersions {
    /// Over `db`, telling `efforts` who gives what is procured.
    pub fn new(db: &Db, efforts: Arc<dyn EffortDirectory>) -> Self {
        Self { db: db.clone(), efforts }
    }

    /// Slut avtal: the supplier gives the efforts that are procured, where nobody is named to.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused`; `Invalid`.
    pub async fn sign(&self, request: &Arc<Request>, command: SignContract) -> Result<ContractVersion> {
        self.db
            .write(request, Action::AwardProcurement, async |tx| {
                let mut procurement = held(tx, command.procurement, command.expected_version).await?;
                let Some(accepted): Option<Quote> = tx.matching(Quote::accepted_in(procurement.id)).await?.pop() else {
                    // Nothing is accepted before the award: the step says which are possible.
                    procurement.contract(self.db.clock().today(), self.db.clock().today())?;
                    return Err(Error::broken("a procurement is awarded without a quote"));
                };
                let (id, today) = (Id::new(self.db.ids()), self.db.clock().today());
                let (version, contracted, signed) =
                    ContractVersion::sign(id, &mut procurement, &accepted, command, today)?;
                tx.insert(&version).await?;
                tx.update(&mut procurement).await?;
                tx.emit(contracted);
                tx.emit(signed);
                self.efforts.is_given_by(tx, version.procurement, version.supplier).await?;
                Ok(version)
            })
            .await
    }

    /// Ändra avtal, until delivery is acknowledged.
    ///
    /// # Errors
    /// As [`ContractVersions::sign`].
    pub async fn amend(&self, request: &Arc<Request>, command: AmendContract) -> Result<ContractVersion> {
        self.db
            .write(request, Action::AwardProcurement, async |tx| {
                let mut procurement = held(tx, command.procurement, command.expected_version).await?;
                let versions: Vec<ContractVersion> =
                    tx.matching(ContractVersion::of_procurement(procurement.id)).await?;
                let latest = versions.into_iter().max_by_key(|version| version.edition);
                let latest = latest
                    .ok_or_else(|| Error::refused(rules::CONTRACT_IS_NOT_IN_FORCE, procurement.status.label()))?;
                let (id, today) = (Id::new(self.db.ids()), self.db.clock().today());
                let (version, changed, amended) = latest.amend(id, &procurement, command, today)?;
                tx.insert(&version).await?;
                tx.update(&mut procurement).await?;
                tx.emit(changed);
                tx.emit(amended);
                Ok(version)
            })
            .await
    }
}
