//! Counts beside an object type: enrolments by status and outcomes by kind, of many efforts at once.

use std::{collections::HashMap, sync::Arc};

use super::{
    Breakdown, Measure, Question, Selection, Statistics,
    audience::{Own, audience},
    category::categories,
    crossing::Composed,
    told::ToldCount,
};
use crate::disclosure::{Audience, Code, DisclosurePolicy, ProtectedCount};
use access::{Action, Request};
use kernel::{
    Result,
    id::{EffortId, HubId, OrganisationId, ProjectId},
};

/// An effort, and who reaches all that is counted beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tallied {
    /// The effort.
    pub id: EffortId,
    /// Its hub.
    pub hub: HubId,
    /// Its project.
    pub project: Option<ProjectId>,
    /// Who provides it.
    pub provider: Option<OrganisationId>,
}

/// The protected counts of one effort (skyddade antal).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Each category in the order of the machine or list: where the caller reaches the records those that occur, else all.
    pub by: Vec<(Code, ProtectedCount)>,
    /// All of them.
    pub total: ProtectedCount,
}

impl Statistics {
    /// Each effort's enrolments by status: exact and as of now where the caller reaches the enrolments, else as they are told of
    /// others' records.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn enrolment_counts(
        &self,
        request: &Arc<Request>,
        efforts: &[Tallied],
    ) -> Result<HashMap<EffortId, Tally>> {
        self.tallies(request, efforts, Measure::Enrolments, Breakdown::Status, Action::ReadEnrolments).await
    }

    /// Each effort's recorded outcomes by kind: exact and as of now where the caller reaches them, else as they are told of
    /// others' records.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn outcome_counts(
        &self,
        request: &Arc<Request>,
        efforts: &[Tallied],
    ) -> Result<HashMap<EffortId, Tally>> {
        self.tallies(request, efforts, Measure::Outcomes, Breakdown::OutcomeKind, Action::ReadOutcomes).await
    }

    async fn tallies(
        &self,
        request: &Arc<Request>,
        efforts: &[Tallied],
        measure: Measure,
        by: Breakdown,
        action: Action,
    ) -> Result<HashMap<EffortId, Tally>> {
        let own = Own::of(request, &[action]);
        let (mine, others): (Vec<&Tallied>, Vec<&Tallied>) = efforts.iter().partition(|effort| own.reaches(effort));
        let question = |efforts: &[&Tallied]| Question {
            measure,
            by: vec![Breakdown::Effort, by],
            selection: Selection { efforts: efforts.iter().map(|effort| effort.id).collect(), ..Selection::default() },
        };
        let mut tallies = HashMap::new();
        for (efforts, policy) in
            [(mine, DisclosurePolicy::current(Audience::Owner)), (others, DisclosurePolicy::current(audience(request)))]
        {
            if efforts.is_empty() {
                continue;
            }
            let question = question(&efforts);
            let cells = if policy.is_exact() {
                self.exact(&question).await?.cells
            } else {
                // One effort at a time: nothing is told of several together.
                let composed = Composed { question, summed: vec![true, false], late: false, kept: Vec::new() };
                self.protected(&composed, 2, policy).await?.cells
            };
            for effort in efforts {
                tallies.insert(effort.id, tally(measure, by, effort.id, &cells, policy));
            }
        }
        Ok(tallies)
    }
}

fn tally(
    measure: Measure,
    by: Breakdown,
    effort: EffortId,
    cells: &HashMap<Vec<Option<Code>>, ToldCount>,
    policy: &DisclosurePolicy,
) -> Tally {
    let count = |code: Option<&str>| {
        let key = vec![Some(effort.to_string()), code.map(str::to_owned)];
        cells.get(&key).map_or(0, |told| told.count)
    };
    let all = categories(measure, by).iter().map(|(code, ..)| *code);
    let told = all.map(|code| (code, count(Some(code)))).filter(|(_, count)| *count > 0 || !policy.is_exact());
    Tally {
        by: told.map(|(code, count)| (code.to_owned(), policy.told(count))).collect(),
        total: policy.told(count(None)),
    }
}
