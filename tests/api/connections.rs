//! Every list with the least that can be asked of it, as every role: a total alone, a page without rows, cursors without nodes; and
//! the lists below those, where one row stands below several.

use std::collections::{BTreeMap, BTreeSet};

use kompetensnav::demonstration::ROLES;
use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::{
    columns::{TYPES, types},
    harness::{DemoApp, ISSUER, Speaker, trial::both},
};

pub fn tests() -> Vec<Trial> {
    both![every_list_answers_the_smallest_selections_to_every_role, a_list_below_a_list_holds_each_row_once]
}

/// What is asked of a list, nothing beside it.
const SMALLEST: [&str; 11] = [
    "__typename",
    "totalCount",
    "pageInfo { hasNextPage }",
    "pageInfo { startCursor endCursor }",
    "pageInfo { __typename }",
    "edges { cursor }",
    "edges { __typename }",
    "edges { node { __typename } }",
    "nodes { __typename }",
    "nodes { __typename } pageInfo { endCursor }",
    "totalCount pageInfo { hasPreviousPage } edges { cursor }",
];

/// The lists of a type that can be asked for a page and nothing more: name and what its rows are.
fn lists<'a>(types: &BTreeMap<&str, &'a Value>, of: &str) -> Vec<(&'a str, &'a str)> {
    let fields = types[of]["fields"].as_array().into_iter().flatten();
    fields
        .filter_map(|field| {
            let mut named = &field["type"];
            while named["name"].is_null() {
                named = &named["ofType"];
            }
            let row = named["name"].as_str()?.strip_suffix("Connection")?;
            let is_required = |arg: &Value| arg["type"]["kind"] == "NON_NULL" && arg["defaultValue"].is_null();
            let needs = |arg: &Value| is_required(arg) && arg["name"] != "first";
            let free = !field["args"].as_array()?.iter().any(needs);
            free.then(|| (field["name"].as_str().unwrap_or_default(), row))
        })
        .collect()
}

/// A list asked each smallest way, under a name of its own.
fn each_way(list: &str) -> String {
    let ways = SMALLEST.iter().enumerate().map(|(at, way)| format!("w{at}: {list}(first: 2) {{ {way} }} "));
    ways.collect()
}

/// The objects that the ways are asked of: that at `thing`, each row of `list` or, where they have one, of the list `inner` in each of
/// them; else the root.
fn places(data: &Value) -> Vec<&Value> {
    if let Some(thing) = data.get("thing") {
        return if thing.is_null() { Vec::new() } else { vec![thing] };
    }
    let Some(list) = data.get("list") else { return vec![data] };
    let rows = |list: &Value| list["nodes"].as_array().expect("rows").len();
    let mut all = Vec::new();
    for row in (0..rows(list)).map(|at| &list["nodes"][at]) {
        match row.get("inner") {
            Some(inner) => all.extend((0..rows(inner)).map(|at| &inner["nodes"][at])),
            None => all.push(row),
        }
    }
    all
}

/// Fails unless the answer has data and all ways tell the same in each of [`places`]; tells how many rows there are.
async fn agree(speaker: &Speaker<'_>, who: &str, query: &str) -> u64 {
    let (status, answer) = speaker.answer(query, json!({})).await;
    assert!(answer.get("errors").is_none(), "{who} {status} {query}: {}", answer["errors"]);
    let mut rows = 0;
    for place in places(&answer["data"]) {
        let total = place["w1"]["totalCount"].as_u64().unwrap_or_else(|| panic!("{who} {query}: {place:#}"));
        for (way, list) in [("w5", "edges"), ("w6", "edges"), ("w7", "edges"), ("w8", "nodes"), ("w9", "nodes")] {
            let shown = place[way][list].as_array().map(Vec::len);
            assert_eq!(shown, usize::try_from(total.min(2)).ok(), "{who} {way} {query}: {place:#}");
        }
        assert_eq!(place["w2"]["pageInfo"]["hasNextPage"], total > 2, "{who} {query}: {place:#}");
        let cursor = &place["w5"]["edges"][0]["cursor"];
        assert_eq!(&place["w3"]["pageInfo"]["startCursor"], cursor, "{who} {query}: {place:#}");
        assert!(total == 0 || cursor.as_str().is_some_and(|cursor| !cursor.is_empty()), "{who} {query}: {place:#}");
        rows += total;
    }
    rows
}

