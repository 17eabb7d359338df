//! An answer may come about in three ways: written as it is read, by a plan; resolved row by row, where nothing but pages is asked; resolved
//! field by field. All say the same, and cost the same. Sockets know no plans.

use std::collections::{BTreeMap, BTreeSet};

use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::{
    columns::{READERS, TYPES, lists, reader_of, types},
    connections::others,
    harness::{DemoApp, Speaker, local_server::LocalServer, socket::Socket, trial::both},
    questions::built_in::{library, required, things, variables},
};

mod suite;

pub fn tests() -> Vec<Trial> {
    let own: Vec<Trial> = both![
        whatever_is_selected_all_ways_say_the_same,
        every_built_in_document_is_answered_alike_in_all_ways,
        a_plan_that_is_kept_serves_whoever_asks_and_whatever_with,
    ];
    own.into_iter().chain(suite::tests()).collect()
}

/// Selections of so many operations a list are drawn.
const DRAWN: u64 = 60;

/// Numbers that look drawn and are the same each time.
struct Draw(u64);

impl Draw {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % bound.max(1) as u64).unwrap_or(0)
    }

    fn one_in(&mut self, chances: usize) -> bool {
        self.below(chances) == 0
    }
}

/// Aliases that are drawn for one operation. It may have 30, of which those in what is asked twice count twice.
const ALIASES: usize = 14;

/// What can be asked about a page.
const PAGE_INFO: [&str; 5] = ["hasNextPage", "startCursor", "__typename", "hasPreviousPage", "endCursor"];

struct Selections<'a> {
    types: BTreeMap<&'a str, &'a Value>,
    draw: Draw,
    fragments: Vec<String>,
    aliases: usize,
    /// Whether this operation has directives, which send an object the other way.
    directives: bool,
    /// Whether this operation has fragments of other types, which do so too.
    others: bool,
    /// Whether something in this operation fails.
    fails: bool,
}

fn named(mut of: &Value) -> (&str, &str) {
    while of["name"].is_null() {
        of = &of["ofType"];
    }
    (of["kind"].as_str().unwrap_or_default(), of["name"].as_str().unwrap_or_default())
}

impl<'a> Selections<'a> {
    /// What can be asked of a type without an argument, and what of it: pages and objects lead to others.
    fn fields(&self, of: &str) -> Vec<(&'a str, &'a str, &'a str)> {
        let needed = |arg: &&Value| arg["type"]["kind"] == "NON_NULL" && arg["defaultValue"].is_null();
        let free = |field: &&'a Value| !field["args"].as_array().expect("arguments").iter().any(|arg| needed(&arg));
        let fields = self.types[of]["fields"].as_array().expect("fields").iter().filter(free);
        fields
            .map(|field| {
                let (kind, below) = named(&field["type"]);
                (field["name"].as_str().expect("a name"), kind, below)
            })
            .collect()
    }

    /// A new operation is drawn.
    fn begin(&mut self) {
        self.fragments.clear();
        self.aliases = 0;
        (self.directives, self.others) = (self.draw.one_in(4), self.draw.one_in(4));
        self.fails = self.draw.one_in(4);
    }

    /// Some fields of a type, each under a key of its own, repeated and wrapped in fragments as they are drawn.
    fn of(&mut self, of: &'a str, depth: usize) -> String {
        let fields = self.fields(of);
        let mut parts = Vec::new();
        let mut bare = BTreeSet::new();
        for _ in 0..1 + self.draw.below(6) {
            let (name, kind, below) = fields[self.draw.below(fields.len())];
            let key = match bare.insert(name) {
                true if !self.draw.one_in(3) => String::new(),
                _ if self.aliases > ALIASES => continue,
                _ => self.alias(name),
            };
            let Some((arguments, selected)) = self.below(kind, below, depth) else { continue };
            let field = format!("{key}{name}{arguments}{}", self.directive());
            let mut part = format!("{field}{selected}");
            // The same thing twice is one, with all that is selected of it in either place.
            if self.draw.one_in(6) {
                let again = if selected.is_empty() { selected } else { self.selected(below, depth) };
                part = format!("{part} {field}{again}");
            }
            parts.push(self.wrapped(of, part));
        }
        // Where all that is selected may come to nothing, the executor asks for the type itself.
        if parts.is_empty() || !self.draw.one_in(4) {
            parts.insert(0, "__typename".to_owned());
        }
        parts.join(" ")
    }

