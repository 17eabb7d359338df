//! Which rollup answers a question: the first cuboid that has every column the question's expressions name.
//!
//! The expressions are those for the base tables, read as text. So nothing can be forgotten: a column that a
//! cuboid lacks, by whatever dimension, filter or join it came, is found in the text, and the base tables answer.

use chrono::{Datelike, NaiveDate};
use store::Dialect;

use super::cuboid::{Cuboid, ENTRY, Fact, OfCopies, is_coarse};
use crate::{
    figures::{age_band, calendars},
    people::NUMBERS,
};

/// What a question asks of records, as expressions over their own table `r` and what is joined to it.
#[derive(Debug)]
pub(crate) struct Records<'q> {
    /// The records' table.
    pub(crate) table: &'q str,
    /// The dimensions with their names, `… AS d0`.
    pub(crate) dimensions: &'q [String],
    /// What parts are told apart by.
    pub(crate) split: &'q str,
    /// What is summed; `0` where records are counted.
    pub(crate) amount: &'q str,
    /// What is joined beside the participation and the outcomes.
    pub(crate) joins: &'q str,
    /// Whether the latest outcome is wanted, as `k_`.
    pub(crate) latest: bool,
    /// Whether the copies by the groups of their people are wanted, under the names of [`NUMBERS`].
    pub(crate) people: bool,
    /// Which records.
    pub(crate) conditions: &'q [String],
    /// The period's days.
    pub(crate) period: [Option<NaiveDate>; 2],
    /// Whether the copies are asked, which have no ledger.
    pub(crate) published: bool,
}

/// A cuboid and the statement over it.
#[derive(Debug)]
pub(crate) struct Planned {
    pub(crate) cuboid: &'static str,
    /// The records' sums, `n_` and `amount_`, of the copies `key_`, `leaning_` and the people besides, with the
    /// dimensions' names.
    pub(crate) records: String,
}

/// The cheapest rollup that answers, if any.
pub(crate) fn planned(records: &Records<'_>, dialect: Dialect) -> Option<Planned> {
    let fact = Fact::of(records.table).filter(|fact| fact.is_copied || !records.published)?;
    let more = &fact.of_copies;
    let told = records.published.then(|| over(fact, records, more.cuboids, Some(more), dialect)).flatten();
    told.or_else(|| over(fact, records, fact.cuboids, None, dialect))
}

/// The first of `cuboids` that has every column, of which one at least must be one of `more`, where that is given.
fn over(
    fact: &'static Fact,
    records: &Records<'_>,
    cuboids: &'static [Cuboid],
    more: Option<&OfCopies>,
    dialect: Dialect,
) -> Option<Planned> {
    let fitted = Fitted::of(fact, records, more, dialect)?;
    let named = fitted.named(dialect, records.period)?;
    let is_of = |more: &OfCopies, name: &Named| more.computed.iter().any(|(computed, _)| *computed == name.column);
    if more.is_some_and(|more| !named.iter().any(|name| is_of(more, name))) {
        return None;
    }
    let has = |columns: &[&str]| {
        let has = |column: &str| columns.contains(&column) || (records.published && column == "late");
        named.iter().all(|name| has(&name.column) && !name.exactly) && (!records.latest || columns.contains(&"outcome"))
    };
    let cuboid = cuboids.iter().find(|cuboid| has(cuboid.columns))?;
    let tables = match records.published {
        true => vec![fact.published(cuboid)],
        false => vec![fact.table(cuboid), fact.ledger()],
    };
    let parts: Vec<String> = tables.iter().map(|table| fitted.select(table, records)).collect();
    Some(Planned { cuboid: cuboid.name, records: parts.join(" UNION ALL ") })
}

/// A question's expressions over a ledger's columns.
struct Fitted {
    amount: String,
    /// The sum of the amount's parts times how far each leans, where parts need not be told apart for that.
    leaning: &'static str,
    selected: Vec<String>,
    joins: String,
    conditions: Vec<String>,
}

/// A column that is named, and whether finer than in a cuboid.
#[derive(Debug)]
struct Named {
    column: String,
    exactly: bool,
}

impl Fitted {
    fn of(fact: &Fact, records: &Records<'_>, more: Option<&OfCopies>, dialect: Dialect) -> Option<Self> {
        let amount = match records.amount {
            "0" => "",
            amount => fact.amounts.iter().find(|known| amount.strip_prefix("r.") == Some(**known))?,
        };
        let rewritten = |text: &str| rewritten(fact, more, text, dialect);
        let contributes = records.published && fact.contributor.is_some_and(|of| of.of == records.split);
        let leaning = fact.leanings().find(|(known, _)| contributes && *known == amount).map(|(_, leaning)| leaning);
        let split = if leaning.is_some() { "CAST(NULL AS text)" } else { records.split };
        let mut selected: Vec<String> = records.dimensions.iter().map(|text| rewritten(text)).collect();
        selected.push(format!("{} AS split_", rewritten(split)));
        selected.push("1 AS own_".to_owned());
        Some(Self {
            amount: amount.to_owned(),
            leaning: leaning.unwrap_or_default(),
            selected,
            joins: rewritten(records.joins),
            conditions: records
                .conditions
                .iter()
                .filter(|text| Some(text.as_str()) != fact.counted)
                .map(|text| rewritten(text))
                .collect(),
        })
    }

