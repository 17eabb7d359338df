//! Answers what gaps are common.

use std::sync::Arc;

use access::{Action, Anchors, Request, permit};
use chrono::NaiveDate;
use kernel::{Error, Result, id::ProjectId};
use sea_orm::{DbBackend, DbErr, Statement, Value};
use store::{Db, Dialect};

use super::GROUP;
use crate::disclosure::{CountStatus, ProtectedCount};

/// Why a question is refused.
pub mod rules {
    kernel::rules! {
        /// Two selections at once could be taken from each other.
        ONE_SELECTION_IS_TOLD:
            "Ange ett av projekt, bransch och region: gemensamma gap visas i ett urval i taget.",
            "Name one of project, industry and region: common gaps are shown in one selection at a time.";
        /// Industries are of one size, so that none lies within another.
        INDUSTRY_IS_A_DIVISION:
            "Ange branschen som SNI-huvudgrupp, med två siffror.",
            "Name the industry as an SNI division, of two digits.";
    }
}

/// Urval: where a gap is common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Within {
    /// Among those whose analyses are made within the project.
    Project(ProjectId),
    /// Among those of the industry, an SNI 2007 division.
    Industry(String),
    /// Among those of the region: of municipalities that lie in no smaller one.
    Region(String),
}

impl Within {
    /// The one that is named.
    ///
    /// # Errors
    /// `Invalid` where none or several are, or an industry is no division.
    pub fn of(project: Option<ProjectId>, sni: Option<String>, region: Option<String>) -> Result<Self> {
        match (project, sni, region) {
            (Some(project), None, None) => Ok(Self::Project(project)),
            (None, Some(sni), None) if sni.len() == 2 => Ok(Self::Industry(sni)),
            (None, Some(_), None) => Err(Error::invalid("sni", rules::INDUSTRY_IS_A_DIVISION)),
            (None, None, Some(region)) => Ok(Self::Region(region)),
            (None, None, None) => Err(Error::invalid("projectId", rules::ONE_SELECTION_IS_TOLD)),
            (_, Some(_), _) => Err(Error::invalid("sni", rules::ONE_SELECTION_IS_TOLD)),
            (_, None, Some(_)) => Err(Error::invalid("region", rules::ONE_SELECTION_IS_TOLD)),
        }
    }

    fn stored(&self) -> (&'static str, &str) {
        match self {
            Self::Project(project) => ("PROJECT", project.as_str()),
            Self::Industry(sni) => ("INDUSTRY", sni),
            Self::Region(region) => ("REGION", region),
        }
    }

    /// Who answers for a council sees every selection, who leads a project that project.
    fn must_be_seen_by(&self, request: &Arc<Request>) -> Result<()> {
        let grant = permit(request, Action::ReadCommonGaps)?;
        let answers_for_all = grant.scope().all || !grant.scope().councils.is_empty();
        match self {
            _ if answers_for_all => Ok(()),
            Self::Project(project) => grant.require(&Anchors { project: Some(*project), ..Anchors::default() }),
            Self::Industry(_) | Self::Region(_) => Err(Error::Denied),
        }
    }
}

/// Gemensamt gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommonGap {
    /// The skill.
    pub skill: String,
    /// The group of roles, SSYK 2012: three digits, fewer where a role was coded so.
    pub ssyk: String,
    /// At least so many organisations have it, in steps.
    pub organisations: ProtectedCount,
}

/// The common gaps of a selection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SharedGaps {
    /// The last day of the analyses that it is of; none where nothing has been published yet.
    pub as_of: Option<NaiveDate>,
    /// Those that most organisations share first.
    pub gaps: Vec<CommonGap>,
}

/// Gemensamma gap.
#[derive(Clone)]
pub struct CommonGaps {
    db: Db,
}

impl CommonGaps {
    /// In `db`.
    pub fn new(db: &Db) -> Self {
        Self { db: db.clone() }
    }

    /// The first of the gaps that are common there. One statement.
    ///
    /// # Errors
    /// `Denied` for who may not see the selection; `Unavailable`, `Broken`.
    pub async fn told(&self, request: &Arc<Request>, within: &Within, first: usize) -> Result<SharedGaps> {
        within.must_be_seen_by(request)?;
        self.read(within, None, first).await
    }