    fn alias(&mut self, name: &str) -> String {
        self.aliases += 1;
        if self.draw.one_in(2) { format!("a{}: ", self.aliases) } else { format!("{name}_{}: ", self.aliases) }
    }

    /// The arguments of a field and what is selected below it; nothing where it leads too deep.
    fn below(&mut self, kind: &str, below: &'a str, depth: usize) -> Option<(&'static str, String)> {
        match kind {
            "SCALAR" | "ENUM" => Some(("", String::new())),
            "OBJECT" if depth == 0 => None,
            "OBJECT" => {
                let arguments = match below.ends_with("Connection") {
                    // No page is so small.
                    true if self.fails && self.draw.one_in(2) => "(first: 0)",
                    true => "(first: 3)",
                    false => "",
                };
                Some((arguments, self.selected(below, depth)))
            }
            _ => None,
        }
    }

    fn selected(&mut self, below: &'a str, depth: usize) -> String {
        if !below.ends_with("Connection") {
            return format!(" {{ {} }}", self.of(below, depth - 1));
        }
        let node = below.trim_end_matches("Connection");
        let node = *self.types.keys().find(|name| **name == node).expect("a type");
        format!(" {{ {} }}", self.page(node, depth - 1))
    }

    /// What is selected of a page of such rows.
    fn page(&mut self, of: &'a str, depth: usize) -> String {
        let rows = self.of(of, depth);
        match self.draw.below(4) {
            0 => format!("edges {{ cursor __typename node {{ {rows} }} }}"),
            1 => format!("totalCount nodes {{ {rows} }} edges {{ node {{ {} }} }}", self.of(of, depth)),
            _ => format!("nodes {{ {rows} }} __typename {}", self.page_info()),
        }
    }

    fn page_info(&mut self) -> String {
        let start = self.draw.below(PAGE_INFO.len());
        let fields: Vec<&str> =
            PAGE_INFO.iter().cycle().skip(start).take(1 + self.draw.below(PAGE_INFO.len())).copied().collect();
        format!("pageInfo {{ {} }}", fields.join(" "))
    }

    fn directive(&mut self) -> &'static str {
        match self.draw.below(8) {
            _ if !self.directives => "",
            0 => " @include(if: true)",
            1 => " @skip(if: true)",
            2 => " @include(if: $no)",
            3 => " @skip(if: $no)",
            _ => "",
        }
    }

    /// Is it a thing of its own, with an id?
    fn is_node(&self, of: &str) -> bool {
        let interfaces = self.types[of]["interfaces"].as_array();
        interfaces.into_iter().flatten().any(|interface| interface["name"] == "Node")
    }

    fn wrapped(&mut self, of: &str, part: String) -> String {
        let directive = self.directive();
        match self.draw.below(10) {
            0 => format!("... on {of}{directive} {{ {part} }}"),
            1 => format!("...{directive} {{ {part} }}"),
            2 => {
                let fragment = format!("F{}", self.fragments.len());
                self.fragments.push(format!("fragment {fragment} on {of} {{ {part} }}"));
                format!("...{fragment}{directive}")
            }
            3 if self.others && self.is_node(of) => format!("... on Node {{ ... on {of} {{ {part} }} }}"),
            // What is asked of others is not answered here.
            4 if self.others && self.is_node(of) && self.aliases < ALIASES => {
                let other = if of == "Need" { "Effort" } else { "Need" };
                let key = self.alias("title");
                format!("... on Node {{ {}id ... on {other} {{ {key}title }} }} {part}", self.alias("id"))
            }
            _ => part,
        }
    }
}

/// Keeps a query from being pages and nothing else, and stands behind all else.
const BESIDE: (&str, &str) = ("...Beside", "fragment Beside on Query { viewer { signedIn } }");

