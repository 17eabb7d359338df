//! Jämställdhetsuppföljning of many things at once: women's share of the workforce and of those who took part.
//!
//! # Whose figures, and how they are told
//!
//! - One organisation's, or its part of an effort, a project or a council, are exact for those who read its workforce. Others are
//!   not told of one organisation's women (`crossing.rs`), save of its part in a project by those who answer for that (`parties.rs`).
//!   People are counted, each once.
//! - A project's and a council's are told to everyone who holds a role that sees figures, from the copies that `statistics`
//!   answers from and by the same protected counts; there a person counts once for each project. Shares, ratio and probabilities
//!   are made of those counts alone, and of none where one of them is told as zero.
//! - An effort's as a whole are told to nobody: an effort is not told together with what people are.

use std::{collections::HashMap, sync::Arc};

use access::{Action, Request};
use chrono::{Datelike, NaiveDate};
use kernel::{
    Error, Id, Result,
    id::{CouncilId, EffortId, OrganisationId, ProjectId},
};
use sea_orm::{QueryResult, Statement};
use store::Dialect;

use super::{
    Breakdown, Measure, Question, Selection, Statistics,
    audience::{Own, audience},
    crossing::Composed,
    parties::Party,
    rows::Part,
    sql::Sql,
    told::{self, DisclosedCount, Key},
    workforces::{OF_COUNCIL, OF_PROJECT, in_force},
};
use crate::{
    disclosure::{Audience, CellKey, CountStatus, DisclosurePolicy, ProtectedCount, share},
    equality::{Baseline, Comparison, Group, NotAssessable, compare},
    people::Groups,
};

/// What is followed up, by their ids.
#[derive(Clone, Debug)]
pub enum Followed {
    /// Organisations: whoever they employ.
    Organisations(Vec<OrganisationId>),
    /// Efforts: whoever came to a start in them.
    Efforts(Vec<EffortId>),
    /// Projects.
    Projects(Vec<ProjectId>),
    /// Councils: the participations under them.
    Councils(Vec<CouncilId>),
}

impl Followed {
    fn ids(&self) -> Vec<&str> {
        fn texts<K>(ids: &[Id<K>]) -> Vec<&str> {
            ids.iter().map(Id::as_str).collect()
        }
        match self {
            Self::Organisations(ids) => texts(ids),
            Self::Efforts(ids) => texts(ids),
            Self::Projects(ids) => texts(ids),
            Self::Councils(ids) => texts(ids),
        }
    }

    /// The dimension that tells them apart.
    pub const fn dimension(&self) -> Breakdown {
        match self {
            Self::Organisations(_) => Breakdown::Organisation,
            Self::Efforts(_) => Breakdown::Effort,
            Self::Projects(_) => Breakdown::Project,
            Self::Councils(_) => Breakdown::Council,
        }
    }
}

/// Women and everyone, as they are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WomenAmong {
    /// Women.
    pub women: ProtectedCount,
    /// Everyone.
    pub everyone: ProtectedCount,
}

impl WomenAmong {
    pub(super) const fn withheld() -> Self {
        Self { women: ProtectedCount::withheld(), everyone: ProtectedCount::withheld() }
    }

    fn exact(group: Group) -> Self {
        let count = |people: u32| ProtectedCount::exact(i64::from(people));
        Self { women: count(group.women), everyone: count(group.total()) }
    }

    /// The share of women, 0–1; absent where there is nobody, and where a count is not told or told as zero with noise, for that
    /// may be several.
    pub fn share(&self) -> Option<f64> {
        self.group().and_then(|_| share(&self.women, &self.everyone, 1))
    }

    /// Those who are told of. Noise may make the part larger than the whole; then it is all of it.
    fn group(&self) -> Option<Group> {
        let people = |count: &ProtectedCount| {
            let told = count.value.filter(|value| *value > 0 || count.status == CountStatus::Exact)?;
            u32::try_from(told).ok()
        };
        let (women, everyone) = (people(&self.women)?, people(&self.everyone)?);
        let women = women.min(everyone);
        Some(Group { women, others: everyone - women })
    }
}

