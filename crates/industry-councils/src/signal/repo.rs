//! How a signal is stored.

use access::Action;
use kernel::{Result, text::sort_key};
use sea_orm::entity::prelude::*;
use store::{Reach, Record};

use super::entity::{Signal, Spread};

store::stored! {
    /// Rows of `signals`.
    Signal as kind::Signal in "signals" {
        id: String => id,
        version: i32 => version,
        council_id: String => council,
        source: String => source,
        title: String => title,
        title_key: String = |signal| sort_key(&signal.title),
        text: String => text,
        source_title: Option<String> => source_title,
        source_address: Option<String> => source_address,
        captured_on: Date => captured_on,
        steep: String => steep,
        sni_code: Option<String> => sni,
        region_code: Option<String> => region,
        status: String => status,
        spread: Spread {
            assessments: i32 => number,
            relevance_lowest: Option<i32> => lowest,
            relevance_median_doubled: Option<i32> => median_doubled,
            relevance_highest: Option<i32> => highest,
        },
        status_reason: Option<String> => status_reason,
    }
}

impl Record for Signal {
    const READ: Action = Action::ReadSignals;

    fn reach() -> Reach<Column> {
        Reach { council: vec![Column::CouncilId], ..Reach::default() }
    }
}
