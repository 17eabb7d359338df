//! A count as the caller may see it, and the counts beside an effort and a project.

use std::collections::HashMap;

use ::statistics::{
    disclosure::{self, ProtectedCount},
    figures::{Breakdown, Measure, Tallied, Tally, category_label},
};
use access::Action;
use async_graphql::{Context, Enum, Object, Result, SimpleObject};
use graph::{Node, code::Language, context::caller, refuse};
use kernel::{
    Error,
    id::{EffortId, ProjectId},
};
use projects::Project;

use super::tables::{learn_beside_efforts, learn_beside_projects};
use crate::app::app;

/// Skyddsstatus: how a count was protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "disclosure::CountStatus")]
pub enum CountStatus {
    /// Exakt: as counted.
    Exact,
    /// Störd: with noise by which records are counted. The same records give the same number in every question; parts need
    /// not add up to their total, and a number under the threshold is given as 0.
    Perturbed,
    /// Avrundad: up or down to a base.
    Rounded,
    /// Prickad, för få: hidden because it is small.
    SuppressedPrimary,
    /// Prickad, skyddar annan uppgift: hidden so that a small one does not follow from it.
    SuppressedSecondary,
    /// Visas inte: nothing is said about its size.
    Withheld,
}

/// Redovisningens målgrupp: for whom counts are protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "disclosure::Audience")]
pub enum DisclosureAudience {
    /// Uppgiftsägare: you account for these records, so they are shown as they are.
    Owner,
    /// Kompetensråd och samarbetspartner: own records exactly, others protected.
    Council,
    /// Allmänheten.
    Public,
}

/// Skyddat antal: a count of people or of what they do, never a bare number.
pub struct ProtectedCountObject(pub ProtectedCount);

/// Skyddat antal: a count as you may see it.
#[Object(name = "ProtectedCount")]
impl ProtectedCountObject {
    /// Värde; absent when hidden.
    async fn value(&self) -> Option<i64> {
        self.0.value
    }

    /// Skyddsstatus.
    async fn status(&self) -> CountStatus {
        self.0.status.into()
    }

    /// Lägst möjliga värde that follows from what is shown; absent for a number with noise.
    async fn low(&self) -> Option<i64> {
        self.0.low
    }

    /// Högst möjliga värde that follows from what is shown; absent when nothing bounds it, and for a number with noise.
    async fn high(&self) -> Option<i64> {
        self.0.high
    }
}

/// Delantal: one category and its protected count.
pub struct CategoryCount {
    measure: Measure,
    by: Breakdown,
    code: String,
    count: ProtectedCount,
}

/// Delantal: one category and its protected count.
#[Object]
impl CategoryCount {
    /// Kod of the category, e.g. `COMPLETED`.
    async fn code(&self) -> &str {
        &self.code
    }

    /// Benämning.
    async fn label(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Språk; the request's own when absent.")] lang: Option<Language>,
    ) -> Option<&'static str> {
        let lang = Language::or_own(lang, ctx);
        category_label(self.measure, self.by, &self.code).map(|label| label.get(lang))
    }

    /// Antal.
    async fn count(&self) -> ProtectedCountObject {
        ProtectedCountObject(self.count)
    }
}

/// Skyddade antal of an effort: exact where you reach the rows themselves.
#[derive(SimpleObject)]
pub struct EffortCounts {
    /// Delantal: each category, or where you reach the rows those that occur.
    by: Vec<CategoryCount>,
    /// Totalt.
    total: ProtectedCountObject,
}

impl EffortCounts {
    fn new(tally: Option<&Tally>, measure: Measure, by: Breakdown) -> Self {
        let Some(tally) = tally else {
            return Self { by: Vec::new(), total: ProtectedCountObject(ProtectedCount::withheld()) };
        };
        let part =
            |(code, count): &(String, ProtectedCount)| CategoryCount { measure, by, code: code.clone(), count: *count };
        Self { by: tally.by.iter().map(part).collect(), total: ProtectedCountObject(tally.total) }
    }
}

/// The efforts that are counted together.
fn tallied(node: &Node<efforts::effort::Effort>) -> Vec<Tallied> {
    let of = |effort: &efforts::effort::Effort| Tallied {
        id: effort.id,
        hub: effort.hub,
        project: effort.project,
        provider: effort.provider,
    };
    node.siblings().iter().map(of).collect()
}

/// An effort's enrolments by status, counted with its siblings' in one statement.
///
/// # Errors
/// `TABLE_BUDGET_SPENT`, `UNAVAILABLE`, `INTERNAL`.
pub async fn enrolment_counts(ctx: &Context<'_>, node: &Node<efforts::effort::Effort>) -> Result<EffortCounts> {
    learn_beside_efforts(ctx, Measure::Enrolments, Breakdown::Status, Action::ReadEnrolments)?;
    let tallies =
        node.shared(ctx, || async { app(ctx).statistics.enrolment_counts(&caller(ctx).request, &tallied(node)).await });
    let tallies: std::sync::Arc<HashMap<EffortId, Tally>> = tallies.await?;
    Ok(EffortCounts::new(tallies.get(&node.row().id), Measure::Enrolments, Breakdown::Status))
}

/// An effort's outcomes by kind, counted with its siblings' in one statement.
///
/// # Errors
/// `TABLE_BUDGET_SPENT`, `UNAVAILABLE`, `INTERNAL`.
pub async fn outcome_counts(ctx: &Context<'_>, node: &Node<efforts::effort::Effort>) -> Result<EffortCounts> {
    learn_beside_efforts(ctx, Measure::Outcomes, Breakdown::OutcomeKind, Action::ReadOutcomes)?;
    let tallies =
        node.shared(ctx, || async { app(ctx).statistics.outcome_counts(&caller(ctx).request, &tallied(node)).await });
    let tallies: std::sync::Arc<HashMap<EffortId, Tally>> = tallies.await?;
    Ok(EffortCounts::new(tallies.get(&node.row().id), Measure::Outcomes, Breakdown::OutcomeKind))
}

/// A project's participations, counted with its siblings' in one statement.
///
/// # Errors
/// `TABLE_BUDGET_SPENT`, `UNAVAILABLE`, `INTERNAL`.
pub async fn participant_count(ctx: &Context<'_>, node: &Node<Project>) -> Result<ProtectedCountObject> {
    let counts = node.shared(ctx, || async {
        let projects: Vec<ProjectId> = node.siblings().iter().map(|project| project.id).collect();
        app(ctx).statistics.participant_counts(&caller(ctx).request, &projects).await
    });
    let counts: std::sync::Arc<HashMap<ProjectId, ProtectedCount>> = counts.await?;
    let Some(count) = counts.get(&node.row().id).copied() else {
        return Err(refuse(ctx, Error::broken("a project's count is missing")));
    };
    if count.status != disclosure::CountStatus::Exact {
        learn_beside_projects(ctx)?;
    }
    Ok(ProtectedCountObject(count))
}
