//! Rows and columns of a question that does not say them: inferred from what its document selects.
//!
//! The one list that is selected gives the rows; lists around it repeat; lists beside it are refused by name, unless `rows`
//! chooses. A list of plain values is gathered into one text. An object with `value` and `status` is a protected count.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::{
    definition::{Column, ColumnType, Definition, Text},
    error::{self, DefinitionError},
    path::{Path, RowsPath, Segment, is_name},
};

/// One step from the answer's root.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step {
    /// The field's name in the answer.
    pub name: String,
    /// Whether a list stands there.
    pub list: bool,
}

/// A value that the document selects: how it is reached, and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// From the root.
    pub steps: Vec<Step>,
    /// Its type.
    pub kind: ColumnType,
}

/// The values of an answer, with their types guessed: for a document whose schema is not at hand. An empty list says nothing
/// of what it would hold; a null is a text.
pub fn leaves(data: &Value) -> Vec<Leaf> {
    let mut found = BTreeMap::new();
    collect(data, &mut Vec::new(), &mut found);
    found.into_values().map(|(_, leaf)| leaf).collect()
}

/// By steps, so that each stands once; with the order in which they were met.
type Found = BTreeMap<Vec<Step>, (usize, Leaf)>;

fn collect(value: &Value, steps: &mut Vec<Step>, found: &mut Found) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                let list = value.is_array();
                steps.push(Step { name: name.clone(), list });
                collect(value, steps, found);
                steps.pop();
            }
        }
        Value::Array(elements) => elements.iter().for_each(|element| collect(element, steps, found)),
        scalar if !steps.is_empty() => {
            let order = found.len();
            let kind = guessed(scalar);
            let leaf = Leaf { steps: steps.clone(), kind };
            let seen = found.entry(steps.clone()).or_insert((order, leaf));
            // A number that is whole in one row and not in the next is a decimal.
            if seen.1.kind == ColumnType::Integer && kind == ColumnType::Decimal {
                seen.1.kind = kind;
            }
        }
        _ => {}
    }
}

fn guessed(scalar: &Value) -> ColumnType {
    match scalar {
        Value::Bool(_) => ColumnType::Boolean,
        Value::Number(number) if number.is_i64() => ColumnType::Integer,
        Value::Number(_) => ColumnType::Decimal,
        _ => ColumnType::Text,
    }
}

impl Definition {
    /// Fills in `rows` and the columns where they are absent.
    ///
    /// # Errors
    /// Two lists side by side, named; or nothing to make columns of.
    pub fn inferred(mut self, leaves: &[Leaf]) -> Result<Self, DefinitionError> {
        let leaves: Vec<&Leaf> = leaves.iter().filter(|leaf| is_data(leaf)).collect();
        let rows = match self.rows.take() {
            Some(rows) => rows,
            None => rows_of(&leaves)?,
        };
        if self.columns.is_empty() {
            self.columns = columns_of(&leaves, &rows);
        }
        self.rows = Some(rows);
        Ok(self)
    }
}

/// Paging's own fields are no data.
fn is_data(leaf: &Leaf) -> bool {
    let names = || leaf.steps.iter().map(|step| step.name.as_str());
    leaf.steps.iter().all(|step| is_name(&step.name))
        && !names().any(|name| name == "pageInfo")
        && !matches!(names().next_back(), None | Some("__typename" | "cursor"))
}

/// The lists that hold objects, outermost first where one holds the other.
fn rows_of(leaves: &[&Leaf]) -> Result<RowsPath, DefinitionError> {
    let mut lists: BTreeSet<(usize, &[Step])> = BTreeSet::new();
    for leaf in leaves {
        // The last step's list holds plain values: it is gathered.
        for end in 1..leaf.steps.len() {
            if leaf.steps[end - 1].list {
                lists.insert((end, &leaf.steps[..end]));
            }
        }
    }
    let mut path = RowsPath::default();
    let mut before: &[Step] = &[];
    for (_, list) in lists {
        if !list.starts_with(before) {
            let detail = format!("{}, {}", joined(before), joined(list));
            return Err(DefinitionError::new("rows", error::TWO_LISTS_CANNOT_BOTH_BE_ROWS, detail));
        }
        path.lists.push(list[before.len()..].iter().map(|step| step.name.clone()).collect());
        before = list;
    }
    Ok(path)
}