/// One thing's equality follow-up.
#[derive(Clone, Debug, PartialEq)]
pub struct Equality {
    /// Those employed.
    pub workforce: WomenAmong,
    /// Those who took part.
    pub participants: WomenAmong,
    /// The day on which one organisation's workforce was counted; of several it is not told.
    pub counted_on: Option<NaiveDate>,
    /// The last day of those who took part.
    pub as_of: NaiveDate,
    /// How the shares compare, by what is told above and nothing else.
    pub compared: std::result::Result<Comparison, NotAssessable>,
}

impl Equality {
    pub(super) fn not_told(as_of: NaiveDate) -> Self {
        Self {
            workforce: WomenAmong::withheld(),
            participants: WomenAmong::withheld(),
            counted_on: None,
            as_of,
            compared: Err(NotAssessable::FiguresAreNotTold),
        }
    }

    fn exactly(baseline: Option<Baseline>, participants: Group, as_of: NaiveDate) -> Self {
        Self {
            workforce: baseline.map_or(WomenAmong::withheld(), |baseline| WomenAmong::exact(baseline.people)),
            participants: WomenAmong::exact(participants),
            counted_on: baseline.map(|baseline| baseline.counted_on),
            as_of,
            compared: compare(baseline, participants, as_of),
        }
    }

    /// Of told counts. That the oldest of the workforces was counted too long ago is told; on which day it was is not.
    pub(super) fn of_told(
        workforce: WomenAmong,
        participants: WomenAmong,
        oldest: Option<NaiveDate>,
        as_of: NaiveDate,
    ) -> Self {
        let compared = match (workforce.group(), participants.group(), oldest) {
            (Some(people), Some(participants), Some(counted_on)) => {
                compare(Some(Baseline { people, counted_on }), participants, as_of)
            }
            _ => Err(NotAssessable::FiguresAreNotTold),
        };
        Self { workforce, participants, counted_on: None, as_of, compared }
    }

    /// Whether it is made of what is told of others' records, and so counts as a table that was learnt.
    pub fn is_protected(&self) -> bool {
        self.participants.everyone.status == CountStatus::Perturbed
    }
}

/// The dimensions of the told participants: what is followed up, and sex.
const ASKED: usize = 2;

impl Statistics {
    /// The equality follow-up of each of `followed` until `as_of`, today when absent; with `employer` that organisation's part of
    /// it. Others' records are told as of the turn of a year: the last one until `as_of`. One statement, of others' records two.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`. That something is not told stands in its follow-up, alike for an organisation that is not the
    /// caller's and for one that does not exist.
    pub async fn equality(
        &self,
        request: &Arc<Request>,
        followed: &Followed,
        employer: Option<OrganisationId>,
        as_of: Option<NaiveDate>,
    ) -> Result<HashMap<String, Equality>> {
        let today = self.db.clock().today();
        let day = as_of.map_or(today, |day| day.min(today));
        let own = Own::of(request, &[Action::ReadWorkforce]).organisations;
        let mut told: HashMap<String, Equality> =
            followed.ids().into_iter().map(|id| (id.to_owned(), Equality::not_told(day))).collect();
        match (followed, employer) {
            (Followed::Organisations(ids), _) => {
                let is_asked = |id: &OrganisationId| employer.is_none_or(|employer| employer == *id);
                let mine: Vec<&str> =
                    ids.iter().filter(|id| own.contains(id) && is_asked(id)).map(Id::as_str).collect();
                told.extend(self.exactly(followed.dimension(), &mine, None, day).await?);
            }
            (_, Some(employer)) if own.contains(&employer) => {
                told.extend(self.exactly(followed.dimension(), &followed.ids(), Some(employer), day).await?);
            }
            (Followed::Projects(ids), Some(employer)) => {
                let parties: Vec<Party> = ids.iter().map(|project| (*project, employer)).collect();
                let parts = self.equality_of_parties(request, &parties, as_of).await?;
                told.extend(parts.into_iter().map(|((project, _), part)| (project.as_str().to_owned(), part)));
            }
            (Followed::Projects(_) | Followed::Councils(_), None) if audience(request) != Audience::Public => {
                let turn = as_of.filter(|day| *day < today).map(turn_of_year);
                let policy = DisclosurePolicy::current(audience(request));
                told.extend(self.as_told(followed, turn, policy).await?);
            }
            _ => {}
        }
        Ok(told)
    }

