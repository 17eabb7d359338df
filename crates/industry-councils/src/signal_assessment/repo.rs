//! How an assessment of a signal is stored.

use access::Action;
use chrono::NaiveDate;
use kernel::{Result, id::SignalId};
use sea_orm::entity::prelude::*;
use store::{Compare, Filter, Reach, Record};

use super::entity::SignalAssessment;

store::stored! {
    /// Rows of `signal_assessments`.
    SignalAssessment as kind::SignalAssessment in "signal_assessments" {
        id: String => id,
        version: i32 => version,
        signal_id: String => signal,
        council_id: String => council,
        industry_council_id: String => industry_council,
        relevance: i32 => relevance,
        horizon: String => horizon,
        confidence: String => confidence,
        note: Option<String> => note,
        assessed_on: Date => assessed_on,
        earlier_id: Option<String> => earlier,
        replaced_on: Option<Date> => replaced_on,
    }
}

impl SignalAssessment {
    /// The latest ones of a signal, one an industry council.
    pub(super) fn latest_of(signal: SignalId) -> Filter<Column> {
        Filter::Is(Column::SignalId, Compare::Eq(signal.as_str().into()))
            .and(Filter::Is(Column::ReplacedOn, Compare::Absent(true)))
    }

    /// The latest ones on `day`, as [`SignalAssessment::held_on`].
    pub fn holding_on(day: NaiveDate) -> Filter<Column> {
        Filter::holding(Column::AssessedOn, Column::ReplacedOn, day)
    }
}

impl Record for SignalAssessment {
    const READ: Action = Action::ReadSignals;

    fn reach() -> Reach<Column> {
        Reach { council: vec![Column::CouncilId], ..Reach::default() }
    }
}
