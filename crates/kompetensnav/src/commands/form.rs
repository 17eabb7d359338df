//! A command's form, from its table.

use futures_util::future::BoxFuture;
use gateway::graph::{MutationField, Shown, ShownObject};
use kernel::{
    Label, Lang,
    command::{Field, Kind, Table},
};
use serde_json::Value;
use web::{
    commands::{CommandForm, FieldKind, FormField, Given, search_name},
    port::{Choice, Refusal},
};

use super::{CommandDesk, Reader, by_id, choices, input, of_prefix, words};

/// The field that carries the version the reader has seen.
const VERSION: &str = "expectedVersion";

/// The field that says which step of its state machine something takes.
pub(super) const STEP: &str = "step";

/// What a form is filled in with.
#[derive(Clone, Copy)]
pub(super) struct Filled<'a> {
    /// By the fields' paths.
    pub given: &'a Given,
    /// Whether the form was sent: what it leaves out is then blank, whatever it is now.
    pub sent: bool,
}

/// What a command is done to.
struct Subject {
    object: &'static ShownObject,
    /// The field that names it.
    field: &'static str,
    /// It as the API shows it, with the fields that the form has too.
    node: Value,
}

impl Subject {
    /// Whether its state allows the step that the API's inputs call so.
    fn allows(&self, step: &str) -> bool {
        let possible = self.node["possibleSteps"].as_array();
        possible.is_none_or(|possible| possible.iter().filter_map(|p| p["step"].as_str()).any(|p| is_step(p, step)))
    }

    /// Its field at `path` of the form, as a form writes it.
    fn value(&self, path: &str, kind: &Kind) -> Vec<String> {
        let name = path.rsplit('.').next().unwrap_or(path);
        let text = |value: &Value| match value {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(value) => Some(value.to_string()),
            _ => None,
        };
        let value = match kind {
            Kind::Reference(_) => &self.node[name.strip_suffix("Id").unwrap_or(name)]["id"],
            Kind::Code(_) => match &self.node[name] {
                Value::Object(_) => &self.node[name]["code"],
                plain => plain,
            },
            _ if path.ends_with(".amount") => {
                path.rsplit('.').nth(1).map_or(&Value::Null, |of| &self.node[of]["amount"])
            }
            _ => &self.node[name],
        };
        match value {
            Value::Array(items) => {
                let code = |item: &Value| if item.is_object() { text(&item["code"]) } else { text(item) };
                items.iter().filter_map(code).collect()
            }
            value => text(value).into_iter().collect(),
        }
    }
}

/// Whether a step of a state machine, `requestChange`, is the one that the API's inputs call `REQUEST_CHANGE`.
pub(super) fn is_step(step: &str, shown: &str) -> bool {
    step.eq_ignore_ascii_case(&shown.replace('_', ""))
}

/// The field that names what the command is done to, and the object type there.
pub(super) fn subject_of(table: &'static Table) -> Option<(&'static str, &'static ShownObject)> {
    table.fields.iter().find(|field| field.name == VERSION)?;
    let own = table.fields.iter().find(|field| field.name == "id");
    let first = table.fields.iter().find(|field| matches!(field.kind, Kind::Reference(_)));
    let field = own.or(first)?;
    match field.kind {
        Kind::Reference(prefix) if field.required => Some((field.name, of_prefix(prefix)?)),
        _ => None,
    }
}

impl CommandDesk {
    pub(super) async fn command_form(
        &self,
        reader: &Reader,
        row: &'static MutationField,
        filled: Filled<'_>,
    ) -> Result<CommandForm, Refusal> {
        let (title, help) = words::label(row.about, reader.lang());
        let form = |fields, subject, chooses| CommandForm {
            name: row.name.to_owned(),
            title: title.clone(),
            help: help.clone(),
            subject,
            fields,
            chooses,
        };
        let Some((field, object)) = subject_of(row.table) else {
            return Ok(form(self.fields(reader, row.table, "", filled, None).await?, None, false));
        };
        let Some(id) = input::texts(filled.given, field).first().map(|id| id.trim().to_owned()) else {
            let asked = row.table.fields.iter().filter(|known| known.name == field);
            let mut fields = Vec::new();
            for field in asked {
                fields.push(self.field(reader, field, field.name, filled, None).await?);
            }
            return Ok(form(fields, None, true));
        };
        let subject = self.subject(reader, row.table, field, object, &id).await?;
        let title =
            choices::choice(&subject.node["subject"], reader.lang()).map(|named| Choice { value: id.clone(), ..named });
        let fields = self.fields(reader, row.table, "", filled, Some(&subject)).await?;
        Ok(form(fields, title, false))
    }

