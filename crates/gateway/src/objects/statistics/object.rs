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

/// Table of statistics: one measure, grouped, as you may see it. The same question gives you the same answer.
///
/// Svenska: Statistiktabell: ett mått, indelat, som du får se det. Samma fråga ger dig samma svar.
#[Object]
impl StatisticsTable {
    /// Rows: the finest cells, in key order or the order asked for; at most 20,000, or the `first` asked for. A
    /// category of which nothing is told is not there.
    ///
    /// Svenska: Rader: de finaste cellerna, i nyckelordning eller den ordning som begärs; högst 20 000, eller så många
    /// som `first` anger. En kategori som inget visas om finns inte med.
    async fn rows(
        &self,
        #[graphql(
            desc = "Totals too: rows whose key has no code for some dimension. They are of everything, whatever `first` leaves out.\n\nSvenska: Totaler också: rader vars nyckel saknar kod för någon indelning. De är av allt, vad `first` än utelämnar.",
            default = false
        )]
        totals: bool,
    ) -> Vec<StatisticsRow> {
        let places = ordered(&self.0.figures, self.0.order, self.0.first, totals);
        places.into_iter().map(|at| StatisticsRow { answer: Arc::clone(&self.0), at }).collect()
    }

    /// Total over everything, whatever `first` leaves out.
    ///
    /// Svenska: Totalt över allt, vad `first` än utelämnar.
    async fn total(&self) -> ProtectedCountObject {
        ProtectedCountObject(self.0.figures.total)
    }

    /// Measure.
    ///
    /// Svenska: Mått.
    async fn measure(&self) -> StatisticsMeasure {
        self.0.figures.measure.into()
    }

    /// Dimensions, in the order of each row's key.
    ///
    /// Svenska: Indelningar, i samma ordning som varje rads nyckel.
    async fn group_by(&self) -> Vec<StatisticsDimension> {
        self.0.figures.by.iter().map(|by| (*by).into()).collect()
    }

    /// Unit: what one in a count is.
    ///
    /// Svenska: Enhet: vad ett i ett antal är.
    async fn unit(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Language; the request's own when absent.\n\nSvenska: Språk; frågans eget när det saknas.")]
        lang: Option<Language>,
    ) -> &'static str {
        self.0.figures.measure.unit().get(Language::or_own(lang, ctx))
    }

    /// Audience: for whom the counts were protected.
    ///
    /// Svenska: Målgrupp för redovisningen: för vem antalen skyddades.
    async fn audience(&self) -> DisclosureAudience {
        self.0.figures.policy.audience.into()
    }

    /// Version of the disclosure policy.
    ///
    /// Svenska: Röjandepolicyns version.
    async fn policy_version(&self) -> &'static str {
        self.0.figures.policy.version
    }

    /// Threshold: a count of others' records that is less than this, with its noise, is told as 0; 1 when all are told
    /// as they are.
    ///
    /// Svenska: Tröskel: ett antal av andras uppgifter som med sitt brus är mindre än detta visas som 0; 1 när alla
    /// visas som de är.
    async fn threshold(&self) -> i64 {
        self.0.figures.threshold()
    }

    /// Until: the last day of the records that the table is of. Absent where it is of your own records or open ones, as
    /// they are now, and where others' have not been published yet.
    ///
    /// Svenska: Till och med: sista dagen för de uppgifter som tabellen gäller. Saknas där de är dina egna eller öppna,
    /// som de är nu, och där andras inte har publicerats än.
    async fn as_of(&self) -> Option<Date> {
        self.0.figures.as_of.map(Date)
    }

    /// Protection note: a sentence on what was done so that nobody can be pointed out.
    ///
    /// Svenska: Skyddsnot: en mening om vad som gjordes för att ingen ska kunna pekas ut.
    async fn note(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Language; the request's own when absent.\n\nSvenska: Språk; frågans eget när det saknas.")]
        lang: Option<Language>,
    ) -> String {
        self.0.figures.note(Language::or_own(lang, ctx))
    }

    /// Source: what the table was read from.
    ///
    /// Svenska: Källa: vad tabellen lästes ur.
    async fn source(&self) -> StatisticsSource {
        StatisticsSource(self.0.figures.source)
    }

    /// Too large.
    ///
    /// Svenska: För stor.
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

