//! How a charter is stored.

use access::Action;
use chrono::NaiveDate;
use kernel::Result;
use sea_orm::entity::prelude::*;
use store::{Compare, Filter, Reach, Record};

use super::entity::CouncilCharter;
use crate::body::Body;

store::stored! {
    /// Rows of `council_charters`. `body_id` is the id of the council or the industry council whose it is.
    CouncilCharter as kind::CouncilCharter in "council_charters" {
        id: String => id,
        version: i32 => version,
        council_id: String => council,
        industry_council_id: Option<String> => industry_council,
        body_id: String = |charter| charter.body().key(),
        valid_from: Date => valid_from,
        valid_to: Option<Date> => valid_to,
        decided_on: Date => decided_on,
        decision_reference: Option<String> => decision_reference,
        task: Option<String> => task,
        quorum_percent: Option<i32> => quorum_percent,
        quorum_seats: Option<i32> => quorum_seats,
        decision_rule: String => decision_rule,
        notice_days: i32 => notice_days,
        casting_vote: bool => casting_vote,
        publishes_minutes: bool => publishes_minutes,
    }
}

impl CouncilCharter {
    /// The versions in force on `day`.
    pub fn as_of(day: NaiveDate) -> Filter<Column> {
        Filter::lasting(Column::ValidFrom, Column::ValidTo, day)
    }

    /// Every version of `body`.
    pub fn of(body: Body) -> Filter<Column> {
        Filter::Is(Column::BodyId, Compare::Eq(body.key().into()))
    }
}

impl Record for CouncilCharter {
    const READ: Action = Action::ReadCouncils;

    fn reach() -> Reach<Column> {
        Reach { council: vec![Column::CouncilId], ..Reach::default() }
    }
}
