//! What may be asked, said before asking.

use ::statistics::figures::{Answered, Breakdown, Question};
use async_graphql::{Context, Object, Result};
use graph::{Choice, UserError, context::caller, refuse, refused};
use kernel::{Error, text_enum};

use super::{
    input::{StatisticsDimension, StatisticsFilter, StatisticsMeasure},
    object::breakdowns,
};

text_enum! {
    pub enum StatisticsAnswer
        ("Svarssätt: hur en statistikfråga skulle besvaras.", "How a question of statistics would be answered.") {
        Exact = "EXACT" ("Exakt och som det är nu", "As counted and as of now"),
        Protected = "PROTECTED" ("Med skydd, som det var senast årsskiftet eller kvartalet", "Protected, as of the last turn of year or quarter"),
        Refused = "REFUSED" ("Besvaras inte", "Not answered"),
    }
}

/// How a question would be answered, or why it would not.
type Foreseen = kernel::Result<Answered>;

fn answer(foreseen: &Foreseen) -> Choice<StatisticsAnswer> {
    Choice(match foreseen {
        Ok(Answered::Exact) => StatisticsAnswer::Exact,
        Ok(Answered::Protected) => StatisticsAnswer::Protected,
        Err(_) => StatisticsAnswer::Refused,
    })
}

fn refusal(ctx: &Context<'_>, foreseen: &Foreseen) -> Option<UserError> {
    foreseen.as_ref().err().map(|error| refused(error, caller(ctx).lang))
}

/// What may be asked, from a question on.
pub struct StatisticsOptions {
    foreseen: Foreseen,
    further: Vec<StatisticsOption>,
}

/// The statistics' choices: how a question would be answered, and by what it may be grouped further. Follows from the
/// question and your roles alone: nothing is read, and nothing counts as asked.
///
/// Svenska: Statistikens val: hur en fråga skulle besvaras, och efter vad den kan indelas ytterligare. Följer av frågan
/// och dina roller: inget läses, och inget räknas som frågat.
#[Object]
impl StatisticsOptions {
    /// How it would be answered.
    ///
    /// Svenska: Svarssätt.
    async fn answer(&self) -> Choice<StatisticsAnswer> {
        answer(&self.foreseen)
    }

    /// Reason: why it is not answered, with what is answered instead; absent where it is. A table that has too many
    /// rows is refused only when it is asked for.
    ///
    /// Svenska: Skäl: varför det inte besvaras, med det som besvaras i stället; saknas där det besvaras. En tabell med
    /// för många rader avvisas först när den begärs.
    async fn refusal(&self, ctx: &Context<'_>) -> Option<UserError> {
        refusal(ctx, &self.foreseen)
    }

    /// Further dimensions: every dimension of the measure's records that is not among `groupBy`.
    ///
    /// Svenska: Ytterligare indelningar: varje indelning av måttets uppgifter som inte finns i `groupBy`.
    async fn dimensions(&self) -> &[StatisticsOption] {
        &self.further
    }
}

/// A dimension to add.
pub struct StatisticsOption {
    by: Breakdown,
    foreseen: Foreseen,
}

/// Possible dimension: how the question would be answered if it were grouped by this dimension too.
///
/// Svenska: Möjlig indelning: hur frågan skulle besvaras om den indelades även efter den här.
#[Object]
impl StatisticsOption {
    /// Dimension.
    ///
    /// Svenska: Indelning.
    async fn dimension(&self) -> StatisticsDimension {
        self.by.into()
    }

    /// How it would be answered.
    ///
    /// Svenska: Svarssätt.
    async fn answer(&self) -> Choice<StatisticsAnswer> {
        answer(&self.foreseen)
    }

    /// Reason: why it is not answered, with what is answered instead; absent where it is.
    ///
    /// Svenska: Skäl: varför det inte besvaras, med det som besvaras i stället; saknas där det besvaras.
    async fn refusal(&self, ctx: &Context<'_>) -> Option<UserError> {
        refusal(ctx, &self.foreseen)
    }
}

/// Frågor om statistikens val.
#[derive(Default)]
pub struct StatisticsOptionsQuery;

#[Object]
impl StatisticsOptionsQuery {
    /// The statistics' choices: how `statistics` with the same arguments would be answered, and by what it may be
    /// grouped further, for whoever builds a table. Nothing is read, and no table is counted as asked for.
    ///
    /// Svenska: Statistikens val: hur `statistics` med samma argument skulle besvaras, och efter vad det kan indelas
    /// ytterligare, för den som bygger en tabell. Inget läses, och ingen tabell räknas som begärd.
    async fn statistics_options(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Measure.\n\nSvenska: Mått.")] measure: StatisticsMeasure,
        #[graphql(desc = "Dimensions that are chosen already, 0–5.\n\nSvenska: Indelningar som redan är valda, 0–5.")]
        group_by: Vec<StatisticsDimension>,
        #[graphql(desc = "Which records are counted.\n\nSvenska: Urval.")] filter: Option<Box<StatisticsFilter>>,
    ) -> Result<StatisticsOptions> {
        let selection = filter.unwrap_or_default().selection().map_err(|error| refuse(ctx, error))?;
        let question = Question { measure: measure.0, by: breakdowns(group_by), selection };
        let request = &caller(ctx).request;
        let foreseen = question.foreseen(request);
        if let Err(Error::Denied) = foreseen {
            return Err(refuse(ctx, Error::Denied));
        }
        let further = question.further(request);
        let further = further.into_iter().map(|(by, foreseen)| StatisticsOption { by, foreseen }).collect();
        Ok(StatisticsOptions { foreseen, further })
    }
}
