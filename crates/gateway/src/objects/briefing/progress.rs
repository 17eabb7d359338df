//! How far needs have come since the last meeting.

use std::collections::{BTreeMap, HashMap};

use async_graphql::{Context, Object, Result, SimpleObject};
use chrono::NaiveDate;
use graph::{
    Batch, Date, Node,
    context::{caller, reader},
    refuse,
};
use industry_councils::{Need, NeedTransition, need_transition::NeedTransitionColumn};
use kernel::{Direction, id::NeedId};
use store::Query;

use super::{
    object::{MOST, rows},
    window::Window,
};
use crate::objects::need::{NeedObject, NeedStatus};

/// A need's way from the first of its steps to the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Way {
    need: NeedId,
    from: industry_councils::need::NeedStatus,
    to: industry_councils::need::NeedStatus,
    on: NaiveDate,
}

/// The way of each need that is elsewhere than it was, the latest first.
fn ways(steps: &[NeedTransition]) -> Vec<Way> {
    let mut found: Vec<Way> = Vec::new();
    let mut places = HashMap::new();
    for step in steps {
        let place = *places.entry(step.need).or_insert(found.len());
        match found.get_mut(place) {
            Some(way) => (way.to, way.on) = (step.to, step.taken_on),
            None => found.push(Way { need: step.need, from: step.from, to: step.to, on: step.taken_on }),
        }
    }
    found.retain(|way| way.from != way.to);
    found.sort_by_key(|way| std::cmp::Reverse(way.on));
    found
}

/// Needs on the move.
pub struct NeedsProgress {
    ways: Vec<Way>,
    is_cut: bool,
}

impl NeedsProgress {
    /// What the steps between the two meetings come to, within the caller's reach. One statement.
    ///
    /// # Errors
    /// `UNAVAILABLE`, `INTERNAL`.
    pub(super) async fn load(ctx: &Context<'_>, window: Window) -> Result<Self> {
        let mut query = Query::first(MOST).filter(window.steps());
        query.order = vec![(NeedTransitionColumn::TakenOn, Direction::Asc)];
        let found = reader::<NeedTransition>(ctx).page(&caller(ctx).request, &query).await;
        let steps = found.map_err(|error| refuse(ctx, error))?;
        Ok(Self { ways: ways(&steps.rows), is_cut: steps.has_next })
    }
}

/// The needs' way since the last meeting: from the status each had then to the one it has on the day of the meeting.
///
/// Svenska: Behovens väg sedan förra mötet: från den status vart och ett hade då till den det har mötesdagen.
#[Object]
impl NeedsProgress {
    /// Moves: how many needs have gone from one status to another.
    ///
    /// Svenska: Förflyttningar: hur många behov som gått från en status till en annan.
    async fn moves(&self) -> Vec<NeedMove> {
        let mut counted = BTreeMap::new();
        for way in &self.ways {
            *counted.entry((way.from, way.to)).or_insert(0) += 1;
        }
        counted.into_iter().map(|((from, to), needs)| NeedMove { from: from.into(), to: to.into(), needs }).collect()
    }

    /// The needs, the latest to take a step first.
    ///
    /// Svenska: Behoven, de som senast tog ett steg först.
    async fn needs(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, 1–100.\n\nSvenska: Antal, 1–100.")] first: i32,
    ) -> Result<Vec<NeedProgress>> {
        let shown: Vec<&Way> = self.ways.iter().take(rows(ctx, first)? as usize).collect();
        let ids: Vec<NeedId> = shown.iter().map(|way| way.need).collect();
        let found = reader::<Need>(ctx).by_ids(&caller(ctx).request, &ids).await;
        let needs = Batch::of(found.map_err(|error| refuse(ctx, error))?);
        let places: HashMap<NeedId, usize> = needs.rows().iter().enumerate().map(|(at, need)| (need.id, at)).collect();
        let told = shown.iter().filter_map(|way| {
            Some(NeedProgress {
                need: Node::new(&needs, *places.get(&way.need)?).into(),
                status_then: way.from.into(),
                status_now: way.to.into(),
                changed_on: Date(way.on),
            })
        });
        Ok(told.collect())
    }

    /// Cut short: that more steps were taken than are told.
    ///
    /// Svenska: Avkortat: att fler steg togs än som visas.
    async fn is_cut(&self) -> bool {
        self.is_cut
    }
}

/// Move: so many needs, from one status to another.
///
/// Svenska: Förflyttning: så många behov, från en status till en annan.
#[derive(SimpleObject)]
pub struct NeedMove {
    /// Status at the last meeting, or the one that it was reported in.
    ///
    /// Svenska: Status vid förra mötet, eller den som det anmäldes i.
    from: NeedStatus,
    /// Status before the meeting.
    ///
    /// Svenska: Status inför mötet.
    to: NeedStatus,
    /// Number of needs.
    ///
    /// Svenska: Antal behov.
    needs: i64,
}

/// The need's way: where it was, and where it is.
///
/// Svenska: Behovets väg: var det var, och var det är.
#[derive(SimpleObject)]
pub struct NeedProgress {
    /// Need.
    ///
    /// Svenska: Behov.
    need: NeedObject,
    /// Status at the last meeting, or the one that it was reported in since.
    ///
    /// Svenska: Status vid förra mötet, eller den som det anmälts i sedan dess.
    status_then: NeedStatus,
    /// Status before the meeting.
    ///
    /// Svenska: Status inför mötet.
    status_now: NeedStatus,
    /// Latest step, taken on.
    ///
    /// Svenska: Senaste steget, taget den.
    changed_on: Date,
}

#[cfg(test)]
mod tests {
    use industry_councils::need::NeedStatus as S;
    use kernel::{Id, SequentialIds};

    use super::*;

    #[test]
    fn several_steps_are_one_way_and_a_way_back_is_none() {
        let ids = SequentialIds::starting_at(0);
        let (one, other, council) = (Id::new(&ids), Id::new(&ids), Id::new(&ids));
        let day = |day| NaiveDate::from_ymd_opt(2026, 9, day).expect("a day");
        let step = |need, from, to, on| NeedTransition {
            id: Id::new(&ids),
            need,
            council,
            industry_council: None,
            organisation: None,
            from,
            to,
            taken_on: on,
        };
        let steps = [
            step(one, S::Reported, S::Qualified, day(1)),
            step(other, S::PartlyMet, S::InAction, day(2)),
            step(one, S::Qualified, S::Endorsed, day(3)),
            step(other, S::InAction, S::PartlyMet, day(4)),
        ];
        assert_eq!(ways(&steps), [Way { need: one, from: S::Reported, to: S::Endorsed, on: day(3) }]);
        assert_eq!(ways(&steps[..2]).iter().map(|way| way.need).collect::<Vec<_>>(), [other, one]);
    }
}