    /// What the command is done to, with those of its fields that the form has too.
    async fn subject(
        &self,
        reader: &Reader,
        table: &'static Table,
        field: &'static str,
        object: &'static ShownObject,
        id: &str,
    ) -> Result<Subject, Refusal> {
        let mut names = Vec::new();
        names_in(table, &mut names);
        let shared = object.fields.iter().filter(|own| names.contains(&own.name)).filter_map(|own| match own.shown {
            Shown::Code(_) => Some(format!("{} {{ code }}", own.name)),
            Shown::Money => Some(format!("{} {{ amount }}", own.name)),
            Shown::One(_) => Some(format!("{} {{ id }}", own.name)),
            Shown::Many(_) => None,
            _ => Some(own.name.to_owned()),
        });
        let version = if object.versioned { "version" } else { "" };
        let steps = if object.steps { "possibleSteps { step }" } else { "" };
        let document = format!(
            "query($id: ID!) {{ node(id: $id) {{ id ... on {type_name} {{ {version} {steps} {shared} }} }} \
             subject: node(id: $id) {{ id ... on {type_name} {{ {title} }} }} }}",
            type_name = object.name,
            shared = shared.collect::<Vec<_>>().join(" "),
            title = object.title,
        );
        let mut found = self.ask(reader, &document, by_id(id)).await?;
        if found["node"].is_null() || !id.starts_with(object.prefix) {
            return Err(Refusal::Unknown);
        }
        let title = found["subject"].take();
        let mut node = found["node"].take();
        node["subject"] = title;
        Ok(Subject { object, field, node })
    }

    fn fields<'a>(
        &'a self,
        reader: &'a Reader,
        table: &'static Table,
        path: &'a str,
        filled: Filled<'a>,
        subject: Option<&'a Subject>,
    ) -> BoxFuture<'a, Result<Vec<FormField>, Refusal>> {
        Box::pin(async move {
            let mut fields = Vec::with_capacity(table.fields.len());
            for field in table.fields {
                let path = input::below(path, field.name);
                fields.push(self.field(reader, field, &path, filled, subject).await?);
            }
            Ok(fields)
        })
    }

    async fn field(
        &self,
        reader: &Reader,
        field: &'static Field,
        path: &str,
        filled: Filled<'_>,
        subject: Option<&Subject>,
    ) -> Result<FormField, Refusal> {
        let lang = reader.lang();
        let (label, help) = words::label(field.about, lang);
        let mut values = values(field, path, filled, subject);
        if let Kind::Reference(prefix) = field.kind
            && values.is_empty()
            && !filled.sent
        {
            values.extend(reader.own(prefix));
        }
        let sought = input::texts(filled.given, &search_name(path)).first().copied().unwrap_or_default();
        let is_subject = subject.is_some_and(|subject| subject.field == path);
        let kind = match &field.kind {
            _ if is_subject || path == VERSION => FieldKind::Hidden,
            Kind::Line { max } => FieldKind::Line { max: *max },
            Kind::Text { max } => FieldKind::Text { max: *max },
            Kind::Json => FieldKind::Text { max: 64 * 1024 },
            Kind::Number { min, max } => FieldKind::Number {
                min: Some(*min).filter(|min| *min != i32::MIN),
                max: Some(*max).filter(|max| *max != i32::MAX),
            },
            Kind::YesNo => FieldKind::YesNo,
            Kind::Date => FieldKind::Date,
            Kind::Instant => FieldKind::Instant,
            Kind::Choice(enumeration) => {
                let mut all = choices::all_of(enumeration, lang);
                if let (STEP, Some(subject)) = (field.name, subject) {
                    all.retain(|choice| subject.allows(&choice.value));
                }
                FieldKind::Choice(all)
            }
            Kind::Code(scheme) => choices::of_scheme(scheme, sought, &values, lang),
            Kind::Reference(prefix) => self.of_objects(reader, prefix, sought, &values).await?,
            Kind::Group(table) => FieldKind::Group(self.fields(reader, table, path, filled, subject).await?),
        };
        let values = match &kind {
            // What there is one of needs no choosing.
            FieldKind::Choice(choices) if field.required && values.is_empty() && choices.len() == 1 => {
                choices.iter().map(|choice| choice.value.clone()).collect()
            }
            _ => values,
        };
        let help = [help, field.kind.bounds(lang).filter(|_| tells_bounds(&field.kind))].into_iter().flatten();
        let help = help.collect::<Vec<_>>().join(" ");
        let help = if field.list { format!("{help} {}", several(lang)).trim().to_owned() } else { help };
        Ok(FormField {
            path: path.to_owned(),
            label,
            help: (!help.is_empty()).then_some(help),
            required: field.required && field.default.is_none(),
            list: field.list,
            kind,
            values,
        })
    }
}

fn several(lang: Lang) -> &'static str {
    Label { sv: "Flera kan anges.", en: "Several can be given." }.get(lang)
}

/// A text's length need not be told before it is too long; a number's bounds help.
const fn tells_bounds(kind: &Kind) -> bool {
    matches!(kind, Kind::Number { .. })
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

/// As it was written; where the form is new, as it is now, or its default.
fn values(field: &Field, path: &str, Filled { given, sent }: Filled<'_>, subject: Option<&Subject>) -> Vec<String> {
    let written: Vec<String> = given.iter().filter(|(name, _)| name == path).map(|(_, text)| text.clone()).collect();
    if !written.is_empty() {
        return written;
    }
    if let (VERSION, Some(subject)) = (path, subject) {
        return subject.node["version"].as_i64().into_iter().map(|version| version.to_string()).collect();
    }
    let now = subject.filter(|_| !sent).map(|subject| subject.value(path, &field.kind)).unwrap_or_default();
    if !now.is_empty() {
        return now;
    }
    let default = field.default.and_then(|default| serde_json::from_str::<Value>(default).ok());
    match default {
        Some(Value::String(text)) => vec![text],
        Some(Value::Bool(value)) => vec![value.to_string()],
        Some(Value::Number(number)) => vec![number.to_string()],
        _ => Vec::new(),
    }
}

impl std::fmt::Debug for Subject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Subject({}, …)", self.object.name)
    }
}
