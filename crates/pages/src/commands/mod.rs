//! The pages' port to the API's mutations and objects: forms are made from the commands' tables, and what a form sends is done as
//! a mutation of the API, as whoever signed in.

mod apart;
mod assessing;
mod briefing;
mod choices;
mod duplicates;
mod either;
mod faults;
mod file;
mod follows;
mod form;
mod input;
mod limits;
mod links;
mod lists;
mod meeting;
mod minutes;
mod now;
mod object;
mod offers;
mod paper;
mod search;
mod taken;
#[cfg(test)]
mod texts;
mod title;
mod wall;
mod words;

use std::{
    sync::{Arc, LazyLock},
    time::Duration,
};

use access::Request;
use chrono::NaiveDate;
use documents::Document;
use futures_util::future::BoxFuture;
use gateway::{objects::node::shown_objects, question::Asker, schema::mutations};
use graph::{MutationField, ShownObject};
use kernel::{Label, Lang, error::rules};
use serde_json::{Map, Value, json};
use web::{
    commands::{
        BriefingPage, CommandForm, Commands, FieldFault, FileForm, Given, Group, Left, MinutesPage, NotDone,
        ObjectPage, Offered, RelatedPage, RowForm, SentFile, WallPage,
    },
    port::{Caller, Refusal},
};

use crate::{answers, signed_in::SignedIn};

/// Tries, beside the first, of a form that is being done by another request, and the pause before each.
const TRIES: u32 = 10;
const PAUSE: Duration = Duration::from_millis(200);

/// How the names of commands begin that take something back.
const WITHDRAWS: &str = "withdraw";

/// The commands and objects of those who sign in to the pages.
pub struct CommandService(pub SignedIn);

/// Who asks, and with which roles.
struct Reader {
    asker: Asker,
    request: Arc<Request>,
}

impl Reader {
    fn may(&self, row: &MutationField) -> bool {
        limits::may(self, row)
    }

    /// The one council, hub, project or organisation that the reader's roles are about, by its prefix; nothing when they are several.
    fn own(&self, prefix: &str) -> Option<String> {
        let held = self.request.actor.assignments.iter();
        let mut own: Vec<String> = held
            .filter_map(|held| match prefix {
                "council" => held.council.map(|id| id.public()),
                "hub" => held.hub.map(|id| id.public()),
                "project" => held.project.map(|id| id.public()),
                "org" => held.organisation.map(|id| id.public()),
                _ => None,
            })
            .collect();
        own.dedup();
        own.pop().filter(|_| own.is_empty())
    }

    const fn lang(&self) -> Lang {
        self.asker.lang
    }
}

/// The object type whose ids begin so.
fn of_prefix(prefix: &str) -> Option<&'static ShownObject> {
    shown_objects().iter().find(|object| object.prefix == prefix)
}

/// The object type of an id; nothing for what can be nothing's id, which nobody is asked about.
fn of_id(id: &str) -> Option<&'static ShownObject> {
    let (prefix, rest) = id.split_once('_')?;
    of_prefix(prefix).filter(|_| rest.bytes().all(|sign| sign.is_ascii_alphanumeric()))
}

/// The object type of this name.
fn of_type(name: &str) -> Option<&'static ShownObject> {
    shown_objects().iter().find(|object| object.name == name)
}

impl CommandService {
    async fn reader(&self, caller: &Caller) -> Result<Reader, Refusal> {
        self.reading(self.0.asker(caller).await?, caller).await
    }

    async fn reading(&self, asker: Asker, caller: &Caller) -> Result<Reader, Refusal> {
        let actor = self.0.app.roles.of(asker.identity.as_ref()).await.map_err(answers::fault)?;
        Ok(Reader { asker, request: Arc::new(Request::new(actor, caller.request_id.clone())) })
    }

    async fn ask(&self, reader: &Reader, document: &str, variables: Value) -> Result<Value, Refusal> {
        let Value::Object(variables) = variables else { return Err(Refusal::Broken) };
        let asked = self.0.questions.run(&reader.asker, document, variables, None).await;
        asked.map_err(|refused| answers::refusal(refused, reader.lang()))
    }