/// An answer: its data as they are written, its errors in whatever order, without their places and with them, its
/// price, and how many of its fields were planned.
struct Answer {
    data: String,
    errors: Vec<String>,
    placed: Vec<String>,
    price: (Value, Value),
    planned: u64,
}

impl Answer {
    fn read(text: &str) -> Self {
        let mut whole: Value = serde_json::from_str(text).expect("JSON");
        if whole["type"] == "next" {
            whole = whole["payload"].take();
        }
        let told = || whole["errors"].as_array().into_iter().flatten();
        // Fields of one object are resolved at once: the first to fail is not always the same.
        let mut placed: Vec<String> = told().map(Value::to_string).collect();
        placed.sort_unstable();
        // Of a field that is asked for in several places the first to fail tells its own.
        let placeless = |error: &Value| {
            let mut error = error.clone();
            error.as_object_mut().expect("an error").remove("locations");
            error.to_string()
        };
        let mut errors: Vec<String> = told().map(placeless).collect();
        errors.sort_unstable();
        let start = text.find("\"data\":").unwrap_or_else(|| panic!("refused: {text}"));
        let end = text.rfind(",\"extensions\":{\"cost\":").unwrap_or(text.len());
        let viewer = "\"viewer\":{\"signedIn\":true}";
        let data = text[start..end].replace(&format!(",{viewer}"), "").replace(&format!("{viewer},"), "");
        let cost = &mut whole["extensions"]["cost"];
        let planned = cost["planned"].as_u64().unwrap_or(0);
        Self { data, errors, placed, price: (cost["requested"].take(), cost["actual"].take()), planned }
    }
}

/// One who asks the same in all ways.
struct Asker<'a> {
    reader: Speaker<'a>,
    socket: Socket,
    _street: LocalServer,
}

impl<'a> Asker<'a> {
    async fn of(app: &'a DemoApp, subject: &str) -> Self {
        let server = LocalServer::open(app.router()).await.expect("a port");
        let socket = Socket::open(&server, &app.token(subject)).await;
        Self { reader: app.speak_as(subject), socket, _street: server }
    }

    /// The answer to `query`, which is the same by plan and without; and how many fields the plan wrote.
    async fn same(&mut self, query: &str, variables: &Value) -> Answer {
        let planned = Answer::read(&self.reader.text(query, variables.clone()).await.1);
        let resolved = Answer::read(&self.socket.text(query, variables).await);
        assert_eq!(planned.data, resolved.data, "{query}");
        assert_eq!(planned.errors, resolved.errors, "{query}");
        assert_eq!(planned.price, resolved.price, "{query}");
        assert_eq!(resolved.planned, 0, "{query}");
        planned
    }
}

async fn whatever_is_selected_all_ways_say_the_same(app: DemoApp) {
    others(&app).await;
    let schema = app.speak_as(READERS[0]).ask(TYPES, json!({})).await;
    let mut selections = Selections {
        types: types(&schema),
        draw: Draw(7),
        fragments: Vec::new(),
        aliases: 0,
        directives: false,
        others: false,
        fails: false,
    };
    let (mut told, mut refused, mut rows, mut planned) = (0, 0, 0, 0);
    for (list, of) in lists(&selections.types) {
        let mut asker = Asker::of(&app, READERS[reader_of(&app, list).await]).await;
        let ids = asker
            .reader
            .ask(&format!("{{ {list}(first: 1) {{ nodes {{ id }} pageInfo {{ endCursor }} }} }}"), json!({}))
            .await;
        let id = ids[list]["nodes"][0]["id"].as_str().expect("a row").to_owned();
        let end = ids[list]["pageInfo"]["endCursor"].as_str().expect("a cursor").to_owned();
        for drawn in 0..DRAWN {
            selections.begin();
            let root = match drawn % 4 {
                0 => format!("node(id: \"{id}\") {{ ... on {of} {{ {} }} }}", selections.of(of, 2)),
                1 => format!("{list}(first: 5, after: \"{end}\") {{ {} }}", selections.page(of, 2)),
                _ => format!("{list}(first: 5) {{ {} }}", selections.page(of, 2)),
            };
            let fragments = selections.fragments.join(" ");
            let uses = root.contains("$no") || fragments.contains("$no");
            let head = if uses { "query($no: Boolean = false) " } else { "" };
            // Of the same length, so that errors are at the same places.
            let [alone, beside] = [(" ".repeat(BESIDE.0.len()), ""), (BESIDE.0.to_owned(), BESIDE.1)]
                .map(|(beside, fragment)| format!("{head}{{ {root} {beside} }} {fragments} {fragment}"));
            let by_row = asker.same(&alone, &json!({})).await;
            let by_field = asker.same(&beside, &json!({})).await;
            assert_eq!(by_row.data, by_field.data, "{alone}");
            if uses {
                asker.same(&alone, &json!({ "no": true })).await;
                let again = asker.same(&alone, &json!({})).await;
                assert_eq!(by_row.data, again.data, "{alone}");
            }
            assert_eq!(by_row.errors, by_field.errors, "{alone}");
            assert!(by_row.errors.is_empty() || selections.fails, "{alone}: {:?}", by_row.errors);
            told += usize::from(by_row.errors.is_empty());
            refused += usize::from(!by_row.errors.is_empty());
            rows += by_row.data.matches("\"__typename\"").count();
            planned += usize::from(by_row.planned > 0);
        }
    }
    assert!(
        told > 1_800 && refused > 90 && rows > 10_000,
        "only {told} answers and {refused} refusals with {rows} rows"
    );
    assert!(planned > 300, "only {planned} of {told} were planned");
}