/// Row of statistics: one cell of the table.
///
/// Svenska: Statistikrad: en cell i tabellen.
#[Object]
impl StatisticsRow {
    /// Key: one part for each dimension, in the order of `groupBy`.
    ///
    /// Svenska: Nyckel: en del för varje indelning, i samma ordning som `groupBy`.
    async fn key(&self) -> Vec<StatisticsKey> {
        (0..self.answer.figures.by.len()).map(|place| self.part_at(place)).collect()
    }

    /// Part of the key for one dimension of `groupBy`, to name a column with, e.g. `sex: part(dimension: SEX) { code
    /// label }`.
    ///
    /// Svenska: Nyckelns del för en indelning i `groupBy`, att namnge en kolumn med, t.ex. `sex: part(dimension: SEX) {
    /// code label }`.
    async fn part(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Dimension, one of `groupBy`.\n\nSvenska: Indelning, en av dem i `groupBy`.")]
        dimension: StatisticsDimension,
    ) -> Result<StatisticsKey> {
        let place = self.answer.figures.by.iter().position(|by| *by == dimension.0);
        place
            .map(|place| self.part_at(place))
            .ok_or_else(|| refuse(ctx, Error::invalid("dimension", rules::DIMENSION_IS_NOT_GROUPED_BY)))
    }

    /// Count, or sum for hours and people needed.
    ///
    /// Svenska: Antal, eller summa för timmar och personer som behövs.
    async fn count(&self) -> ProtectedCountObject {
        ProtectedCountObject(self.figure().count)
    }

    /// Share of the total, 0–1; absent when either is hidden or the total is too small for a percentage.
    ///
    /// Svenska: Andel av summan, 0–1; saknas när något av dem är dolt eller summan är för liten för en procentsats.
    async fn share(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "Over: of the total over these of the dimensions only, e.g. `[SEX]` for women's and men's shares within each organisation; of the grand total when absent.\n\nSvenska: Över: av summan över bara de här av indelningarna, t.ex. `[SEX]` för kvinnors och mäns andelar inom varje organisation; av totalsumman när den saknas."
        )]
        over: Option<Vec<StatisticsDimension>>,
    ) -> Result<Option<f64>> {
        Ok(match over {
            Some(dimensions) => self.answer.figures.share_over(self.at, &self::over(ctx, &self.answer, dimensions)?),
            None => self.figure().share,
        })
    }

    /// Total that the row is a part of, told by itself: of what is rounded or has noise it is not the sum of the rows.
    ///
    /// Svenska: Totalen som raden är en del av, visad för sig: av det som är avrundat eller har brus är den inte
    /// radernas summa.
    async fn total(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "Over these of the dimensions only, e.g. `[ORGANISATION]` for all organisations' hours in each quarter; everything when absent.\n\nSvenska: Över bara de här av indelningarna, t.ex. `[ORGANISATION]` för alla organisationers timmar i varje kvartal; allt när den saknas."
        )]
        over: Option<Vec<StatisticsDimension>>,
    ) -> Result<Option<ProtectedCountObject>> {
        let figures = &self.answer.figures;
        let over = match over {
            Some(dimensions) => self::over(ctx, &self.answer, dimensions)?,
            None => figures.by.clone(),
        };
        Ok(figures.total_over(self.at, &over).map(ProtectedCountObject))
    }

    /// Average, of a measure of days; absent for other measures, and when the count is hidden or too small.
    ///
    /// Svenska: Genomsnitt, för ett mått i dagar; saknas för andra mått, och när antalet är dolt eller för litet.
    async fn average(&self) -> Option<StatisticsAverage> {
        self.figure().average.map(StatisticsAverage)
    }

    /// Number compared with: what the measure is held against, by those of the dimensions that it has; absent for other
    /// measures. A workforce is that of the end of the row's year, or of the period's last year, and absent where none
    /// had been counted by then and in a total over years.
    ///
    /// Svenska: Jämförelsetal: det som måttet ställs mot, efter de av indelningarna som det har; saknas för andra mått.
    /// En arbetsstyrka är den vid slutet av radens år, eller av periodens sista år, och saknas där ingen hade räknats då
    /// och i en total över år.
    async fn against(&self) -> Option<StatisticsComparison> {
        let (other, place) = self.answer.figures.counterpart(self.at)?;
        let count = other.cells[place].count;
        Some(StatisticsComparison { answer: Arc::clone(&self.answer), at: self.at, count })
    }
}

