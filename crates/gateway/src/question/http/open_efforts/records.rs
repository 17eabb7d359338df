//! What is read for a list, and never more of it than a list may hold.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use competence_hub::{Hub, hub::HubColumn};
use councils::{Organisation, organisation::OrganisationColumn};
use efforts::{
    Effort, Occasion,
    effort::{EffortColumn, withdrawn},
    occasion::OccasionColumn,
};
use kernel::{
    Datum, Id, Kind, Timestamp,
    id::{EffortId, HubId, OccasionId, OrganisationId},
};
use serde_json::Value;
use store::{Column, Compare, Db, Filter, IdSet, Query, Record, RecordReader, changed_since};

use super::asked::Asked;
use crate::{
    open_councils::Changes,
    open_efforts::{Emil, List, active, deleted},
    question::refused::{self, Refused},
};

/// Most records of a list, all pages together.
const MOST: u32 = 100_000;
/// Most efforts that one change of a list takes back.
const MOST_WITHDRAWN: u32 = 10_000;

/// No such list or record, or none that is everyone's.
pub(super) fn unknown() -> Refused {
    Refused::new(refused::Kind::UnknownEducation)
}

fn too_many(most: u32) -> Refused {
    Refused::new(refused::Kind::TooManyRows { most: u64::from(most) })
}

/// A record of a list, by the public id of what it is of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Listed {
    id: String,
    is_removed: bool,
}

impl Listed {
    fn holding<K: Kind>(id: Id<K>) -> Self {
        Self { id: id.public(), is_removed: false }
    }

    fn removed<K: Kind>(id: Id<K>) -> Self {
        Self { id: id.public(), is_removed: true }
    }
}

/// The contents of records, each by the public id of what it is of.
type Contents = HashMap<String, Value>;

/// The rows that a call reaches.
pub(super) struct Records<'r> {
    /// Where they are.
    pub db: &'r Db,
    /// The public's.
    pub request: Arc<access::Request>,
    /// By which they are told.
    pub emil: &'r Emil<'r>,
}

