//! Counts beside an object type: enrolments by status and outcomes by kind, of many efforts at once; participants, of many projects.

use std::{collections::HashMap, sync::Arc};

use super::{
    Breakdown, Measure, Question, Selection, Statistics,
    audience::{Own, audience},
    category::categories,
    crossing::Composed,
    equality::turn_of_year,
    told::{DisclosedCount, Key},
};
use crate::disclosure::{Audience, Code, DisclosurePolicy, ProtectedCount};
use access::{Action, Request};
use chrono::NaiveDate;
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

    /// Each project's participations begun until `as_of`, or all: exact and as of now where the caller reaches them all, else as they
    /// are told of others' records, until the turn of a year the years added up.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn participant_counts(
        &self,
        request: &Arc<Request>,
        projects: &[ProjectId],
        as_of: Option<NaiveDate>,
    ) -> Result<HashMap<ProjectId, ProtectedCount>> {
        let today = self.db.clock().today();
        let as_of = as_of.filter(|day| *day < today);
        let own = Own::of(request, &[Action::ReadParticipations]);
        let (mine, others): (Vec<ProjectId>, Vec<ProjectId>) =
            projects.iter().partition(|project| own.all || own.projects.contains(project));
        let mut counts = HashMap::new();
        for (projects, policy) in ways(request, mine, others) {
            let mut selection = Selection { projects: projects.clone(), to: as_of, ..Selection::default() };
            let (mut by, mut summed) = (vec![Breakdown::Project], vec![true]);
            if let Some(turn) = as_of.filter(|_| !policy.is_exact()).map(turn_of_year) {
                (selection.as_of, selection.to) = (Some(turn), Some(turn));
                by.push(Breakdown::Year);
                summed.push(true);
            }
            let question = Question { measure: Measure::Participants, by, selection };
            let cells = self.told(question, summed, 1, policy).await?;
            for project in projects {
                let told = cells.get(&vec![Some(project.to_string())]).map_or(0, |told| told.count);
                counts.insert(project, policy.told(told));
            }
        }
        Ok(counts)
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
        let mut tallies = HashMap::new();
        for (efforts, policy) in ways(request, mine, others) {
            let efforts: Vec<EffortId> = efforts.into_iter().map(|effort| effort.id).collect();
            let question = Question {
                measure,
                by: vec![Breakdown::Effort, by],
                selection: Selection { efforts: efforts.clone(), ..Selection::default() },
            };
            let cells = self.told(question, vec![true, false], 2, policy).await?;
            for effort in efforts {
                tallies.insert(effort, tally(measure, by, effort, &cells, policy));
            }
        }
        Ok(tallies)
    }

    /// The cells of what stands side by side, one at a time: nothing is told of several together, whose total is the sum of what is
    /// told. Of the dimensions the first `asked` stay.
    async fn told(
        &self,
        question: Question,
        summed: Vec<bool>,
        asked: usize,
        policy: &'static DisclosurePolicy,
    ) -> Result<HashMap<Key, DisclosedCount>> {
        if policy.is_exact() {
            return Ok(self.exact(&question).await?.cells);
        }
        let composed = Composed { question, summed, late: false, kept: Vec::new() };
        Ok(self.protected(&composed, asked, policy).await?.cells)
    }
}

/// What the caller reaches row by row, and what not, each with its rule; nothing of what there is none of.
fn ways<T>(
    request: &Request,
    mine: Vec<T>,
    others: Vec<T>,
) -> impl Iterator<Item = (Vec<T>, &'static DisclosurePolicy)> {
    [(mine, Audience::Owner), (others, audience(request))]
        .into_iter()
        .filter(|(rows, _)| !rows.is_empty())
        .map(|(rows, audience)| (rows, DisclosurePolicy::current(audience)))
}

fn tally(
    measure: Measure,
    by: Breakdown,
    effort: EffortId,
    cells: &HashMap<Key, DisclosedCount>,
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
