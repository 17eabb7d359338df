//! How an agreed change is stored.

use access::Action;
use kernel::{Result, words::kept};
use sea_orm::entity::prelude::*;
use store::{Reach, Record};

use super::entity::AgreedChange;

store::stored! {
    /// Rows of `agreed_changes`.
    AgreedChange as kind::AgreedChange in "agreed_changes" {
        id: String => id,
        version: i32 => version,
        reflection_id: String => reflection,
        workplace_id: String => workplace,
        organisation_id: String => organisation,
        project_id: Option<String> => project,
        what: String => what,
        responsible: String => responsible,
        due_on: Date => due_on,
        done_on: Option<Date> => done_on,
        result: Option<String> => result,
        words_key: String = |change| kept([
            Some(change.what.as_str()),
            Some(change.responsible.as_str()),
            change.result.as_deref(),
        ]),
    }
}

impl Record for AgreedChange {
    const READ: Action = Action::ReadWorkplaces;

    fn reach() -> Reach<Column> {
        Reach { organisation: vec![Column::OrganisationId], project: vec![Column::ProjectId], ..Reach::default() }
    }
}
