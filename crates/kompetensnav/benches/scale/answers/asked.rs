//! What is asked, and the statements that answer the same.

use chrono::{Months, NaiveDate};
use education_supply::matching::{Content, Near, Places, Wanted, content_terms, levels, score};
use serde_json::json;

use super::{Answer, LEADER, MANAGER};
use crate::{fill::stored, place::Place};

/// The one that the caller leads the work of, as `load.sql` has it.
const COUNCIL: u64 = 2;

/// From what was seen coming to the next plan: why it was done, who stood behind it, on what grounds, what it cost and what came of it.
const TRAIL: &str = "query Trail($id: ID!) { node(id: $id) { ... on Effort {
    title status path goals followUpWaiver provider { name }
    needs(first: 10) { nodes { title status reportedOn peopleNeeded followUp
        signalLinks(first: 10) { nodes { signal { title capturedOn } } }
        endorsements(first: 10) { nodes { decidedOn reference
            decision { text status votesFor votesAgainst meeting { title meetsOn }
                votes(first: 20) { nodes { choice organisation { name } membership { standing mandateFrom } } } } } }
        transitions(first: 20) { nodes { from to takenOn } }
        scores(first: 5) { nodes { score recomputed scoredOn rationale terms { ground input weight term }
            plan { year edition status
                planGoals(first: 10) { nodes { title target latestValue } }
                nextVersions(first: 3) { nodes { year edition status
                    priorities(first: 10) { nodes { place title } }
                    planGoals(first: 10) { nodes { title baseline target latestValue } } } } } } }
        triage { path score rationale
            inputs { volume urgency substitutabilityGap endorsements equalityEffect existingSupply } } } }
    procurements(first: 5) { nodes { title method status plannedOn awardedOn awardReason deliveredOn supplier { name }
        quotes(first: 10) { nodes { status points receivedOn amount { amount } bidder { name } } }
        contractVersions(first: 5) { nodes { edition signedOn amount { amount } } } } }
    occasions(first: 10) { nodes { startsOn endsOn capacity status
        enrolments(first: 20) { nodes { status startedOn endedOn minutes followUpDueOn
            outcomes(first: 5) { nodes { kind source status observedOn } } } } } } } } }";

/// All that the trail says, but for `endorsements`, which is a ground's number and a list.
#[rustfmt::skip]
const TOLD: &[&str] = &[
    "title", "status", "path", "goals", "followUpWaiver", "name", "reportedOn", "peopleNeeded", "followUp", "capturedOn", "decidedOn",
    "reference", "text", "votesFor", "votesAgainst", "meetsOn", "choice", "standing", "mandateFrom", "from", "to", "takenOn", "score",
    "recomputed", "scoredOn", "rationale", "ground", "input", "weight", "term", "year", "edition", "target", "latestValue", "baseline",
    "place", "volume", "urgency", "substitutabilityGap", "equalityEffect", "existingSupply", "method", "plannedOn", "awardedOn",
    "awardReason", "deliveredOn", "points", "receivedOn", "amount", "signedOn", "startsOn", "endsOn", "capacity", "startedOn", "endedOn",
    "minutes", "followUpDueOn", "kind", "source", "observedOn",
];

const BRIEFING: &str = "query Briefing($id: ID!) { meetingBriefing(meetingId: $id) { since until
    newsByIndustry { industry { code } needs peopleNeeded signals }
    newNeeds(first: 20) { nodes { title reportedOn } }
    newSignals(first: 20) { nodes { title capturedOn } }
    progress { moves { from to needs } needs(first: 20) { statusThen statusNow changedOn need { title } } }
    decisions(first: 20) { nodes { text decidedOn } }
    goals(first: 20) { goal { title target } valueThen valueNow } } }";

const MATCHES: &str = "query Matches($id: ID!) { node(id: $id) { ... on Need {
    matches(first: 20) { cursor title startsOn score } } } }";

