//! How an event is stored.

use access::Action;
use kernel::{Result, words::kept};
use sea_orm::entity::prelude::*;
use store::{Compare, Filter, Reach, Record};

use super::entity::{EducationEvent, EventContent};

/// Where those without a day stand among those that have one: last.
pub(crate) const NO_DAY: Date = match Date::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => Date::MAX,
};

store::stored! {
    /// Rows of `education_events`.
    EducationEvent as kind::EducationEvent in "education_events" {
        id: String => id,
        version: i32 => version,
        offering_id: String => offering,
        identifier: String => identifier,
        source_key: String => source_key,
        content: EventContent {
            title: Option<String> => title,
            provider_code: Option<String> => provider_code,
            url: Option<String> => url,
            execution: Option<String> => execution,
            starts_on: Option<Date> => starts_on,
            ends_on: Option<Date> => ends_on,
            municipality_code: Option<String> => municipality,
            town: Option<String> => town,
            sites: i32 => sites,
            site_names: Option<String> => site_names,
            language_code: Option<String> => language,
            pace_percent: Option<i32> => pace_percent,
            time_of_study: Option<String> => time_of_study,
            is_distance: bool => is_distance,
            mandatory_sessions: Option<i32> => mandatory_sessions,
            places: Option<i32> => places,
            fee_minor: Option<i64> => fee,
            apply_from: Option<Date> => apply_from,
            apply_until: Option<Date> => apply_until,
            admits_continuously: bool => admits_continuously,
            is_cancelled: bool => is_cancelled,
            edited_on: Option<Date> => edited_on,
            expires_on: Option<Date> => expires_on,
        },
        removed_on: Option<Date> => removed_on,
        content_hash: String => content_hash,
        starts_key: Date = |event| event.content.starts_on.unwrap_or(NO_DAY),
        words_key: String = |event| kept([event.content.title.as_deref(), event.content.site_names.as_deref()]),
    }
}

impl EducationEvent {
    /// Those that the source still tells of and has not cancelled, or the others.
    pub fn offered(is_offered: bool) -> Filter<Column> {
        let offered = Filter::Is(Column::RemovedOn, Compare::Absent(true))
            .and(Filter::Is(Column::IsCancelled, Compare::Eq(false.into())));
        if is_offered { offered } else { Filter::Not(Box::new(offered)) }
    }
}

impl Record for EducationEvent {
    const READ: Action = Action::ReadEducation;

    /// Nothing is anchored: whoever reads the supply reads all of it.
    fn reach() -> Reach<Column> {
        Reach::default()
    }
}