/// Whom the demonstration gives no role, for what its own people have not: a workplace's contact, and those who lead two more projects.
pub async fn others(app: &DemoApp) -> [&'static str; 3] {
    let assign = "mutation($input: AssignRoleInput!) { assignRole(input: $input) { userErrors { code path } } }";
    let all = [
        ("workplace-contact", "ORG_CONTACT", "organisationId", "org", "SELECT min(organisation_id) FROM workplaces"),
        (
            "lift-manager",
            "PROJECT_MANAGER",
            "projectId",
            "project",
            "SELECT id FROM projects WHERE number = '2019/00446'",
        ),
        (
            "avanto-manager",
            "PROJECT_MANAGER",
            "projectId",
            "project",
            "SELECT id FROM projects WHERE acronym = 'Avanto'",
        ),
    ];
    for (subject, role, anchor, prefix, found) in all {
        let id = format!("{prefix}_{}", app.texts(found).await[0]);
        let mut input = json!({ "issuer": ISSUER, "subject": subject, "role": role });
        input[anchor] = json!(id);
        let data = app.speak_as("demo-system-admin").ask(assign, json!({ "input": input })).await;
        assert_eq!(data["assignRole"]["userErrors"], json!([]), "{data:#}");
    }
    all.map(|(subject, ..)| subject)
}

/// What narrows a root list to what its asker is responsible for, where the first rows of all would be others'.
async fn narrowed(speaker: &Speaker<'_>, list: &str) -> String {
    let anchor = match list {
        "organisations" => "organisationId",
        "projects" => "projectId",
        _ => return String::new(),
    };
    let held = speaker.ask("{ viewer { roles { organisationId projectId } } }", json!({})).await;
    let own: Vec<&Value> = held["viewer"]["roles"].as_array().into_iter().flatten().map(|role| &role[anchor]).collect();
    match own.iter().find_map(|id| id.as_str()) {
        Some(id) => format!(", filter: {{ id: {{ eq: \"{id}\" }} }}"),
        None => String::new(),
    }
}

async fn every_list_answers_the_smallest_selections_to_every_role(app: DemoApp) {
    let schema = app.speak_as("demo-hub-manager").ask(TYPES, json!({})).await;
    let types = types(&schema);
    let roots = lists(&types, "Query");
    for list in ["savedQuestions", "accessTokens", "needs", "roleAssignments"] {
        assert!(roots.iter().any(|(name, _)| *name == list), "{list} is not among {roots:?}");
    }
    let mut seen: BTreeMap<String, u64> = BTreeMap::new();
    let others = others(&app).await.map(|subject| (subject, app.speak_as(subject)));
    let speakers = ROLES.iter().map(|role| (role.key, app.speak_as(role.subject)));
    for (who, speaker) in speakers.chain(others).chain([("nobody", app.anonymous())]) {
        for (list, row) in &roots {
            let narrowed = narrowed(&speaker, list).await;
            let rows = agree(&speaker, who, &format!("{{ {} }}", each_way(list))).await;
            *seen.entry((*list).to_owned()).or_default() += rows;
            // What stands below a row, through each of its lists.
            for (below, inner) in lists(&types, row) {
                let query = format!("{{ list: {list}(first: 8{narrowed}) {{ nodes {{ {} }} }} }}", each_way(below));
                let rows = agree(&speaker, who, &query).await;
                *seen.entry(format!("{row}.{below}")).or_default() += rows;
                // No list at the root has these.
                let deeper = if roots.iter().any(|(_, row)| *row == inner) { Vec::new() } else { lists(&types, inner) };
                for (deep, _) in deeper {
                    let ways = each_way(deep);
                    let query = format!(
                        "{{ list: {list}(first: 8{narrowed}) {{ nodes {{ inner: {below}(first: 4) {{ nodes {{ {ways} }} }} }} }} }}"
                    );
                    let rows = agree(&speaker, who, &query).await;
                    *seen.entry(format!("{inner}.{deep}")).or_default() += rows;
                }
            }
        }
        let known = speaker.ask("{ councils(first: 8) { nodes { id } } }", json!({})).await;
        for council in known["councils"]["nodes"].as_array().expect("councils") {
            for (list, _) in lists(&types, "MeetingBriefing") {
                let ways = each_way(list);
                let query = format!("{{ thing: meetingBriefing(councilId: {}) {{ {ways} }} }}", council["id"]);
                let rows = agree(&speaker, who, &query).await;
                *seen.entry(format!("MeetingBriefing.{list}")).or_default() += rows;
            }
        }
    }
    for list in ["MeetingBriefing.newSignals", "PlanPriority.planGoals", "ContractVersion.nextVersions"] {
        assert!(seen.get(list).is_some_and(|rows| *rows > 0), "{list} is in no answer of {seen:?}");
    }
    let empty: BTreeSet<&str> = seen.iter().filter(|(_, rows)| **rows == 0).map(|(list, _)| list.as_str()).collect();
    assert!(seen.len() > 40 && empty.len() * 6 < seen.len(), "{} lists; nobody has rows in {empty:?}", seen.len());
    assert!(!empty.contains("savedQuestions") && !empty.contains("accessTokens"), "{empty:?}");
}

