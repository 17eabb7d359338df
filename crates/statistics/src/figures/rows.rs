//! From the statement's rows to codes: what the database gives by prefix or rank becomes the category asked for.

use std::collections::HashMap;

use chrono::NaiveDate;
use kernel::{Error, Result};
use sea_orm::{DbErr, QueryResult};
use taxonomy::Scheme;

use super::{
    Breakdown, Measure, Question, Selection,
    category::{NO_OUTCOME, UNKNOWN, categories, outcome_kinds, set_of_principles},
    measures::Behind,
    sql::Reads,
};
use crate::{
    disclosure::{CellKey, Code},
    people::Groups,
};

/// A part of a finest cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// One code for each dimension.
    pub(super) key: Vec<Code>,
    /// What the parts are told apart by beside that; see `Measure::split`.
    pub(super) split: Option<String>,
    /// Records.
    pub(super) records: i64,
    /// The copies by the groups of their people, where one may stand behind several.
    pub(super) groups: Groups,
    /// The sum, for a magnitude.
    pub(super) amount: i64,
    /// The parts of the sum times how far each leans, where the statement knows it; see `leaning.rs`.
    pub(super) leaning: i64,
    /// The key of the copies together.
    pub(super) cell_key: CellKey,
}

/// # Errors
/// `Broken` when a column is not what the statement says.
pub(super) fn read(question: &Question, reads: &Reads, rows: &[QueryResult]) -> Result<Vec<Part>> {
    let published = matches!(reads, Reads::Published { .. });
    let regions = if question.by.contains(&Breakdown::Region) {
        narrowest_regions(question.selection.day())
    } else {
        HashMap::new()
    };
    let part = |row| part(question, row, published, &regions).map_err(|error| Error::broken(error.to_string()));
    rows.iter().map(part).collect()
}

fn part(
    question: &Question,
    row: &QueryResult,
    published: bool,
    regions: &HashMap<&str, &str>,
) -> std::result::Result<Part, DbErr> {
    let mut key = Vec::with_capacity(question.by.len());
    for (place, breakdown) in question.by.iter().enumerate() {
        let stored: Option<String> = row.try_get_by_index(place)?;
        key.push(category(question.measure, *breakdown, stored, regions));
    }
    let number = |name: &str| row.try_get::<i64>("", name);
    Ok(Part {
        key,
        split: row.try_get("", "split_")?,
        records: number("records")?,
        groups: match question.measure.spec().behind {
            Behind::Person(_) if published => Groups::read(row)?,
            _ => Groups::default(),
        },
        amount: number("amount")?,
        leaning: if published && question.measure.is_dominable() { number("leaning")? } else { 0 },
        cell_key: match published {
            true => CellKey::from_halves(number("key_high")?, number("key_low")?),
            false => CellKey::default(),
        },
    })
}

fn category(measure: Measure, breakdown: Breakdown, stored: Option<String>, regions: &HashMap<&str, &str>) -> Code {
    let Some(stored) = stored else {
        let latest = breakdown == Breakdown::OutcomeKind && measure != Measure::Outcomes;
        return if latest { NO_OUTCOME.to_owned() } else { UNKNOWN.to_owned() };
    };
    match breakdown {
        Breakdown::Industry => section(&stored),
        Breakdown::Region => regions.get(stored.as_str()).map_or(stored, |region| (*region).to_owned()),
        Breakdown::Principles => set_of_principles(stored.parse().unwrap_or(0)),
        Breakdown::OutcomeKind if measure != Measure::Outcomes => {
            let rank = stored.parse().ok();
            rank.and_then(|rank| outcome_kinds().nth(rank)).unwrap_or(UNKNOWN).to_owned()
        }
        _ => stored,
    }
}

/// The SNI section of a division, which a stored section is already.
fn section(division: &str) -> Code {
    let broader = taxonomy::ancestors(Scheme::Sni2007, division);
    broader.last().map_or(division, |section| section.code).to_owned()
}

/// Each municipality's region, as the shipped list knows it last.
pub(crate) fn regions() -> HashMap<&'static str, &'static str> {
    narrowest_regions(Selection::default().day())
}

/// Each municipality's region: the smallest that holds it, so that each record is in one region only.
fn narrowest_regions(day: NaiveDate) -> HashMap<&'static str, &'static str> {
    let mut regions: Vec<_> = taxonomy::all(Scheme::Region)
        .iter()
        .map(|region| (taxonomy::region_municipalities(region.code, day), region.code))
        .collect();
    regions.sort_by_key(|(places, code)| (std::cmp::Reverse(places.len()), *code));
    regions.into_iter().flat_map(|(places, code)| places.into_iter().map(move |place| (place, code))).collect()
}

/// Codes of a dimension in the order of the answer.
pub(super) fn in_order(measure: Measure, breakdown: Breakdown, codes: impl IntoIterator<Item = Code>) -> Vec<Code> {
    let listed = categories(measure, breakdown);
    let order = |code: &str| listed.iter().position(|(known, ..)| *known == code).unwrap_or(usize::MAX);
    let mut codes: Vec<Code> = codes.into_iter().collect();
    codes.sort_unstable_by(|a, b| (order(a), a).cmp(&(order(b), b)));
    codes
}
