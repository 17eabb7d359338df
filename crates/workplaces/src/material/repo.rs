//! How a material is stored.

use access::Action;
use kernel::{Result, text::sort_key, words::kept};
use sea_orm::entity::prelude::*;
use store::{Reach, Record};

use super::entity::Material;

store::stored! {
    /// Rows of `materials`.
    Material as kind::Material in "materials" {
        id: String => id,
        version: i32 => version,
        organisation_id: String => organisation,
        network_id: Option<String> => network,
        project_id: Option<String> => project,
        kind: String => kind,
        title: String => title,
        title_key: String = |material| sort_key(&material.title),
        url: Option<String> => url,
        minutes: Option<i32> => minutes,
        language_code: Option<String> => language,
        prompt: String => prompt,
        further_prompts: String => further_prompts,
        prompt_minutes: i32 => prompt_minutes,
        status: String => status,
        published_on: Date => published_on,
        withdrawn_on: Option<Date> => withdrawn_on,
        status_reason: Option<String> => status_reason,
        words_key: String = |material| kept(
            [&material.title, &material.prompt].into_iter().chain(&material.further_prompts).map(|text| Some(text.as_str()))),
    }
}

impl Record for Material {
    const READ: Action = Action::ReadMaterials;

    fn reach() -> Reach<Column> {
        Reach { organisation: vec![Column::OrganisationId], project: vec![Column::ProjectId], ..Reach::default() }
    }
}
