//! What a council is, and which steps it may take.

use chrono::{Datelike, NaiveDate};
use kernel::{
    Command, Error, Result, Timestamp, command,
    command::{Bound, REASON, line, number},
    council::{CouncilState, CouncilStep},
    error::{all, both, holds, in_range, required_reason},
    id::{CouncilDecisionId, CouncilId, IndustryCouncilId},
    machine::{Step, step},
    swedish_day, text_enum,
};
use store::Event;
use taxonomy::{Scheme, code};

use crate::{
    body::{self, Body},
    dissolution::Ground,
};

/// Rules of councils.
pub mod rules {
    pub use kernel::error::rules::DATE_IS_IN_THE_FUTURE;

    kernel::rules! {
        /// A council is active only when its charter or declaration of intent is decided.
        CHARTER_IS_REQUIRED:
            "Arbetsordning eller avsiktsförklaring måste vara beslutad först.",
            "A charter or declaration of intent must be decided first.";
        /// A council is active only with two member organisations; detail: how many there are.
        TWO_MEMBERS_ARE_REQUIRED:
            "Minst två organisationer måste ha en ordinarie plats. Antal nu:",
            "At least two organisations must hold a member's seat. Number now:";
        /// A working group has a parent, a regional council has none, and no parent is dissolved.
        PARENT_IS_WRONG:
            "En arbetsgrupp har ett överordnat råd, ett regionalt råd har inget, och rådet får inte vara upplöst.",
            "A working group has a parent, a regional council has none, and no parent is dissolved.";
        /// Only a working group stands under an industry council.
        ONLY_A_WORKING_GROUP_IS_OF_AN_INDUSTRY_COUNCIL:
            "Bara en arbetsgrupp kan höra till ett branschråd.",
            "Only a working group may belong to an industry council.";
        /// A council is dissolved after the councils and industry councils under it; detail: how many are left.
        COUNCILS_UNDER_IT_REMAIN:
            "Det finns råd eller branschråd kvar under detta. Antal:",
            "Councils or industry councils under it remain. Number:";
        /// A dissolved council takes no more seats.
        COUNCIL_IS_DISSOLVED: "Rådet är upplöst.", "The council is dissolved.";
    }
}

text_enum! {
    pub enum CouncilKind ("Slag av råd; branschråden är ett eget slag för sig.", "Kind of council; industry councils are a type of their own.") {
        Regional = "REGIONAL" ("Regionalt kompetensråd", "Regional council"),
        SubRegional = "SUB_REGIONAL" ("Delregionalt kompetensråd", "Sub-regional council"),
        WorkingGroup = "WORKING_GROUP" ("Arbetsgrupp", "Working group"),
    }
}

text_enum! {
    pub enum CouncilStatus ("Rådets status.", "Status of a council.") {
        Forming of CouncilState,
        Active of CouncilState,
        Dormant of CouncilState,
        Dissolved of CouncilState,
    }
}

impl CouncilStatus {
    /// Whether anything may begin under the council.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Dissolved)
    }
}

text_enum! {
    /// Steg i ett råds livslopp.
    pub enum CouncilVerb {
        Activate of CouncilStep,
        Pause of CouncilStep,
        Resume of CouncilStep,
        Dissolve of CouncilStep,
    }
}

/// The state machine. A council that never met or that rests may be dissolved too.
pub const TRANSITIONS: &[Step<CouncilStatus, CouncilVerb>] = {
    use CouncilStatus as S;
    use CouncilVerb as V;
    &[
        (S::Forming, V::Activate, S::Active),
        (S::Forming, V::Dissolve, S::Dissolved),
        (S::Active, V::Pause, S::Dormant),
        (S::Active, V::Dissolve, S::Dissolved),
        (S::Dormant, V::Resume, S::Active),
        (S::Dormant, V::Dissolve, S::Dissolved),
    ]
};

