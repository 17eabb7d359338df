//! How an effort is stored.

use access::Action;
use kernel::{Result, text::sort_key};
use sea_orm::{Condition, entity::prelude::*};
use store::{Reach, Record};

use super::entity::{Effort, EffortCodes, EffortStatus};

store::stored! {
    /// Rows of `efforts`.
    Effort as kind::Effort in "efforts" {
        id: String => id,
        version: i32 => version,
        hub_id: String => hub,
        council_id: String => council,
        project_id: Option<String> => project,
        provider_id: Option<String> => provider,
        title: String => title,
        title_key: String = |effort| sort_key(&effort.title),
        description: Option<String> => description,
        kind: String => kind,
        status: String => status,
        delivery: String => delivery,
        target_group: String => target_group,
        codes: EffortCodes {
            skill_code: Option<String> => skill,
            ssyk_code: Option<String> => ssyk,
            sni_code: Option<String> => sni,
            sun_field_code: Option<String> => sun_field,
        },
        hours: i32 => hours,
        reusable: bool => reusable,
        accessibility: Option<String> => accessibility,
        evidence: Option<String> => evidence,
        target_id: Option<String> => target,
        status_reason: Option<String> => status_reason,
        demonstration: bool => demonstration,
        created_at: i64 => created_at,
    }
}

impl Record for Effort {
    const READ: Action = Action::ReadEfforts;

    /// The catalogue is public from the day an effort is scheduled; ideas, plans and cancellations are the hub's.
    fn reach() -> Reach<Column> {
        use EffortStatus as S;
        let open = [S::Scheduled, S::Open, S::Running, S::Completed, S::FollowedUp, S::Closed];
        Reach {
            provider: vec![Column::ProviderId],
            council: vec![Column::CouncilId],
            hub: vec![Column::HubId],
            project: vec![Column::ProjectId],
            open: Some(Condition::all().add(Column::Status.is_in(open.map(S::as_str)))),
            ..Reach::default()
        }
    }
}
