//! The one statement that answers a question.
//!
//! Innermost are the records, each with its dimensions `d0`, `d1` …; then, where one reporter may stand behind several
//! records, a row for each reporter and cell; outermost the finest cells.

use chrono::NaiveDate;
use sea_orm::{DbBackend, DbErr, QueryResult, Statement, Value, sea_query::ArrayType};
use store::Dialect;
use taxonomy::Scheme;

use super::{
    Breakdown, Measure, Question, Selection,
    category::{NO_OUTCOME, NO_PRINCIPLE, UNKNOWN, outcome_kinds, principles},
    measures::{Behind, Counted},
    source::{Column, Join, dated, latest_outcome, waited},
};
use crate::{people, rollup};

/// A statement being written.
pub(super) struct Sql {
    dialect: Dialect,
    values: Vec<Value>,
    joins: Vec<Join>,
    /// The day of what has days of its own.
    day: Option<NaiveDate>,
    /// The last day of what is counted on a day.
    counted: Option<NaiveDate>,
    /// Whether the copies are read.
    published: bool,
}

/// What a question is answered from.
#[derive(Clone, Debug)]
pub(super) enum Reads {
    /// The records as they are now.
    Live,
    /// Those of them that are everyone's.
    Disclosed,
    /// The copies that figures of others' records are of; see `rollup::Publication`.
    Published {
        /// With what the quarters of this year have added.
        late: bool,
    },
}

/// How far the copies go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct State {
    /// The last day of the year whose turn they are of.
    pub(super) year_end: NaiveDate,
    /// The last day of the last quarter added.
    pub(super) cutoff: NaiveDate,
}

/// Beside the sum of one organisation's parts, or of none: how far they lean follows from whose they are.
const UPRIGHT: &str = ", CAST(0 AS bigint) AS leaning";

/// `own_` of a row of records, beside the one about the copies or the rollups.
const RECORDS: &str = "1 AS own_";
/// `own_` of a row about the copies or the rollups.
pub(super) const STATE: i64 = -1;

impl State {
    /// The row that tells it, beside the rows of `question` over the copies.
    pub(super) fn row(question: &Question) -> String {
        let nothing = nothing(question);
        let nobody = match question.measure.spec().behind {
            Behind::OneEach => String::new(),
            Behind::Person(_) => ", CAST(0 AS bigint)".repeat(people::NUMBERS.len()),
        };
        let upright = if question.measure.is_dominable() { UPRIGHT } else { "" };
        format!(
            "SELECT {nothing}CAST(year_end AS text) || ' ' || CAST(cutoff AS text), CAST({STATE} AS bigint), \
             CAST(1 AS bigint), CAST(0 AS bigint), CAST(0 AS bigint), CAST(0 AS bigint){nobody}{upright} FROM published_state"
        )
    }

    /// Takes that row out of `rows`; none where nothing has been published.
    ///
    /// # Errors
    /// A column is not what the statement says.
    pub(super) fn taken(rows: &mut Vec<QueryResult>) -> Result<Option<Self>, DbErr> {
        let owns: Vec<i64> = rows.iter().map(|row| row.try_get("", "own_")).collect::<Result<_, _>>()?;
        let Some(at) = owns.iter().position(|own| *own == STATE) else { return Ok(None) };
        let text: String = rows.swap_remove(at).try_get("", "split_")?;
        let day = |text: &str| text.parse().map_err(|_| DbErr::Type("a day of the copies cannot be read".to_owned()));
        match text.split_once(' ') {
            Some((year_end, cutoff)) => Ok(Some(Self { year_end: day(year_end)?, cutoff: day(cutoff)? })),
            None => Ok(None),
        }
    }
}

/// Nothing of each dimension, with a comma after it.
pub(super) fn nothing(question: &Question) -> String {
    question.by.iter().map(|_| "CAST(NULL AS text), ").collect()
}

/// The sums of the record keys' upper and lower thirty bits: the keys themselves would overflow.
const KEY_SUMS: &str =
    "CAST(SUM(key_ / 1073741824) AS bigint) AS key_high, CAST(SUM(key_ % 1073741824) AS bigint) AS key_low";

/// More finest cells than this are not read.
pub(super) const MAX_ROWS: usize = 50_000;

impl Sql {
    pub(super) fn new(dialect: Dialect) -> Self {
        Self { dialect, values: Vec::new(), joins: Vec::new(), day: None, counted: None, published: false }
    }

