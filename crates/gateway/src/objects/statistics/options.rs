//! What may be asked, said before asking.

use ::statistics::figures::{Answered, Breakdown, Question};
use async_graphql::{Context, Enum, Object, Result};
use graph::{UserError, context::caller, refuse, refused};
use kernel::{Error, text_enum};

use super::{
    input::{StatisticsDimension, StatisticsFilter, StatisticsMeasure},
    object::breakdowns,
};

text_enum! {
    /// Svarssätt: how a question of statistics would be answered.
    #[derive(Enum)]
    pub enum StatisticsAnswer {
        Exact = "EXACT" ("Exakt och som det är nu", "As counted and as of now"),
        Protected = "PROTECTED" ("Med skydd, som det var senast årsskiftet eller kvartalet", "Protected, as of the last turn of year or quarter"),
        Refused = "REFUSED" ("Besvaras inte", "Not answered"),
    }
}

/// How a question would be answered, or why it would not.
type Foreseen = kernel::Result<Answered>;

fn answer(foreseen: &Foreseen) -> StatisticsAnswer {
    match foreseen {
        Ok(Answered::Exact) => StatisticsAnswer::Exact,
        Ok(Answered::Protected) => StatisticsAnswer::Protected,
        Err(_) => StatisticsAnswer::Refused,
    }
}

fn refusal(ctx: &Context<'_>, foreseen: &Foreseen) -> Option<UserError> {
    foreseen.as_ref().err().map(|error| refused(error, caller(ctx).lang))
}

/// What may be asked, from a question on.
pub struct StatisticsOptions {
    foreseen: Foreseen,
    further: Vec<StatisticsOption>,
}

/// Statistikens val: how a question would be answered, and by what it may be grouped further. Follows from the question and your roles
/// alone: nothing is read, and nothing counts as asked.
#[Object]
impl StatisticsOptions {
    /// Svarssätt.
    async fn answer(&self) -> StatisticsAnswer {
        answer(&self.foreseen)
    }

    /// Skäl: why it is not answered, with what is answered instead; absent where it is. A table that has too many rows is refused
    /// only when it is asked for.
    async fn refusal(&self, ctx: &Context<'_>) -> Option<UserError> {
        refusal(ctx, &self.foreseen)
    }

    /// Ytterligare indelningar: every dimension of the measure's records that is not among `groupBy`.
    async fn dimensions(&self) -> &[StatisticsOption] {
        &self.further
    }
}

/// A dimension to add.
pub struct StatisticsOption {
    by: Breakdown,
    foreseen: Foreseen,
}

/// Möjlig indelning: how the question would be answered if it were grouped by this dimension too.
#[Object]
impl StatisticsOption {
    /// Indelning.
    async fn dimension(&self) -> StatisticsDimension {
        self.by.into()
    }

    /// Svarssätt.
    async fn answer(&self) -> StatisticsAnswer {
        answer(&self.foreseen)
    }

    /// Skäl: why it is not answered, with what is answered instead; absent where it is.
    async fn refusal(&self, ctx: &Context<'_>) -> Option<UserError> {
        refusal(ctx, &self.foreseen)
    }
}

/// Frågor om statistikens val.
#[derive(Default)]
pub struct StatisticsOptionsQuery;

#[Object]
impl StatisticsOptionsQuery {
    /// Statistikens val: how `statistics` with the same arguments would be answered, and by what it may be grouped further, for
    /// whoever builds a table. Nothing is read, and no table is counted as asked for.
    async fn statistics_options(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Mått.")] measure: StatisticsMeasure,
        #[graphql(desc = "Indelningar that are chosen already, 0–5.")] group_by: Vec<StatisticsDimension>,
        #[graphql(desc = "Urval.")] filter: Option<Box<StatisticsFilter>>,
    ) -> Result<StatisticsOptions> {
        let selection = filter.unwrap_or_default().selection().map_err(|error| refuse(ctx, error))?;
        let question = Question { measure: measure.into(), by: breakdowns(group_by), selection };
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
