//! By what a council is dissolved, and what becomes of what belongs to it or to an industry council that is.

use chrono::NaiveDate;
use kernel::{Error, Result, council::rules, error::holds, id::CouncilDecisionId};
use store::{Compare, Filter, Tx};

use crate::{
    body::Body,
    council::Council,
    meeting::{self, decision::Basis},
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
/// meanwhile. Without one nothing, as long as `by` has held no meeting, whoever reads its minutes.
///
/// # Errors
/// `Invalid` naming `decisionId`, also for one outside the caller's reach that is not such.
pub async fn ground(tx: &mut Tx, by: Body, decision: Option<CouncilDecisionId>) -> Result<Option<Ground>> {
    let Some(id) = decision else {
        let has_met = meeting::has_held(tx, by).await?;
        return holds(!has_met, FIELD, rules::DISSOLUTION_RESTS_ON_A_DECISION).map(|()| None);
    };
    let basis = Basis::of(tx, id, by).await.map_err(|error| error.at(FIELD))?;
    holds(basis.is_of(by), FIELD, rules::DECISION_IS_NOT_THE_COUNCILS)?;
    let no_paragraph = || Error::invalid(FIELD, rules::DECISION_HAS_NO_PARAGRAPH_YET);
    Ok(Some(Ground { decision: id, reference: basis.reference().ok_or_else(no_paragraph)? }))
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