/// The documents that people ask by, with what their parameters are when nothing is filled in but what must be.
async fn every_built_in_document_is_answered_alike_in_all_ways(app: DemoApp) {
    let mut asker = Asker::of(&app, "demo-hub-manager").await;
    let things = things(&app).await;
    let (mut told, mut planned) = (0, 0);
    for (question, _) in library() {
        let document = question.document();
        if question.paging().is_none() {
            continue;
        }
        let Some(at) = document.find('{') else { continue };
        let beside = format!("{}{{ viewer {{ signedIn }} {}", &document[..at], &document[at + 1..]);
        let mut variables = variables(&question, &required(&question, &things), "SV").expect("what it takes");
        variables.insert("first".to_owned(), 20.into());
        let variables = Value::Object(variables);
        let by_row = asker.same(document, &variables).await;
        let by_field = asker.same(&beside, &variables).await;
        assert_eq!(by_row.data, by_field.data, "{}", question.slug());
        told += usize::from(by_row.errors.is_empty());
        planned += usize::from(by_row.planned > 0);
    }
    assert!(told > 10, "only {told} documents were answered");
    assert!(planned * 10 > told * 9, "only {planned} of {told} were planned");
}

/// The same text each time, from a first caller whose plan is kept to the last.
async fn a_plan_that_is_kept_serves_whoever_asks_and_whatever_with(app: DemoApp) {
    let document = "query($first: Int!, $after: String, $with: Boolean!, $lang: Language, $status: NeedStatus!) {
        needs(first: $first, after: $after, filter: { status: { eq: $status } }) {
            totalCount pageInfo { endCursor }
            nodes {
                ...Said title skill { label(lang: $lang) code } version council @include(if: $with) { name }
                efforts(first: $first) { totalCount nodes { ...Said provider { name } skill { label } } }
            }
        }
    }
    fragment Said on Node { id }";
    let mut answers = BTreeSet::new();
    for subject in ["demo-hub-manager", "demo-public-reader", "demo-council-member", "demo-participant"] {
        let mut asker = Asker::of(&app, subject).await;
        for (first, with, lang) in [(3, true, json!(null)), (3, false, json!("EN")), (7, true, json!("SV"))] {
            for status in ["QUALIFIED", "ENDORSED"] {
                let given = json!({ "first": first, "with": with, "lang": lang, "status": status });
                let told = asker.same(document, &given).await;
                assert!(told.errors.is_empty() && told.planned > 0, "{subject} {given}: {:?}", told.errors);
                let has_rows = told.data.contains("\"version\"");
                assert_eq!(told.data.contains("\"council\""), with && has_rows, "{given}");
                answers.insert(told.data);
            }
        }
    }
    assert!(answers.len() > 6, "the answers hardly differ: {}", answers.len());
}
