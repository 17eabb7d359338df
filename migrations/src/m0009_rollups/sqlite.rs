//! SQLite: a trigger a row, in the order in which a statement changes the rows. There is one writer, so nothing is locked.

use super::facts::{CHARACTERISTICS, Fact, From, OUTCOME_PARTS, Words};

const WORDS: Words = Words { day: "CAST(julianday(o.observed_on) - 2415020.5 AS integer)", find: "instr" };
const NOW: From<'_> = From { records: "", participations: "participations", outcomes: "outcomes" };

/// The row that a trigger sees, as a table.
fn row(version: &str, columns: &[&str]) -> String {
    let columns: Vec<String> = columns.iter().map(|column| format!("{version}.{column} AS {column}")).collect();
    format!("(SELECT {})", columns.join(", "))
}

fn differ<'a>(columns: impl IntoIterator<Item = &'a str>) -> String {
    let pairs: Vec<String> = columns.into_iter().map(|column| format!("OLD.{column} IS NOT NEW.{column}")).collect();
    pairs.join(" OR ")
}

fn trigger(name: &str, event: &str, table: &str, when: &str, statements: &[String]) -> String {
    let when = if when.is_empty() { String::new() } else { format!(" AND ({when})") };
    format!(
        "CREATE TRIGGER {name} AFTER {event} ON {table} WHEN (SELECT live FROM rollup_state){when} BEGIN {}; END",
        statements.join("; ")
    )
}

pub(super) fn maintenance(facts: &[Fact; 3]) -> Vec<String> {
    let [participations, enrolments, outcomes] = facts;
    let mut statements = Vec::new();
    for fact in facts {
        let columns = fact.read();
        let (old, new) = (row("OLD", &columns), row("NEW", &columns));
        let part = |sign, records: &str| fact.select(sign, &From { records, ..NOW }, &WORDS);
        let (gone, come) = (part(-1, &old), part(1, &new));
        for (event, when, parts) in [
            ("INSERT", String::new(), vec![come.clone()]),
            ("UPDATE", differ(columns.iter().copied()), vec![gone.clone(), come]),
            ("DELETE", String::new(), vec![gone]),
        ] {
            let mut acts = vec![fact.note(&parts)];
            if fact.records == "outcomes" {
                acts.extend(latest_moved(event, participations, enrolments));
            }
            let name = format!("rollup_{}_{}", fact.records, event.to_lowercase());
            statements.push(trigger(&name, event, fact.records, &when, &acts));
        }
    }
    statements.push(characteristics_moved(participations, &[enrolments, outcomes]));
    statements
}

pub(super) fn removal(facts: &[Fact; 3]) -> Vec<String> {
    let mut names = vec!["rollup_participations_characteristics".to_owned()];
    for fact in facts {
        names.extend(["insert", "update", "delete"].map(|event| format!("rollup_{}_{event}", fact.records)));
    }
    names.into_iter().map(|name| format!("DROP TRIGGER {name}")).collect()
}

/// What follows a person's characteristics.
fn characteristics_moved(participations: &Fact, followers: &[&Fact]) -> String {
    let columns = participations.read();
    let (old, new) = (row("OLD", &columns), row("NEW", &columns));
    let follow = |fact: &&Fact| {
        let records = format!("(SELECT * FROM {} WHERE participation_id = NEW.id)", fact.records);
        let part = |sign, participations| fact.select(sign, &From { records: &records, participations, ..NOW }, &WORDS);
        fact.note(&[part(-1, &old), part(1, &new)])
    };
    let statements: Vec<String> = followers.iter().map(follow).collect();
    let when = differ(CHARACTERISTICS.iter().map(|(name, _)| *name));
    trigger("rollup_participations_characteristics", "UPDATE", "participations", &when, &statements)
}

/// What is divided by its latest outcome.
fn latest_moved(event: &str, participations: &Fact, enrolments: &Fact) -> Vec<String> {
    let (gone, come) = (event != "INSERT", event != "DELETE");
    let before = before(gone, come);
    let follow = |(fact, column): (&Fact, &str)| {
        let ids: Vec<String> = [(gone, "OLD"), (come, "NEW")]
            .into_iter()
            .filter(|(there, _)| *there)
            .map(|(_, version)| format!("{version}.{column}"))
            .collect();
        let records = format!("(SELECT * FROM {} WHERE id IN ({}))", fact.records, ids.join(", "));
        let part = |sign, outcomes| fact.select(sign, &From { records: &records, outcomes, ..NOW }, &WORDS);
        fact.note(&[part(-1, &before), part(1, "outcomes")])
    };
    [(participations, "participation_id"), (enrolments, "enrolment_id")].map(follow).into()
}

/// The outcomes as they were before this row changed.
fn before(gone: bool, come: bool) -> String {
    let columns = OUTCOME_PARTS.join(", ");
    let mut text = format!("(SELECT {columns} FROM outcomes");
    if come {
        text.push_str(" WHERE id <> NEW.id");
    }
    if gone {
        let old: Vec<String> = OUTCOME_PARTS.iter().map(|column| format!("OLD.{column}")).collect();
        text.push_str(&format!(" UNION ALL SELECT {}", old.join(", ")));
    }
    text.push(')');
    text
}
