//! A command's form, from its table.

use chrono::{NaiveDate, NaiveTime};
use futures_util::future::BoxFuture;
use graph::{MutationField, ShownObject};
use kernel::{
    Label, Lang, Money,
    command::{Days, Field, Kind, Plain, Table},
};
use serde_json::Value;
use web::{
    commands::{CommandForm, FieldKind, FormField, Given, search_name},
    port::{Choice, Refusal},
};

use super::{
    CommandService, Reader, choices, either, follows, input, limits, links, now::Subject, of_prefix, search, words,
};

/// The field that carries the version the reader has seen.
pub(super) const VERSION: &str = "expectedVersion";

/// The field that says which step of its state machine something takes.
pub(super) const STEP: &str = "step";

/// The field that says in which status something is settled.
const SETTLEMENT: &str = "settlement";

/// What a command takes still and follows from something else: no form asks for it.
const NOT_ASKED: [(&str, &str); 2] = [("triageNeed", "weights"), ("retriageNeed", "weights")];

/// What a form is filled in with.
#[derive(Clone, Copy)]
pub(super) struct Filled<'a> {
    /// By the fields' paths.
    pub given: &'a Given,
    /// Whether the form was sent: what it leaves out is then blank, whatever it is now.
    pub sent: bool,
}

/// A form that is being made.
#[derive(Clone, Copy)]
struct Making<'a> {
    reader: &'a Reader,
    row: &'static MutationField,
    filled: Filled<'a>,
    subject: Option<&'a Subject>,
}

/// Whether a step of a state machine, `requestChange`, is the one that the API's inputs call `REQUEST_CHANGE`.
pub(super) fn is_step(step: &str, shown: &str) -> bool {
    step.eq_ignore_ascii_case(&shown.replace('_', ""))
}

/// The field of a command that names what it is done to.
#[derive(Clone, Copy)]
pub(super) struct SubjectField {
    /// Its name.
    pub name: &'static str,
    /// The object type there.
    pub object: &'static ShownObject,
    /// Whether the command is always done to something; otherwise it makes something new where nothing is named.
    pub must_be: bool,
}

/// The field that names what the command is done to, where it is done to something that exists.
pub(super) fn subject_of(table: &'static Table) -> Option<SubjectField> {
    table.fields.iter().find(|field| field.name == VERSION)?;
    let own = table.fields.iter().find(|field| field.name == "id");
    let first = table.fields.iter().find(|field| matches!(field.kind, Kind::Reference(_)));
    let field = own.or(first)?;
    match field.kind {
        Kind::Reference(prefix) => {
            Some(SubjectField { name: field.name, object: of_prefix(prefix)?, must_be: field.required })
        }
        _ => None,
    }
}

/// Whether fields are those of an amount of money.
pub(super) fn is_money(table: &Table) -> bool {
    matches!(<Money as Plain>::BOUND.kind, Kind::Group(money) if money.name == table.name)
}

impl CommandService {
    pub(super) async fn command_form(
        &self,
        reader: &Reader,
        row: &'static MutationField,
        filled: Filled<'_>,
    ) -> Result<CommandForm, Refusal> {
        let (title, help) = words::label(row.about, reader.lang());
        let mut links = links::of_form(row.name, reader.lang());
        links.extend(self.duplicates(reader, row, filled.given).await?);
        let form = |fields, subject, chooses| CommandForm {
            name: row.name.to_owned(),
            title: title.clone(),
            help: help.clone(),
            subject,
            fields,
            instead: None,
            chooses,
            links: links.clone(),
        };
        let making = Making { reader, row, filled, subject: None };
        let first = follows::first_of(row).filter(|first| input::texts(filled.given, first.name).is_empty());
        if let Some(first) = first.filter(|_| !filled.sent) {
            let mut fields = vec![self.field(making, first, first.name).await?];
            fields.extend(kept(row.table, first, filled.given));
            return Ok(form(fields, None, true));
        }
        let Some(named) = subject_of(row.table) else {
            return Ok(form(self.all_fields(making).await?, None, false));
        };
        let Some(id) = input::texts(filled.given, named.name).first().map(|id| id.trim().to_owned()) else {
            let asked = row.table.fields.iter().filter(|known| known.name == named.name);
            let mut fields = Vec::new();
            for field in asked {
                fields.push(self.field(making, field, field.name).await?);
            }
            if named.must_be {
                return Ok(form(fields, None, true));
            }
            let is_some = |field: &FormField| !matches!(&field.kind, FieldKind::Choice(choices) if choices.is_empty());
            // Something must be chosen to go on with it.
            let instead = fields.pop().filter(is_some).map(|field| FormField { required: true, ..field });
            return Ok(CommandForm { instead, ..form(self.all_fields(making).await?, None, false) });
        };
        let subject = Subject::load(self, reader, row, named, &id).await?;
        let title = subject.title.clone().map(|label| Choice { value: id, label });
        let making = Making { subject: Some(&subject), ..making };
        Ok(form(self.all_fields(making).await?, title, false))
    }

