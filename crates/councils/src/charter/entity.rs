//! What a charter is. A version is never changed but for its last day, which the next version sets.

use chrono::NaiveDate;
use kernel::{
    Command, Error, Period, Result, command,
    command::{Bound, UNTIL_TODAY, line, number, text},
    error::{all, both, holds},
    id::{CouncilCharterId, CouncilId, IndustryCouncilId},
    text_enum,
};
use store::Event;

use crate::body::Body;

/// Rules of charters.
pub mod rules {
    pub use kernel::error::rules::DATE_IS_IN_THE_FUTURE;

    kernel::rules! {
        /// A version begins after every version before it; detail: the latest one's days.
        CHARTERS_OVERLAP:
            "En ny version börjar efter den senaste, som gäller:",
            "A new version begins after the latest one, which is in force:";
        /// A quorum is a share of the seats or a number of them.
        QUORUM_IS_ONE_OF_TWO:
            "Ange antingen en andel eller ett antal för beslutsförhet.",
            "State the quorum either as a share or as a number.";
        /// Only a majority can be even, so only there the chair decides.
        CASTING_VOTE_NEEDS_A_MAJORITY:
            "Utslagsröst hör till majoritetsbeslut.",
            "A casting vote belongs to decisions by majority.";
        /// A version is decided before it is in force, or the same day.
        CHARTER_IS_DECIDED_BEFORE_IT_IS_IN_FORCE:
            "Arbetsordningen beslutas senast den dag den börjar gälla.",
            "The charter is decided no later than the day it comes into force.";
    }
}

text_enum! {
    pub enum DecisionRule ("Beslutsregel.", "Decision rule.") {
        Consensus = "CONSENSUS" ("Konsensus", "Consensus", ("ingen röstande säger emot", "nobody with a vote objects")),
        Majority = "MAJORITY" ("Majoritet", "Majority", ("fler för än emot", "more for than against")),
    }
}

/// How many seats with a vote must be filled at a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quorum {
    /// At least so many per cent of the ordinary seats that are held.
    Percent(i32),
    /// At least so many.
    Seats(i32),
}

impl Quorum {
    /// The number that must be there, of `held` ordinary seats that are held. Nobody is never enough.
    pub fn of(self, held: usize) -> usize {
        let least = match self {
            Self::Percent(percent) => (held * usize::try_from(percent).unwrap_or(0)).div_ceil(100),
            Self::Seats(seats) => usize::try_from(seats).unwrap_or(usize::MAX),
        };
        least.max(1)
    }
}

/// Arbetsordning: one version.
#[derive(Clone, Debug)]
pub struct CouncilCharter {
    /// Id.
    pub id: CouncilCharterId,
    /// Version.
    pub version: i32,
    /// The council, or the industry council's parent.
    pub council: CouncilId,
    /// The industry council, where it is one's.
    pub industry_council: Option<IndustryCouncilId>,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day; absent while it is the latest.
    pub valid_to: Option<NaiveDate>,
    /// Decided on.
    pub decided_on: NaiveDate,
    /// Reference to the decision, at most 200 characters.
    pub decision_reference: Option<String>,
    /// What the council is to do, at most 1,000 characters.
    pub task: Option<String>,
    /// Quorum as a share of the ordinary seats that are held, per cent; this or the next.
    pub quorum_percent: Option<i32>,
    /// Quorum as a number of seats.
    pub quorum_seats: Option<i32>,
    /// How a decision comes about.
    pub decision_rule: DecisionRule,
    /// Whole days between the convening and the meeting, at least.
    pub notice_days: i32,
    /// Whether the chair decides where as many are for as against.
    pub casting_vote: bool,
}

const PERCENT: Bound<i32> = number(1, 100);
const SEATS: Bound<i32> = number(1, 500);
const NOTICE: Bound<i32> = number(0, 90);

