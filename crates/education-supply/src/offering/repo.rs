//! How an offering is stored.

use access::Action;
use kernel::{Result, text::sort_key, words::kept};
use sea_orm::entity::prelude::*;
use store::{Reach, Record};

use super::entity::{EducationOffering, OfferingContent};
use crate::event::NO_DAY;

store::stored! {
    /// Rows of `education_offerings`.
    EducationOffering as kind::EducationOffering in "education_offerings" {
        id: String => id,
        version: i32 => version,
        identifier: String => identifier,
        source_key: String => source_key,
        is_described: bool => is_described,
        content: OfferingContent {
            course_code: Option<String> => course_code,
            title: String => title,
            description: Option<String> => description,
            url: Option<String> => url,
            school_type: Option<String> => school_type,
            configuration: Option<String> => configuration,
            isced_code: Option<String> => isced,
            sun_code: Option<String> => sun,
            ssyk_code: Option<String> => ssyk,
            skill_code: Option<String> => skill,
            seqf_code: Option<String> => seqf,
            credit_system: Option<String> => credit_system,
            credits_hundredths: Option<i32> => credits_hundredths,
            is_vocational: bool => is_vocational,
            gives_degree: bool => gives_degree,
            edited_on: Option<Date> => edited_on,
            expires_on: Option<Date> => expires_on,
        },
        removed_on: Option<Date> => removed_on,
        content_hash: String => content_hash,
        expires_key: Date = |offering| offering.content.expires_on.unwrap_or(NO_DAY),
        title_key: String = |offering| sort_key(&offering.content.title),
        words_key: String = |offering| kept([
            Some(offering.content.title.as_str()),
            offering.content.description.as_deref(),
            offering.content.course_code.as_deref(),
        ]),
    }
}

impl Record for EducationOffering {
    const READ: Action = Action::ReadEducation;

    /// Nothing is anchored: whoever reads the supply reads all of it.
    fn reach() -> Reach<Column> {
        Reach::default()
    }
}