    /// Whether the gap in `skill` of the roles `ssyk`, or of the group that they lie in, is common there. One statement.
    ///
    /// # Errors
    /// As [`CommonGaps::told`].
    pub async fn is_common(&self, request: &Arc<Request>, within: &Within, skill: &str, ssyk: &str) -> Result<bool> {
        within.must_be_seen_by(request)?;
        let group = ssyk.get(..GROUP).unwrap_or(ssyk);
        Ok(!self.read(within, Some((skill, group)), 1).await?.gaps.is_empty())
    }

    async fn read(&self, within: &Within, gap: Option<(&str, &str)>, first: usize) -> Result<SharedGaps> {
        let rows = self.db.all(statement(self.db.dialect(), within, gap, first)).await?;
        let broken = |error: DbErr| Error::broken(error.to_string());
        let mut told = SharedGaps::default();
        for row in &rows {
            let skill: Option<String> = row.try_get_by_index(0).map_err(broken)?;
            let code: String = row.try_get_by_index(1).map_err(broken)?;
            let Some(skill) = skill else {
                told.as_of = Some(code.parse().map_err(|_| Error::broken("a day of the copies cannot be read"))?);
                continue;
            };
            let step = row.try_get_by_index(2).map_err(broken)?;
            told.gaps.push(CommonGap { skill, ssyk: code, organisations: at_least(step) });
        }
        told.gaps.sort_by(|a, b| {
            b.organisations
                .value
                .cmp(&a.organisations.value)
                .then_with(|| (&a.skill, &a.ssyk).cmp(&(&b.skill, &b.ssyk)))
        });
        Ok(told)
    }
}

/// So many or more, and nothing is said of how many more.
const fn at_least(step: i64) -> ProtectedCount {
    ProtectedCount { value: Some(step), status: CountStatus::Rounded, low: Some(step), high: None }
}

/// The gaps, and a row without a skill that says how far the copies go.
fn statement(dialect: Dialect, within: &Within, gap: Option<(&str, &str)>, first: usize) -> Statement {
    let (sign, backend) = match dialect {
        Dialect::Postgres => ('$', DbBackend::Postgres),
        Dialect::Sqlite => ('?', DbBackend::Sqlite),
    };
    let (kind, code) = within.stored();
    let mut values: Vec<Value> = vec![kind.into(), code.into()];
    let mut only = String::new();
    if let Some((skill, ssyk)) = gap {
        values.extend([Value::from(skill), Value::from(ssyk)]);
        only = format!(" AND skill_code = {sign}3 AND ssyk_code = {sign}4");
    }
    let text = format!(
        "SELECT * FROM (SELECT skill_code, ssyk_code, organisations FROM published_common_gaps \
         WHERE within_kind = {sign}1 AND within_code = {sign}2{only} \
         ORDER BY organisations DESC, skill_code, ssyk_code LIMIT {first}) g \
         UNION ALL SELECT CAST(NULL AS text), CAST(cutoff AS text), CAST(0 AS bigint) FROM published_state"
    );
    Statement::from_sql_and_values(backend, text, values)
}

#[cfg(test)]
mod tests {
    use kernel::{Id, SequentialIds};

    use super::*;

    #[test]
    fn one_selection_is_named_and_an_industry_is_a_division() {
        let project = || Some(Id::new(&SequentialIds::starting_at(0)));
        let code = |code: &str| Some(code.to_owned());
        let refused = |told: Result<Within>| told.expect_err("refused").to_string();
        assert_eq!(Within::of(None, code("25"), None).expect("a division"), Within::Industry("25".to_owned()));
        assert!(Within::of(project(), None, None).is_ok() && Within::of(None, None, code("FYRBODAL")).is_ok());
        assert_eq!(refused(Within::of(None, code("C"), None)), "invalid sni: INDUSTRY_IS_A_DIVISION");
        assert_eq!(refused(Within::of(None, None, None)), "invalid projectId: ONE_SELECTION_IS_TOLD");
        assert_eq!(refused(Within::of(project(), code("25"), None)), "invalid sni: ONE_SELECTION_IS_TOLD");
        assert_eq!(refused(Within::of(project(), None, code("FYRBODAL"))), "invalid region: ONE_SELECTION_IS_TOLD");
    }
}