pub(super) async fn all(place: &Place) -> Result<Vec<Answer>, String> {
    let council = stored("c", COUNCIL);
    // Those that have all of it, for one need from the signal to the score.
    let efforts = format!(
        "SELECT DISTINCT y.effort_id AS told FROM need_efforts y JOIN procured_efforts u ON u.effort_id = y.effort_id \
         JOIN endorsements r ON r.need_id = y.need_id JOIN signal_links k ON k.need_id = y.need_id \
         JOIN need_scores c ON c.need_id = y.need_id WHERE y.council_id = '{council}' \
         AND EXISTS (SELECT 1 FROM outcomes o WHERE o.effort_id = y.effort_id AND o.source <> 'HUB') ORDER BY told LIMIT 20"
    );
    let meetings = format!(
        "SELECT m.id || ' ' || m.until || ' ' || m.since AS told FROM (SELECT id, CAST(meets_on AS text) AS until, \
         CAST(LAG(meets_on) OVER (ORDER BY meets_on) AS text) AS since FROM council_meetings WHERE body_id = '{council}' \
         AND status = 'MINUTES_APPROVED') m WHERE m.since IS NOT NULL ORDER BY m.until DESC LIMIT 10"
    );
    let needs = format!(
        "SELECT id || ' ' || ssyk_code || ' ' || CAST(reported_on AS text) AS told FROM needs WHERE council_id = '{council}' ORDER BY id LIMIT 20"
    );
    let mut all = [
        Answer { name: "an effort's whole trail", by: MANAGER, compared: TOLD, of: Vec::new() },
        Answer {
            name: "a meeting's briefing",
            by: LEADER,
            compared: &["changedOn", "reportedOn", "capturedOn", "decidedOn", "valueThen", "valueNow", "peopleNeeded"],
            of: Vec::new(),
        },
        Answer { name: "a need's best 20 matches", by: LEADER, compared: &["score"], of: Vec::new() },
    ];
    for told in lines(place, &efforts).await? {
        let sql = by_hand(place, include_str!("../trail.sql")).replace("{id}", &told);
        all[0].of.push((body(TRAIL, "effort", &told), sql));
    }
    for told in lines(place, &meetings).await? {
        let [id, until, since] = words(&told)?;
        let sql = by_hand(place, include_str!("../briefing.sql"));
        let sql = sql.replace("{council}", &council).replace("{since}", since).replace("{until}", until);
        all[1].of.push((body(BRIEFING, "councilmeeting", id), sql));
    }
    for told in lines(place, &needs).await? {
        let [id, ssyk, reported] = words(&told)?;
        all[2].of.push((body(MATCHES, "need", id), matches(place, ssyk, reported)?));
    }
    if let Some(nothing) = all.iter().find(|answer| answer.of.is_empty()) {
        return Err(format!("{}: there is nothing to ask it of", nothing.name));
    }
    Ok(all.into())
}

fn body(query: &str, kind: &str, id: &str) -> String {
    json!({ "query": query, "variables": { "id": format!("{kind}_{id}") } }).to_string()
}

/// What `told` says in each row.
async fn lines(place: &Place, sql: &str) -> Result<Vec<String>, String> {
    let together = if place.is_postgres() { "string_agg(x.told, ';')" } else { "group_concat(x.told, ';')" };
    let told = place.text(&format!("SELECT COALESCE({together}, '') FROM ({sql}) x")).await?;
    Ok(told.split(';').filter(|line| !line.is_empty()).map(str::to_owned).collect())
}

fn words(line: &str) -> Result<[&str; 3], String> {
    line.split(' ').collect::<Vec<_>>().try_into().map_err(|_| line.to_owned())
}

