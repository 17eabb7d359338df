//! Underlag som inte publiceras: that an item of public minutes had a paper before it that is not for everyone, and on what ground.

use access::Action;
use kernel::{
    Result,
    id::{AgendaItemId, MeetingPaperId},
};
use sea_orm::entity::prelude::*;
use store::{Reach, Record};

use super::{
    super::{ground::LegalGround, repo::published},
    entity::PaperAccess,
    repo::Column as Paper,
};

/// All that everyone is told of a paper that stands and is kept from publishing on a ground that is stated: not its title, not its file.
#[derive(Clone, Debug)]
pub struct WithheldPaper {
    /// The paper's id.
    pub id: MeetingPaperId,
    /// The item that it is before.
    pub item: AgendaItemId,
    /// On what ground.
    pub ground: Option<LegalGround>,
}

store::stored! {
    /// Rows of `meeting_papers`, as far as everyone is told of those that are withheld. They are written as papers.
    WithheldPaper as kind::MeetingPaper in "meeting_papers" {
        id: String => id,
        item_id: String => item,
        ground: Option<String> => ground,
    }
}

impl Record for WithheldPaper {
    const READ: Action = Action::ReadMeetings;

    /// Nobody's but everyone's: the council's own people read the papers themselves.
    fn reach() -> Reach<Column> {
        let withheld = published(Paper::MeetingId)
            .add(Paper::Access.eq(PaperAccess::Council.as_str()))
            .add(Paper::Ground.is_not_null())
            .add(Paper::Superseded.eq(false))
            .add(Paper::WithdrawnReason.is_null());
        Reach { open: Some(withheld), ..Reach::default() }
    }
}
