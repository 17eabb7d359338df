//! How an industry council is stored.

use access::Action;
use kernel::{Result, text::sort_key};
use sea_orm::entity::prelude::*;
use store::{Reach, Record};

use super::entity::IndustryCouncil;

store::stored! {
    /// Rows of `industry_councils`. `sni_codes` holds codes with a space around each, so that one is found whole.
    IndustryCouncil as kind::IndustryCouncil in "industry_councils" {
        id: String => id,
        version: i32 => version,
        council_id: String => council,
        name: String => name,
        name_key: String = |council| sort_key(&council.name),
        status: String => status,
        sni = |cells| { cells.take::<&str>()?.split_whitespace().map(str::to_owned).collect() } {
            sni_codes: String = |council| format!(" {} ", council.sni.join(" ")),
        },
        established_on: Option<Date> => established_on,
        decision_reference: Option<String> => decision_reference,
        decision_id: Option<String> => decision,
        dissolved_on: Option<Date> => dissolved_on,
        dissolution_reference: Option<String> => dissolution_reference,
        dissolution_id: Option<String> => dissolution,
        demonstration: bool => demonstration,
    }
}

impl Record for IndustryCouncil {
    const READ: Action = Action::ReadCouncils;

    fn reach() -> Reach<Column> {
        Reach { council: vec![Column::CouncilId], ..Reach::default() }
    }
}
