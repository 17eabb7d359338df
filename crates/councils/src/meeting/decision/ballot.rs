//! What follows from votes by the rule of the charter.

use kernel::{
    Error, Result,
    error::{Detail, holds},
};

use super::entity::{DecisionVerb, rules};
use crate::{
    charter::{CouncilCharter, DecisionRule, Quorum},
    meeting::vote::VoteChoice,
};

/// The votes on a proposal, and the rule that they are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ballot {
    /// Mandates that take part.
    pub entitled: usize,
    /// How many must.
    pub quorum: usize,
    /// Votes for.
    pub votes_for: usize,
    /// Votes against.
    pub against: usize,
    /// How a decision comes about.
    pub rule: DecisionRule,
    /// Whether the chair decides where votes are even.
    pub casting_vote: bool,
}

impl Ballot {
    /// Of the `votes` cast, where so many are `entitled` of the ordinary seats that are `held`. Without a charter more than half of
    /// the seats are a quorum, and the majority decides.
    pub fn of(charter: Option<&CouncilCharter>, entitled: usize, held: usize, votes: &[VoteChoice]) -> Self {
        let count = |choice| votes.iter().filter(|vote| **vote == choice).count();
        Self {
            entitled,
            quorum: charter.map_or_else(|| Quorum::Percent(50).of(held + 1), |charter| charter.quorum().of(held)),
            votes_for: count(VoteChoice::For),
            against: count(VoteChoice::Against),
            rule: charter.map_or(DecisionRule::Majority, |charter| charter.decision_rule),
            casting_vote: charter.is_some_and(|charter| charter.casting_vote),
        }
    }

    /// Whether the proposal is adopted or rejected; `casting` is what the chair decides where votes are even.
    ///
    /// # Errors
    /// `Refused` without a quorum or without votes; `Invalid` for a casting vote that is missing or has no place.
    pub fn outcome(&self, casting: Option<VoteChoice>) -> Result<DecisionVerb> {
        if self.entitled < self.quorum {
            let told = Detail {
                sv: format!("{} av minst {}", self.entitled, self.quorum),
                en: format!("{} of at least {}", self.entitled, self.quorum),
            };
            return Err(Error::refused(rules::QUORUM_IS_NOT_MET, told));
        }
        if self.votes_for + self.against == 0 {
            return Err(Error::refused(rules::NOBODY_HAS_VOTED, String::new()));
        }
        let is_even = self.votes_for == self.against;
        let by_chair = is_even && self.rule == DecisionRule::Majority && self.casting_vote;
        holds(by_chair || casting.is_none(), "castingVote", rules::CASTING_VOTE_HAS_NO_PLACE)?;
        let adopted = match (self.rule, casting) {
            (DecisionRule::Consensus, _) => self.against == 0,
            (DecisionRule::Majority, _) if !by_chair => self.votes_for > self.against,
            (DecisionRule::Majority, Some(VoteChoice::For)) => true,
            (DecisionRule::Majority, Some(VoteChoice::Against)) => false,
            (DecisionRule::Majority, _) => return Err(Error::invalid("castingVote", rules::CASTING_VOTE_IS_MISSING)),
        };
        Ok(if adopted { DecisionVerb::Adopt } else { DecisionVerb::Reject })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FOR: VoteChoice = VoteChoice::For;
    const AGAINST: VoteChoice = VoteChoice::Against;

    fn ballot(votes_for: usize, against: usize) -> Ballot {
        Ballot { entitled: 4, quorum: 4, votes_for, against, rule: DecisionRule::Majority, casting_vote: false }
    }

    fn rule(result: Result<DecisionVerb>) -> kernel::Rule {
        match result.expect_err("refused") {
            Error::Refused { rule, .. } | Error::Invalid { rule, .. } => rule,
            other => panic!("{other}"),
        }
    }

    #[test]
    fn more_than_half_is_a_quorum_where_no_charter_says_otherwise() {
        for (held, quorum) in [(1, 1), (2, 2), (3, 2), (14, 8)] {
            assert_eq!(Ballot::of(None, 0, held, &[]).quorum, quorum, "{held}");
        }
    }

    #[test]
    fn nothing_is_decided_without_a_quorum_or_without_votes() {
        let few = Ballot { entitled: 3, ..ballot(3, 0) };
        assert_eq!(rule(few.outcome(None)), rules::QUORUM_IS_NOT_MET);
        assert_eq!(rule(ballot(0, 0).outcome(None)), rules::NOBODY_HAS_VOTED);
    }

    #[test]
    fn the_majority_of_those_who_vote_decides() {
        let votes = [FOR, FOR, AGAINST, VoteChoice::Abstained];
        let counted = Ballot::of(None, 4, 4, &votes);
        assert_eq!((counted.votes_for, counted.against), (2, 1));
        assert_eq!(counted.outcome(None).expect("decided"), DecisionVerb::Adopt);
        assert_eq!(ballot(1, 2).outcome(None).expect("decided"), DecisionVerb::Reject);
        assert_eq!(ballot(2, 2).outcome(None).expect("decided"), DecisionVerb::Reject);
    }

    #[test]
    fn consensus_is_that_nobody_objects() {
        let all = Ballot { rule: DecisionRule::Consensus, ..ballot(3, 0) };
        assert_eq!(all.outcome(None).expect("decided"), DecisionVerb::Adopt);
        let one = Ballot { against: 1, ..all };
        assert_eq!(one.outcome(None).expect("decided"), DecisionVerb::Reject);
    }

    #[test]
    fn the_chair_decides_where_votes_are_even_and_nowhere_else() {
        let even = Ballot { casting_vote: true, ..ballot(2, 2) };
        assert_eq!(even.outcome(Some(FOR)).expect("decided"), DecisionVerb::Adopt);
        assert_eq!(even.outcome(Some(AGAINST)).expect("decided"), DecisionVerb::Reject);
        for casting in [None, Some(VoteChoice::Abstained)] {
            assert_eq!(rule(even.outcome(casting)), rules::CASTING_VOTE_IS_MISSING);
        }
        let odd = Ballot { casting_vote: true, ..ballot(3, 1) };
        for without in [odd, ballot(2, 2)] {
            assert_eq!(rule(without.outcome(Some(FOR))), rules::CASTING_VOTE_HAS_NO_PLACE);
        }
    }
}
