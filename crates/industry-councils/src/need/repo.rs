//! How a need is stored.

use access::Action;
use kernel::{Result, text::sort_key};
use sea_orm::entity::prelude::*;
use store::{Compare, Filter, Reach, Record};

use super::{
    entity::{Need, NeedCause, NeedCodes},
    level::NeedLevels,
    status::NeedStatus,
};

/// Causes as they are searched for, each between two signs, so that none is found within another.
fn between_bars(causes: impl IntoIterator<Item = NeedCause>) -> String {
    causes.into_iter().map(|cause| format!("¶{}¶", cause.as_str())).collect()
}

store::stored! {
    /// Rows of `needs`.
    Need as kind::Need in "needs" {
        id: String => id,
        version: i32 => version,
        council_id: String => council,
        industry_council_id: Option<String> => industry_council,
        organisation_id: Option<String> => organisation,
        title: String => title,
        title_key: String = |need| sort_key(&need.title),
        description: Option<String> => description,
        status: String => status,
        basis: String => basis,
        cause: String => cause,
        further_causes: String => further_causes,
        further_causes_key: String = |need| sort_key(&between_bars(need.further_causes.iter().copied())),
        horizon: String => horizon,
        target_group: String => target_group,
        codes: NeedCodes {
            skill_code: Option<String> => skill,
            ssyk_code: Option<String> => ssyk,
            occupation_code: Option<String> => occupation,
            sni_code: Option<String> => sni,
            municipality_code: Option<String> => municipality,
            region_code: Option<String> => region,
        },
        people_needed: i32 => people_needed,
        people_now: Option<i32> => people_now,
        levels: NeedLevels {
            level_now: Option<String> => now,
            level_needed: Option<String> => needed,
            evidence: Option<String> => evidence,
            evidence_note: Option<String> => note,
        },
        needed_by: Option<Date> => needed_by,
        reported_on: Date => reported_on,
        endorsed_on: Option<Date> => endorsed_on,
        triaged_on: Option<Date> => triaged_on,
        begun_on: Option<Date> => begun_on,
        met_on: Option<Date> => met_on,
        is_waived: bool => is_waived,
        merged_into_id: Option<String> => merged_into,
        status_reason: Option<String> => status_reason,
        follow_up: Option<String> => follow_up,
        reported_gap: Option<String> => reported_gap,
        demonstration: bool => demonstration,
        record_key: i64 => record_key,
    }
}

impl Need {
    /// Those that are neither settled nor part of another.
    pub fn open() -> Filter<Column> {
        Filter::Is(Column::Status, Compare::In(NeedStatus::OPEN.iter().map(|status| status.as_str().into()).collect()))
    }

    /// Needs that come of this, mainly or also.
    pub fn caused_by(cause: NeedCause) -> Filter<Column> {
        Filter::Any(vec![
            Filter::Is(Column::Cause, Compare::Eq(cause.as_str().into())),
            Filter::Is(Column::FurtherCausesKey, Compare::Contains(between_bars([cause]))),
        ])
    }
}

impl Record for Need {
    const READ: Action = Action::ReadNeeds;

    fn reach() -> Reach<Column> {
        Reach { organisation: vec![Column::OrganisationId], council: vec![Column::CouncilId], ..Reach::default() }
    }
}
