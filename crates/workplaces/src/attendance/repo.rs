//! How attendance at a learning meeting is stored.

use access::Action;
use kernel::Result;
use sea_orm::entity::prelude::*;
use store::{Reach, Record};

use super::entity::MeetingAttendance;

store::stored! {
    /// Rows of `meeting_attendances`.
    MeetingAttendance as kind::MeetingAttendance in "meeting_attendances" {
        id: String => id,
        version: i32 => version,
        meeting_id: String => meeting,
        project_id: String => project,
        organisation_id: String => organisation,
        sector: String => sector,
        head_count: i32 => head_count,
    }
}

impl Record for MeetingAttendance {
    const READ: Action = Action::ReadNetworks;

    fn reach() -> Reach<Column> {
        Reach { organisation: vec![Column::OrganisationId], project: vec![Column::ProjectId], ..Reach::default() }
    }
}
