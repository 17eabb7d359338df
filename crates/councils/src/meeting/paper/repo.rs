//! How a paper is stored.

use access::Action;
use kernel::{
    Id, Result,
    id::{AgendaItemId, CouncilMeetingId, MeetingPaperId},
    text::sort_key,
};
use sea_orm::{Condition, QueryOrder, QuerySelect, QueryTrait, entity::prelude::*, sea_query::SelectStatement};
use store::{Compare, Db, Filter, Reach, Record, Via, fault};

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
        object_key: Option<String> => object_key,
        withdrawn_reason: Option<String> => withdrawn_reason,
    }
}

impl MeetingPaper {
    /// Those of a meeting, whatever became of them.
    pub(in crate::meeting) fn of_meeting(meeting: CouncilMeetingId) -> Filter<Column> {
        Filter::Is(Column::MeetingId, Compare::Eq(meeting.as_str().into()))
    }

    /// Those that stand on an item.
    pub(super) fn standing(item: AgendaItemId) -> Filter<Column> {
        Filter::All(vec![
            Filter::Is(Column::ItemId, Compare::Eq(item.as_str().into())),
            Filter::Is(Column::Superseded, Compare::Eq(false.into())),
            Filter::Is(Column::WithdrawnReason, Compare::Absent(true)),
        ])
    }
}

/// Everyone's once the minutes are approved and public, unless it is withdrawn or the council's own.
fn open() -> Condition {
    published(Column::MeetingId)
        .add(Column::Access.eq(PaperAccess::Public.as_str()))
        .add(Column::WithdrawnReason.is_null())
}

/// The ids of papers that are everyone's.
pub(super) fn everyones() -> SelectStatement {
    Entity::find().select_only().column(Column::Id).filter(open()).into_query()
}

/// Papers that are read at once.
const PORTION: u64 = 1_000;

/// Each paper that has a file, with the key of the object that the file is in the store; no key where it lies in the database.
///
/// A reading without a grant: the operator compares it with what the store holds, and is told ids.
///
/// # Errors
/// `Unavailable`, `Broken`.
pub async fn filed(db: &Db) -> Result<Vec<(MeetingPaperId, Option<String>)>> {
    let mut all: Vec<(MeetingPaperId, Option<String>)> = Vec::new();
    loop {
        let mut select = Entity::find()
            .select_only()
            .column(Column::Id)
            .column(Column::ObjectKey)
            .filter(Column::Sha256.is_not_null())
            .order_by_asc(Column::Id)
            .limit(PORTION);
        if let Some((last, _)) = all.last() {
            select = select.filter(Column::Id.gt(last.as_str()));
        }
        let rows = db.all(select.build(db.connection().get_database_backend())).await?;
        if rows.is_empty() {
            return Ok(all);
        }
        for row in &rows {
            let id = Id::from_stored(&row.try_get_by_index::<String>(0).map_err(fault)?)?;
            all.push((id, row.try_get_by_index(1).map_err(fault)?));
        }
    }
}

impl Record for MeetingPaper {
    const READ: Action = Action::ReadMeetings;

    fn reach() -> Reach<Column> {
        Reach { council: vec![Column::CouncilId], open: Some(open()), ..Reach::default() }
    }
}
