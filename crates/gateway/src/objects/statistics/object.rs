//! How the answer is shown.

use std::sync::Arc;

use ::statistics::{
    disclosure::ProtectedCount,
    figures::{Average, Breakdown, Figure, Figures, Order, Question, ordered, rules},
};
use async_graphql::{Context, Object, Result};
use graph::{Date, code::Language, context::caller, refuse};
use kernel::Error;

use super::{
    count::{DisclosureAudience, ProtectedCountObject},
    input::{StatisticsDimension, StatisticsFilter, StatisticsMeasure, StatisticsOrder},
    label::{Names, public_code},
    source::{StatisticsSource, note_source},
    tables::learn,
};
use crate::app::app;

/// An answer with the names in it.
struct Answer {
    figures: Figures,
    names: Names,
    order: Option<Order>,
    first: Option<usize>,
}

/// A table.
pub struct StatisticsTable(Arc<Answer>);

/// Statistiktabell: one measure, grouped, as you may see it. The same question gives you the same answer.
#[Object]
impl StatisticsTable {
    /// Rader: the finest cells, in key order or the order asked for; at most 20,000, or the `first` asked for. A category of which
    /// nothing is told is not there.
    async fn rows(
        &self,
        #[graphql(
            desc = "Totaler too: rows whose key has no code for some dimension. They are of everything, whatever `first` leaves out.",
            default = false
        )]
        totals: bool,
    ) -> Vec<StatisticsRow> {
        let places = ordered(&self.0.figures, self.0.order, self.0.first, totals);
        places.into_iter().map(|at| StatisticsRow { answer: Arc::clone(&self.0), at }).collect()
    }

    /// Totalt over everything, whatever `first` leaves out.
    async fn total(&self) -> ProtectedCountObject {
        ProtectedCountObject(self.0.figures.total)
    }

    /// Mått.
    async fn measure(&self) -> StatisticsMeasure {
        self.0.figures.measure.into()
    }

    /// Indelningar, in the order of each row's key.
    async fn group_by(&self) -> Vec<StatisticsDimension> {
        self.0.figures.by.iter().map(|by| (*by).into()).collect()
    }

    /// Enhet: what one in a count is.
    async fn unit(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Språk; the request's own when absent.")] lang: Option<Language>,
    ) -> &'static str {
        self.0.figures.measure.unit().get(Language::or_own(lang, ctx))
    }

    /// Målgrupp för redovisningen: for whom the counts were protected.
    async fn audience(&self) -> DisclosureAudience {
        self.0.figures.policy.audience.into()
    }

    /// Röjandepolicyns version.
    async fn policy_version(&self) -> &'static str {
        self.0.figures.policy.version
    }

    /// Tröskel: a count of others' records that is less than this, with its noise, is told as 0; 1 when all are told as they are.
    async fn threshold(&self) -> i64 {
        self.0.figures.threshold()
    }

    /// Till och med: the last day of the records that the table is of. Absent where it is of your own records or open ones, as they
    /// are now, and where others' have not been published yet.
    async fn as_of(&self) -> Option<Date> {
        self.0.figures.as_of.map(Date)
    }

    /// Skyddsnot: a sentence on what was done so that nobody can be pointed out.
    async fn note(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Språk; the request's own when absent.")] lang: Option<Language>,
    ) -> String {
        self.0.figures.note(Language::or_own(lang, ctx))
    }

    /// Källa: what the table was read from.
    async fn source(&self) -> StatisticsSource {
        StatisticsSource(self.0.figures.source)
    }

    /// För stor.
    #[graphql(deprecation = "Always false: a table that would be too large is refused.")]
    async fn too_large(&self) -> bool {
        false
    }
}

/// A row.
pub struct StatisticsRow {
    answer: Arc<Answer>,
    at: usize,
}

impl StatisticsRow {
    fn part_at(&self, place: usize) -> StatisticsKey {
        let by = self.answer.figures.by[place];
        StatisticsKey { answer: Arc::clone(&self.answer), by, at: self.at, place }
    }

    fn figure(&self) -> &Figure {
        &self.answer.figures.cells[self.at]
    }
}

