//! Turning pages: forward and backward, in every ordering, every row once – and each wrong way to ask refused.

use std::collections::BTreeSet;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use efforts::{Enrolment, Outcome};
use libtest_mimic::Trial;
use participants::Participation;
use sea_orm::{EntityName, IdenStatic};
use serde_json::{Value, json};

use store::{Dialect, Record};

use crate::harness::{App, DemoApp, Speaker, trial::both};

pub fn tests() -> Vec<Trial> {
    both![
        every_row_once_in_every_ordering_and_both_directions,
        every_list_is_turned_in_each_of_its_orders,
        a_page_says_whether_there_are_more,
        a_cursor_belongs_to_its_ordering,
        a_cursor_belongs_to_its_kind_of_list,
        a_page_is_asked_for_in_one_way,
        titles_stand_in_swedish_order,
        the_total_is_the_same_on_every_page,
        pages_within_pages_meet_the_same_rows,
        long_lists_have_an_index_in_their_order,
    ]
}

const PAGE: &str = "query Page($first: Int, $after: String, $last: Int, $before: String, $filter: NeedFilter, $orderBy: [NeedOrder!]) {
    needs(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy) {
        edges { cursor node { id title status peopleNeeded reportedOn } }
        nodes { id } totalCount
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }";

/// The council's hub sees all of the council's needs.
fn reader(app: &DemoApp) -> Speaker<'_> {
    app.speak_as("demo-hub-coordinator")
}

fn order(keys: &[(&str, &str)]) -> Value {
    keys.iter().map(|(field, direction)| json!({ "field": field, "direction": direction })).collect()
}

async fn page(reader: &Speaker<'_>, variables: Value) -> Value {
    reader.ask(PAGE, variables).await["needs"].take()
}

fn ids(page: &Value) -> Vec<String> {
    let edges = page["edges"].as_array().expect("edges");
    edges.iter().map(|edge| edge["node"]["id"].as_str().expect("an id").to_owned()).collect()
}

fn merged(variables: &Value, more: Value) -> Value {
    let mut all = variables.clone();
    for (name, value) in more.as_object().expect("variables") {
        all[name] = value.clone();
    }
    all
}

/// All rows, page by page forward.
async fn forward(reader: &Speaker<'_>, order: &Value, size: i64) -> Vec<Value> {
    let (mut rows, mut after) = (Vec::new(), Value::Null);
    loop {
        let page = page(reader, json!({ "first": size, "after": after, "orderBy": order })).await;
        rows.extend(page["edges"].as_array().expect("edges").iter().cloned());
        if page["pageInfo"]["hasNextPage"] == false {
            return rows;
        }
        after = page["pageInfo"]["endCursor"].clone();
        assert!(rows.len() < 10_000, "the pages do not end");
    }
}

/// All rows, page by page from the end, put in the list's order.
async fn backward(reader: &Speaker<'_>, order: &Value, size: i64) -> Vec<Value> {
    let (mut rows, mut before): (Vec<Value>, _) = (Vec::new(), Value::Null);
    loop {
        let page = page(reader, json!({ "last": size, "before": before, "orderBy": order })).await;
        let mut shown = page["edges"].as_array().expect("edges").clone();
        shown.append(&mut rows);
        rows = shown;
        if page["pageInfo"]["hasPreviousPage"] == false {
            return rows;
        }
        before = page["pageInfo"]["startCursor"].clone();
        assert!(rows.len() < 10_000, "the pages do not end");
    }
}