    /// As counted, in one statement: what each of `ids` has, of `employer` where it is no organisation.
    pub(super) async fn exactly(
        &self,
        dimension: Breakdown,
        ids: &[&str],
        employer: Option<OrganisationId>,
        day: NaiveDate,
    ) -> Result<HashMap<String, Equality>> {
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let rows = self.db.all(counted(dimension, ids, employer, day, self.db.dialect())).await?;
        let (mut participants, mut workforces) = (HashMap::<String, Group>::new(), HashMap::<String, Baseline>::new());
        for row in &rows {
            let (id, counted_on, people) = read_counted(row)?;
            match counted_on {
                Some(counted_on) => workforces.extend([(id, Baseline { people, counted_on })]),
                None => participants.extend([(id, people)]),
            }
        }
        let of = |id: &str| {
            let baseline = workforces.get(employer.as_ref().map_or(id, Id::as_str)).copied();
            let nobody = Group { women: 0, others: 0 };
            Equality::exactly(baseline, participants.get(id).copied().unwrap_or(nobody), day)
        };
        Ok(ids.iter().map(|id| ((*id).to_owned(), of(id))).collect())
    }

    /// As others' records are told: the same protected counts as of the measures that are held against each other, in one
    /// statement for each.
    async fn as_told(
        &self,
        followed: &Followed,
        turn: Option<NaiveDate>,
        policy: &'static DisclosurePolicy,
    ) -> Result<HashMap<String, Equality>> {
        let Some(workforces) = self.told_workforces(followed, turn, policy).await? else { return Ok(HashMap::new()) };
        let participants = self.protected(&told_participants(followed, turn), ASKED, policy).await?.cells;
        let as_of = turn.unwrap_or(workforces.year_end);
        let of = |id: &str| {
            let told = |cells: &HashMap<Key, DisclosedCount>| {
                let count = |sex: Option<&str>| {
                    let key = vec![Some(id.to_owned()), sex.map(str::to_owned)];
                    policy.told(cells.get(&key).map_or(0, |told| told.count))
                };
                WomenAmong { women: count(Some("FEMALE")), everyone: count(None) }
            };
            let oldest = workforces.oldest.get(id).copied();
            Equality::of_told(told(&workforces.cells), told(&participants), oldest, as_of)
        };
        Ok(followed.ids().into_iter().map(|id| (id.to_owned(), of(id))).collect())
    }

    /// The workforces of the organisations whose people take part; nothing before the first publication.
    async fn told_workforces(
        &self,
        followed: &Followed,
        turn: Option<NaiveDate>,
        policy: &'static DisclosurePolicy,
    ) -> Result<Option<DisclosedWorkforces>> {
        let rows = self.db.all(workforces(followed, turn, self.db.dialect())).await?;
        let (mut parts, mut oldest, mut year_end) = (Vec::new(), HashMap::new(), None);
        for row in &rows {
            let (turned, read) = read_workforce(row)?;
            year_end = Some(turned);
            let Some((part, counted_on)) = read else { continue };
            let earliest = oldest.entry(part.key[0].clone()).or_insert(counted_on);
            *earliest = counted_on.min(*earliest);
            parts.push(part);
        }
        let Some(year_end) = year_end else { return Ok(None) };
        let secrets = self.secrets(Measure::Workforce, year_end)?;
        let cells = told::protected(Measure::Workforce, &parts, &[true, false], ASKED, policy, &secrets);
        Ok(Some(DisclosedWorkforces { cells, oldest, year_end }))
    }
}

/// What is told of the workforces of the organisations whose people take part.
struct DisclosedWorkforces {
    cells: HashMap<Key, DisclosedCount>,
    /// The earliest of the days on which they were counted, by what is followed up.
    oldest: HashMap<String, NaiveDate>,
    /// The turn of the year that the copies are of.
    year_end: NaiveDate,
}

/// The last turn of a year until `day`.
pub(super) fn turn_of_year(day: NaiveDate) -> NaiveDate {
    let last = |year| NaiveDate::from_ymd_opt(year, 12, 31).filter(|last| *last <= day);
    last(day.year()).or_else(|| last(day.year() - 1)).unwrap_or(day)
}

