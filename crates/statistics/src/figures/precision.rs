//! How exactly a target is stated: "about 1,500" is no exact number, and what it is added to is none either.

use std::collections::HashSet;

use kernel::{Error, Result};

use super::{Breakdown, Figures, Measure, Question, Statistics, sql::Sql};
use crate::disclosure::{CountStatus, ProtectedCount};

/// Projects that state their participants about, or at least, as [`Measure::ParticipantsTarget`] takes them.
const PARTICIPANTS: &str = "SELECT j.id AS id FROM projects j WHERE j.planned_participants IS NOT NULL \
    AND j.planned_precision <> 'EXACT' UNION SELECT t.project_id AS id FROM project_targets t \
    JOIN projects j ON j.id = t.project_id WHERE t.kind = 'PARTICIPANTS' AND t.value IS NOT NULL \
    AND t.precision_of_value <> 'EXACT' AND j.planned_participants IS NULL";
/// Those that state their hours so.
const HOURS: &str = "SELECT t.project_id AS id FROM project_targets t WHERE t.kind = 'HOURS' AND t.value IS NOT NULL \
    AND t.precision_of_value <> 'EXACT'";

impl Statistics {
    /// `figures` with each number that holds a target which is not stated exactly told as approximate: by project those of such
    /// projects, and otherwise all, where one of those selected is such a project. One statement, of targets only.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub(super) async fn as_stated(&self, question: &Question, mut figures: Figures) -> Result<Figures> {
        let sql = match question.measure {
            Measure::ParticipantsTarget => PARTICIPANTS,
            Measure::HoursTarget => HOURS,
            _ => return Ok(figures),
        };
        let rows = self.db.all(Sql::new(self.db.dialect()).statement(sql.to_owned())).await?;
        let broken = |error: sea_orm::DbErr| Error::broken(error.to_string());
        let ids: HashSet<String> =
            rows.iter().map(|row| row.try_get("", "id").map_err(broken)).collect::<Result<_>>()?;
        let chosen = &question.selection.projects;
        let is_any = match chosen.is_empty() {
            true => !ids.is_empty(),
            false => chosen.iter().any(|id| ids.contains(id.as_str())),
        };
        let place = figures.by.iter().position(|by| *by == Breakdown::Project);
        for figure in &mut figures.cells {
            let project = place.and_then(|place| figure.key[place].as_ref());
            if project.map_or(is_any, |project| ids.contains(project)) {
                figure.count = approximate(figure.count);
            }
        }
        if is_any {
            figures.total = approximate(figures.total);
        }
        Ok(figures)
    }
}

fn approximate(count: ProtectedCount) -> ProtectedCount {
    match count.status {
        CountStatus::Exact if count.value != Some(0) => {
            ProtectedCount { status: CountStatus::Approximate, low: None, high: None, ..count }
        }
        _ => count,
    }
}
