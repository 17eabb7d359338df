//! Jämställdhetsuppföljning of each organisation's part in a project.
//!
//! # Whose figures, and how they are told
//!
//! - An organisation's own part is exact, for those who read its workforce.
//! - To those who answer for the project they are made of protected counts: whoever reads its participations, and who leads the
//!   council whose hub the project carries. Each told number is that of its cell and of nothing else: the people of one organisation
//!   in one project, by the keys and the salt that every figure of those people has, however many others are asked for beside it.
//! - A workforce is told only where so many of the organisation's people take part that they are told: who makes it a partner
//!   learns nothing by that.
//! - To everyone else, as of an organisation that does not exist: nothing.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

use access::{Action, Request, view};
use chrono::{Datelike, NaiveDate};
use kernel::{
    Error, Result,
    id::{OrganisationId, ProjectId},
};
use sea_orm::{QueryResult, Statement};
use store::Dialect;

use super::{
    Breakdown, Equality, Measure, Question, Selection, Statistics, WomenAmong,
    audience::{Own, audience},
    crossing::Composed,
    equality::{day, turn_of_year},
    rows::Part,
    sql::Sql,
    told::{self, DisclosedCount, Key},
    workforces::{SEXES, workforce_key},
};
use crate::{
    disclosure::{CellKey, DisclosurePolicy},
    people::Groups,
};

/// An organisation in a project.
pub type Party = (ProjectId, OrganisationId);

/// The dimensions of the told participants.
const ASKED: usize = 3;

/// Until when it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Until {
    /// The turn of the year whose workforce is held against the participants; the last one when absent.
    turn: Option<NaiveDate>,
    /// Whether participants after it are left out; those of a project that is over by then all came before.
    cuts: bool,
}

impl Statistics {
    /// The equality follow-up of each of `parties` until `as_of`; when absent until today, or until the turn of the year at which a
    /// project that is over ended. One statement for each of the caller's own organisations, one that says which of the others may be
    /// told, and two for each turn of a year.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`. That something is not told stands in its follow-up.
    pub async fn equality_of_parties(
        &self,
        request: &Arc<Request>,
        parties: &[Party],
        as_of: Option<NaiveDate>,
    ) -> Result<HashMap<Party, Equality>> {
        let today = self.db.clock().today();
        let day = as_of.map_or(today, |day| day.min(today));
        let mut told: HashMap<Party, Equality> =
            parties.iter().map(|party| (*party, Equality::not_told(day))).collect();
        let own = Own::of(request, &[Action::ReadWorkforce]).organisations;
        let is_mine = |party: &&Party| own.contains(&party.1);
        let mine: HashSet<OrganisationId> = parties.iter().filter(is_mine).map(|(_, employer)| *employer).collect();
        for employer in mine {
            let projects: Vec<ProjectId> =
                parties.iter().filter(|party| party.1 == employer).map(|(project, _)| *project).collect();
            let ids: Vec<&str> = projects.iter().map(|id| id.as_str()).collect();
            let exactly = self.exactly(Breakdown::Project, &ids, Some(employer), day).await?;
            let of = |project: &ProjectId| Some(((*project, employer), exactly.get(project.as_str())?.clone()));
            told.extend(projects.iter().filter_map(of));
        }
        let others: Vec<Party> = parties.iter().filter(|party| !own.contains(&party.1)).copied().collect();
        let mut by_day: BTreeMap<Until, Vec<Party>> = BTreeMap::new();
        for (party, ends_on) in self.carried(request, &others).await? {
            by_day.entry(until(as_of, ends_on, today)).or_default().push(party);
        }
        let policy = DisclosurePolicy::current(audience(request));
        for (until, parties) in by_day {
            told.extend(self.parties_as_told(&parties, until, policy).await?);
        }
        Ok(told)
    }

