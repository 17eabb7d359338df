//! A count as the caller may see it, and the counts beside an effort and a project.

use std::collections::HashMap;

use ::statistics::{
    disclosure::{self, ProtectedCount},
    figures::{Breakdown, Measure, Tallied, Tally, category_label},
};
use access::Action;
use async_graphql::{Context, Object, Result, SimpleObject};
use graph::{Choice, Node, code::Language, context::caller, day, refuse};
use kernel::{
    Error,
    id::{EffortId, ProjectId},
};
use projects::Project;

use super::{
    equality::given,
    tables::{learn_beside_efforts, learn_beside_projects},
};
use crate::app::app;

/// In answers.
pub type CountStatus = Choice<disclosure::CountStatus>;

/// In answers.
pub type DisclosureAudience = Choice<disclosure::Audience>;

/// Skyddat antal: a count of people or of what they do, never a bare number.
pub struct ProtectedCountObject(pub ProtectedCount);

/// Protected count: a count as you may see it.
///
/// Svenska: Skyddat antal: ett antal som du får se det.
#[Object(name = "ProtectedCount")]
impl ProtectedCountObject {
    /// Value; absent when hidden.
    ///
    /// Svenska: Värde; saknas när det är dolt.
    async fn value(&self) -> Option<i64> {
        self.0.value
    }

    /// Protection status.
    ///
    /// Svenska: Skyddsstatus.
    async fn status(&self) -> CountStatus {
        self.0.status.into()
    }

    /// Least possible value that follows from what is shown; absent for a number with noise.
    ///
    /// Svenska: Lägst möjliga värde som följer av det som visas; saknas för ett tal med brus.
    async fn low(&self) -> Option<i64> {
        self.0.low
    }

    /// Greatest possible value that follows from what is shown; absent when nothing bounds it, and for a number with
    /// noise.
    ///
    /// Svenska: Högst möjliga värde som följer av det som visas; saknas när inget begränsar det, och för ett tal med
    /// brus.
    async fn high(&self) -> Option<i64> {
        self.0.high
    }
}

/// Part of a count: one category and its protected count.
///
/// Svenska: Delantal: en kategori och dess skyddade antal.
pub struct CategoryCount {
    measure: Measure,
    by: Breakdown,
    code: String,
    count: ProtectedCount,
}

/// Part of a count: one category and its protected count.
///
/// Svenska: Delantal: en kategori och dess skyddade antal.
#[Object]
impl CategoryCount {
    /// The category's code, e.g. `COMPLETED`.
    ///
    /// Svenska: Kod för kategorin, t.ex. `COMPLETED`.
    async fn code(&self) -> &str {
        &self.code
    }

    /// Label.
    ///
    /// Svenska: Benämning.
    async fn label(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Language; the request's own when absent.\n\nSvenska: Språk; frågans eget när det saknas.")]
        lang: Option<Language>,
    ) -> Option<&'static str> {
        let lang = Language::or_own(lang, ctx);
        category_label(self.measure, self.by, &self.code).map(|label| label.get(lang))
    }

    /// Count.
    ///
    /// Svenska: Antal.
    async fn count(&self) -> ProtectedCountObject {
        ProtectedCountObject(self.count)
    }
}

/// Protected counts of an effort: exact where you reach the rows themselves.
///
/// Svenska: Skyddade antal för en insats: exakta där du når själva raderna.
#[derive(SimpleObject)]
pub struct EffortCounts {
    /// Parts: each category, or where you reach the rows those that occur.
    ///
    /// Svenska: Delantal: varje kategori, eller där du når raderna de som förekommer.
    by: Vec<CategoryCount>,
    /// Total.
    ///
    /// Svenska: Totalt.
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
/// `INVALID` for a day that nobody means; `TABLE_BUDGET_SPENT`, `UNAVAILABLE`, `INTERNAL`.
pub async fn participant_count(ctx: &Context<'_>, node: &Node<Project>) -> Result<ProtectedCountObject> {
    let as_of = day("asOf", given(ctx, "asOf")?).map_err(|error| refuse(ctx, error))?;
    let counts = node.shared(ctx, || async {
        let projects: Vec<ProjectId> = node.siblings().iter().map(|project| project.id).collect();
        app(ctx).statistics.participant_counts(&caller(ctx).request, &projects, as_of).await
    });
    let counts: std::sync::Arc<HashMap<ProjectId, ProtectedCount>> = counts.await?;
    let Some(count) = counts.get(&node.row().id).copied() else {
        return Err(refuse(ctx, Error::broken("a project's count is missing")));
    };
    if count.status != disclosure::CountStatus::Exact {
        learn_beside_projects(ctx, as_of.is_some())?;
    }
    Ok(ProtectedCountObject(count))
}