async fn every_row_once_in_every_ordering_and_both_directions(app: DemoApp) {
    let reader = reader(&app);
    let council = "SELECT council_id FROM role_assignments WHERE subject = 'demo-hub-coordinator'";
    let count = app.number(&format!("SELECT count(*) FROM needs WHERE council_id IN ({council})")).await;
    assert!(count > 20, "there are pages to turn: {count}");
    let orderings: [&[(&str, &str)]; 8] = [
        &[],
        &[("TITLE", "ASC")],
        &[("TITLE", "DESC")],
        &[("STATUS", "ASC")],
        &[("STATUS", "DESC"), ("TITLE", "ASC")],
        &[("REPORTED_ON", "DESC")],
        &[("PEOPLE_NEEDED", "ASC"), ("REPORTED_ON", "DESC")],
        &[("PEOPLE_NEEDED", "DESC")],
    ];
    for keys in orderings {
        let order = order(keys);
        let (there, back) = (forward(&reader, &order, 7).await, backward(&reader, &order, 5).await);
        let id = |row: &Value| row["node"]["id"].as_str().expect("an id").to_owned();
        let once: BTreeSet<String> = there.iter().map(id).collect();
        assert_eq!((there.len(), once.len()), (count as usize, count as usize), "{keys:?}: each row once");
        assert_eq!(there, back, "{keys:?}: the same list and cursors from both ends");
        if let Some((field, direction)) = keys.first() {
            let of = |row: &Value| match *field {
                "STATUS" => row["node"]["status"].to_string(),
                "REPORTED_ON" => row["node"]["reportedOn"].to_string(),
                "PEOPLE_NEEDED" => format!("{:09}", row["node"]["peopleNeeded"].as_i64().expect("a number")),
                _ => swedish(row["node"]["title"].as_str().expect("a title")),
            };
            let mut sorted: Vec<String> = there.iter().map(of).collect();
            sorted.sort();
            if *direction == "DESC" {
                sorted.reverse();
            }
            assert_eq!(there.iter().map(of).collect::<Vec<_>>(), sorted, "{keys:?}");
        }
    }
}

/// The lists that a query begins with, and what each can be ordered by.
async fn orders(reader: &Speaker<'_>) -> Vec<(String, Vec<String>)> {
    let text = |value: &Value| value.as_str().expect("a name").to_owned();
    let asked = "{ __type(name: \"Query\") { fields { name type { ofType { name } } args { name } } } }";
    let fields = reader.ask(asked, json!({})).await["__type"]["fields"].take();
    let mut orders = Vec::new();
    for field in fields.as_array().expect("fields") {
        let of = field["type"]["ofType"]["name"].as_str().and_then(|name| name.strip_suffix("Connection"));
        let Some(of) = of else { continue };
        let asked = "query($of: String!) { __type(name: $of) { enumValues { name } } }";
        let values = reader.ask(asked, json!({ "of": format!("{of}OrderField") })).await;
        let values = values["__type"]["enumValues"].as_array().into_iter().flatten();
        orders.push((text(&field["name"]), values.map(|value| text(&value["name"])).collect()));
    }
    orders
}

/// A value may be absent in many rows: what was never begun has no day, what was not assessed no relevance.
async fn every_list_is_turned_in_each_of_its_orders(app: DemoApp) {
    const ROWS: usize = 60;
    let (mut turned, mut without) = (0, 0);
    for subject in ["demo-process-leader", "demo-org-contact"] {
        let reader = app.speak_as(subject);
        for (list, fields) in orders(&reader).await {
            for (field, direction) in fields.iter().flat_map(|field| [(field, "ASC"), (field, "DESC")]) {
                let asked = |given: &str| {
                    format!(
                        "{{ {list}({given}, orderBy: [{{ field: {field}, direction: {direction} }}]) {{ nodes {{ id }}
                        pageInfo {{ hasNextPage startCursor endCursor }} }} }}"
                    )
                };
                let read = async |given: String| reader.ask(&asked(&given), json!({})).await[&list].take();
                let whole = read(format!("first: {ROWS}")).await;
                let whole_ids = whole["nodes"].as_array().expect("rows").clone();
                let (mut forward, mut after) = (Vec::new(), Value::Null);
                while forward.len() < whole_ids.len() {
                    let page = read(format!("first: 17, after: {after}")).await;
                    let rows = page["nodes"].as_array().expect("rows");
                    assert!(!rows.is_empty(), "{subject} {list} by {field} {direction}: rows are lost");
                    forward.extend(rows.iter().cloned());
                    after = page["pageInfo"]["endCursor"].clone();
                }
                forward.truncate(whole_ids.len());
                assert_eq!(forward, whole_ids, "{subject} {list} by {field} {direction}");
                // The same from the end of what was read.
                let (mut backward, mut before) = (Vec::new(), whole["pageInfo"]["endCursor"].clone());
                while before != Value::Null && backward.len() + 1 < whole_ids.len() {
                    let page = read(format!("last: 23, before: {before}")).await;
                    let mut rows = page["nodes"].as_array().expect("rows").clone();
                    assert!(!rows.is_empty(), "{subject} {list} by {field} {direction}: rows are lost backwards");
                    rows.append(&mut backward);
                    backward = rows;
                    before = page["pageInfo"]["startCursor"].clone();
                }
                let ends = whole_ids.len().saturating_sub(1);
                assert_eq!(backward, whole_ids[..ends], "{subject} {list} by {field} {direction}, backwards");
                turned += usize::from(whole_ids.len() > 17);
                without += usize::from(whole_ids.is_empty());
            }
        }
    }
    assert!(turned > 100, "only {turned} lists had pages to turn, {without} had no row");
    // Those without a value come last, on both databases and in both directions.
    let reader = app.speak_as("demo-process-leader");
    for direction in ["ASC", "DESC"] {
        let asked = format!(
            "{{ memberships(first: 100, orderBy: [{{ field: MANDATE_TO, direction: {direction} }}]) {{ nodes {{ mandateTo }} }} }}"
        );
        let found = reader.ask(&asked, json!({})).await;
        let days: Vec<_> =
            found["memberships"]["nodes"].as_array().expect("rows").iter().map(|row| &row["mandateTo"]).collect();
        let told = days.iter().take_while(|day| !day.is_null()).count();
        assert!(0 < told && told < days.len() && days[told..].iter().all(|day| day.is_null()), "{direction}: {days:?}");
    }
}

