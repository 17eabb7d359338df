//! Which education could answer needs, and which of it best. What is read is bounded by the needs' codes, never by the supply: so many
//! offerings of a code, so many events of an offering.

use std::{cmp::Reverse, collections::HashMap, sync::Arc};

use async_graphql::Context;
use chrono::{Months, NaiveDate};
use education_supply::{
    EducationEvent, EducationOffering,
    event::EducationEventColumn as Event,
    matching::{
        Content, Given, Near, Places, Term, Wanted, content_terms, given_terms, in_order, levels, pace_of, score,
    },
    offering::EducationOfferingColumn as Offering,
};
use efforts::{
    Effort, Occasion,
    effort::{Delivery, EffortColumn, EffortStatus},
    occasion::{OccasionColumn, OccasionStatus},
};
use graph::{
    Batch, Node,
    context::{caller, reader},
};
use industry_councils::need::{Need, NeedBasis, NeedHorizon};
use kernel::{
    Direction, Id, Result, Slice,
    id::{EducationOfferingId, NeedId},
};
use store::{Column, Compare, Family, Filter, Mapped, Query, Record};

use super::{coded::Coded, object::NeedMatch};

/// So many of each code are looked at.
const OF_A_CODE: u32 = 20;
/// So many offerings of a need, the nearest by what they are about, are looked at with their events.
const NEAREST: usize = 30;
/// So many events to come of an offering, or occasions of an effort, are looked at, the first first.
const TO_COME: u32 = 3;

/// What is asked for of each need.
pub(super) struct Asked {
    /// As many as a page holds.
    pub(super) first: usize,
    /// The one before the page, by its cursor.
    pub(super) after: Option<String>,
    /// Language of instruction.
    pub(super) language: Option<String>,
}

/// What could answer a need.
enum Found<'a> {
    /// Of others, by the event to come that fits best.
    Supply(EducationOfferingId, Option<&'a EducationEvent>),
    /// Of a hub's own, by the occasion that fits best.
    Own(&'a Effort, &'a Occasion),
}

/// One of them with its score.
struct Ranked<'a> {
    score: i32,
    terms: Vec<Term>,
    found: Found<'a>,
}

impl<'a> Ranked<'a> {
    fn new(terms: Vec<Term>, found: Found<'a>) -> Self {
        Self { score: score(&terms), terms, found }
    }

    fn cursor(&self) -> String {
        match &self.found {
            Found::Supply(offering, _) => offering.public(),
            Found::Own(effort, _) => effort.id.public(),
        }
    }
}

/// Each need's page of matches, the best first, equals by their ids.
///
/// # Errors
/// `Unavailable`, `Broken`.
pub(super) async fn matches(
    ctx: &Context<'_>,
    needs: &[Need],
    asked: &Asked,
    today: NaiveDate,
) -> Result<HashMap<NeedId, Vec<NeedMatch>>> {
    let wanted: Vec<Wanted> = needs.iter().map(|need| wanted(need, asked.language.clone(), today)).collect();
    let others = Others::read(ctx, &wanted, today).await?;
    let own = Own::read(ctx, &wanted, today).await?;
    let pages: Vec<Vec<Ranked<'_>>> = wanted
        .iter()
        .enumerate()
        .map(|(at, wanted)| page(others.ranked(at, wanted).chain(own.ranked(wanted)), asked))
        .collect();
    let nodes = Nodes::read(ctx, &pages).await?;
    let told = |ranked: Vec<Ranked<'_>>| ranked.into_iter().filter_map(|one| nodes.told(one)).collect();
    Ok(needs.iter().map(|need| need.id).zip(pages.into_iter().map(told)).collect())
}

fn page<'a>(all: impl Iterator<Item = Ranked<'a>>, asked: &Asked) -> Vec<Ranked<'a>> {
    let mut all: Vec<Ranked<'a>> = all.collect();
    all.sort_by_cached_key(|one| (Reverse(one.score), one.cursor()));
    let skipped = asked
        .after
        .as_ref()
        .map_or(0, |after| all.iter().position(|one| one.cursor() == *after).map_or(all.len(), |at| at + 1));
    all.into_iter().skip(skipped).take(asked.first).collect()
}

/// What a need says it wants; its last day is that of its horizon where none is stated.
fn wanted(need: &Need, language: Option<String>, today: NaiveDate) -> Wanted {
    let codes = &need.codes;
    let months = match need.horizon {
        NeedHorizon::Short => 12,
        NeedHorizon::Medium => 36,
        NeedHorizon::Long => 120,
    };
    let occupations = Near::occupation(codes.ssyk.as_deref(), codes.occupation.as_deref());
    let levels = occupations.codes().next().and_then(levels);
    Wanted {
        skills: Near::skill(codes.skill.as_deref()),
        levels,
        occupations,
        places: Places::of(codes.municipality.as_deref(), codes.region.as_deref(), today),
        by: need.needed_by.unwrap_or(need.reported_on + Months::new(months)),
        at_work: need.basis != NeedBasis::NewRecruits,
        language,
    }
}

