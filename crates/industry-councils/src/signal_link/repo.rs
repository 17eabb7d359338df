//! How the link from a signal is stored.

use access::Action;
use kernel::{Result, id::SignalId};
use sea_orm::entity::prelude::*;
use store::{Compare, Filter, Reach, Record};

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

impl SignalLink {
    /// Those from a signal.
    pub(super) fn of_signal(signal: SignalId) -> Filter<Column> {
        Filter::Is(Column::SignalId, Compare::Eq(signal.as_str().into()))
    }
}

impl Record for SignalLink {
    const READ: Action = Action::ReadSignals;

    fn reach() -> Reach<Column> {
        Reach { council: vec![Column::CouncilId], ..Reach::default() }
    }
}
