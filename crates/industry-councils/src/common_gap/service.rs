//! What can be done with common gaps.

use std::sync::Arc;

use access::{Action, Request};
use kernel::{Command, Error, Result};
use store::Db;

use super::{
    entity::{ReportCommonGap, rules},
    port::CommonGapDirectory,
};
use crate::need::{Need, Needs};

/// Gemensamma gap som anmäls.
#[derive(Clone)]
pub struct CommonGapReports {
    db: Db,
    needs: Needs,
    gaps: Arc<dyn CommonGapDirectory>,
}

impl CommonGapReports {
    /// Over `db`, asking `gaps` what is common.
    pub fn new(db: &Db, needs: Needs, gaps: Arc<dyn CommonGapDirectory>) -> Self {
        Self { db: db.clone(), needs, gaps }
    }

    /// Anmäl gemensamt gap: as a need of the industry council, where it is common still.
    ///
    /// # Errors
    /// `Denied` outside the caller's council, and for who is told of no gaps there; `Invalid` naming the field; `Refused` for a gap
    /// that is not common.
    pub async fn report(&self, request: &Arc<Request>, command: ReportCommonGap) -> Result<Need> {
        self.db
            .write(request, Action::ReportNeed, async |tx| {
                let command = command.checked()?;
                if !self.gaps.is_common(request, &command.gap()).await? {
                    return Err(Error::refused(rules::GAP_IS_NOT_COMMON, ""));
                }
                self.needs.report_in(tx, command.need()).await
            })
            .await
    }
}