/// A mean and a median.
pub struct StatisticsAverage(Average);

/// Average: the days of the records in a row.
///
/// Svenska: Genomsnitt: dagarna för uppgifterna i en rad.
#[Object]
impl StatisticsAverage {
    /// Mean, days; of others' records in whole days, with noise.
    ///
    /// Svenska: Medelvärde, dagar; för andras uppgifter i hela dagar, med brus.
    async fn mean(&self) -> f64 {
        self.0.mean
    }

    /// Lower quartile, days: a quarter took at most so long; as told as the median.
    ///
    /// Svenska: Nedre kvartil, dagar: en fjärdedel tog högst så lång tid; visad som medianen.
    async fn lower_quartile(&self) -> f64 {
        self.0.lower_quartile
    }

    /// Median, days; of others' records the middle of a band of thirty days.
    ///
    /// Svenska: Median, dagar; för andras uppgifter mitten av ett band på trettio dagar.
    async fn median(&self) -> f64 {
        self.0.median
    }

    /// Upper quartile, days: three quarters took at most so long; as told as the median.
    ///
    /// Svenska: Övre kvartil, dagar: tre fjärdedelar tog högst så lång tid; visad som medianen.
    async fn upper_quartile(&self) -> f64 {
        self.0.upper_quartile
    }
}

/// What a row is held against.
pub struct StatisticsComparison {
    answer: Arc<Answer>,
    at: usize,
    count: ProtectedCount,
}

/// Comparison: a target, a workforce or all there are, and how the row stands to it.
///
/// Svenska: Jämförelse: ett mål, en arbetsstyrka eller alla som finns, och hur raden står mot det.
#[Object]
impl StatisticsComparison {
    /// Number compared with: the target, the people in the workforce, or how many there are in all.
    ///
    /// Svenska: Jämförelsetal: målet, personerna i arbetsstyrkan, eller hur många det finns i allt.
    async fn count(&self) -> ProtectedCountObject {
        ProtectedCountObject(self.count)
    }

    /// Ratio: the row's number divided by this; absent when either is hidden or this is too small for a percentage.
    ///
    /// Svenska: Kvot: radens tal genom det här; saknas när något av dem är dolt eller det här är för litet för en
    /// procentsats.
    async fn ratio(&self) -> Option<f64> {
        self.answer.figures.ratio(self.at)
    }

    /// Share of its total over these dimensions, 0–1; absent when either is hidden or the total is too small for a
    /// percentage.
    ///
    /// Svenska: Andel av sin summa över de här indelningarna, 0–1; saknas när något av dem är dolt eller summan är för
    /// liten för en procentsats.
    async fn share(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Over, e.g. `[SEX]`.\n\nSvenska: Över, t.ex. `[SEX]`.")] over: Vec<StatisticsDimension>,
    ) -> Result<Option<f64>> {
        let over = self::over(ctx, &self.answer, over)?;
        let counterpart = self.answer.figures.counterpart(self.at);
        Ok(counterpart.and_then(|(other, place)| other.share_over(place, &over)))
    }

