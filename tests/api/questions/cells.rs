//! No cell shows a part of a list as if it were the whole: what a question gathers says whether there is more, or is the first
//! of an order and called so.

use std::collections::BTreeSet;

use async_graphql::{
    Value as Literal,
    parser::{
        parse_query,
        types::{Field, Selection, SelectionSet},
    },
};
use http::StatusCode;
use libtest_mimic::Trial;
use questions::{Question, Segment};
use serde_json::json;

use super::built_in::{library, none};
use crate::{
    harness::{
        DemoApp,
        trial::{both, plain},
    },
    seed_questions::{answer, told},
    seeds::act,
};

pub fn tests() -> Vec<Trial> {
    let read: Vec<Trial> = plain![each_list_in_a_cell_says_whether_there_is_more];
    let asked: Vec<Trial> = both![
        a_target_of_many_measures_says_that_there_are_more,
        a_project_of_more_than_a_few_targets_is_told_whole,
        rows_are_refused_rather_than_left_out,
    ];
    read.into_iter().chain(asked).collect()
}

/// The field of a selection that the answer calls `name`.
fn selected<'d>(set: &'d SelectionSet, name: &str) -> Option<&'d Field> {
    set.items.iter().find_map(|item| match &item.node {
        Selection::Field(field) if field.node.response_key().node.as_str() == name => Some(&field.node),
        _ => None,
    })
}

/// Whether the connection is the one row that comes first by an order: no list that could be cut.
fn is_the_first(connection: &Field) -> bool {
    let first = connection.get_argument("first").and_then(|first| first.node.clone().into_const());
    first == Some(Literal::from(1)) && connection.get_argument("orderBy").is_some()
}

fn says_more(connection: &Field) -> bool {
    let info = selected(&connection.selection_set.node, "pageInfo");
    info.is_some_and(|info| selected(&info.selection_set.node, "hasNextPage").is_some())
}

/// The connections whose rows a column gathers, below `set`, that do not say whether there is more.
fn silent(mut set: &SelectionSet, path: &[Segment]) -> Vec<String> {
    let (mut found, mut holder): (Vec<String>, Option<&Field>) = (Vec::new(), None);
    for (at, segment) in path.iter().enumerate() {
        let Segment::Field(name) = segment else { continue };
        let Some(field) = selected(set, name) else { return found };
        let gathers = matches!(path.get(at + 1), Some(Segment::Each)) && name == "nodes";
        let connection = holder.filter(|holder| gathers && !is_the_first(holder) && !says_more(holder));
        found.extend(connection.map(|connection| connection.name.node.to_string()));
        (set, holder) = (&field.selection_set.node, Some(field));
    }
    found
}

/// The selection of a question's document, and below that the one of its rows.
fn looked_at(question: &Question) -> Vec<String> {
    let document = parse_query(question.document()).expect("the document parses");
    let operation = document.operations.iter().next().expect("one operation").1;
    let root = &operation.node.selection_set.node;
    let mut rows = root;
    for name in question.rows().lists.iter().flatten() {
        rows = &selected(rows, name).expect("the rows are selected").selection_set.node;
    }
    let columns = question.definition().columns.iter();
    columns
        .filter(|column| !column.path.absolute)
        .flat_map(|column| silent(rows, &column.path.segments))
        .map(|connection| format!("{}: {connection}", question.slug()))
        .collect()
}

fn each_list_in_a_cell_says_whether_there_is_more() {
    let all = library();
    let gathers = |question: &Question| question.definition().columns.iter().any(|column| column.path.gathers());
    assert!(all.iter().filter(|(question, _)| gathers(question)).count() > 10, "some gather");
    none(&all.iter().flat_map(|(question, _)| looked_at(question)).collect::<Vec<_>>());

    // What has no page information is seen, and what is the first by an order is no list.
    let of = |fields: &str| {
        let document = parse_query(format!("{{ a {{ {fields} }} }}")).expect("a document");
        let path = questions::Path::parse("a.b.nodes[].c").expect("a path");
        let operation = document.operations.iter().next().expect("one operation").1;
        silent(&operation.node.selection_set.node, &path.segments)
    };
    assert_eq!(of("b(first: 5) { nodes { c } }"), ["b"]);
    assert_eq!(of("b(first: 1) { nodes { c } }"), ["b"]);
    assert_eq!(of("b(first: 5) { nodes { c } pageInfo { hasNextPage } }"), Vec::<String>::new());
    assert_eq!(of("b(first: 1, orderBy: [{ field: C }]) { nodes { c } }"), Vec::<String>::new());
}