/// Statistikrad: one cell of the table.
#[Object]
impl StatisticsRow {
    /// Nyckel: one part for each dimension, in the order of `groupBy`.
    async fn key(&self) -> Vec<StatisticsKey> {
        (0..self.answer.figures.by.len()).map(|place| self.part_at(place)).collect()
    }

    /// Nyckelns del for one dimension of `groupBy`, to name a column with, e.g. `sex: part(dimension: SEX) { code label }`.
    async fn part(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Indelning, one of `groupBy`.")] dimension: StatisticsDimension,
    ) -> Result<StatisticsKey> {
        let place = self.answer.figures.by.iter().position(|by| *by == dimension.into());
        place
            .map(|place| self.part_at(place))
            .ok_or_else(|| refuse(ctx, Error::invalid("dimension", rules::DIMENSION_IS_NOT_GROUPED_BY)))
    }

    /// Antal, or sum for hours and people needed.
    async fn count(&self) -> ProtectedCountObject {
        ProtectedCountObject(self.figure().count)
    }

    /// Andel of the total, 0–1; absent when either is hidden or the total is too small for a percentage.
    async fn share(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "Över: of the total over these of the dimensions only, e.g. `[SEX]` for women's and men's shares within each organisation; of the grand total when absent."
        )]
        over: Option<Vec<StatisticsDimension>>,
    ) -> Result<Option<f64>> {
        Ok(match over {
            Some(dimensions) => self.answer.figures.share_over(self.at, &self::over(ctx, &self.answer, dimensions)?),
            None => self.figure().share,
        })
    }

    /// Genomsnitt, of a measure of days; absent for other measures, and when the count is hidden or too small.
    async fn average(&self) -> Option<StatisticsAverage> {
        self.figure().average.map(StatisticsAverage)
    }

    /// Jämförelsetal: what the measure is held against, by those of the dimensions that it has; absent for other measures.
    async fn against(&self) -> Option<StatisticsComparison> {
        let (other, place) = self.answer.figures.counterpart(self.at)?;
        let count = other.cells[place].count;
        Some(StatisticsComparison { answer: Arc::clone(&self.answer), at: self.at, count })
    }
}

/// A mean and a median.
pub struct StatisticsAverage(Average);

/// Genomsnitt: the days of the records in a row.
#[Object]
impl StatisticsAverage {
    /// Medelvärde, days; of others' records in whole days, with noise.
    async fn mean(&self) -> f64 {
        self.0.mean
    }

    /// Median, days; of others' records the middle of a band of thirty days.
    async fn median(&self) -> f64 {
        self.0.median
    }
}

/// What a row is held against.
pub struct StatisticsComparison {
    answer: Arc<Answer>,
    at: usize,
    count: ProtectedCount,
}

/// Jämförelse: a target, a workforce or all there are, and how the row stands to it.
#[Object]
impl StatisticsComparison {
    /// Jämförelsetal: the target, the people in the workforce, or how many there are in all.
    async fn count(&self) -> ProtectedCountObject {
        ProtectedCountObject(self.count)
    }

    /// Kvot: the row's number divided by this; absent when either is hidden or this is too small for a percentage.
    async fn ratio(&self) -> Option<f64> {
        self.answer.figures.ratio(self.at)
    }

    /// Andel of its total over these dimensions, 0–1; absent when either is hidden or the total is too small for a percentage.
    async fn share(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Över, e.g. `[SEX]`.")] over: Vec<StatisticsDimension>,
    ) -> Result<Option<f64>> {
        let over = self::over(ctx, &self.answer, over)?;
        let counterpart = self.answer.figures.counterpart(self.at);
        Ok(counterpart.and_then(|(other, place)| other.share_over(place, &over)))
    }

    /// Andelskvot: the row's share over these dimensions divided by this one's. 1 where women, say, are as large a part of the
    /// participants as of the workforce.
    async fn share_ratio(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Över, e.g. `[SEX]`.")] over: Vec<StatisticsDimension>,
    ) -> Result<Option<f64>> {
        let over = self::over(ctx, &self.answer, over)?;
        Ok(self.answer.figures.share_ratio(self.at, &over))
    }
}