    /// Those of `parties` that take part in a project which the caller answers for, with its last day.
    async fn carried(&self, request: &Arc<Request>, parties: &[Party]) -> Result<Vec<(Party, Option<NaiveDate>)>> {
        let (reads, leads) = (view(request, Action::ReadParticipations), view(request, Action::ManageCouncil));
        let (projects, councils) = (&reads.scope().projects, &leads.scope().councils);
        if parties.is_empty() || (projects.is_empty() && councils.is_empty()) {
            return Ok(Vec::new());
        }
        let mut sql = Sql::new(self.db.dialect());
        let followed = sql.one_of("p.project_id", parties.iter().map(|(project, _)| project.as_str()));
        let employers = sql.one_of("p.organisation_id", parties.iter().map(|(_, employer)| employer.as_str()));
        let own = sql.one_of("p.project_id", projects.iter().map(|id| id.as_str()));
        let led = sql.one_of("h.council_id", councils.iter().map(|id| id.as_str()));
        let text = format!(
            "SELECT DISTINCT p.project_id AS project_id, p.organisation_id AS organisation_id, \
             CAST(q.ends_on AS text) AS ends_on FROM project_partners p JOIN projects q ON q.id = p.project_id \
             WHERE p.withdrawn_reason IS NULL AND {followed} AND {employers} AND ({own} OR \
             EXISTS (SELECT 1 FROM hub_fundings f JOIN hubs h \
             ON h.id = f.hub_id WHERE f.project_id = p.project_id AND {led}))"
        );
        let rows = self.db.all(sql.statement(text)).await?;
        let found: HashMap<Party, Option<NaiveDate>> = rows.iter().map(read_party).collect::<Result<_>>()?;
        Ok(parties.iter().filter_map(|party| Some((*party, *found.get(party)?))).collect())
    }

    /// As others' records are told.
    async fn parties_as_told(
        &self,
        parties: &[Party],
        until: Until,
        policy: &'static DisclosurePolicy,
    ) -> Result<HashMap<Party, Equality>> {
        let employers: Vec<&str> = parties.iter().map(|(_, employer)| employer.as_str()).collect();
        let rows = self.db.all(counted(&employers, until.turn, self.db.dialect())).await?;
        let (mut parts, mut oldest, mut year_end) = (Vec::new(), HashMap::new(), None);
        for row in &rows {
            let (turned, counted) = read_counted(row)?;
            year_end = Some(turned);
            let Some(counted) = counted else { continue };
            oldest.insert(counted.employer.clone(), counted.counted_on);
            for (sex, people) in SEXES.into_iter().zip(counted.people).filter(|(_, people)| *people > 0) {
                parts.push(Part {
                    key: vec![counted.employer.clone(), sex.to_owned()],
                    split: None,
                    records: people,
                    groups: Groups::default(),
                    amount: 0,
                    leaning: 0,
                    cell_key: CellKey::of(workforce_key(self.db.sealer(), &counted.employer, sex)?),
                });
            }
        }
        let Some(year_end) = year_end else { return Ok(HashMap::new()) };
        let secrets = self.secrets(Measure::Workforce, year_end)?;
        // One organisation's numbers do not depend on which others are asked for.
        let workforces = told::protected(Measure::Workforce, &parts, &[true, false], 2, policy, &secrets);
        let participants = self.protected(&participants(parties, until), ASKED, policy).await?.cells;
        let women_among = |cells: &HashMap<Key, DisclosedCount>, of: &[&str]| {
            let count = |sex: Option<&str>| {
                let mut key: Key = of.iter().map(|code| Some((*code).to_owned())).collect();
                key.push(sex.map(str::to_owned));
                policy.told(cells.get(&key).map_or(0, |told| told.count))
            };
            WomenAmong { women: count(Some("FEMALE")), everyone: count(None) }
        };
        let as_of = until.turn.unwrap_or(year_end);
        let of = |party: &Party| {
            let (project, employer) = (party.0.as_str(), party.1.as_str());
            let participants = women_among(&participants, &[project, employer]);
            let workforce = match participants.everyone.value {
                Some(1..) => women_among(&workforces, &[employer]),
                _ => WomenAmong::withheld(),
            };
            (*party, Equality::of_told(workforce, participants, oldest.get(employer).copied(), as_of))
        };
        Ok(parties.iter().map(of).collect())
    }
}

/// Which turn of a year is told of a project that ends on that day.
fn until(as_of: Option<NaiveDate>, ends_on: Option<NaiveDate>, today: NaiveDate) -> Until {
    let end = ends_on.and_then(|day| NaiveDate::from_ymd_opt(day.year(), 12, 31)).filter(|end| *end < today);
    let asked = as_of.filter(|day| *day < today).map(turn_of_year);
    match (asked, end) {
        (Some(asked), Some(end)) if end <= asked => Until { turn: Some(end), cuts: false },
        (Some(asked), _) => Until { turn: Some(asked), cuts: true },
        (None, end) => Until { turn: end, cuts: false },
    }
}