    async fn all_fields(&self, making: Making<'_>) -> Result<Vec<FormField>, Refusal> {
        let mut fields = self.fields(making, making.row.table, "").await?;
        either::tell(making.row.name, making.subject.is_some(), &mut fields, making.reader.lang());
        Ok(fields)
    }

    fn fields<'a>(
        &'a self,
        making: Making<'a>,
        table: &'static Table,
        path: &'a str,
    ) -> BoxFuture<'a, Result<Vec<FormField>, Refusal>> {
        Box::pin(async move {
            let mut fields = Vec::with_capacity(table.fields.len());
            // What is made has nothing that it is done to, nor a version that was seen.
            let named = subject_of(making.row.table).filter(|_| making.subject.is_none() && path.is_empty());
            let is_asked = |field: &Field| !NOT_ASKED.contains(&(making.row.name, field.name));
            let is_new = |field: &Field| named.is_none_or(|named| field.name != named.name && field.name != VERSION);
            for field in table.fields.iter().filter(|field| is_asked(field) && is_new(field)) {
                let path = input::below(path, field.name);
                let made = self.field(making, field, &path).await?;
                // A list of nothing, that need not be chosen in, is no field.
                let is_empty = matches!(&made.kind, FieldKind::Choice(choices) if choices.is_empty());
                if !is_empty || made.required {
                    fields.push(made);
                }
            }
            Ok(fields)
        })
    }

    async fn field(&self, making: Making<'_>, field: &'static Field, path: &str) -> Result<FormField, Refusal> {
        let Making { reader, row, filled, subject } = making;
        let lang = reader.lang();
        let (label, help) = words::label(field.about, lang);
        // An amount is one field: there is one currency.
        let is_amount = matches!(field.kind, Kind::Group(table) if is_money(table));
        let path = if is_amount { input::below(path, "amount") } else { path.to_owned() };
        let path = path.as_str();
        let mut values = values(row, field, path, filled, subject);
        let mut first = match !filled.sent && values.is_empty() {
            true => self.offered_first(reader, row, field, subject.is_some()),
            false => None,
        };
        let written = input::texts(filled.given, &search_name(path)).first().copied().unwrap_or_default();
        let wrong = search::wrong(written, lang);
        let sought = if wrong.is_none() { written } else { "" };
        let is_subject = subject.is_some_and(|subject| subject.field == path);
        let kind = match &field.kind {
            _ if is_subject || path == VERSION => FieldKind::Hidden,
            _ if is_amount => FieldKind::Money,
            Kind::Line { max } => match self.known(reader, row, field).await? {
                known if known.is_empty() => FieldKind::Line { max: *max },
                known => FieldKind::Suggested { max: *max, known },
            },
            Kind::Text { max } => FieldKind::Text { max: *max },
            Kind::Json => FieldKind::Text { max: 64 * 1024 },
            Kind::Number { min, max } | Kind::Year { min, max } => FieldKind::Number {
                min: Some(*min).filter(|min| *min != i32::MIN),
                max: Some(*max).filter(|max| *max != i32::MAX),
            },
            Kind::YesNo => FieldKind::YesNo,
            Kind::Date(days) => {
                let (min, max) = days.range(self.today()).into_inner();
                FieldKind::Date { min, max }
            }
            Kind::Instant => instants(),
            Kind::Choice(enumeration) => {
                let mut all = choices::all_of(enumeration, lang);
                all.retain(|choice| limits::may_choose(reader, row, field.name, &choice.value));
                match (field.name, subject) {
                    (STEP, Some(subject)) => all.retain(|choice| subject.allows(&choice.value)),
                    (SETTLEMENT, Some(subject)) => all.retain(|choice| subject.leads_to(&choice.value)),
                    _ => {}
                }
                FieldKind::Choice(all)
            }
            Kind::Code(scheme) => match self.skills_to_assess(reader, row, field, filled.given).await? {
                Some(skills) => FieldKind::Choice(skills),
                None => choices::of_scheme(scheme, sought, &values, lang),
            },
            Kind::Reference(_) => {
                let given = (sought, filled.given);
                let found = self.of_objects(reader, row, field, given, &values).await?;
                match (&first, &found) {
                    // The reader's own is not offered where it is not taken.
                    (Some(own), FieldKind::Choice(all)) if !all.iter().any(|choice| choice.value == *own) => {
                        first = None;
                        found
                    }
                    (Some(own), FieldKind::Search { .. }) => {
                        self.of_objects(reader, row, field, given, std::slice::from_ref(own)).await?
                    }
                    _ => found,
                }
            }
            Kind::Group(table) => FieldKind::Group(self.fields(making, table, path).await?),
        };
        values.extend(first);
        let kind = match wrong {
            Some(wrong) => search::told(kind, written, wrong),
            None => kind,
        };
        let values = match &kind {
            // What there is one of needs no choosing.
            FieldKind::Choice(choices) if field.required && values.is_empty() && choices.len() == 1 => {
                choices.iter().map(|choice| choice.value.clone()).collect()
            }
            _ => values,
        };
        let is_told = filled.sent && !is_subject && path != VERSION;
        let stored = subject.filter(|subject| is_told && subject.is_changed_by(row));
        let stored = stored.map(|subject| subject.value(row, path, &field.kind));
        let stored = stored.filter(|stored| !words::are_same(stored, &values));
        let steps = self.told_steps(reader, row, field, filled.given).await?;
        let told: Vec<String> = [help_of(field, help, &kind, lang), steps].into_iter().flatten().collect();
        Ok(FormField {
            path: path.to_owned(),
            label,
            help: (!told.is_empty()).then(|| told.join(" ")),
            required: field.required && field.default.is_none(),
            instead: None,
            list: field.list,
            stored: stored.and_then(|stored| words::stored(&kind, &stored, lang)),
            kind,
            values,
        })
    }

    /// What a new form is filled in with: the reader's own, where there is one.
    fn offered_first(&self, reader: &Reader, row: &MutationField, field: &Field, is_change: bool) -> Option<String> {
        match (row.name, field.name, field.kind) {
            // One of several may own it: offered only where the reader's own is one of one kind, and not to what is owned already.
            ("saveQuestion", name, Kind::Reference(prefix)) => {
                let owners = row.table.fields.iter().filter(|own| own.name != "sharedCouncilId");
                let own = owners.filter_map(|own| match own.kind {
                    Kind::Reference(prefix) => reader.own(prefix),
                    _ => None,
                });
                let is_one = !is_change && name != "sharedCouncilId" && own.count() == 1;
                is_one.then(|| reader.own(prefix)).flatten()
            }
            // What a project pays for is said, not assumed.
            (_, _, Kind::Reference("project")) if !field.required => None,
            (_, _, Kind::Reference(prefix)) => reader.own(prefix),
            ("assignRole", "issuer", _) => reader.asker.identity.as_ref().map(|own| own.issuer.clone()),
            _ => None,
        }
    }
}

