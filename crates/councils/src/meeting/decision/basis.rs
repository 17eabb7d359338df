//! A decision that something else rests on.

use chrono::NaiveDate;
use kernel::{Error, Result, id::CouncilDecisionId};
use store::Tx;

use super::entity::CouncilDecision;
use crate::{
    body::Body,
    meeting::{
        agenda::AgendaItem,
        entity::{CouncilMeeting, CouncilMeetingStatus},
    },
};

/// A decision with the meeting that it was made at and the item that it is on. It is held, so that it is not rescinded before the
/// transaction ends.
#[derive(Clone, Debug)]
pub struct Basis {
    /// The decision.
    pub decision: CouncilDecision,
    meeting: CouncilMeeting,
    item: AgendaItem,
}

impl Basis {
    /// A decision within the caller's reach.
    ///
    /// # Errors
    /// `NotFound` for one that does not exist or lies outside the caller's reach.
    pub async fn within_reach(tx: &mut Tx, id: CouncilDecisionId) -> Result<Self> {
        let decision: CouncilDecision = tx.look_up_held(id).await?;
        let meeting: CouncilMeeting = tx.look_up(decision.meeting).await?;
        let item: AgendaItem = tx.look_up(decision.item).await?;
        Ok(Self { decision, meeting, item })
    }

    /// A decision that an act rests on which `by` decides: within the caller's reach, or an adopted one of `by` itself on something
    /// else than a need, of a meeting that is over, whoever reads its minutes.
    ///
    /// # Errors
    /// `NotFound` for any other outside the caller's reach, as for one that does not exist.
    pub async fn of(tx: &mut Tx, id: CouncilDecisionId, by: Body) -> Result<Self> {
        match Self::within_reach(tx, id).await {
            Err(Error::NotFound) => {}
            found => return found,
        }
        let decision: CouncilDecision = tx.look_beyond_held(id).await?;
        let meeting: CouncilMeeting = tx.look_beyond(decision.meeting).await?;
        let item: AgendaItem = tx.look_beyond(decision.item).await?;
        let beyond = Self { decision, meeting, item };
        if beyond.is_of(by) && beyond.is_over() { Ok(beyond) } else { Err(Error::NotFound) }
    }

    /// Whether it is an adopted decision of `by` itself, on something else than a need.
    pub fn is_of(&self, by: Body) -> bool {
        self.decision.status.is_adopted() && self.decision.endorses.is_none() && self.meeting.body() == by
    }

    /// Whether its meeting is closed, so that the decision has its paragraph.
    pub fn is_over(&self) -> bool {
        use CouncilMeetingStatus as S;
        matches!(self.meeting.status, S::Held | S::MinutesDraft | S::MinutesApproved) && self.reference().is_some()
    }

    /// The day that it was decided.
    pub fn decided_on(&self) -> NaiveDate {
        self.decision.decided_on.unwrap_or_else(|| self.meeting.meets_on())
    }

    /// Minutes and paragraph; absent until the meeting is closed.
    pub fn reference(&self) -> Option<String> {
        let (paragraph, year) = self.item.paragraph.zip(self.item.paragraph_year)?;
        Some(format!("§ {paragraph}/{year}, {}", self.decided_on()))
    }
}
