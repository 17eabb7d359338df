//! Who asks, and so how much is told: from the reach that the caller has row by row.

use std::sync::Arc;

use access::{Action, Request, Scope, view};
use kernel::{
    Id,
    id::{CouncilId, HubId, OrganisationId, ProjectId},
};

use super::{Breakdown, Measure, Question};
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

    /// The columns of `measure`'s table that say whose a record is, each with the caller's.
    pub(super) fn columns(&self, measure: Measure) -> Vec<(&'static str, Vec<&str>)> {
        let organisations = ("r.organisation_id", texts(&self.organisations));
        let projects = ("r.project_id", texts(&self.projects));
        let hubs = ("r.hub_id", texts(&self.hubs));
        match measure {
            Measure::Needs | Measure::PeopleNeeded => {
                vec![organisations, ("r.council_id", texts(&self.councils))]
            }
            Measure::Participants => vec![organisations, projects],
            Measure::Enrolments | Measure::Hours => {
                vec![organisations, projects, hubs, ("r.provider_id", texts(&self.providers))]
            }
            Measure::Outcomes => vec![organisations, projects, hubs],
        }
    }

    /// Whether every record that `question` selects is the caller's, by what it selects alone.
    pub(super) fn holds(&self, question: &Question) -> bool {
        fn within<K>(chosen: &[Id<K>], mine: &[Id<K>]) -> bool {
            !chosen.is_empty() && chosen.iter().all(|id| mine.contains(id))
        }
        let chosen = &question.selection;
        self.all
            || within(&chosen.organisations, &self.organisations)
            || within(&chosen.projects, &self.projects)
            || within(&chosen.hubs, &self.hubs)
            || (question.measure.is_of_needs() && within(&chosen.councils, &self.councils))
    }
}

fn texts<K>(ids: &[Id<K>]) -> Vec<&str> {
    ids.iter().map(Id::as_str).collect()
}

/// The leave that the rows behind `question` take.
pub(super) fn actions(question: &Question) -> Vec<Action> {
    let mut actions = vec![match question.measure {
        Measure::Needs | Measure::PeopleNeeded => Action::ReadNeeds,
        Measure::Participants => Action::ReadParticipations,
        Measure::Enrolments | Measure::Hours => Action::ReadEnrolments,
        Measure::Outcomes => Action::ReadOutcomes,
    }];
    use Breakdown as B;
    let of_person = |breakdown| {
        matches!(breakdown, B::Sex | B::AgeBand | B::EmploymentSituation | B::Municipality | B::County | B::Region)
            || matches!(
                breakdown,
                B::Industry | B::IndustryDivision | B::Occupation | B::OccupationArea | B::Completeness
            )
    };
    let mut also = |needed: bool, action| {
        if needed && !actions.contains(&action) {
            actions.push(action);
        }
    };
    also(!question.measure.is_of_needs() && question.uses(of_person), Action::ReadParticipations);
    also(question.uses(|breakdown| breakdown == B::OutcomeKind), Action::ReadOutcomes);
    actions
}

/// The audience that `request` belongs to when the records are not its own.
pub(super) fn audience(request: &Request) -> Audience {
    let engaged = request.actor.assignments.iter().any(|held| {
        held.organisation.is_some() || held.council.is_some() || held.hub.is_some() || held.project.is_some()
    });
    if engaged { Audience::Council } else { Audience::Public }
}