async fn a_target_of_many_measures_says_that_there_are_more(app: DemoApp) {
    const MANAGER: &str = "demo-project-manager";
    let data = app.speak_as(MANAGER).ask("{ viewer { roles { projectId } } }", json!({})).await;
    let project = data["viewer"]["roles"][0]["projectId"].clone();
    let statement = "Fler klarar en omställning än väntat";
    let set = json!({ "projectId": project, "kind": "OBJECTIVE", "statement": statement });
    let target = act(&app, MANAGER, "setProjectTarget", "target { id }", set).await["id"].clone();
    let query = format!("projekt={}", project.as_str().expect("an id"));
    let mut seen = Vec::new();
    for nth in 1..=6 {
        let measure = json!({ "projectId": project, "principle": "GENDER_EQUALITY", "targetId": target,
            "measure": format!("Mått {nth}") });
        act(&app, MANAGER, "addPrincipleMeasure", "measure { id }", measure).await;
        let rows = told(&app, MANAGER, "projektens-mal", &query).await;
        let row = rows.iter().find(|row| row["target_statement"] == statement).expect("the target");
        seen.push(row["measure"].as_str().expect("measures").to_owned());
    }
    let [.., five, six] = &seen[..] else { panic!("{seen:?}") };
    assert_eq!((five.split("; ").count(), five.contains("med flera")), (5, false), "{five}");
    assert!(six.split("; ").count() == 6 && six.ends_with("; med flera"), "{six}");
}

async fn a_project_of_more_than_a_few_targets_is_told_whole(app: DemoApp) {
    const MANAGER: &str = "demo-project-manager";
    let data = app.speak_as(MANAGER).ask("{ viewer { roles { projectId } } }", json!({})).await;
    let project = data["viewer"]["roles"][0]["projectId"].clone();
    let query = format!("projekt={}", project.as_str().expect("an id"));
    let before = told(&app, MANAGER, "projektens-mal", &query).await.len();
    for nth in 1..=25 {
        let set = json!({ "projectId": project, "kind": "OBJECTIVE", "statement": format!("Mål {nth}") });
        act(&app, MANAGER, "setProjectTarget", "target { id }", set).await;
    }
    let rows = told(&app, MANAGER, "projektens-mal", &query).await;
    assert_eq!(rows.len(), before + 25, "{rows:#?}");
    for nth in 1..=25 {
        let statement = format!("Mål {nth}");
        assert_eq!(rows.iter().filter(|row| row["target_statement"] == statement).count(), 1, "{statement}");
    }
    // Where nothing is chosen, the rows of a project still stand beside one another.
    let all = told(&app, MANAGER, "projektens-mal", "").await;
    let mut numbers: Vec<String> = all.iter().map(|row| format!("{} {}", row["number"], row["project"])).collect();
    numbers.dedup();
    let distinct: BTreeSet<&String> = numbers.iter().collect();
    assert!(distinct.len() > 1 && distinct.len() == numbers.len(), "{numbers:?}");
}

async fn rows_are_refused_rather_than_left_out(app: DemoApp) {
    const ADMIN: &str = "demo-system-admin";
    const MANAGER: &str = "demo-project-manager";
    let register = json!({ "name": "Namnet AB", "namedFrom": "2020-01-01", "kind": "COMPANY" });
    let registered = act(&app, ADMIN, "registerOrganisation", "organisation { id version }", register).await;
    let data = app.speak_as(MANAGER).ask("{ viewer { roles { projectId } } }", json!({})).await;
    let partner = json!({ "projectId": data["viewer"]["roles"][0]["projectId"], "organisationId": registered["id"],
        "part": "PARTICIPATING_COMPANY" });
    act(&app, MANAGER, "addProjectPartner", "partner { id }", partner).await;
    let query = format!("organisation={}", registered["id"].as_str().expect("an id"));
    let mut version = registered["version"].clone();
    for names in 2..=21 {
        let input = json!({ "id": registered["id"], "expectedVersion": version, "name": format!("Namnet {names} AB"),
            "from": format!("2020-02-{names:02}") });
        version = act(&app, ADMIN, "renameOrganisation", "organisation { version }", input).await["version"].clone();
        if names < 20 {
            continue;
        }
        let (status, told) = answer(&app, None, "organisationers-namn", &query).await;
        if names == 20 {
            assert_eq!((status, told["rows"].as_array().map(Vec::len)), (StatusCode::OK, Some(20)), "{told:#}");
        } else {
            let expected = (StatusCode::PAYLOAD_TOO_LARGE, &json!("LIST_IS_TOO_LONG"));
            assert_eq!((status, &told["code"]), expected, "{told:#}");
        }
    }
}