    pub(super) fn statement(self, text: String) -> Statement {
        let backend = match self.dialect {
            Dialect::Postgres => DbBackend::Postgres,
            Dialect::Sqlite => DbBackend::Sqlite,
        };
        let text = if self.published { rollup::over_copies(&text) } else { text };
        Statement::from_sql_and_values(backend, text, self.values)
    }

    fn bind(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        let sign = if self.dialect == Dialect::Postgres { '$' } else { '?' };
        format!("{sign}{}", self.values.len())
    }

    /// `column` is one of `codes`, as one bound value: the text stays the same whatever their number.
    pub(super) fn one_of<'a>(&mut self, column: &str, codes: impl IntoIterator<Item = &'a str>) -> String {
        let codes: Vec<&str> = codes.into_iter().collect();
        match self.dialect {
            Dialect::Postgres => {
                let list = codes.into_iter().map(Value::from).collect();
                let bound = self.bind(Value::Array(ArrayType::String, Some(Box::new(list))));
                format!("{column} = ANY({bound})")
            }
            Dialect::Sqlite => {
                let bound = self.bind(serde_json::json!(codes).to_string());
                format!("{column} IN (SELECT value FROM json_each({bound}))")
            }
        }
    }

    fn column(&mut self, measure: Measure, breakdown: Breakdown) -> Option<String> {
        let column = measure.column(breakdown, self.dialect)?;
        Some(self.joining(column))
    }

    /// The column as stored, at whatever level.
    fn stored(&mut self, measure: Measure, breakdown: Breakdown) -> Option<String> {
        let (sql, join) = measure.source(breakdown.base())?;
        Some(self.joining(Column { sql: sql.to_owned(), join }))
    }

    fn joining(&mut self, column: Column) -> String {
        self.needs(column.join);
        dated(&column.sql, self.day)
    }

    fn needs(&mut self, join: Join) {
        if join != Join::None && !self.joins.contains(&join) {
            self.joins.push(join);
        }
    }

    /// What is joined, those of `without` left out.
    pub(super) fn joined_without(&self, measure: Measure, without: &[Join]) -> String {
        self.joins.iter().filter(|join| !without.contains(join)).map(|join| join.text(measure)).collect()
    }

    /// Whether the latest outcome is wanted.
    pub(super) fn wants_latest(&self) -> bool {
        self.joins.contains(&Join::Outcome)
    }

    fn joined(&self, measure: Measure) -> String {
        // A copy has its latest outcome.
        let without: &[Join] = if self.published { &[Join::Outcome] } else { &[] };
        self.joined_without(measure, without)
    }
}

/// The statement for `question`, which has been checked.
pub(super) fn statement(question: &Question, reads: &Reads, dialect: Dialect) -> Statement {
    let Asked { sql, dimensions, conditions, kinds } = asked(question, reads, dialect);
    let records = records(&sql, question.measure, &dimensions, &conditions);
    let mut text = cells(question, &records, kinds.as_deref(), sql.published, dialect);
    if sql.published {
        text = format!("SELECT * FROM ({text}) u UNION ALL {}", State::row(question));
    }
    sql.statement(text)
}

/// A question's expressions over its records.
pub(super) struct Asked {
    pub(super) sql: Sql,
    pub(super) dimensions: Vec<String>,
    pub(super) conditions: Vec<String>,
    /// The condition on the latest outcome.
    pub(super) kinds: Option<String>,
}

pub(super) fn asked(question: &Question, reads: &Reads, dialect: Dialect) -> Asked {
    let published = matches!(reads, Reads::Published { .. });
    let chosen = &question.selection;
    let mut sql = Sql { day: chosen.as_of, counted: chosen.counted(), published, ..Sql::new(dialect) };
    let measure = question.measure;
    let mut dimensions = Vec::new();
    for (place, breakdown) in question.by.iter().enumerate() {
        let text = sql.column(measure, *breakdown).unwrap_or_default();
        if !text.is_empty() {
            dimensions.push(format!("{text} AS d{place}"));
        }
    }
    let (mut conditions, kinds) = conditions(&mut sql, measure, &question.selection);
    if matches!(reads, Reads::Disclosed) {
        conditions.extend(measure.spec().disclosed.map(str::to_owned));
    }
    if matches!(reads, Reads::Published { late: false }) && measure.spec().has_key {
        conditions.push("NOT r.late".to_owned());
    }
    Asked { sql, dimensions, conditions, kinds }
}