    /// Ratio of shares: the row's share over these dimensions divided by this one's. 1 where women, say, are as large a
    /// part of the participants as of the workforce.
    ///
    /// Svenska: Andelskvot: radens andel över de här indelningarna genom andelen här. 1 där till exempel kvinnor är en
    /// lika stor del av deltagarna som av arbetsstyrkan.
    async fn share_ratio(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Over, e.g. `[SEX]`.\n\nSvenska: Över, t.ex. `[SEX]`.")] over: Vec<StatisticsDimension>,
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
    dimensions.into_iter().map(|dimension| dimension.0).collect()
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

/// Part of a key: the category of one dimension, as a code with the list it belongs to.
///
/// Svenska: Nyckeldel: en indelnings kategori, som en kod med den lista den hör till.
#[Object]
impl StatisticsKey {
    /// Dimension.
    ///
    /// Svenska: Indelning.
    async fn dimension(&self) -> StatisticsDimension {
        self.by.into()
    }

    /// Code: of a published list, an id for councils, industry councils, hubs, organisations, providers, projects and
    /// efforts, else the category's own; `UNKNOWN` where the records do not say. Absent for a total.
    ///
    /// Svenska: Kod: i en publicerad lista, ett id för råd, branschråd, nav, organisationer, anordnare, projekt och
    /// insatser, annars kategorins egen; `UNKNOWN` där uppgifterna inte säger det. Saknas för en summa.
    async fn code(&self) -> Option<String> {
        self.stored().map(|code| public_code(self.by, code))
    }

    /// Code list, e.g. `SNI_2007`; absent where the codes belong to no published list.
    ///
    /// Svenska: Kodlista, t.ex. `SNI_2007`; saknas där koderna inte hör till någon publicerad lista.
    async fn scheme(&self) -> Option<&'static str> {
        self.by.scheme().map(taxonomy::Scheme::as_str)
    }

    /// The code list's version.
    ///
    /// Svenska: Kodlistans version.
    async fn version(&self) -> Option<&'static str> {
        taxonomy::lookup(self.by.scheme()?, self.stored()?).map(|concept| concept.version)
    }

    /// Label: the name or label; absent for a total, and for what you may not see.
    ///
    /// Svenska: Benämning: namnet eller benämningen; saknas för en summa, och för det du inte får se.
    async fn label(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Language; the request's own when absent.\n\nSvenska: Språk; frågans eget när det saknas.")]
        lang: Option<Language>,
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
    /// Statistics across organisations: a measure, grouped by up to five dimensions. A question that selects your own
    /// organisation's, hub's or project's records only is answered exactly and as of now. All others are answered from
    /// records as of the last turn of the year, by quarter as of the last quarter's end, with every count protected:
    /// one value in each part of the filter (lists of categories are added up), whole years (whole quarters, signed
    /// in), at most three dimensions beside the period and one of project, council and hub. Not signed in: the tables
    /// of the open questions.
    ///
    /// Svenska: Statistik över organisationer: ett mått, indelat efter högst fem indelningar. En fråga som bara väljer
    /// den egna organisationens, navets eller projektets uppgifter besvaras exakt och som det är nu. Alla andra
    /// besvaras ur uppgifter som de var vid senaste årsskiftet, per kvartal vid det senaste kvartalets slut, med varje
    /// antal skyddat: ett värde i varje del av urvalet (listor av kategorier läggs ihop), hela år (hela kvartal för
    /// inloggade), högst tre indelningar utöver perioden och ett av projekt, råd och nav. Utan inloggning: de öppna
    /// frågornas tabeller.
    async fn statistics(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Measure.\n\nSvenska: Mått.")] measure: StatisticsMeasure,
        #[graphql(desc = "Dimensions, 0–5.\n\nSvenska: Indelningar, 0–5.")] group_by: Vec<StatisticsDimension>,
        #[graphql(desc = "Which records are counted.\n\nSvenska: Urval.")] filter: Option<Box<StatisticsFilter>>,
        #[graphql(
            desc = "Order of the rows; by key when absent. Applied to the protected numbers only.\n\nSvenska: Ordning på raderna; efter nyckel när den saknas. Gäller bara de skyddade talen."
        )]
        order_by: Option<StatisticsOrder>,
        #[graphql(
            desc = "The first so many rows, 1–20,000, of that order. The total stays that of everything.\n\nSvenska: De första så här många raderna, 1–20 000, i den ordningen. Summan förblir den av allt.",
            validator(minimum = 1, maximum = 20_000)
        )]
        first: Option<i32>,
    ) -> Result<StatisticsTable> {
        let asked = async {
            let selection = filter.unwrap_or_default().selection()?;
            let (order, first) = (order_by.map(Order::from), first.and_then(|first| usize::try_from(first).ok()));
            let by = breakdowns(group_by);
            let question = Question { measure: measure.0, by, selection };
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