fn joined(steps: &[Step]) -> String {
    steps.iter().map(|step| step.name.as_str()).collect::<Vec<_>>().join(".")
}

fn columns_of(leaves: &[&Leaf], rows: &RowsPath) -> Vec<Column> {
    let row: Vec<&str> = rows.lists.iter().flatten().map(String::as_str).collect();
    let parts_of_counts = counts(leaves);
    let (mut columns, mut names) = (Vec::new(), BTreeSet::new());
    for leaf in leaves {
        let parent = &leaf.steps[..leaf.steps.len() - 1];
        let (steps, kind) = if parts_of_counts.contains(parent) {
            (parent, ColumnType::Count)
        } else {
            (leaf.steps.as_slice(), leaf.kind)
        };
        let Some((path, said)) = column_path(steps, &row) else { continue };
        if columns.iter().any(|column: &Column| column.path == path) {
            continue;
        }
        let kind = if path.gathers() { ColumnType::Text } else { kind };
        let name = fresh_name(&said, &mut names);
        let label = capitalised(&name.replace('_', " "));
        let label = Text::new(label.clone(), label);
        let (unit, description) = (None, None);
        columns.push(Column { name, path, per: None, kind, label, unit, description, decimals: None, shown: None });
    }
    columns
}

/// The objects that are protected counts.
fn counts<'a>(leaves: &[&'a Leaf]) -> BTreeSet<&'a [Step]> {
    let has = |parent: &[Step], name: &str| {
        leaves.iter().any(|leaf| {
            leaf.steps.len() == parent.len() + 1
                && leaf.steps.starts_with(parent)
                && leaf.steps[parent.len()].name == name
        })
    };
    let parents = leaves.iter().map(|leaf| &leaf.steps[..leaf.steps.len() - 1]);
    parents.filter(|parent| !parent.is_empty() && has(parent, "value") && has(parent, "status")).collect()
}

/// The path of a value, seen from its row, and the names that say what it is. None for what stands in another list.
fn column_path<'a>(steps: &'a [Step], row: &[&str]) -> Option<(Path, Vec<&'a str>)> {
    let names: Vec<&str> = steps.iter().map(|step| step.name.as_str()).collect();
    let own = !row.is_empty() && names.starts_with(row) && names.len() > row.len();
    let shared = if own { row.len() } else { names.iter().zip(row).take_while(|(one, other)| one == other).count() };
    let (before, after) = steps.split_at(shared);
    let mut segments = Vec::new();
    if !own {
        segments.extend(before.iter().map(|step| Segment::Field(step.name.clone())));
    }
    for (index, step) in after.iter().enumerate() {
        segments.push(Segment::Field(step.name.clone()));
        match (step.list, index + 1 == after.len()) {
            (true, true) => segments.push(Segment::Each),
            (true, false) => return None,
            (false, _) => {}
        }
    }
    let said = names.iter().skip(if own { row.len() } else { 0 }).copied().filter(|name| *name != "nodes").collect();
    Some((Path { absolute: !own, segments }, said))
}

