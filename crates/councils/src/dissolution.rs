//! What becomes of what belongs to a council or industry council that is dissolved.

use chrono::NaiveDate;
use kernel::Result;
use store::{Compare, Filter, Tx};

use crate::{
    body::Body,
    council::Council,
    meeting,
    membership::{Membership, MembershipColumn, MembershipStatus},
    representative,
    seat::{CouncilSeat, CouncilSeatColumn},
};

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
