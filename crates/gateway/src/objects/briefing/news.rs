//! New needs and signals by industry.

use std::collections::BTreeMap;

use async_graphql::{Context, Result, SimpleObject};
use graph::{
    CodeValue,
    context::{caller, reader},
    refuse,
};
use industry_councils::{Need, Signal, need::NeedColumn, signal::SignalColumn};
use taxonomy::Scheme;

use super::window::Window;

/// News in an industry: needs and signals since the last meeting, among those that you reach.
///
/// Svenska: Nytt i en bransch: behov och signaler sedan förra mötet, bland dem du når.
#[derive(SimpleObject)]
pub struct IndustryNews {
    /// Industry: SNI 2007, division or the section where no more is coded; absent for what has no industry.
    ///
    /// Svenska: Bransch: SNI 2007, huvudgrupp eller avdelningen där mer inte är kodat; saknas för det som inte har
    /// någon bransch.
    industry: Option<CodeValue>,
    /// New needs.
    ///
    /// Svenska: Nya behov.
    needs: i64,
    /// People needed, in those needs.
    ///
    /// Svenska: Personer som behövs, i de behoven.
    people_needed: i64,
    /// New signals.
    ///
    /// Svenska: Nya signaler.
    signals: i64,
}

/// The industries that something is new in, by code; what has none comes first.
///
/// # Errors
/// `UNAVAILABLE`, `INTERNAL`.
pub(super) async fn by_industry(ctx: &Context<'_>, window: Window) -> Result<Vec<IndustryNews>> {
    let request = &caller(ctx).request;
    let mut found: BTreeMap<Option<String>, IndustryNews> = BTreeMap::new();
    let people = Some(NeedColumn::PeopleNeeded);
    let needs = reader::<Need>(ctx).tally(request, &window.needs(), NeedColumn::SniCode, people).await;
    for needs in needs.map_err(|error| refuse(ctx, error))? {
        let news = industry(&mut found, needs.value.as_deref());
        news.needs += needs.rows;
        news.people_needed += needs.sum;
    }
    let signals = reader::<Signal>(ctx).tally(request, &window.signals(), SignalColumn::SniCode, None).await;
    for signals in signals.map_err(|error| refuse(ctx, error))? {
        industry(&mut found, signals.value.as_deref()).signals += signals.rows;
    }
    Ok(found.into_values().collect())
}

/// The news of the industry that a stored code belongs to.
fn industry<'a>(found: &'a mut BTreeMap<Option<String>, IndustryNews>, code: Option<&str>) -> &'a mut IndustryNews {
    // The first two digits of a code are its division; a section is a letter.
    let code = code.map(|code| code.get(..2).unwrap_or(code).to_owned());
    let industry = CodeValue::maybe(Scheme::Sni2007, code.as_ref());
    found.entry(code).or_insert(IndustryNews { industry, needs: 0, people_needed: 0, signals: 0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_coded_finer_counts_in_its_division() {
        let mut found = BTreeMap::new();
        for code in ["29", "291", "29100", "C", "47"] {
            industry(&mut found, Some(code)).needs += 1;
        }
        industry(&mut found, None).signals += 1;
        let counted: Vec<_> = found.iter().map(|(code, news)| (code.as_deref(), news.needs, news.signals)).collect();
        assert_eq!(counted, [(None, 0, 1), (Some("29"), 3, 0), (Some("47"), 1, 0), (Some("C"), 1, 0)]);
    }
}
