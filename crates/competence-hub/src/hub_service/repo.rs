//! How a hub's service is stored.

use access::Action;
use chrono::NaiveDate;
use kernel::{Result, id::HubFundingId, text::sort_key};
use sea_orm::entity::prelude::*;
use store::{Compare, Filter, Reach, Record};

use super::entity::HubService;

store::stored! {
    /// Rows of `hub_services`.
    HubService as kind::HubService in "hub_services" {
        id: String => id,
        version: i32 => version,
        hub_id: String => hub,
        funding_id: String => funding,
        name: String => name,
        name_key: String = |service| sort_key(&service.name),
        kind: String => kind,
        runs_from: Date => runs_from,
        runs_to: Option<Date> => runs_to,
    }
}

impl HubService {
    /// Services that a funding pays for.
    pub(super) fn paid_by(funding: HubFundingId) -> Filter<Column> {
        Filter::Is(Column::FundingId, Compare::Eq(funding.as_str().into()))
    }

    /// Services that run on `day`.
    pub fn running_on(day: NaiveDate) -> Filter<Column> {
        Filter::lasting(Column::RunsFrom, Column::RunsTo, day)
    }
}

impl Record for HubService {
    const READ: Action = Action::ReadHubs;

    fn reach() -> Reach<Column> {
        Reach { hub: vec![Column::HubId], ..Reach::default() }
    }
}
