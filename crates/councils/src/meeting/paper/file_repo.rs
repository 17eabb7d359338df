//! How a paper's file is kept.

use access::Action;
use kernel::Result;
use sea_orm::{Condition, entity::prelude::*};
use store::{Reach, Record};

use super::{file::PaperFile, repo::everyones};

store::stored! {
    /// Rows of `paper_files`.
    PaperFile as kind::MeetingPaper in "paper_files" {
        id: String => id,
        council_id: String => council,
        content: Vec<u8> => content,
    }
}

impl Record for PaperFile {
    const READ: Action = Action::ReadMeetings;

    fn reach() -> Reach<Column> {
        let open = Condition::all().add(Column::Id.in_subquery(everyones()));
        Reach { council: vec![Column::CouncilId], open: Some(open), ..Reach::default() }
    }
}