/// Letters by their place in the Swedish alphabet; case and other marks aside.
fn swedish(text: &str) -> String {
    text.to_lowercase()
        .chars()
        .map(|letter| match letter {
            'å' => '{',
            'ä' => '|',
            'ö' => '}',
            'é' | 'è' => 'e',
            'ü' => 'y',
            other => other,
        })
        .collect()
}

async fn titles_stand_in_swedish_order(app: DemoApp) {
    let leader = app.speak_as("demo-process-leader");
    let data = leader.ask("{ viewer { roles { councilId } } }", json!({})).await;
    let expected = ["alfabet", "Elektronik", "Zonindelning", "Åkeri", "Ångteknik", "Ärendehantering", "Överföring"];
    let report = "mutation($input: ReportNeedInput!) { reportNeed(input: $input) { need { id } userErrors { code } } }";
    for title in expected.iter().rev() {
        let input = json!({ "councilId": data["viewer"]["roles"][0]["councilId"], "title": format!("{title} (sidprov)"),
            "basis": "BOTH", "cause": "OTHER", "horizon": "SHORT", "targetGroup": "ALL", "peopleNeeded": 1 });
        let done = leader.ask(report, json!({ "input": input })).await;
        assert_eq!(done["reportNeed"]["userErrors"], json!([]));
    }
    let filter = json!({ "title": { "contains": "(SIDPROV)" } });
    for (direction, reversed) in [("ASC", false), ("DESC", true)] {
        let order = order(&[("TITLE", direction)]);
        let page = page(&leader, json!({ "first": 10, "filter": filter, "orderBy": order })).await;
        let edges = page["edges"].as_array().expect("edges");
        let mut titles: Vec<&str> = edges.iter().filter_map(|edge| edge["node"]["title"].as_str()).collect();
        if reversed {
            titles.reverse();
        }
        assert_eq!(titles, expected.map(|title| format!("{title} (sidprov)")), "{direction}");
    }
}

async fn a_page_says_whether_there_are_more(app: DemoApp) {
    let reader = reader(&app);
    let info = |page: &Value| (page["pageInfo"]["hasPreviousPage"] == true, page["pageInfo"]["hasNextPage"] == true);
    let first = page(&reader, json!({ "first": 3 })).await;
    assert_eq!(info(&first), (false, true));
    assert_eq!(first["pageInfo"]["startCursor"], first["edges"][0]["cursor"]);
    assert_eq!(first["pageInfo"]["endCursor"], first["edges"][2]["cursor"]);
    let second = page(&reader, json!({ "first": 3, "after": first["pageInfo"]["endCursor"] })).await;
    assert_eq!(info(&second), (true, true));
    let last = page(&reader, json!({ "last": 3 })).await;
    assert_eq!(info(&last), (true, false));
    let all = page(&reader, json!({ "first": 100, "after": last["edges"][1]["cursor"] })).await;
    assert_eq!((ids(&all), info(&all)), (ids(&last)[2..].to_vec(), (true, false)));
    let none = page(&reader, json!({ "first": 5, "after": last["pageInfo"]["endCursor"] })).await;
    assert_eq!((ids(&none).len(), &none["pageInfo"]["endCursor"]), (0, &Value::Null));
    let exact = page(&reader, json!({ "first": 3, "before": null, "filter": { "id": { "in": ids(&first) } } })).await;
    assert_eq!((ids(&exact), info(&exact)), (ids(&first), (false, false)), "a full last page is the last");
}

