//! The built-in questions as files: what each must say of itself, and that they say the same thing with the same words.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::PathBuf,
};

use async_graphql::parser::{
    parse_query, parse_schema,
    types::{TypeKind, TypeSystemDefinition},
};
use kompetensnav::demonstration::ROLES;
use libtest_mimic::Trial;
use questions::{Catalogue, ColumnType, ParameterKind, Question, Text, Theme};
use serde_json::Value;
use statistics::figures::OPEN_TABLES;

use crate::harness::{needs::tests_folder, trial::plain};

const SCHEMA: &str = include_str!("../../../schema.graphql");

pub fn tests() -> Vec<Trial> {
    plain![
        the_library_covers_every_theme,
        every_question_names_whom_it_answers,
        a_parameter_is_of_its_variables_type,
        a_name_means_one_thing,
        a_row_about_a_person_says_which_and_is_closed,
        statistics_say_for_whom_they_were_protected,
        the_open_tables_are_those_of_the_open_questions,
    ]
}

/// What the comments at the head of a question's TOML say.
pub struct Head {
    /// The demonstration role that it answers as it is.
    pub demo: String,
    /// Why the demonstration has no rows for it.
    pub empty: Option<String>,
    /// Why a closed question has rows for who is not signed in.
    pub anonymous: Option<String>,
    /// Why a question is answered of the caller's own records only.
    pub own: Option<String>,
    /// Name and text of what is asked for so that the sources' own years answer: its default moves with today.
    pub sources: Option<(String, String)>,
}

impl Head {
    /// The role's subject.
    pub fn subject(&self) -> String {
        let role = ROLES.iter().find(|role| role.key == self.demo);
        role.unwrap_or_else(|| panic!("no demonstration role {}", self.demo)).subject.to_owned()
    }
}

fn file(question: &Question, extension: &str) -> PathBuf {
    let theme = question.definition().theme.as_str();
    let name = format!("{}.{extension}", question.slug());
    tests_folder().join("../crates/questions/built-in").join(theme).join(name)
}

/// The comments at the head of a question's TOML.
pub fn head(question: &Question) -> Head {
    let path = file(question, "toml");
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let said = |key: &str| {
        let comments = text.lines().take_while(|line| line.starts_with('#'));
        comments.filter_map(|line| line.strip_prefix(&format!("# {key}: "))).map(str::to_owned).next()
    };
    let demo = said("demo").unwrap_or_else(|| panic!("{}: no `# demo: ROLE`", path.display()));
    let sources = said("sources");
    let sources = sources.and_then(|pair| pair.split_once('=').map(|(name, text)| (name.to_owned(), text.to_owned())));
    Head { demo, empty: said("empty"), anonymous: said("anonymous"), own: said("own"), sources }
}

/// The ids of people anywhere in an answer.
pub fn people(data: &Value) -> Box<dyn Iterator<Item = String> + '_> {
    match data {
        Value::String(text) => Box::new(text.starts_with("person_").then(|| text.clone()).into_iter()),
        Value::Array(values) => Box::new(values.iter().flat_map(people)),
        Value::Object(fields) => Box::new(fields.values().flat_map(people)),
        _ => Box::new(std::iter::empty()),
    }
}

/// How many rows an answer counts in `totalCount`, all its connections together.
pub fn protected(data: &Value) -> i64 {
    match data {
        Value::Array(values) => values.iter().map(protected).sum(),
        Value::Object(fields) => {
            let own = fields.get("totalCount").and_then(Value::as_i64).unwrap_or(0);
            own + fields.values().map(protected).sum::<i64>()
        }
        _ => 0,
    }
}

fn library() -> Catalogue {
    Catalogue::built_in().unwrap_or_else(|errors| panic!("{errors}"))
}

fn the_library_covers_every_theme() {
    let library = library();
    assert!(library.all().len() >= 30, "{} questions", library.all().len());
    let empty: Vec<&str> =
        Theme::ALL.iter().filter(|theme| library.of_theme(**theme).is_empty()).map(|theme| theme.as_str()).collect();
    assert!(empty.is_empty(), "{empty:?}");
}

