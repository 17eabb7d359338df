//! What can be done with common gaps.

use std::sync::Arc;

use access::{Action, Request};
use kernel::{Command, Error, Result};
use store::{Compare, Db, Filter, Tx};

use super::{
    entity::{ReportCommonGap, rules},
    port::{CommonGapDirectory, GROUP},
};
use crate::need::{Need, NeedBasis, NeedColumn, Needs, ReportNeed};

/// Gemensamma gap som anmäls.
#[derive(Clone)]
pub struct CommonGapReports {
    db: Db,
    needs: Needs,
    gaps: Arc<dyn CommonGapDirectory>,
}

impl CommonGapReports {
    /// Over `db`, asking `gaps` what is common.
    pub fn new(db: &Db, needs: Needs, gaps: Arc<dyn CommonGapDirectory>) -> Self {
        Self { db: db.clone(), needs, gaps }
    }

    /// Anmäl gemensamt gap: as a need of the industry council, where it is common still. Whoever reports there meanwhile waits, so
    /// that of two who report the same gap one is told of the other's need.
    ///
    /// # Errors
    /// `Denied` outside the caller's council, and for who is told of no gaps there; `Invalid` naming the field; `Refused` for a gap
    /// that is not common, and for one that the industry council has among the needs that the caller reads.
    pub async fn report(&self, request: &Arc<Request>, command: ReportCommonGap) -> Result<Need> {
        self.db
            .write(request, Action::ReportNeed, async |tx| {
                let command = command.checked()?;
                let gap = command.gap();
                if !self.gaps.is_common(request, &gap).await? {
                    return Err(Error::refused(rules::GAP_IS_NOT_COMMON, ""));
                }
                let key = gap.key();
                let need = command.need();
                self.needs.hold_council(tx, &need).await?;
                if let Some(told) = reported(tx, &need, &key).await? {
                    let detail = format!("{}, {}", told.title, told.id.public());
                    return Err(Error::refused(rules::GAP_IS_REPORTED_ALREADY, detail));
                }
                self.needs.report_gap_in(tx, need, key).await
            })
            .await
    }
}

/// The need within the caller's reading reach that was made of the gap, whatever the hub has coded it as since, or that says the same
/// of the same industry and region; or the one that such a need has become part of; and is not settled: who may report needs need not
/// read them. The roles are told apart by the group that gaps are common in.
async fn reported(tx: &mut Tx, need: &ReportNeed, key: &str) -> Result<Option<Need>> {
    let is = |column, value: &str| Filter::Is(column, Compare::Eq(value.into()));
    let council = need.industry_council.as_ref().map(|council| is(NeedColumn::IndustryCouncilId, council.as_str()));
    let council = Filter::All(council.into_iter().collect());
    let skill = need.codes.skill.as_deref().map(|skill| is(NeedColumn::SkillCode, skill));
    let basis = Some(is(NeedColumn::Basis, NeedBasis::Incumbents.as_str()));
    let of_none = Some(Filter::Is(NeedColumn::OrganisationId, Compare::Absent(true)));
    let coded = Filter::All([skill, basis, of_none].into_iter().flatten().collect());
    let made = is(NeedColumn::ReportedGap, key);
    let alike: Vec<Need> = tx.look_through(council.and(Filter::Any(vec![made, coded]))).await?;
    let group = |ssyk: &Option<String>| ssyk.as_ref().map(|ssyk| ssyk.chars().take(GROUP).collect::<String>());
    let same = alike.into_iter().filter(|told| {
        told.reported_gap.as_deref() == Some(key)
            || group(&told.codes.ssyk) == group(&need.codes.ssyk)
                && told.codes.skill == need.codes.skill
                && (&told.codes.sni, &told.codes.region) == (&need.codes.sni, &need.codes.region)
    });
    for told in same {
        if let Some(open) = open(tx, told).await? {
            return Ok(Some(open));
        }
    }
    Ok(None)
}

/// The need, or the one that it has become part of in the end; nothing where that is settled or not the caller's to read.
async fn open(tx: &mut Tx, mut need: Need) -> Result<Option<Need>> {
    while let Some(into) = need.merged_into {
        need = match tx.look_up::<Need>(into).await {
            Ok(need) => need,
            Err(Error::NotFound) => return Ok(None),
            Err(error) => return Err(error),
        };
    }
    Ok(need.status.is_open().then_some(need))
}
