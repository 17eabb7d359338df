//! What a step of a need is.

use chrono::NaiveDate;
use kernel::id::{CouncilId, IndustryCouncilId, NeedId, NeedTransitionId, OrganisationId};
use store::Event;

use crate::need::{Need, NeedStatus};

/// Behovets steg, from one state to another. What led to it stands in the trail.
#[derive(Clone, Debug)]
pub struct NeedTransition {
    /// Id.
    pub id: NeedTransitionId,
    /// The need.
    pub need: NeedId,
    /// The need's council, copied so that the reach is the need's, as the next two are.
    pub council: CouncilId,
    /// The industry council that the need was reported to.
    pub industry_council: Option<IndustryCouncilId>,
    /// The organisation that has the need.
    pub organisation: Option<OrganisationId>,
    /// State before.
    pub from: NeedStatus,
    /// State after.
    pub to: NeedStatus,
    /// The day it was recorded, which for an endorsement may be later than the decision: so a need's steps are in the same order by
    /// their days and by their ids.
    pub taken_on: NaiveDate,
}

impl NeedTransition {
    /// The step of `need` that `event` tells of; nothing where its state stays.
    pub fn of(id: NeedTransitionId, need: &Need, event: &Event, taken_on: NaiveDate) -> Option<Self> {
        let from = NeedStatus::parse(event.from?)?;
        let to = NeedStatus::parse(event.to?)?;
        let step = Self {
            id,
            need: need.id,
            council: need.council,
            industry_council: need.industry_council,
            organisation: need.organisation,
            from,
            to,
            taken_on,
        };
        (from != to).then_some(step)
    }
}

#[cfg(test)]
mod tests {
    use kernel::{Id, SequentialIds};

    use super::*;
    use crate::need::{NeedCodes, QualifyNeed, fixture::report};

    fn reported(ids: &SequentialIds, today: NaiveDate) -> (Need, Event) {
        Need::report(Id::new(ids), Id::new(ids), report("Svetsare"), today, 0).expect("a need")
    }

    #[test]
    fn only_what_changes_the_state_is_a_step() {
        let (ids, today) = (SequentialIds::starting_at(0), NaiveDate::from_ymd_opt(2026, 9, 1).expect("a day"));
        let (mut need, event) = reported(&ids, today);
        assert!(NeedTransition::of(Id::new(&ids), &need, &event, today).is_none(), "a report comes from no state");
        let command = QualifyNeed {
            id: need.id,
            expected_version: 1,
            codes: NeedCodes { sni: Some("29".to_owned()), ..NeedCodes::default() },
            level_now: None,
            level_needed: None,
            evidence: None,
            evidence_note: None,
        };
        let event = need.qualify(command).expect("qualified");
        let step = NeedTransition::of(Id::new(&ids), &need, &event, today).expect("a step");
        assert_eq!((step.from, step.to), (NeedStatus::Reported, NeedStatus::Qualified));
        assert_eq!((step.need, step.council, step.taken_on), (need.id, need.council, today));
    }
}