/// Kompetensråd.
#[derive(Clone, Debug)]
pub struct Council {
    /// Id.
    pub id: CouncilId,
    /// Version.
    pub version: i32,
    /// Kind.
    pub kind: CouncilKind,
    /// Name, 1–200 characters.
    pub name: String,
    /// Status.
    pub status: CouncilStatus,
    /// The council it works under.
    pub parent: Option<CouncilId>,
    /// The industry council that a working group belongs to, where it does: one under `parent`.
    pub industry_council: Option<IndustryCouncilId>,
    /// Region: a dated set of municipalities.
    pub region: Option<String>,
    /// The year it was founded, where it is older than its record here.
    pub founded_year: Option<i32>,
    /// The day its charter or declaration of intent was decided.
    pub charter_on: Option<NaiveDate>,
    /// The day it was dissolved; of those dissolved before it was noted there is none.
    pub dissolved_on: Option<NaiveDate>,
    /// Minutes and paragraph of the decision that dissolved it.
    pub dissolution_reference: Option<String>,
    /// The decision of a meeting that dissolved it; where the deciding council had held none, there is none.
    pub dissolution: Option<CouncilDecisionId>,
    /// Invented for demonstration.
    pub demonstration: bool,
    /// Registered at.
    pub created_at: Timestamp,
}

/// [`Council::found`] has its bounds: the last year is the present one.
const FOUNDED_YEAR: Bound<i32> = number(i32::MIN, i32::MAX);

command! {
    pub struct FoundCouncil as "FoundCouncilInput" ("Bilda råd.", "Found a council.") {
        kind: CouncilKind as "kind" ("Slag av råd.", "Kind of council."),
        name: String as "name" [line(200)] ("Namn.", "Name."),
        parent: Option<CouncilId> as "parentId"
            ("Överordnat råd: krävs för en arbetsgrupp, om det inte följer av branschrådet, och saknas för ett regionalt råd.",
             "Parent council: required for a working group, unless it follows from the industry council, and none for a regional council."),
        industry_council: Option<IndustryCouncilId> as "industryCouncilId"
            ("Branschråd: det som en arbetsgrupp hör till.", "Industry council: the one that a working group belongs to."),
        region: Option<String> as "region" [code(Scheme::Region)]
            ("Region: en daterad mängd kommuner.", "Region: a dated set of municipalities."),
        founded_year: Option<i32> as "foundedYear" [FOUNDED_YEAR]
            ("Bildat år: från 1900 till i år.", "Year founded: from 1900 to this year."),
        charter_on: Option<NaiveDate> as "charterOn" [command::UNTIL_TODAY]
            ("Arbetsordning eller avsiktsförklaring beslutad den.", "Rules of procedure or declaration of intent decided on."),
    }
}

command! {
    pub struct ActivateCouncil as "ActivateCouncilInput" ("Aktivera råd.", "Activate a council.")
        of CouncilId, ("Rådet.", "The council.") {
        charter_on: Option<NaiveDate> as "charterOn" [command::UNTIL_TODAY]
            ("Arbetsordning eller avsiktsförklaring beslutad den; där det inte är noterat än.",
             "Rules of procedure or declaration of intent decided on; where it is not noted yet."),
    }
}

command! {
    pub struct PauseCouncil as "PauseCouncilInput" ("Låt råd vila.", "Pause a council.")
        of CouncilId, ("Rådet.", "The council.") {
        reason: String as "reason" [REASON] ("Skäl.", "Reason."),
    }
}

command! {
    pub struct ResumeCouncil as "ResumeCouncilInput" ("Återuppta råd.", "Resume a council.")
        of CouncilId, ("Rådet.", "The council.") {}
}