/// Conditions on records, and the one on the latest outcome, which is known only when the records are.
fn conditions(sql: &mut Sql, measure: Measure, chosen: &Selection) -> (Vec<String>, Option<String>) {
    let mut all: Vec<String> = measure.spec().always.map(str::to_owned).into_iter().collect();
    // Of what has not come yet, no days have gone.
    all.extend(measure.spec().waits.map(|dates| format!("{} IS NOT NULL", waited(dates, sql.dialect))));
    let mut kinds = None;
    for (breakdown, ids) in chosen.entities().into_iter().filter(|(_, ids)| !ids.is_empty()) {
        let condition = match measure.spec().selected.iter().find(|(selected, ..)| *selected == breakdown) {
            Some((_, column, around)) => around.replace("{}", &sql.one_of(column, ids)),
            None => {
                let column = sql.column(measure, breakdown).unwrap_or_default();
                sql.one_of(&column, ids)
            }
        };
        all.push(condition);
    }
    if !chosen.member_of.is_empty() {
        let council = sql.one_of("m.council_id", chosen.member_of.iter().map(kernel::Id::as_str));
        let member = dated("{member}", chosen.as_of);
        let members = "SELECT m.organisation_id FROM memberships m";
        all.push(format!("r.organisation_id IN ({members} WHERE {council} AND {member})"));
    }
    for (compare, day) in [(">=", chosen.from), ("<=", chosen.to)] {
        if let (Some(day), Some(date)) = (day, measure.spec().date) {
            let bound = sql.bind(day);
            all.push(format!("{date} {compare} {bound}"));
        }
    }
    for (breakdown, codes) in chosen.categories.iter().filter(|(_, codes)| !codes.is_empty()) {
        match sql.column(measure, *breakdown).unwrap_or_default() {
            latest if latest.is_empty() => kinds = Some(among_kinds(codes)),
            _ if *breakdown == Breakdown::Principles => all.push(among_principles(codes)),
            column => {
                let among = sql.one_of(&column, codes.iter().map(String::as_str));
                // As the answer's rows have it: what is not said is unknown.
                let or_nothing = *breakdown != Breakdown::AgeBand && codes.iter().any(|code| code == UNKNOWN);
                all.push(if or_nothing { format!("({among} OR {column} IS NULL)") } else { among });
            }
        }
    }
    codes(sql, measure, chosen, &mut all);
    (all, kinds)
}

/// Conditions on published codes, with all that is narrower.
fn codes(sql: &mut Sql, measure: Measure, chosen: &Selection, all: &mut Vec<String>) {
    for (breakdown, codes) in chosen.codes().into_iter().filter(|(_, codes)| !codes.is_empty()) {
        let (Some(column), Some(scheme)) = (sql.stored(measure, breakdown), breakdown.scheme()) else { continue };
        all.push(sql.one_of(&column, codes.iter().flat_map(|code| taxonomy::codes_within(scheme, code))));
    }
    if chosen.places.is_empty() {
        return;
    }
    let Some(column) = sql.stored(measure, Breakdown::Municipality) else { return };
    let day = chosen.day();
    let within = |(scheme, code): &(Scheme, String)| taxonomy::municipalities_of(*scheme, code, day);
    let mut place = sql.one_of(&column, chosen.places.iter().flat_map(within));
    let regions: Vec<&str> =
        chosen.places.iter().filter(|(scheme, _)| *scheme == Scheme::Region).map(|(_, code)| code.as_str()).collect();
    if let (Some(region), false) = (measure.spec().region, regions.is_empty()) {
        place = format!("({place} OR {})", sql.one_of(region, regions));
    }
    all.push(place);
}

fn among_kinds(codes: &[String]) -> String {
    let ranks: Vec<String> = outcome_kinds()
        .enumerate()
        .filter(|(_, kind)| codes.iter().any(|code| code == kind))
        .map(|(rank, _)| rank.to_string())
        .collect();
    let none = codes.iter().any(|code| code == NO_OUTCOME);
    match (ranks.is_empty(), none) {
        (true, _) => "k_ IS NULL".to_owned(),
        (false, true) => format!("(k_ IS NULL OR k_ % 16 IN ({}))", ranks.join(", ")),
        (false, false) => format!("k_ % 16 IN ({})", ranks.join(", ")),
    }
}