    /// The command of this name that the reader may do.
    fn row(reader: &Reader, name: &str) -> Result<&'static MutationField, Refusal> {
        let row = mutations().get(name).ok_or(Refusal::Unknown)?;
        if reader.may(row) { Ok(row) } else { Err(Refusal::NoReach) }
    }

    fn today(&self) -> NaiveDate {
        self.0.app.db.clock().today()
    }

    async fn done(&self, caller: &Caller, name: &str, given: &Given, once: &str) -> Result<Left, NotDone> {
        let reader = self.reader(caller).await.map_err(NotDone::Refused)?;
        let row = Self::row(&reader, name).map_err(NotDone::Refused)?;
        let subject =
            form::subject_of(row.table).and_then(|named| Some((named, *input::texts(given, named.name).first()?)));
        if subject.is_some() && input::texts(given, form::VERSION).is_empty() {
            // Who has not seen what she changes is shown it first.
            return Err(NotDone::Changed(vec![faults::stale(reader.lang())]));
        }
        let input = input::read(row.table, given);
        let mut wrong = (row.check)(&input).err().map(|error| faults::of(row.table, error, reader.lang()));
        let unanswered = search::unanswered(row.table, given, reader.lang());
        if !unanswered.is_empty() {
            wrong.get_or_insert_default().extend(unanswered);
        }
        if let Some(wrong) = wrong {
            return Err(NotDone::Faults(wrong));
        }
        // What is withdrawn may be shown to nobody from then on: that within which it stood is shown instead.
        let within = subject.as_ref().filter(|_| name.starts_with(WITHDRAWS));
        let within = within.and_then(|(named, _)| offers::within(named.object)).map_or("", |field| field.name);
        let above = if within.is_empty() { String::new() } else { format!("{within} {{ id }}") };
        let shown = format!("{} {{ id {above} }}", row.shows);
        let document = format!(
            "mutation($input: {}!) {{ {name}(input: $input) {{ {shown} userErrors {{ code message path }} }} }}",
            row.table.name
        );
        let variables = Map::from_iter([("input".to_owned(), input)]);
        let key = format!("form-{once}");
        let mut tries = 0;
        let answer = loop {
            let done = self.0.questions.run(&reader.asker, &document, variables.clone(), Some(key.clone())).await;
            let mut done = done.map_err(|refused| not_done(answers::refusal(refused, reader.lang())))?;
            let answer = done[name].take();
            // The same form is being done just now: the next try has its answer.
            let under_way = faults::has(&answer, rules::IDEMPOTENCY_KEY_UNDER_WAY);
            if !under_way || tries == TRIES {
                break answer;
            }
            tries += 1;
            tokio::time::sleep(PAUSE).await;
        };
        let mut told = faults::told(row.table, &answer, reader.lang());
        if told.is_empty() {
            let left = &answer[row.shows];
            return Ok(self.left(&reader, left["id"].as_str(), left[within]["id"].as_str()).await);
        }
        if faults::has(&answer, rules::TRANSITION_IS_NOT_ALLOWED)
            && let Some((named, id)) = subject
        {
            let others = self.instead(&reader, row, named.object, id).await;
            told.extend(others.map_err(NotDone::Refused)?);
        }
        let is_stale = faults::has(&answer, rules::VERSION_IS_STALE);
        Err(if is_stale { NotDone::Changed(told) } else { NotDone::Faults(told) })
    }

    /// What a command that answered with this id left for the reader: who may write a thing need not read it, and sees that `within` which
    /// it stands, where the answer told of that.
    async fn left(&self, reader: &Reader, id: Option<&str>, within: Option<&str>) -> Left {
        let Some(id) = id.filter(|id| of_id(id).is_some()) else { return Left::Nothing };
        match self.ask(reader, "query($id: ID!) { node(id: $id) { id } }", by_id(id)).await {
            Ok(found) if found["node"].is_null() => match within.filter(|id| of_id(id).is_some()) {
                Some(within) => Left::Page(within.to_owned()),
                None => Left::Unread(id.to_owned()),
            },
            // It is done, whatever keeps its page from being looked for.
            _ => Left::Page(id.to_owned()),
        }
    }

    /// What the reader can do with the object now, where a step of it could not be taken: not what was refused just now.
    async fn instead(
        &self,
        reader: &Reader,
        refused: &MutationField,
        object: &'static ShownObject,
        id: &str,
    ) -> Result<Option<FieldFault>, Refusal> {
        let page = self.object_page(reader, object, id).await?;
        let others = page.commands.into_iter().filter(|command| command.name != refused.name);
        let titles: Vec<String> = others.map(|command| command.title).collect();
        let told = Label { sv: "Det här kan du göra nu:", en: "This is what you can do now:" };
        let words = format!("{} {}.", told.get(reader.lang()), titles.join(", "));
        Ok((!titles.is_empty()).then(|| FieldFault { path: String::new(), words }))
    }
}

/// What the front door has against what was sent, as an odd definition, the reader can mend in the form.
fn not_done(refusal: Refusal) -> NotDone {
    match refusal {
        Refusal::NotLikeThis(words) => NotDone::Faults(vec![FieldFault { path: String::new(), words }]),
        refusal => NotDone::Refused(refusal),
    }
}

/// A command as a list of them shows it.
fn offered(row: &MutationField, lang: Lang, query: String) -> Offered {
    let (title, help) = words::label(row.about, lang);
    Offered { name: row.name.to_owned(), title, help, query }
}

