//! What can be done with an object, as its page offers it.

use gateway::schema::mutations;
use graph::{MutationField, Shown, ShownField, ShownObject};
use kernel::command::{Field, Kind, Table};
use serde_json::{Map, Value, json};
use web::{commands::Offered, port::Refusal};

use super::{
    CommandService, Reader, form, limits,
    lists::{List, all, list_of},
    of_prefix, offered,
};

/// So many filters are asked about at once.
const ASKED: usize = 20;

/// The command's field that points at such an object, where it is done to one or makes something of one.
fn points_at(row: &'static MutationField, object: &ShownObject) -> Option<&'static Field> {
    let of = |field: &&Field| matches!(field.kind, Kind::Reference(prefix) if prefix == object.prefix);
    match form::subject_of(row.table) {
        Some(subject) if subject.object.prefix == object.prefix => {
            row.table.fields.iter().find(|field| field.name == subject.name)
        }
        // What is done to another thing is found on that thing's page.
        Some(subject) if subject.must_be => None,
        // One that must be there, or may stand instead of another; what else may be left out is beside the point.
        _ => row.table.fields.iter().filter(of).find(|field| field.required || is_alternative(row.table, field)),
    }
}

/// Whether a field that may be left out is one of several that something must be said of: an outcome is of an enrolment or of a
/// participation, and who is enrolled is named by a participation or as a person.
fn is_alternative(table: &Table, field: &Field) -> bool {
    let is_required = |field: &Field| field.required && matches!(field.kind, Kind::Reference(_));
    field.name == "participationId" || !table.fields.iter().any(is_required)
}

/// The field of an object that names what it stands within: that of which the command makes it that makes one.
pub(super) fn within(object: &'static ShownObject) -> Option<&'static ShownField> {
    let makes = |row: &&MutationField| row.changes == object.name && form::subject_of(row.table).is_none();
    let making = mutations().rows().iter().find(makes)?;
    let above = making.table.fields.iter().find_map(|field| match field.kind {
        Kind::Reference(prefix) if field.required => of_prefix(prefix),
        _ => None,
    })?;
    object.fields.iter().find(|field| matches!(field.shown, Shown::One(of) if of == above.name))
}

/// Where an object stands in the list that it is chosen from.
struct Place<'a> {
    list: &'static List,
    /// The list's row: the object itself, or that within which it stands.
    row: &'a str,
    object: &'a ShownObject,
    id: &'a str,
}

impl<'a> Place<'a> {
    /// Nothing where no list has it, or its `node` does not tell within which row it stands.
    fn of(object: &'a ShownObject, id: &'a str, node: &'a Value) -> Option<Self> {
        let list = list_of(object.prefix)?;
        let row = match list.within {
            "" => id,
            _ => {
                let above = |field: &&ShownField| matches!(field.shown, Shown::One(of) if of == list.of);
                node[object.fields.iter().find(above)?.name]["id"].as_str()?
            }
        };
        Some(Self { list, row, object, id })
    }
}

/// What a command takes: the filter of the list's rows, and that of what stands within them.
#[derive(Debug, PartialEq)]
struct Taken {
    rows: Option<Value>,
    within: Option<Value>,
}

impl Taken {
    fn is_all(&self) -> bool {
        self.rows.is_none() && self.within.is_none()
    }
}

impl CommandService {
    /// What the reader may do with it, of which `node` tells: to it, or with it as part of something new. Of a step only those that its
    /// state allows, and nothing that could not be chosen for it in the command's own list.
    pub(super) async fn commands(
        &self,
        reader: &Reader,
        object: &ShownObject,
        id: &str,
        node: &Value,
    ) -> Result<Vec<Offered>, Refusal> {
        let place = Place::of(object, id, node);
        // What is withdrawn is chosen in no field.
        if place.as_ref().is_some_and(|place| place.list.standing) && node["status"] == "WITHDRAWN" {
            return Ok(Vec::new());
        }
        let steps = node["possibleSteps"].as_array().into_iter().flatten();
        let verbs: Vec<&str> = steps.filter_map(|step| step["step"].as_str()).collect();
        let possible =
            |row: &MutationField| !limits::is_step_of(row) || verbs.iter().any(|verb| limits::takes(reader, row, verb));
        let rows = mutations().rows().iter().filter(|row| reader.may(row));
        let rows = rows.filter_map(|row| points_at(row, object).map(|field| (row, field)));
        let rows: Vec<_> = rows
            .filter(|(row, field)| {
                form::subject_of(row.table).is_none_or(|subject| subject.name != field.name) || possible(row)
            })
            .collect();
        let taken = |(row, field): &(&'static MutationField, &'static Field)| {
            let has_place = place.is_some();
            let chosen = has_place.then(|| limits::filter(reader, row, field, self.today())).flatten();
            Taken {
                rows: all([chosen, limits::on_page(row, field)].into_iter().flatten().collect()),
                within: has_place.then(|| limits::within(reader, row, field, self.today())).flatten(),
            }
        };
        let wanted: Vec<Taken> = rows.iter().map(taken).collect();
        let mut asked: Vec<&Taken> = Vec::new();
        for one in wanted.iter().filter(|one| !one.is_all()) {
            if !asked.contains(&one) {
                asked.push(one);
            }
        }
        let found = match &place {
            Some(place) if !asked.is_empty() => self.let_through(reader, place, &asked).await?,
            _ => Vec::new(),
        };
        let is_let =
            |one: &Taken| one.is_all() || asked.iter().position(|known| *known == one).is_some_and(|at| found[at]);
        let offered_rows = rows
            .iter()
            .zip(&wanted)
            .filter(|(_, one)| is_let(one))
            .map(|((row, field), _)| offered(row, reader.lang(), format!("{}={id}", field.name)));
        Ok(offered_rows.collect())
    }

    /// Which of these let the object through.
    async fn let_through(&self, reader: &Reader, place: &Place<'_>, wanted: &[&Taken]) -> Result<Vec<bool>, Refusal> {
        let Place { list, row, object, id } = *place;
        let one = |id: &str, filter: &Option<Value>| {
            let own = json!({ "id": { "eq": id } });
            all([Some(own), filter.clone()].into_iter().flatten().collect())
        };
        let mut through = Vec::new();
        for some in wanted.chunks(ASKED) {
            let (mut declared, mut asked, mut variables) = (Vec::new(), Vec::new(), Map::new());
            for (at, taken) in some.iter().enumerate() {
                declared.push(format!("$f{at}: {}Filter", list.of));
                variables.insert(format!("f{at}"), json!(one(row, &taken.rows)));
                let mut below = String::new();
                if !list.within.is_empty() {
                    declared.push(format!("$w{at}: {}Filter", object.name));
                    variables.insert(format!("w{at}"), json!(one(id, &taken.within)));
                    below = format!(" {}(first: 1, filter: $w{at}) {{ nodes {{ id }} }}", list.within);
                }
                asked.push(format!("f{at}: {}(first: 1, filter: $f{at}) {{ nodes {{ id{below} }} }}", list.root));
            }
            let document = format!("query({}) {{ {} }}", declared.join(", "), asked.join(" "));
            let found = match self.ask(reader, &document, Value::Object(variables)).await {
                Err(Refusal::NoReach) => Value::Null,
                found => found?,
            };
            through.extend((0..some.len()).map(|at| {
                let row = &found[format!("f{at}")]["nodes"][0];
                let told = if list.within.is_empty() { row } else { &row[list.within]["nodes"][0] };
                told["id"] == id
            }));
        }
        Ok(through)
    }
}