command! {
    pub struct DissolveCouncil as "DissolveCouncilInput" ("Upplös råd.", "Dissolve a council.")
        of CouncilId, ("Rådet.", "The council.") {
        reason: String as "reason" [REASON] ("Skäl.", "Reason."),
        decision: Option<CouncilDecisionId> as "decisionId"
            ("Rådsbeslut: det som bifölls vid det överordnade rådets eller branschrådets möte, eller vid rådets eget där det inte har något över sig. Krävs där det råd som beslutar har hållit möten.",
             "Council decision: the one adopted at a meeting of the parent council or industry council, or at its own where it has none above it. Required where the council that decides has held meetings."),
    }
}

impl Council {
    /// A newly founded council under `parent`, forming until it is activated.
    ///
    /// # Errors
    /// `Invalid` naming the field.
    pub fn found(id: CouncilId, command: FoundCouncil, parent: Option<&Self>, now: Timestamp) -> Result<(Self, Event)> {
        let command = command.checked()?;
        let today = swedish_day(now);
        let is_group = command.kind == CouncilKind::WorkingGroup;
        let parent_fits = match command.kind {
            CouncilKind::Regional => command.parent.is_none(),
            CouncilKind::SubRegional => true,
            CouncilKind::WorkingGroup => parent.is_some(),
        };
        let is_open = parent.is_none_or(|parent| parent.status.is_open());
        let of_none = rules::ONLY_A_WORKING_GROUP_IS_OF_AN_INDUSTRY_COUNCIL;
        let is_above = command.parent.is_none() || command.parent == parent.map(|parent| parent.id);
        let elsewhere = body::rules::INDUSTRY_COUNCIL_IS_ELSEWHERE;
        let placed = all([
            holds(parent_fits && is_open, "parentId", rules::PARENT_IS_WRONG),
            holds(is_group || command.industry_council.is_none(), "industryCouncilId", of_none),
            holds(!is_group || is_above, "industryCouncilId", elsewhere),
        ]);
        let founded_year = command.founded_year.map(|y| in_range("foundedYear", y, 1900..=today.year())).transpose();
        let charter_on = command.charter_on.map(|day| decided("charterOn", day, today)).transpose();
        let (((), founded_year), charter_on) = both(both(placed, founded_year), charter_on)?;
        let council = Self {
            id,
            version: 1,
            kind: command.kind,
            name: command.name,
            status: CouncilStatus::Forming,
            parent: parent.map(|parent| parent.id),
            industry_council: command.industry_council,
            region: command.region,
            founded_year,
            charter_on,
            dissolved_on: None,
            dissolution_reference: None,
            dissolution: None,
            demonstration: false,
            created_at: now,
        };
        Ok((council, Event::new("CouncilFounded", id.public())))
    }