    /// Every column that is named; none when something is named that is no column of a ledger.
    fn named(&self, dialect: Dialect, period: [Option<NaiveDate>; 2]) -> Option<Vec<Named>> {
        let mut all = Vec::new();
        for text in self.selected.iter().chain([&self.joins]).chain(&self.conditions) {
            for (alias, column) in names(text) {
                match alias.as_str() {
                    "r" => {
                        let exactly = is_coarse(&column) && !is_stepwise(text, &column, dialect, period);
                        all.push(Named { column, exactly });
                    }
                    // What is joined to a rollup as it is to the records.
                    "g" | "e" | "j" | "h" => {}
                    _ => return None,
                }
            }
        }
        Some(all)
    }

    fn select(&self, table: &str, records: &Records<'_>) -> String {
        let latest = if records.latest { "r.outcome" } else { "NULL" };
        let amount = if self.amount.is_empty() { "0".to_owned() } else { format!("r.{}", self.amount) };
        let protecting = match (records.published, records.people) {
            (true, true) => ["key_low", "key_high"].into_iter().chain(NUMBERS).collect(),
            (true, false) => vec!["key_low", "key_high"],
            (false, _) => Vec::new(),
        };
        let mut protecting: String = protecting.iter().map(|name| format!(", r.{name} AS {name}")).collect();
        if records.published {
            let leaning = if self.leaning.is_empty() { "0".to_owned() } else { format!("r.{}", self.leaning) };
            protecting.push_str(&format!(", {leaning} AS leaning_"));
        }
        let mut text = format!(
            "SELECT {}, {latest} AS k_, r.n AS n_, {amount} AS amount_{protecting} FROM {table} r{}",
            self.selected.join(", "),
            self.joins
        );
        if !self.conditions.is_empty() {
            text.push_str(&format!(" WHERE {}", self.conditions.join(" AND ")));
        }
        text
    }
}

/// The expression over the columns of a ledger, which has what the participation says under the record's own alias, and
/// over `more`.
fn rewritten(fact: &Fact, more: Option<&OfCopies>, text: &str, dialect: Dialect) -> String {
    let mut text = text.to_owned();
    if let Some(joins) = more.map(|more| more.joins).filter(|joins| !joins.is_empty()) {
        text = text.replace(joins, "");
    }
    let of_copies = more.iter().flat_map(|more| more.computed).map(|(name, sql)| (*name, (*sql).to_owned()));
    for (name, sql) in fact.computed(dialect).chain(of_copies) {
        text = text.replace(&sql, &format!("r.{name}"));
    }
    if let Some(entry) = fact.entry.filter(|entry| *entry != "r") {
        for column in ENTRY {
            text = replaced(&text, entry, column);
        }
    }
    text
}

/// `alias.column` under the alias `r`.
fn replaced(text: &str, alias: &str, column: &str) -> String {
    let mut made = String::with_capacity(text.len());
    let wanted = format!("{alias}.{column}");
    let mut rest = text;
    while let Some(at) = rest.find(&wanted) {
        let (before, after) = (&rest[..at], &rest[at + wanted.len()..]);
        made.push_str(before);
        let whole = !before.ends_with(is_word) && !after.starts_with(is_word);
        made.push_str(&if whole { format!("r.{column}") } else { wanted.clone() });
        rest = after;
    }
    made + rest
}

fn is_word(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_'
}

/// Every `alias.column` outside quotes.
fn names(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (nth, plain) in text.split('\'').enumerate() {
        if nth % 2 == 1 {
            continue;
        }
        let words: Vec<&str> = plain.split(|c: char| !is_word(c) && c != '.').collect();
        for word in words {
            if let Some((alias, column)) = word.split_once('.')
                && alias.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            {
                found.push((alias.to_owned(), column.to_owned()));
            }
        }
    }
    found
}

/// Whether `text` tells no two values of the column apart that a cuboid has as one.
fn is_stepwise(text: &str, column: &str, dialect: Dialect, period: [Option<NaiveDate>; 2]) -> bool {
    let name = format!("r.{column}");
    let mut rest = text.to_owned();
    if column == "age_at_entry" {
        rest = rest.replace(&age_band(&name), "");
    } else {
        for calendar in calendars(&name, dialect) {
            rest = rest.replace(&calendar, "");
        }
        let [from, to] = period;
        if from.is_some_and(|day| day.day() == 1) {
            rest = rest.replace(&format!("{name} >= "), "");
        }
        if to.is_some_and(|day| day.succ_opt().is_some_and(|next| next.day() == 1)) {
            rest = rest.replace(&format!("{name} <= "), "");
        }
    }
    !names(&rest).iter().any(|(alias, found)| alias == "r" && found == column)
}