async fn refused(reader: &Speaker<'_>, variables: Value) -> String {
    let (_, answer) = reader.answer(PAGE, variables).await;
    let error = &answer["errors"][0]["extensions"];
    assert_eq!(error["code"], "INVALID", "{answer:#}");
    error["rule"].as_str().expect("a rule").to_owned()
}

async fn a_cursor_belongs_to_its_ordering(app: DemoApp) {
    let reader = reader(&app);
    let titles = order(&[("TITLE", "ASC")]);
    let cursor = page(&reader, json!({ "first": 1, "orderBy": titles })).await["pageInfo"]["endCursor"].clone();
    let others: [&[(&str, &str)]; 5] = [
        &[],
        &[("TITLE", "DESC")],
        &[("STATUS", "ASC")],
        &[("TITLE", "ASC"), ("STATUS", "ASC")],
        &[("STATUS", "ASC"), ("TITLE", "ASC")],
    ];
    for other in others {
        let asked = json!({ "first": 1, "after": cursor, "orderBy": order(other) });
        assert_eq!(refused(&reader, asked).await, "CURSOR_IS_INVALID", "{other:?}");
        let asked = json!({ "last": 1, "before": cursor, "orderBy": order(other) });
        assert_eq!(refused(&reader, asked).await, "CURSOR_IS_INVALID", "{other:?} backward");
    }
    for forged in ["", "x", "eyJvIjoiIiwidiI6W119", "åäö", "bnVsbA"] {
        let asked = json!({ "first": 1, "after": forged, "orderBy": titles });
        assert_eq!(refused(&reader, asked).await, "CURSOR_IS_INVALID", "{forged:?}");
    }
    let both_ways = page(&reader, json!({ "last": 5, "before": cursor, "orderBy": titles })).await;
    assert!(ids(&both_ways).is_empty(), "nothing stands before the first");
}

async fn a_cursor_belongs_to_its_kind_of_list(app: DemoApp) {
    let reader = reader(&app);
    let lists = ["needs", "efforts", "organisations", "councils", "projects"];
    let mut cursors = Vec::new();
    for list in lists {
        let told = reader.ask(&format!("{{ {list}(first: 1) {{ pageInfo {{ endCursor }} }} }}"), json!({})).await;
        cursors.push(told[list]["pageInfo"]["endCursor"].as_str().expect("a cursor").to_owned());
    }
    // As they were before they named their table.
    let old = URL_SAFE_NO_PAD.encode(json!({ "o": "+id", "v": [{ "T": "0".repeat(26) }] }).to_string());
    for list in lists {
        for (at, cursor) in cursors.iter().chain([&old]).enumerate() {
            let query = format!("{{ {list}(first: 1, after: \"{cursor}\") {{ pageInfo {{ endCursor }} }} }}");
            let (_, answer) = reader.answer(&query, json!({})).await;
            let rule = &answer["errors"][0]["extensions"]["rule"];
            match lists.get(at).is_some_and(|own| *own == list) {
                true => assert!(rule.is_null(), "{list}: {answer:#}"),
                false => assert_eq!(rule, "CURSOR_IS_INVALID", "{list} with {at}: {answer:#}"),
            }
        }
    }
}

async fn a_page_is_asked_for_in_one_way(app: DemoApp) {
    let reader = reader(&app);
    let cursor = page(&reader, json!({ "first": 1 })).await["pageInfo"]["endCursor"].clone();
    for wrong in [
        json!({}),
        json!({ "first": 1, "last": 1 }),
        json!({ "first": 0 }),
        json!({ "first": -1 }),
        json!({ "first": 101 }),
        json!({ "last": 0 }),
        json!({ "last": 101 }),
        json!({ "first": 1, "before": cursor }),
        json!({ "last": 1, "after": cursor }),
        json!({ "after": cursor }),
    ] {
        assert_eq!(refused(&reader, wrong.clone()).await, "PAGE_SIZE_IS_WRONG", "{wrong}");
    }
    for right in [json!({ "first": 100 }), json!({ "last": 100 }), json!({ "first": 1, "last": null, "before": null })]
    {
        assert!(!ids(&page(&reader, right).await).is_empty());
    }
}