fn every_question_names_whom_it_answers() {
    let library = library();
    let used: BTreeSet<String> = library.all().into_iter().map(|question| head(question).subject()).collect();
    for needed in
        ["demo-process-leader", "demo-hub-coordinator", "demo-org-contact", "demo-auditor", "demo-public-reader"]
    {
        assert!(used.contains(needed), "no question is for {needed}");
    }
}

/// GraphQL's types that a parameter of this kind may fill.
fn is_filled_by(kind: ParameterKind, inner: &str, enums: &BTreeMap<String, BTreeSet<String>>) -> bool {
    match kind {
        ParameterKind::Text | ParameterKind::Code => inner == "String",
        ParameterKind::Id => inner == "ID",
        ParameterKind::Integer => inner == "Int",
        ParameterKind::Decimal => inner == "Float",
        ParameterKind::Boolean => inner == "Boolean",
        ParameterKind::Date | ParameterKind::Period => inner == "Date",
        // Statistics filter by code.
        ParameterKind::Enum => inner == "String" || enums.contains_key(inner),
    }
}

fn enums() -> BTreeMap<String, BTreeSet<String>> {
    let schema = parse_schema(SCHEMA).expect("the schema parses");
    let mut found = BTreeMap::new();
    for definition in schema.definitions {
        let TypeSystemDefinition::Type(of) = definition else { continue };
        let TypeKind::Enum(values) = of.node.kind else { continue };
        let values = values.values.into_iter().map(|value| value.node.value.node.to_string()).collect();
        found.insert(of.node.name.node.to_string(), values);
    }
    found
}

fn a_parameter_is_of_its_variables_type() {
    let enums = enums();
    for question in library().all() {
        let slug = question.slug();
        let document = parse_query(question.document()).unwrap_or_else(|error| panic!("{slug}: {error}"));
        let (_, operation) = document.operations.iter().next().expect("one operation");
        let declared: BTreeMap<&str, String> = operation
            .node
            .variable_definitions
            .iter()
            .map(|variable| (variable.node.name.node.as_str(), variable.node.var_type.node.to_string()))
            .collect();
        for parameter in &question.definition().parameters {
            for name in parameter.variables() {
                let of = &declared[name.as_str()];
                let inner = of.trim_matches(['[', ']', '!'].as_slice());
                // One value fills a list by itself.
                assert!(of.starts_with('[') || !parameter.list, "{slug}: ${name}: {of}");
                assert!(is_filled_by(parameter.kind, inner, &enums), "{slug}: ${name}: {of} is no {}", parameter.kind);
                let Some(known) = enums.get(inner) else { continue };
                for value in &parameter.values {
                    assert!(known.contains(&value.code), "{slug}: {inner} has no {}", value.code);
                }
            }
        }
    }
}

/// A column or a parameter of one name is called the same in every question, and is one kind of value.
fn a_name_means_one_thing() {
    let mut columns: BTreeMap<String, (Text, String, bool)> = BTreeMap::new();
    let mut parameters = BTreeMap::new();
    for question in library().all() {
        for column in &question.definition().columns {
            // An exact number and a protected one are the same thing to whoever reads it.
            let is_number = matches!(column.kind, ColumnType::Integer | ColumnType::Count);
            let kind = if is_number { "number" } else { column.kind.as_str() };
            let said = (column.label.clone(), kind.to_owned(), column.unit.is_some());
            let known = columns.entry(column.name.clone()).or_insert_with(|| said.clone());
            assert_eq!(*known, said, "{}: {}", question.slug(), column.name);
        }
        for parameter in &question.definition().parameters {
            let known =
                parameters.entry(parameter.address().to_owned()).or_insert((parameter.label.clone(), parameter.kind));
            assert_eq!(
                *known,
                (parameter.label.clone(), parameter.kind),
                "{}: {}",
                question.slug(),
                parameter.address()
            );
        }
    }
}

