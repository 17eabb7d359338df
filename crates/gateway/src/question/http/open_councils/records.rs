//! What is read for the open formats: as whoever asks or as anyone, and never more rows than an answer may hold.

use std::{collections::BTreeSet, sync::Arc};

use councils::{
    Council, CouncilMeeting, CouncilSeat, Membership, Organisation, OrganisationName, Representative,
    meeting::{
        CouncilMeetingColumn,
        agenda::{AgendaItem, AgendaItemColumn},
        decision::{CouncilDecision, CouncilDecisionColumn},
        vote::{DecisionVote, DecisionVoteColumn},
    },
    membership::{MembershipColumn, MembershipStatus},
    organisation::OrganisationNameColumn,
    representative::RepresentativeColumn,
    seat::CouncilSeatColumn,
};
use industry_councils::IndustryCouncil;
use kernel::{
    Direction, Error, Id, Slice, Timestamp,
    id::{CouncilId, IndustryCouncilId, OrganisationId},
};
use serde_json::Value;
use store::{Column, Compare, Db, Filter, Query, Record, RecordReader};

use crate::{
    open_councils::{
        Assembly, Changes,
        popolo::{Roll, Year},
    },
    question::refused::{Kind, Refused},
};

/// Most rows of one kind in an answer.
const MOST: u32 = 10_000;
/// Most mandates of a page of councils, where it holds several.
const SEATED: i64 = 1_000;
/// Meetings of a calendar: twenty-five years of one every three weeks.
const LATEST: u32 = 500;

/// No such thing, or none within the caller's reach.
pub(super) fn unknown() -> Refused {
    Refused::new(Kind::UnknownRecord)
}

/// The rows that a call reaches.
pub(super) struct Records<'r> {
    /// Where they are.
    pub db: &'r Db,
    /// Who asks.
    pub request: Arc<access::Request>,
}