/// What a need's nearest offerings are, by what they are about: the terms of that, and the offering.
type Nearest = Vec<(Vec<Term>, EducationOfferingId)>;

/// Offerings that the source has not taken back, with their events to come.
struct Others {
    /// A need each.
    nearest: Vec<Nearest>,
    events: HashMap<String, Slice<EducationEvent>>,
}

impl Others {
    async fn read(ctx: &Context<'_>, wanted: &[Wanted], today: NaiveDate) -> Result<Self> {
        let there = Filter::Is(Offering::RemovedOn, Compare::Absent(true));
        let given = Filter::Is(Offering::ExpiresKey, Compare::Gte(today.into()));
        let mut query = Query::first(OF_A_CODE).filter(there.and(given));
        // Those that are given the longest: the index ends with them, and none that is over is read.
        query.order = vec![(Offering::ExpiresKey, Direction::Desc)];
        query.looked_at = Some(vec![Offering::SkillCode, Offering::SsykCode, Offering::IscedCode]);
        let codes = (Offering::SkillCode, Offering::SsykCode);
        let coded = Coded::<EducationOffering>::read(ctx, wanted, codes, &query).await?;
        let nearest: Vec<Nearest> = wanted.iter().map(|wanted| nearest(wanted, &coded.of(wanted))).collect();
        let ids: Vec<&str> = nearest.iter().flatten().map(|(_, id)| id.as_str()).collect();
        let continuously = Filter::Is(Event::AdmitsContinuously, Compare::Eq(true.into()));
        let to_come = Filter::All(vec![
            EducationEvent::offered(true),
            Filter::Is(Event::StartsKey, Compare::Gte(today.into())),
            Filter::Any(vec![absent_or_later(Event::ApplyUntil, today), continuously]),
        ]);
        let events = below::<EducationEvent>(ctx, Event::OfferingId, &ids, to_come, Event::StartsKey).await?;
        Ok(Self { nearest, events })
    }

    /// Those of the need at this place, each with the event that fits best.
    fn ranked<'a>(&'a self, at: usize, wanted: &'a Wanted) -> impl Iterator<Item = Ranked<'a>> {
        self.nearest[at].iter().map(move |(terms, id)| {
            let rows = self.events.get(id.as_str()).map_or(&[][..], |slice| slice.rows.as_slice());
            let (event, given) = best(rows, |event| given_terms(wanted, event.map(Given::from).as_ref()));
            Ranked::new(in_order(terms.iter().cloned().chain(given)), Found::Supply(*id, event))
        })
    }
}

fn nearest(wanted: &Wanted, offerings: &[&EducationOffering]) -> Nearest {
    let with_terms = |offering: &&EducationOffering| (content_terms(wanted, &Content::from(*offering)), offering.id);
    let mut nearest: Nearest = offerings.iter().map(with_terms).collect();
    nearest.sort_by_key(|(terms, id)| (Reverse(score(terms)), *id));
    nearest.truncate(NEAREST);
    nearest
}

/// Efforts that the public sees or that the caller reaches, with their confirmed occasions to come.
struct Own {
    efforts: Coded<Effort>,
    occasions: HashMap<String, Slice<Occasion>>,
}

impl Own {
    async fn read(ctx: &Context<'_>, wanted: &[Wanted], today: NaiveDate) -> Result<Self> {
        let going_on = [EffortStatus::Scheduled, EffortStatus::Open, EffortStatus::Running];
        let going_on = Compare::In(going_on.iter().map(|status| status.as_str().into()).collect());
        let mut query = Query::first(OF_A_CODE).filter(Filter::Is(EffortColumn::Status, going_on));
        // So the index by code and status is the one that finds them, and none that is done is read.
        query.order = vec![(EffortColumn::Status, Direction::Asc)];
        let codes = (EffortColumn::SkillCode, EffortColumn::SsykCode);
        let efforts = Coded::<Effort>::read(ctx, wanted, codes, &query).await?;
        let to_come = Filter::Is(OccasionColumn::Status, Compare::Eq(OccasionStatus::Confirmed.as_str().into()))
            .and(Filter::Is(OccasionColumn::StartsOn, Compare::Gte(today.into())));
        let found: Vec<&Effort> = wanted.iter().flat_map(|wanted| efforts.of(wanted)).collect();
        let ids: Vec<&str> = found.iter().map(|effort| effort.id.as_str()).collect();
        let first_day = OccasionColumn::StartsOn;
        let occasions = below::<Occasion>(ctx, OccasionColumn::EffortId, &ids, to_come, first_day).await?;
        Ok(Self { efforts, occasions })
    }