/// ASCII snake case, at most 50 characters, not taken.
fn fresh_name(said: &[&str], taken: &mut BTreeSet<String>) -> String {
    let mut name = String::new();
    for part in said {
        if !name.is_empty() {
            name.push('_');
        }
        let mut before = '_';
        for character in part.chars() {
            if character.is_ascii_uppercase() && before != '_' && !before.is_ascii_uppercase() {
                name.push('_');
            }
            name.push(character.to_ascii_lowercase());
            before = character;
        }
    }
    let name: String = name.trim_start_matches(|c: char| !c.is_ascii_lowercase()).chars().take(50).collect();
    let name = if name.is_empty() { "value".to_owned() } else { name };
    let free =
        |name: &String, taken: &BTreeSet<String>| !taken.contains(name) && !taken.contains(&format!("{name}_status"));
    let numbered = (2_u32..).map(|number| format!("{name}_{number}"));
    let chosen = std::iter::once(name.clone()).chain(numbered).find(|name| free(name, taken)).unwrap_or(name);
    taken.insert(chosen.clone());
    chosen
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{Flattener, Question, catalogue};

    fn bare(rows: Option<&str>) -> Definition {
        let rows = rows.map(|rows| format!("rows = \"{rows}\"\n")).unwrap_or_default();
        let text = "{ sv = \"a\", en = \"a\" }";
        catalogue::parse(&format!("version = 1\ntheme = \"behov\"\n{rows}title = {text}\ningress = {text}\n"))
            .expect("bare")
    }

    fn inferred(rows: Option<&str>, data: &Value) -> Result<Vec<(String, String, ColumnType)>, DefinitionError> {
        let definition = bare(rows).inferred(&leaves(data))?;
        let question = Question::new("q", "{ a }", definition.clone()).unwrap_or_else(|errors| panic!("{errors:?}"));
        Flattener::new(&question).rows(data).unwrap_or_else(|error| panic!("{error}"));
        let rows = (String::new(), definition.rows.map(|rows| rows.to_string()).unwrap_or_default(), ColumnType::Text);
        let columns = definition.columns.into_iter().map(|column| (column.name, column.path.to_string(), column.kind));
        Ok(std::iter::once(rows).chain(columns).collect())
    }

    fn said(found: &[(String, String, ColumnType)]) -> Vec<String> {
        found.iter().map(|(name, path, kind)| format!("{name} {path} {kind}")).collect()
    }

    #[test]
    fn the_one_list_gives_the_rows_and_what_is_above_it_repeats() {
        let data = json!({ "statistics": {
            "unit": "personer",
            "rows": [{ "sex": { "label": "Kvinna" }, "count": { "value": 1, "status": "EXACT", "low": 1, "high": 1 }, "share": 0.5 }],
        } });
        let found = inferred(None, &data).expect("one list");
        let expected = [
            " statistics.rows text",
            "count count count",
            "sex_label sex.label text",
            "share share decimal",
            "statistics_unit /statistics.unit text",
        ];
        assert_eq!(said(&found), expected);
    }

    #[test]
    fn a_list_in_a_list_is_a_row_each_with_its_parent() {
        let data = json!({ "projects": { "nodes": [
            { "name": "A", "municipalityCodes": ["1480", "1401"], "partners": { "nodes": [{ "role": "LEAD" }] } },
        ], "pageInfo": { "hasNextPage": false } } });
        let found = inferred(None, &data).expect("a chain");
        let expected = [
            " projects.nodes[].partners.nodes text",
            "projects_municipality_codes /projects.nodes.municipalityCodes[] text",
            "projects_name /projects.nodes.name text",
            "role role text",
        ];
        assert_eq!(said(&found), expected);
    }

    #[test]
    fn two_lists_side_by_side_are_refused_by_name_until_one_is_chosen() {
        let data = json!({ "needs": { "nodes": [{ "title": "x" }] }, "efforts": { "nodes": [{ "name": "y" }] } });
        let error = inferred(None, &data).expect_err("two lists");
        assert_eq!(error.rule, error::TWO_LISTS_CANNOT_BOTH_BE_ROWS);
        assert_eq!(error.detail, "efforts.nodes, needs.nodes");
        let chosen = inferred(Some("needs.nodes"), &data).expect("chosen");
        assert_eq!(said(&chosen), [" needs.nodes text", "title title text"]);
    }

    #[test]
    fn no_list_is_one_row() {
        let found = inferred(None, &json!({ "viewer": { "name": "A", "isAdmin": true } })).expect("one row");
        assert_eq!(
            said(&found),
            [" . text", "viewer_is_admin /viewer.isAdmin boolean", "viewer_name /viewer.name text"]
        );
    }
}