async fn the_total_is_the_same_on_every_page(app: DemoApp) {
    let reader = reader(&app);
    for filter in [json!({}), json!({ "status": { "eq": "ENDORSED" } }), json!({ "title": { "eq": "ingen sådan" } })] {
        let asked = json!({ "filter": filter });
        let whole = page(&reader, merged(&asked, json!({ "first": 100 }))).await;
        let total = whole["totalCount"].as_i64().expect("a total");
        assert_eq!(whole["edges"].as_array().expect("edges").len() as i64, total.min(100), "{filter}");
        let small = page(&reader, merged(&asked, json!({ "last": 2 }))).await;
        assert_eq!(small["totalCount"], total, "{filter}");
        if let Some(cursor) = small["pageInfo"]["startCursor"].as_str() {
            let before = page(&reader, merged(&asked, json!({ "last": 2, "before": cursor }))).await;
            assert_eq!(before["totalCount"], total, "{filter}: a cursor changes no total");
        }
    }
}

async fn pages_within_pages_meet_the_same_rows(app: DemoApp) {
    const NESTED: &str = "query($first: Int, $after: String, $last: Int, $before: String, $id: ID) {
        industryCouncils(first: 10, filter: { id: { eq: $id } }) { nodes { id
            needs(first: $first, after: $after, last: $last, before: $before, orderBy: [{ field: PEOPLE_NEEDED, direction: DESC }]) {
                totalCount edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } } }";
    let reader = reader(&app);
    let query = "{ industryCouncils(first: 10, filter: { someNeed: {} }) { nodes { id } } }";
    let of = reader.ask(query, json!({})).await;
    let parents = of["industryCouncils"]["nodes"].as_array().expect("rows").clone();
    assert!(parents.len() > 1, "several parents");
    for parent in parents {
        let id = &parent["id"];
        let needs = |data: Value| data["industryCouncils"]["nodes"][0]["needs"].clone();
        let whole = needs(reader.ask(NESTED, json!({ "id": id, "first": 100 })).await);
        let root = page(
            &reader,
            json!({ "first": 100, "filter": { "industryCouncilId": { "eq": id } },
            "orderBy": order(&[("PEOPLE_NEEDED", "DESC")]) }),
        )
        .await;
        assert_eq!(ids(&whole), ids(&root), "{id}");
        assert_eq!(whole["totalCount"], root["totalCount"]);
        let (mut there, mut after) = (Vec::new(), Value::Null);
        let (mut back, mut before): (Vec<String>, _) = (Vec::new(), Value::Null);
        loop {
            let next = needs(reader.ask(NESTED, json!({ "id": id, "first": 3, "after": after })).await);
            there.extend(ids(&next));
            after = next["pageInfo"]["endCursor"].clone();
            if next["pageInfo"]["hasNextPage"] == false {
                break;
            }
        }
        loop {
            let previous = needs(reader.ask(NESTED, json!({ "id": id, "last": 4, "before": before })).await);
            back.splice(0..0, ids(&previous));
            before = previous["pageInfo"]["startCursor"].clone();
            if previous["pageInfo"]["hasPreviousPage"] == false {
                break;
            }
        }
        assert_eq!((&there, &back), (&ids(&root), &ids(&root)), "{id}");
    }
}

/// By whom rows of a table that nobody sees whole are read: table and column.
fn lists<T: Record>() -> Vec<(String, String)> {
    let reach = T::reach();
    assert!(reach.open.is_none());
    let columns = [reach.organisation, reach.provider, reach.council, reach.hub, reach.project].concat();
    let table = T::Entity::default().table_name().to_owned();
    columns.iter().map(|column| (table.clone(), column.as_str().to_owned())).collect()
}

/// The tables that grow with people: a page reads no rows of others, whoever asks, and no more than it shows.
async fn long_lists_have_an_index_in_their_order(app: App) {
    let sql = match app.db.dialect() {
        Dialect::Sqlite => "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
        Dialect::Postgres => "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
    };
    let indexes = app.texts(sql).await;
    let of_courses = ["enrolments", "outcomes"].map(|table| (table.to_owned(), "effort_id".to_owned()));
    let lists = [lists::<Enrolment>(), lists::<Outcome>(), lists::<Participation>(), of_courses.to_vec()].concat();
    assert!(lists.len() >= 11, "{lists:?}");
    for (table, column) in lists {
        let ends = format!("({column}, id)");
        let is_there = |index: &String| {
            index.contains(&format!("_{column}_list ON ")) && index.contains(&table) && index.ends_with(&ends)
        };
        assert!(indexes.iter().any(is_there), "{table} by {column}");
    }
}
