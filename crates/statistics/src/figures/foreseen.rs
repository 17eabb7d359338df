//! How a question would be answered, said before anything is read.

use std::sync::Arc;

use access::{Action, Request, view};
use kernel::{Error, Result};

use super::{
    Breakdown, Question,
    audience::{Own, actions, audience},
    crossing::Composed,
};
use crate::disclosure::{Audience, DisclosurePolicy};

kernel::text_enum! {
    /// Svarssätt: how a question is answered.
    pub enum Answered {
        /// As counted and as of now.
        Exact = "EXACT" ("exakt och som det är nu", "as counted and as of now"),
        /// As figures of others' records are told.
        Protected = "PROTECTED" ("med skydd, per senaste årsskifte eller kvartal", "protected, as of the last turn of year or quarter"),
    }
}

/// What a question is answered from.
pub(super) enum Way {
    /// The records as they are.
    Exact,
    /// Those of them that are everyone's.
    Open,
    /// What is told of others'.
    Composed(Box<Composed>),
}

impl Way {
    const fn answered(&self) -> Answered {
        match self {
            Self::Exact | Self::Open => Answered::Exact,
            Self::Composed(_) => Answered::Protected,
        }
    }
}

impl Question {
    /// How the question would be answered. Reads nothing.
    ///
    /// # Errors
    /// As the question itself would be refused, before it is known how large its table is.
    pub fn foreseen(&self, request: &Arc<Request>) -> Result<Answered> {
        let own = self.way(request)?.1.answered();
        let other = self.measure.spec().against.map(|against| self.plain().of(against).way(request)).transpose()?;
        let other = other.map_or(Answered::Exact, |(_, way)| way.answered());
        Ok(if (own, other) == (Answered::Exact, Answered::Exact) { Answered::Exact } else { Answered::Protected })
    }

    /// The rule for the question, and what it is answered from.
    ///
    /// # Errors
    /// As [`Question::foreseen`].
    pub(super) fn way(&self, request: &Arc<Request>) -> Result<(&'static DisclosurePolicy, Way)> {
        self.check()?;
        self.plain().way_of_plain(request)
    }

    fn way_of_plain(&self, request: &Arc<Request>) -> Result<(&'static DisclosurePolicy, Way)> {
        if view(request, Action::ReadStatistics).scope().is_empty() {
            return Err(Error::Denied);
        }
        let own = Own::of(request, &actions(self));
        let audience = if own.holds(self) { Audience::Owner } else { audience(request) };
        let way = match (audience, self.measure.is_open()) {
            (Audience::Owner, _) => Way::Exact,
            (_, true) => Way::Open,
            (_, false) => Way::Composed(Box::new(self.composed(audience)?)),
        };
        Ok((DisclosurePolicy::current(audience), way))
    }

    /// Every dimension of the measure that the question is not divided by yet, with how it would be answered by that one too.
    pub fn further(&self, request: &Arc<Request>) -> Vec<(Breakdown, Result<Answered>)> {
        let is_free = |breakdown: &Breakdown| !self.by.contains(breakdown) && self.measure.source(*breakdown).is_some();
        Breakdown::ALL
            .iter()
            .copied()
            .filter(is_free)
            .map(|breakdown| {
                let by = self.by.iter().copied().chain([breakdown]).collect();
                (breakdown, Self { by, ..self.clone() }.foreseen(request))
            })
            .collect()
    }
}
