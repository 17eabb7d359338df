//! What a command is done to, as it is now.

use graph::{MutationField, Shown, ShownObject};
use kernel::{
    Lang,
    command::{Kind, Table},
};
use questions::flatten::text;
use serde_json::Value;
use web::port::Refusal;

use super::{CommandService, Reader, by_id, choices, form, form::SubjectField, object, of_id, words};

/// Fields of a command that say what is new, though the object has one of the same name. What someone took part in is not known before
/// it is over: the row says nought till then. A plan's next version is called by its own year.
const ANEW: &[(&str, &str)] = &[
    ("reEnterParticipation", "startsOn"),
    ("completeEnrolment", "minutes"),
    ("dropOutEnrolment", "minutes"),
    ("reviseActionPlan", "title"),
];

/// Whether a command changes the object itself. What makes something else under it has fields of its own, though they be called as
/// the object's are.
fn changes_itself(row: &MutationField, object: &ShownObject) -> bool {
    row.changes == object.name
}

/// What a command is done to.
pub(super) struct Subject {
    object: &'static ShownObject,
    /// The field that names it.
    pub field: &'static str,
    /// What stands for it.
    pub title: Option<String>,
    /// It as the API shows it, with the fields that the form has too.
    node: Value,
    lang: Lang,
}

impl Subject {
    /// The object with this id, with those of its fields that the command's form has too, where the command changes it.
    pub(super) async fn load(
        commands: &CommandService,
        reader: &Reader,
        row: &MutationField,
        SubjectField { name: field, object, .. }: SubjectField,
        id: &str,
    ) -> Result<Self, Refusal> {
        of_id(id).filter(|of| of.prefix == object.prefix).ok_or(Refusal::Unknown)?;
        let mut names = Vec::new();
        names_in(row.table, &mut names);
        let is_own = changes_itself(row, object);
        let own = object.fields.iter().filter(|own| is_own && names.contains(&own.name));
        let shared = own.filter_map(|own| match own.shown {
            Shown::Code(_) => Some(format!("{} {{ code }}", own.name)),
            Shown::Money => Some(format!("{} {{ amount }}", own.name)),
            Shown::One(_) => Some(format!("{} {{ id }}", own.name)),
            Shown::Group(table) => Some(object::of_group(own.name, table)),
            // Codes, each told by its label and written as itself.
            Shown::Told("label") => Some(format!("{} {{ code }}", own.name)),
            Shown::Many(_) | Shown::Told(_) | Shown::Rows(_) => None,
            _ => Some(own.name.to_owned()),
        });
        let named = (row.name == "renameParticipant").then(|| "participant { name }".to_owned());
        let shared: Vec<String> = shared.chain(named).collect();
        let version = if object.versioned { "version" } else { "" };
        let steps = if object.steps { "possibleSteps { step to }" } else { "" };
        let document = format!(
            "query($id: ID!) {{ node(id: $id) {{ id ... on {type_name} {{ {version} {steps} {shared} }} }} \
             subject: node(id: $id) {{ id ... on {type_name} {{ {title} }} }} }}",
            type_name = object.name,
            shared = shared.join(" "),
            title = object.title,
        );
        let mut found = commands.ask(reader, &document, by_id(id)).await?;
        if found["node"].is_null() {
            return Err(Refusal::Unknown);
        }
        let title = choices::choice(&found["subject"], None, reader.lang()).map(|named| named.label);
        Ok(Self { object, field, title, node: found["node"].take(), lang: reader.lang() })
    }

    /// Whether its state allows the step that the API's inputs call so.
    pub(super) fn allows(&self, step: &str) -> bool {
        let possible = self.node["possibleSteps"].as_array();
        possible.is_none_or(|possible| {
            possible.iter().filter_map(|p| p["step"].as_str()).any(|possible| form::is_step(possible, step))
        })
    }

    /// Whether a step that its state allows leads to the status with this code.
    pub(super) fn leads_to(&self, status: &str) -> bool {
        let possible = self.node["possibleSteps"].as_array();
        possible.is_none_or(|possible| possible.iter().any(|possible| possible["to"] == status))
    }

    /// Its version.
    pub(super) fn version(&self) -> Option<String> {
        self.node["version"].as_i64().map(|version| version.to_string())
    }

    fn is_group(&self, name: &str) -> bool {
        self.object.fields.iter().any(|field| field.name == name && matches!(field.shown, Shown::Group(_)))
    }

    /// Whether the command changes it, so that what is stored of it is what the form is about.
    pub(super) fn is_changed_by(&self, row: &MutationField) -> bool {
        changes_itself(row, self.object)
    }

    /// Its field at `path` of the form, as a form writes it; nothing of what is new.
    pub(super) fn value(&self, row: &MutationField, path: &str, kind: &Kind) -> Vec<String> {
        if ANEW.contains(&(row.name, path)) || !self.is_changed_by(row) {
            return Vec::new();
        }
        let (above, name) = path.rsplit_once('.').unwrap_or(("", path));
        let group = above.rsplit('.').next().unwrap_or(above);
        let value = match kind {
            Kind::Group(table) if form::is_money(table) => &self.node[group]["amount"],
            Kind::Reference(_) => &self.node[name.strip_suffix("Id").unwrap_or(name)]["id"],
            _ if self.is_group(group) => &self.node[group][name],
            // An enumeration that the object shows as a code.
            _ if self.node[name]["code"].is_string() => &self.node[name]["code"],
            _ if row.name == "renameParticipant" && name == "name" => &self.node["participant"]["name"],
            _ => &self.node[name],
        };
        match value {
            Value::Array(items) => {
                let code = |item: &Value| if item.is_object() { text(&item["code"]) } else { text(item) };
                items.iter().filter_map(code).collect()
            }
            // As who writes it has it, a line a part.
            Value::Object(_) if matches!(kind, Kind::Json) => serde_json::to_string_pretty(value).into_iter().collect(),
            value => text(value).map(|text| words::written(kind, &text, self.lang)).into_iter().collect(),
        }
    }
}

fn names_in(table: &'static Table, names: &mut Vec<&'static str>) {
    for field in table.fields {
        names.push(field.name.strip_suffix("Id").filter(|name| !name.is_empty()).unwrap_or(field.name));
        if let Kind::Group(table) = field.kind {
            names.push(field.name);
            names_in(table, names);
        }
    }
}

impl std::fmt::Debug for Subject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Subject({}, …)", self.object.name)
    }
}
