//! How occupations that one can go to are shown, with what is needed there and what leads there.

use std::collections::HashMap;

use async_graphql::{Context, Object, Result};
use efforts::{
    Effort,
    effort::{EffortColumn, EffortStatus},
};
use graph::{
    Batch, CodeValue, Node,
    context::{caller, reader},
    refuse,
};
use industry_councils::need::{Need, NeedColumn, NeedStatus};
use kernel::{Direction, Slice};
use store::{Column, Compare, Family, Filter, Query, Record};
use taxonomy::{Concept, Scheme, lookup, require, steps_from};

use crate::objects::{effort::EffortObject, need::NeedObject};

/// So many needs and so many efforts of each occupation.
const OF_EACH: u32 = 5;

/// An occupation that the holders of another can step into.
pub struct Transition {
    occupation: &'static Concept,
    percentage: u8,
    needs: Vec<Node<Need>>,
    efforts: Vec<Node<Effort>>,
}

/// Transition: an occupation that the holders of another can step into, with what is needed there and what leads there.
///
/// Svenska: Omställning: ett yrke som de som har ett annat kan gå till, med vad som behövs där och vad som leder dit.
#[Object]
impl Transition {
    /// Occupation name: where one can go.
    ///
    /// Svenska: Yrkesbenämning: vart man kan gå.
    async fn occupation(&self) -> CodeValue {
        CodeValue::new(Scheme::OccupationName, self.occupation.code)
    }

    /// Occupation group, SSYK 2012.
    ///
    /// Svenska: Yrkesgrupp, SSYK 2012.
    async fn group(&self) -> Option<CodeValue> {
        self.occupation.parent.map(|group| CodeValue::new(Scheme::Ssyk2012, group))
    }

    /// Substitutability in per cent: 75 high, 25 low.
    ///
    /// Svenska: Utbytbarhet i procent: 75 hög, 25 låg.
    async fn percentage(&self) -> u8 {
        self.percentage
    }

    /// Needs of the occupation within your reach, qualified and not yet settled: at most 5, those of most people first.
    ///
    /// Svenska: Behov av yrket som du når, kvalificerade och inte avgjorda än: högst 5, de som gäller flest först.
    async fn needs(&self) -> Vec<NeedObject> {
        self.needs.iter().cloned().map(Into::into).collect()
    }

    /// Efforts for the occupation group, scheduled, open or running: at most 5, the latest first.
    ///
    /// Svenska: Insatser för yrkesgruppen, schemalagda, öppna eller pågående: högst 5, de senaste först.
    async fn efforts(&self) -> Vec<EffortObject> {
        self.efforts.iter().cloned().map(Into::into).collect()
    }
}

/// Frågor om omställning.
#[derive(Default)]
pub struct TransitionQuery;

#[Object]
impl TransitionQuery {
    /// Where one can go from an occupation, as who is under notice asks: occupations that its holders can step into, the closest first,
    /// each with needs within your reach and efforts of the public catalogue.
    ///
    /// Svenska: Vart man kan gå från ett yrke, som den varslade frågar: yrken som de som har det kan gå till, de närmaste först,
    /// vart och ett med behov som du når och insatser i den öppna katalogen.
    async fn transitions(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "Occupation name: the one that is left, a concept of JobTech.\n\nSvenska: Yrkesbenämning: det som lämnas, ett begrepp hos JobTech."
        )]
        occupation: String,
        #[graphql(
            desc = "The first so many, 1–100.\n\nSvenska: De första så här många, 1–100.",
            default = 20,
            validator(minimum = 1, maximum = 100)
        )]
        first: i32,
    ) -> Result<Vec<Transition>> {
        let left = require("occupation", Scheme::OccupationName, &occupation).map_err(|error| refuse(ctx, error))?;
        let first = usize::try_from(first).unwrap_or(1);
        let steps: Vec<(&Concept, u8)> = steps_from(left.code)
            .iter()
            .filter_map(|(code, percentage)| Some((lookup(Scheme::OccupationName, code)?, *percentage)))
            .take(first)
            .collect();
        let told = told(ctx, steps).await;
        told.map_err(|error| refuse(ctx, error))
    }
}

/// Two statements, whatever the number of steps.
async fn told(ctx: &Context<'_>, steps: Vec<(&'static Concept, u8)>) -> kernel::Result<Vec<Transition>> {
    let names: Vec<&str> = steps.iter().map(|(occupation, _)| occupation.code).collect();
    let wanted = [NeedStatus::Qualified, NeedStatus::Endorsed, NeedStatus::Prioritised, NeedStatus::InAction];
    let wanted = Compare::In(wanted.iter().map(|status| status.as_str().into()).collect());
    let wanted = Filter::Is(NeedColumn::Status, wanted);
    let most = vec![(NeedColumn::PeopleNeeded, Direction::Desc)];
    let needs = below::<Need>(ctx, NeedColumn::OccupationCode, &names, wanted, most).await?;
    let groups: Vec<&str> = steps.iter().filter_map(|(occupation, _)| occupation.parent).collect();
    let going_on = [EffortStatus::Scheduled, EffortStatus::Open, EffortStatus::Running];
    let going_on = Compare::In(going_on.iter().map(|status| status.as_str().into()).collect());
    let going_on = Filter::Is(EffortColumn::Status, going_on);
    let latest = vec![(EffortColumn::CreatedAt, Direction::Desc)];
    let efforts = below::<Effort>(ctx, EffortColumn::SsykCode, &groups, going_on, latest).await?;
    let one = |(occupation, percentage): (&'static Concept, u8)| Transition {
        occupation,
        percentage,
        needs: needs.get(occupation.code).cloned().unwrap_or_default(),
        efforts: occupation.parent.and_then(|group| efforts.get(group)).cloned().unwrap_or_default(),
    };
    Ok(steps.into_iter().map(one).collect())
}

/// Rows by the code in this column, all of them siblings.
async fn below<T: Record>(
    ctx: &Context<'_>,
    column: Column<T>,
    codes: &[&str],
    filter: Filter<Column<T>>,
    order: Vec<(Column<T>, Direction)>,
) -> kernel::Result<HashMap<String, Vec<Node<T>>>> {
    let mut query = Query::first(OF_EACH).filter(filter);
    query.order = order;
    let found = reader::<T>(ctx).children(&caller(ctx).request, Family::Column(column), codes, &query).await?;
    let (mut rows, mut places) = (Vec::new(), Vec::new());
    for (code, Slice { rows: own, .. }) in found {
        places.push((code, rows.len()..rows.len() + own.len()));
        rows.extend(own);
    }
    let batch = Batch::of(rows);
    Ok(places.into_iter().map(|(code, at)| (code, at.map(|at| Node::new(&batch, at)).collect())).collect())
}