/// What the form has of other things already, carried along while the first is chosen.
fn kept(table: &'static Table, first: &Field, given: &Given) -> Vec<FormField> {
    let references = table.fields.iter().filter(|field| matches!(field.kind, Kind::Reference(_)));
    let others = references.filter(|field| field.name != first.name);
    let hidden = |field: &'static Field| {
        let id = input::texts(given, field.name).first().copied()?;
        Some(FormField {
            path: field.name.to_owned(),
            label: String::new(),
            help: None,
            required: false,
            instead: None,
            list: false,
            kind: FieldKind::Hidden,
            values: vec![id.to_owned()],
            stored: None,
        })
    };
    others.filter_map(hidden).collect()
}

/// The help beside a field, with its bounds where they help; what a list says by itself is not told.
fn help_of(field: &Field, help: Option<String>, kind: &FieldKind, lang: Lang) -> Option<String> {
    let is_list = matches!(kind, FieldKind::Choice(_) | FieldKind::Search { .. });
    let help = help.filter(|help| !(is_list && matches!(field.kind, Kind::Code(_)) && tells_of_codes(help)));
    let bounds = field.kind.bounds(lang).filter(|_| field.kind.whole_numbers().is_some());
    let money = matches!(kind, FieldKind::Money).then(|| {
        let sentence = Label { sv: "Kronor, t.ex. 1 200 000,50.", en: "Swedish kronor, e.g. 1,200,000.50." };
        sentence.get(lang).to_owned()
    });
    let several =
        field.list.then(|| Label { sv: "Flera kan anges.", en: "Several can be given." }.get(lang).to_owned());
    let told: Vec<String> = [help, bounds, money, several].into_iter().flatten().collect();
    (!told.is_empty()).then(|| told.join(" "))
}

