//! What charters, seats and meetings belong to: a council, or an industry council under it.

use std::sync::Arc;

use access::Anchors;
use futures_util::future::BoxFuture;
use kernel::{
    Error, Result,
    id::{CouncilId, IndustryCouncilId},
};
use store::Tx;

use crate::council::Council;

/// Rules of what belongs to a council.
pub mod rules {
    kernel::rules! {
        /// An industry council is named together with the council that established it.
        INDUSTRY_COUNCIL_IS_ELSEWHERE:
            "Branschrådet hör inte till det rådet.",
            "The industry council does not belong to that council.";
        /// A dissolved industry council adopts nothing and takes no more seats.
        INDUSTRY_COUNCIL_IS_DISSOLVED: "Branschrådet är upplöst.", "The industry council is dissolved.";
    }
}

/// A council, or an industry council with its parent: authority is the parent's either way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Body {
    /// The council, or the industry council's parent.
    pub council: CouncilId,
    /// The industry council, where it is one.
    pub industry_council: Option<IndustryCouncilId>,
}

impl Body {
    /// Its stored id: what rows of either kind of council are found by, in one column.
    pub fn key(&self) -> String {
        self.industry_council.map_or_else(|| self.council.to_string(), |id| id.to_string())
    }

    /// What a grant must cover.
    pub fn anchors(&self) -> Anchors {
        Anchors { council: Some(self.council), ..Anchors::default() }
    }
}

/// What is public of an industry council.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Branch {
    /// The council that established it.
    pub council: CouncilId,
    /// Whether it is dissolved.
    pub is_dissolved: bool,
}

/// Industry councils, which are another domain's. Implemented in wiring.
pub trait IndustryCouncilDirectory: Send + Sync {
    /// What is public of one.
    ///
    /// # Errors
    /// `NotFound` for an unknown one.
    fn branch(&self, id: IndustryCouncilId) -> BoxFuture<'_, Result<Branch>>;

    /// How many that are not dissolved stand under a council.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    fn living_under(&self, council: CouncilId) -> BoxFuture<'_, Result<usize>>;
}

/// Councils and industry councils, for acts within a transaction.
#[derive(Clone)]
pub struct Bodies {
    industry_councils: Arc<dyn IndustryCouncilDirectory>,
}

impl Bodies {
    /// Over the industry councils that `industry_councils` knows.
    pub fn new(industry_councils: Arc<dyn IndustryCouncilDirectory>) -> Self {
        Self { industry_councils }
    }

    /// How many industry councils that are not dissolved stand under a council.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub(crate) async fn living_under(&self, council: CouncilId) -> Result<usize> {
        self.industry_councils.living_under(council).await
    }

    /// The body that a command names, within the grant's reach and not dissolved. The council's row is held until the
    /// transaction ends, so that what must hold of all its rows can be looked at.
    ///
    /// # Errors
    /// `Denied` outside the reach; `Invalid` naming `councilId` or `industryCouncilId`; `Refused` for a dissolved one.
    pub async fn open(
        &self,
        tx: &mut Tx,
        council: CouncilId,
        industry_council: Option<IndustryCouncilId>,
    ) -> Result<(Body, Council)> {
        let body = Body { council, industry_council };
        tx.grant().require(&body.anchors())?;
        let held: Council = tx.lock(council).await.map_err(|error| error.at("councilId"))?;
        held.require_open()?;
        self.require_living(body).await?;
        Ok((body, held))
    }

    /// Demands that neither council of `body` is dissolved, of whoever acts there for another than the council. The council's row
    /// is held as by [`Bodies::open`].
    ///
    /// # Errors
    /// `Refused` for a dissolved one; `Unavailable`, `Broken`.
    pub(crate) async fn require_open(&self, tx: &mut Tx, body: Body) -> Result<()> {
        tx.look_up_held::<Council>(body.council).await?.require_open()?;
        self.require_living(body).await
    }

    /// The council that an industry council stands under.
    ///
    /// # Errors
    /// `Invalid` naming `industryCouncilId` for an unknown one; `Unavailable`, `Broken`.
    pub(crate) async fn council_over(&self, id: IndustryCouncilId) -> Result<CouncilId> {
        let branch = self.industry_councils.branch(id).await.map_err(|error| error.at("industryCouncilId"))?;
        Ok(branch.council)
    }

    /// Demands that the industry council of `body`, where it is one, belongs to its council and is not dissolved.
    ///
    /// # Errors
    /// `Invalid` naming `industryCouncilId`; `Refused` for a dissolved one; `Unavailable`, `Broken`.
    pub(crate) async fn require_living(&self, body: Body) -> Result<()> {
        let Some(id) = body.industry_council else { return Ok(()) };
        let branch = self.industry_councils.branch(id).await.map_err(|error| error.at("industryCouncilId"))?;
        if branch.council != body.council {
            return Err(Error::invalid("industryCouncilId", rules::INDUSTRY_COUNCIL_IS_ELSEWHERE));
        }
        if branch.is_dissolved {
            return Err(Error::refused(rules::INDUSTRY_COUNCIL_IS_DISSOLVED, String::new()));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use kernel::{Id, SequentialIds};

    use super::*;

    #[test]
    fn a_body_is_found_by_the_one_that_it_is() {
        let ids = SequentialIds::starting_at(0);
        let (council, branch) = (Id::new(&ids), Id::new(&ids));
        assert_eq!(Body { council, industry_council: None }.key(), council.to_string());
        assert_eq!(Body { council, industry_council: Some(branch) }.key(), branch.to_string());
    }
}
