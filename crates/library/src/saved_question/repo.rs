//! How a saved question is stored.

use access::Action;
use kernel::{Error, Result, Stored, text::sort_key};
use questions::Text;
use sea_orm::{Condition, entity::prelude::*};
use store::{Compare, Filter, Reach, Record};

use super::entity::{QuestionStatus, SavedQuestion, Sharing};
use crate::owner::Owner;

store::stored! {
    /// Rows of `saved_questions`.
    SavedQuestion as kind::SavedQuestion in "saved_questions" {
        id: String => id,
        version: i32 => version,
        owner = |cells| { Owner::read(cells)? } {
            organisation_id: Option<String> = |question| question.owner.organisation().to_value(),
            council_id: Option<String> = |question| question.owner.council().to_value(),
            hub_id: Option<String> = |question| question.owner.hub().to_value(),
            project_id: Option<String> = |question| question.owner.project().to_value(),
        },
        slug: String => slug,
        edition: i32 => edition,
        document: String => document,
        definition = |cells| {
            serde_json::from_str(cells.take()?).map_err(|error| Error::broken(error.to_string()))?
        } {
            definition: String = |question| question.definition.to_string(),
        },
        title = |cells| { Text::new(cells.take::<String>()?, cells.take::<String>()?) } {
            title_sv: String = |question| question.title.sv.clone(),
            title_en: String = |question| question.title.en.clone(),
        },
        title_sv_key: String = |question| sort_key(&question.title.sv),
        title_en_key: String = |question| sort_key(&question.title.en),
        theme: String => theme,
        sharing: String => sharing,
        shared_council_id: Option<String> => shared_council,
        reader_council_id: Option<String> = |question| question.reader_council().to_value(),
        status: String => status,
        status_reason: Option<String> => status_reason,
        created_by: String => created_by,
        created_at: i64 => created_at,
        updated_by: String => updated_by,
        updated_at: i64 => updated_at,
    }
}

impl SavedQuestion {
    /// Those with one of these addresses.
    pub fn at(slugs: &[String]) -> Filter<Column> {
        Filter::Is(Column::Slug, Compare::In(slugs.iter().map(|slug| slug.as_str().into()).collect()))
    }
}

impl Record for SavedQuestion {
    const READ: Action = Action::ReadSavedQuestions;
    const NEEDED: &'static [Column] = &[Column::OrganisationId, Column::CouncilId, Column::HubId, Column::ProjectId];

    fn reach() -> Reach<Column> {
        Reach {
            organisation: vec![Column::OrganisationId],
            council: vec![Column::CouncilId, Column::ReaderCouncilId],
            hub: vec![Column::HubId],
            project: vec![Column::ProjectId],
            open: Some(
                Condition::all()
                    .add(Column::Status.eq(QuestionStatus::Published.as_str()))
                    .add(Column::Sharing.eq(Sharing::SignedIn.as_str())),
            ),
            ..Reach::default()
        }
    }
}