/// Their people in their projects by sex. Each project is told by itself, and so is each year where later ones are left out.
fn participants(parties: &[Party], until: Until) -> Composed {
    let mut by = vec![Breakdown::Project, Breakdown::Organisation, Breakdown::Sex];
    let mut summed = vec![true, false, false];
    let mut selection = Selection::default();
    if until.cuts {
        by.push(Breakdown::Year);
        summed.push(true);
        (selection.as_of, selection.to) = (until.turn, until.turn);
    }
    selection.projects = parties.iter().map(|(project, _)| *project).collect();
    selection.projects.sort_unstable();
    selection.projects.dedup();
    let question = Question { measure: Measure::ParticipantsAgainstWorkforce, by, selection };
    Composed { question, summed, late: false, kept: Vec::new() }
}

/// Over the copies, the latest count of each of `employers` until the turn of the year. One row at least, so that no workforces
/// are told as few are.
fn counted(employers: &[&str], turn: Option<NaiveDate>, dialect: Dialect) -> Statement {
    let mut sql = Sql::new(dialect);
    let chosen = sql.one_of("w.organisation_id", employers.iter().copied());
    let last = turn.map_or_else(|| "y.year_end".to_owned(), |day| format!("'{day}'"));
    let text = format!(
        "SELECT CAST(y.year_end AS text) AS year_end, w.organisation_id AS id, CAST(w.counted_on AS text) AS counted_on, \
         CAST(w.women AS bigint) AS women, CAST(w.men AS bigint) AS men, CAST(w.others AS bigint) AS others \
         FROM published_state y LEFT JOIN published_workforce_snapshots w ON {chosen} AND w.counted_on = \
         (SELECT MAX(t.counted_on) FROM published_workforce_snapshots t WHERE t.organisation_id = w.organisation_id \
         AND t.counted_on <= {last})"
    );
    sql.statement(text)
}

/// One organisation's workforce.
struct Counted {
    employer: String,
    counted_on: NaiveDate,
    /// In the order of [`SEXES`].
    people: [i64; 3],
}

/// The turn of the year that the copies are of, and a count.
fn read_counted(row: &QueryResult) -> Result<(NaiveDate, Option<Counted>)> {
    let broken = |error: sea_orm::DbErr| Error::broken(error.to_string());
    let text = |name: &str| row.try_get::<String>("", name).map_err(broken);
    let number = |name: &str| row.try_get::<i64>("", name).map_err(broken);
    let turned = day(&text("year_end")?)?;
    let Some(employer) = row.try_get::<Option<String>>("", "id").map_err(broken)? else { return Ok((turned, None)) };
    let people = [number("women")?, number("men")?, number("others")?];
    Ok((turned, Some(Counted { employer, counted_on: day(&text("counted_on")?)?, people })))
}

fn read_party(row: &QueryResult) -> Result<(Party, Option<NaiveDate>)> {
    let broken = |error: sea_orm::DbErr| Error::broken(error.to_string());
    let text = |name: &str| row.try_get::<String>("", name).map_err(broken);
    let ends_on: Option<String> = row.try_get("", "ends_on").map_err(broken)?;
    let project = ProjectId::from_stored(&text("project_id")?)?;
    let organisation = OrganisationId::from_stored(&text("organisation_id")?)?;
    Ok(((project, organisation), ends_on.as_deref().map(day).transpose()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_over_is_told_as_of_its_end() {
        let on = |text: &str| text.parse::<NaiveDate>().expect("a date");
        let today = on("2026-09-01");
        let told = |as_of: Option<&str>, ends_on: Option<&str>| until(as_of.map(on), ends_on.map(on), today);
        let (end, asked) = (Some(on("2022-12-31")), Some(on("2020-12-31")));
        assert_eq!(told(None, Some("2022-06-30")), Until { turn: end, cuts: false });
        assert_eq!(told(Some("2026-09-01"), Some("2022-12-31")), Until { turn: end, cuts: false });
        assert_eq!(told(Some("2024-05-01"), Some("2022-12-31")), Until { turn: end, cuts: false });
        assert_eq!(told(Some("2021-05-01"), Some("2022-12-31")), Until { turn: asked, cuts: true });
        assert_eq!(told(Some("2021-05-01"), None), Until { turn: asked, cuts: true });
        for goes_on in [None, Some("2026-11-30"), Some("2028-01-31")] {
            assert_eq!(told(None, goes_on), Until { turn: None, cuts: false }, "{goes_on:?}");
        }
    }
}