/// The participants of others' records, one at a time and by sex: until a turn of the year the years are told and added up.
fn told_participants(followed: &Followed, turn: Option<NaiveDate>) -> Composed {
    let (mut by, mut summed) = (vec![followed.dimension(), Breakdown::Sex], vec![true, false]);
    if turn.is_some() {
        by.push(Breakdown::Year);
        summed.push(true);
    }
    let mut selection = Selection { as_of: turn, to: turn, ..Selection::default() };
    match followed {
        Followed::Organisations(ids) => selection.organisations.clone_from(ids),
        Followed::Efforts(ids) => selection.efforts.clone_from(ids),
        Followed::Projects(ids) => selection.projects.clone_from(ids),
        Followed::Councils(ids) => selection.councils.clone_from(ids),
    }
    let question = Question { measure: Measure::ParticipantsAgainstWorkforce, by, selection };
    Composed { question, summed, late: false, kept: Vec::new() }
}

/// The day of each organisation's latest count until `day`, of a count `s`.
fn latest(day: &str) -> String {
    format!(
        "s.counted_on = (SELECT MAX(t.counted_on) FROM workforce_snapshots t \
         WHERE t.organisation_id = s.organisation_id AND t.counted_on <= '{day}')"
    )
}

/// Rows of those who took part, and with a day those of the workforces.
fn counted(
    dimension: Breakdown,
    ids: &[&str],
    employer: Option<OrganisationId>,
    day: NaiveDate,
    dialect: Dialect,
) -> Statement {
    let participations = ("participations r", "r.sex", "r.starts_on");
    let (parent, (records, sex, started)) = match dimension {
        Breakdown::Effort => (
            "r.effort_id",
            (
                "enrolments r LEFT JOIN participations p ON p.id = r.participation_id",
                "p.sex",
                "r.status IN ('STARTED', 'COMPLETED', 'DROPPED_OUT') AND COALESCE(r.started_on, r.applied_on)",
            ),
        ),
        Breakdown::Project => ("r.project_id", participations),
        Breakdown::Council => ("r.council_id", participations),
        _ => ("r.organisation_id", participations),
    };
    let mut sql = Sql::new(dialect);
    let chosen = sql.one_of(parent, ids.iter().copied());
    let employers: Vec<&str> = employer.as_ref().map_or_else(|| ids.to_vec(), |employer| vec![employer.as_str()]);
    let employed = sql.one_of("r.organisation_id", employers.iter().copied());
    let employing = sql.one_of("s.organisation_id", employers.iter().copied());
    let latest = latest(&day.to_string());
    let text = format!(
        "SELECT {parent} AS id, CAST(NULL AS text) AS counted_on, \
         CAST(COUNT(DISTINCT CASE WHEN {sex} = 'FEMALE' THEN r.participant_id END) AS bigint) AS women, \
         CAST(COUNT(DISTINCT r.participant_id) AS bigint) AS everyone \
         FROM {records} WHERE {chosen} AND {employed} AND {started} <= '{day}' GROUP BY {parent} \
         UNION ALL SELECT s.organisation_id, CAST(s.counted_on AS text), CAST(s.women AS bigint), \
         CAST(s.women + s.men + s.others AS bigint) FROM workforce_snapshots s WHERE {employing} AND {latest}"
    );
    sql.statement(text)
}

fn read_counted(row: &QueryResult) -> Result<(String, Option<NaiveDate>, Group)> {
    let broken = |error: sea_orm::DbErr| Error::broken(error.to_string());
    let number = |name: &str| row.try_get::<i64>("", name).map_err(broken).and_then(people);
    let counted_on: Option<String> = row.try_get("", "counted_on").map_err(broken)?;
    let (women, everyone) = (number("women")?, number("everyone")?);
    let group = Group { women, others: everyone.saturating_sub(women) };
    Ok((row.try_get("", "id").map_err(broken)?, counted_on.as_deref().map(day).transpose()?, group))
}

fn people(number: i64) -> Result<u32> {
    u32::try_from(number).map_err(|_| Error::broken("a head count is out of range"))
}

pub(super) fn day(text: &str) -> Result<NaiveDate> {
    text.parse().map_err(|_| Error::broken("a day cannot be read"))
}

