//! A need as it is reported, for the tests of what becomes of it.

use kernel::TargetGroup;

use super::{NeedBasis, NeedCause, NeedCodes, NeedHorizon, ReportNeed};

/// A report with this title that says no more than it must.
pub(crate) fn report(title: &str) -> ReportNeed {
    ReportNeed {
        council: None,
        industry_council: None,
        organisation: None,
        title: title.to_owned(),
        description: None,
        basis: NeedBasis::Both,
        cause: NeedCause::Growth,
        further_causes: Vec::new(),
        horizon: NeedHorizon::Short,
        target_group: TargetGroup::Employees,
        codes: NeedCodes::default(),
        people_needed: 5,
        people_now: None,
        needed_by: None,
        level_now: None,
        level_needed: None,
        evidence: None,
        evidence_note: None,
    }
}
