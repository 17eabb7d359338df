//! How the link from a signal is stored.

use access::Action;
use kernel::Result;
use sea_orm::entity::prelude::*;
use store::{Reach, Record};

use super::entity::SignalLink;

store::stored! {
    /// Rows of `signal_links`.
    SignalLink as kind::SignalLink in "signal_links" {
        id: String => id,
        signal_id: String => signal,
        council_id: String => council,
        need_id: Option<String> => need,
        sni_code: Option<String> => sni,
        skill_code: Option<String> => skill,
        linked_on: Date => linked_on,
    }
}

impl Record for SignalLink {
    const READ: Action = Action::ReadSignals;

    fn reach() -> Reach<Column> {
        Reach { council: vec![Column::CouncilId], ..Reach::default() }
    }
}