impl Records<'_> {
    /// The content of the record with this identifier.
    pub(super) async fn one(&self, list: List, identifier: &str) -> Result<Value, Refused> {
        let (id, mut contents) = match list {
            List::Infos => {
                let id: EffortId = list.id(identifier).ok_or_else(unknown)?;
                (id.public(), self.infos(&[id]).await?)
            }
            List::Events => {
                let id: OccasionId = list.id(identifier).ok_or_else(unknown)?;
                (id.public(), self.events(&[id]).await?)
            }
            List::Providers => {
                let id: OrganisationId = list.id(identifier).ok_or_else(unknown)?;
                let own = Filter::Is(OrganisationColumn::Id, Compare::Eq(id.as_str().into()));
                let giving = self.ids::<Organisation>(self.givers(&Filter::everything()).and(own)).await?;
                (id.public(), self.providers(&giving).await?)
            }
        };
        contents.remove(&id).ok_or_else(unknown)
    }

    /// Every record of a list as it is asked for, in the order in which what they are of came to be.
    pub(super) async fn listed(&self, list: List, asked: &Asked) -> Result<Vec<Listed>, Refused> {
        // Before what holds: what is taken back meanwhile is told of once, or next time, and never as both.
        let withdrawn = match asked.since {
            Some(since) => withdrawn(self.db, since, MOST_WITHDRAWN + 1).await?,
            None => Vec::new(),
        };
        if withdrawn.len() > MOST_WITHDRAWN as usize {
            return Err(too_many(MOST_WITHDRAWN));
        }
        let mut listed: Vec<Listed> = match list {
            List::Infos => {
                let filter = asked.since.map_or_else(Filter::everything, changed_since::<Effort>);
                let holding = self.ids::<Effort>(filter).await?.into_iter().map(Listed::holding);
                holding.chain(withdrawn.into_iter().map(Listed::removed)).collect()
            }
            List::Events => {
                let withdrawn: Vec<store::Value> = withdrawn.iter().map(|effort| effort.as_str().into()).collect();
                let gone = match withdrawn.is_empty() {
                    true => Vec::new(),
                    false => self.ids::<Occasion>(Filter::Is(OccasionColumn::EffortId, Compare::In(withdrawn))).await?,
                };
                let holding = self.ids::<Occasion>(self.given(asked)).await?.into_iter().map(Listed::holding);
                holding.chain(gone.into_iter().map(Listed::removed)).collect()
            }
            List::Providers => {
                let giving = self.givers(&Filter::everything());
                let filter = match asked.since {
                    Some(since) => {
                        let anew = self.givers(&self.changed_efforts(since));
                        giving.and(Filter::Any(vec![changed_since::<Organisation>(since), anew]))
                    }
                    None => giving,
                };
                self.ids::<Organisation>(filter).await?.into_iter().map(Listed::holding).collect()
            }
        };
        listed.sort_unstable();
        listed.dedup_by(|later, earlier| later.id == earlier.id);
        Ok(listed)
    }

    /// These records of a list.
    pub(super) async fn told(&self, list: List, listed: &[Listed]) -> Result<Vec<Value>, Refused> {
        let holding = || listed.iter().filter(|one| !one.is_removed).map(|one| one.id.as_str());
        let mut contents = match list {
            List::Infos => self.infos(&parsed(holding())).await?,
            List::Events => self.events(&parsed(holding())).await?,
            List::Providers => self.providers(&parsed(holding())).await?,
        };
        let record = |one: &Listed| match one.is_removed {
            true => Some(deleted(list.identifier(&one.id))),
            // What was taken back since the list was read is told of as such to who asks next.
            false => contents.remove(&one.id).map(active),
        };
        Ok(listed.iter().filter_map(record).collect())
    }

    async fn infos(&self, ids: &[EffortId]) -> Result<Contents, Refused> {
        let efforts = self.by_ids::<Effort>(ids).await?;
        let changes = self.changes(efforts.iter().map(|effort| effort.id.public()).collect()).await?;
        let told = |effort: &Effort| (effort.id.public(), self.emil.info(effort, changes.modified(&effort.id)));
        Ok(efforts.iter().map(told).collect())
    }

    async fn events(&self, ids: &[OccasionId]) -> Result<Contents, Refused> {
        let occasions = self.by_ids::<Occasion>(ids).await?;
        let of: BTreeSet<EffortId> = occasions.iter().map(|occasion| occasion.effort).collect();
        let efforts = self.by_ids::<Effort>(&of.into_iter().collect::<Vec<_>>()).await?;
        let efforts: HashMap<EffortId, Effort> = efforts.into_iter().map(|effort| (effort.id, effort)).collect();
        let unchosen = efforts.values().filter(|effort| effort.provider.is_none()).map(|effort| effort.hub);
        let hubs = self.by_ids::<Hub>(&unchosen.collect::<BTreeSet<HubId>>().into_iter().collect::<Vec<_>>()).await?;
        let hubs: HashMap<HubId, Hub> = hubs.into_iter().map(|hub| (hub.id, hub)).collect();
        let written = occasions.iter().map(|occasion| occasion.id.public());
        let written = written.chain(efforts.keys().map(Id::public)).chain(hubs.keys().map(Id::public));
        let changes = self.changes(written.collect()).await?;
        let told = |occasion: &Occasion| {
            // An effort that is not everyone's, or no longer.
            let effort = efforts.get(&occasion.effort)?;
            let edited = changes.modified(&occasion.id).max(changes.modified(&effort.id));
            let (giver, edited) = match effort.provider {
                Some(provider) => (provider, edited),
                None => {
                    let hub = hubs.get(&effort.hub)?;
                    (hub.operator, edited.max(changes.modified(&hub.id)))
                }
            };
            Some((occasion.id.public(), self.emil.event(occasion, effort, giver, edited)))
        };
        Ok(occasions.iter().filter_map(told).collect())
    }

    async fn providers(&self, ids: &[OrganisationId]) -> Result<Contents, Refused> {
        let organisations = self.by_ids::<Organisation>(ids).await?;
        let changes = self.changes(organisations.iter().map(|one| one.id.public()).collect()).await?;
        let told = |one: &Organisation| (one.id.public(), self.emil.provider(one, changes.modified(&one.id)));
        Ok(organisations.iter().map(told).collect())
    }

    /// The occasions of efforts that are everyone's, as they are asked for.
    fn given(&self, asked: &Asked) -> Filter<OccasionColumn> {
        let of = |efforts: &Filter<EffortColumn>| {
            Filter::InSet(OccasionColumn::EffortId, self.set::<Effort>(efforts, EffortColumn::Id))
        };
        let given = match &asked.provider {
            Some(identifier) => of(&self.given_by(List::Providers.id(identifier))),
            None => of(&Filter::everything()),
        };
        match asked.since {
            Some(since) => {
                let anew = vec![changed_since::<Occasion>(since), of(&self.changed_efforts(since))];
                given.and(Filter::Any(anew))
            }
            None => given,
        }
    }

    /// The efforts that this organisation gives.
    fn given_by(&self, giver: Option<OrganisationId>) -> Filter<EffortColumn> {
        let Some(giver) = giver else { return Filter::Any(Vec::new()) };
        let is = || Compare::Eq(giver.as_str().into());
        let hubs = self.set::<Hub>(&Filter::Is(HubColumn::OperatorId, is()), HubColumn::Id);
        Filter::Any(vec![Filter::Is(EffortColumn::ProviderId, is()), run_by(hubs)])
    }

    /// The efforts that were changed then or later, or who gives them was.
    fn changed_efforts(&self, since: Timestamp) -> Filter<EffortColumn> {
        let hubs = self.set::<Hub>(&changed_since::<Hub>(since), HubColumn::Id);
        Filter::Any(vec![changed_since::<Effort>(since), run_by(hubs)])
    }

    /// Who gives these efforts.
    fn givers(&self, efforts: &Filter<EffortColumn>) -> Filter<OrganisationColumn> {
        let unchosen = Filter::Is(EffortColumn::ProviderId, Compare::Absent(true)).and(efforts.clone());
        let hubs = Filter::InSet(HubColumn::Id, self.set::<Effort>(&unchosen, EffortColumn::HubId));
        let givers =
            [self.set::<Effort>(efforts, EffortColumn::ProviderId), self.set::<Hub>(&hubs, HubColumn::OperatorId)];
        Filter::Any(givers.map(|set| Filter::InSet(OrganisationColumn::Id, set)).into())
    }

    fn set<T: Record>(&self, filter: &Filter<Column<T>>, column: Column<T>) -> IdSet {
        RecordReader::<T>::new(self.db).set(&self.request, filter, column)
    }

    async fn ids<T: Record>(&self, filter: Filter<Column<T>>) -> Result<Vec<Id<T::Kind>>, Refused> {
        let query = Query::first(MOST + 1).filter(filter);
        let rows = RecordReader::<T>::new(self.db).parts(&self.request, &query, &[T::ID]).await?.rows;
        if rows.len() > MOST as usize {
            return Err(too_many(MOST));
        }
        let id = |row: &Vec<Datum>| match row.first() {
            Some(Datum::Text(id)) => Id::parse(id),
            _ => None,
        };
        Ok(rows.iter().filter_map(id).collect())
    }

    async fn by_ids<T: Record>(&self, ids: &[Id<T::Kind>]) -> Result<Vec<T>, Refused> {
        Ok(RecordReader::<T>::new(self.db).by_ids(&self.request, ids).await?)
    }

    async fn changes(&self, ids: Vec<String>) -> Result<Changes, Refused> {
        Ok(Changes(self.db.written(&ids).await?))
    }
}

/// The efforts of these hubs for which no provider is chosen: the hub's operator gives them.
fn run_by(hubs: IdSet) -> Filter<EffortColumn> {
    Filter::Is(EffortColumn::ProviderId, Compare::Absent(true)).and(Filter::InSet(EffortColumn::HubId, hubs))
}

fn parsed<'i, K: Kind>(ids: impl Iterator<Item = &'i str>) -> Vec<Id<K>> {
    ids.filter_map(Id::parse).collect()
}