/// Whether a sentence tells how a code is written, which nobody writes who chooses by name.
pub(super) fn tells_of_codes(help: &str) -> bool {
    let help = help.to_lowercase();
    ["siffr", "digit", "kod", "code", "concept id", ":1"].iter().any(|word| help.contains(word))
}

/// As it was written; where the form is new, as it is now, or its default.
fn values(
    row: &MutationField,
    field: &Field,
    path: &str,
    Filled { given, sent }: Filled<'_>,
    subject: Option<&Subject>,
) -> Vec<String> {
    let written: Vec<String> = given.iter().filter(|(name, _)| name == path).map(|(_, text)| text.clone()).collect();
    if !written.is_empty() {
        return written;
    }
    if let (VERSION, Some(subject)) = (path, subject) {
        return subject.version().into_iter().collect();
    }
    let now = subject.filter(|_| !sent).map(|subject| subject.value(row, path, &field.kind)).unwrap_or_default();
    if !now.is_empty() {
        return now;
    }
    let default = field.default.and_then(|default| serde_json::from_str::<Value>(default).ok());
    match default {
        Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        Some(Value::String(text)) => vec![text],
        Some(Value::Bool(value)) => vec![value.to_string()],
        Some(Value::Number(number)) => vec![number.to_string()],
        _ => Vec::new(),
    }
}

/// The moments that can be kept, by the Swedish clock.
fn instants() -> FieldKind {
    let (first, last) = Days::Any.range(NaiveDate::MIN).into_inner();
    let of = |day: NaiveDate, time: NaiveTime| web::swedish(day.and_time(time).and_utc());
    let last_minute = NaiveTime::from_hms_opt(23, 59, 0).unwrap_or(NaiveTime::MIN);
    FieldKind::Instant { min: of(first, NaiveTime::MIN), max: of(last, last_minute) }
}

/// What a form sent, each field under its label and in words; what only programs read is left out.
pub(super) fn written(table: &'static Table, given: &Given, lang: Lang) -> Vec<(String, String)> {
    let mut told = Vec::new();
    written_below(table, "", given, lang, &mut told);
    told
}

fn written_below(table: &'static Table, path: &str, given: &Given, lang: Lang, told: &mut Vec<(String, String)>) {
    for field in table.fields.iter().filter(|field| field.name != VERSION) {
        let path = input::below(path, field.name);
        let label = words::label(field.about, lang).0;
        if let Kind::Group(below) = field.kind
            && !is_money(below)
        {
            written_below(below, &path, given, lang, told);
            continue;
        }
        let path = if let Kind::Group(_) = field.kind { input::below(&path, "amount") } else { path };
        let say = |text: &str| match field.kind {
            Kind::Choice(enumeration) => words::upper_first(&choices::of_enumeration(enumeration, text, lang)),
            Kind::Code(scheme) => taxonomy::Scheme::parse(scheme)
                .and_then(|scheme| taxonomy::lookup(scheme, text))
                .map_or_else(|| text.to_owned(), |concept| concept.label(lang).to_owned()),
            // Whoever is no longer signed in is told no names.
            Kind::Reference(_) => Label { sv: "valt i listan", en: "chosen in the list" }.get(lang).to_owned(),
            Kind::YesNo => words::stored(&FieldKind::YesNo, &[text.to_owned()], lang).unwrap_or_default(),
            Kind::Instant => text.replace('T', " "),
            _ => text.to_owned(),
        };
        let texts: Vec<String> = input::texts(given, &path).into_iter().map(say).collect();
        if !texts.is_empty() {
            told.push((label, texts.join(", ")));
        }
    }
}