command! {
    pub struct AdoptCharter as "AdoptCharterInput" ("Anta arbetsordning.", "Adopt a charter.") {
        council: CouncilId as "councilId" ("Råd: det vars arbetsordning det är, eller branschrådets överordnade.", "Council: the one whose charter it is, or the industry council's parent."),
        industry_council: Option<IndustryCouncilId> as "industryCouncilId"
            ("Branschråd: där det är dess arbetsordning.", "Industry council: where the charter is its."),
        valid_from: NaiveDate as "validFrom"
            ("Gäller från och med; den föregående slutar dagen före.", "In force from; the one before ends the day before."),
        decided_on: NaiveDate as "decidedOn" [UNTIL_TODAY] ("Beslutad den.", "Decided on."),
        decision_reference: Option<String> as "decisionReference" [line(200)] ("Beslutsreferens.", "Decision reference."),
        task: Option<String> as "task" [text(1000)]
            ("Uppdrag: vad rådet ska göra.", "Task: what the council is to do."),
        quorum_percent: Option<i32> as "quorumPercent" [PERCENT]
            ("Beslutsför vid minst så stor andel av de ordinarie platser som innehas, i procent; andel eller antal anges.",
             "Quorate at no less than this share of the ordinary seats that are held, in per cent; a share or a number is stated."),
        quorum_seats: Option<i32> as "quorumSeats" [SEATS]
            ("Beslutsför vid minst så många platser.", "Quorate at no fewer seats than this."),
        decision_rule: DecisionRule as "decisionRule" ("Beslutsregel.", "Decision rule."),
        notice_days: i32 as "noticeDays" = "7" [NOTICE]
            ("Kallelsetid, i dagar före mötet.", "Notice, in days before the meeting."),
        casting_vote: bool as "castingVote" = "false"
            ("Ordföranden har utslagsröst vid lika röstetal.", "The chair has the casting vote when votes are even."),
    }
}

impl CouncilCharter {
    /// A new version for `body`, after the `earlier` ones, and the one that it follows with its last day.
    ///
    /// # Errors
    /// `Refused` when it does not begin after all of them; `Invalid` naming the field.
    pub fn adopt(
        id: CouncilCharterId,
        body: Body,
        command: AdoptCharter,
        earlier: &[Self],
        today: NaiveDate,
    ) -> Result<(Self, Option<Self>, Event)> {
        let command = command.checked()?;
        let is_by_majority = command.decision_rule == DecisionRule::Majority;
        let one_quorum = command.quorum_percent.is_some() != command.quorum_seats.is_some();
        let days = all([
            holds(command.decided_on <= today, "decidedOn", rules::DATE_IS_IN_THE_FUTURE),
            holds(
                command.decided_on <= command.valid_from,
                "validFrom",
                rules::CHARTER_IS_DECIDED_BEFORE_IT_IS_IN_FORCE,
            ),
        ]);
        let votes = all([
            holds(one_quorum, "quorumPercent", rules::QUORUM_IS_ONE_OF_TWO),
            holds(is_by_majority || !command.casting_vote, "castingVote", rules::CASTING_VOTE_NEEDS_A_MAJORITY),
        ]);
        both(days, votes)?;
        let latest = earlier.iter().max_by_key(|charter| charter.valid_from);
        let before = match latest {
            Some(latest) if command.valid_from <= latest.valid_from => {
                return Err(Error::refused(rules::CHARTERS_OVERLAP, latest.period().to_string()));
            }
            Some(latest) => Some(Self { valid_to: command.valid_from.pred_opt(), ..latest.clone() }),
            None => None,
        };
        let charter = Self {
            id,
            version: 1,
            council: body.council,
            industry_council: body.industry_council,
            valid_from: command.valid_from,
            valid_to: None,
            decided_on: command.decided_on,
            decision_reference: command.decision_reference,
            task: command.task,
            quorum_percent: command.quorum_percent,
            quorum_seats: command.quorum_seats,
            decision_rule: command.decision_rule,
            notice_days: command.notice_days,
            casting_vote: command.casting_vote,
        };
        Ok((charter, before, Event::new("CharterAdopted", id.public())))
    }

