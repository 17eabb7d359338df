//! By what a council is dissolved, and what becomes of what belongs to it or to an industry council that is.

use chrono::NaiveDate;
use kernel::{Error, Result, council::rules, error::holds, id::CouncilDecisionId};
use store::{Compare, Filter, Tx};

use crate::{
    body::Body,
    council::Council,
    meeting::{
        self, CouncilMeeting,
        agenda::AgendaItem,
        decision::{CouncilDecision, CouncilDecisionStatus},
    },
    membership::{Membership, MembershipColumn, MembershipStatus},
    representative,
    seat::{CouncilSeat, CouncilSeatColumn},
};

/// The input field that names a decision.
const FIELD: &str = "decisionId";

/// The decision that dissolves a council.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ground {
    /// The decision.
    pub decision: CouncilDecisionId,
    /// Minutes and paragraph.
    pub reference: String,
}

/// What `by` decided, where a decision is named: an adopted one of its own, with a paragraph. It is held, so that it is not rescinded
/// meanwhile. Without one nothing, as long as the caller knows of no meeting that `by` has held.
///
/// # Errors
/// `Invalid` naming `decisionId`, also for one outside the caller's reach.
pub async fn ground(tx: &mut Tx, by: Body, decision: Option<CouncilDecisionId>) -> Result<Option<Ground>> {
    use CouncilDecisionStatus as S;
    let Some(id) = decision else {
        let has_met = meeting::has_held(tx, by).await?;
        return holds(!has_met, FIELD, rules::DISSOLUTION_RESTS_ON_A_DECISION).map(|()| None);
    };
    let decision: CouncilDecision = tx.look_up_held(id).await.map_err(|error| error.at(FIELD))?;
    let meeting: CouncilMeeting = tx.look_up(decision.meeting).await?;
    let item: AgendaItem = tx.look_up(decision.item).await?;
    let is_adopted = matches!(decision.status, S::Adopted | S::Executed) && decision.endorses.is_none();
    holds(is_adopted && meeting.body() == by, FIELD, rules::DECISION_IS_NOT_THE_COUNCILS)?;
    let Some((paragraph, year)) = item.paragraph.zip(item.paragraph_year) else {
        return Err(Error::invalid(FIELD, rules::DECISION_HAS_NO_PARAGRAPH_YET));
    };
    let day = decision.decided_on.unwrap_or_else(|| meeting.meets_on());
    Ok(Some(Ground { decision: id, reference: format!("§ {paragraph}/{year}, {day}") }))
}

/// Empties a body that is dissolved: who is invited or has accepted is so no longer, mandates end, seats are closed, and meetings
/// that have not been opened are cancelled, for the same reason.
///
/// # Errors
/// `Unavailable`, `Broken`.
pub async fn vacate(tx: &mut Tx, body: Body, today: NaiveDate, reason: &str) -> Result<()> {
    use MembershipStatus as S;
    // Held, so that nobody is invited, no mandate begins and no meeting is opened meanwhile.
    tx.lock::<Council>(body.council).await?;
    let living = [S::Invited, S::Accepted, S::Active, S::OnLeave].map(|status| status.as_str().into());
    let living = Filter::Is(MembershipColumn::Status, Compare::In(living.to_vec()));
    let mut left = Vec::new();
    for mandate in tx.matching::<Membership>(Membership::of(body).and(living)).await? {
        // Held, so that nobody is named to sit there meanwhile.
        let mut mandate: Membership = tx.lock(mandate.id).await?;
        let event = match mandate.status {
            S::Invited | S::Accepted => mandate.decline(Some(reason))?,
            S::Active | S::OnLeave => mandate.end_mandate(today.max(mandate.mandate_from), None, reason)?,
            S::Ended | S::Declined => continue,
        };
        tx.update(&mut mandate).await?;
        tx.emit(event);
        left.push(mandate);
    }
    representative::end_with(tx, &left).await?;
    let open = Filter::Is(CouncilSeatColumn::BodyId, Compare::Eq(body.key().into()))
        .and(Filter::Is(CouncilSeatColumn::ClosedOn, Compare::Absent(true)));
    for mut seat in tx.matching::<CouncilSeat>(open).await? {
        let event = seat.close_with_body(today);
        tx.update(&mut seat).await?;
        tx.emit(event);
    }
    meeting::cancel_to_come(tx, body, reason).await
}