    /// Begins work: the charter is decided, and at least two organisations hold a member's seat.
    ///
    /// # Errors
    /// `Refused` for a wrong transition, without charter or with fewer members; `Invalid` for a day to come.
    pub fn activate(&mut self, charter_on: Option<NaiveDate>, members: usize, today: NaiveDate) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, CouncilVerb::Activate)?;
        let charter_on = charter_on.map(|day| decided("charterOn", day, today)).transpose()?.or(self.charter_on);
        if charter_on.is_none() {
            return Err(Error::refused(rules::CHARTER_IS_REQUIRED, self.status.label()));
        }
        if members < 2 {
            return Err(Error::refused(rules::TWO_MEMBERS_ARE_REQUIRED, members.to_string()));
        }
        self.charter_on = charter_on;
        Ok(self.enter(to, "CouncilActivated", None))
    }

    /// Rests, with a reason.
    ///
    /// # Errors
    /// `Refused` for a wrong transition; `Invalid` without the reason.
    pub fn pause(&mut self, reason: &str) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, CouncilVerb::Pause)?;
        let reason = required_reason(reason)?;
        Ok(self.enter(to, "CouncilPaused", Some(reason)))
    }

    /// Takes its work up again.
    ///
    /// # Errors
    /// `Refused` for a wrong transition.
    pub fn resume(&mut self) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, CouncilVerb::Resume)?;
        Ok(self.enter(to, "CouncilResumed", None))
    }

    /// Whose decision dissolves it: the industry council's or the council's that it works under, or its own. Of one that cannot be
    /// dissolved no decision is asked for.
    ///
    /// # Errors
    /// `Refused` for a wrong transition.
    pub fn dissolved_by(&self) -> Result<Body> {
        step(TRANSITIONS, self.status, CouncilVerb::Dissolve)?;
        Ok(Body { council: self.parent.unwrap_or(self.id), industry_council: self.industry_council })
    }

    /// Ends for good today, with a reason and on a `ground` where the council that decides meets, after the `under` councils that
    /// worked under it.
    ///
    /// # Errors
    /// `Refused` for a wrong transition or while councils under it remain; `Invalid` without the reason.
    pub fn dissolve(&mut self, reason: &str, ground: Option<Ground>, under: usize, today: NaiveDate) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, CouncilVerb::Dissolve)?;
        let reason = required_reason(reason)?;
        if under > 0 {
            return Err(Error::refused(rules::COUNCILS_UNDER_IT_REMAIN, under.to_string()));
        }
        self.dissolved_on = Some(today);
        let named = ground.map(|ground| (ground.decision, ground.reference));
        (self.dissolution, self.dissolution_reference) = named.unzip();
        Ok(self.enter(to, "CouncilDissolved", Some(reason)))
    }

    /// Demands that the council still takes seats.
    ///
    /// # Errors
    /// `Refused` when it is dissolved.
    pub fn require_open(&self) -> Result<()> {
        match self.status.is_open() {
            true => Ok(()),
            false => Err(Error::refused(rules::COUNCIL_IS_DISSOLVED, self.status.label())),
        }
    }

    fn enter(&mut self, to: CouncilStatus, name: &'static str, reason: Option<String>) -> Event {
        let from = std::mem::replace(&mut self.status, to);
        Event::new(name, self.id.public()).transition(from.as_str(), to.as_str(), reason)
    }
}

fn decided(field: &str, day: NaiveDate, today: NaiveDate) -> Result<NaiveDate> {
    if day > today { Err(Error::invalid(field, rules::DATE_IS_IN_THE_FUTURE)) } else { Ok(day) }
}

#[cfg(test)]
mod tests {
    use kernel::{Id, SequentialIds, error};

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn today() -> NaiveDate {
        day("2020-08-01")
    }

    fn found(kind: CouncilKind, parent: Option<&Council>) -> Result<Council> {
        let command = FoundCouncil {
            kind,
            name: "Göteborgsregionens kompetensråd".to_owned(),
            parent: parent.map(|parent| parent.id),
            industry_council: None,
            region: None,
            founded_year: Some(2018),
            charter_on: None,
        };
        let now = "2020-08-01T08:00:00Z".parse().expect("an instant");
        Council::found(Id::new(&SequentialIds::starting_at(0)), command, parent, now).map(|(council, _)| council)
    }

    fn council(status: CouncilStatus) -> Council {
        let mut council = found(CouncilKind::Regional, None).expect("founded");
        council.status = status;
        council
    }

    fn rule(result: Result<Event>) -> kernel::Rule {
        match result.expect_err("refused") {
            Error::Refused { rule, .. } | Error::Invalid { rule, .. } => rule,
            other => panic!("{other}"),
        }
    }

    fn take(council: &mut Council, verb: CouncilVerb) -> Result<Event> {
        match verb {
            CouncilVerb::Activate => council.activate(Some(day("2018-03-01")), 2, today()),
            CouncilVerb::Pause => council.pause("Vilar under omorganisation"),
            CouncilVerb::Resume => council.resume(),
            CouncilVerb::Dissolve => council.dissolve("Uppdraget är slutfört", None, 0, today()),
        }
    }