    /// Whose it is.
    pub fn body(&self) -> Body {
        Body { council: self.council, industry_council: self.industry_council }
    }

    /// The days it is in force.
    pub fn period(&self) -> Period {
        Period { from: self.valid_from, to: self.valid_to }
    }

    /// How many must be there.
    pub fn quorum(&self) -> Quorum {
        match (self.quorum_seats, self.quorum_percent) {
            (Some(seats), _) => Quorum::Seats(seats),
            (None, percent) => Quorum::Percent(percent.unwrap_or(100)),
        }
    }
}

#[cfg(test)]
mod tests {
    use kernel::{Id, SequentialIds};

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn adopt(
        earlier: &[CouncilCharter],
        from: &str,
        change: impl FnOnce(&mut AdoptCharter),
    ) -> Result<(CouncilCharter, Option<CouncilCharter>)> {
        let ids = SequentialIds::starting_at(0);
        let body = Body { council: Id::new(&ids), industry_council: None };
        let mut command = AdoptCharter {
            council: body.council,
            industry_council: None,
            valid_from: day(from),
            decided_on: day("2018-03-01"),
            decision_reference: Some("§ 12".to_owned()),
            task: Some("Att inrätta branschråd".to_owned()),
            quorum_percent: Some(51),
            quorum_seats: None,
            decision_rule: DecisionRule::Majority,
            notice_days: 7,
            casting_vote: true,
        };
        change(&mut command);
        CouncilCharter::adopt(Id::new(&ids), body, command, earlier, day("2020-08-01"))
            .map(|(charter, before, _)| (charter, before))
    }

    fn rules_of(error: Error) -> Vec<kernel::Rule> {
        match error {
            Error::Refused { rule, .. } | Error::Invalid { rule, .. } => vec![rule],
            Error::SeveralInvalid(faults) => faults.into_iter().map(|fault| fault.rule).collect(),
            other => panic!("{other}"),
        }
    }

    #[test]
    fn the_version_before_ends_the_day_before_the_new_one_begins() {
        let (first, none) = adopt(&[], "2018-03-01", |_| {}).expect("the first");
        assert!(none.is_none());
        let (second, before) = adopt(&[first], "2020-01-01", |_| {}).expect("the second");
        let before = before.expect("the first with its last day");
        assert_eq!(before.valid_to, Some(day("2019-12-31")));
        let versions = [second, before];
        let on = |text| versions.iter().find(|one| one.period().contains(day(text))).map(|one| one.valid_from);
        assert_eq!(on("2019-12-31"), Some(day("2018-03-01")));
        assert_eq!(on("2020-01-01"), Some(day("2020-01-01")));
        assert_eq!(on("2018-02-28"), None);
    }

    #[test]
    fn no_version_begins_before_the_latest() {
        let (first, _) = adopt(&[], "2018-03-01", |_| {}).expect("the first");
        let refused = adopt(&[first], "2018-03-01", |_| {}).expect_err("the same day");
        assert_eq!(rules_of(refused), [rules::CHARTERS_OVERLAP]);
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once() {
        let refused = adopt(&[], "2018-02-28", |command| {
            command.quorum_seats = Some(5);
            command.decision_rule = DecisionRule::Consensus;
        });
        assert_eq!(
            rules_of(refused.expect_err("three faults")),
            [
                rules::CHARTER_IS_DECIDED_BEFORE_IT_IS_IN_FORCE,
                rules::QUORUM_IS_ONE_OF_TWO,
                rules::CASTING_VOTE_NEEDS_A_MAJORITY,
            ]
        );
    }

    #[test]
    fn a_share_is_rounded_up_and_nobody_is_never_enough() {
        assert_eq!(Quorum::Percent(51).of(14), 8);
        assert_eq!(Quorum::Percent(50).of(14), 7);
        assert_eq!(Quorum::Percent(51).of(0), 1);
        assert_eq!(Quorum::Seats(5).of(14), 5);
    }
}
