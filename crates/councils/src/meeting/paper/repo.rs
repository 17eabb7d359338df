//! How a paper is stored.

use access::Action;
use kernel::{Result, id::AgendaItemId, text::sort_key};
use sea_orm::{Condition, QuerySelect, QueryTrait, entity::prelude::*, sea_query::SelectStatement};
use store::{Compare, Filter, Reach, Record, Via};

use super::{
    super::repo::published,
    entity::{MeetingPaper, PaperAccess},
};

/// From a decision to what it rested on.
pub const DECISION_TO_PAPER: Via = Via { table: "decision_papers", parent: "decision_id", child: "paper_id" };

/// From a paper to what was decided by it.
pub const PAPER_TO_DECISION: Via = Via { table: "decision_papers", parent: "paper_id", child: "decision_id" };

store::stored! {
    /// Rows of `meeting_papers`.
    MeetingPaper as kind::MeetingPaper in "meeting_papers" {
        id: String => id,
        version: i32 => version,
        item_id: String => item,
        meeting_id: String => meeting,
        council_id: String => council,
        industry_council_id: Option<String> => industry_council,
        kind: String => kind,
        title: String => title,
        title_key: String = |paper| sort_key(&paper.title),
        dated_on: Date => dated_on,
        access: String => access,
        ground: Option<String> => ground,
        edition: i32 => edition,
        supersedes_id: Option<String> => supersedes,
        superseded: bool => superseded,
        file_name: Option<String> => file_name,
        format: Option<String> => format,
        bytes: Option<i32> => bytes,
        sha256: Option<String> => sha256,
        sha512: Option<String> => sha512,
        filed_at: Option<i64> => filed_at,
        withdrawn_reason: Option<String> => withdrawn_reason,
    }
}

impl MeetingPaper {
    /// Those that stand on an item.
    pub(super) fn standing(item: AgendaItemId) -> Filter<Column> {
        Filter::All(vec![
            Filter::Is(Column::ItemId, Compare::Eq(item.as_str().into())),
            Filter::Is(Column::Superseded, Compare::Eq(false.into())),
            Filter::Is(Column::WithdrawnReason, Compare::Absent(true)),
        ])
    }
}

/// Everyone's once the minutes are approved, unless it is withdrawn or the council's own.
fn open() -> Condition {
    published(Column::MeetingId)
        .add(Column::Access.eq(PaperAccess::Public.as_str()))
        .add(Column::WithdrawnReason.is_null())
}

/// The ids of papers that are everyone's.
pub(super) fn everyones() -> SelectStatement {
    Entity::find().select_only().column(Column::Id).filter(open()).into_query()
}

impl Record for MeetingPaper {
    const READ: Action = Action::ReadMeetings;

    fn reach() -> Reach<Column> {
        Reach { council: vec![Column::CouncilId], open: Some(open()), ..Reach::default() }
    }
}
