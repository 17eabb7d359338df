//! Decisions of councils' meetings, on which acts of this domain rest. Implemented in wiring.

use chrono::NaiveDate;
use futures_util::future::BoxFuture;
use kernel::{
    Error, Result, Rule,
    error::{all, both, holds},
    id::{CouncilDecisionId, CouncilId, IndustryCouncilId, NeedId},
};
use store::Tx;

/// Rules of what rests on a decision.
pub mod rules {
    pub use kernel::council::rules::{DECISION_HAS_NO_PARAGRAPH_YET, DECISION_IS_NOT_THE_COUNCILS};

    kernel::rules! {
        /// What a decision says is not said beside it.
        GROUNDS_FOLLOW_FROM_THE_DECISION:
            "Det följer av beslutet. Lämna fältet tomt.",
            "This follows from the decision. Leave the field empty.";
    }
}

/// The input field that names a decision.
pub(crate) const FIELD: &str = "decisionId";

/// What was decided at a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// The council that decided, or the industry council's parent.
    pub council: CouncilId,
    /// The industry council, where it was one.
    pub industry_council: Option<IndustryCouncilId>,
    /// Whether it was adopted, and holds.
    pub is_adopted: bool,
    /// The need that it is to endorse, where it is about that.
    pub endorses: Option<NeedId>,
    /// The day of the meeting.
    pub decided_on: NaiveDate,
    /// Minutes and paragraph, as they are referred to; absent until the meeting is closed.
    pub reference: Option<String>,
}

impl Decided {
    /// Minutes and paragraph, of a decision that may be relied on where it `is_such`, and else breaks `rule`.
    ///
    /// # Errors
    /// `Invalid` naming `decisionId`.
    pub(crate) fn reference(&self, is_such: bool, rule: Rule) -> Result<String> {
        holds(is_such, FIELD, rule)?;
        self.reference.clone().ok_or_else(|| Error::invalid(FIELD, rules::DECISION_HAS_NO_PARAGRAPH_YET))
    }
}

/// Decisions, always within the asking caller's own reach.
pub trait DecisionDirectory: Send + Sync {
    /// What was decided; held, so that it is not rescinded before the transaction ends.
    ///
    /// # Errors
    /// `NotFound` when it does not exist or lies outside the caller's reach.
    fn decision<'a>(&'a self, tx: &'a mut Tx, id: CouncilDecisionId) -> BoxFuture<'a, Result<Decided>>;
}

/// What was decided, where a command names a decision.
///
/// # Errors
/// `Invalid` naming `decisionId` for one that does not exist or lies outside the caller's reach.
pub(crate) async fn named(
    decisions: &dyn DecisionDirectory,
    tx: &mut Tx,
    id: Option<CouncilDecisionId>,
) -> Result<Option<Decided>> {
    match id {
        Some(id) => Ok(Some(decisions.decision(tx, id).await.map_err(|error| error.at(FIELD))?)),
        None => Ok(None),
    }
}

/// Refuses in `field` what the decision says.
///
/// # Errors
/// `Invalid` naming the field.
pub(crate) fn follows(is_empty: bool, field: &str) -> Result<()> {
    holds(is_empty, field, rules::GROUNDS_FOLLOW_FROM_THE_DECISION)
}

/// The day and the reference of what `council` did: as it `decided` at a meeting of its own, or else as they are stated, each
/// under the name of its field.
///
/// # Errors
/// `Invalid` naming the field, for another decision than such a one, and for what is stated beside it.
pub(crate) fn grounds(
    council: CouncilId,
    decided: Option<&Decided>,
    (day_field, day): (&str, Option<NaiveDate>),
    (reference_field, reference): (&str, Option<String>),
) -> Result<(Option<NaiveDate>, Option<String>)> {
    let Some(decided) = decided else { return Ok((day, reference)) };
    let is_its_own = decided.council == council && decided.industry_council.is_none();
    let is_such = is_its_own && decided.is_adopted && decided.endorses.is_none();
    let written = decided.reference(is_such, rules::DECISION_IS_NOT_THE_COUNCILS);
    let beside = all([follows(day.is_none(), day_field), follows(reference.is_none(), reference_field)]);
    let (written, ()) = both(written, beside)?;
    Ok((Some(decided.decided_on), Some(written)))
}

#[cfg(test)]
mod tests {
    use kernel::{Id, SequentialIds};

    use super::*;

    fn decided() -> Decided {
        Decided {
            council: Id::new(&SequentialIds::starting_at(0)),
            industry_council: None,
            is_adopted: true,
            endorses: None,
            decided_on: NaiveDate::from_ymd_opt(2026, 2, 10).expect("a date"),
            reference: Some("§ 7/2026, 2026-02-10".to_owned()),
        }
    }

    fn rule(council: CouncilId, decided: &Decided) -> Option<Rule> {
        match grounds(council, Some(decided), ("adoptedOn", None), ("decisionReference", None)) {
            Ok(_) => None,
            Err(Error::Invalid { rule, .. }) => Some(rule),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn a_council_acts_by_an_adopted_decision_of_its_own() {
        let (own, ids) = (decided(), SequentialIds::starting_at(50));
        assert_eq!(rule(own.council, &own), None);
        assert_eq!(rule(Id::new(&ids), &own), Some(rules::DECISION_IS_NOT_THE_COUNCILS), "another's");
        for other in [
            Decided { industry_council: Some(Id::new(&ids)), ..own.clone() },
            Decided { is_adopted: false, ..own.clone() },
            Decided { endorses: Some(Id::new(&ids)), ..own.clone() },
        ] {
            assert_eq!(rule(own.council, &other), Some(rules::DECISION_IS_NOT_THE_COUNCILS), "{other:?}");
        }
        let in_session = Decided { reference: None, ..own.clone() };
        assert_eq!(rule(own.council, &in_session), Some(rules::DECISION_HAS_NO_PARAGRAPH_YET));
    }

    #[test]
    fn what_the_decision_says_is_not_said_beside_it() {
        let own = decided();
        let (day, reference) = (Some(own.decided_on), Some("§ 7".to_owned()));
        let both = grounds(own.council, Some(&own), ("adoptedOn", day), ("decisionReference", reference.clone()));
        assert!(matches!(&both, Err(Error::SeveralInvalid(faults)) if faults.len() == 2), "{both:?}");
        let stated = grounds(own.council, None, ("adoptedOn", None), ("decisionReference", reference.clone()));
        assert_eq!(stated.expect("stated"), (None, reference));
    }
}