impl Records<'_> {
    /// The council or industry council with this public id.
    pub(super) async fn assembly(&self, id: &str) -> Result<Assembly, Refused> {
        if let Some(id) = CouncilId::parse(id) {
            return self.one::<Council>(id).await.map(Assembly::Council);
        }
        let id = IndustryCouncilId::parse(id).ok_or_else(unknown)?;
        self.one::<IndustryCouncil>(id).await.map(Assembly::Branch)
    }

    /// One row.
    pub(super) async fn one<T: Record>(&self, id: Id<T::Kind>) -> Result<T, Refused> {
        RecordReader::<T>::new(self.db).one(&self.request, id).await.map_err(|error| match error {
            Error::NotFound | Error::Denied => unknown(),
            other => other.into(),
        })
    }

    /// The rows with these ids that are reached.
    pub(super) async fn by_ids<T: Record>(&self, ids: &[Id<T::Kind>]) -> Result<Vec<T>, Refused> {
        Ok(RecordReader::<T>::new(self.db).by_ids(&self.request, ids).await?)
    }

    /// A page.
    pub(super) async fn page<T: Record>(&self, query: &Query<Column<T>>) -> Result<Slice<T>, Refused> {
        Ok(RecordReader::<T>::new(self.db).page(&self.request, query).await?)
    }

    /// Every row that `filter` lets through.
    pub(super) async fn every<T: Record>(&self, filter: Filter<Column<T>>) -> Result<Vec<T>, Refused> {
        let rows = self.page::<T>(&Query::first(MOST + 1).filter(filter)).await?.rows;
        if rows.len() > MOST as usize {
            return Err(Refused::new(Kind::TooManyRows { most: u64::from(MOST) }));
        }
        Ok(rows)
    }

    /// So many rows after the one with this id, in the order in which they were made.
    pub(super) async fn after<T: Record>(
        &self,
        filter: Filter<Column<T>>,
        after: Option<Id<T::Kind>>,
        size: u32,
    ) -> Result<Slice<T>, Refused> {
        let later = after.map(|after| Filter::Is(T::ID, Compare::Gt(after.as_str().into())));
        let filter = Filter::All([Some(filter), later].into_iter().flatten().collect());
        self.page::<T>(&Query::first(size).filter(filter)).await
    }

    /// When the things with these public ids were written.
    pub(super) async fn changes(&self, ids: &[String]) -> Result<Changes, Refused> {
        Ok(Changes(self.db.written(ids).await?))
    }

    /// Mandates of these councils, by their stored ids, that are or were held, and who has sat on them, as far as the
    /// caller is told.
    pub(super) async fn mandates(
        &self,
        keys: Vec<store::Value>,
    ) -> Result<(Vec<Membership>, Vec<Representative>), Refused> {
        let filter = held_in(keys);
        let ids = RecordReader::<Membership>::new(self.db).set(&self.request, &filter, MembershipColumn::Id);
        let people = self.every::<Representative>(Filter::InSet(RepresentativeColumn::MembershipId, ids)).await?;
        Ok((self.every::<Membership>(filter).await?, people))
    }

    /// How many of these councils, by their stored ids, a page holds with their mandates: from the first on, and one at the least.
    pub(super) async fn fitting(&self, keys: &[String]) -> Result<usize, Refused> {
        let held = held_in(keys.iter().map(|key| key.as_str().into()).collect());
        let reader = RecordReader::<Membership>::new(self.db);
        let counted = reader.tally(&self.request, &held, MembershipColumn::BodyId, None).await?;
        let of = |key: &String| counted.iter().find(|one| one.value.as_ref() == Some(key)).map_or(0, |one| one.rows);
        let mut seated = 0;
        let fits = keys.iter().take_while(|&key| {
            seated += of(key);
            seated <= SEATED
        });
        Ok(fits.count().max(1))
    }

    /// The latest meetings of a council, the earliest of them first, each with its last change; and how many, where there
    /// are more.
    pub(super) async fn latest_meetings(
        &self,
        assembly: &Assembly,
    ) -> Result<(Vec<(CouncilMeeting, Timestamp)>, Option<usize>), Refused> {
        let own = Filter::Is(CouncilMeetingColumn::BodyId, Compare::Eq(assembly.key().into()));
        let Slice { rows, has_next, .. } = self.page::<CouncilMeeting>(&latest_first(LATEST, own)).await?;
        let ids: Vec<String> = rows.iter().map(|meeting| meeting.id.public()).collect();
        let changes = self.changes(&ids).await?;
        let dated = rows.into_iter().rev().map(|meeting| {
            let changed = changes.modified(&meeting.id);
            (meeting, changed)
        });
        Ok((dated.collect(), has_next.then_some(LATEST as usize)))
    }

    /// A council's file of Popolo, which is at `address`: with the votes of `year`, or of the latest with approved
    /// minutes.
    pub(super) async fn roll(&self, id: &str, year: Option<i32>, address: &str) -> Result<Value, Refused> {
        let assembly = self.assembly(id).await?;
        let parent: Option<Council> = match &assembly {
            Assembly::Council(council) => match council.parent {
                Some(parent) => Some(self.one::<Council>(parent).await?),
                None => None,
            },
            Assembly::Branch(branch) => Some(self.one::<Council>(branch.council).await?),
        };
        let own = |column| Filter::Is(column, Compare::Eq(assembly.key().into()));
        let (mandates, representatives) = self.mandates(vec![assembly.key().into()]).await?;
        let seats = self
            .every::<CouncilSeat>(Filter::Is(CouncilSeatColumn::BodyId, Compare::Eq(assembly.key().into())))
            .await?;
        let year = match year {
            Some(year) => Some(year),
            None => self.latest_year(own(CouncilMeetingColumn::BodyId)).await?,
        };
        let (mut meetings, mut items, mut decisions, mut votes) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut earlier = None;
        if let Some(year) = year {
            let at = |compare| Filter::Is(CouncilMeetingColumn::MeetsIn, compare);
            let meets = own(CouncilMeetingColumn::BodyId);
            earlier = self.latest_year(meets.clone().and(at(Compare::Lt(year.into())))).await?;
            meetings = self.every::<CouncilMeeting>(meets.and(at(Compare::Eq(year.into())))).await?;
            let ids: Vec<store::Value> = meetings.iter().map(|meeting| meeting.id.as_str().into()).collect();
            items = self.every::<AgendaItem>(of(AgendaItemColumn::MeetingId, &ids)).await?;
            decisions = self.every::<CouncilDecision>(of(CouncilDecisionColumn::MeetingId, &ids)).await?;
            votes = self.every::<DecisionVote>(of(DecisionVoteColumn::MeetingId, &ids)).await?;
            votes.retain(DecisionVote::stands);
        }
        let holders = mandates.iter().map(|mandate| mandate.organisation);
        let holders: BTreeSet<OrganisationId> = holders.chain(votes.iter().map(|vote| vote.organisation)).collect();
        let mut organisations = self.by_ids::<Organisation>(&holders.into_iter().collect::<Vec<_>>()).await?;
        organisations.sort_by_key(|organisation| organisation.id);
        let borne = organisations.iter().map(|one| one.id.as_str().into()).collect();
        let mut names = self
            .every::<OrganisationName>(Filter::Is(OrganisationNameColumn::OrganisationId, Compare::In(borne)))
            .await?;
        names.sort_by_key(|name| name.valid_from);
        let told = year.map(|year| Year {
            year,
            earlier,
            meetings: &meetings,
            items: &items,
            decisions: &decisions,
            votes: &votes,
        });
        let roll = Roll {
            address,
            assembly: &assembly,
            parent: parent.as_ref(),
            organisations: &organisations,
            names: &names,
            seats: &seats,
            mandates: &mandates,
            representatives: &representatives,
            year: told,
        };
        Ok(roll.document())
    }

    /// The year of the latest of the meetings that `filter` lets through.
    async fn latest_year(&self, filter: Filter<CouncilMeetingColumn>) -> Result<Option<i32>, Refused> {
        let latest = self.page::<CouncilMeeting>(&latest_first(1, filter)).await?;
        Ok(latest.rows.first().map(CouncilMeeting::year))
    }
}

/// Mandates of these councils that are or were held.
fn held_in(keys: Vec<store::Value>) -> Filter<MembershipColumn> {
    use MembershipStatus as S;
    let held = [S::Active, S::OnLeave, S::Ended].map(|status| status.as_str().into());
    Filter::Is(MembershipColumn::BodyId, Compare::In(keys))
        .and(Filter::Is(MembershipColumn::Status, Compare::In(held.to_vec())))
}

/// Those of these meetings.
pub(super) fn of<C>(column: C, meetings: &[store::Value]) -> Filter<C> {
    Filter::Is(column, Compare::In(meetings.to_vec()))
}

fn latest_first(most: u32, filter: Filter<CouncilMeetingColumn>) -> Query<CouncilMeetingColumn> {
    Query { order: vec![(CouncilMeetingColumn::StartsAt, Direction::Desc)], ..Query::first(most).filter(filter) }
}
