//! What a charter is. A version is never changed but for its last day, which the next version sets: before its first, where the
//! next one begins earlier and it was not in force yet.

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
        /// A version begins after every version that is or has been in force, and on another day than any; detail: that one's days.
        CHARTERS_OVERLAP:
            "En ny version börjar efter den senaste, som gäller:",
            "A new version begins after the latest one, which is in force:";
        /// The rules are not changed during a meeting; detail: the meeting's day.
        MEETING_GOES_ON:
            "Ett möte pågår och följer den arbetsordning som gäller. Börja efter det, eller avsluta det först:",
            "A meeting is in session under the charter in force. Begin after it, or close it first:";
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
    /// Whether approved minutes of meetings of its days are everyone's: of a public body, or one that has decided so.
    pub publishes_minutes: bool,
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
        publishes_minutes: Option<bool> as "publishesMinutes"
            ("Justerade protokoll är offentliga: för ett offentligt organ, eller ett råd som har beslutat det. Som i den föregående när den saknas, och annars inte.",
             "Approved minutes are public: of a public body, or a council that has decided so. As in the one before when absent, and otherwise not."),
    }
}

impl CouncilCharter {
    /// A new version for `body`, after the `earlier` ones, and those of them that it gives another last day: the one that it
    /// follows, and those that were to come into force later and never do.
    ///
    /// # Errors
    /// `Refused` when it does not begin after all that are or have been in force; `Invalid` naming the field.
    pub fn adopt(
        id: CouncilCharterId,
        body: Body,
        command: AdoptCharter,
        earlier: &[Self],
        today: NaiveDate,
    ) -> Result<(Self, Vec<Self>, Event)> {
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
        let in_the_way = |one: &&Self| {
            let has_begun = one.valid_from <= today && command.valid_from <= one.valid_from;
            one.valid_from == command.valid_from || (has_begun && !one.is_void())
        };
        if let Some(one) = earlier.iter().find(in_the_way) {
            return Err(Error::refused(rules::CHARTERS_OVERLAP, one.period().to_string()));
        }
        let eve = command.valid_from.pred_opt();
        let latest = earlier.iter().filter(|one| !one.is_void() && one.valid_from < command.valid_from);
        let as_before = latest.max_by_key(|one| one.valid_from).is_some_and(|one| one.publishes_minutes);
        let gives_way = |one: &&Self| !one.is_void() && (one.valid_to.is_none() || one.valid_to > eve);
        let before = earlier.iter().filter(gives_way).map(|one| Self { valid_to: eve, ..one.clone() }).collect();
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
            publishes_minutes: command.publishes_minutes.unwrap_or(as_before),
        };
        Ok((charter, before, Event::new("CharterAdopted", id.public())))
    }

    /// Whether it never came into force: another began before it did.
    pub fn is_void(&self) -> bool {
        self.valid_to.is_some_and(|last| last < self.valid_from)
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
    ) -> Result<(CouncilCharter, Vec<CouncilCharter>)> {
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
            publishes_minutes: None,
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
        assert!(none.is_empty());
        let (second, before) = adopt(&[first], "2020-01-01", |_| {}).expect("the second");
        let [before]: [CouncilCharter; 1] = before.try_into().expect("the first with its last day");
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
    fn a_version_that_is_to_come_gives_way_to_one_before_it() {
        let (first, _) = adopt(&[], "2018-03-01", |_| {}).expect("the first");
        let (wrong, before) = adopt(&[first], "2030-01-01", |_| {}).expect("with a slip of the year");
        let known = [before, vec![wrong]].concat();
        let same = adopt(&known, "2030-01-01", |_| {}).expect_err("the same day");
        assert_eq!(rules_of(same), [rules::CHARTERS_OVERLAP]);
        let (right, changed) = adopt(&known, "2020-09-01", |_| {}).expect("in time");
        assert_eq!(changed.iter().map(|one| one.valid_to).collect::<Vec<_>>(), [Some(day("2020-08-31")); 2]);
        assert_eq!(changed.iter().map(CouncilCharter::is_void).collect::<Vec<_>>(), [false, true]);
        let known = [changed, vec![right]].concat();
        let (_, changed) = adopt(&known, "2031-01-01", |_| {}).expect("after all");
        assert_eq!(changed.iter().map(|one| one.valid_from).collect::<Vec<_>>(), [day("2020-09-01")]);
    }

    #[test]
    fn minutes_are_public_where_a_charter_says_so_and_until_one_says_otherwise() {
        let (first, _) = adopt(&[], "2018-03-01", |_| {}).expect("the first");
        assert!(!first.publishes_minutes, "nothing is published unasked");
        let (second, before) = adopt(&[first], "2019-01-01", |it| it.publishes_minutes = Some(true)).expect("open");
        assert!(second.publishes_minutes);
        let known = [before, vec![second]].concat();
        let (third, before) = adopt(&known, "2020-01-01", |_| {}).expect("as before");
        assert!(third.publishes_minutes);
        let known = [before, vec![third]].concat();
        let (last, _) = adopt(&known, "2020-07-01", |it| it.publishes_minutes = Some(false)).expect("closed");
        assert!(!last.publishes_minutes);
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
