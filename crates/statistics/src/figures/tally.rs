//! Counts beside a noun: enrolments by status and outcomes by kind, of many efforts in one statement.

use std::{collections::HashMap, sync::Arc};

use access::{Action, Request};
use kernel::{Error, Result, id::EffortId};
use sea_orm::DbErr;
use store::stored_id;

use super::{
    Breakdown, Measure, Statistics,
    audience::{Own, audience},
    category::categories,
    measures::Behind,
    sql::{KEY_SUMS, Sql},
};
use crate::{
    disclosure::{Audience, CellKey, Code, Dimension, DisclosurePolicy, ProtectedCount, Row, Table, protect},
    people::{self, Groups},
};

/// The protected counts of one effort (skyddade antal).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Each category that occurs, in the order of the machine or list.
    pub by: Vec<(Code, ProtectedCount)>,
    /// All of them.
    pub total: ProtectedCount,
}

/// A group of records of one effort.
struct Group {
    code: Code,
    records: i64,
    people: Groups,
    cell_key: CellKey,
    own: bool,
}

impl Statistics {
    /// Each effort's enrolments by status: exact where the caller reaches the enrolments, else protected. Efforts without any
    /// are absent.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn enrolment_counts(
        &self,
        request: &Arc<Request>,
        efforts: &[EffortId],
    ) -> Result<HashMap<EffortId, Tally>> {
        self.tallies(request, efforts, Measure::Enrolments, Breakdown::Status, Action::ReadEnrolments).await
    }

    /// Each effort's recorded outcomes by kind: exact where the caller reaches them, else protected. Efforts without any
    /// are absent.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn outcome_counts(
        &self,
        request: &Arc<Request>,
        efforts: &[EffortId],
    ) -> Result<HashMap<EffortId, Tally>> {
        self.tallies(request, efforts, Measure::Outcomes, Breakdown::OutcomeKind, Action::ReadOutcomes).await
    }

    async fn tallies(
        &self,
        request: &Arc<Request>,
        efforts: &[EffortId],
        measure: Measure,
        by: Breakdown,
        action: Action,
    ) -> Result<HashMap<EffortId, Tally>> {
        if efforts.is_empty() {
            return Ok(HashMap::new());
        }
        let own = Own::of(request, &[action]);
        let policy = DisclosurePolicy::current(audience(request));
        let mut sql = Sql::new(self.db.dialect());
        let own = sql.own_part(measure, &own);
        let chosen = sql.one_of("r.effort_id", efforts.iter().map(kernel::Id::as_str));
        let also = measure.spec().always.map(|always| format!(" AND {always}")).unwrap_or_default();
        let code = if by == Breakdown::Status { "r.status" } else { "r.kind" };
        let person = match measure.spec().behind {
            Behind::Person(person) => person,
            Behind::OneEach => "r.id",
        };
        let text = format!(
            "SELECT effort_id, code, CAST(own_ AS bigint) AS own_, COUNT(*) AS records, {KEY_SUMS}{} FROM (SELECT r.effort_id AS effort_id, {code} AS code, {own} AS own_, \
             {} AS group_, {} AS key_ FROM {} r WHERE {chosen}{also}) t GROUP BY effort_id, code, own_",
            people::summed(people::added("group_", "1").iter().map(String::as_str)),
            people::group_of(person, self.db.dialect()),
            measure.spec().record_key.unwrap_or("CAST(0 AS bigint)"),
            measure.spec().table
        );
        let mut groups: HashMap<EffortId, Vec<Group>> = HashMap::new();
        for row in self.db.all(sql.statement(text)).await? {
            let read = || -> std::result::Result<(String, Group), DbErr> {
                let group = Group {
                    code: row.try_get("", "code")?,
                    records: row.try_get("", "records")?,
                    people: Groups::read(&row)?,
                    cell_key: CellKey::from_halves(row.try_get("", "key_high")?, row.try_get("", "key_low")?),
                    own: row.try_get::<i64>("", "own_")? == 1,
                };
                Ok((row.try_get("", "effort_id")?, group))
            };
            let (effort, group) = read().map_err(|error| Error::broken(error.to_string()))?;
            groups.entry(stored_id(&effort)?).or_default().push(group);
        }
        groups.into_iter().map(|(effort, groups)| Ok((effort, tally(measure, by, &groups, policy)?))).collect()
    }
}

fn tally(measure: Measure, by: Breakdown, groups: &[Group], policy: &DisclosurePolicy) -> Result<Tally> {
    let occurs = |code: &str| groups.iter().any(|group| group.code == code);
    let codes: Vec<Code> =
        categories(measure, by).iter().filter(|(code, ..)| occurs(code)).map(|(code, ..)| (*code).to_owned()).collect();
    let others: Vec<&Group> = groups.iter().filter(|group| !group.own).collect();
    let policy = if others.is_empty() { DisclosurePolicy::current(Audience::Owner) } else { policy };
    let rows = groups.iter().map(|group| Row {
        key: vec![group.code.clone()],
        count: group.records,
        own: if group.own { group.records } else { 0 },
        others_key: if group.own { CellKey::default() } else { group.cell_key },
    });
    let few = |key: &[Option<Code>]| {
        let here = |group: &&&Group| key.iter().flatten().all(|code| *code == group.code);
        let people = others.iter().filter(here).fold(Groups::default(), |people, group| people.plus(group.people));
        people.people() < policy.threshold_for(false)
    };
    let table = Table::from_rows(vec![Dimension::new(by.as_str(), codes)], rows)?.withholding(few);
    let mut answer = Tally { by: Vec::new(), total: ProtectedCount::withheld() };
    for cell in protect(&table, policy).cells {
        match cell.key.into_iter().flatten().next() {
            Some(code) => answer.by.push((code, cell.count)),
            None => answer.total = cell.count,
        }
    }
    Ok(answer)
}