/// A statement in the database's own words for JSON.
fn by_hand(place: &Place, sql: &str) -> String {
    let words = match place.is_postgres() {
        true => [
            ("{object}", "json_build_object"),
            ("{array}", "json_build_array"),
            ("{list}", "json_agg"),
            ("{json}", ""),
            ("{due}", "CAST(j.ended_on + INTERVAL '6 months' AS date)"),
        ],
        false => [
            ("{object}", "json_object"),
            ("{array}", "json_array"),
            ("{list}", "json_group_array"),
            // A text that a subquery made is JSON only where it is said to be.
            ("{json}", "json"),
            // Of the 31st of August it would be the 3rd of March otherwise.
            ("{due}", "MIN(date(j.ended_on, '+6 months'), date(j.ended_on, 'start of month', '+7 months', '-1 day'))"),
        ],
    };
    words.iter().fold(sql.to_owned(), |sql, (word, own)| sql.replace(word, own))
}

/// What is near the need's occupation is worked out from the code lists, which no table holds; all else is the statement's.
fn matches(place: &Place, ssyk: &str, reported: &str) -> Result<String, String> {
    let today = place.db.clock().today();
    let reported: NaiveDate = reported.parse().map_err(|error| format!("{reported}: {error}"))?;
    let by = reported + Months::new(36);
    let wanted = Wanted {
        skills: Near::skill(None),
        occupations: Near::occupation(Some(ssyk), None),
        levels: levels(ssyk),
        places: Places::of(Some("1480"), None, today),
        by,
        at_work: true,
        language: None,
    };
    let near = wanted.occupations.codes().map(|code| {
        let content = |level| Content { occupation: Some(code), level, ..Content::default() };
        let points = |level| score(&content_terms(&wanted, &content(level)));
        let [low, middle, high, own] = [Some("3"), Some("4"), Some("6"), None].map(points);
        format!("('{code}', {low}, {middle}, {high}, {own})")
    });
    let near = near.collect::<Vec<_>>().join(", ");
    let sql = by_hand(place, include_str!("../matches.sql")).replace("{near}", &near).replace("{by}", &by.to_string());
    let pages = [
        (
            "{offerings}",
            "CROSS JOIN",
            "education_offerings o",
            format!(
                "ssyk_code = n.code AND removed_on IS NULL AND expires_key >= '{today}' ORDER BY expires_key DESC, id DESC LIMIT 20"
            ),
        ),
        (
            "{events}",
            "LEFT JOIN",
            "education_events e",
            format!(
                "offering_id = f.id AND removed_on IS NULL AND NOT is_cancelled AND starts_key >= '{today}' \
                 AND (apply_until IS NULL OR apply_until >= '{today}' OR admits_continuously) ORDER BY starts_key, id LIMIT 3"
            ),
        ),
        (
            "{efforts}",
            "CROSS JOIN",
            "efforts f",
            "ssyk_code = n.code AND status IN ('SCHEDULED', 'OPEN', 'RUNNING') ORDER BY status, id LIMIT 20".to_owned(),
        ),
        (
            "{occasions}",
            "CROSS JOIN",
            "occasions z",
            format!(
                "effort_id = f.id AND status = 'CONFIRMED' AND starts_on >= '{today}' ORDER BY starts_on, id LIMIT 3"
            ),
        ),
    ];
    Ok(pages
        .iter()
        .fold(sql, |sql, (place_of, join, table, which)| sql.replace(place_of, &page(place, join, table, which))))
}

/// A join with each row's page, as each database reads no more than that.
fn page(place: &Place, join: &str, table: &str, which: &str) -> String {
    let (name, alias) = table.split_once(' ').unwrap_or((table, table));
    match (place.is_postgres(), join) {
        (true, "LEFT JOIN") => format!("LEFT JOIN LATERAL (SELECT * FROM {name} WHERE {which}) {alias} ON true"),
        (true, _) => format!("CROSS JOIN LATERAL (SELECT * FROM {name} WHERE {which}) {alias}"),
        (false, _) => format!("{join} {name} {alias} ON {alias}.id IN (SELECT id FROM {name} WHERE {which})"),
    }
}