impl Commands for CommandService {
    fn paged(&self) -> &'static [&'static str] {
        static PREFIXES: LazyLock<Vec<&str>> =
            LazyLock::new(|| shown_objects().iter().map(|object| object.prefix).collect());
        &PREFIXES
    }

    fn offered<'a>(&'a self, caller: &'a Caller) -> BoxFuture<'a, Result<Vec<Group>, Refusal>> {
        Box::pin(async move {
            let reader = self.reader(caller).await?;
            let mut groups: Vec<(&str, Group)> = Vec::new();
            for row in mutations().rows().iter().filter(|row| reader.may(row)) {
                let command = offered(row, reader.lang(), String::new());
                match groups.iter_mut().find(|(changes, _)| *changes == row.changes) {
                    Some((_, group)) => group.commands.push(command),
                    None => {
                        let heading = of_type(row.changes).map_or(row.changes, |object| object.called(reader.lang()));
                        let heading = heading.to_owned();
                        groups.push((row.changes, Group { heading, commands: vec![command] }));
                    }
                }
            }
            Ok(groups.into_iter().map(|(_, group)| group).collect())
        })
    }

    fn form<'a>(
        &'a self,
        caller: &'a Caller,
        name: &'a str,
        given: &'a Given,
        sent: bool,
    ) -> BoxFuture<'a, Result<CommandForm, Refusal>> {
        Box::pin(async move {
            let reader = self.reader(caller).await?;
            let row = Self::row(&reader, name)?;
            self.command_form(&reader, row, form::Filled { given, sent }).await
        })
    }

    fn submit<'a>(
        &'a self,
        caller: &'a Caller,
        name: &'a str,
        given: &'a Given,
        once: &'a str,
    ) -> BoxFuture<'a, Result<Left, NotDone>> {
        Box::pin(self.done(caller, name, given, once))
    }

    fn of_rows<'a>(&'a self, caller: &'a Caller, slug: &'a str) -> BoxFuture<'a, Option<RowForm>> {
        Box::pin(async move {
            let (name, columns, parameters) = links::of_rows(slug)?;
            let reader = self.reader(caller).await.ok()?;
            let row = Self::row(&reader, name).ok()?;
            let title = words::label(row.about, reader.lang()).0;
            Some(RowForm { name: name.to_owned(), title, columns, parameters })
        })
    }

    fn written(&self, lang: Lang, name: &str, given: &Given) -> Vec<(String, String)> {
        mutations().get(name).map(|row| form::written(row.table, given, lang)).unwrap_or_default()
    }

    fn related<'a>(
        &'a self,
        caller: &'a Caller,
        id: &'a str,
        field: &'a str,
        after: Option<&'a str>,
    ) -> BoxFuture<'a, Result<RelatedPage, Refusal>> {
        Box::pin(async move {
            let reader = self.reader(caller).await?;
            let object = of_id(id).ok_or(Refusal::Unknown)?;
            self.related_page(&reader, object, id, field, after).await
        })
    }

    fn wall<'a>(&'a self, caller: &'a Caller, id: &'a str) -> BoxFuture<'a, Result<WallPage, Refusal>> {
        Box::pin(async move {
            let reader = self.reader(caller).await?;
            self.wall_page(&reader, id).await
        })
    }

    fn minutes<'a>(&'a self, caller: &'a Caller, id: &'a str) -> BoxFuture<'a, Result<MinutesPage, Refusal>> {
        Box::pin(async move {
            let reader = self.reading(self.0.visitor(caller).await?, caller).await?;
            self.minutes_page(&reader, id).await
        })
    }

    fn typeset<'a>(&'a self, caller: &'a Caller, document: Document) -> BoxFuture<'a, Result<Vec<u8>, Refusal>> {
        Box::pin(async move {
            let asker = self.0.visitor(caller).await?;
            paper::typeset(&self.0.questions, &asker, document).await
        })
    }

    fn briefing<'a>(&'a self, caller: &'a Caller, id: &'a str) -> BoxFuture<'a, Result<BriefingPage, Refusal>> {
        Box::pin(async move {
            let reader = self.reading(self.0.visitor(caller).await?, caller).await?;
            self.briefing_page(&reader, id).await
        })
    }

    fn file_form<'a>(&'a self, caller: &'a Caller, id: &'a str) -> BoxFuture<'a, Result<FileForm, Refusal>> {
        Box::pin(self.file_form_of(caller, id))
    }

    fn hand_in<'a>(&'a self, caller: &'a Caller, id: &'a str, file: SentFile) -> BoxFuture<'a, Result<(), NotDone>> {
        Box::pin(self.hand_in_of(caller, id, file))
    }

    fn object<'a>(&'a self, caller: &'a Caller, id: &'a str) -> BoxFuture<'a, Result<ObjectPage, Refusal>> {
        Box::pin(async move {
            let reader = self.reader(caller).await?;
            let object = of_id(id).ok_or(Refusal::Unknown)?;
            self.object_page(&reader, object, id).await
        })
    }
}

/// The variables of a document that asks for one thing.
fn by_id(id: &str) -> Value {
    json!({ "id": id })
}
