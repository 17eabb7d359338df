//! How a session is stored.

use access::Action;
use kernel::Result;
use sea_orm::{Condition, entity::prelude::*, sea_query::Expr};
use store::{Reach, Record};

use super::entity::Session;

store::stored! {
    /// Rows of `sessions`.
    Session as kind::Session in "sessions" {
        id: String => id,
        occasion_id: String => occasion,
        hub_id: String => hub,
        council_id: String => council,
        project_id: Option<String> => project,
        provider_id: Option<String> => provider,
        starts_at: i64 => starts_at,
        ends_at: i64 => ends_at,
        place: Option<String> => place,
        delivery: String => delivery,
    }
}

impl Record for Session {
    const READ: Action = Action::ReadEfforts;

    /// As open as its occasion.
    fn reach() -> Reach<Column> {
        let open = Expr::cust("sessions.occasion_id IN (SELECT o.id FROM occasions o WHERE o.status <> 'PLANNED')");
        Reach {
            provider: vec![Column::ProviderId],
            council: vec![Column::CouncilId],
            hub: vec![Column::HubId],
            project: vec![Column::ProjectId],
            open: Some(Condition::all().add(open)),
            ..Reach::default()
        }
    }
}