/// The rows of the page under each key of an object that begins with a `b`: how many there are in all, and those that are shown.
fn pages(row: &Value) -> impl Iterator<Item = (&str, u64, Vec<&str>)> {
    let below = row.as_object().into_iter().flatten().filter(|(key, _)| key.starts_with('b'));
    below.map(|(key, page)| {
        let shown = page["nodes"].as_array().expect("rows").iter();
        let ids = shown.map(|row| row["id"].as_str().expect("an id")).collect();
        (key.as_str(), page["totalCount"].as_u64().expect("a total"), ids)
    })
}

/// What is below a row that several point at is loaded for all of them together.
async fn a_list_below_a_list_holds_each_row_once(app: DemoApp) {
    let speaker = app.speak_as("demo-hub-manager");
    let schema = speaker.ask(TYPES, json!({})).await;
    let types = types(&schema);
    let has_id = |row: &str| types[row]["fields"].as_array().is_some_and(|all| all.iter().any(|f| f["name"] == "id"));
    let (mut asked, mut shared) = (0, BTreeSet::new());
    for (list, row) in lists(&types, "Query") {
        for (below, child) in lists(&types, row) {
            let under: Vec<&str> =
                lists(&types, child).into_iter().filter(|(_, row)| has_id(row)).map(|(name, _)| name).collect();
            if under.is_empty() || !has_id(child) {
                continue;
            }
            let each = |name: &&str| format!("b_{name}: {name}(first: 3) {{ totalCount nodes {{ id }} }} ");
            let each: String = under.iter().map(each).collect();
            let query =
                format!("{{ {list}(first: 10) {{ nodes {{ {below}(first: 4) {{ nodes {{ id {each} }} }} }} }} }}");
            let data = speaker.ask(&query, json!({})).await;
            let mut met = BTreeSet::new();
            for parent in data[list]["nodes"].as_array().expect("rows") {
                for row in parent[below]["nodes"].as_array().expect("rows") {
                    if !met.insert(row["id"].as_str().expect("an id")) {
                        shared.insert(format!("{list}.{below}"));
                    }
                    for (key, total, ids) in pages(row) {
                        let once: BTreeSet<&str> = ids.iter().copied().collect();
                        assert_eq!(once.len(), ids.len(), "{key} repeats {ids:?}: {query}");
                        assert_eq!(ids.len() as u64, total.min(3), "{key}: {query}");
                        asked += 1;
                    }
                }
            }
        }
    }
    // Or nothing has been tried: a row that stands below several, with lists of its own.
    assert!(asked > 500 && shared.contains("needs.efforts"), "{asked} pages, shared {shared:?}");
}