/// Over the copies, the women, men and others employed where people take part in each of `followed`, as `workforces.rs`
/// has put them together: the records of [`Measure::Workforce`] as its selection by project or council has them.
fn workforces(followed: &Followed, turn: Option<NaiveDate>, dialect: Dialect) -> Statement {
    let dimension = if followed.dimension() == Breakdown::Council { OF_COUNCIL } else { OF_PROJECT };
    let mut sql = Sql::new(dialect);
    let chosen = sql.one_of("t.followed_id", followed.ids());
    let in_force = in_force("t", turn);
    // One row at least, so that no workforces are told as few are.
    let text = format!(
        "SELECT CAST(y.year_end AS text) AS year_end, w.followed_id AS id, w.sex AS sex, w.people AS people, \
         w.key_high AS key_high, w.key_low AS key_low, CAST(w.oldest AS text) AS counted_on FROM published_state y \
         LEFT JOIN (SELECT t.* FROM published_workforces t WHERE t.dimension = '{dimension}' AND {chosen} AND t.people > 0 \
         AND {in_force}) w ON 1 = 1"
    );
    sql.statement(text)
}

/// The turn of the year that the copies are of, and where there are workforces those of one sex, with the earliest of
/// the days on which they were counted.
fn read_workforce(row: &QueryResult) -> Result<(NaiveDate, Option<(Part, NaiveDate)>)> {
    let broken = |error: sea_orm::DbErr| Error::broken(error.to_string());
    let text = |name: &str| row.try_get::<String>("", name).map_err(broken);
    let number = |name: &str| row.try_get::<i64>("", name).map_err(broken);
    let turned = day(&text("year_end")?)?;
    let Some(id) = row.try_get::<Option<String>>("", "id").map_err(broken)? else { return Ok((turned, None)) };
    let part = Part {
        key: vec![id, text("sex")?],
        split: None,
        records: number("people")?,
        groups: Groups::default(),
        amount: 0,
        leaning: 0,
        cell_key: CellKey::from_halves(number("key_high")?, number("key_low")?),
    };
    Ok((turned, Some((part, day(&text("counted_on")?)?))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn told(women: i64, everyone: i64) -> WomenAmong {
        WomenAmong { women: ProtectedCount::perturbed(women), everyone: ProtectedCount::perturbed(everyone) }
    }

    #[test]
    fn what_is_told_as_zero_is_compared_with_nothing() {
        let (day, counted) = (on("2021-12-31"), Some(on("2021-01-01")));
        let compared = |workforce, participants| Equality::of_told(workforce, participants, counted, day).compared;
        for (workforce, participants) in [
            (told(100, 400), told(0, 40)),
            (told(100, 400), told(0, 0)),
            (told(0, 400), told(10, 40)),
            (told(0, 0), told(10, 40)),
            (WomenAmong::withheld(), told(10, 40)),
        ] {
            let told = compared(workforce, participants);
            assert_eq!(told, Err(NotAssessable::FiguresAreNotTold), "{workforce:?} {participants:?}");
        }
        assert_eq!((told(0, 40).share(), told(12, 10).share()), (None, Some(1.0)));
    }

    #[test]
    fn a_comparison_of_others_follows_from_the_told_counts_alone() {
        let day = on("2021-12-31");
        let one = Equality::of_told(told(100, 400), told(12, 40), Some(on("2021-01-01")), day);
        let exact = Equality::exactly(
            Some(Baseline { people: Group { women: 100, others: 300 }, counted_on: on("2020-06-01") }),
            Group { women: 12, others: 28 },
            day,
        );
        assert_eq!(one.compared, exact.compared, "the same numbers, whoever they are of");
        assert_eq!((one.counted_on, exact.counted_on), (None, Some(on("2020-06-01"))));
        assert!(one.is_protected() && !exact.is_protected());
        let old = Equality::of_told(told(100, 400), told(12, 40), Some(on("2019-12-30")), day);
        assert_eq!(old.compared, Err(NotAssessable::BaselineIsOutdated));
    }

    #[test]
    fn an_organisations_own_counts_stand_beside_why_they_are_not_compared() {
        let few = Equality::exactly(None, Group { women: 0, others: 3 }, on("2021-12-31"));
        assert_eq!(few.compared, Err(NotAssessable::TooFewParticipants));
        assert_eq!((few.participants.share(), few.workforce.share()), (Some(0.0), None));
    }

    #[test]
    fn others_are_told_of_as_of_the_turn_of_a_year() {
        assert_eq!(turn_of_year(on("2021-12-31")), on("2021-12-31"));
        assert_eq!(turn_of_year(on("2021-12-30")), on("2020-12-31"));
    }
}