    #[test]
    fn steps_outside_the_table_are_refused_and_change_nothing() {
        for &status in CouncilStatus::ALL {
            for &verb in CouncilVerb::ALL {
                let mut council = council(status);
                let to = TRANSITIONS.iter().find(|(from, by, _)| *from == status && *by == verb).map(|step| step.2);
                match (take(&mut council, verb), to) {
                    (Ok(event), Some(to)) => {
                        assert_eq!((council.status, event.to), (to, Some(to.as_str())), "{status} {verb}");
                    }
                    (Err(error), None) => {
                        assert_eq!(rule(Err(error)), error::rules::TRANSITION_IS_NOT_ALLOWED, "{status} {verb}");
                        assert_eq!(council.status, status);
                    }
                    (result, to) => panic!("{status} {verb}: {result:?}, table says {to:?}"),
                }
            }
        }
    }

    #[test]
    fn a_council_begins_with_charter_and_two_members() {
        let mut council = council(CouncilStatus::Forming);
        assert_eq!(rule(council.activate(None, 14, today())), rules::CHARTER_IS_REQUIRED);
        assert_eq!(rule(council.activate(Some(day("2018-03-01")), 1, today())), rules::TWO_MEMBERS_ARE_REQUIRED);
        assert_eq!(rule(council.activate(Some(day("2020-08-02")), 14, today())), rules::DATE_IS_IN_THE_FUTURE);
        assert_eq!((council.status, council.charter_on), (CouncilStatus::Forming, None));
        council.activate(Some(day("2018-03-01")), 14, today()).expect("activated");
        assert_eq!((council.status, council.charter_on), (CouncilStatus::Active, Some(day("2018-03-01"))));
    }

    #[test]
    fn rest_and_end_give_a_reason_and_no_council_is_left_behind() {
        let mut council = council(CouncilStatus::Active);
        assert_eq!(rule(council.pause(" ")), error::rules::REASON_IS_REQUIRED);
        assert_eq!(rule(council.dissolve("", None, 0, today())), error::rules::REASON_IS_REQUIRED);
        let left = council.dissolve("Uppdraget är slutfört", None, 1, today());
        assert_eq!(rule(left), rules::COUNCILS_UNDER_IT_REMAIN);
        assert_eq!((council.status, council.dissolved_on), (CouncilStatus::Active, None));
    }

    #[test]
    fn the_parent_fits_the_kind() {
        let regional = council(CouncilStatus::Active);
        assert!(found(CouncilKind::Regional, Some(&regional)).is_err());
        assert!(found(CouncilKind::WorkingGroup, None).is_err());
        assert!(found(CouncilKind::SubRegional, None).is_ok());
        assert_eq!(found(CouncilKind::WorkingGroup, Some(&regional)).expect("founded").parent, Some(regional.id));
        assert!(found(CouncilKind::WorkingGroup, Some(&council(CouncilStatus::Dissolved))).is_err());
        let of_branch = |kind, parent: Option<CouncilId>| {
            let command = FoundCouncil {
                kind,
                name: "Arbetsgruppen för batterier".to_owned(),
                parent,
                industry_council: Some(Id::new(&SequentialIds::starting_at(9))),
                region: None,
                founded_year: None,
                charter_on: None,
            };
            let now = "2020-08-01T08:00:00Z".parse().expect("an instant");
            let id = Id::new(&SequentialIds::starting_at(7));
            Council::found(id, command, Some(&regional), now).map(|(council, _)| council)
        };
        let group = of_branch(CouncilKind::WorkingGroup, None).expect("founded");
        let by = Body { council: regional.id, industry_council: group.industry_council };
        assert_eq!((group.parent, group.dissolved_by().expect("not dissolved")), (Some(regional.id), by));
        assert!(of_branch(CouncilKind::SubRegional, None).is_err(), "no working group");
        assert!(of_branch(CouncilKind::WorkingGroup, Some(group.id)).is_err(), "of an industry council elsewhere");
    }
}