fn among_principles(codes: &[String]) -> String {
    let mask: u8 = principles().filter(|(_, known)| codes.iter().any(|code| code == known)).map(|(bit, _)| bit).sum();
    match codes.iter().any(|code| code == NO_PRINCIPLE) {
        true => format!("(COALESCE(h.mask, 0) & {mask} <> 0 OR COALESCE(h.mask, 0) = 0)"),
        false => format!("COALESCE(h.mask, 0) & {mask} <> 0"),
    }
}

/// The records with their expressions.
pub(super) fn records(sql: &Sql, measure: Measure, dimensions: &[String], conditions: &[String]) -> String {
    let outcome = sql.joins.contains(&Join::Outcome);
    let joined = outcome && !sql.published;
    let mut selected = dimensions.to_vec();
    let spec = measure.spec();
    selected.push(format!("{} AS split_", measure.split(sql.dialect)));
    selected.push(RECORDS.to_owned());
    if sql.published {
        let key = if spec.has_key { "r.record_key" } else { "CAST(0 AS bigint)" };
        selected.push(format!("{key} AS key_"));
        if let Behind::Person(person) = spec.behind {
            selected.push(format!("{} AS group_", people::group_of(person, sql.dialect)));
        }
    }
    let amount = match spec.counted {
        Counted::Records => "0",
        Counted::Sum(amount) | Counted::Minutes(amount) => amount,
    };
    selected.push(format!("{amount} AS amount_"));
    if let Some(weight) = spec.weight {
        selected.push(format!("{weight} AS weight_"));
    }
    if outcome {
        let latest = if joined { latest_outcome(sql.dialect) } else { "r.outcome".to_owned() };
        selected.push(format!("{latest} AS k_"));
    }
    let mut text =
        format!("SELECT {} FROM {} r{}", selected.join(", "), dated(spec.table, sql.counted), sql.joined(measure));
    if !conditions.is_empty() {
        text.push_str(&format!(" WHERE {}", conditions.join(" AND ")));
    }
    if joined {
        let keys: String = sql.joins.iter().filter_map(|join| join.group_key()).map(|key| format!(", {key}")).collect();
        text.push_str(&format!(" GROUP BY r.id{keys}"));
    }
    text
}

fn cells(question: &Question, records: &str, kinds: Option<&str>, published: bool, dialect: Dialect) -> String {
    let measure = question.measure;
    let (keys, shown) = keys(question, dialect);
    let kinds = kinds.map(|kinds| format!(" WHERE {kinds}")).unwrap_or_default();
    let limit = MAX_ROWS + 1;
    // What the owner is told of needs no protection.
    let protecting = match (published, measure.spec().behind) {
        (false, _) => String::new(),
        (true, Behind::OneEach) => format!(", {KEY_SUMS}"),
        (true, Behind::Person(_)) => {
            format!(", {KEY_SUMS}{}", people::summed(people::added("group_", "1").iter().map(String::as_str)))
        }
    };
    let upright = if published && measure.is_dominable() { UPRIGHT } else { "" };
    let counted = measure.spec().weight.map_or("COUNT(*)", |_| "CAST(SUM(weight_) AS bigint)");
    format!(
        "SELECT {shown}split_, CAST(own_ AS bigint) AS own_, {counted} AS records, \
         CAST(SUM(amount_) AS bigint) AS amount{protecting}{upright} FROM ({records}) t{kinds} \
         GROUP BY {keys}split_, own_ LIMIT {limit}"
    )
}

/// The dimensions' names as they leave the innermost step, and as they are shown; each with a comma after it.
pub(super) fn keys(question: &Question, dialect: Dialect) -> (String, String) {
    let measure = question.measure;
    let name = |place: usize| format!("d{place}");
    let is_latest =
        |breakdown: &Breakdown| measure.column(*breakdown, dialect).is_some_and(|column| column.join == Join::Outcome);
    let keys: Vec<String> = (0..question.by.len()).map(name).collect();
    // The latest outcome leaves the innermost step as its rank.
    let shown: Vec<String> = question
        .by
        .iter()
        .enumerate()
        .map(|(place, by)| if is_latest(by) { format!("CAST(k_ % 16 AS text) AS d{place}") } else { name(place) })
        .collect();
    let listed = |columns: &[String]| columns.iter().map(|column| format!("{column}, ")).collect::<String>();
    (listed(&keys), listed(&shown))
}