    /// Those near what is wanted, each with the occasion that fits best; none without.
    fn ranked<'a>(&'a self, wanted: &'a Wanted) -> impl Iterator<Item = Ranked<'a>> {
        self.efforts.of(wanted).into_iter().filter_map(move |effort| {
            let rows = self.occasions.get(effort.id.as_str())?.rows.as_slice();
            let given = |occasion: Option<&Occasion>| {
                given_terms(wanted, occasion.map(|occasion| given_at(effort, occasion)).as_ref())
            };
            let (occasion, given) = best(rows, given);
            let content = Content {
                skill: effort.codes.skill.as_deref(),
                occupation: effort.codes.ssyk.as_deref(),
                level: None,
                is_accessible: effort.accessibility.is_some(),
            };
            let terms = in_order(content_terms(wanted, &content).into_iter().chain(given));
            Some(Ranked::new(terms, Found::Own(effort, occasion?)))
        })
    }
}

/// What an occasion says of time and place; its pace is that of the effort's hours over its weeks.
fn given_at<'a>(effort: &Effort, occasion: &'a Occasion) -> Given<'a> {
    Given {
        municipality: occasion.municipality.as_deref(),
        is_distance: occasion.delivery == Delivery::Distance,
        starts_on: Some(occasion.starts_on),
        ends_on: Some(occasion.ends_on),
        pace_percent: Some(pace_of(effort.hours, occasion.starts_on, occasion.ends_on)),
        ..Given::default()
    }
}

/// The row with the best terms, the first of equals; the terms of none where there is no row.
fn best<'a, T>(rows: &'a [T], terms: impl Fn(Option<&'a T>) -> Vec<Term>) -> (Option<&'a T>, Vec<Term>) {
    let all = rows.iter().map(|row| (Some(row), terms(Some(row)))).rev();
    all.max_by_key(|(_, terms)| score(terms)).unwrap_or_else(|| (None, terms(None)))
}

fn absent_or_later<C: Copy>(column: C, day: NaiveDate) -> Filter<C> {
    Filter::Any(vec![Filter::Is(column, Compare::Absent(true)), Filter::Is(column, Compare::Gte(day.into()))])
}

/// What comes next under each of these.
async fn below<T: Record>(
    ctx: &Context<'_>,
    parent: Column<T>,
    parents: &[&str],
    filter: Filter<Column<T>>,
    first_day: Column<T>,
) -> Result<HashMap<String, Slice<T>>> {
    let mut query = Query::first(TO_COME).filter(filter);
    query.order = vec![(first_day, Direction::Asc)];
    reader::<T>(ctx).children(&caller(ctx).request, Family::Column(parent), parents, &query).await
}

/// What is shown of all pages, each kind together.
struct Nodes {
    offerings: Together<EducationOffering>,
    events: Together<EducationEvent>,
    efforts: Together<Effort>,
    occasions: Together<Occasion>,
}

impl Nodes {
    async fn read(ctx: &Context<'_>, pages: &[Vec<Ranked<'_>>]) -> Result<Self> {
        let (mut offerings, mut events, mut efforts, mut occasions) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for one in pages.iter().flatten() {
            match one.found {
                Found::Supply(offering, event) => {
                    offerings.push(offering);
                    events.extend(event.cloned());
                }
                Found::Own(effort, occasion) => {
                    efforts.push(effort.clone());
                    occasions.push(occasion.clone());
                }
            }
        }
        offerings.sort_unstable();
        offerings.dedup();
        let offerings = reader::<EducationOffering>(ctx).by_ids(&caller(ctx).request, &offerings).await?;
        Ok(Self {
            offerings: Together::of(offerings),
            events: Together::of(events),
            efforts: Together::of(efforts),
            occasions: Together::of(occasions),
        })
    }

    /// None of an offering that was deleted meanwhile.
    fn told(&self, one: Ranked<'_>) -> Option<NeedMatch> {
        let (cursor, Ranked { score, terms, found }) = (one.cursor(), one);
        let nothing = NeedMatch { cursor, score, terms, offering: None, event: None, effort: None, occasion: None };
        Some(match found {
            Found::Supply(offering, event) => NeedMatch {
                offering: Some(self.offerings.node(offering)?),
                event: event.and_then(|event| self.events.node(event.id)),
                ..nothing
            },
            Found::Own(effort, occasion) => NeedMatch {
                effort: self.efforts.node(effort.id),
                occasion: self.occasions.node(occasion.id),
                ..nothing
            },
        })
    }
}

/// Rows that know their siblings, by their ids.
struct Together<T: Record> {
    batch: Arc<Batch<T>>,
    at: HashMap<Id<<T as Mapped>::Kind>, usize>,
}

impl<T: Record> Together<T> {
    fn of(rows: Vec<T>) -> Self {
        let at = rows.iter().enumerate().map(|(at, row)| (row.id(), at)).collect();
        Self { batch: Batch::of(rows), at }
    }

    fn node(&self, id: Id<<T as Mapped>::Kind>) -> Option<Node<T>> {
        self.at.get(&id).map(|at| Node::new(&self.batch, *at))
    }
}
