//! Who asks, and so how much is told: from the reach that the caller has row by row.

use std::sync::Arc;

use access::{Action, Request, Scope, view};
use kernel::{
    Id,
    id::{CouncilId, HubId, OrganisationId, ProjectId},
};

use super::{Breakdown, Measure, Question, Tallied, measures::Owner, source::Join};
use crate::disclosure::Audience;

/// The records the caller reaches row by row: what a reader knows beforehand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Own {
    pub(super) all: bool,
    pub(super) organisations: Vec<OrganisationId>,
    pub(super) providers: Vec<OrganisationId>,
    pub(super) councils: Vec<CouncilId>,
    pub(super) hubs: Vec<HubId>,
    pub(super) projects: Vec<ProjectId>,
}

impl Own {
    /// The reach common to `actions`: to know the women among the enrolled takes leave to read both rows.
    pub(super) fn of(request: &Arc<Request>, actions: &[Action]) -> Self {
        let mut reaches = actions.iter().map(|action| Self::reach(view(request, *action).scope()));
        let first = reaches.next().unwrap_or_default();
        reaches.fold(first, Self::common)
    }

    fn reach(scope: &Scope) -> Self {
        Self {
            all: scope.all,
            organisations: scope.organisations.clone(),
            providers: scope.providers.clone(),
            councils: scope.councils.clone(),
            hubs: scope.hubs.clone(),
            projects: scope.projects.clone(),
        }
    }

    fn common(self, other: Self) -> Self {
        fn both<K>(mut mine: Vec<Id<K>>, theirs: &[Id<K>]) -> Vec<Id<K>> {
            mine.retain(|id| theirs.contains(id));
            mine
        }
        match (self.all, other.all) {
            (true, _) => other,
            (_, true) => self,
            _ => Self {
                all: false,
                organisations: both(self.organisations, &other.organisations),
                providers: both(self.providers, &other.providers),
                councils: both(self.councils, &other.councils),
                hubs: both(self.hubs, &other.hubs),
                projects: both(self.projects, &other.projects),
            },
        }
    }

    /// Whether all that belongs to the effort is the caller's.
    pub(super) fn reaches(&self, effort: &Tallied) -> bool {
        self.all
            || self.hubs.contains(&effort.hub)
            || effort.project.is_some_and(|project| self.projects.contains(&project))
            || effort.provider.is_some_and(|provider| self.providers.contains(&provider))
    }

    /// Whether every record that `question` selects is the caller's, by what it selects alone.
    pub(super) fn holds(&self, question: &Question) -> bool {
        fn within<K>(chosen: &[Id<K>], mine: &[Id<K>]) -> bool {
            !chosen.is_empty() && chosen.iter().all(|id| mine.contains(id))
        }
        let chosen = &question.selection;
        let holds = |owner| match owner {
            Owner::Organisation => within(&chosen.organisations, &self.organisations),
            Owner::Provider => within(&chosen.providers, &self.providers),
            Owner::Council => within(&chosen.councils, &self.councils),
            Owner::Hub => within(&chosen.hubs, &self.hubs),
            Owner::Project => within(&chosen.projects, &self.projects),
        };
        let spec = question.measure.spec();
        // What is open as it is has no owner who is told more.
        (!spec.is_open || spec.disclosed.is_some()) && (self.all || spec.owners.iter().any(|owner| holds(*owner)))
    }

    /// The codes of `breakdown` that hold the caller's own records of `measure` and nobody else's.
    pub(super) fn codes(&self, measure: Measure, breakdown: Breakdown) -> Vec<String> {
        fn codes<K>(ids: &[Id<K>]) -> Vec<String> {
            ids.iter().map(ToString::to_string).collect()
        }
        let (owner, codes) = match breakdown {
            Breakdown::Organisation => (Owner::Organisation, codes(&self.organisations)),
            Breakdown::Provider => (Owner::Provider, codes(&self.providers)),
            Breakdown::Council => (Owner::Council, codes(&self.councils)),
            Breakdown::Hub => (Owner::Hub, codes(&self.hubs)),
            Breakdown::Project => (Owner::Project, codes(&self.projects)),
            _ => return Vec::new(),
        };
        if measure.spec().owners.contains(&owner) { codes } else { Vec::new() }
    }
}

/// The leave that the rows behind `question` take.
pub(super) fn actions(question: &Question) -> Vec<Action> {
    let measure = question.measure;
    let mut actions = vec![measure.spec().reads];
    let takes = |wanted| question.uses(|breakdown| measure.source(breakdown).is_some_and(|(_, join)| join == wanted));
    for (join, action) in [(Join::Participation, Action::ReadParticipations), (Join::Outcome, Action::ReadOutcomes)] {
        if takes(join) && !actions.contains(&action) {
            actions.push(action);
        }
    }
    actions
}

/// The audience that `request` belongs to when the records are not its own.
pub(super) fn audience(request: &Request) -> Audience {
    let engaged = request.actor.assignments.iter().any(|held| {
        held.organisation.is_some() || held.council.is_some() || held.hub.is_some() || held.project.is_some()
    });
    if engaged { Audience::Council } else { Audience::Public }
}