fn a_row_about_a_person_says_which_and_is_closed() {
    let mut about_people = 0;
    for question in library().all() {
        let rows = question.rows().to_string();
        let is_about = ["participations", "enrolments", "outcomes"].iter().any(|list| rows.starts_with(list));
        if !is_about && !question.document().contains("participant {") {
            continue;
        }
        about_people += 1;
        let says = question.definition().columns.iter().any(|column| column.name == "participant_id");
        assert!(says && !question.definition().open, "{}", question.slug());
    }
    assert!(about_people > 0);
}

fn statistics_say_for_whom_they_were_protected() {
    for question in library().all() {
        let is_statistics = question.document().contains("statistics(");
        assert!(!is_statistics || question.document().contains("audience"), "{}", question.slug());
    }
}

/// A measure with the dimensions that it is divided and selected by.
type Table = (String, BTreeSet<String>);

/// The table that a question of figures asks for, with all that its form can select by.
fn table(question: &Question) -> Option<Table> {
    let (_, asked) = question.document().split_once("statistics(")?;
    let after = |name: &str| asked.split_once(name).map(|(_, rest)| rest.trim_start());
    let measure = after("measure:")?.split_whitespace().next()?.to_owned();
    let within = |name, end| after(name).and_then(|rest| rest.split_once(end)).map_or("", |(inside, _)| &inside[1..]);
    let mut dimensions: BTreeSet<String> = within("groupBy:", ']').split(", ").map(str::to_owned).collect();
    for field in within("filter:", '}').split(':').filter_map(|part| part.split_whitespace().last()) {
        let dimension = match field {
            "from" | "to" => "YEAR",
            "sni" => "INDUSTRY",
            "projectId" => "PROJECT",
            "councilId" => "COUNCIL",
            "hubId" => "HUB",
            "county" => "COUNTY",
            "region" => "REGION",
            "sex" => "SEX",
            "horizon" => "HORIZON",
            "principle" => "PRINCIPLES",
            "effortKind" => "EFFORT_KIND",
            "employmentSituation" => "EMPLOYMENT_SITUATION",
            // The last variable or category, after the last colon.
            other if !other.starts_with(char::is_lowercase) => continue,
            other => panic!("{}: {other} selects by a dimension that this test does not know", question.slug()),
        };
        dimensions.insert(dimension.to_owned());
    }
    Some((measure, dimensions))
}

fn the_open_tables_are_those_of_the_open_questions() {
    let library = library();
    let open = library.all().into_iter().filter(|question| question.definition().open).filter_map(table);
    // Places are open to everyone in every table.
    let mut asked: BTreeSet<Table> = open.filter(|(measure, _)| measure != "PLACES").collect();
    // What it is held against is asked for with it, and has no date.
    let workforce = asked.iter().find(|(measure, _)| measure == "PARTICIPANTS_AGAINST_WORKFORCE").cloned();
    asked.extend(workforce.map(|(_, dimensions)| {
        let dated = |dimension: &String| dimension != "YEAR";
        ("WORKFORCE".to_owned(), dimensions.into_iter().filter(dated).collect())
    }));
    // The counts beside an effort are in the schema, open to everyone.
    for (measure, dimensions) in [("ENROLMENTS", ["EFFORT", "STATUS"]), ("OUTCOMES", ["EFFORT", "OUTCOME_KIND"])] {
        asked.insert((measure.to_owned(), dimensions.map(str::to_owned).into_iter().collect()));
    }
    let told: BTreeSet<Table> = OPEN_TABLES
        .iter()
        .map(|(measure, dimensions)| {
            (measure.as_str().to_owned(), dimensions.iter().map(|dimension| dimension.as_str().to_owned()).collect())
        })
        .collect();
    let missing: Vec<_> = asked.difference(&told).collect();
    let unused: Vec<_> = told.difference(&asked).collect();
    assert!(missing.is_empty() && unused.is_empty(), "missing {missing:#?}, not used {unused:#?}");
}
