//! The rows, by the statements of `load.sql` and of `load_trail.sql` (what becomes of needs, from their scores to how their efforts are
//! followed up), which both databases read once a few words are written as each has them.

use chrono::NaiveTime;
use statistics::rollup::Rollups;

use crate::{
    fill::{id, series},
    place::Place,
};

const STATEMENTS: [&str; 2] = [include_str!("load.sql"), include_str!("load_trail.sql")];

/// Occupation groups that needs, efforts and offerings are of.
pub const SSYK: [&str; 10] = ["2512", "7113", "3111", "5321", "8332", "9412", "2341", "7233", "1311", "4322"];

/// Fills an empty database with so many per cent of 25 years.
pub async fn load(place: &Place, percent: u64) -> Result<(), String> {
    let loading = place.used();
    // No answer that is measured is told from rollups.
    Rollups::new(&place.db).suspend().await.map_err(|error| error.to_string())?;
    let statements = STATEMENTS.iter().flat_map(|file| file.split(";\n")).map(str::trim);
    for statement in statements.filter(|statement| !statement.is_empty()) {
        let statement = written(place, &filled(statement, percent))?;
        match place.is_postgres() {
            // References are known to hold.
            true => {
                place.run(&format!("BEGIN; SET LOCAL session_replication_role = replica; {statement}; COMMIT")).await?
            }
            false => place.run(&statement).await?,
        }
    }
    println!("loaded in {}", loading.told(place));
    place.settle().await
}

/// The statement with its numbers.
fn filled(statement: &str, percent: u64) -> String {
    let part = |whole: u64| whole * percent / 100;
    // As many of each council.
    let needs = part(400_000) / 21 * 21;
    let (meetings, efforts, offerings) = (part(40_000), part(40_000), part(100_000));
    let plans = 21 * part(25).max(1);
    let decisions = meetings * 5;
    let numbers = [
        ("days", part(9_125)),
        ("meetings", meetings),
        ("items", meetings * 15),
        ("decisions", decisions),
        ("votes", decisions * 3),
        ("needs", needs),
        ("transitions", needs * 3 - 3),
        ("signals", part(20_000)),
        ("plans", plans),
        ("goals", plans * 5),
        ("readings", plans * 30),
        ("efforts", efforts),
        ("links", efforts * 2 - 1),
        ("quotes", efforts * 3),
        ("people", part(100_000)),
        ("enrolments", (efforts * 2 - 1) * 5),
        ("offerings", offerings),
        ("events", offerings * 3),
    ];
    let cases: String = SSYK.iter().enumerate().map(|(n, code)| format!(" WHEN {n} THEN '{code}'")).collect();
    let statement = statement.replace("{ssyk}", &format!("CASE s.i % 10{cases} END"));
    numbers.iter().fold(statement, |text, (name, number)| text.replace(&format!("{{{name}}}"), &number.to_string()))
}

/// The statement in the database's own words: `@series[n]` numbers 1 to `n` as `s.i`, `@day[n]` the day so many days ago, `@instant[n]` its
/// midnight, `@blob[00]` bytes, and letters the id of that kind with that number, `@c[7]`.
fn written(place: &Place, statement: &str) -> Result<String, String> {
    let mut rest = statement;
    let mut text = String::new();
    while let Some((before, from)) = rest.split_once('@') {
        let parts = from.split_once('[').and_then(|(name, after)| Some((name, after.split_once(']')?)));
        let (name, (content, after)) = parts.ok_or_else(|| format!("no brackets: {from}"))?;
        text.push_str(before);
        text.push_str(&match name {
            "series" => series(place, content.parse().map_err(|_| format!("not a number: {content}"))?),
            "day" => day(place, content),
            "instant" => instant(place, content),
            "blob" => blob(place, content),
            kind => id(place, kind, content),
        });
        rest = after;
    }
    text.push_str(rest);
    Ok(text)
}

/// The day so many days ago; one to come where they are less than none.
fn day(place: &Place, days: &str) -> String {
    let today = place.db.clock().today();
    match place.is_postgres() {
        true => format!("DATE '{today}' - CAST({days} AS integer)"),
        false => format!("date('{today}', (-({days})) || ' days')"),
    }
}

/// Microseconds since 1970 of the midnight so many days ago.
fn instant(place: &Place, days: &str) -> String {
    let midnight = place.db.clock().today().and_time(NaiveTime::MIN).and_utc();
    format!("({} - ({days}) * 86400000000)", midnight.timestamp_micros())
}

fn blob(place: &Place, hexadecimal: &str) -> String {
    match place.is_postgres() {
        true => format!("'\\x{hexadecimal}'::bytea"),
        false => format!("x'{hexadecimal}'"),
    }
}
