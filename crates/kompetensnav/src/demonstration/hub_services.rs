//! What the hub of the source's project does for others: as long as the project pays, and what goes on by its members' money. The
//! services are invented.

use chrono::NaiveDate;
use competence_hub::{
    HubFunding, HubService,
    funding::FundingKind,
    hub_service::HubServiceKind::{self, CouncilSupport, Courses, Guidance, NeedsAnalysis},
};
use kernel::{Error, Id, Result, SequentialIds};

use super::{
    seed_003::Gothenburg,
    world::{World, day, ids_from},
};

/// Ids of their own, so that no other row's moves.
const IDS_FROM: u128 = ids_from(3);
const FROM: NaiveDate = day(2020, 8, 1);
const LAST: NaiveDate = day(2022, 12, 31);
const AFTER: NaiveDate = day(2023, 1, 1);

/// Each with the kind of money that pays for it after the project, if it goes on.
const SERVICES: &[(&str, HubServiceKind, Option<FundingKind>)] = &[
    ("Analys av branschernas behov", NeedsAnalysis, Some(FundingKind::MemberContribution)),
    ("Kurser för omställning", Courses, Some(FundingKind::RegionalGrant)),
    ("Stöd till branschråden", CouncilSupport, Some(FundingKind::MemberContribution)),
    ("Vägledning för varslade", Guidance, None),
];

/// Services of the hub.
///
/// # Errors
/// `Broken` when nobody pays.
pub(super) fn build(world: &World, gothenburg: &Gothenburg) -> Result<Vec<HubService>> {
    let paying = |kind: FundingKind, on: NaiveDate| -> Result<&HubFunding> {
        let mut own = world.fundings.iter().filter(|funding| funding.hub == gothenburg.hub && funding.pays_on(on));
        own.find(|funding| funding.kind == kind).ok_or_else(|| Error::broken("nobody pays for the hub's services"))
    };
    let ids = SequentialIds::starting_at(IDS_FROM);
    let service = |name: &str, kind, funding: &HubFunding, from, to| HubService {
        id: Id::new(&ids),
        version: 1,
        hub: gothenburg.hub,
        funding: funding.id,
        name: name.to_owned(),
        kind,
        runs_from: from,
        runs_to: to,
    };
    let mut services = Vec::new();
    for &(name, kind, after) in SERVICES {
        services.push(service(name, kind, paying(FundingKind::Project, FROM)?, FROM, Some(LAST)));
        if let Some(payer) = after {
            services.push(service(name, kind, paying(payer, AFTER)?, AFTER, None));
        }
    }
    Ok(services)
}