/// Dimensions to total over, each one that the table is grouped by.
fn over(ctx: &Context<'_>, answer: &Answer, dimensions: Vec<StatisticsDimension>) -> Result<Vec<Breakdown>> {
    let over = breakdowns(dimensions);
    match over.iter().all(|by| answer.figures.by.contains(by)) {
        true => Ok(over),
        false => Err(refuse(ctx, Error::invalid("over", rules::DIMENSION_IS_NOT_GROUPED_BY))),
    }
}

pub(super) fn breakdowns(dimensions: Vec<StatisticsDimension>) -> Vec<Breakdown> {
    dimensions.into_iter().map(Breakdown::from).collect()
}

/// A part of a row's key.
pub struct StatisticsKey {
    answer: Arc<Answer>,
    by: Breakdown,
    at: usize,
    place: usize,
}

impl StatisticsKey {
    fn stored(&self) -> Option<&str> {
        self.answer.figures.cells[self.at].key[self.place].as_deref()
    }
}

/// Nyckeldel: the category of one dimension, as a code with the list it belongs to.
#[Object]
impl StatisticsKey {
    /// Indelning.
    async fn dimension(&self) -> StatisticsDimension {
        self.by.into()
    }

    /// Kod: of a published list, an id for councils, industry councils, hubs, organisations, providers, projects and efforts, else the category's own; `UNKNOWN` where
    /// the records do not say. Absent for a total.
    async fn code(&self) -> Option<String> {
        self.stored().map(|code| public_code(self.by, code))
    }

    /// Kodlista, e.g. `SNI_2007`; absent where the codes belong to no published list.
    async fn scheme(&self) -> Option<&'static str> {
        self.by.scheme().map(taxonomy::Scheme::as_str)
    }

    /// Kodlistans version.
    async fn version(&self) -> Option<&'static str> {
        taxonomy::lookup(self.by.scheme()?, self.stored()?).map(|concept| concept.version)
    }

    /// Benämning: the name or label; absent for a total, and for what you may not see.
    async fn label(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Språk; the request's own when absent.")] lang: Option<Language>,
    ) -> Option<String> {
        let lang = Language::or_own(lang, ctx);
        self.answer.names.label(self.answer.figures.measure, self.by, self.stored()?, lang)
    }
}

/// Statistikfrågor.
#[derive(Default)]
pub struct StatisticsQuery;

#[Object]
impl StatisticsQuery {
    /// Statistik across organisations: a measure, grouped by up to five dimensions. A question that selects your own organisation's,
    /// hub's or project's records only is answered exactly and as of now. All others are answered from records as of the last turn of
    /// the year, by quarter as of the last quarter's end, with every count protected: one value in each part of the filter (lists of
    /// categories are added up), whole years (whole quarters, signed in), at most three dimensions beside the period and one of project, council and hub. Not signed in:
    /// the tables of the open questions.
    async fn statistics(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Mått.")] measure: StatisticsMeasure,
        #[graphql(desc = "Indelningar, 0–5.")] group_by: Vec<StatisticsDimension>,
        #[graphql(desc = "Urval.")] filter: Option<Box<StatisticsFilter>>,
        #[graphql(desc = "Ordning of the rows; by key when absent. Applied to the protected numbers only.")]
        order_by: Option<StatisticsOrder>,
        #[graphql(
            desc = "De första så här många raderna, 1–20,000, of that order. The total stays that of everything.",
            validator(minimum = 1, maximum = 20_000)
        )]
        first: Option<i32>,
    ) -> Result<StatisticsTable> {
        let asked = async {
            let selection = filter.unwrap_or_default().selection()?;
            let (order, first) = (order_by.map(Order::from), first.and_then(|first| usize::try_from(first).ok()));
            let by = breakdowns(group_by);
            let question = Question { measure: measure.into(), by, selection };
            let request = &caller(ctx).request;
            let figures = app(ctx).statistics.table(request, &question).await?;
            note_source(ctx, figures.source);
            let learnt = learn(ctx, &question, &figures);
            let names = Names::of(&app(ctx).db, request, &figures).await?;
            Ok(learnt.map(|()| StatisticsTable(Arc::new(Answer { figures, names, order, first }))))
        };
        asked.await.map_err(|error| refuse(ctx, error))?
    }
}
